"""The way that a case goes through an invented town, from its facts, its consents and what happens later."""

import pytest
from simulated_towns import (
    GIVEN,
    JUSO,
    MAC,
    MOTHER,
    REFUSED,
    ROUTES,
    SUPPORT,
    TOWN,
    case,
    law,
    path,
    place,
    step,
    steps,
)

CONSENTS = 'after = "P6M"\nconsent = { of = "son", use = "given", share = "given" }'


# -- with consent ----


def test_with_consent_it_goes_from_the_window_to_support_by_a_plan_that_was_agreed_and_decided_on():
    found = path(case(wants='["participation"]'))
    assert steps(found) == [
        "intake",
        "escalate/at_window",
        "escalate/at_mac",
        "approve/mac",
        "convene/plan",
        "decide/mac",
        "support/mac",
    ]
    assert found["end"] == {"phase": "supporting", "because": "timeline_end"}
    assert found["summary"]["pattern"] == "B"
    assert [act["do"] for act in step(found, "decide/mac")["acts"]] == ["Decide"]
    assert [act["by"] for act in step(found, "decide/mac")["acts"]] == ["fukushi"]
    assert [act["do"] for act in step(found, "support/mac")["acts"]] == ["Support", "Participate"]
    assert law(found) == []


def test_a_plan_without_a_service_of_the_programme_is_reported_and_not_decided_on():
    found = path(case())
    assert found["summary"]["pattern"] == "C"
    assert [act["do"] for act in step(found, "decide/mac")["acts"]] == ["Report"]
    assert "informed" in step(found, "approve/mac")["silent"]
    assert "decider" not in step(found, "approve/mac").get("silent", [])


def test_those_who_have_not_consented_are_spoken_of_in_a_conference_of_their_own():
    found = path(case(others=MOTHER.format(REFUSED)))
    conferences = [one for one in found["steps"] if one["step"] == "convene"]
    assert [(one["stage"], one["subjects"], one["answers"]["kind"]["value"]) for one in conferences] == [
        ("plan", ["son"], "juso_conference"),
        ("share", ["mother"], "support_conference"),
    ]
    assert ("L01", "narrowed") in law(found)
    assert step(found, "escalate/at_window")["law"][0]["refs"] == ["mother"]


def test_a_window_that_the_town_does_not_have_stays_open_and_the_walk_goes_on():
    found = path(case(), place(TOWN.replace('fields = ["elderly"]', 'fields = ["child"]'), MAC, JUSO, SUPPORT, ROUTES))
    first = found["steps"][0]
    assert "window" not in first["answers"]
    assert "window" in first["silent"]
    assert first["acts"][0]["by"] == "function:comprehensive_consultation"
    assert found["end"]["phase"] == "supporting"


# -- without consent ----


def test_without_consent_the_support_conference_talks_and_outreach_looks_for_a_way():
    found = path(case(consent=REFUSED, wants='["outreach"]'))
    assert steps(found) == [
        "intake",
        "escalate/at_window",
        "escalate/at_mac",
        "convene/share",
        "escalate/in_conference",
        "approve/outreach",
        "outreach",
    ]
    assert found["summary"]["conf1"] == "support_conference"
    assert found["summary"]["convener"] == ["fukushi"]
    assert found["summary"]["drafters"] == {"outreach": None}
    assert found["end"]["phase"] == "preconsent"


def test_an_outreach_plan_before_consent_goes_to_a_conference_where_the_town_says_so():
    route = '\n[[plan_route]]\nplan = ["outreach"]\nconsent = "before"\ndrafters = ["chiiki"]\n'
    route += 'deliberated_in = ["shien-kaigi"]\ncite = "plan: 6"\n'
    found = path(case(consent=REFUSED, wants='["outreach"]'), place(TOWN, MAC, JUSO, SUPPORT, ROUTES, route))
    assert steps(found)[-4:] == ["approve/outreach", "convene/plan", "decide/outreach", "support/outreach"]
    assert step(found, "convene/plan")["answers"]["kind"]["value"] == "support_conference"
    assert found["summary"]["drafters"] == {"outreach": ["chiiki"]}
    assert found["summary"]["decider"] == {"outreach": None}


def test_after_consent_the_case_goes_on_by_application_and_plan():
    found = path(case(CONSENTS, consent=REFUSED, wants='["outreach"]'))
    assert [one["after"] for one in found["steps"]] == ["P0D"] * 7 + ["P6M"] * 6
    assert steps(found)[7:] == [
        "consent",
        "escalate/at_mac",
        "approve/mac",
        "convene/plan",
        "decide/mac",
        "support/mac",
    ]
    assert found["summary"]["drafters"] == {"outreach": None, "mac": ["chiiki"]}
    assert found["end"]["phase"] == "supporting"


