"""What holds of every count, over cases that took any way that the flow allows."""

import datetime as dt
from typing import Any

from attrs import evolve
from diaries import AGENCIES, JUSO, SUPPORT, Diary, histories, many_histories
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from juso_core.casework.evolution import fold
from juso_core.casework.record import Recorded
from juso_core.citation import Citation
from juso_core.municipality.structure import CountingRule
from juso_core.municipality.words import Unit
from juso_core.reporting.count import Count, count
from juso_core.reporting.countables import COUNTABLES
from juso_core.reporting.period import half_year_span

YEAR = (dt.date(2021, 4, 1), dt.date(2022, 3, 31))
ONCE_A_CASE = (Unit.CASE, Unit.PERSON, Unit.HOUSEHOLD)
# Case histories are big examples, and the machines of contributors differ.
thorough = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])


def rule(counts: str, **narrowed: Any) -> CountingRule:
    return CountingRule(id="r", name="r", counts=counts, cite=(Citation("plan", "1"),), **narrowed)


def counted(asked: CountingRule, cases: list[tuple[Recorded, ...]], span: tuple[dt.date, dt.date] = YEAR) -> Count:
    return count(asked, cases, *span, lambda name: frozenset({name}))


@st.composite
def rules(draw: st.DrawFn, units: tuple[Unit, ...] = tuple(Unit)) -> CountingRule:
    thing = COUNTABLES[draw(st.sampled_from(sorted(COUNTABLES)))]
    unit = draw(st.sampled_from([unit for unit in units if unit in thing.units]))
    narrowed: dict[str, Any] = {
        "consent": draw(st.sampled_from([None, True, False])),
        "plan": draw(st.sampled_from([None, True, False])),
        "received_from": tuple(draw(st.sets(st.sampled_from(AGENCIES)))),
    }
    conference = draw(st.sampled_from(["any", "held", "none"]))
    if conference == "held":
        narrowed["taken_to"] = tuple(draw(st.sets(st.sampled_from([SUPPORT, JUSO]), min_size=1)))
    elif conference == "none" and thing.id != "session":
        narrowed["without_conference"] = True
    return rule(thing.id, unit=unit, **narrowed)


@thorough
@given(many_histories(), rules(units=(*ONCE_A_CASE, Unit.CONTACT, Unit.PLAN)))
def test_a_rule_split_by_disjoint_agencies_adds_up(cases: list[tuple[Recorded, ...]], asked: CountingRule) -> None:
    whole = counted(evolve(asked, received_from=AGENCIES), cases)
    parts = [counted(evolve(asked, received_from=(agency,)), cases) for agency in AGENCIES]
    assert sum(part.value for part in parts) == whole.value
    assert whole == counted(evolve(asked, received_from=()), cases)


@thorough
@given(many_histories(), st.sampled_from(sorted(COUNTABLES)), st.sets(st.dates(YEAR[0], YEAR[1]), max_size=4))
def test_periods_that_tile_a_year_add_up_for_occurrences(
    cases: list[tuple[Recorded, ...]], counts: str, cuts: set[dt.date]
) -> None:
    begins = sorted({YEAR[0], *cuts})
    ends = [one - dt.timedelta(1) for one in begins[1:]] + [YEAR[1]]
    by_time = {Unit.CONTACT, Unit.SESSION, Unit.PLAN} & COUNTABLES[counts].units
    # A plan is reported or decided on once, so a plan is no less an occurrence than a contact.
    for unit in by_time:
        asked = rule(counts, unit=unit)
        parts = [counted(asked, cases, span).value for span in zip(begins, ends, strict=True)]
        assert sum(parts) == counted(asked, cases).value
    once = [counted(rule(counts), cases, span).value for span in zip(begins, ends, strict=True)]
    assert max(once) <= counted(rule(counts), cases).value <= sum(once)


@thorough
@given(many_histories(), rules(), st.data())
def test_an_unrelated_case_changes_nothing(
    cases: list[tuple[Recorded, ...]], asked: CountingRule, data: st.DataObject
) -> None:
    other = data.draw(histories("other"))
    assume(counted(asked, [other]).value == 0)
    place = data.draw(st.integers(0, len(cases)))
    assert counted(asked, [*cases[:place], other, *cases[place:]]) == counted(asked, cases)


@thorough
@given(many_histories(), rules(), st.data())
def test_the_order_of_cases_does_not_matter(
    cases: list[tuple[Recorded, ...]], asked: CountingRule, data: st.DataObject
) -> None:
    assert counted(asked, data.draw(st.permutations(cases))) == counted(asked, cases)


@thorough
@given(many_histories(), rules())
def test_a_count_is_that_of_its_cases_and_a_wider_unit_is_never_more(
    cases: list[tuple[Recorded, ...]], asked: CountingRule
) -> None:
    result = counted(asked, cases)
    alone = {case[0].case_id: counted(asked, [case]).value for case in cases}
    assert dict(result.by_case) == {case_id: number for case_id, number in alone.items() if number}
    assert result.value <= sum(alone.values())
    assert result.value == sum(alone.values()) or asked.unit is Unit.SESSION
    assert len({counted(evolve(asked, unit=unit), cases).value for unit in ONCE_A_CASE}) == 1
    if not asked.received_from:
        assert result.value <= counted(evolve(asked, unit=Unit.CONTACT), cases).value


@thorough
@given(many_histories(), rules())
def test_every_narrowing_takes_away_and_its_two_answers_add_up(
    cases: list[tuple[Recorded, ...]], asked: CountingRule
) -> None:
    assume(asked.unit is not Unit.SESSION)
    for name in ("consent", "plan"):
        parts = [counted(evolve(asked, **{name: answer}), cases).value for answer in (True, False)]
        assert sum(parts) == counted(evolve(asked, **{name: None}), cases).value
    if asked.counts != "session":
        open_rule = evolve(asked, taken_to=(), without_conference=False)
        held = counted(evolve(open_rule, taken_to=(SUPPORT, JUSO)), cases).value
        none = counted(evolve(open_rule, without_conference=True), cases).value
        assert held + none == counted(open_rule, cases).value


@thorough
@given(histories())
def test_every_case_is_one_consultation_and_agrees_with_its_fold(history: tuple[Recorded, ...]) -> None:
    ever = (dt.date(2000, 1, 1), dt.date(2100, 1, 1))
    case = fold(history[0].case_id, history[0].municipality, (one.event for one in history))
    assert counted(rule("consultation"), [history], ever).value == 1
    assert counted(rule("session", unit=Unit.CONTACT), [history], ever).value == len(case.sessions)
    final = [plan.id for plan in case.plans if plan.final]
    found = counted(rule("plan", unit=Unit.PLAN), [history], ever).occurrences
    assert set(final) <= {one.of[-1] for one in found}
    assert counted(rule("plan_report", unit=Unit.PLAN), [history], ever).value == sum(p.reported for p in case.plans)
    assert counted(rule("consultation", consent=True), [history], ever).value == case.person.consent.full


@thorough
@given(st.lists(st.sampled_from([1, 2]), max_size=4))
def test_halves_of_years_tile_a_case(halves: list[int]) -> None:
    diaries = [Diary(f"C{n}", half_year_span(2021, half)[0]).history for n, half in enumerate(halves)]
    parts = [counted(rule("consultation"), diaries, half_year_span(2021, half)).value for half in (1, 2)]
    assert parts == [halves.count(1), halves.count(2)]
    assert sum(parts) == counted(rule("consultation"), diaries).value
