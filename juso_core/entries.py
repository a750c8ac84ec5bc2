"""From what people enter (options, a file, a prompt) to typed arguments of the office's methods.

Everything is strict: an unknown key or word is refused with the word that was probably meant, and all that is wrong
is said at once. Dates may be written in the Japanese calendar. ``"?"`` in an assessment means: not known.
"""

import datetime as dt
import inspect
import types
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from juso_core.casework.events import Attendee
from juso_core.casework.facts import AgeBand, Assessment, Consents, Consultation, HouseholdMember, PlanContent
from juso_core.casework.law import Actor
from juso_core.language.era import parse_date
from juso_core.language.messages import N_, _
from juso_core.municipality.problems import did_you_mean
from juso_core.municipality.words import Word
from juso_core.office import Done, Office
from juso_core.vault import Person

__all__ = ["EntryErrors", "EntryProblem", "check", "perform", "read", "steps", "typed_arguments"]


@frozen
class EntryProblem:
    """One thing that is wrong in what was entered: at which key, what, and a hint."""

    key: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.key}: " if self.key else ""
        return where + self.what + (f"; {self.hint}" if self.hint else "")


class EntryErrors(Exception):
    """What was entered cannot be used; ``problems`` are all the reasons."""

    def __init__(self, problems: Iterable[EntryProblem]) -> None:
        """Keep the problems."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class _Reader:
    """Reads plain data into types and collects what is wrong on the way."""

    def __init__(self) -> None:
        self.problems: list[EntryProblem] = []

    def wrong(self, key: str, what: str, hint: str = "") -> None:
        """Note a problem; the value is then None."""
        self.problems.append(EntryProblem(key, what, hint))

    def read(self, key: str, value: Any, kind: Any) -> Any:
        """Return ``value`` as ``kind``; None, with a problem noted, when it is not one."""
        kind = _without_none(kind)
        if value is None:
            return None
        if get_origin(kind) is tuple:
            return self.many(key, value, get_args(kind)[0])
        if get_origin(kind) is frozenset:
            return frozenset(self.many(key, value, get_args(kind)[0]))
        if get_origin(kind) is dict:
            if not isinstance(value, Mapping):
                self.wrong(key, _("a table with keys is expected"))
                return None
            return {str(name): self.read(f"{key}.{name}", one, get_args(kind)[1]) for name, one in value.items()}
        special = _SPECIAL.get(kind)
        if special:
            return special(self, key, value)
        if isinstance(kind, type) and issubclass(kind, Word):
            return self.word(key, value, kind)
        if type(value) is not kind:
            self.wrong(key, _("{value} is not {kind}", value=repr(value), kind=_(_KINDS.get(kind, kind.__name__))))
            return None
        return value

    def many(self, key: str, value: Any, kind: Any) -> tuple[Any, ...]:
        """Several values; one may be written without its brackets."""
        values = [value] if isinstance(value, str | Mapping) or not isinstance(value, Iterable) else list(value)
        places = [f"{key}[{n}]" if len(values) > 1 else key for n in range(len(values))]
        return tuple(self.read(place, one, kind) for place, one in zip(places, values, strict=True))

    def word(self, key: str, value: Any, kind: type[Word]) -> Word | None:
        """A word of a closed vocabulary, by its code."""
        try:
            return kind(value)
        except ValueError:
            words = [word.value for word in kind]
            self.wrong(
                key, _("'{value}' is not a word that can stand here", value=value), did_you_mean(str(value), words)
            )
            return None

    def table(self, key: str, value: Any, kind: type) -> Any:
        """An attrs class from a table; unknown and missing keys are said by name."""
        if not isinstance(value, Mapping):
            self.wrong(key, _("a table with keys is expected"))
            return None
        hints = get_type_hints(kind)
        known = [a.name for a in attrs.fields(kind) if a.name != "learned"]
        values = {}
        for name, one in value.items():
            if name not in known:
                self.wrong(f"{key}.{name}", _("no such key"), did_you_mean(str(name), known))
            else:
                values[name] = self.read(f"{key}.{name}", one, hints[name])
        missing = [
            a.name for a in attrs.fields(kind) if a.default is attrs.NOTHING and a.name not in value and a.name in known
        ]
        for name in missing:
            self.wrong(f"{key}.{name}", _("is missing"))
        if any(problem.key.startswith(key) for problem in self.problems):
            return None
        return kind(**{name: one for name, one in values.items() if one is not None})


def _date(reader: _Reader, key: str, value: Any) -> dt.date | None:
    if type(value) is dt.date:
        return value
    try:
        return parse_date(str(value))
    except ValueError as problem:
        reader.wrong(key, str(problem))
        return None


def _age(reader: _Reader, key: str, value: Any) -> AgeBand | None:
    if isinstance(value, str) and not value.isdecimal():
        word = reader.word(key, value, AgeBand)
        return word if isinstance(word, AgeBand) else None
    try:
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise TypeError
        return AgeBand.of(int(value))
    except (TypeError, ValueError):
        reader.wrong(key, _("'{value}' is not an age in years", value=value))
        return None


def _actor(reader: _Reader, key: str, value: Any) -> Actor | None:
    if isinstance(value, Actor):
        return value
    agency, _colon, role = str(value).partition(":")
    return Actor(agency.strip(), role.strip() or None)


def _attendee(reader: _Reader, key: str, value: Any) -> Attendee | None:
    """``agency``, or ``agency!`` when the duty of confidentiality was recorded for them."""
    if isinstance(value, Attendee):
        return value
    if isinstance(value, Mapping):
        found: Attendee | None = reader.table(key, value, Attendee)
        return found
    text = str(value).strip()
    return Attendee(text.rstrip("!！"), confidentiality=text.endswith(("!", "！")))


# A field that has no way to say "not known" must not turn a question mark into a no.
_ALWAYS_KNOWN = ("wants", "urgent", "stalled")


def _assessment(reader: _Reader, key: str, value: Any) -> Assessment | None:
    if isinstance(value, Assessment):
        return value
    known = value
    if isinstance(value, Mapping):
        known = {name: one for name, one in value.items() if one != "?" or name in _ALWAYS_KNOWN}
        needed = known.get("agencies_needed")
        if type(needed) is int and needed < 1:
            reader.wrong(f"{key}.agencies_needed", _("at least one agency is needed"))
    found: Assessment | None = reader.table(key, known, Assessment)
    return found


def _consultation(reader: _Reader, key: str, value: Any) -> Consultation | None:
    """A consultation as a case file writes it: topics with ``*`` at the worst, ages in years or as bands."""
    if isinstance(value, Consultation) or not isinstance(value, Mapping):
        return value if isinstance(value, Consultation) else reader.table(key, value, Consultation)
    raw = dict(value)
    topics = [raw["topics"]] if isinstance(raw.get("topics"), str) else list(raw.get("topics") or ())
    worst = [str(topic).rstrip("*") for topic in topics if str(topic).endswith("*")]
    if len(worst) > 1:
        reader.wrong(f"{key}.topics", _("only one topic can be the worst (*): {topics}", topics=", ".join(worst)))
    raw["topics"] = [str(topic).rstrip("*") for topic in topics]
    if worst:
        raw["worst"] = worst[0]
    found: Consultation | None = reader.table(key, raw, Consultation)
    return found


def _member(reader: _Reader, key: str, value: Any) -> HouseholdMember | None:
    if isinstance(value, HouseholdMember):
        return value
    found: HouseholdMember | None = reader.table(key, value, HouseholdMember)
    return found


def _plan_content(reader: _Reader, key: str, value: Any) -> PlanContent | None:
    if isinstance(value, PlanContent):
        return value
    found: PlanContent | None = reader.table(key, value, PlanContent)
    return found


def _person(reader: _Reader, key: str, value: Any) -> Person | None:
    """Who somebody is: a name alone, or a table."""
    try:
        return (
            value
            if isinstance(value, Person)
            else reader.table(key, {"name": value} if isinstance(value, str) else value, Person)
        )
    except ValueError as problem:
        reader.wrong(key, str(problem))
        return None


def _consents(reader: _Reader, key: str, value: Any) -> Consents | None:
    if isinstance(value, Consents):
        return value
    found: Consents | None = reader.table(key, value, Consents)
    return found


_SPECIAL: dict[Any, Callable[[_Reader, str, Any], Any]] = {
    dt.date: _date,
    AgeBand: _age,
    Actor: _actor,
    Attendee: _attendee,
    Assessment: _assessment,
    Consultation: _consultation,
    HouseholdMember: _member,
    PlanContent: _plan_content,
    Consents: _consents,
    Person: _person,
}
_KINDS = {str: N_("text"), int: N_("a whole number"), bool: N_("true or false")}


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        rest = [one for one in get_args(kind) if one is not type(None)]
        return rest[0] if len(rest) == 1 else kind
    return kind


def read(kind: Any, value: Any, key: str = "") -> Any:
    """Return ``value`` as ``kind``; raises EntryErrors with everything that is wrong."""
    reader = _Reader()
    found = reader.read(key, value, kind)
    if reader.problems:
        raise EntryErrors(reader.problems)
    return found


@cache
def steps() -> tuple[str, ...]:
    """The names of the office's methods that act on a case."""
    return tuple(
        name
        for name, method in vars(Office).items()
        if inspect.isfunction(method) and not name.startswith("_")
        and get_type_hints(method).get("return") is Done
    )  # fmt: skip