def test_consents_that_come_together_are_one_step():
    later = [CONSENTS, CONSENTS.replace('"son"', '"mother"')]
    found = path(case(*later, consent=REFUSED, others=MOTHER.format(REFUSED)))
    assert steps(found).count("consent") == 1
    assert step(found, "convene/plan")["subjects"] == ["son", "mother"]


def test_a_town_with_one_sort_of_conference_holds_that_one_without_identity():
    found = path(case(consent=REFUSED), place(TOWN, MAC, JUSO, ROUTES))
    talk = step(found, "convene/share")
    assert talk["answers"]["kind"] == {
        **talk["answers"]["kind"],
        "value": "juso_conference",
        "origin": "structure",
    }
    assert talk["answers"]["identified"]["value"] is False
    assert not any("by name" in line for act in talk["acts"] for line in act["told"])


def test_a_plan_made_whether_or_not_somebody_consented_is_told_before_consent_too():
    found = path(case(consent=REFUSED), place(TOWN, MAC, JUSO, SUPPORT, ROUTES.replace('consent = "after"\n', "")))
    assert steps(found)[-1] == "approve/mac"
    assert found["steps"][-1]["acts"] == []
    assert found["summary"]["drafters"]["mac"] == ["chiiki"]


# -- with the agency ----


def test_what_ordinary_cooperation_solves_stays_with_the_agency():
    found = path(case(cooperation='"works"'))
    assert steps(found) == ["intake", "escalate/at_window"]
    assert found["end"] == {"phase": "handling", "because": "stays_with_agency"}
    assert found["summary"]["mac"] == "no"
    assert found["summary"]["conf1"] == "none"


def test_a_service_alone_gets_a_plan_of_its_own():
    found = path(case(cooperation='"works"', agencies="1", wants='["participation"]'))
    assert steps(found)[2:] == [
        "approve/participation",
        "convene/plan",
        "decide/participation",
        "support/participation",
    ]
    assert found["summary"]["pattern"] == "A"
    assert found["summary"]["conf1"] == "juso_conference"
    assert found["summary"]["decider"] == {"participation": "fukushi"}


@pytest.mark.parametrize(("agencies", "goes"), [("2", True), ("1", False)])
def test_what_is_left_open_is_followed_where_several_agencies_are_needed(agencies, goes):
    found = path(case(cooperation='"works"', agencies=agencies, wants='["outreach"]'))
    assert found["summary"]["mac"] == "may"
    assert ("escalate/at_mac" in steps(found)) is goes


def test_outreach_that_the_agency_began_gets_its_plan_when_the_person_consents():
    found = path(case(CONSENTS, consent=REFUSED, cooperation='"works"', agencies="1", wants='["outreach"]'))
    assert steps(found)[:4] == ["intake", "escalate/at_window", "approve/outreach", "outreach"]
    assert steps(found)[4:] == [
        "consent",
        "approve/outreach",
        "convene/plan",
        "decide/outreach",
        "support/outreach",
    ]


# -- what happens later ----

START = '[start]\nphase = "supporting"\nplan = { kind = "mac", includes = ["other"] }'


def asked(*words: str, **facts: str) -> dict:
    return path(case(*(f'after = "P{n}M"\n{word}' for n, word in enumerate(words, 1)), start=START, **facts))


def test_an_interruption_is_agreed_in_its_conference_and_the_next_plan_is_a_replan():
    found = asked('contact = "lost"', 'ask = "interruption"', 'contact = "restored"', 'ask = "reopening"')
    assert steps(found) == [
        "start/at_window",
        "contact/lost",
        "convene/interruption",
        "interruption",
        "contact/restored",
        "reopening",
        "approve/mac",
        "convene/replan",
        "decide/mac",
        "support/mac",
    ]
    said = found["summary"]
    assert said["interruption"] == {"meeting": "juso_conference", "required": "must", "decided_by": "conference"}
    assert said["replan"] == {"meeting": "juso_conference", "required": None}
    assert said["reopening"] is None
    assert found["end"]["phase"] == "supporting"


def test_closing_needs_evaluation_conference_and_lead():
    found = asked('ask = "closure"')
    assert steps(found)[1:] == ["evaluate/mac", "convene/closure", "closure/at_closure"]
    assert step(found, "closure/at_closure")["answers"]["post_closure_lead"]["value"] == "houkatsu"
    assert found["end"]["phase"] == "closed"


