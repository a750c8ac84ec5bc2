"""The national standard as a column of its own: what it answers where a municipality states nothing.

The standard is asked as it is asked for a case (``national.py``), about invented cases that differ in one fact, and its
answers are written down as rows of a structure, so that the same dimensions read them as read a municipality's. What
it does not answer is silent. It is never part of a municipality's own column. What is counted is left out: the State's
own list of indicators was not available, and the one that ``national.py`` counts by is no standard to depart from.
"""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from attrs import evolve

from juso_core import __version__, national
from juso_core.casework.case import Case
from juso_core.casework.decisions import Approval, Convening, Decision, Escalation
from juso_core.casework.facts import (
    Assessment,
    Consents,
    Consultation,
    Cooperation,
    EscalationStage,
    HouseholdMember,
    PlanContent,
    Responsibility,
)
from juso_core.citation import Citation, Text
from juso_core.language.era import last_day
from juso_core.municipality.questions import QUESTIONS, AnswerState
from juso_core.municipality.structure import Meeting, Member, PlanRoute, Service, Structure
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    ConferenceKind,
    Consent,
    ConsentMoment,
    Function,
    Includes,
    Level,
    Occasion,
    PlanKind,
    PlanPattern,
    Required,
    Trigger,
)
from juso_core.research.comparing.matrix import cell_of
from juso_core.research.comparing.model import Cell, Column, Dimension, Matrix

__all__ = ["CODE", "national_cell", "national_column", "national_structure", "with_national"]

CODE: Final = "national"
"""The code of the national standard's column; no municipality has such a one."""

_NOTHING_HOLDS: Final = Assessment(
    complaint_clear=True,
    responsibility=Responsibility.CLEAR,
    agencies_needed=2,
    household_issue=False,
    cooperation=Cooperation.WORKS,
)
_MAKES_HOLD: Final[dict[Trigger, dict[str, Any]]] = {
    Trigger.SEVERAL_AGENCIES: {"agencies_needed": 2},
    Trigger.COMPLAINT_UNCLEAR: {"complaint_clear": False},
    Trigger.ROLES_UNCLEAR: {"responsibility": Responsibility.UNCLEAR},
    Trigger.NOBODY_RESPONSIBLE: {"responsibility": Responsibility.NOBODY},
    Trigger.HOUSEHOLD_ISSUE: {"household_issue": True},
    Trigger.COOPERATION_FAILS: {"cooperation": Cooperation.FAILS},
    Trigger.STALLED: {"stalled": True},
    Trigger.URGENT: {"urgent": True},
    Trigger.OUTREACH_WANTED: {"wants": frozenset({Includes.OUTREACH})},
    Trigger.PARTICIPATION_WANTED: {"wants": frozenset({Includes.PARTICIPATION})},
}
_GIVEN: Final = Consents(Consent.GIVEN, Consent.GIVEN)
_MUNICIPALITY: Final = Text("市町村", "the municipality")
_EMPTY: Final = Structure(code="000000", name=_MUNICIPALITY.ja, silent=tuple(QUESTIONS))

_LEFT_OPEN: Final = frozenset({"juso_conference.occasions", "mac.services"})
"""It says when the conference must be held and leaves open on which other occasions it may be; it lists no services."""


def with_national(matrix: Matrix) -> Matrix:
    """Return the matrix with the national standard as its last column."""
    cells = {(CODE, dimension.id): national_cell(dimension) for dimension in matrix.dimensions}
    return evolve(matrix, columns=(*matrix.columns, national_column()), cells={**matrix.cells, **cells})


def national_column() -> Column:
    """Return the head of the column: the day is the newest that the standard's sources speak of."""
    return Column(
        code=CODE,
        name="国の標準",
        name_en="national standard",
        on=_day(),
        digest="",
        distribution="juso-core",
        version=__version__,
        sources=national.SOURCES,
    )


def national_cell(dimension: Dimension) -> Cell:
    """Return what the national standard says about a dimension; its rows are those of no structure file."""
    if dimension.id in _LEFT_OPEN:
        return Cell(CODE, dimension.id, AnswerState.SILENT)
    cell = cell_of(CODE, dimension, national_structure())
    if not cell.answered:
        return Cell(CODE, dimension.id, AnswerState.SILENT)
    return evolve(cell, values=tuple(evolve(v, rows=(CODE,), text=_in_english(v.text)) for v in cell.values))


def _in_english(text: Text) -> Text:
    """It has no local names: what a municipality calls by a name of its own is called by the word here."""
    english = text.en.replace(_MUNICIPALITY.ja, _MUNICIPALITY.en)
    for kind in ConferenceKind:
        english = english.replace(kind.ja, kind.en)
    return Text(text.ja, english)


def _day() -> dt.date:
    return max(last_day(source.as_of) for source in national.SOURCES)


