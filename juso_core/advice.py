"""Asks a hook and merges the answers, field by field, keeping who said each field and from which source.

The givers are asked in their order: the municipality's plugin, what its structure states, the national standard. The
first who says a field is heard. A giver that fails costs only its own answer: the others are used, and the failure is
part of the advice. Office and simulation both come here.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

from attrs import evolve, fields, frozen, has

from juso_core import __version__
from juso_core.casework.case import Case
from juso_core.casework.decisions import Approval, Convening, Decision, Escalation, Intake, Reason, Reporting
from juso_core.casework.facts import Consultation, EscalationStage, PlanContent
from juso_core.casework.record import Failure, Said
from juso_core.citation import Giver, Origin
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Level, Occasion

__all__ = [
    "Advice",
    "AnswerFailed",
    "Asked",
    "advise_approval",
    "advise_convening",
    "advise_escalation",
    "advise_intake",
    "advise_reporting",
    "ask",
    "merge",
    "plain",
]

D = TypeVar("D", bound=Decision)
V = TypeVar("V")


class AnswerFailed(Exception):
    """A giver could not answer; ``failure`` says which, where and how."""

    def __init__(self, failure: Failure) -> None:
        """Keep the failure."""
        self.failure = failure
        super().__init__(f"{failure.plugin}: {failure.hook} ({failure.where}): {failure.what}")


@frozen
class Asked:
    """A giver as it is asked: who it is, and its implementations by the name of the hook."""

    giver: Giver
    name: str
    version: str
    hooks: Mapping[str, tuple[Callable[..., Any], ...]]


@frozen
class Advice(Generic[D]):
    """A merged answer: the decision, who said each of its fields, and who failed to answer."""

    hook: str
    decision: D
    origins: Mapping[str, Origin]
    failures: tuple[Failure, ...] = ()

    @property
    def said(self) -> tuple[Said, ...]:
        """Every field that somebody said, as plain data, in the order of the decision's fields."""
        decided: Any = type(self.decision)
        return tuple(
            Said(name, plain(getattr(self.decision, name)), self.origins[name])
            for name in _fields_of(decided)[0]
            if name in self.origins
        )

    def stated(self, name: str) -> Any:
        """The field's value when the municipality itself says it, by plugin or structure; otherwise None."""
        origin = self.origins.get(name)
        if origin is None or origin.giver is Giver.NATIONAL:
            return None
        return getattr(self.decision, name)


def ask(hook: str, kind: type[D], givers: Iterable[Asked], **arguments: Any) -> Advice[D]:
    """Ask every giver in order and merge what they say; ``kind`` is the class of the decision."""
    answers: list[tuple[Asked, D]] = []
    failures: list[Failure] = []
    for giver in givers:
        for implementation in giver.hooks.get(hook, ()):
            try:
                answer = implementation(**arguments)
            except AnswerFailed as failed:
                failures.append(failed.failure)
                continue
            if answer is not None:
                answers.append((giver, answer))
    return merge(hook, kind, answers, failures)


def merge(hook: str, kind: type[D], answers: Iterable[tuple[Asked, D]], failures: Iterable[Failure] = ()) -> Advice[D]:
    """Merge partial decisions, first come first heard, by field and by group."""
    decided: Any = kind
    names, read = _fields_of(decided)
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    reasons: dict[Reason, None] = {}
    for giver, answer in answers:
        new = {name: value for name, value in zip(names, read(answer), strict=True) if value is not None}
        heard = _heard(kind, values, new)
        values.update((name, new[name]) for name in heard)
        origins.update(_origins(giver, answer.because, heard))
        taken = frozenset(heard)
        reasons.update(
            (reason, None)
            for reason in answer.because
            if taken and (not reason.about or not taken.isdisjoint(reason.about))
        )
    return Advice(hook, kind(because=tuple(reasons), **values), origins, tuple(failures))


