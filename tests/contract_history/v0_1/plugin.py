"""The judgement of an invented town, as contract 0.1 knew it: every hook with every argument. Never edited."""

import datetime as dt

from juso_core.casework.case import Case
from juso_core.casework.decisions import (
    Act,
    Approval,
    Convening,
    Escalation,
    Indicator,
    Intake,
    Reason,
    Reporting,
)
from juso_core.casework.facts import Consultation, EscalationStage, PlanContent
from juso_core.citation import Citation, Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality.structure import CountingRule, Structure
from juso_core.municipality.words import (
    ConferenceKind,
    Consent,
    Counts,
    Field,
    Level,
    Occasion,
    Required,
    Together,
    Topic,
    Unit,
)

PLAN = "plan: 2 (1)"


def because(*about: str) -> tuple[Reason, ...]:
    return (Reason(text=Text("架空の判断。", "An invented judgement."), cites=PLAN, about=about),)


@hookimpl
def juso_intake(consultation: Consultation, municipality: Structure, on: dt.date) -> Intake | None:
    if consultation.field is not Field.ELDERLY or "window-elderly" not in municipality.ids or on < dt.date(2000, 1, 1):
        return None
    return Intake(
        window="window-elderly",
        alternatives=("window-station",),
        form="form-1-1",
        check=(Topic.HOUSING,),
        because=because(),
    )


@hookimpl
def juso_escalate(case: Case, stage: EscalationStage, municipality: Structure, on: dt.date) -> Escalation | None:
    if stage is EscalationStage.AT_CLOSURE:
        return Escalation(post_closure_lead="houkatsu", because=because())
    if stage is EscalationStage.IN_CONFERENCE:
        return Escalation(outreach=Level.MAY, participation=Level.YES, because=because())
    if case.assessment is None or municipality.code != case.municipality:
        return None
    return Escalation(
        mac=Level.YES,
        receivers=("fukushi", "shakyo"),
        network=("houkatsu",),
        triage="shien-kaigi",
        applicant="person",
        form="form-1-1",
        proposal="proposal",
        local_class="A",
        because=(
            Reason(Text("分類する。", "It is classed."), (Citation("plan", "2 (2)"),), row="service.mac", status=None),
        ),
    )


@hookimpl
def juso_convene(
    case: Case,
    occasion: Occasion,
    plan: PlanContent | None,
    subjects: tuple[str, ...],
    municipality: Structure,
    on: dt.date,
) -> Convening | None:
    if case.member(subjects[0]).consent.share is not Consent.GIVEN:
        return None
    return Convening(
        required=Required.MUST if occasion is Occasion.PLAN and plan is not None else Required.MAY,
        kind=ConferenceKind.JUSO_CONFERENCE,
        meeting="juso-kaigi",
        subjects=subjects,
        identified=True,
        convener=("shakyo",),
        together=Together.ANY,
        lead="promoter",
        secretariat="fukushi",
        members=("fukushi", "csw"),
        cadence="随時",
        pledge=False,
        because=because(),
    )


@hookimpl
def juso_approve(case: Case, plan: PlanContent, municipality: Structure, on: dt.date) -> Approval | None:
    if not case.uses:
        return None
    return Approval(
        drafters=("shakyo",),
        together=Together.ANY,
        deliberated_in=("juso-kaigi",),
        decider="@municipality",
        informed="fukushi",
        act=Act.SUPPORT_DECISION if plan.needs_decision else Act.PLAN_REPORT,
        because=because(),
    )


@hookimpl
def juso_report(municipality: Structure, on: dt.date) -> Reporting | None:
    rule = CountingRule(
        id="closed",
        name="終結",
        name_en="closed",
        counts=Counts.CLOSURE,
        unit=Unit.CASE,
        cite=(Citation("plan", "3"),),
    )
    return Reporting(indicators=(Indicator(name=Text("終結", "closed"), rule=rule),), because=because())
