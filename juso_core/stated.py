"""The answers that a structure states: given after the plugin and before the national standard.

Nothing here is a municipality's own judgement. Choosing among the rows of a structure by a rule of the Act or the
manual (which conference, by consent) keeps the origin of the row. What no row says is not said.
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from juso_core.casework.case import Case
from juso_core.casework.decisions import Approval, Convening, Escalation, Indicator, Intake, Reason, Reporting
from juso_core.casework.facts import Consultation, EscalationStage, PlanContent
from juso_core.casework.meetings import fitting, in_a_row, members_of
from juso_core.casework.triggers import all_hold, any_holds, both_hold, concerns
from juso_core.citation import Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality import queries
from juso_core.municipality.structure import Meeting, PlanRoute, Row, Service, Structure
from juso_core.municipality.words import (
    ConferenceKind,
    Function,
    Includes,
    Level,
    Occasion,
    PlanKind,
    Required,
    Special,
    Status,
    Topic,
)

__all__: list[str] = []


def _because(row: Row, ja: str, en: str, *about: str) -> Reason:
    return _reason(_ThisRow(row), ja, en, about)


class _ThisRow:
    """A row by what it is, not by what it says: to compare rows takes long."""

    __slots__ = ("row",)

    def __init__(self, row: Row) -> None:
        self.row = row

    def __hash__(self) -> int:
        return id(self.row)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ThisRow) and self.row is other.row


@lru_cache(maxsize=4096)
def _reason(this: _ThisRow, ja: str, en: str, about: tuple[str, ...]) -> Reason:
    """A row gives the same reasons again and again."""
    row = this.row
    status = None if row.status is Status.IN_FORCE else row.status.value
    return Reason(Text(ja, en), row.cite, about, row.key, status)


@hookimpl
def juso_intake(consultation: Consultation, municipality: Structure, on: dt.date) -> Intake | None:
    """The window that serves the field where the consultation arrived, the intake sheet, and what the sheet checks."""
    windows = _for_them(queries.windows_for(municipality, consultation.approached, consultation.field), consultation)
    forms = queries.intake_forms(municipality, consultation.brought_by)
    reasons: list[Reason] = []
    if windows:
        reasons.append(_because(windows[0], *_taking(windows[0]), "window", "alternatives"))
    check: tuple[Topic, ...] | None = None
    if forms:
        sheet = forms[0]
        check = sheet.topics or None
        reasons.append(
            _because(
                sheet,
                "受付ではこの様式を使い、項目を確かめる。",
                "This sheet is used and its items are checked.",
                "form",
                "check",
            )
        )
    if not reasons:
        return None
    return Intake(
        window=windows[0].id if windows else None,
        alternatives=tuple(w.id for w in windows[1:]) or None,
        form=forms[0].id if forms else None,
        check=check,
        because=tuple(reasons),
    )


def _for_them(windows: tuple[Service, ...], consultation: Consultation) -> tuple[Service, ...]:
    """Of windows for one group each, those for somebody in the household; where nothing is known of it, all of them."""
    traits = {trait for member in consultation.members for trait in (*member.traits, *member.maybe_traits)}
    return tuple(
        window for window in windows if not (window.only_for and traits) or traits.intersection(window.only_for)
    )


def _taking(window: Service) -> tuple[str, str]:
    """That a window takes it, and when it is open where the source says so."""
    if window.open is None:
        return "この窓口が受け止める。", "This window takes it."
    return f"この窓口が受け止める（開設：{window.open}）。", f"This window takes it (open: {window.open})."


@hookimpl
def juso_escalate(case: Case, stage: EscalationStage, municipality: Structure, on: dt.date) -> Escalation | None:
    """Who takes a referral and on which stated conditions; at the end, to whom the case is handed back."""
    operators = queries.services(municipality, Function.MULTI_AGENCY_COLLABORATION)
    if stage is EscalationStage.AT_CLOSURE:
        return _handed_back(municipality, [service for service in operators if concerns(service.only_for, case)])
    fitting = [service for service in operators if concerns(service.only_for, case)]
    reasons: list[Reason] = []
    said: dict[str, object] = {}
    if fitting:
        said.update(_taken(municipality, fitting, case, reasons))
        if stage is EscalationStage.AT_MAC:
            said.update(_left_to_the_answer(fitting, case, said, reasons))
    if case.assessment is not None:
        for includes, function in _SERVICES.items():
            services = queries.services(municipality, function)
            offered = [service for service in services if concerns(service.only_for, case)]
            if includes in case.assessment.wants and offered:
                said[includes.value] = Level.YES
                reasons.append(
                    _because(offered[0], "この事業が行われている。", "This service is offered here.", includes.value)
                )
    return Escalation(because=tuple(reasons), **said) if said else None  # type: ignore[arg-type]


_SERVICES = {Includes.OUTREACH: Function.OUTREACH, Includes.PARTICIPATION: Function.PARTICIPATION_SUPPORT}


def _taken(municipality: Structure, services: list[Service], case: Case, reasons: list[Reason]) -> dict[str, object]:
    """What the services that fit say: any whose condition holds takes the case, whichever row stands first."""
    levels = {service.id: _level(service, case) for service in services}
    level, taking = _of_all(services, levels)
    said: dict[str, object] = {}
    if level is not None:
        said["mac"] = level
        reasons.extend(
            _because(one, "多機関協働につなぐ条件による。", "By the stated conditions of referral.", "mac")
            for one in taking or services
        )
    receivers = _here(municipality, dict.fromkeys(agency for one in taking for agency in one.agencies))
    if receivers:
        said["receivers"] = receivers
        reasons.extend(
            _because(one, "多機関協働を担う。", "Runs multi-agency collaboration.", "receivers") for one in taking
        )
    service = (taking or services)[0]
    for name, value in (("applicant", service.applicant), ("form", service.form), ("proposal", service.proposal_form)):
        if value:
            said[name] = value
            reasons.append(_because(service, "利用申込と回答の方法。", "How one applies and is answered.", name))
    return said


def _left_to_the_answer(
    services: list[Service], case: Case, said: dict[str, object], reasons: list[Reason]
) -> dict[str, Level]:
    """Where an application is answered, a case that is applied for is taken in or not by that answer."""
    taking = [service for service in services if _level(service, case) is said.get("mac")]
    answering = [service for service in taking if service.answers or service.proposal_form]
    if said.get("mac") not in (Level.YES, None) or not answering:
        return {}
    reasons.append(
        _because(answering[0], "受けるかどうかは回答による。", "Whether it is taken is left to the answer.", "mac")
    )
    return {"mac": Level.MAY}


def _of_all(services: list[Service], levels: dict[str, Level | None]) -> tuple[Level | None, list[Service]]:
    """The answer of all of them together, and those that would take the case."""
    for level in (Level.YES, None, Level.MAY):
        taking = [service for service in services if levels[service.id] is level]
        if taking and level is None:
            return None, [service for service in services if levels[service.id] is not Level.NO]
        if taking:
            return level, taking
    return Level.NO, []


def _here(municipality: Structure, names: Iterable[str]) -> tuple[str, ...]:
    """Of the names, those that stand in the structure of the day, or are no ids."""
    return tuple(name for name in names if name in municipality.ids or name.startswith(("@", "function:")))


def _one_here(municipality: Structure, name: str | None) -> str | None:
    return next(iter(_here(municipality, (name,) if name else ())), None)


def _level(service: Service, case: Case) -> Level | None:
    """By its stated conditions; without any, a target group that fits is a yes, and everything else is not said."""
    if not (service.takes or service.may_take or service.only_for):
        return None
    taken = any_holds(service.takes, case) if service.takes or service.may_take else True
    taken = both_hold(taken, all_hold(service.needs, case))
    if taken is not False:
        return Level.YES if taken else None
    left_open = any_holds(service.may_take, case)
    if left_open is None:
        return None
    return Level.MAY if left_open else Level.NO


def _handed_back(municipality: Structure, operators: Iterable[Service]) -> Escalation | None:
    for service in operators:
        lead = _one_here(municipality, service.hands_back_to)
        if lead:
            return Escalation(
                post_closure_lead=lead,
                because=(_because(service, "終結後の引き継ぎ先。", "To whom it is handed back.", "post_closure_lead"),),
            )
    return None


@hookimpl
def juso_convene(
    case: Case,
    occasion: Occasion,
    plan: PlanContent | None,
    subjects: tuple[str, ...],
    municipality: Structure,
    on: dt.date,
) -> Convening | None:
    """The meeting whose kind the consent of the subjects asks for; the only one there is, where there is only one.

    Where the structure states routes of plans, a plan of a kind that has none is not said to go anywhere.
    """
    consented = all(case.member(ref).consent.full for ref in subjects)
    wanted, other = _KINDS if consented else reversed(_KINDS)
    for kind in (wanted, other):
        meetings = fitting(municipality, kind, case, occasion)
        if plan is not None and municipality.plan_route:
            meetings = _taking_plan(municipality, plan, case, meetings)
        if meetings:
            return _convening(municipality, meetings[0], kind, case, occasion, subjects, consented)
    return None


def _taking_plan(
    municipality: Structure, plan: PlanContent, case: Case, meetings: tuple[Meeting, ...]
) -> tuple[Meeting, ...]:
    """Of the meetings those of the plan's route; the last of a row, in which the others have come before, first."""
    ways = [in_a_row(municipality, route.deliberated_in, case) for route in _routes(municipality, plan, case)[:1]]
    return tuple(meeting for way in ways for meeting in reversed(way) if meeting in meetings)


