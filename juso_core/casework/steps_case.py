"""Commands on the case and its conferences: what each needs beside its phase, and which events it makes."""

import re
from collections.abc import Iterable

from attrs import evolve

from juso_core.casework import commands as c
from juso_core.casework import events as e
from juso_core.casework.case import Call, Case, Phase, PlanStage
from juso_core.casework.evolution import without_consent
from juso_core.casework.facts import Consents, HouseholdMember
from juso_core.casework.refusal import RefusedByFlow
from juso_core.casework.steps_plan import plan_in_stage
from juso_core.language.messages import N_, current
from juso_core.municipality.words import Occasion, PlanKind

__all__: list[str] = []


def assess(case: Case, command: c.Assess) -> Iterable[e.Event]:
    """An assessment; when the agency goes on itself, that too."""
    yield e.Assessed(assessment=command.assessment, local_class=command.local_class, form_1_2=command.form_1_2)
    if command.handle:
        yield e.HandledByAgency(network=command.network)


def can_assess(case: Case, command: c.Assess) -> None:
    """Only a case that is not with multi-agency collaboration stays with the agency."""
    if command.handle and case.phase not in (Phase.CONSULTED, Phase.HANDLING, Phase.RETURNED):
        raise RefusedByFlow(
            N_("the case is with multi-agency collaboration ({phase}); the agency alone cannot take it back here"),
            N_("return it first (juso case return)"),
            phase=case.phase.label(current()),
        )


def can_refer(case: Case, command: c.Refer) -> None:
    """A referral has a receiver."""
    if not command.to:
        raise RefusedByFlow(
            N_("nobody is named who takes the referral, and the advice names nobody either"), N_("name them (--to)")
        )


def refer(case: Case, command: c.Refer) -> Iterable[e.Event]:
    """多機関協働へのつなぎ."""
    yield e.Referred(
        to=command.to,
        subjects=command.subjects,
        by=command.by,
        identified=command.identified or (),
        explained=command.explained,
        agreed=command.agreed,
    )


def can_answer(case: Case, command: c.Answer) -> None:
    """A referral is answered once."""
    if case.accepted:
        raise RefusedByFlow(
            N_("the referral has been taken in already"), N_("give it back with: juso case return {case}"), case=case.id
        )


def answer(case: Case, command: c.Answer) -> Iterable[e.Event]:
    """Taken in, or a proposal."""
    yield e.ReferralAnswered(accepted=command.accept, proposal=command.proposal)


def give_back(case: Case, command: c.Return) -> Iterable[e.Event]:
    """Back to the referrer."""
    yield e.ReturnedToReferrer(talked_over=command.talked_over)


def can_apply(case: Case, command: c.Apply) -> None:
    """A person applies once multi-agency collaboration has taken the matter in; an agency applies for that."""
    if (command.person is None) == (command.agency is None):
        raise RefusedByFlow(N_("either a person or an agency applies"), N_("name one of them (--person or --agency)"))
    if command.person and case.phase is Phase.REFERRED and not case.accepted:
        raise RefusedByFlow(
            N_("multi-agency collaboration has not taken the matter in yet"),
            N_("answer the referral first: juso case answer {case} --accept"),
            case=case.id,
        )


def apply(case: Case, command: c.Apply) -> Iterable[e.Event]:
    """Form 1-1."""
    yield e.ApplicationReceived(person=command.person, agency=command.agency, ground=command.ground)


def consents_of(members: Iterable[HouseholdMember]) -> Iterable[e.ConsentRecorded]:
    """The consents that came with members, where there are any."""
    for member in members:
        if member.consent != Consents():
            yield e.ConsentRecorded(of=member.ref, use=member.consent.use, share=member.consent.share)


def can_consent(case: Case, command: c.RecordConsent) -> None:
    """At least one of the two consents is stated."""
    if command.use is None and command.share is None:
        raise RefusedByFlow(N_("neither consent is stated"), N_("state --use, --share or both"))


