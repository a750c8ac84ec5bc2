"""What people do to a case: one class a command, with everything that was chosen.

Where law may narrow a choice, the field can be left open with None (``identified``: name whoever may be named;
``learned``: keep what may be kept). A field that is given explicitly is refused when it is against a hard rule.
"""

from attrs import frozen

from juso_core.casework.events import (
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
    "COMMANDS",
    "Answer",
    "Apply",
    "Assess",
    "CallConference",
    "CallOff",
    "Close",
    "Command",
    "Correct",
    "Decide",
    "Draft",
    "Emergency",
    "Evaluate",
    "HoldConference",
    "Interrupt",
    "Outreach",
    "Participate",
    "Receive",
    "RecordConsent",
    "Refer",
    "Reopen",
    "Report",
    "Return",
    "Share",
    "Submit",
    "Support",
]


@frozen(kw_only=True, slots=False)
class Command:
    """What all commands have in common: nothing but being one."""


@frozen(kw_only=True, slots=False)
class Receive(Command):
    """Receive a consultation at a window; opens the case."""

    consultation: Consultation
    window: str | None
    agency: str
    form: str | None = None
    passed_on: tuple[str, ...] = ()


@frozen(kw_only=True, slots=False)
class Assess(Command):
    """Enter an assessment; ``handle``: the agency goes on itself; ``form_1_2``: on the programme's own sheet."""

    assessment: Assessment
    local_class: str | None = None
    handle: bool = False
    network: tuple[str, ...] = ()
    form_1_2: bool = False


@frozen(kw_only=True, slots=False)
class Refer(Command):
    """Hand the matter to multi-agency collaboration; ``by`` is the referring agency."""

    to: tuple[str, ...]
    subjects: tuple[str, ...]
    by: str | None = None
    identified: tuple[str, ...] | None = None
    explained: bool = False
    agreed: bool = False


@frozen(kw_only=True, slots=False)
class Answer(Command):
    """Take a referral in, or answer it with a proposal."""

    accept: bool
    proposal: str | None = None


@frozen(kw_only=True, slots=False)
class Return(Command):
    """Give a referral back: ordinary cooperation can solve it."""

    talked_over: bool = False


@frozen(kw_only=True, slots=False)
class Apply(Command):
    """Form 1-1, made by a person; or an agency's application to multi-agency collaboration, which is nobody's consent.

    ``ground`` is the human reason where the person is a minor or somebody else spoke for them.
    """

    person: str | None = None
    agency: str | None = None
    ground: str | None = None


@frozen(kw_only=True, slots=False)
class RecordConsent(Command):
    """Record one person's consents; ``ground`` is the human reason where somebody else spoke for them."""

    of: str
    use: Consent | None = None
    share: Consent | None = None
    proxy: bool = False
    ground: str | None = None


@frozen(kw_only=True, slots=False)
class Share(Command):
    """Pass information to agencies outside a conference."""

    to: tuple[str, ...]
    subjects: tuple[str, ...]
    identified: tuple[str, ...] | None = None
    learned: tuple[str, ...] | None = None


@frozen(kw_only=True, slots=False)
class CallConference(Command):
    """Call a conference on a legal basis (``kind``), for an occasion, about subjects."""

    kind: ConferenceKind
    occasion: Occasion
    subjects: tuple[str, ...]
    identified: tuple[str, ...] | None = None
    convener: tuple[str, ...] = ()
    meeting: str | None = None
    lead: str | None = None
    secretariat: str | None = None
    members: tuple[str, ...] = ()
    plan: str | None = None


@frozen(kw_only=True, slots=False)
class HoldConference(Command):
    """Hold a called conference; ``identified`` left open names whom the call named and law still allows."""

    call: int
    attendees: tuple[Attendee, ...]
    outcome: Outcome = Outcome.NOTED
    identified: tuple[str, ...] | None = None


@frozen(kw_only=True, slots=False)
class CallOff(Command):
    """Call a conference off."""

    call: int


@frozen(kw_only=True, slots=False)
class Draft(Command):
    """Draft a plan; where a final plan of the kind stands, its successor (再プラン)."""

    content: PlanContent
    about: tuple[str, ...]
    drafters: tuple[str, ...]
    learned: tuple[str, ...] = ()


@frozen(kw_only=True, slots=False)
class Submit(Command):
    """Put a draft to a conference of that kind."""

    plan: str
    kind: ConferenceKind
    learned: tuple[str, ...] | None = None


@frozen(kw_only=True, slots=False)
class Decide(Command):
    """支援決定: grant or refuse the outreach and participation support in an agreed plan."""

    plan: str
    decider: str
    granted: bool = True


@frozen(kw_only=True, slots=False)
class Report(Command):
    """Report an agreed plan to the municipality."""

    plan: str
    to: str


@frozen(kw_only=True, slots=False)
class Support(Command):
    """Begin or go on with support by a plan, or record that contact was lost or restored."""

    plan: str | None = None
    contact: Contact | None = None


@frozen(kw_only=True, slots=False)
class Outreach(Command):
    """Do something in outreach."""

    act: OutreachAct


@frozen(kw_only=True, slots=False)
class Participate(Command):
    """Do something in participation support."""

    act: ParticipationAct


@frozen(kw_only=True, slots=False)
class Evaluate(Command):
    """Evaluate a final plan (form 2-2)."""

    plan: str


@frozen(kw_only=True, slots=False)
class Close(Command):
    """End the case and name who leads from now on."""

    reason: CloseReason
    lead: str | None = None


@frozen(kw_only=True, slots=False)
class Interrupt(Command):
    """Interrupt the case."""


@frozen(kw_only=True, slots=False)
class Reopen(Command):
    """Take a closed or interrupted case up again; ``consent_confirmed``: the person confirmed their consent."""

    consent_confirmed: bool = False


@frozen(kw_only=True, slots=False)
class Emergency(Command):
    """Tell police, medical services or the body competent for abuse; ``who`` says in free text who that was."""

    kind: EmergencyKind
    to: str
    subjects: tuple[str, ...] = ()
    who: str | None = None


@frozen(kw_only=True, slots=False)
class Correct(Command):
    """Correct what was entered about the consultation or the household, and say why."""

    consultation: Consultation
    corrects: int
    why: str


COMMANDS: dict[str, type[Command]] = {cls.__name__: cls for cls in Command.__subclasses__()}