def _routes(municipality: Structure, plan: PlanContent, case: Case) -> list[PlanRoute]:
    """The stated routes of such a plan in such a case, the most particular first."""
    routes = queries.plan_routes(municipality, plan.kind, case.uses, plan.pattern)
    return sorted((route for route in routes if concerns(route.only_for, case)), key=lambda route: not route.only_for)


_KINDS = (ConferenceKind.JUSO_CONFERENCE, ConferenceKind.SUPPORT_CONFERENCE)


def _convening(
    municipality: Structure,
    meeting: Meeting,
    kind: ConferenceKind,
    case: Case,
    occasion: Occasion,
    subjects: tuple[str, ...],
    consented: bool,
) -> Convening:
    conveners = _here(municipality, meeting.convener)
    named = consented or (kind is ConferenceKind.SUPPORT_CONFERENCE and not meeting.needs_consent)
    reasons = [_because(meeting, "この会議で扱う。", "This meeting takes it.")]
    if not named and not meeting.needs_consent:
        reasons.append(_ANONYMISED)
    if kind is ConferenceKind.SUPPORT_CONFERENCE and not conveners:
        conveners = (Special.MUNICIPALITY.value,)
        reasons.append(_BY_LAW)
    return Convening(
        required=Required.MUST if occasion in meeting.must_on else meeting.required,
        kind=kind,
        meeting=meeting.id,
        subjects=subjects,
        identified=named,
        convener=conveners or None,
        together=meeting.together if len(conveners) > 1 else None,
        lead=_one_here(municipality, meeting.lead),
        secretariat=_one_here(municipality, meeting.secretariat),
        members=_here(municipality, members_of(meeting, kind, case)) or None,
        cadence=meeting.cadence or ("必要に応じて" if meeting.as_needed else None),
        pledge=meeting.pledge or None,
        because=tuple(reasons),
    )


