"""The closed list of things that a source may say or be silent about, and how a structure stands to each.

An answer is *stated* when rows of the structure give it, or when a note says that practice here departs from the
manual in it. It is *none* or *conflict* when a note about the question says so, whatever the rows say; *silent* when
the structure lists it among what its sources do not say; and otherwise *not entered*: nobody has looked. Two silences
are no agreement, and not entered is no silence.

A question about a conference goes by what a meeting is in law, never by its name.
"""

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from juso_core.language.messages import _
from juso_core.municipality import queries
from juso_core.municipality.structure import Meeting, Note, PlanRoute, Row, Service, Structure
from juso_core.municipality.words import (
    ConferenceKind,
    Field,
    FormUse,
    Function,
    NoteKind,
    Occasion,
    PlanKind,
    Stage,
    Word,
)

__all__ = ["QUESTIONS", "Answer", "AnswerState", "Question", "answers", "state"]

Answered = Callable[[Structure], tuple[Row, ...]]


@frozen
class Question:
    """One thing that a source may say: its id, what people read, and which rows of a structure answer it."""

    id: str
    ja: str
    en: str
    answered: Answered

    def label(self, language: str) -> str:
        """Return what people read in ``language`` ("ja" or "en")."""
        return self.ja if language == "ja" else self.en


class AnswerState(Word):
    """How a structure stands to a question; ``no_row`` is for what a comparison looks at and no question asks."""

    STATED = "stated", "記載あり", "stated"
    NONE = "none", "ないと明記", "stated as none"
    CONFLICT = "conflict", "記述の食い違い", "conflict within the source"
    SILENT = "silent", "記載なし", "silent"
    NOT_ENTERED = "not_entered", "未入力", "not entered"
    NO_ROW = "no_row", "行なし", "no row"


@frozen
class Answer:
    """A question, how a structure stands to it, and the rows from which that is known: notes first."""

    question: Question
    state: AnswerState
    rows: tuple[Row, ...] = ()


def state(structure: Structure, question_id: str) -> Answer:
    """Return how a structure stands to a question; raises KeyError, with a message, for an id that is no question."""
    if question_id not in QUESTIONS:
        raise KeyError(_("there is no question '{question}'", question=question_id))
    question = QUESTIONS[question_id]
    notes = tuple(note for note in structure.note if note.about == question_id and _holds(note, structure))
    rows = (*notes, *question.answered(structure))
    kinds = {note.kind for note in notes}
    if NoteKind.CONFLICT in kinds:
        return Answer(question, AnswerState.CONFLICT, rows)
    if NoteKind.NONE in kinds:
        return Answer(question, AnswerState.NONE, rows)
    if rows:
        return Answer(question, AnswerState.STATED, rows)
    return Answer(question, AnswerState.SILENT if question_id in structure.silent else AnswerState.NOT_ENTERED)


def answers(structure: Structure) -> tuple[Answer, ...]:
    """Return how a structure stands to every question, in the order of the list."""
    return tuple(state(structure, question_id) for question_id in QUESTIONS)


def _holds(note: Note, structure: Structure) -> bool:
    return structure.on is None or note.holds_on(structure.on)


def _rows(*tables: str, where: Callable[[Any], object] = lambda row: True) -> Answered:
    return lambda structure: tuple(row for table in tables for row in getattr(structure, table) if where(row))


def _services(function: Function, where: Callable[[Service], object]) -> Answered:
    return _rows("service", where=lambda service: service.function is function and where(service))


def _meetings(kind: ConferenceKind, where: Callable[[Meeting], object]) -> Answered:
    return _rows("meeting", where=lambda meeting: kind in meeting.kinds and where(meeting))


def _routes(kind: PlanKind, where: Callable[[PlanRoute], object]) -> Answered:
    return _rows("plan_route", where=lambda route: kind in route.plan and where(route))


def _forms(use: FormUse) -> Answered:
    return _rows("form", where=lambda form: use in form.use)


