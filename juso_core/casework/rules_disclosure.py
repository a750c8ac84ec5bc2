"""Rules of the gate on who may learn what: identity, consent, conferences and their confidentiality."""

from collections.abc import Iterable

from juso_core.casework.case import Case, Plan
from juso_core.casework.commands import (
    CallConference,
    Command,
    Decide,
    Draft,
    HoldConference,
    Refer,
    Report,
    Share,
    Submit,
)
from juso_core.casework.facts import HouseholdMember
from juso_core.casework.law import Context, Finding, Rule, RuleKind
from juso_core.language.messages import N_
from juso_core.municipality.words import ConferenceKind, Consent, PlanKind

__all__ = ["RULES"]

_EVER = (Consent.GIVEN, Consent.WITHDRAWN)
_Carrying = Share | Draft | Submit | HoldConference | Report | Decide


def _kind(case: Case, command: Command) -> ConferenceKind | None:
    if isinstance(command, CallConference):
        return command.kind
    return case.call(command.call).kind if isinstance(command, HoldConference) else None


def _audience(command: Command) -> tuple[str, ...]:
    return command.to if isinstance(command, Refer | Share) else ()


def _named(case: Case, command: Refer | Share | CallConference | HoldConference) -> Iterable[HouseholdMember]:
    """Members whom the command names to people who were not all in one 支援会議 about them."""
    audience = _audience(command)
    for ref in command.identified or ():
        if not (audience and case.known_in_conference(ref, audience)):
            yield case.member(ref)


def _found(members: Iterable[HouseholdMember]) -> Finding | None:
    refs = tuple(member.ref for member in members)
    return Finding(refs) if refs else None


def identity_needs_consent(
    case: Case, command: Refer | Share | CallConference | HoldConference, context: Context
) -> Finding | None:
    """L01, Act 106-6 and data protection: identity passes only with consent to share, or within a 支援会議."""
    kind = _kind(case, command)
    if kind in (ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE):
        return None
    return _found(m for m in _named(case, command) if m.consent.share not in _EVER)


def municipality_convenes(case: Case, command: CallConference, context: Context) -> Finding | None:
    """L02, Act 106-6 (1): whoever convenes a 支援会議 belongs to the municipality."""
    if command.kind is not ConferenceKind.SUPPORT_CONFERENCE:
        return None
    outside = [who for who in command.convener if who not in context.setting.municipal]
    if command.convener and not outside:
        return None
    return Finding(values={"convener": tuple(outside)})


def confidentiality_recorded(case: Case, command: HoldConference, context: Context) -> Finding | None:
    """L03, Act 106-6 (5): the duty of confidentiality is recorded for each attendee of a 支援会議."""
    if _kind(case, command) is not ConferenceKind.SUPPORT_CONFERENCE:
        return None
    missing = [attendee.who for attendee in command.attendees if not attendee.confidentiality]
    return Finding(values={"attendees": tuple(missing)}) if missing else None


def _carried(case: Case, command: _Carrying) -> tuple[str, ...]:
    """About whom the command carries something that may have been learned in a 支援会議."""
    match command:
        case Share() | Draft():
            return command.learned or ()
        case Submit():
            plan, kind, learned = case.plan(command.plan), command.kind, command.learned or ()
            return () if _stays_within(plan, kind) else learned
        case HoldConference():
            call = case.call(command.call)
            plan_id, within = call.plan, call.subjects
            if plan_id is None:
                return ()
            plan = case.plan(plan_id)
            return tuple(ref for ref in plan.learned if not (_stays_within(plan, call.kind) and ref in within))
        case _:
            return case.plan(command.plan).learned


def _stays_within(plan: Plan, kind: ConferenceKind) -> bool:
    """Whether an outreach plan made before consent goes into a 支援会議: it may carry there what was learned."""
    outreach_before_consent = plan.before_consent and plan.content.kind is PlanKind.OUTREACH
    return outreach_before_consent and kind is ConferenceKind.SUPPORT_CONFERENCE


def _shown_to(command: _Carrying, context: Context) -> tuple[str, ...]:
    """Who gets to see what the command carries, where that is known."""
    match command:
        case Share():
            return command.to
        case Draft():
            return command.drafters
        case Report():
            return (command.to,)
        case Decide():
            return (command.decider, context.actor.agency)
    return ()