@cache
def national_structure() -> Structure:
    """Return the answers of the national standard as rows."""
    return evolve(
        _EMPTY,
        on=_day(),
        source=national.SOURCES,
        service=tuple(_collaboration()),
        meeting=tuple(_meetings()),
        plan_route=tuple(_routes()),
    )


def _case(consents: Consents = _GIVEN, **found: Any) -> Case:
    person = HouseholdMember("person", consent=consents)
    about = Consultation(
        approached=Approached.FIELD_WINDOW, brought_by=BroughtBy.PERSON, person="person", members=(person,)
    )
    return Case(
        id="national",
        municipality=_EMPTY.code,
        consultation=about,
        members=(person,),
        agency="@referrer",
        assessment=evolve(_NOTHING_HOLDS, **found),
    )


def _escalated(stage: EscalationStage = EscalationStage.AT_WINDOW, **found: Any) -> Escalation:
    answer = national.juso_escalate(_case(**found), stage, _EMPTY, _day())
    return answer or Escalation()


def _collaboration() -> Iterator[Service]:
    """What multi-agency collaboration takes, who applies, to whom the case goes back: each with its own citations."""
    taken = {trigger: _escalated(**found) for trigger, found in _MAKES_HOLD.items()}
    takes = tuple(trigger for trigger, answer in taken.items() if answer.mac is Level.YES)
    applied, closing = taken[takes[0]], _escalated(EscalationStage.AT_CLOSURE)
    yield _service("takes", cite=_cites(applied, "mac"), takes=takes)
    yield _service("applicant", cite=_cites(applied, "applicant"), applicant=applied.applicant)
    yield _service("lead", cite=_cites(closing, "post_closure_lead"), hands_back_to=closing.post_closure_lead)


def _service(name: str, **stated: Any) -> Service:
    return Service(id=f"mac-{name}", function=Function.MULTI_AGENCY_COLLABORATION, **stated)


def _convened(occasion: Occasion, consents: Consents) -> Convening:
    return national.juso_convene(_case(consents), occasion, None, ("person",), _EMPTY, _day())


def _meetings() -> Iterator[Meeting]:
    """The conference that it says with consent, and the one without."""
    for consents in (_GIVEN, Consents()):
        by_occasion = {occasion: _convened(occasion, consents) for occasion in Occasion}
        answers = list(by_occasion.values())
        must = tuple(occasion for occasion, answer in by_occasion.items() if answer.required is Required.MUST)
        kind = answers[0].kind
        if kind is not None:
            yield Meeting(
                id=kind.value,
                name=kind.ja,
                kinds=(kind,),
                convener=answers[0].convener or (),
                members=tuple(Member(who=who) for who in answers[0].members or ()),
                occasions=must,
                must_on=must,
                required=next((answer.required for answer in answers if answer.required is not Required.MUST), None),
                cite=_cites(answers[0]),
            )


_CONTENTS: Final = (
    (PlanContent(PlanKind.MAC, {Includes.OUTREACH}), (PlanPattern.A, PlanPattern.B)),
    (PlanContent(PlanKind.MAC), (PlanPattern.C,)),
    (PlanContent(PlanKind.OUTREACH, {Includes.OUTREACH}), ()),
    (PlanContent(PlanKind.PARTICIPATION, {Includes.PARTICIPATION}), ()),
)


def _routes() -> Iterator[PlanRoute]:
    """Who drafts, decides and is told, by kind of plan; and the conference on a plan, with consent and without."""
    for content, pattern in _CONTENTS:
        yield _route(content, pattern, ConsentMoment.AFTER, _convened(Occasion.PLAN, _GIVEN))
    # Before consent only outreach has a plan of its own.
    yield _route(_CONTENTS[2][0], (), ConsentMoment.BEFORE, _convened(Occasion.PLAN, Consents()))


def _route(
    content: PlanContent, pattern: tuple[PlanPattern, ...], moment: ConsentMoment, convened: Convening
) -> PlanRoute:
    said: Approval = national.juso_approve(_case(), content, _EMPTY, _day())
    kind: ConferenceKind | None = convened.kind
    return PlanRoute(
        id=f"{content.kind}-{moment}{''.join(pattern)}",
        plan=(content.kind,),
        pattern=pattern,
        consent=moment,
        drafters=said.drafters or (),
        deliberated_in=(kind.value,) if kind else (),
        decided_by=said.decider,
        informed=said.informed,
        cite=tuple(dict.fromkeys([*_cites(said), *_cites(convened, "kind")])),
    )


def _cites(answer: Decision, *fields: str) -> tuple[Citation, ...]:
    """The citations of the reasons of an answer; with ``fields`` only of those that speak for one of them."""
    reasons = [one for one in answer.because if not fields or not one.about or set(fields) & set(one.about)]
    return tuple(dict.fromkeys(cite for reason in reasons for cite in reason.cites))
