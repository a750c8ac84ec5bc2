"""Everything that can happen to a case. An event is a fact: it is never changed, only followed by another.

Events hold ids and coded facts. ``identified`` always names those who were identified; everybody else whom the event
is about was spoken of without identity.
"""

from typing import Any

from attrs import frozen

from juso_core.casework.acts import (
    Attendee,
    CloseReason,
    Contact,
    EmergencyKind,
    Outcome,
    OutreachAct,
    ParticipationAct,
)
from juso_core.casework.facts import Assessment, Consultation, PlanContent
from juso_core.municipality.words import ConferenceKind, Consent, Occasion

__all__ = [
    "EVENTS",
    "ApplicationReceived",
    "Assessed",
    "Attendee",
    "CloseReason",
    "Closed",
    "ConferenceCalled",
    "ConferenceHeld",
    "ConferenceNotHeld",
    "ConsentRecorded",
    "ConsultationReceived",
    "Contact",
    "ContactChanged",
    "Corrected",
    "EmergencyKind",
    "EmergencyTold",
    "Event",
    "HandledByAgency",
    "InformationShared",
    "Interrupted",
    "Outcome",
    "OutreachAct",
    "OutreachDone",
    "ParticipationAct",
    "ParticipationDone",
    "PlanDecided",
    "PlanDeliberated",
    "PlanDrafted",
    "PlanEvaluated",
    "PlanReported",
    "PlanSubmitted",
    "ReferralAnswered",
    "Referred",
    "Reopened",
    "ReturnedToReferrer",
    "SupportGiven",
]


@frozen(kw_only=True)
class Event:
    """What all events have in common: nothing but being one."""


@frozen(kw_only=True)
class ConsultationReceived(Event):
    """A window received a consultation; the case begins. ``agency`` is who received it."""

    consultation: Consultation
    window: str | None
    agency: str
    form: str | None = None
    passed_on: tuple[str, ...] = ()


@frozen(kw_only=True)
class Assessed(Event):
    """An assessment was made; ``form_1_2`` when it is the programme's intake and assessment sheet."""

    assessment: Assessment
    local_class: str | None = None
    form_1_2: bool = False


@frozen(kw_only=True)
class HandledByAgency(Event):
    """The agency handles the matter itself, alone or through its ordinary network."""

    network: tuple[str, ...] = ()


@frozen(kw_only=True)
class Referred(Event):
    """The matter was handed to multi-agency collaboration, or to who stands in its place here."""

    to: tuple[str, ...]
    subjects: tuple[str, ...]
    by: str | None = None
    identified: tuple[str, ...]
    explained: bool
    agreed: bool


@frozen(kw_only=True)
class ReferralAnswered(Event):
    """Multi-agency collaboration took the matter in, or answered with a proposal."""

    accepted: bool
    proposal: str | None = None


@frozen(kw_only=True)
class ReturnedToReferrer(Event):
    """Multi-agency collaboration gave the matter back; ordinary cooperation can solve it."""

    talked_over: bool


@frozen(kw_only=True)
class ApplicationReceived(Event):
    """Form 1-1: a person applied, which is the consent to use; or an agency did, which is nobody's consent."""

    person: str | None
    agency: str | None = None
    ground: str | None = None


@frozen(kw_only=True)
class ConsentRecorded(Event):
    """One or both consents of one person changed; ``ground`` is the human reason where somebody else spoke for them."""

    of: str
    use: Consent | None = None
    share: Consent | None = None
    proxy: bool = False
    ground: str | None = None


@frozen(kw_only=True)
class InformationShared(Event):
    """Information went to agencies outside a conference; ``learned``: about whom it came from a 支援会議."""

    to: tuple[str, ...]
    subjects: tuple[str, ...]
    identified: tuple[str, ...]
    learned: tuple[str, ...] = ()


@frozen(kw_only=True)
class ConferenceCalled(Event):
    """A conference was called; ``call`` is its number within the case."""

    call: int
    meeting: str | None
    kind: ConferenceKind
    occasion: Occasion
    subjects: tuple[str, ...]
    identified: tuple[str, ...]
    convener: tuple[str, ...]
    lead: str | None = None
    secretariat: str | None = None
    members: tuple[str, ...] = ()
    plan: str | None = None


@frozen(kw_only=True)
class ConferenceHeld(Event):
    """A called conference was held, by whom attended, and what it came to."""

    call: int
    identified: tuple[str, ...]
    attendees: tuple[Attendee, ...]
    outcome: Outcome


@frozen(kw_only=True)
class ConferenceNotHeld(Event):
    """A called conference was called off."""

    call: int


@frozen(kw_only=True)
class PlanDrafted(Event):
    """A plan was drafted; ``learned``: about whom it holds what was learned in a 支援会議."""

    plan: str
    content: PlanContent
    about: tuple[str, ...]
    drafters: tuple[str, ...]
    before_consent: bool
    learned: tuple[str, ...] = ()
    successor_of: str | None = None


@frozen(kw_only=True)
class PlanSubmitted(Event):
    """A plan was put to a conference of that kind, without what had to be left out."""

    plan: str
    kind: ConferenceKind
    learned: tuple[str, ...] = ()


@frozen(kw_only=True)
class PlanDeliberated(Event):
    """A conference agreed to a plan or sent it back."""

    plan: str
    agreed: bool


@frozen(kw_only=True)
class PlanDecided(Event):
    """支援決定: the municipality granted or refused the outreach and participation support in a plan."""

    plan: str
    granted: bool
    decider: str


@frozen(kw_only=True)
class PlanReported(Event):
    """A plan was reported to the municipality."""

    plan: str
    to: str


@frozen(kw_only=True)
class SupportGiven(Event):
    """Support by a plan began or went on; ``plan`` is None for support without one."""

    plan: str | None = None


@frozen(kw_only=True)
class ContactChanged(Event):
    """Contact with the person was lost, or restored."""

    contact: Contact


@frozen(kw_only=True)
class OutreachDone(Event):
    """Something was done in outreach; ``before_consent``: the person had not consented to use at that time."""

    act: OutreachAct
    before_consent: bool


@frozen(kw_only=True)
class ParticipationDone(Event):
    """Something was done in participation support."""

    act: ParticipationAct


@frozen(kw_only=True)
class PlanEvaluated(Event):
    """A plan was evaluated (form 2-2)."""

    plan: str


@frozen(kw_only=True)
class Closed(Event):
    """The case ended; ``lead`` is who leads from now on."""

    reason: CloseReason
    lead: str | None = None


@frozen(kw_only=True)
class Interrupted(Event):
    """The case was interrupted; its plans and engagements are suspended."""


@frozen(kw_only=True)
class Reopened(Event):
    """A closed or interrupted case was taken up again."""

    consent_confirmed: bool


@frozen(kw_only=True)
class EmergencyTold(Event):
    """Somebody was told in an emergency; never blocked, always recorded."""

    kind: EmergencyKind
    to: str
    subjects: tuple[str, ...]
    who: str | None = None


@frozen(kw_only=True)
class Corrected(Event):
    """An entry was corrected; ``consultation`` is the corrected whole. What was written before stays in the journal."""

    consultation: Consultation
    corrects: int
    why: str


EVENTS: dict[str, type[Any]] = {cls.__name__: cls for cls in Event.__subclasses__()}