def stays_in_conference(case: Case, command: _Carrying, context: Context) -> Finding | None:
    """L04, Act 106-6 (5), derived: what was learned in a 支援会議 stays with its members until consent.

    An outreach plan made before consent may carry it into a 支援会議 about that person.
    """
    secret = (case.member(ref) for ref in _carried(case, command))
    audience = _shown_to(command, context)
    return _found(
        m
        for m in secret
        if m.learned
        and m.consent.share is not Consent.GIVEN
        and not (audience and case.known_in_conference(m.ref, audience))
    )


def withdrawn_is_none(
    case: Case, command: Refer | Share | CallConference | HoldConference, context: Context
) -> Finding | None:
    """L05, derived, with L01: a withdrawn consent counts as none from that moment."""
    kind = _kind(case, command)
    if kind is ConferenceKind.SUPPORT_CONFERENCE:
        return None
    both = kind is ConferenceKind.JUSO_CONFERENCE
    return _found(
        m
        for m in _named(case, command)
        if m.consent.share is Consent.WITHDRAWN or (both and m.consent.use is Consent.WITHDRAWN)
    )


def juso_conference_needs_consent(
    case: Case, command: CallConference | HoldConference, context: Context
) -> Finding | None:
    """L06, casebook ６ and manual: only those who consented to use and to sharing are named in a 重層的支援会議."""
    if _kind(case, command) is not ConferenceKind.JUSO_CONFERENCE:
        return None
    return _found(m for m in _named(case, command) if m.consent.share not in _EVER or m.consent.use not in _EVER)


RULES: tuple[Rule, ...] = (
    Rule(
        id="L01",
        kind=RuleKind.ACT,
        basis=N_("Act 106-6; data protection"),
        at=(Refer, Share, CallConference, HoldConference),
        narrows="identified",
        what=N_("{who}: not consented to sharing, so identity may not be passed on here"),
        mend=N_(
            "speak of them without identity (leave --identify out), obtain and record consent, "
            "or use a support conference (支援会議)"
        ),
        check=identity_needs_consent,
    ),
    Rule(
        id="L02",
        kind=RuleKind.ACT,
        basis=N_("Act 106-6 (1)"),
        at=(CallConference,),
        what=N_("a support conference (支援会議) is convened by the municipality; {convener} does not belong to it"),
        mend=N_("name a section of the municipality as convener; others may be lead or secretariat"),
        check=municipality_convenes,
    ),
    Rule(
        id="L03",
        kind=RuleKind.ACT,
        basis=N_("Act 106-6 (5)"),
        at=(HoldConference,),
        what=N_("the duty of confidentiality is not recorded for: {attendees}"),
        mend=N_("tell each attendee about the duty and record it (--confidential), or hold it without them"),
        check=confidentiality_recorded,
    ),
    Rule(
        id="L04",
        kind=RuleKind.ACT,
        basis=N_("Act 106-6 (5)"),
        at=(Share, Draft, Submit, HoldConference, Report, Decide),
        narrows="learned",
        what=N_("{who}: what was learned in a support conference stays with its members until they consent"),
        mend=N_(
            "leave it out (--learned nobody; submit the plan again without it), or obtain and record consent first"
        ),
        check=stays_in_conference,
    ),
    Rule(
        id="L05",
        kind=RuleKind.ACT,
        basis=N_("Act 106-6; data protection"),
        at=(Refer, Share, CallConference, HoldConference),
        narrows="identified",
        what=N_("{who}: consent was withdrawn and counts as none"),
        mend=N_("speak of them without identity, or use a support conference (支援会議)"),
        check=withdrawn_is_none,
    ),
    Rule(
        id="L06",
        kind=RuleKind.MANUAL,
        basis=N_("casebook ６; manual: 6 5)(3)①"),
        at=(CallConference, HoldConference),
        narrows="identified",
        what=N_(
            "{who}: a juso conference (重層的支援会議) names only those who consented to use the programme "
            "and to sharing"
        ),
        mend=N_("obtain both consents, leave identity out, or call a support conference (支援会議) instead"),
        check=juso_conference_needs_consent,
    ),
)