_ANONYMISED = Reason(
    Text("同意がないため、個人を特定しない形で扱う。", "Without consent it is discussed without identity."),
    "act: 106-6",
    ("identified",),
    national=True,
)


_BY_LAW = Reason(
    Text(
        "支援会議は法106条の6により市町村が組織する。",
        "By Act 106-6 the municipality organises the support conference.",
    ),
    "act: 106-6 (1)",
    ("convener",),
    national=True,
)


@hookimpl
def juso_approve(case: Case, plan: PlanContent, municipality: Structure, on: dt.date) -> Approval | None:
    """The stated route of a plan of this kind, for before or after the person's consent."""
    routes = _routes(municipality, plan, case)
    if not routes:
        return None
    route = routes[0]
    drafters = _here(municipality, route.drafters)
    return Approval(
        drafters=drafters or None,
        together=route.together if len(drafters) > 1 else None,
        deliberated_in=tuple(one.id for one in in_a_row(municipality, route.deliberated_in, case)) or None,
        decider=_one_here(municipality, route.decided_by),
        informed=_one_here(municipality, route.informed),
        because=(_because(route, _ROUTE[plan.kind][0], _ROUTE[plan.kind][1]),),
    )


_ROUTE: dict[PlanKind, tuple[str, str]] = {
    PlanKind.MAC: ("多機関協働のプランの手順。", "The route of a collaboration plan."),
    PlanKind.OUTREACH: ("アウトリーチ等のプランの手順。", "The route of an outreach plan."),
    PlanKind.PARTICIPATION: ("参加支援のプランの手順。", "The route of a participation plan."),
}


@hookimpl
def juso_report(municipality: Structure, on: dt.date) -> Reporting | None:
    """The municipality's own counting rules."""
    if not municipality.counting_rule:
        return None
    rules = municipality.counting_rule
    return Reporting(
        indicators=tuple(Indicator(Text(rule.name, rule.name_en or rule.name), rule) for rule in rules),
        because=tuple(_because(rule, "この数え方による。", "By this counting rule.") for rule in rules),
    )
