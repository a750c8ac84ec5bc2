"""Whether the arrows of the flow's page are those of the code, and whether the drawings can be read."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from xml.etree import ElementTree

import pytest
from docs_pages import DOCS, LANGUAGES
from juso_docs import drawing, flow

from juso_core.casework import commands as c
from juso_core.casework.acts import (
    Attendee,
    CloseReason,
    Outcome,
    OutreachAct,
    ParticipationAct,
)
from juso_core.casework.case import Case, Plan
from juso_core.casework.facts import Assessment, Consents, Consultation, HouseholdMember, PlanContent
from juso_core.casework.flow import TABLE, act, receive
from juso_core.casework.law import Actor, Context, Setting
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

SVG = "{http://www.w3.org/2000/svg}"
CONTEXT = Context(Actor("fukushi"), Setting())
WHO = ("person",)
JUSO = ConferenceKind.JUSO_CONFERENCE
Arrows = set[tuple[str, str, str]]
Menu = Callable[[Case], Iterable[list[c.Command]]]


def written(machine: str) -> Arrows:
    """The arrows as the page says them."""
    data = tomllib.loads((DOCS / "juso_docs" / "flow.toml").read_text(encoding="utf-8"))["arrow"]
    return {(start, one["to"], one["by"]) for one in data if one["machine"] == machine for start in one["from"]}


def first() -> Case:
    member = HouseholdMember(ref="person")
    consultation = Consultation(
        approached=Approached.FIELD_WINDOW, brought_by=BroughtBy.PERSON, person="person", members=(member,)
    )
    return receive("X", "999997", c.Receive(consultation=consultation, window=None, agency="fukushi")).case


def conference(occasion: Occasion, outcome: Outcome, case: Case, plan: str | None = None) -> list[c.Command]:
    return [
        c.CallConference(kind=JUSO, occasion=occasion, subjects=WHO, plan=plan),
        c.HoldConference(call=case.called + 1, attendees=(Attendee("fukushi"),), outcome=outcome),
    ]


def on_the_way(case: Case) -> Iterator[list[c.Command]]:
    """What takes a case from phase to phase; each entry is done as one."""
    blank = Assessment()
    yield from ([c.Assess(assessment=blank, handle=handle)] for handle in (True, False))
    yield [c.Assess(assessment=blank, form_1_2=True)]
    yield [c.Refer(to=("mac",), subjects=WHO)]
    yield from ([c.Answer(accept=accept)] for accept in (True, False))
    yield [c.Return()]
    yield [c.Apply(person="person")]
    yield [c.Apply(agency="fukushi")]
    yield from ([c.RecordConsent(of="person", use=use)] for use in (Consent.GIVEN, Consent.WITHDRAWN))
    yield from (conference(Occasion.SHARE, outcome, case) for outcome in (Outcome.NOTED, Outcome.BACK_TO_REFERRER))
    yield [c.Close(reason=CloseReason.OTHER)]
    yield [c.Interrupt()]
    yield [c.Reopen()]


def of_plans(case: Case, kind: PlanKind, includes: Includes) -> Iterator[list[c.Command]]:
    if len(case.plans) < 2:
        yield [c.Draft(content=PlanContent(kind, [includes]), about=WHO, drafters=("mac",))]
    for plan in case.plans:
        yield [c.Submit(plan=plan.id, kind=JUSO)]
        occasion = Occasion.REPLAN if plan.successor_of else Occasion.PLAN
        yield from (
            conference(occasion, outcome, case, plan.id)
            for outcome in (Outcome.AGREED, Outcome.REJECTED, Outcome.NOTED, Outcome.BACK_TO_REFERRER)
        )
        yield from ([c.Decide(plan=plan.id, decider="city", granted=granted)] for granted in (True, False))
        yield [c.Report(plan=plan.id, to="city")]
        yield [c.Support(plan=plan.id)]
        yield [c.Evaluate(plan=plan.id)]


def walk(start: Case, menus: Iterable[Menu]) -> Iterator[tuple[Case, Case, c.Command]]:
    """Every step that leads anywhere, without the gate: the page tells of what is possible in itself."""
    waiting, seen = [start], {_key(start)}
    while waiting:
        case = waiting.pop()
        for entry in (entry for menu in menus for entry in menu(case)):
            before = case
            try:
                for command in entry:
                    after = act(before, command, CONTEXT, rules=()).case
                    yield before, after, command
                    before = after
            except RefusedByFlow:
                continue
            if _key(before) not in seen:
                seen.add(_key(before))
                waiting.append(before)


def _key(case: Case) -> tuple[object, ...]:
    plans = [(p.content, p.stage, p.decided, p.successor_of, p.id == case.interrupted_plan) for p in case.plans]
    consent = (case.uses, bool(case.applied))
    return (case.phase, case.accepted, *consent, case.outreach, case.participation, bool(case.calls), *plans)


def moved(steps: Iterable[tuple[Case, Case, c.Command]], state: Callable[[Case], str]) -> Arrows:
    return {
        (state(before), state(after), type(command).__name__)
        for before, after, command in steps
        if state(before) != state(after)
    }


def without_loops(arrows: Arrows) -> Arrows:
    """Staying where it was is an arrow only where it means something; the page draws a few of those."""
    return {arrow for arrow in arrows if arrow[0] != arrow[1]}


@pytest.fixture(scope="module")
def steps_of_cases() -> list[tuple[Case, Case, c.Command]]:
    return list(walk(first(), (on_the_way, lambda case: of_plans(case, PlanKind.MAC, Includes.OTHER))))


@pytest.fixture(scope="module")
def steps_of_decided_plans() -> list[tuple[Case, Case, c.Command]]:
    return list(walk(first(), (on_the_way, lambda case: of_plans(case, PlanKind.MAC, Includes.OUTREACH))))


def test_the_arrows_of_a_case_are_those_of_the_code(steps_of_cases: list[tuple[Case, Case, c.Command]]) -> None:
    assert moved(steps_of_cases, lambda case: case.phase.value) == without_loops(written("case"))
    assert {before.phase for before, _after, _command in steps_of_cases} == set(TABLE[c.RecordConsent].phases)


def test_the_arrows_of_a_plan_are_those_of_the_code(
    steps_of_cases: list[tuple[Case, Case, c.Command]], steps_of_decided_plans: list[tuple[Case, Case, c.Command]]
) -> None:
    found = set()
    for before, after, command in (*steps_of_cases, *steps_of_decided_plans):
        now: dict[str, Plan] = {plan.id: plan for plan in after.plans}
        for plan in before.plans:
            if now[plan.id].stage is not plan.stage:
                found.add((plan.stage.value, now[plan.id].stage.value, type(command).__name__))
    assert found == without_loops(written("plan"))


def supporting() -> Case:
    """A case in support, in which outreach and participation support can begin, end and be suspended."""
    case = first()
    for command in (
        c.RecordConsent(of="person", use=Consent.GIVEN),
        c.Refer(to=("mac",), subjects=WHO),
        c.Answer(accept=True),
        c.Apply(person="person"),
        c.Assess(assessment=Assessment(), form_1_2=True),
        c.Draft(content=PlanContent(PlanKind.MAC, [Includes.OTHER]), about=WHO, drafters=("mac",)),
        c.Submit(plan="P1", kind=JUSO),
        *conference(Occasion.PLAN, Outcome.AGREED, case, "P1"),
        c.Support(plan="P1"),
    ):
        case = act(case, command, CONTEXT, rules=()).case
    assert case.phase.value == "supporting"
    assert case.person.consent == Consents(use=Consent.GIVEN)
    return case


def engagements(case: Case) -> Iterator[list[c.Command]]:
    yield from ([c.Outreach(act=one)] for one in OutreachAct)
    yield from ([c.Participate(act=one)] for one in ParticipationAct)
    yield from ([c.RecordConsent(of="person", use=use)] for use in (Consent.GIVEN, Consent.WITHDRAWN))
    yield [c.Close(reason=CloseReason.OTHER)]
    yield [c.Interrupt()]
    yield [c.Reopen()]
    yield [c.Support(plan="P1")]


@pytest.mark.parametrize("machine", ["outreach", "participation"])
def test_the_arrows_of_a_service_are_those_of_the_code(machine: str) -> None:
    steps = list(walk(supporting(), (engagements,)))
    assert moved(steps, lambda case: str(getattr(case, machine).value)) == without_loops(written(machine))


def test_every_state_of_a_machine_is_reached_by_an_arrow() -> None:
    starts = {"case": "consulted", "plan": "draft", "outreach": "none", "participation": "none"}
    for machine, states in flow.MACHINES.items():
        assert {arrow[1] for arrow in written(machine)} | {starts[machine]} == {state.value for state in states}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", ["flow-case.svg", "flow-services.svg"])
def test_a_drawing_is_said_in_words_and_fits_its_boxes(file: str, language: str) -> None:
    root = ElementTree.parse(DOCS / language / file).getroot()
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"], "read first, and read at all"
    said = "".join(root.find(f"{SVG}desc").itertext())  # type: ignore[union-attr]
    wide, high = (float(root.get(side, "0")) for side in ("width", "height"))
    names = [text for text in root.iter(f"{SVG}text") if text.get("class") == "state"]
    machines = ["case"] if file == "flow-case.svg" else ["plan", "outreach", "participation"]
    states = [state.label(language) for machine in machines for state in flow.MACHINES[machine]]
    assert sorted(name.text or "" for name in names) == sorted(states), "every state is drawn once"
    assert all(state in said for state in states)
    for name in names:
        assert drawing.text_width(name.text or "") <= drawing._BOX[0] - 8, name.text
    for rect in root.iter(f"{SVG}rect"):
        x, y, w, h = (float(rect.get(side, "0")) for side in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + w <= wide
        assert y + h <= high
    for text in root.iter(f"{SVG}text"):
        left, width = float(text.get("x", "0")), drawing.text_width(text.text or "", 12)
        if "middle" in (text.get("class") or "") or text.get("class") == "state":
            left -= width / 2
        elif "end" in (text.get("class") or ""):
            left -= width
        assert left >= 0, text.text
        assert left + width <= wide, text.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", ["flow-case.svg", "flow-services.svg"])
def test_no_two_states_overlap(file: str, language: str) -> None:
    root = ElementTree.parse(DOCS / language / file).getroot()
    boxes = [rect for rect in root.iter(f"{SVG}rect") if rect.get("rx") == "6"]
    places = [(float(box.get("x", "0")), float(box.get("y", "0"))) for box in boxes]
    wide, high = drawing._BOX
    for number, (x, y) in enumerate(places):
        for other_x, other_y in places[:number]:
            assert abs(x - other_x) >= wide or abs(y - other_y) >= high
