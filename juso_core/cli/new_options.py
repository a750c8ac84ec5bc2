"""The answers that stand on the command line of ``juso new``, read and checked as those of a file are."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from juso_core.language.era import parse_date
from juso_core.language.messages import _
from juso_core.municipality.conversion import convert
from juso_core.municipality.problems import Slip
from juso_core.municipality.words import OrganizationKind
from juso_core.scaffold.answers import NEEDED, Answers, missing
from juso_core.scaffold.answers_file import check
from juso_core.scaffold.periods import as_period
from juso_core.scaffold.problems import OptionProblem

__all__ = ["absent", "answers_of", "option_of"]

_PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("code",),
    "name": ("name",),
    "name_en": ("name_en",),
    "short": ("short",),
    "source_id": ("source", "id"),
    "source_title": ("source", "title"),
    "source_as_of": ("source", "as_of"),
    "source_publisher": ("source", "publisher"),
    "stage": ("programme", "stage"),
    "since": ("programme", "since"),
    "described_on": ("programme", "described_on"),
    "mac_setting_pattern": ("programme", "mac_setting_pattern"),
    "section": ("programme", "section"),
}

_MOST_DIGITS: Final = 20


def option_of(place: tuple[str | int, ...]) -> str:
    """Return the option behind which an answer stands."""
    named = tuple(part for part in place if isinstance(part, str))
    for parameter, where in _PLACES.items():
        if where == named:
            return "--" + parameter.replace("_", "-")
    return f"--{place[0]}".replace("_", "-")


def answers_of(parameters: Mapping[str, Any]) -> tuple[Answers, Mapping[str, Any], tuple[OptionProblem, ...]]:
    """Return the answers, the same as plain tables, and what is wrong; with a problem the answers are empty."""
    raw: dict[str, Any] = {}
    slips: list[Slip] = []
    for parameter, place in _PLACES.items():
        value = parameters.get(parameter)
        if value is None:
            continue
        if parameter == "described_on":
            try:
                value = parse_date(value)
            except ValueError as error:
                slips.append(Slip(place, str(error)))
                continue
        if parameter in ("since", "source_as_of"):
            value = as_period(str(value))
        target = raw if len(place) == 1 else raw.setdefault(place[0], {})
        target[place[-1]] = value
    if "source" in raw:
        raw["source"] = [raw["source"]]
    if parameters.get("operator"):
        raw["operator"] = [_operator(text) for text in parameters["operator"]]
    if parameters.get("layer"):
        raw["layer"] = list(_layers(parameters["layer"], slips))
    answers, wrong = convert(raw, Answers)
    slips += [*wrong, *check(raw)]
    problems = tuple(OptionProblem.of(option_of(slip.place), slip.what, slip.hint) for slip in slips)
    return (answers if answers is not None and not problems else Answers()), raw, problems


def _operator(text: str) -> dict[str, str]:
    """``FUNCTION=KIND[:NAME[:FORM]]``; the name is the section's where the municipality itself does it."""
    function, _equals, rest = text.partition("=")
    kind, name, form = (*(part.strip() for part in rest.split(":", 2)), "", "")[:3]
    row = {"function": function.strip(), "kind": kind}
    if name:
        row["section" if kind == OrganizationKind.MUNICIPALITY else "name"] = name
    if form:
        row["form"] = form
    return row


def _layers(texts: tuple[str, ...], slips: list[Slip]) -> Iterator[dict[str, Any]]:
    """``NAME[:COUNT]``, one after another."""
    for number, text in enumerate(texts):
        name, colon, count = text.rpartition(":") if ":" in text else (text, "", "")
        row: dict[str, Any] = {"name": name.strip()}
        # So many digits that Python makes no number of them are none either.
        if colon and not (count.isascii() and count.isdigit() and len(count) <= _MOST_DIGITS):
            slips.append(Slip(("layer", number), _("'{count}' is no number of areas", count=count)))
        elif colon:
            row["count"] = int(count)
        yield row


def absent(answers: Answers, raw: Mapping[str, Any]) -> Iterator[OptionProblem]:
    """Yield what has to be answered and is not; an answer in ``raw`` that cannot be used is told elsewhere."""
    for key in missing(answers):
        if key in NEEDED and key in raw:
            continue
        what = _("this is needed, and not answered")
        hint = _("give it here, as {key} in the file of --answers, or at the prompts on a terminal", key=key)
        yield OptionProblem.of(option_of(tuple(key.split("."))), what, hint)
