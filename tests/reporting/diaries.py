"""Cases for these tests, written through the real flow: what the flow refuses cannot stand in them."""

import datetime as dt
from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

from juso_core.casework import commands as c
from juso_core.casework.case import PlanStage
from juso_core.casework.events import (
    Attendee,
    CloseReason,
    EmergencyKind,
    Outcome,
    OutreachAct,
    ParticipationAct,
)
from juso_core.casework.facts import Assessment, Consents, Consultation, HouseholdMember, PlanContent
from juso_core.casework.flow import act, receive
from juso_core.casework.law import Actor, Context, RefusedByLaw, Setting
from juso_core.casework.record import Recorded
from juso_core.casework.refusal import RefusedByFlow
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    ConferenceKind,
    Consent,
    Includes,
    Occasion,
    PlanKind,
)

TOWN = "999997"
SETTING = Setting(municipal=frozenset({"@municipality", "fukushi"}), operators=frozenset({"mac"}))
SUPPORT, JUSO = ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE
YES = {"use": Consent.GIVEN, "share": Consent.GIVEN}
WINDOWS = {
    "base-east": "window-base",
    "base-west": "window-base",
    "base-north": "window-base",
    "houkatsu": "window-elderly",
}
BOTH = frozenset({Includes.OUTREACH, Includes.PARTICIPATION})


def household(*refs: str, consent: Consents | None = None) -> Consultation:
    """A consultation about the first of these."""
    return Consultation(
        approached=Approached.FIELD_WINDOW,
        brought_by=BroughtBy.FAMILY,
        person=refs[0],
        members=tuple(HouseholdMember(ref, consent=consent or Consents()) for ref in refs),
    )


class Diary:
    """One case, written day by day."""

    def __init__(
        self,
        case_id: str,
        on: dt.date,
        agency: str = "base-east",
        window: str | None = None,
        *refs: str,
        town: str = TOWN,
    ) -> None:
        consultation = household(*(refs or ("A", "B")))
        command = c.Receive(consultation=consultation, window=window or WINDOWS.get(agency), agency=agency)
        step = receive(case_id, town, command)
        self.case, self.step, self.agency = step.case, 0, agency
        self.history: tuple[Recorded, ...] = ()
        self._keep(step.events, command, on, agency)

    def _keep(self, events: Any, command: c.Command, on: dt.date, by: str) -> None:
        self.step += 1
        self.history += tuple(
            Recorded(
                case_id=self.case.id,
                municipality=self.case.municipality,
                seq=len(self.history) + number,
                step=self.step,
                command=type(command).__name__,
                on=on,
                actor=Actor(by),
                event=event,
            )
            for number, event in enumerate(events, 1)
        )

    def do(self, on: dt.date, command: c.Command, by: str = "mac") -> "Diary":
        step = act(self.case, command, Context(Actor(by), SETTING))
        self.case = step.case
        self._keep(step.events, command, on, by)
        return self

    def try_to(self, on: dt.date, command: c.Command, by: str = "mac") -> None:
        with suppress(RefusedByFlow, RefusedByLaw, KeyError):
            self.do(on, command, by)

    def refer(self, on: dt.date, by: str | None = None) -> "Diary":
        return self.do(on, c.Refer(to=("mac",), subjects=self.case.refs, identified=()), by or self.agency)

    def answer(self, on: dt.date, accept: bool = True) -> "Diary":
        return self.do(on, c.Answer(accept=accept))

    def taken_in(self, on: dt.date, by: str | None = None) -> "Diary":
        return self.refer(on, by).answer(on)

    def consent(self, on: dt.date, of: str = "A", **consents: Consent) -> "Diary":
        return self.do(on, c.RecordConsent(of=of, **(consents or YES)))

    def call(self, on: dt.date, kind: ConferenceKind = SUPPORT, **more: Any) -> "Diary":
        values = {"occasion": Occasion.SHARE, "subjects": self.case.refs, "convener": ("fukushi",), **more}
        return self.do(on, c.CallConference(kind=kind, **values), "fukushi")

    def hold(self, on: dt.date, outcome: Outcome = Outcome.NOTED) -> "Diary":
        attendees = (Attendee("mac", True), Attendee("fukushi", True))
        number = self.case.calls[-1].number
        return self.do(on, c.HoldConference(call=number, attendees=attendees, outcome=outcome), "fukushi")

    def conference(
        self, on: dt.date, kind: ConferenceKind = SUPPORT, outcome: Outcome = Outcome.NOTED, **more: Any
    ) -> "Diary":
        return self.call(on, kind, **more).hold(on, outcome)

    def planning(self, on: dt.date) -> "Diary":
        """With both consents, applied and assessed."""
        self.consent(on).do(on, c.Apply(person="A"))
        return self.do(on, c.Assess(assessment=Assessment(), form_1_2=True))

    def draft(self, on: dt.date, includes: frozenset[Includes] = frozenset()) -> str:
        content = PlanContent(PlanKind.MAC, includes)
        self.do(on, c.Draft(content=content, about=self.case.refs, drafters=("mac",)))
        return self.case.plans[-1].id

    def agreed(self, on: dt.date, includes: frozenset[Includes] = frozenset()) -> str:
        """A collaboration plan that a conference agreed to."""
        plan = self.draft(on, includes)
        occasion = Occasion.REPLAN if self.case.plan(plan).successor_of else Occasion.PLAN
        self.do(on, c.Submit(plan=plan, kind=JUSO))
        self.conference(on, JUSO, Outcome.AGREED, occasion=occasion, plan=plan, meeting="shien-kaigi")
        return plan

    def decide(self, on: dt.date, plan: str, granted: bool = True) -> "Diary":
        return self.do(on, c.Decide(plan=plan, decider="fukushi", granted=granted), "fukushi")

    def outreach(self, on: dt.date, *acts: OutreachAct) -> "Diary":
        for what in acts:
            self.do(on, c.Outreach(act=what))
        return self

    def participate(self, on: dt.date, *acts: ParticipationAct) -> "Diary":
        for what in acts:
            self.do(on, c.Participate(act=what))
        return self

    def close(self, on: dt.date) -> "Diary":
        return self.do(on, c.Close(reason=CloseReason.HANDED_OVER, lead="houkatsu"))

    def reopen(self, on: dt.date) -> "Diary":
        return self.do(on, c.Reopen())


