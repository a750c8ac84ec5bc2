"""Rules of the gate that warn or record: what a careful worker would not forget."""

from collections.abc import Iterator

from juso_core.casework.case import Case
from juso_core.casework.commands import (
    Apply,
    Correct,
    Decide,
    Emergency,
    HoldConference,
    RecordConsent,
    Refer,
    Reopen,
    Return,
)
from juso_core.casework.facts import HouseholdMember
from juso_core.casework.law import Context, Finding, Rule, RuleKind
from juso_core.language.messages import N_
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import ConferenceKind, Consent, Field, Function, Trait

__all__ = ["RULES", "fields_without_window"]

_DOUBTFUL = frozenset({Trait.DEMENTIA})


def operator_and_municipality_attend(case: Case, command: HoldConference, context: Context) -> Finding | None:
    """L09, manual: 6 6)(2)②: the operator of multi-agency collaboration and the municipality are both present."""
    if case.call(command.call).kind is not ConferenceKind.JUSO_CONFERENCE:
        return None
    present = {attendee.who for attendee in command.attendees}
    missing = []
    if not present & context.setting.operators:
        missing.append(N_("the operator of multi-agency collaboration"))
    if not present & context.setting.municipal:
        missing.append(N_("the municipality"))
    return Finding(values={"missing": tuple(missing)}) if missing else None


def consent_confirmed(case: Case, command: Reopen, context: Context) -> Finding | None:
    """L17, sources silent: after reopening, consent is confirmed again."""
    given = tuple(m.ref for m in case.members if Consent.GIVEN in (m.consent.use, m.consent.share))
    return Finding(given) if given and not command.consent_confirmed else None


def talked_over_with_referrer(case: Case, command: Return, context: Context) -> Finding | None:
    """L18, manual: 6 5)(3)①ア: a return is talked over with the referrer."""
    return None if command.talked_over else Finding()


def explained_and_agreed(case: Case, command: Refer, context: Context) -> Finding | None:
    """L19, manual: 6 1)(2)②ア: the person is told what the referral means, and agrees to it."""
    return None if command.explained and command.agreed else Finding((case.person.ref,))


def welfare_office_attends(case: Case, command: HoldConference, context: Context) -> Finding | None:
    """L20, manual: 7 2): for a household on public assistance the welfare office takes part."""
    on_assistance = tuple(m.ref for m in case.members if Trait.PUBLIC_ASSISTANCE in m.traits)
    present = {attendee.who for attendee in command.attendees}
    if not on_assistance or present & context.setting.welfare_offices:
        return None
    return Finding(on_assistance)


def emergency_is_recorded(case: Case, command: Emergency, context: Context) -> Finding:
    """L21, manual: 6 4)(4)①ア: telling police or medical services is never blocked and always recorded."""
    return Finding(command.subjects)


def proxy_names_ground(case: Case, command: RecordConsent | Apply | Correct, context: Context) -> Finding | None:
    """L22, sources silent: consent by proxy, of a minor or of doubtful capacity names a human reason.

    An application is the person's consent to use, and a corrected entry may bring a new member's: both are looked at.
    """
    doubtful = tuple(member.ref for member, proxy in _consenting(case, command) if proxy or _doubtful(member))
    return Finding(doubtful) if doubtful else None


def _doubtful(member: HouseholdMember) -> bool:
    minor = member.age is not None and member.age.is_minor
    return minor or bool(_DOUBTFUL.intersection(member.traits))


def _consenting(case: Case, command: RecordConsent | Apply | Correct) -> Iterator[tuple[HouseholdMember, bool]]:
    """Who consents by this command without a stated ground, and whether somebody else said so for them."""
    match command:
        case Correct():
            new = (m for m in command.consultation.members if m.ref not in case.refs)
            yield from ((m, False) for m in new if Consent.GIVEN in (m.consent.use, m.consent.share))
        case Apply(person=str() as ref, ground=None):
            yield case.member(ref), False
        case RecordConsent(ground=None) if Consent.GIVEN in (command.use, command.share):
            yield case.member(command.of), command.proxy


def nobody_decides_alone(case: Case, command: Decide, context: Context) -> Finding | None:
    """L24, derived: nobody decides on a plan that they alone drafted."""
    drafters = set(case.plan(command.plan).drafters)
    alone = bool(drafters) and drafters <= {command.decider, context.actor.agency}
    return Finding(values={"drafter": tuple(sorted(drafters))}) if alone else None


def fields_without_window(structure: Structure) -> tuple[Field, ...]:
    """L23, Act 106-4 (2) 1: the fields that no window serves; asked of a structure, not of a case."""
    windows = [s for s in structure.service if s.function is Function.COMPREHENSIVE_CONSULTATION and not s.only_for]
    served = {field for window in windows for field in (Field if window.any_field else window.fields)}
    return tuple(field for field in Field if field not in served)


RULES: tuple[Rule, ...] = (
    Rule(
        id="L09",
        kind=RuleKind.WARNING,
        basis="manual: 6 6)(2)②",
        at=(HoldConference,),
        what=N_("missing from this juso conference (重層的支援会議), though they attend as a rule: {missing}"),
        mend=N_("invite them, or say why they were not there"),
        check=operator_and_municipality_attend,
    ),
    Rule(
        id="L17",
        kind=RuleKind.WARNING,
        basis=N_("derived"),
        at=(Reopen,),
        what=N_("{who}: whether the earlier consent still holds has not been confirmed"),
        mend=N_("ask, and record it (juso case consent)"),
        check=consent_confirmed,
    ),
    Rule(
        id="L18",
        kind=RuleKind.WARNING,
        basis="manual: 6 5)(3)①ア",
        at=(Return,),
        what=N_("the return has not been talked over with the referrer"),
        mend=N_("talk it over and record that (--talked-over)"),
        check=talked_over_with_referrer,
    ),
    Rule(
        id="L19",
        kind=RuleKind.WARNING,
        basis="manual: 6 1)(2)②ア",
        at=(Refer,),
        what=N_("{who}: the referral has not been explained to them and agreed to"),
        mend=N_(
            "explain it, and record that (--explained --agreed); where they cannot be reached, this stays on record"
        ),
        check=explained_and_agreed,
    ),
    Rule(
        id="L20",
        kind=RuleKind.WARNING,
        basis="manual: 7 2)",
        at=(HoldConference,),
        what=N_("{who}: on public assistance, but the welfare office is not among the attendees"),
        mend=N_("invite the welfare office (attendee @welfare_office where it has no id)"),
        check=welfare_office_attends,
    ),
    Rule(
        id="L21",
        kind=RuleKind.RECORD,
        basis="manual: 6 4)(4)①ア",
        at=(Emergency,),
        what=N_("an emergency: telling those who can help is not blocked, and is recorded"),
        mend=N_("tell the persons it is about as soon as it is safe"),
        check=emergency_is_recorded,
    ),
    Rule(
        id="L22",
        kind=RuleKind.WARNING,
        basis=N_("derived"),
        at=(RecordConsent, Apply, Correct),
        what=N_("{who}: consent by somebody else, of a minor or of doubtful capacity, without a stated ground"),
        mend=N_("state the ground (--ground)"),
        check=proxy_names_ground,
    ),
    Rule(
        id="L24",
        kind=RuleKind.WARNING,
        basis=N_("derived"),
        at=(Decide,),
        what=N_("whoever decides drafted the plan alone: {drafter}"),
        mend=N_("let somebody else decide, or add a second drafter"),
        check=nobody_decides_alone,
    ),
)
