"""The answers of the national standard, given last: the flow of the ministry's manual.

The manual itself was not available to the authors; these answers follow it as a municipality's published plan
transmits it (the page "law" of the docs says which). Where the manual is silent, so is this module: it does not say
who convenes a 重層的支援会議, only who is present.
"""

import datetime as dt
from functools import cache

from juso_core.casework.case import Case
from juso_core.casework.decisions import (
    Act,
    Approval,
    Convening,
    Escalation,
    Indicator,
    Reason,
    Reporting,
    operator_not_named,
)
from juso_core.casework.facts import EscalationStage, PlanContent
from juso_core.casework.triggers import any_holds, holds
from juso_core.citation import Citation, Source, Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality.structure import CountingRule, Structure
from juso_core.municipality.words import (
    ConferenceKind,
    Counts,
    Function,
    Includes,
    Level,
    Occasion,
    PlanKind,
    Required,
    Special,
    Trigger,
    Unit,
)

__all__ = ["SOURCES"]

SOURCES: tuple[Source, ...] = (
    Source(
        id="manual",
        title="重層的支援体制整備事業に係る自治体事務マニュアル（公表された自治体計画が伝える範囲による）",
        as_of="2021-03-31",
        publisher="厚生労働省",
    ),
    Source(id="act", title="社会福祉法", as_of="FY2021"),
)
"""What the national standard cites, in every municipality."""

_MAC = operator_not_named(Function.MULTI_AGENCY_COLLABORATION)
_TAKEN = (Trigger.ROLES_UNCLEAR, Trigger.NOBODY_RESPONSIBLE, Trigger.COOPERATION_FAILS, Trigger.STALLED)
_EXPECTED = (Trigger.OUTREACH_WANTED, Trigger.PARTICIPATION_WANTED)


@cache
def _why(ja: str, en: str, cite: str, *about: str) -> Reason:
    """The national standard gives the same reasons again and again."""
    return Reason(Text(ja, en), cite, about)


@hookimpl
def juso_escalate(case: Case, stage: EscalationStage, municipality: Structure, on: dt.date) -> Escalation | None:
    """Two routes of intake, and cases in which outreach or participation support is to be expected."""
    if stage is EscalationStage.AT_CLOSURE:
        return Escalation(
            post_closure_lead=Special.REFERRER.value,
            because=(
                _why(
                    "終結後は関係機関の中から主担当を定める。紹介元につなぎもどすことが想定される。",
                    "One of the agencies leads after the end; handing back to the referrer is foreseen.",
                    "manual: 6 1)(2)②エ; 6 5)(3)⑤",
                ),
            ),
        )
    if case.assessment is None:
        return None
    mac = _mac(case)
    wants = case.assessment.wants
    return Escalation(
        mac=mac,
        outreach=Level.YES if Includes.OUTREACH in wants else Level.NO,
        participation=Level.YES if Includes.PARTICIPATION in wants else Level.NO,
        receivers=(_MAC,) if mac is not Level.NO else None,
        applicant="person",
        because=(
            _why(
                "役割分担の整理が必要な事例、アウトリーチや参加支援の対象と見込まれる事例を多機関協働につなぐ。",
                "Cases whose roles must be sorted out, or that expect outreach or participation support, are referred.",
                "manual: 6 1)(2)②ア; 6 5)(3)①ア",
                "mac",
                "outreach",
                "participation",
                "receivers",
            ),
            _why(
                "利用申込は原則として本人が行い、これを本人同意とする。",
                "As a rule the person applies, and the application is the consent.",
                "manual: 6 5)(3)①ア",
                "applicant",
            ),
        ),
    )


def _mac(case: Case) -> Level | None:
    """Yes when roles must be sorted out among several agencies, or a service of the programme is expected."""
    # Roles are sorted out among several agencies; where one is enough, nothing is to be sorted out.
    alone = holds(Trigger.SEVERAL_AGENCIES, case) is False
    taken = any_holds((*(() if alone else _TAKEN), *_EXPECTED), case)
    if taken is None:
        return None
    return Level.YES if taken else Level.NO


_MUST = (Occasion.PLAN, Occasion.REPLAN, Occasion.CLOSURE, Occasion.INTERRUPTION)


@hookimpl
def juso_convene(
    case: Case,
    occasion: Occasion,
    plan: PlanContent | None,
    subjects: tuple[str, ...],
    municipality: Structure,
    on: dt.date,
) -> Convening:
    """With consent a 重層的支援会議, without a 支援会議; four occasions at which the former must be held."""
    consented = all(case.member(ref).consent.full for ref in subjects)
    if consented:
        return Convening(
            required=Required.MUST if occasion in _MUST else Required.MAY,
            kind=ConferenceKind.JUSO_CONFERENCE,
            subjects=subjects,
            identified=True,
            members=(_MAC, Special.MUNICIPALITY.value, Special.NEEDED.value),
            because=(
                _why(
                    "同意のある事例は重層的支援会議で扱い、プラン策定・再プラン・終結・中断の時には必ず開く。",
                    "With consent the juso conference; it must be held for plan, replan, closure and interruption.",
                    "manual: 6 6)(2)③",
                    "required",
                    "kind",
                    "subjects",
                    "identified",
                ),
                _why(
                    "多機関協働事業者と市の参加を原則とし、必要な機関に参加を呼びかける。",
                    "The operator of multi-agency collaboration and the municipality attend, others as needed.",
                    "manual: 6 6)(2)②",
                    "members",
                ),
            ),
        )
    return Convening(
        required=Required.MAY,
        kind=ConferenceKind.SUPPORT_CONFERENCE,
        subjects=subjects,
        identified=True,
        convener=(Special.MUNICIPALITY.value,),
        members=(Special.MUNICIPALITY.value, Special.NEEDED.value),
        because=(
            _why(
                "同意が得られない事例は、守秘義務のある支援会議に必要に応じて諮る。",
                "Without consent the support conference, bound to confidentiality, where it is needed.",
                "manual: 6 4)(4)①; 6 6)(1)①",
                "required",
                "kind",
                "subjects",
                "identified",
            ),
            _why(
                "支援会議は法106条の6により市町村が組織する。",
                "By Act 106-6 the municipality organises the support conference.",
                "act: 106-6 (1)",
                "convener",
            ),
            _why(
                "構成員は事例により変わる。",
                "Members vary with the case.",
                "manual: 6 6)(1)②",
                "members",
            ),
        ),
    )