def consent(case: Case, command: c.RecordConsent) -> Iterable[e.Event]:
    """One person's consents, now."""
    yield e.ConsentRecorded(
        of=command.of, use=command.use, share=command.share, proxy=command.proxy, ground=command.ground
    )


def can_share(case: Case, command: c.Share) -> None:
    """Information goes to somebody and is about somebody."""
    if not command.to or not command.subjects:
        raise RefusedByFlow(N_("who is told, or about whom, is missing"), N_("name both (--to, --about)"))


def share(case: Case, command: c.Share) -> Iterable[e.Event]:
    """Outside a conference."""
    yield e.InformationShared(
        to=command.to,
        subjects=command.subjects,
        identified=command.identified or (),
        learned=command.learned or (),
    )


def can_call(case: Case, command: c.CallConference) -> None:
    """Its plan has been submitted to that kind of conference; closing follows evaluation; interruption, support."""
    if not command.subjects:
        raise RefusedByFlow(N_("a conference is about somebody"), N_("name them (--about)"))
    if command.plan is not None:
        plan = plan_in_stage(case, command.plan, PlanStage.SUBMITTED)
        if plan.submitted_to is not command.kind:
            raise RefusedByFlow(
                N_("plan {plan} was submitted to another kind of conference: {kind}"),
                N_("call that kind, or submit the plan again (juso case submit)"),
                plan=plan.id,
                kind=plan.submitted_to.label(current()) if plan.submitted_to else "-",
            )
    elif command.occasion in (Occasion.PLAN, Occasion.REPLAN):
        raise RefusedByFlow(N_("a conference on a plan names the plan"), N_("submit a plan and name it (--plan)"))
    if command.occasion is Occasion.INTERRUPTION and case.phase is not Phase.SUPPORTING:
        raise RefusedByFlow(
            N_("only a case in support is interrupted; this one is at: {phase}"),
            N_("close it instead, or wait"),
            phase=case.phase.label(current()),
        )
    standing = [p for p in case.plans if p.final or p.stage is PlanStage.SUSPENDED]
    unevaluated = [p.id for p in standing if p.content.kind is PlanKind.MAC and not p.evaluated]
    if command.occasion is Occasion.CLOSURE and unevaluated:
        raise RefusedByFlow(
            N_("plan {plan} has not been evaluated, and the conference on closure deliberates on the evaluation"),
            N_("evaluate it first: juso case evaluate {case}"),
            plan=unevaluated[-1],
            case=case.id,
        )


def call(case: Case, command: c.CallConference) -> Iterable[e.Event]:
    """Called, with a number within the case."""
    yield e.ConferenceCalled(
        call=case.called + 1,
        meeting=command.meeting,
        kind=command.kind,
        occasion=command.occasion,
        subjects=command.subjects,
        identified=command.identified or (),
        convener=command.convener,
        lead=command.lead,
        secretariat=command.secretariat,
        members=command.members,
        plan=command.plan,
    )


def _open_call(case: Case, number: int) -> Call:
    try:
        return case.call(number)
    except KeyError:
        known = ", ".join(str(open_call.number) for open_call in case.calls)
        if not known:
            raise RefusedByFlow(
                N_("no conference has been called"), N_("call it first: juso case call {case}"), case=case.id
            ) from None
        raise RefusedByFlow(
            N_("no open call {number}; open are: {known}"),
            N_("call the conference first (juso case call)"),
            number=str(number),
            known=known,
        ) from None


_BEFORE_SUPPORT = (Phase.REFERRED, Phase.PRECONSENT, Phase.ASSESSING, Phase.PLANNING)


def can_hold(case: Case, command: c.HoldConference) -> None:
    """It was called, somebody is there, and what it came to fits where the case stands."""
    open_call = _open_call(case, command.call)
    if not command.attendees:
        raise RefusedByFlow(
            N_("nobody attended"), N_("name the attendees (--attendee), or call it off (juso case call-off)")
        )
    beyond = set(command.identified or ()) - set(open_call.subjects)
    if beyond:
        raise RefusedByFlow(
            N_("the call was not about: {who}"), N_("call a conference about them"), who=", ".join(sorted(beyond))
        )
    if command.outcome is e.Outcome.BACK_TO_REFERRER and case.phase not in _BEFORE_SUPPORT:
        raise RefusedByFlow(
            N_("at {phase} a conference cannot make the referrer the lead"),
            N_("close it, or choose another outcome"),
            phase=case.phase.label(current()),
        )
    if open_call.plan and command.outcome in (e.Outcome.AGREED, e.Outcome.REJECTED):
        plan_in_stage(case, open_call.plan, PlanStage.SUBMITTED)


