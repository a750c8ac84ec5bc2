"""Yes, may, no, or nothing: a stated condition against every way in which unknown facts can turn out."""

from itertools import product

from advice_towns import STATED, case_of, mac, town
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from juso_core.advice import advise_escalation
from juso_core.casework.facts import Assessment, Cooperation, EscalationStage, Responsibility
from juso_core.municipality.words import Includes, Level, Trigger

EVERY = {
    "complaint_clear": (True, False),
    "responsibility": tuple(Responsibility),
    "agencies_needed": (1, 2),
    "household_issue": (True, False),
    "cooperation": tuple(Cooperation),
}
PLAINLY = {
    Trigger.SEVERAL_AGENCIES: lambda a: a.agencies_needed >= 2,
    Trigger.COMPLAINT_UNCLEAR: lambda a: a.complaint_clear is False,
    Trigger.ROLES_UNCLEAR: lambda a: a.responsibility in (Responsibility.UNCLEAR, Responsibility.NOBODY),
    Trigger.NOBODY_RESPONSIBLE: lambda a: a.responsibility is Responsibility.NOBODY,
    Trigger.HOUSEHOLD_ISSUE: lambda a: a.household_issue is True,
    Trigger.COOPERATION_FAILS: lambda a: a.cooperation is Cooperation.FAILS,
    Trigger.STALLED: lambda a: a.stalled,
    Trigger.URGENT: lambda a: a.urgent,
    Trigger.OUTREACH_WANTED: lambda a: Includes.OUTREACH in a.wants,
    Trigger.PARTICIPATION_WANTED: lambda a: Includes.PARTICIPATION in a.wants,
}
SOME = st.lists(st.sampled_from(list(Trigger)), max_size=3, unique=True)
STATING = st.tuples(SOME, SOME, SOME).filter(lambda one: one[0] or (one[2] and not one[1]))
FOUND = st.builds(
    Assessment,
    **{fact: st.sampled_from([None, *values]) for fact, values in EVERY.items()},
    wants=st.frozensets(st.sampled_from(list(Includes))),
    urgent=st.booleans(),
    stalled=st.booleans(),
)


def all_it_can_be(found):
    unknown = [fact for fact in EVERY if getattr(found, fact) is None]
    for values in product(*(EVERY[fact] for fact in unknown)):
        yield evolve(found, **dict(zip(unknown, values, strict=True)))


def known_level(takes, needs, may_take, found):
    """The answer where everything is known."""

    def hold(triggers):
        return [PLAINLY[trigger](found) for trigger in triggers]

    if any(hold(takes)) and all(hold(needs)):
        return Level.YES
    return Level.MAY if any(hold(may_take)) else Level.NO


def level_of(services, found):
    """What a structure with these services says of a case in which that was found."""
    rows = []
    for number, conditions in enumerate(services):
        named = zip(("takes", "needs", "may_take"), conditions, strict=True)
        lines = [f"{key} = {[str(trigger) for trigger in triggers]}" for key, triggers in named if triggers]
        rows.append(mac(*lines, id=f"mac-{number}"))
    case = case_of(assessment=found)
    return advise_escalation((STATED,), case, EscalationStage.AT_WINDOW, town(*rows)).stated("mac")


def test_the_oracle_knows_every_trigger():
    assert set(PLAINLY) == set(Trigger)


@settings(max_examples=200)
@given(STATING, FOUND)
def test_one_service_says_what_holds_however_the_unknown_turns_out_and_nothing_else(conditions, found):
    levels = {known_level(*conditions, one) for one in all_it_can_be(found)}
    assert level_of([conditions], found) is (levels.pop() if len(levels) == 1 else None)


@settings(max_examples=100)
@given(st.lists(STATING, min_size=2, max_size=3), FOUND)
def test_several_services_say_nothing_that_could_turn_out_otherwise(conditions, found):
    strength = (Level.NO, Level.MAY, Level.YES)
    turned_out = {
        max((known_level(*one, known) for one in conditions), key=strength.index) for known in all_it_can_be(found)
    }
    level = level_of(conditions, found)
    assert level is None or turned_out == {level}
    if not any(getattr(found, fact) is None for fact in EVERY):
        assert {level} == turned_out