def _plan(diary: Diary, *stages: PlanStage) -> str:
    """A plan at one of these stages, or a name that no plan has."""
    return next((plan.id for plan in reversed(diary.case.plans) if plan.stage in stages), "P0")


def _hold(diary: Diary, on: dt.date, by: str, outcome: Outcome) -> None:
    if diary.case.calls:
        attendees = (Attendee("mac", True), Attendee("fukushi", True))
        number = diary.case.calls[-1].number
        diary.try_to(on, c.HoldConference(call=number, attendees=attendees, outcome=outcome), by)


def _conference(diary: Diary, on: dt.date, by: str, kind: ConferenceKind, occasion: Occasion, plan: bool) -> None:
    about = _plan(diary, PlanStage.SUBMITTED) if plan else None
    call = c.CallConference(
        kind=kind,
        occasion=occasion,
        subjects=diary.case.refs,
        convener=("fukushi",),
        meeting="shien-kaigi" if plan else None,
        plan=about,
    )
    diary.try_to(on, call, "fukushi")


def _whole_plan(diary: Diary, on: dt.date, by: str, granted: bool) -> None:
    """From consent to the decision: random single steps seldom come so far."""
    diary.try_to(on, c.RecordConsent(of="A", **YES))
    diary.try_to(on, c.Apply(person="A"))
    diary.try_to(on, c.Assess(assessment=Assessment(), form_1_2=True))
    diary.try_to(on, c.Draft(content=PlanContent(PlanKind.MAC, BOTH), about=("A",), drafters=("mac",)))
    diary.try_to(on, c.Submit(plan=_plan(diary, PlanStage.DRAFT), kind=JUSO))
    follows = diary.case.plans and diary.case.plans[-1].successor_of
    _conference(diary, on, by, JUSO, Occasion.REPLAN if follows else Occasion.PLAN, plan=True)
    _hold(diary, on, by, Outcome.AGREED)
    plan = _plan(diary, PlanStage.AGREED)
    diary.try_to(on, c.Decide(plan=plan, decider="fukushi", granted=granted), "fukushi")
    diary.try_to(on, c.Support(plan=plan))


