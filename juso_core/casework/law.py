"""The legal gate: every choice passes it before an event is written, on every door.

A rule is one small function that names its article and looks at the case, the command and the context. It answers
with a finding when the command is against it. What follows depends on the rule's kind: a rule of the **Act** or of
the **manual** refuses, unless the command left open whom it names or what it passes on: then it is *narrowed* to what
is allowed. A rule of the manual from which the municipality's source departs, with citation, becomes a warning. A
**warning** is shown and recorded.

"manual: 6 5)(3)①" is a heading of the ministry's manual; the page "law" of the docs says which document transmitted it.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from attrs import field, frozen

from juso_core.casework.case import Case
from juso_core.casework.changing import changed
from juso_core.casework.commands import CallConference, Command, HoldConference, Refer, Share, Submit
from juso_core.citation import Citation
from juso_core.language.messages import _, current
from juso_core.municipality.words import ConferenceKind, Occasion, Word

__all__ = [
    "Actor",
    "Context",
    "Finding",
    "RefusedByLaw",
    "Rule",
    "RuleKind",
    "Setting",
    "Verdict",
    "VerdictKind",
    "judge",
]


C = TypeVar("C", bound=Command)


class RuleKind(Word):
    """What a rule rests on, and so what it does."""

    ACT = "act", "法", "Act"
    MANUAL = "manual", "マニュアル", "manual"
    WARNING = "warning", "注意", "warning"
    RECORD = "record", "記録", "record"


class VerdictKind(Word):
    """What the gate did."""

    OK = "ok", "適合", "ok"
    NARROWED = "narrowed", "範囲を狭めた", "narrowed"
    WARNING = "warning", "注意", "warning"
    REFUSED = "refused", "認められない", "refused"


@frozen
class Actor:
    """Who acts: an agency or a body of the structure (or ``@municipality``), and in which role."""

    agency: str
    role: str | None = None


@frozen(kw_only=True)
class Setting:
    """What the gate needs to know of a municipality.

    ``municipal``: everything that belongs to the municipality; ``operators``: who runs multi-agency collaboration;
    ``welfare_offices``: who decides on public assistance; ``departs``: rules of the manual from which the
    municipality's sources depart, with the citations.
    """

    municipal: frozenset[str] = frozenset({"@municipality"})
    operators: frozenset[str] = frozenset()
    welfare_offices: frozenset[str] = frozenset({"@welfare_office"})
    departs: Mapping[str, tuple[Citation, ...]] = MappingProxyType({})


@frozen
class Context:
    """Who does it, in which municipality."""

    actor: Actor
    setting: Setting


@frozen
class Finding:
    """What a rule found: the persons it is about, and what its message needs."""

    refs: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(factory=dict)


@frozen(kw_only=True)
class Rule:
    """One rule: id, kind, where it comes from, at which commands, and what to tell people.

    ``narrows`` names the field of the command that may be narrowed instead of refusing.
    """

    id: str
    kind: RuleKind
    basis: str
    at: tuple[type[Command], ...]
    what: str
    mend: str
    check: Callable[[Case, Any, Context], Finding | None]
    narrows: str | None = None


@frozen(kw_only=True)
class Verdict:
    """What one rule did to one command, with what its message needs."""

    rule: str
    verdict: VerdictKind
    basis: str
    what: str
    mend: str
    refs: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(factory=dict)
    departs: tuple[Citation, ...] = ()

    def text(self, label: Callable[[str], str] = str) -> str:
        """What is wrong, in the current language; ``label`` turns an id into what people read."""
        return _(self.what, **self._words(label))

    def how_to_mend(self, label: Callable[[str], str] = str) -> str:
        """What to do about it, in the current language."""
        return _(self.mend, **self._words(label))

    def __str__(self) -> str:
        return self.text()

    def _words(self, label: Callable[[str], str]) -> dict[str, str]:
        values = {"who": self.refs, **self.values}
        return {key: _LIST.join(_shown(one, label) for one in many) or "-" for key, many in values.items()}


_LIST = " / "
_WORDS: dict[str, Word] = {word.value: word for kind in (ConferenceKind, Occasion) for word in kind}


def _shown(value: str, label: Callable[[str], str]) -> str:
    word = _WORDS.get(value)
    return word.label(current()) if word else label(_(value))


class RefusedByLaw(Exception):
    """The gate refused a command; ``verdicts`` holds all that it found, refusals first.

    ``label`` turns an id into what people read; whoever shows the refusal sets it.
    """

    def __init__(self, verdicts: Iterable[Verdict]) -> None:
        """Keep the verdicts, refusals first."""
        self.label: Callable[[str], str] = str
        self.verdicts = tuple(sorted(verdicts, key=lambda v: v.verdict is not VerdictKind.REFUSED))
        super().__init__("\n".join(str(v) for v in self.verdicts))


def judge(case: Case, command: C, context: Context, rules: Iterable[Rule]) -> tuple[C, tuple[Verdict, ...]]:
    """Return the command as far as law allows it, and what the rules found; raises RefusedByLaw.

    All rules are asked, so that everything that is wrong is said at once.
    """
    command, left_open = _widest(case, command)
    verdicts: list[Verdict] = []
    for rule in rules:
        if not isinstance(command, rule.at):
            continue
        finding = rule.check(case, command, context)
        if finding is None:
            continue
        departs = context.setting.departs.get(rule.id, ())
        kind = _consequence(rule, rule.narrows in left_open, bool(departs))
        if kind is VerdictKind.NARROWED and rule.narrows:
            kept = tuple(ref for ref in getattr(command, rule.narrows) if ref not in finding.refs)
            command = changed(command, **{rule.narrows: kept})
        verdicts.append(_verdict(rule, kind, finding, departs))
    if any(v.verdict is VerdictKind.REFUSED for v in verdicts):
        raise RefusedByLaw(verdicts)
    return command, tuple(verdicts)


def _widest(case: Case, command: C) -> tuple[C, frozenset[str]]:
    """Fill the fields that were left open with the most that they could hold; the rules then narrow them."""
    match command:
        case Refer(identified=None) | CallConference(identified=None):
            return changed(command, identified=command.subjects), frozenset({"identified"})
        case HoldConference(identified=None):
            return changed(command, identified=case.call(command.call).identified), frozenset({"identified"})
        case Submit(learned=None):
            return changed(command, learned=case.plan(command.plan).learned), frozenset({"learned"})
        case Share():
            open_fields = {name for name in ("identified", "learned") if getattr(command, name) is None}
            secret = tuple(ref for ref in command.subjects if case.member(ref).learned)
            widest = {"identified": command.subjects, "learned": secret}
            return changed(command, **{name: widest[name] for name in open_fields}), frozenset(open_fields)
    return command, frozenset()


def _consequence(rule: Rule, may_narrow: bool, departs: bool) -> VerdictKind:
    if rule.kind is RuleKind.WARNING:
        return VerdictKind.WARNING
    if rule.kind is RuleKind.RECORD:
        return VerdictKind.OK
    if may_narrow:
        return VerdictKind.NARROWED
    return VerdictKind.WARNING if departs and rule.kind is RuleKind.MANUAL else VerdictKind.REFUSED


def _verdict(rule: Rule, kind: VerdictKind, finding: Finding, departs: tuple[Citation, ...]) -> Verdict:
    return Verdict(
        rule=rule.id,
        verdict=kind,
        basis=rule.basis,
        what=rule.what,
        mend=rule.mend,
        refs=finding.refs,
        values=finding.values,
        departs=departs,
    )