_DRAFTERS = {
    PlanKind.MAC: (Function.MULTI_AGENCY_COLLABORATION, "manual: 6 5)(3)③"),
    PlanKind.OUTREACH: (Function.OUTREACH, "manual: 6 4)(4)"),
    PlanKind.PARTICIPATION: (Function.PARTICIPATION_SUPPORT, "manual: 6 2)(3)②"),
}


@hookimpl
def juso_approve(case: Case, plan: PlanContent, municipality: Structure, on: dt.date) -> Approval:
    """Each operator drafts its plan; the municipality decides on outreach and participation, and is told of others."""
    function, cite = _DRAFTERS[plan.kind]
    drafted = _why("それぞれの事業者がプランを作成する。", "Each operator drafts its own plan.", cite, "drafters")
    if plan.needs_decision:
        return Approval(
            drafters=(operator_not_named(function),),
            decider=Special.MUNICIPALITY.value,
            act=Act.SUPPORT_DECISION,
            because=(
                drafted,
                _why(
                    "アウトリーチ等・参加支援を含むプランは、市町村の支援決定により確定する。",
                    "A plan with outreach or participation support becomes final by the municipality's decision.",
                    "manual: 6 6)(4)",
                    "decider",
                    "act",
                ),
            ),
        )
    return Approval(
        drafters=(operator_not_named(function),),
        informed=Special.MUNICIPALITY.value,
        act=Act.PLAN_REPORT,
        because=(
            drafted,
            _why(
                "アウトリーチ等・参加支援を含まないプランは、了承後に市町村へ報告する。",
                "A plan without them is reported to the municipality after it has been agreed to.",
                "manual: 6 6)(4)",
                "informed",
                "act",
            ),
        ),
    )


def _rule(rule_id: str, ja: str, en: str, counts: str, unit: Unit, cite: str, **narrowed: object) -> Indicator:
    rule = CountingRule(
        id=rule_id,
        name=ja,
        counts=Counts(counts),
        unit=unit,
        cite=(Citation.parse(cite),),
        **narrowed,  # type: ignore[arg-type]
    )
    return Indicator(Text(ja, en), rule)


_SUPPORT = (ConferenceKind.SUPPORT_CONFERENCE,)
_JUSO = (ConferenceKind.JUSO_CONFERENCE,)
_SET = (
    _rule("consultations", "相談受付", "consultations received", "consultation", Unit.CASE, "act: 106-4 (2) 1"),
    _rule("mac-cases", "多機関協働の受付", "taken in by collaboration", "mac_case", Unit.CASE, "act: 106-4 (2) 5"),
    _rule("support-conferences", "支援会議", "support conferences", "session", Unit.SESSION, "act: 106-6",
          taken_to=_SUPPORT),
    _rule("juso-conferences", "重層的支援会議", "juso conferences", "session", Unit.SESSION, "manual: 6 6)(2)",
          taken_to=_JUSO),
    _rule("plans", "プランの確定", "plans made final", "plan", Unit.PLAN, "act: 106-4 (2) 6"),
    _rule("support-decisions", "支援決定", "support decisions", "decision", Unit.PLAN, "manual: 6 6)(4)"),
    _rule("plan-reports", "プランの報告", "plans reported", "plan_report", Unit.PLAN, "manual: 6 6)(4)"),
    _rule("outreach", "アウトリーチ等の開始", "outreach begun", "outreach", Unit.CASE, "act: 106-4 (2) 4"),
    _rule("participation", "参加支援の開始", "participation begun", "participation", Unit.CASE, "act: 106-4 (2) 2"),
    _rule("closures", "終結", "closed", "closure", Unit.CASE, "manual: 6 5)(3)⑤"),
    _rule("interruptions", "中断", "interrupted", "interruption", Unit.CASE, "manual: 6 6)(2)③"),
    _rule("reopenings", "再開", "reopened", "reopening", Unit.CASE, "manual: 6 5)(3)⑤"),
)  # fmt: skip


@hookimpl
def juso_report(municipality: Structure, on: dt.date) -> Reporting:
    """One count a function of the programme and a step of the manual; the State's own list was not available."""
    return Reporting(
        indicators=_SET,
        because=(
            _why(
                "事業の各機能とマニュアルの各段階を一つずつ数える。",
                "One count for each function of the programme and each step of the manual.",
                "act: 106-4 (2)",
            ),
        ),
    )
