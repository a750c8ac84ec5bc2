"""What hooks return: partial decisions, each with its reasons.

A field that is None is *not said*; the next giver may say it. A reason carries its citations and may name the fields
that it speaks for (all that the decision says, when it names none). A plugin returns one of these or None.
"""

from typing import ClassVar

from attrs import field, frozen

from juso_core.citation import Citation, Text
from juso_core.municipality.structure import CountingRule
from juso_core.municipality.words import (
    ConferenceKind,
    Function,
    Level,
    Required,
    Together,
    Topic,
    Word,
)

__all__ = [
    "Act",
    "Approval",
    "Convening",
    "Decision",
    "Escalation",
    "Indicator",
    "Intake",
    "Reason",
    "Reporting",
]


class Act(Word):
    """What the municipality does with a plan (manual: 6 6)(4))."""

    SUPPORT_DECISION = "support_decision", "支援決定", "support decision"
    PLAN_REPORT = "plan_report", "プランの報告", "plan report"
    NONE = "none", "なし", "none"


def _cites(value: object) -> tuple[Citation, ...]:
    if isinstance(value, str):
        return (Citation.parse(value),)
    if isinstance(value, Citation):
        return (value,)
    if type(value) is tuple and all(type(one) is Citation for one in value):
        return value
    return tuple(Citation.parse(one) if isinstance(one, str) else one for one in value)  # type: ignore[attr-defined]


@frozen(cache_hash=True)
class Reason:
    """Why a giver says something: a sentence in both languages and where it comes from.

    ``cites`` takes citations or strings of the form ``"source id: heading"``; ``about`` names fields of the decision;
    ``row`` is the key of the structure's row that was used, ``status`` its status where it is not in force.
    ``national`` marks what follows from national law alone: never the municipality's own answer, whoever applies it.
    """

    text: Text
    cites: tuple[Citation, ...] = field(default=(), converter=_cites)
    about: tuple[str, ...] = ()
    row: str | None = None
    status: str | None = None
    national: bool = False


@frozen(kw_only=True)
class Decision:
    """What all decisions have in common: their reasons, and which of their fields belong together.

    ``groups``: fields of one group come from one giver. A later giver completes what an earlier one chose only where
    the decision has ``anchors`` (the fields that identify the choice) and the two agree on one of them. ``names`` are
    the fields that hold ids.
    """

    groups: ClassVar[tuple[tuple[str, ...], ...]] = ()
    anchors: ClassVar[tuple[str, ...]] = ()
    names: ClassVar[tuple[str, ...]] = ()

    because: tuple[Reason, ...] = ()


@frozen(kw_only=True)
class Intake(Decision):
    """Who takes the consultation: ``window`` and ``alternatives`` are service ids, ``form`` a form's id.

    ``check`` are the topics to be checked beyond the window's own field.
    """

    names: ClassVar[tuple[str, ...]] = ("window", "alternatives", "form")
    groups: ClassVar[tuple[tuple[str, ...], ...]] = (("window", "alternatives"),)

    window: str | None = None
    alternatives: tuple[str, ...] | None = None
    form: str | None = None
    check: tuple[Topic, ...] | None = None


@frozen(kw_only=True)
class Escalation(Decision):
    """Whether a case stays, is coordinated, is answered with a proposal, or goes to multi-agency collaboration.

    ``mac``, ``outreach`` and ``participation`` say whether each is called for; ``receivers`` are who takes it,
    ``network`` who is brought in beside, ``triage`` a meeting that sorts it first, ``applicant`` who applies
    ("person" or "agency"), ``form`` with which form, ``proposal`` the form of an answer, ``local_class`` the
    municipality's own class, ``post_closure_lead`` who leads after the end.
    """

    names: ClassVar[tuple[str, ...]] = ("receivers", "network", "triage", "form", "proposal", "post_closure_lead")

    mac: Level | None = None
    outreach: Level | None = None
    participation: Level | None = None
    receivers: tuple[str, ...] | None = None
    network: tuple[str, ...] | None = None
    triage: str | None = None
    applicant: str | None = None
    form: str | None = None
    proposal: str | None = None
    local_class: str | None = None
    post_closure_lead: str | None = None


@frozen(kw_only=True)
class Convening(Decision):
    """Which conference, on which legal basis, convened by whom, with whom, about whom.

    ``subjects`` are references of household members; ``identified`` says whether they are named there; ``together``,
    whether several conveners act jointly or any one of them.
    """

    names: ClassVar[tuple[str, ...]] = ("meeting", "convener", "lead", "secretariat", "members")
    groups: ClassVar[tuple[tuple[str, ...], ...]] = (
        (
            "kind",
            "meeting",
            "subjects",
            "identified",
            "convener",
            "together",
            "lead",
            "secretariat",
            "members",
            "cadence",
            "pledge",
        ),
    )
    anchors: ClassVar[tuple[str, ...]] = ("kind", "meeting")

    required: Required | None = None
    kind: ConferenceKind | None = None
    meeting: str | None = None
    subjects: tuple[str, ...] | None = None
    identified: bool | None = None
    convener: tuple[str, ...] | None = None
    together: Together | None = None
    lead: str | None = None
    secretariat: str | None = None
    members: tuple[str, ...] | None = None
    cadence: str | None = None
    pledge: bool | None = None


@frozen(kw_only=True)
class Approval(Decision):
    """Who drafts a plan, which conferences deliberate on it in order, who decides or is told, by which act."""

    names: ClassVar[tuple[str, ...]] = ("drafters", "deliberated_in", "decider", "informed")
    groups: ClassVar[tuple[tuple[str, ...], ...]] = (("drafters", "together"),)

    drafters: tuple[str, ...] | None = None
    together: Together | None = None
    deliberated_in: tuple[str, ...] | None = None
    decider: str | None = None
    informed: str | None = None
    act: Act | None = None


@frozen
class Indicator:
    """One thing that is counted: by which rule, said to people in which words."""

    name: Text
    rule: CountingRule

    @property
    def id(self) -> str:
        """The id of the counting rule."""
        return self.rule.id


@frozen(kw_only=True)
class Reporting(Decision):
    """What is counted here."""

    indicators: tuple[Indicator, ...] | None = None


def operator_not_named(function: Function) -> str:
    """Return the name under which an operator that no source names is written."""
    return f"function:{function.value}"