def _only_notes(structure: Structure) -> tuple[Row, ...]:
    """No table states such a thing: it is silent, not entered, or a note speaks about it."""
    return ()


_CONFERENCES: Final = (ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE)
_WINDOW: Final = Function.COMPREHENSIVE_CONSULTATION
_MAC: Final = Function.MULTI_AGENCY_COLLABORATION


def _programme() -> Iterator[Question]:
    begun = _rows("programme", where=lambda row: row.since and row.stage is not Stage.NONE)
    yield Question("programme.since", "事業の開始時期", "when the programme began", begun)
    section = _rows("programme", where=lambda row: row.section)
    yield Question("programme.section", "事業の所管課", "which section is in charge", section)
    pattern = _rows("programme", where=lambda row: row.mac_setting_pattern)
    yield Question("programme.mac_setting", "多機関協働の設置形態", "where multi-agency collaboration sits", pattern)
    yield Question("programme.evaluation", "事業の評価者", "who evaluates the programme", _only_notes)
    yield Question("areas", "圏域", "layers and areas", _rows("layer", "area"))


def _windows() -> Iterator[Question]:
    for one in Field:
        yield Question(f"window.{one}", f"{one.ja}の相談窓口", f"window ({one.en})", _serving(one))
    general = _services(_WINDOW, lambda window: window.any_field and not window.only_for)
    yield Question("window.general", "総合相談窓口", "general window", general)
    form = _services(_WINDOW, lambda window: window.operation_form)
    yield Question("window.operation_form", "相談窓口の運営形態", "how the windows are run", form)


def _serving(one: Field) -> Answered:
    return _services(_WINDOW, lambda window: one in window.fields and not window.only_for)


def _functions() -> Iterator[Question]:
    yield from _operation("mac", _MAC)
    takes = _services(_MAC, lambda service: service.takes or service.only_for)
    yield Question("mac.takes", "多機関協働で受ける事例", "which cases multi-agency collaboration takes", takes)
    applicant = _services(_MAC, lambda service: service.applicant)
    yield Question("mac.applicant", "多機関協働の申込者", "who applies for multi-agency collaboration", applicant)
    answer = _services(_MAC, lambda service: service.answers or service.proposal_form)
    yield Question("mac.answer", "申込みへの回答・提案", "whether an application is answered with a proposal", answer)
    yield from _operation("outreach", Function.OUTREACH)
    yield from _operation("participation", Function.PARTICIPATION_SUPPORT)
    yield from _operation("community_building", Function.COMMUNITY_BUILDING)


def _operation(prefix: str, function: Function) -> Iterator[Question]:
    operator = _services(function, lambda service: service.agencies)
    yield Question(f"{prefix}.operator", f"{function.ja}の実施主体", f"who runs {function.en}", operator)
    form = _services(function, lambda service: service.operation_form)
    yield Question(f"{prefix}.operation_form", f"{function.ja}の運営形態", f"how {function.en} is run", form)


def _conferences() -> Iterator[Question]:
    for kind in _CONFERENCES:
        for name, ja, en, where in (
            ("held", "実施", "whether it is held", lambda meeting: True),
            ("convener", "招集者", "who convenes it", lambda meeting: meeting.convener),
            ("secretariat", "事務局", "its secretariat", lambda meeting: meeting.secretariat),
            ("members", "構成員", "its members", _has_members(kind)),
            ("cadence", "開催頻度", "how often it is held", lambda meeting: meeting.cadence or meeting.as_needed),
            ("occasions", "開催の時期", "on which occasions it is held", lambda meeting: meeting.occasions),
            ("pledge", "誓約書", "whether it takes a written pledge", lambda meeting: meeting.pledge),
        ):
            yield Question(f"{kind}.{name}", f"{kind.ja}の{ja}", f"{kind.en}: {en}", _meetings(kind, where))
    yield Question("conference.order", "両会議の順序", "the order of the two conferences", _order)


