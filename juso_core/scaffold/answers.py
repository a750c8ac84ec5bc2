"""The answers of which a new municipality is made, and the file that can hold them.

Everything may be left out but the code, the name and the short name; what nobody answered is not entered, and never
guessed. An answers file is TOML:

    code = "999997"                      # six digits
    name = "例示市"
    name_en = "Reiji City"
    short = "reiji"                      # the package is then juso_reiji

    [source]                             # the document in which the answers stand
    title = "例示市 実施計画"
    as_of = "2026-03"
    publisher = "例示市"

    [programme]
    stage = "full"                       # none, transition, full
    since = "FY2026"
    described_on = 2026-04-01            # the day that the document describes
    mac_setting_pattern = 1              # the ministry's number, 1 to 5
    section = "福祉課"
    heading = "1 (1)"                    # where in the document that stands

    [[operator]]                         # who runs a function; one table for each
    function = "outreach"
    kind = "shakyo"                      # municipality, shakyo, other
    name = "例示市社会福祉協議会"         # not for the municipality itself
    section = "地域福祉係"               # the section or centre of it that does it
    form = "outsourced"                  # direct, outsourced, subsidised, mixed
    heading = "2 (3)"

    [[layer]]                            # areas, from the whole municipality downward
    name = "日常生活圏域"
    count = 5

A fact without a heading is written with the stand-in source ``unsourced``, so that somebody names the document.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs
from attrs import field, frozen

from juso_core.language.messages import _
from juso_core.municipality import code as codes
from juso_core.municipality import toml_file
from juso_core.municipality.problems import Slip
from juso_core.municipality.words import Function, OperationForm, OrganizationKind, Stage
from juso_core.scaffold.problems import AnswerErrors
from juso_core.scaffold.wrong import wrong_name, wrong_period, wrong_short, wrong_text

__all__ = [
    "FUNCTIONS",
    "MOST_AREAS",
    "NEEDED",
    "Answers",
    "LayerAnswer",
    "OperatorAnswer",
    "ProgrammeAnswer",
    "SourceAnswer",
    "check",
    "laid_over",
    "missing",
    "read",
    "read_text",
]

NEEDED: Final = ("code", "name", "short")
"""What cannot be left out."""

MOST_AREAS: Final = 99_999
"""No layer has more areas: every city block of the largest city is fewer."""

FUNCTIONS: Final = (
    Function.COMPREHENSIVE_CONSULTATION,
    Function.PARTICIPATION_SUPPORT,
    Function.COMMUNITY_BUILDING,
    Function.OUTREACH,
    Function.MULTI_AGENCY_COLLABORATION,
)
"""The five functions whose operator is asked for."""


@frozen(kw_only=True)
class SourceAnswer:
    """The document that the answers stand in."""

    title: str | None = None
    as_of: str | None = None
    publisher: str | None = None


@frozen(kw_only=True)
class ProgrammeAnswer:
    """How far the programme is, since when, where multi-agency collaboration sits, and who is in charge."""

    stage: Stage | None = None
    since: str | None = None
    described_on: dt.date | None = None
    mac_setting_pattern: int | None = field(
        default=None, validator=attrs.validators.optional(attrs.validators.in_(range(1, 6)))
    )
    section: str | None = None
    heading: str | None = None


@frozen(kw_only=True)
class OperatorAnswer:
    """Who runs a function: the body, its section where one is named, and how it is run."""

    function: Function
    kind: OrganizationKind
    name: str | None = None
    section: str | None = None
    form: OperationForm | None = None
    heading: str | None = None


@frozen(kw_only=True)
class LayerAnswer:
    """A layer of areas."""

    name: str
    count: int | None = None
    heading: str | None = None


@frozen(kw_only=True)
class Answers:
    """What somebody answered; None, or nothing in a list, is what nobody did."""

    code: str | None = None
    name: str | None = None
    name_en: str | None = None
    short: str | None = None
    source: SourceAnswer | None = None
    programme: ProgrammeAnswer | None = None
    operator: tuple[OperatorAnswer, ...] = ()
    layer: tuple[LayerAnswer, ...] = ()

    @property
    def package(self) -> str:
        """The name of the package."""
        return f"juso_{self.short}"

    def operator_of(self, function: Function) -> OperatorAnswer | None:
        """Return who runs a function, where that was answered."""
        return next((one for one in self.operator if one.function is function), None)


def read(path: str | Path) -> Answers:
    """Read an answers file; raises AnswerErrors with everything that is wrong in it."""
    return read_text(toml_file.text_of(path, AnswerErrors), str(path))


def read_text(text: str, file: str = "answers.toml") -> Answers:
    """Read the text of an answers file; raises AnswerErrors."""
    return toml_file.read_as(text, file, Answers, check, AnswerErrors)


def laid_over(answers: Answers, over: Answers) -> Answers:
    """Return answers with others laid over them: what those leave out stays, layers are taken as a whole."""
    replaced = {one.function for one in over.operator}
    top: Answers = _filled(answers, over)
    return attrs.evolve(
        top,
        source=_filled(answers.source, over.source),
        programme=_filled(answers.programme, over.programme),
        operator=(*(one for one in answers.operator if one.function not in replaced), *over.operator),
        layer=over.layer or answers.layer,
    )


def _filled(value: Any, over: Any) -> Any:
    if value is None or over is None:
        return value if over is None else over
    said = {key: one for key, one in attrs.asdict(over, recurse=False).items() if one is not None and one != ()}
    return attrs.evolve(value, **said)


def missing(answers: Answers) -> Iterator[str]:
    """Yield what has to be answered and is not: what is always needed, and what another answer needs beside it."""
    for key in NEEDED:
        if getattr(answers, key) is None:
            yield key
    if answers.source is not None:
        yield from (f"source.{key}" for key in ("title", "as_of") if getattr(answers.source, key) is None)
    if answers.programme is not None and answers.programme.stage is None:
        yield "programme.stage"


def check(raw: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield a slip for every answer that cannot be used; what is of the wrong type is told elsewhere."""
    for key, wrong in (("code", codes.explain), ("name", wrong_name), ("name_en", wrong_name), ("short", wrong_short)):
        yield from _checked(raw, (), key, wrong)
    yield from _check_texts(raw, "source", ("title", "publisher"), ("as_of",))
    yield from _check_texts(raw, "programme", ("section", "heading"), ("since",))
    for table, texts in (("operator", ("name", "section", "heading")), ("layer", ("name", "heading"))):
        for number, row in enumerate(_tables(raw.get(table))):
            for key in texts:
                yield from _checked(row, (table, number), key, wrong_text)
    yield from _check_operators(_tables(raw.get("operator")))
    yield from _check_layers(_tables(raw.get("layer")))


