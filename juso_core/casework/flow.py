"""The flow: ``act(case, command, context) -> Step``. Commands in, events out; the table of transitions is ``TABLE``.

A command must be possible where the case stands (the table), possible in itself (its function), and lawful (the
gate). Each refusal says what is missing and what to do. The flow knows no plugin: whoever calls it has asked the
hooks before and put what was chosen into the command.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import attrs
from attrs import frozen

from juso_core.casework import commands as c
from juso_core.casework import events as e
from juso_core.casework import rules_care, rules_disclosure, rules_plans
from juso_core.casework import steps_case as case_steps
from juso_core.casework import steps_plan as plan_steps
from juso_core.casework.case import Case, Phase
from juso_core.casework.changing import changed
from juso_core.casework.evolution import evolve, opened, without_consent
from juso_core.casework.law import Context, Rule, Verdict, judge
from juso_core.casework.refusal import RefusedByFlow
from juso_core.language.messages import N_, current

__all__ = ["RULES", "TABLE", "Step", "act", "receive"]

RULES: tuple[Rule, ...] = tuple(
    sorted((*rules_disclosure.RULES, *rules_plans.RULES, *rules_care.RULES), key=lambda rule: rule.id)
)


@frozen
class Step:
    """What a command came to: its events, the case after them, and what the gate found."""

    events: tuple[e.Event, ...]
    case: Case
    verdicts: tuple[Verdict, ...] = ()


def receive(case_id: str, municipality: str, command: c.Receive, context: Context | None = None) -> Step:
    """Open a case with its first consultation. Consents that came with it are recorded as events of their own.

    With a context the gate looks at those consents too.
    """
    consultation = command.consultation
    refs = [member.ref for member in consultation.members]
    case_steps.references_name_nobody(refs)
    if len(set(refs)) != len(refs):
        raise RefusedByFlow(N_("two members have the same reference"), N_("give each member a reference of their own"))
    if consultation.person not in refs:
        raise RefusedByFlow(
            N_("the person the case is about ({person}) is not among the members: {known}"),
            N_("add them as a member"),
            person=consultation.person,
            known=", ".join(refs) or "-",
        )
    blank = tuple(without_consent(member) for member in consultation.members)
    first = e.ConsultationReceived(
        consultation=changed(consultation, members=blank),
        window=command.window,
        agency=command.agency,
        form=command.form,
        passed_on=command.passed_on,
    )
    consents = tuple(case_steps.consents_of(consultation.members))
    case = opened(case_id, municipality, first)
    verdicts: list[Verdict] = []
    for event in consents:
        if context is not None:
            recorded = c.RecordConsent(of=event.of, use=event.use, share=event.share)
            verdicts += judge(case, recorded, context, RULES)[1]
        case = evolve(case, event)
    return Step((first, *consents), case, tuple(verdicts))


def act(case: Case, command: c.Command, context: Context, rules: Iterable[Rule] = RULES) -> Step:
    """Do a command: raises RefusedByFlow or RefusedByLaw, and otherwise returns its events and the case after them."""
    entry = TABLE[type(command)]
    if case.phase not in entry.phases:
        raise _elsewhere(case, entry)
    _known_people(case, command)
    entry.possible(case, command)
    command, verdicts = judge(case, command, context, _LOOKING[type(command)] if rules is RULES else rules)
    events = tuple(entry.events(case, command))
    after = case
    for event in events:
        after = evolve(after, event)
    return Step(events, after, verdicts)


def _elsewhere(case: Case, entry: "Entry") -> RefusedByFlow:
    return RefusedByFlow(
        N_("the case is elsewhere in its flow: {phase}; this is possible in: {phases}"),
        N_("see where it stands with: juso case show {case}"),
        phase=case.phase.label(current()),
        phases=", ".join(phase.label(current()) for phase in Phase if phase in entry.phases),
        case=case.id,
    )


def _known_people(case: Case, command: c.Command) -> None:
    kind: Any = type(command)
    several, single = _naming(kind)
    named = {ref for name in several for ref in getattr(command, name) or ()}
    named.update(ref for name in single if (ref := getattr(command, name)))
    if not named:
        return
    unknown = sorted(named.difference(case.refs))
    if unknown:
        raise RefusedByFlow(
            N_("no such person in this case: {unknown}; there are: {known}"),
            N_("use one of these references, or add a member with: juso case correct"),
            unknown=", ".join(unknown),
            known=", ".join(case.refs),
        )
    outside = set(getattr(command, "identified", None) or ()) - set(getattr(command, "subjects", case.refs))
    if outside:
        raise RefusedByFlow(
            N_("identified, but not among those it is about: {who}"),
            N_("name them among the subjects too"),
            who=", ".join(sorted(outside)),
        )


@cache
def _naming(command: type[c.Command]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of a command that name people: those that name several, and those that name one."""
    fields = [a.name for a in attrs.fields(command)]
    several = ("subjects", "identified", "about", "learned")
    return tuple(n for n in several if n in fields), tuple(n for n in ("of", "person") if n in fields)


