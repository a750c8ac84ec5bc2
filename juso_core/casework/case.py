"""A case: the fold of its events. Plans, outreach and participation are machines of their own within it."""

from collections.abc import Iterable

from attrs import frozen

from juso_core.casework.events import Contact, Outcome
from juso_core.casework.facts import Assessment, Consultation, HouseholdMember, PlanContent
from juso_core.municipality.words import ConferenceKind, Consent, Occasion, Word

__all__ = [
    "Call",
    "Case",
    "OutreachState",
    "ParticipationState",
    "Phase",
    "Plan",
    "PlanStage",
    "Session",
]


class Phase(Word):
    """Where a case stands."""

    CONSULTED = "consulted", "相談受付", "consulted"
    HANDLING = "handling", "機関で対応中", "handled by the agency"
    REFERRED = "referred", "多機関協働へつないだ", "referred"
    RETURNED = "returned", "紹介元へ戻した", "returned"
    PRECONSENT = "preconsent", "同意前の関わり", "before consent"
    ASSESSING = "assessing", "アセスメント", "assessing"
    PLANNING = "planning", "プラン作成", "planning"
    SUPPORTING = "supporting", "支援中", "supporting"
    CLOSED = "closed", "終結", "closed"
    INTERRUPTED = "interrupted", "中断", "interrupted"


class PlanStage(Word):
    """How far a plan is. An agreed plan is final at once unless it needs a support decision."""

    DRAFT = "draft", "素案", "draft"
    SUBMITTED = "submitted", "会議に提出", "submitted"
    AGREED = "agreed", "会議で了承", "agreed"
    SUSPENDED = "suspended", "中断により停止", "suspended"
    SUPERSEDED = "superseded", "再プランにより終了", "superseded"
    ENDED = "ended", "終了", "ended"


class OutreachState(Word):
    """Where outreach stands."""

    NONE = "none", "なし", "none"
    BEFORE_CONSENT = "before_consent", "同意前から継続中", "begun before consent"
    AFTER_CONSENT = "after_consent", "同意後に開始", "begun after consent"
    SUSPENDED = "suspended", "停止", "suspended"
    ENDED = "ended", "終結", "ended"


class ParticipationState(Word):
    """Where participation support stands."""

    NONE = "none", "なし", "none"
    CONTACT = "contact", "早期の関わり", "early contact"
    MATCHING = "matching", "マッチング", "matching"
    RETENTION = "retention", "定着支援", "retention"
    SUSPENDED = "suspended", "停止", "suspended"
    ENDED = "ended", "終結", "ended"


_GROUPS = ("@", "other:", "function:")


@frozen(kw_only=True, slots=False)
class Plan:
    """One version of one plan. ``learned``: about whom it holds what was learned in a 支援会議."""

    id: str
    content: PlanContent
    about: tuple[str, ...]
    drafters: tuple[str, ...]
    before_consent: bool
    learned: tuple[str, ...] = ()
    successor_of: str | None = None
    stage: PlanStage = PlanStage.DRAFT
    submitted_to: ConferenceKind | None = None
    decided: bool = False
    reported: bool = False
    evaluated: bool = False

    @property
    def final(self) -> bool:
        """Whether it is in effect: agreed in conference and, where needed, decided (manual: 6 6)(4))."""
        return self.stage is PlanStage.AGREED and (self.decided or not self.content.needs_decision)

    @property
    def live(self) -> bool:
        """Whether it is still worked on or carried out."""
        return self.stage in (PlanStage.DRAFT, PlanStage.SUBMITTED, PlanStage.AGREED)


@frozen(kw_only=True, slots=False)
class Call:
    """A conference that has been called and not yet held."""

    number: int
    meeting: str | None
    kind: ConferenceKind
    occasion: Occasion
    subjects: tuple[str, ...]
    identified: tuple[str, ...]
    convener: tuple[str, ...]
    members: tuple[str, ...] = ()
    plan: str | None = None


@frozen(kw_only=True, slots=False)
class Session:
    """A conference that was held; ``without_consent``: who was named in it without consenting to sharing."""

    number: int
    meeting: str | None
    kind: ConferenceKind
    occasion: Occasion
    subjects: tuple[str, ...]
    identified: tuple[str, ...]
    without_consent: tuple[str, ...]
    members: frozenset[str]
    outcome: Outcome
    plan: str | None = None


@frozen(kw_only=True, slots=False)
class Case:
    """The state of a case after ``seq`` events.

    ``accepted``: multi-agency collaboration took it in. ``applied``: who made form 1-1. ``agreed``: the occasions on
    which a conference agreed and that nothing has used up since. ``interrupted_plan``: the plan that stood when the
    case was interrupted; the next plan follows it.
    """

    id: str
    municipality: str
    seq: int = 0
    phase: Phase = Phase.CONSULTED
    consultation: Consultation
    members: tuple[HouseholdMember, ...]
    agency: str
    window: str | None = None
    assessment: Assessment | None = None
    local_class: str | None = None
    referrer: str | None = None
    receivers: tuple[str, ...] = ()
    accepted: bool = False
    applied: frozenset[str] = frozenset()
    agency_applied: bool = False
    calls: tuple[Call, ...] = ()
    called: int = 0
    sessions: tuple[Session, ...] = ()
    plans: tuple[Plan, ...] = ()
    outreach: OutreachState = OutreachState.NONE
    participation: ParticipationState = ParticipationState.NONE
    agreed: frozenset[Occasion] = frozenset()
    interrupted_plan: str | None = None
    post_closure_lead: str | None = None
    contact: Contact | None = None

    def member(self, ref: str) -> HouseholdMember:
        """Return the member with that reference; raises KeyError when there is none."""
        for member in self.members:
            if member.ref == ref:
                return member
        raise KeyError(ref)

    @property
    def person(self) -> HouseholdMember:
        """The person the case is about."""
        return self.member(self.consultation.person)

    @property
    def refs(self) -> tuple[str, ...]:
        """The references of all members."""
        return tuple(member.ref for member in self.members)

    @property
    def uses(self) -> bool:
        """Whether the person the case is about consents to use the programme."""
        return self.person.consent.use is Consent.GIVEN

    def plan(self, plan_id: str) -> Plan:
        """Return the plan with that id; raises KeyError when there is none."""
        for plan in self.plans:
            if plan.id == plan_id:
                return plan
        raise KeyError(plan_id)

    def call(self, number: int) -> Call:
        """Return the open call with that number; raises KeyError when there is none."""
        for call in self.calls:
            if call.number == number:
                return call
        raise KeyError(number)

    def known_in_conference(self, ref: str, audience: Iterable[str]) -> bool:
        """Whether everybody in ``audience`` was a member of one held 支援会議 that named this person.

        A word for a group (``@needed``, ``other:school``) names nobody who could have been there.
        """
        wanted = frozenset(audience)
        if any(who.startswith(_GROUPS) for who in wanted):
            return False
        return any(
            session.kind is ConferenceKind.SUPPORT_CONFERENCE
            and ref in session.identified
            and wanted <= session.members
            for session in self.sessions
        )
