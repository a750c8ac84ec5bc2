"""The office: the service that people program against. One method a command; the command line adds nothing to it.

Every method that acts on a case takes the case's id, who acts (``by``) and the day (``on``), then what was chosen.
A choice that is left out is taken from the advice. ``why`` says in free text why a choice departs from the advice; it
goes to the vault. What is against the flow, the law or the contract raises one of:

- ``RefusedByFlow``: not possible where the case stands;
- ``RefusedByLaw``: the gate refused it, with every rule that did;
- ``NoSuchCase``, ``StaleCase``, ``JournalUnavailable``: the journal could not find, append or answer;
- ``MunicipalityUnavailable``: the municipality is not enabled, or its structure cannot be read.

Nothing is written when a method raises.
"""

import datetime as dt

from juso_core import choices
from juso_core.advice import advise_intake
from juso_core.casework import commands as c
from juso_core.casework.events import (
    Attendee,
    CloseReason,
    Contact,
    EmergencyKind,
    Outcome,
    OutreachAct,
    ParticipationAct,
)
from juso_core.casework.facts import Assessment, Consultation, EscalationStage, PlanContent
from juso_core.casework.law import Actor
from juso_core.desk import Done
from juso_core.municipality.words import ConferenceKind, Consent, Occasion
from juso_core.naming import known_area
from juso_core.reading import Reading
from juso_core.vault import Person

__all__ = ["Done", "Office"]

_AT_WINDOW = EscalationStage.AT_WINDOW
_AT_MAC = EscalationStage.AT_MAC


_TOLD = {
    EmergencyKind.POLICE: "other:police",
    EmergencyKind.MEDICAL: "other:medical",
    EmergencyKind.ABUSE_REPORT: "@municipality",
}