def _has_members(kind: ConferenceKind) -> Callable[[Meeting], object]:
    return lambda meeting: any(not member.at or kind in member.at for member in meeting.members)


def _order(structure: Structure) -> tuple[Row, ...]:
    """Rows that order the two: plans that go through several meetings or differ by consent, both held as one."""
    return (*queries.ordering_routes(structure), *queries.held_as_one(structure))


def _plans() -> Iterator[Question]:
    for kind in PlanKind:
        prefix = "plan" if kind is PlanKind.MAC else f"plan.{kind}"
        drafter = _routes(kind, lambda route: route.drafters)
        yield Question(f"{prefix}.drafter", f"{kind.ja}の作成者", f"who drafts the {kind.en}", drafter)
        decider = _routes(kind, lambda route: route.decided_by)
        yield Question(f"{prefix}.decider", f"{kind.ja}の決定者", f"who decides on the {kind.en}", decider)
    report = _rows("plan_route", where=lambda route: route.informed)
    yield Question("plan.report", "プランの報告先", "to whom a plan is reported", report)
    evaluation = _rows("form", where=lambda form: FormUse.EVALUATION in form.use and form.filled_by)
    yield Question("plan.evaluation", "プランの評価者", "who evaluates a plan", evaluation)


def _consent_and_forms() -> Iterator[Question]:
    yield Question("consent.form", "同意の様式", "form of consent", _forms(FormUse.APPLICATION))
    yield Question("consent.minor", "未成年者の同意", "consent of minors", _only_notes)
    yield Question("consent.withdrawal", "同意の撤回", "withdrawal of consent", _only_notes)
    yield Question("consent.proxy", "代理人による同意", "consent by proxy", _only_notes)
    for use in (FormUse.INTAKE, FormUse.ASSESSMENT, FormUse.PLAN, FormUse.EVALUATION):
        yield Question(f"form.{use}", f"{use.ja}の様式", f"form ({use.en})", _forms(use))


def _ends() -> Iterator[Question]:
    lead = _services(_MAC, lambda service: service.hands_back_to)
    judged = _rows("meeting", where=lambda meeting: Occasion.CLOSURE in meeting.occasions)
    yield Question("closure", "支援の終結", "closure", lambda structure: judged(structure) + lead(structure))
    interrupted = _rows("meeting", where=lambda meeting: Occasion.INTERRUPTION in meeting.occasions)
    yield Question("interruption", "支援の中断", "interruption", interrupted)
    yield Question("reopening", "支援の再開", "reopening", _only_notes)
    yield Question("post_closure_lead", "終結後の支援担当者", "who leads after closure", lead)
    yield Question("outreach.without_plan", "プランなしのアウトリーチ等", "outreach without a plan", _only_notes)
    yield Question("participation.without_plan", "プランなしの参加支援", "participation without a plan", _without_plan)


def _without_plan(structure: Structure) -> tuple[Row, ...]:
    return tuple(rule for rule in structure.counting_rule if rule.plan is False and "participation" in rule.counts)


def _numbers() -> Iterator[Question]:
    yield Question("counting_rules", "実績の数え方", "counting rules", _rows("counting_rule"))
    yield Question("priority", "重点対象", "priority groups", _rows("priority"))
    staff = _rows("role", where=lambda role: role.headcount is not None or role.each is not None)
    yield Question("staff", "配置人員", "number of staff", staff)
    yield Question("figures", "公表された数", "published figures", _rows("figure"))
    yield Question("records", "記録の方法と共有", "how records are kept and shared", _only_notes)
    yield Question("retention", "記録の保存期間", "how long records are kept", _only_notes)


_GROUPS: Final = (_programme, _windows, _functions, _conferences, _plans, _consent_and_forms, _ends, _numbers)

QUESTIONS: Final = MappingProxyType({question.id: question for group in _GROUPS for question in group()})
"""Every question by its id, in the order in which people read them."""