def _check_texts(
    raw: Mapping[str, Any], table: str, texts: tuple[str, ...], periods: tuple[str, ...]
) -> Iterator[Slip]:
    row = raw.get(table)
    for key in (*texts, *periods) if isinstance(row, dict) else ():
        yield from _checked(row, (table,), key, wrong_period if key in periods else wrong_text)


def _checked(row: Any, place: tuple[str | int, ...], key: str, wrong: Any) -> Iterator[Slip]:
    value = row.get(key)
    problem = wrong(value) if isinstance(value, str) else None
    if problem is not None:
        yield Slip((*place, key), problem)


def _check_operators(rows: list[Mapping[str, Any]]) -> Iterator[Slip]:
    for number, row in enumerate(rows):
        kind = row.get("kind")
        if kind == OrganizationKind.MUNICIPALITY and "name" in row:
            what = _("the municipality's name is known already")
            yield Slip(("operator", number, "name"), what, _("write its section as section"))
        if kind in (OrganizationKind.SHAKYO, OrganizationKind.OTHER) and "name" not in row:
            yield Slip(("operator", number, "name"), _("the name of the body is missing"))
        if row.get("function") in [earlier.get("function") for earlier in rows[:number]]:
            what = _("who runs this function is answered twice")
            yield Slip(("operator", number, "function"), what)


def _check_layers(rows: list[Mapping[str, Any]]) -> Iterator[Slip]:
    for number, row in enumerate(rows):
        count = row.get("count")
        if type(count) is int and not 1 <= count <= MOST_AREAS:
            yield Slip(("layer", number, "count"), _("{value} cannot stand here", value=count))
        if row.get("name") in [earlier.get("name") for earlier in rows[:number]]:
            yield Slip(("layer", number, "name"), _("this layer is answered twice"))


def _tables(value: Any) -> list[Mapping[str, Any]]:
    rows = value if isinstance(value, list) else []
    return [row if isinstance(row, dict) else {} for row in rows]
