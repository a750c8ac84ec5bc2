"""Whatever the invented case and whichever the municipality: what a walk never does, stated apart from the walk."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from research_cases import case_files

from juso_core.casework import events as e
from juso_core.casework.case import Phase
from juso_core.discovery import survey
from juso_core.municipality.words import ConferenceKind, Consent
from juso_core.national import SOURCES
from juso_core.research import variants
from juso_core.research.path import path_data
from juso_core.research.path_explained import explain_way
from juso_core.research.simulation import place_of, simulate
from juso_core.research.summary import KEYS

PLACES = {found.code: place_of(found) for found in survey().found}
codes = st.sampled_from(sorted(PLACES))
# A case with hundreds of variants says no more than one with a few, and takes long.
small = case_files().filter(lambda case: variants.count(case) <= 12)
many = settings(max_examples=30)


def events_of(way):
    return [event for turn in way.turns for act in turn.acts for event in act.events]


@many
@given(small, codes)
def test_every_case_that_can_be_read_can_be_walked_and_told(case, code):
    simulated = simulate(case, PLACES[code])
    path = path_data(simulated)
    assert tuple(path["summary"]) == KEYS
    assert [step["n"] for step in path["steps"]] == list(range(1, len(path["steps"]) + 1))
    assert path["failures"] == []
    for way in simulated.ways:
        assert [one.step.n for one in explain_way(simulated, way)] == list(range(1, len(way.turns) + 1))


@many
@given(small, codes)
def test_a_walk_is_the_same_every_time(case, code):
    assert path_data(simulate(case, PLACES[code])) == path_data(simulate(case, PLACES[code]))


@many
@given(small, codes)
def test_nobody_is_named_without_consent_but_in_a_support_conference(case, code):
    """The oracle keeps its own account of the consents, event by event."""
    for way in simulate(case, PLACES[code]).ways:
        share = {m.ref: m.consent.share for m in way.variant.consultation.members}
        use = {m.ref: m.consent.use for m in way.variant.consultation.members}
        kinds = {}
        for event in events_of(way):
            match event:
                case e.ConsentRecorded():
                    share[event.of] = event.share or share[event.of]
                    use[event.of] = event.use or use[event.of]
                case e.ApplicationReceived(person=str() as person):
                    use[person] = Consent.GIVEN
                case e.Referred() | e.InformationShared():
                    assert all(share[ref] is Consent.GIVEN for ref in event.identified)
                case e.ConferenceCalled():
                    kinds[event.call] = event.kind
                case e.ConferenceHeld() if kinds[event.call] is ConferenceKind.JUSO_CONFERENCE:
                    assert all(share[ref] is use[ref] is Consent.GIVEN for ref in event.identified)
                case e.ConferenceHeld():
                    assert kinds[event.call] is ConferenceKind.SUPPORT_CONFERENCE
                    assert all(attendee.confidentiality for attendee in event.attendees)


@many
@given(small, codes)
def test_the_summary_says_nothing_that_only_the_national_standard_says(case, code):
    place = PLACES[code]
    path = path_data(simulate(case, place))
    conferences = [step for step in path["steps"] if step["step"] == "convene" and "stopped" not in step]
    for step in path["steps"]:
        national = {name for name, answer in step["answers"].items() if answer["origin"] == "national"}
        if conferences and step is conferences[0]:
            for key, name in (("conf1", "kind"), ("convener", "convener"), ("lead", "lead")):
                assert not (name in national and not step.get("maybe")) or path["summary"][key] is None
        if step["step"] == "escalate" and step["stage"] == "at_window" and "mac" in national:
            assert path["summary"]["mac"] is None
    drafters = path["summary"]["drafters"]
    said = {
        step["stage"]
        for step in path["steps"]
        if step["step"] == "approve" and step["answers"].get("drafters", {}).get("origin") not in (None, "national")
    }
    assert {kind for kind, value in drafters.items() if value is not None} <= said


@many
@given(small, codes)
def test_every_answer_has_its_citation_in_a_known_source(case, code):
    place = PLACES[code]
    path = path_data(simulate(case, place))
    known = {source.id for source in (*place.structure.source, *SOURCES)}
    for step in path["steps"]:
        for answer in step["answers"].values():
            keys = answer["cite"] if isinstance(answer["cite"], list) else [answer["cite"]]
            assert keys
            assert {path["cites"][key].partition(":")[0] for key in keys} <= known


@many
@given(small, codes)
def test_what_happened_is_what_the_case_is(case, code):
    """The phase that a path ends in is the one that its events lead to; what is final was agreed and decided on."""
    for way in simulate(case, PLACES[code]).ways:
        assert way.turns[-1].phase is way.case.phase
        if case.start is None and way.case.phase is Phase.SUPPORTING:
            done = [type(event) for event in events_of(way)]
            assert e.PlanDeliberated in done
            assert (e.PlanDecided in done) or (e.PlanReported in done)


@many
@given(small, codes)
def test_a_case_in_which_everything_is_known_is_one_of_the_variants_of_the_same_case_with_doubts(case, code):
    assume(variants.count(case) > 1)
    simulated = simulate(case, PLACES[code])
    path = path_data(simulated)
    seen = {repr(way.case.phase.value) for way in simulated.ways}
    ended = path["end"]["phase"]
    assert seen == {repr(one) for one in (ended["maybe"] if isinstance(ended, dict) else [ended])}
    assert [one["taken"] for one in path["variants"]] == [
        {name: getattr(value, "value", value) for name, value in way.variant.taken} for way in simulated.ways
    ]


@pytest.mark.parametrize("code", sorted(PLACES))
def test_every_shipped_municipality_is_walked_by_its_own_plugin(code):
    assert PLACES[code].failures == ()
    assert PLACES[code].plugin