@cache
def typed_arguments(step: str) -> dict[str, tuple[Any, bool]]:
    """Return the arguments of a step: name -> (type, whether it is required). Raises EntryErrors for no such step."""
    if step not in steps():
        raise EntryErrors([EntryProblem("step", _("no such step: {step}", step=step), did_you_mean(step, steps()))])
    method = getattr(Office, step)
    hints = get_type_hints(method)
    return {
        name: (hints[name], parameter.default is inspect.Parameter.empty)
        for name, parameter in inspect.signature(method).parameters.items()
        if name != "self"
    }


def check(step: str, entered: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was entered for a step as typed arguments; raises EntryErrors with everything that is wrong."""
    expected = typed_arguments(step)
    reader = _Reader()
    values: dict[str, Any] = {}
    for name, value in entered.items():
        if name not in expected:
            reader.wrong(name, _("no such key"), did_you_mean(name, expected))
        elif value is not None:
            values[name] = reader.read(name, value, expected[name][0])
    for name, (_kind, required) in expected.items():
        if required and entered.get(name) is None:
            reader.wrong(name, _("is missing"))
    if reader.problems:
        raise EntryErrors(reader.problems)
    return values


def perform(office: Office, step: str, entered: Mapping[str, Any]) -> Done:
    """Do one step with what was entered; raises EntryErrors, or whatever the office raises."""
    arguments = check(step, entered)
    done: Done = getattr(office, step)(**arguments)
    return done