def _interrupted(diary: Diary, on: dt.date, by: str) -> None:
    _conference(diary, on, by, JUSO, Occasion.INTERRUPTION, plan=False)
    _hold(diary, on, by, Outcome.AGREED)
    diary.try_to(on, c.Interrupt())


def _again(diary: Diary, on: dt.date, by: str) -> None:
    """Given back, and brought on again by somebody."""
    diary.try_to(on, c.Return())
    diary.try_to(on, c.Refer(to=("mac",), subjects=diary.case.refs, identified=()), by)
    diary.try_to(on, c.Answer(accept=True))


def _reopened(diary: Diary, on: dt.date, by: str) -> None:
    diary.try_to(on, c.Close(reason=CloseReason.OTHER, lead="houkatsu"))
    diary.try_to(on, c.Reopen())


def _reached_out(diary: Diary, on: dt.date, by: str) -> None:
    for what in (OutreachAct.BEGUN, OutreachAct.VISIT):
        diary.try_to(on, c.Outreach(act=what))
    diary.try_to(on, c.Participate(act=ParticipationAct.CONTACT))


def _simply(make: Any) -> Any:
    return lambda diary, on, by: diary.try_to(on, make(diary), by)


CONSENTS = st.sampled_from(Consent)
DEEDS = st.one_of(
    st.sampled_from(
        [
            _simply(lambda d: c.Refer(to=("mac",), subjects=d.case.refs, identified=())),
            _simply(lambda d: c.Answer(accept=True)),
            _simply(lambda d: c.Answer(accept=False)),
            _simply(lambda d: c.Return()),
            _simply(lambda d: c.Apply(person="A")),
            _simply(lambda d: c.Report(plan=_plan(d, PlanStage.AGREED), to="fukushi")),
            _simply(lambda d: c.Close(reason=CloseReason.OTHER, lead="houkatsu")),
            _simply(lambda d: c.Reopen()),
            _simply(lambda d: c.Emergency(kind=EmergencyKind.POLICE, to="@municipality")),
            _simply(lambda d: c.Correct(consultation=household("B", "A", "C"), corrects=1, why="1")),
        ]
    ),
    st.tuples(CONSENTS, CONSENTS).map(
        lambda both: _simply(lambda d: c.RecordConsent(of="A", use=both[0], share=both[1]))
    ),
    st.sampled_from([_again, _interrupted, _reopened, _reached_out]),
    st.sampled_from(OutreachAct).map(lambda what: _simply(lambda d: c.Outreach(act=what))),
    st.sampled_from(ParticipationAct).map(lambda what: _simply(lambda d: c.Participate(act=what))),
    st.tuples(st.sampled_from([SUPPORT, JUSO, ConferenceKind.LIAISON]), st.sampled_from(Outcome)).map(
        lambda chosen: (
            lambda d, on, by: (
                _conference(d, on, by, chosen[0], Occasion.SHARE, plan=False),
                _hold(d, on, by, chosen[1]),
            )
        )
    ),
    st.booleans().map(lambda granted: lambda d, on, by: _whole_plan(d, on, by, granted)),
)
AGENCIES = ("base-east", "base-west", "houkatsu", "fukushi")
FIRST = dt.date(2021, 2, 1)


@st.composite
def histories(draw: st.DrawFn, case_id: str = "C1") -> tuple[Recorded, ...]:
    """Any case that the flow lets through, from February 2021 onward."""
    on = FIRST + dt.timedelta(days=draw(st.integers(0, 200)))
    agency = draw(st.sampled_from(AGENCIES))
    diary = Diary(case_id, on, agency)
    if draw(st.booleans()):
        diary.taken_in(on)
    steps = st.lists(st.tuples(DEEDS, st.integers(0, 40), st.sampled_from((agency, *AGENCIES))), max_size=25)
    for deed, days, by in draw(steps):
        on += dt.timedelta(days=days)
        deed(diary, on, by)
    return diary.history


@st.composite
def many_histories(draw: st.DrawFn, most: int = 5) -> list[tuple[Recorded, ...]]:
    """Several cases."""
    return [draw(histories(f"C{number}")) for number in range(1, draw(st.integers(1, most)) + 1)]