def _anything(case: Case, command: c.Command) -> None:
    """For commands that are possible whenever their phase is."""


@frozen
class Entry:
    """One line of the table: in which phases a command is possible, which events it makes, what else it needs."""

    phases: frozenset[Phase]
    events: Callable[[Case, Any], Iterable[e.Event]]
    possible: Callable[[Case, Any], None] = _anything


ALWAYS = frozenset(Phase)
OPEN = ALWAYS - {Phase.CLOSED}
RUNNING = OPEN - {Phase.INTERRUPTED}
WITH_AGENCY = frozenset({Phase.CONSULTED, Phase.HANDLING, Phase.RETURNED})
NOT_PLANNED = frozenset({Phase.REFERRED, Phase.PRECONSENT, Phase.ASSESSING})

TABLE: dict[type[c.Command], Entry] = {
    c.Assess: Entry(RUNNING, case_steps.assess, case_steps.can_assess),
    c.Refer: Entry(WITH_AGENCY, case_steps.refer, case_steps.can_refer),
    c.Answer: Entry(frozenset({Phase.REFERRED}), case_steps.answer, case_steps.can_answer),
    c.Return: Entry(NOT_PLANNED, case_steps.give_back),
    c.Apply: Entry(RUNNING - WITH_AGENCY, case_steps.apply, case_steps.can_apply),
    c.RecordConsent: Entry(ALWAYS, case_steps.consent, case_steps.can_consent),
    c.Share: Entry(ALWAYS, case_steps.share, case_steps.can_share),
    c.CallConference: Entry(OPEN, case_steps.call, case_steps.can_call),
    c.HoldConference: Entry(OPEN, case_steps.hold, case_steps.can_hold),
    c.CallOff: Entry(OPEN, case_steps.call_off, case_steps.can_call_off),
    c.Draft: Entry(RUNNING, plan_steps.draft, plan_steps.can_draft),
    c.Submit: Entry(RUNNING, plan_steps.submit, plan_steps.can_submit),
    c.Decide: Entry(RUNNING, plan_steps.decide, plan_steps.can_decide),
    c.Report: Entry(OPEN, plan_steps.report, plan_steps.can_report),
    c.Support: Entry(OPEN, plan_steps.support, plan_steps.can_support),
    c.Outreach: Entry(RUNNING, plan_steps.outreach, plan_steps.can_outreach),
    c.Participate: Entry(RUNNING, plan_steps.participate, plan_steps.can_participate),
    c.Evaluate: Entry(OPEN, plan_steps.evaluate, plan_steps.can_evaluate),
    c.Close: Entry(OPEN, case_steps.close),
    c.Interrupt: Entry(frozenset({Phase.SUPPORTING}), case_steps.interrupt),
    c.Reopen: Entry(frozenset({Phase.CLOSED, Phase.INTERRUPTED}), case_steps.reopen),
    c.Emergency: Entry(ALWAYS, case_steps.emergency),
    c.Correct: Entry(ALWAYS, case_steps.correct, case_steps.can_correct),
}

_LOOKING = {command: tuple(rule for rule in RULES if issubclass(command, rule.at)) for command in TABLE}
"""Which rules look at a command: what would be found out anew at every step."""
