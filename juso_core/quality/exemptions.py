"""Exemptions: remarks that a municipality may keep, each with its reason.

``exemptions.toml`` lies beside ``structure.toml``, so that it travels with the plugin:

    schema = "juso.exemptions/1"

    [[exemption]]
    check = "G08"
    about = "plan_route.outreach"      # a row, a question, a field, a case, as juso check names it
    reason = "The source says so: the team that drafts the plan also decides on it."
    until = "FY2027"                   # may be left out

Nobody is exempted from all that a check may find, nor from some checks: that files can be used, that hooks keep to the
contract, what the Act asks, what proves a municipality.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs
from attrs import frozen

from juso_core.language.era import last_day
from juso_core.language.messages import _, current
from juso_core.municipality import toml_file
from juso_core.municipality.lines import find_lines, line_of
from juso_core.municipality.problems import FileErrors, Slip, did_you_mean
from juso_core.municipality.structure import COMPUTED
from juso_core.quality.checks import checks
from juso_core.quality.remarks import Remark, from_problems

__all__ = ["FILE", "Exemption", "Sorted", "read", "sort_out"]

FILE: Final = "exemptions.toml"
SCHEMA: Final = "juso.exemptions/1"


@frozen(kw_only=True)
class Exemption:
    """One exemption: from which check, about what, why, and until when."""

    check: str
    about: str
    reason: str
    until: str | None = None
    line: int = attrs.field(default=0, metadata=COMPUTED)

    def covers(self, remark: Remark) -> bool:
        """Whether a remark is exempted by it."""
        fits = remark.check_id == self.check and self.about == remark.about
        return fits and remark.check.exemptable

    def is_over(self, today: dt.date) -> bool:
        """Whether it was good for a time that has passed."""
        return self.until is not None and last_day(self.until) < today


@frozen(kw_only=True)
class _File:
    schema: str
    exemption: tuple[Exemption, ...] = ()


@frozen
class Sorted:
    """Remarks with those that are exempted apart, each with its exemption."""

    standing: tuple[Remark, ...]
    exempted: tuple[tuple[Remark, Exemption], ...] = ()


def read(folder: Path, shown: str) -> tuple[tuple[Exemption, ...], tuple[Remark, ...]]:
    """Return the exemptions of a package, and what is wrong with them (X02); ``shown`` is what to call the file."""
    path = folder / FILE
    if not path.is_file():
        return (), ()
    try:
        text = toml_file.text_of(path)
        file = toml_file.read_as(text, shown, _File, _check, FileErrors)
    except FileErrors as errors:
        return (), tuple(from_problems("X02", errors.problems, shown))
    lines = find_lines(toml_file.normalised(text))
    return tuple(
        attrs.evolve(one, line=line_of(lines, ("exemption", number))) for number, one in enumerate(file.exemption)
    ), ()


def _check(raw: Mapping[str, Any]) -> Iterator[Slip]:
    if isinstance(raw.get("schema"), str) and raw["schema"] != SCHEMA:
        yield Slip(("schema",), _("this is no list of exemptions of this version"), f'schema = "{SCHEMA}"')
    rows = raw.get("exemption")
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict):
            yield from (Slip(("exemption", number, key), what, hint) for key, what, hint in _row(row))


def _row(row: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    name, reason, until = row.get("check"), row.get("reason"), row.get("until")
    exemptable = [check.id for check in checks().values() if check.exemptable]
    if isinstance(name, str) and name not in checks():
        yield "check", _("there is no check '{check}'", check=name), did_you_mean(name, exemptable)
    elif isinstance(name, str) and name not in exemptable:
        yield "check", _("nobody can be exempted from {check}", check=name), checks()[name].mend.in_language(current())
    if row.get("about") == "":
        yield "about", _("it is not said what this is about"), _("write what juso check names before the remark")
    if isinstance(reason, str) and len(reason.strip()) < _SHORTEST:
        yield "reason", _("this is no reason"), _("say why, so that others can look at it again")
    if isinstance(until, str):
        try:
            last_day(until)
        except ValueError as error:
            yield "until", str(error), ""


_SHORTEST: Final = 5


def sort_out(remarks: Iterable[Remark], exemptions: Iterable[Exemption], today: dt.date, shown: str,
             looked_for: Iterable[str]) -> Sorted:  # fmt: skip
    """Put exempted remarks apart, and remark on exemptions that are over or that nothing needs any more (X01).

    ``looked_for`` are the checks that were really made: an exemption from another may still be needed.
    """
    remarks, exemptions, looked = tuple(remarks), tuple(exemptions), set(looked_for)
    kept, exempted, needed = [], [], set[Exemption]()
    over = {one for one in exemptions if one.is_over(today)}
    for remark in remarks:
        one = next((one for one in exemptions if one not in over and one.covers(remark)), None)
        if one is None:
            kept.append(remark)
        else:
            exempted.append((remark, one))
            needed.add(one)
    for one in exemptions:
        about = f"{one.check} {one.about}"
        if one in over:
            kept.append(Remark("X01", _("it was good until {until}", until=one.until or ""), about, shown, one.line))
        elif one.check in looked and one not in needed:
            kept.append(Remark("X01", _("nothing needs it any more"), about, shown, one.line))
    return Sorted(tuple(kept), tuple(exempted))