def test_a_case_without_a_plan_closes_with_a_reason():
    found = path(case('after = "P1M"\nask = "closure"', cooperation='"works"'))
    assert steps(found)[-1] == "closure/at_closure"
    assert found["end"]["phase"] == "closed"


@pytest.mark.parametrize(
    ("asks", "where"), [('ask = "reopening"', "reopening"), ('ask = "interruption"', "convene/interruption")]
)
def test_what_the_flow_does_not_allow_is_said_with_what_to_do_and_the_walk_goes_on(asks, where):
    found = path(case(f'after = "P1M"\n{asks}', 'after = "P2M"\nask = "closure"', cooperation='"works"'))
    stopped = step(found, where)["stopped"]
    assert stopped["what"]
    assert stopped["mend"]
    assert found["end"]["phase"] == "closed"


def test_reopening_of_a_closed_case_is_what_sources_speak_of():
    note = '\n[[note]]\nkind = "stated"\nabout = "reopening"\ntext = { ja = "再開", en = "again" }\ncite = "plan: 9"\n'
    town = place(TOWN.replace(', "reopening"', ""), MAC, JUSO, SUPPORT, ROUTES, note)
    later = ('after = "P1M"\nask = "closure"', 'after = "P2M"\nask = "reopening"')
    assert path(case(*later, cooperation='"works"'), town)["summary"]["reopening"] == "stated"
    lost = ('after = "P1M"\nask = "interruption"', 'after = "P2M"\nask = "reopening"')
    assert path(case(*lost, start=START), town)["summary"]["reopening"] is None


def test_withdrawn_consent_counts_as_none_from_then_on():
    withdrawn = 'after = "P1M"\nconsent = { of = "son", use = "withdrawn", share = "withdrawn" }'
    found = path(case(withdrawn, 'after = "P2M"\nask = "interruption"', start=START))
    talk = step(found, "convene/interruption")
    assert talk["answers"]["kind"]["value"] == "support_conference"
    (taken_back,) = [one for one in found["steps"] if one["step"] == "consent"]
    assert taken_back["silent"] == ["withdrawal"], "what follows the town says nowhere"
    assert "consent.withdrawal" in [*found["silent"], *found["not_entered"]]


def test_a_note_on_withdrawal_is_an_answer_and_consent_that_is_given_asks_for_none():
    note = ("\n[[note]]\nkind = \"stated\"\nabout = \"consent.withdrawal\"\n"
            "text = { ja = \"撤回\", en = \"withdrawn\" }\ncite = \"plan: 9\"\n")  # fmt: skip
    withdrawn = 'after = "P1M"\nconsent = { of = "son", use = "withdrawn", share = "withdrawn" }'
    found = path(case(withdrawn, start=START), place(TOWN, MAC, JUSO, SUPPORT, ROUTES, note))
    assert "consent.withdrawal" not in [*found["silent"], *found["not_entered"]]
    given = path(case('after = "P1M"\nconsent = { of = "son", use = "given", share = "given" }', consent=REFUSED))
    assert "consent.withdrawal" not in [*given["silent"], *given["not_entered"]]


# -- the gate ----


def test_what_the_gate_refuses_is_shown_and_done_as_law_asks():
    """A 支援会議 that somebody outside the municipality would convene."""
    town = place(TOWN, MAC, JUSO, SUPPORT.replace('convener = ["fukushi"]', 'convener = ["chiiki"]'), ROUTES)
    found = path(case(consent=REFUSED), town)
    talk = step(found, "convene/share")
    assert [(entry["rule"], entry["verdict"]) for entry in talk["law"]] == [("L02", "refused")]
    called = talk["acts"][0]
    assert (called["do"], called["by"]) == ("CallConference", "@municipality")
    assert found["summary"]["convener"] == ["chiiki"], "what the town says is still what it says"


def test_a_decision_by_somebody_outside_is_refused_and_taken_by_the_municipality():
    town = place(TOWN, MAC, JUSO, SUPPORT, ROUTES.replace('decided_by = "fukushi"', 'decided_by = "chiiki"'))
    found = path(case(wants='["participation"]'), town)
    decided = step(found, "decide/mac")
    assert ("L11", "refused") in [(entry["rule"], entry["verdict"]) for entry in decided["law"]]
    assert [act["by"] for act in decided["acts"]] == ["@municipality"]
    assert found["end"]["phase"] == "supporting"


@pytest.mark.parametrize("given", [GIVEN, REFUSED])
def test_nobody_is_named_in_a_referral_who_has_not_consented(given):
    found = path(case(consent=given))
    told = [line for act in step(found, "escalate/at_window")["acts"] for line in act["told"]]
    named = any("by name: son" in line for line in told)
    assert named is (given == GIVEN)