class Office(Reading):
    """A municipality's office, or that of several, over one journal. ``opening.open_office`` opens one."""

    # -- intake and referral -----------------------------------------------------------------------------------------

    def receive(
        self,
        municipality: str,
        consultation: Consultation,
        by: Actor,
        on: dt.date,
        *,
        window: str | None = None,
        form: str | None = None,
        pass_on: tuple[str, ...] | None = None,
        people: dict[str, Person] | None = None,
        why: str | None = None,
    ) -> Done:
        """Receive a consultation and open a case.

        ``people`` is what identifies the members, by reference; it goes to the vault and nowhere else.
        """
        place = self.desk.place(municipality, on)
        advice = advise_intake(place.givers, consultation, place.structure)
        settled = choices.receiving(advice, consultation, by.agency, window=window, form=form, pass_on=pass_on)
        return self.desk.open_case(place, settled, advice, by, people or {}, why)

    def assess(
        self,
        case_id: str,
        assessment: Assessment,
        by: Actor,
        on: dt.date,
        *,
        handle: bool | None = None,
        local_class: str | None = None,
        network: tuple[str, ...] | None = None,
        form_1_2: bool = False,
        why: str | None = None,
    ) -> Done:
        """Enter an assessment. ``handle``: the agency goes on itself; ``form_1_2``: on the programme's own sheet."""
        work = self.desk.work(case_id, by, on)
        stage = _AT_WINDOW if work.at_window else _AT_MAC
        advice = work.escalation(stage, assessment)
        settled = choices.assessing(
            advice,
            assessment,
            at_window=work.at_window,
            handle=handle,
            local_class=local_class,
            network=network,
            form_1_2=form_1_2,
        )
        return work.do(settled, advice, stage.value, why)

    def refer(
        self,
        case_id: str,
        by: Actor,
        on: dt.date,
        *,
        to: tuple[str, ...] | None = None,
        subjects: tuple[str, ...] | None = None,
        identified: tuple[str, ...] | None = None,
        explained: bool = False,
        agreed: bool = False,
        why: str | None = None,
    ) -> Done:
        """Hand the matter to multi-agency collaboration; ``identified`` left out names whoever may be named."""
        work = self.desk.work(case_id, by, on)
        advice = work.escalation(_AT_WINDOW)
        settled = choices.referring(
            work.case,
            advice,
            to=to,
            by=by.agency,
            subjects=subjects,
            identified=identified,
            explained=explained,
            agreed=agreed,
        )
        return work.do(settled, advice, _AT_WINDOW.value, why)

    def answer(
        self,
        case_id: str,
        by: Actor,
        on: dt.date,
        *,
        accept: bool | None = None,
        proposal: str | None = None,
        why: str | None = None,
    ) -> Done:
        """Take a referral in, or answer it with a proposal."""
        work = self.desk.work(case_id, by, on)
        advice = work.escalation(_AT_MAC)
        return work.do(choices.answering(advice, accept=accept, proposal=proposal), advice, "at_mac", why)

    def give_back(self, case_id: str, by: Actor, on: dt.date, *, talked_over: bool = False) -> Done:
        """Return a referral to the referrer."""
        work = self.desk.work(case_id, by, on)
        return work.do(choices.Settled(c.Return(talked_over=talked_over)), work.escalation(_AT_MAC), "at_mac")

    # -- consent and disclosure ----------------------------------------------------------------------------------------

    def apply(
        self,
        case_id: str,
        by: Actor,
        on: dt.date,
        *,
        person: str | None = None,
        agency: str | None = None,
        ground: str | None = None,
    ) -> Done:
        """Receive an application: form 1-1 of a person, or an agency's.

        Unless somebody is named, it is that of the person the case is about; where an agency applies here and is yet
        to be answered, that of the acting agency. ``ground`` is free text (vault) on why somebody else spoke for the
        person.
        """
        work = self.desk.work(case_id, by, on)
        advice = work.escalation(_AT_MAC)
        settled = choices.applying(work.case, advice, by.agency, person=person, agency=agency)
        return work.do(settled, advice, "at_mac", note=("ground", ground))

    def consent(
        self,
        case_id: str,
        of: str,
        by: Actor,
        on: dt.date,
        *,
        use: Consent | None = None,
        share: Consent | None = None,
        proxy: bool = False,
        ground: str | None = None,
    ) -> Done:
        """Record one person's consents; ``ground`` is free text (vault) on why somebody else spoke for them."""
        work = self.desk.work(case_id, by, on)
        command = c.RecordConsent(of=of, use=use, share=share, proxy=proxy)
        return work.do(choices.Settled(command), note=("ground", ground))

    def share(
        self,
        case_id: str,
        to: tuple[str, ...],
        by: Actor,
        on: dt.date,
        *,
        subjects: tuple[str, ...] | None = None,
        identified: tuple[str, ...] | None = None,
        learned: tuple[str, ...] | None = (),
    ) -> Done:
        """Pass information to agencies outside a conference."""
        work = self.desk.work(case_id, by, on)
        work.known(to)
        command = c.Share(
            to=to, subjects=work.case.refs if subjects is None else subjects, identified=identified, learned=learned
        )
        return work.do(choices.Settled(command))

    def emergency(
        self,
        case_id: str,
        kind: EmergencyKind,
        by: Actor,
        on: dt.date,
        *,
        to: str | None = None,
        subjects: tuple[str, ...] = (),
    ) -> Done:
        """Record that police, medical services or the body competent for abuse were told; never blocked.

        ``to`` is an id, or free text (vault) where the structure does not know them; it may be entered late.
        """
        work = self.desk.work(case_id, by, on, out_of_order=True)
        known = to if to is not None and work.knows(to) else _TOLD[kind]
        command = c.Emergency(kind=kind, to=known, subjects=subjects or work.case.refs)
        return work.do(choices.Settled(command), note=("who", None if known == to else to))

    # -- conferences ---------------------------------------------------------------------------------------------------

    def call(
        self,
        case_id: str,
        by: Actor,
        on: dt.date,
        *,
        occasion: Occasion | None = None,
        subjects: tuple[str, ...] | None = None,
        plan: str | None = None,
        kind: ConferenceKind | None = None,
        meeting: str | None = None,
        convener: tuple[str, ...] | None = None,
        lead: str | None = None,
        secretariat: str | None = None,
        members: tuple[str, ...] | None = None,
        identified: tuple[str, ...] | None = None,
        why: str | None = None,
    ) -> Done:
        """Call a conference. Without ``subjects`` it is about the group to which the person belongs by consent.

        Without ``occasion`` it is for the plan that has been submitted, and where there is none for sharing.
        """
        work = self.desk.work(case_id, by, on)
        occasion, plan = work.occasion(occasion, plan)
        about = subjects or work.about(plan)
        advice = work.convening(occasion, about, plan)
        settled = choices.calling(
            work.case,
            advice,
            work.structure,
            occasion=occasion,
            subjects=about,
            plan=plan,
            kind=kind,
            meeting=meeting,
            convener=convener,
            lead=lead,
            secretariat=secretariat,
            members=members,
            identified=identified,
        )
        return work.do(settled, advice, occasion.value, why)

    def hold(
        self,
        case_id: str,
        by: Actor,
        on: dt.date,
        *,
        attendees: tuple[Attendee, ...],
        outcome: Outcome | None = None,
        call: int | None = None,
        identified: tuple[str, ...] | None = None,
    ) -> Done:
        """Hold a called conference (the newest open call, unless numbered).

        ``outcome`` may be left out where it was called for sharing only.
        """
        work = self.desk.work(case_id, by, on)
        work.known(tuple(attendee.who for attendee in attendees))
        number = call or work.newest_call
        command = c.HoldConference(
            call=number, attendees=attendees, outcome=work.outcome(number, outcome), identified=identified
        )
        stage = EscalationStage.IN_CONFERENCE
        return work.do(choices.Settled(command), work.escalation(stage), stage.value)

    def call_off(self, case_id: str, by: Actor, on: dt.date, *, call: int | None = None) -> Done:
        """Call a conference off (the newest open call, unless numbered)."""
        work = self.desk.work(case_id, by, on)
        return work.do(choices.Settled(c.CallOff(call=call or work.newest_call)))

    # -- plans ---------------------------------------------------------------------------------------------------------

    def draft(
        self,
        case_id: str,
        content: PlanContent,
        by: Actor,
        on: dt.date,
        *,
        about: tuple[str, ...] | None = None,
        drafters: tuple[str, ...] | None = None,
        learned: tuple[str, ...] | None = None,
        why: str | None = None,
    ) -> Done:
        """Draft a plan, or the successor of the one that stands (再プラン)."""
        work = self.desk.work(case_id, by, on)
        advice = work.approval(content)
        settled = choices.drafting(work.case, advice, content, about=about, drafters=drafters, learned=learned)
        return work.do(settled, advice, why=why)

    def submit(
        self,
        case_id: str,
        by: Actor,
        on: dt.date,
        *,
        plan: str | None = None,
        kind: ConferenceKind | None = None,
        learned: tuple[str, ...] | None = None,
        why: str | None = None,
    ) -> Done:
        """Put a plan (the newest, unless named) to a conference."""
        work = self.desk.work(case_id, by, on)
        which = work.plan(plan)
        advice = work.approval(which.content)
        settled = choices.submitting(work.case, advice, work.structure, which.id, kind=kind, learned=learned)
        return work.do(settled, advice, why=why)

    def decide(
        self,
        case_id: str,
        by: Actor,
        on: dt.date,
        *,
        plan: str | None = None,
        granted: bool = True,
        decider: str | None = None,
        why: str | None = None,
    ) -> Done:
        """Take the support decision (支援決定) on a plan, or refuse it."""
        work = self.desk.work(case_id, by, on)
        which = work.plan(plan)
        advice = work.approval(which.content)
        settled = choices.deciding(advice, which.id, by.agency, decider=decider, granted=granted)
        return work.do(settled, advice, why=why)

    def report(
        self,
        case_id: str,
        by: Actor,
        on: dt.date,
        *,
        plan: str | None = None,
        to: str | None = None,
        why: str | None = None,
    ) -> Done:
        """Report a plan to the municipality."""
        work = self.desk.work(case_id, by, on)
        which = work.plan(plan)
        advice = work.approval(which.content)
        return work.do(choices.reporting(advice, which.id, to=to), advice, why=why)

    def support(
        self,
        case_id: str,
        by: Actor,
        on: dt.date,
        *,
        plan: str | None = None,
        contact: Contact | None = None,
        without_plan: bool = False,
    ) -> Done:
        """Begin or go on with support by a plan (the newest), or record that contact was lost or restored."""
        work = self.desk.work(case_id, by, on)
        by_plan = None if contact or without_plan else work.plan(plan).id
        return work.do(choices.Settled(c.Support(plan=by_plan, contact=contact)))

    def outreach(self, case_id: str, act: OutreachAct, by: Actor, on: dt.date) -> Done:
        """Record what was done in outreach."""
        return self.desk.work(case_id, by, on).do(choices.Settled(c.Outreach(act=act)))

    def participate(self, case_id: str, act: ParticipationAct, by: Actor, on: dt.date) -> Done:
        """Record what was done in participation support."""
        return self.desk.work(case_id, by, on).do(choices.Settled(c.Participate(act=act)))

    def evaluate(self, case_id: str, by: Actor, on: dt.date, *, plan: str | None = None) -> Done:
        """Evaluate a plan (form 2-2; the newest, unless named)."""
        work = self.desk.work(case_id, by, on)
        return work.do(choices.Settled(c.Evaluate(plan=work.plan(plan).id)))

    # -- end, interruption, correction -------------------------------------------------------------------------------

    def close(
        self,
        case_id: str,
        reason: CloseReason,
        by: Actor,
        on: dt.date,
        *,
        lead: str | None = None,
        why: str | None = None,
    ) -> Done:
        """End the case and name who leads from now on."""
        work = self.desk.work(case_id, by, on)
        stage = EscalationStage.AT_CLOSURE
        advice = work.escalation(stage)
        return work.do(choices.closing(work.case, advice, reason, lead=lead), advice, stage.value, why)

    def interrupt(self, case_id: str, by: Actor, on: dt.date) -> Done:
        """Interrupt the case; a conference has agreed to it before."""
        return self.desk.work(case_id, by, on).do(choices.Settled(c.Interrupt()))

    def reopen(self, case_id: str, by: Actor, on: dt.date, *, consent_confirmed: bool = False) -> Done:
        """Take a closed or interrupted case up again."""
        command = c.Reopen(consent_confirmed=consent_confirmed)
        return self.desk.work(case_id, by, on).do(choices.Settled(command))

    def correct(
        self,
        case_id: str,
        consultation: Consultation,
        corrects: int,
        why: str,
        by: Actor,
        on: dt.date,
        *,
        people: dict[str, Person] | None = None,
    ) -> Done:
        """Correct what was entered, also late; ``corrects`` is the number of the entry, ``why`` free text (vault).

        ``people`` is what identifies members, as in ``receive``.
        """
        work = self.desk.work(case_id, by, on, out_of_order=True)
        known_area(work.structure, consultation.area)
        command = c.Correct(consultation=consultation, corrects=corrects, why="")
        return work.do(choices.Settled(command), note=("why", why), people=people or {})