def _heard(kind: type[Decision], values: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The fields of ``new`` that are taken: not said before, and fitting the group they belong to."""
    closed: set[str] = set()
    for group in kind.groups:
        begun = any(name in values for name in group)
        if begun and not _agree(kind.anchors, group, values, new):
            closed.update(group)
    return [name for name in new if name not in values and name not in closed]


def _agree(anchors: Iterable[str], group: tuple[str, ...], values: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    both = [(values[a], new[a]) for a in anchors if a in group and a in values and a in new]
    return bool(both) and all(one == other for one, other in both)


def _origins(giver: Asked, because: tuple[Reason, ...], heard: Iterable[str]) -> dict[str, Origin]:
    """Where each field comes from; fields for which the same reasons speak share one origin."""
    if not any(reason.about for reason in because):
        return dict.fromkeys(heard, _origin(giver.giver, giver.name, giver.version, because))
    mine: dict[str, list[Reason]] = {name: [] for name in heard}
    for reason in because:
        for name in reason.about or mine:
            if name in mine:
                mine[name].append(reason)
    return {name: _own_or_national(giver, own) for name, own in mine.items()}


def _own_or_national(giver: Asked, mine: list[Reason]) -> Origin:
    """A field for which a giver has a reason of national law alone is no answer of the municipality's own."""
    national = tuple(reason for reason in mine if reason.national)
    if national:
        return _origin(Giver.NATIONAL, Giver.NATIONAL.value, __version__, national)
    return _origin(giver.giver, giver.name, giver.version, tuple(mine))


@lru_cache(maxsize=4096)
def _origin(giver: Giver, name: str, version: str, mine: tuple[Reason, ...]) -> Origin:
    """Givers have the same reasons again and again."""
    return Origin(
        giver=giver,
        name=next((reason.row for reason in mine if reason.row), name),
        version=version,
        cites=_each_once(mine, lambda reason: reason.cites),
        why=_each_once(mine, lambda reason: (reason.text,)),
        status=next((reason.status for reason in mine if reason.status), None),
    )


def _each_once(reasons: Iterable[Reason], of: Callable[[Reason], tuple[V, ...]]) -> tuple[V, ...]:
    return tuple(dict.fromkeys(one for reason in reasons for one in of(reason)))


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The fields of a class of decisions but for its reasons, and how to read all of them at once."""
    names = tuple(a.name for a in fields(kind) if a.name != "because")
    return names, attrgetter(*names) if len(names) > 1 else lambda answer: (getattr(answer, names[0]),)


def plain(value: Any) -> Any:
    """Return a field's value as plain data: words as their codes, tuples as lists, sets sorted, records as tables.

    >>> plain(("a", "b"))
    ['a', 'b']
    """
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(plain(one) for one in value)
    if has(type(value)):
        return {a.name: plain(getattr(value, a.name)) for a in fields(type(value))}
    return value


def advise_intake(givers: Iterable[Asked], consultation: Consultation, municipality: Structure) -> Advice[Intake]:
    """Ask who takes a consultation; ``municipality`` is the structure of a day, which is also the day asked for."""
    return ask("juso_intake", Intake, givers, consultation=consultation, municipality=municipality, on=municipality.on)


def advise_escalation(
    givers: Iterable[Asked], case: Case, stage: EscalationStage, municipality: Structure
) -> Advice[Escalation]:
    """Ask whether a case goes to multi-agency collaboration.

    Where the advice is no, the receiver that only the national standard names is left out.
    """
    asked = ask(
        "juso_escalate", Escalation, givers, case=case, stage=stage, municipality=municipality, on=municipality.on
    )
    return _without_receivers(asked) if asked.decision.mac is Level.NO else asked


def _without_receivers(advice: Advice[Escalation]) -> Advice[Escalation]:
    """The advice without the receivers that only the national standard names."""
    origins = dict(advice.origins)
    if "receivers" not in origins or origins["receivers"].giver is not Giver.NATIONAL:
        return advice
    del origins["receivers"]
    return Advice(advice.hook, evolve(advice.decision, receivers=None), origins, advice.failures)


def advise_convening(
    givers: Iterable[Asked],
    case: Case,
    occasion: Occasion,
    plan: PlanContent | None,
    subjects: tuple[str, ...],
    municipality: Structure,
) -> Advice[Convening]:
    """Ask which conference is to be called about these subjects."""
    return ask(
        "juso_convene",
        Convening,
        givers,
        case=case,
        occasion=occasion,
        plan=plan,
        subjects=subjects,
        municipality=municipality,
        on=municipality.on,
    )


def advise_approval(
    givers: Iterable[Asked], case: Case, plan: PlanContent, municipality: Structure
) -> Advice[Approval]:
    """Ask who drafts a plan, where it is deliberated on, who decides."""
    return ask("juso_approve", Approval, givers, case=case, plan=plan, municipality=municipality, on=municipality.on)


def advise_reporting(
    givers: Iterable[Asked], municipality: Structure, failures: list[Failure] | None = None
) -> tuple[tuple[Asked, Reporting], ...]:
    """Ask what is counted. Counts add up: every giver is heard, so the answers are not merged.

    Who failed to answer is added to ``failures``, where a list is given.
    """
    heard = []
    for giver in givers:
        for implementation in giver.hooks.get("juso_report", ()):
            try:
                answer = implementation(municipality=municipality, on=municipality.on)
            except AnswerFailed as failed:
                if failures is not None:
                    failures.append(failed.failure)
                continue
            if answer is not None:
                heard.append((giver, answer))
    return tuple(heard)