def hold(case: Case, command: c.HoldConference) -> Iterable[e.Event]:
    """Held; where it was about a plan, what became of the plan."""
    yield e.ConferenceHeld(
        call=command.call,
        identified=command.identified or (),
        attendees=command.attendees,
        outcome=command.outcome,
    )
    plan = case.call(command.call).plan
    if plan and command.outcome in (e.Outcome.AGREED, e.Outcome.REJECTED):
        yield e.PlanDeliberated(plan=plan, agreed=command.outcome is e.Outcome.AGREED)


def can_call_off(case: Case, command: c.CallOff) -> None:
    """Only an open call."""
    _open_call(case, command.call)


def call_off(case: Case, command: c.CallOff) -> Iterable[e.Event]:
    """Not held."""
    yield e.ConferenceNotHeld(call=command.call)


def close(case: Case, command: c.Close) -> Iterable[e.Event]:
    """終結."""
    yield e.Closed(reason=command.reason, lead=command.lead)


def interrupt(case: Case, command: c.Interrupt) -> Iterable[e.Event]:
    """中断."""
    yield e.Interrupted()


def reopen(case: Case, command: c.Reopen) -> Iterable[e.Event]:
    """再開."""
    yield e.Reopened(consent_confirmed=command.consent_confirmed)


def emergency(case: Case, command: c.Emergency) -> Iterable[e.Event]:
    """Told; about whom."""
    yield e.EmergencyTold(kind=command.kind, to=command.to, subjects=command.subjects, who=command.who)


# A reference stands in events: it must not be able to hold a name in Japanese, or a sentence.
_REFERENCE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,23}")


def references_name_nobody(refs: Iterable[str]) -> None:
    """Raise RefusedByFlow unless every reference is a short code."""
    for ref in refs:
        if not _REFERENCE.fullmatch(ref):
            raise RefusedByFlow(
                N_("'{ref}' cannot be a reference: a member is called by a short word that names nobody"),
                N_("use letters, digits, - and _, such as: son, child-2"),
                ref=ref,
            )


def can_correct(case: Case, command: c.Correct) -> None:
    """A correction may add members, never lose one; it says what it corrects and why."""
    refs = [member.ref for member in command.consultation.members]
    references_name_nobody(refs)
    lost = sorted(set(case.refs) - set(refs))
    if lost or len(set(refs)) != len(refs) or command.consultation.person not in refs:
        raise RefusedByFlow(
            N_("a correction keeps every member once, and the person among them; missing: {lost}"),
            N_("name all members again, and new ones beside them"),
            lost=", ".join(lost) or "-",
        )
    if case.accepted and command.consultation.person != case.consultation.person:
        raise RefusedByFlow(
            N_("multi-agency collaboration has taken the case in; it stays about {person}"),
            N_("receive a case of its own about the other person: juso case receive"),
            person=case.consultation.person,
        )
    if not 1 <= command.corrects <= case.seq or not command.why.strip():
        raise RefusedByFlow(
            N_("a correction names the entry that it corrects (1 to {last}) and a reason"),
            N_("see the entries with: juso case history {case}"),
            last=str(case.seq),
            case=case.id,
        )


def correct(case: Case, command: c.Correct) -> Iterable[e.Event]:
    """What was written before stays; consents of members who are new are recorded as events of their own."""
    members = tuple(without_consent(member) for member in command.consultation.members)
    yield e.Corrected(
        consultation=evolve(command.consultation, members=members), corrects=command.corrects, why=command.why
    )
    yield from consents_of(m for m in command.consultation.members if m.ref not in case.refs)
