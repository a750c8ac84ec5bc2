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


# -- who applies ----

BY_AGENCY = MAC.replace("takes =", 'applicant = "agency"\ntakes =')


def done_at(found, name):
    """Who did what at each step of that name."""
    named = [one for one, word in zip(found["steps"], steps(found), strict=True) if word == name]
    return [[(act["do"], act["by"], *act["told"][:1]) for act in one["acts"]] for one in named]


BEFORE_THE_ANSWER = [("Apply", "houkatsu", "地域包括支援センター"), ("Answer", "chiiki", "taken in")]
THE_PERSON = ("Apply", "chiiki", "son")


def test_an_agency_applies_before_the_answer_and_whoever_has_consented_applies_after_it():
    found = path(case(), place(TOWN, BY_AGENCY, JUSO, SUPPORT, ROUTES))
    (done,) = done_at(found, "escalate/at_mac")
    assert done[:3] == [*BEFORE_THE_ANSWER, THE_PERSON]
    assert found["end"]["phase"] == "supporting"


def test_an_agency_applies_without_consent_too_and_that_is_nobodys_consent():
    town = place(TOWN, BY_AGENCY, JUSO, SUPPORT, ROUTES)
    found = path(case(consent=REFUSED), town)
    assert done_at(found, "escalate/at_mac") == [BEFORE_THE_ANSWER]
    assert step(found, "convene/share")["answers"]["kind"]["value"] == "support_conference"
    assert found["end"]["phase"] == "preconsent"
    later = path(case(CONSENTS, consent=REFUSED), town)
    first, second = done_at(later, "escalate/at_mac")
    assert (first, second[0]) == (BEFORE_THE_ANSWER, THE_PERSON), "it has applied already"
    assert "Apply" not in [do for do, *_ in second[1:]]
    assert later["end"]["phase"] == "supporting"


def test_a_case_that_is_taken_up_unanswered_is_applied_for_by_the_agency_that_referred_it():
    found = path(case(start='[start]\nphase = "referred"'), place(TOWN, BY_AGENCY, JUSO, SUPPORT, ROUTES))
    (done,) = done_at(found, "escalate/at_mac")
    assert done[:3] == [*BEFORE_THE_ANSWER, THE_PERSON]


@pytest.mark.parametrize("tables", [(MAC,), (MAC.replace("takes =", 'applicant = "person"\ntakes ='),)])
def test_where_the_person_applies_no_agency_does(tables):
    town = place(TOWN, *tables, JUSO, SUPPORT, ROUTES)
    (done,) = done_at(path(case(), town), "escalate/at_mac")
    assert done[:2] == [("Answer", "chiiki", "taken in"), THE_PERSON]
    assert done_at(path(case(consent=REFUSED), town), "escalate/at_mac") == [[("Answer", "chiiki", "taken in")]]


# -- a route through several conferences ----

FIRST = JUSO.replace("juso-kaigi", "shokai").replace("重層的支援会議", "調整会議")


def through(*names):
    listed = ", ".join(f'"{name}"' for name in names)
    return ROUTES.replace('deliberated_in = ["juso-kaigi"]', f"deliberated_in = [{listed}]")


def conferences(found):
    """Which meetings were held, on which occasion."""
    held = [one for one in found["steps"] if one["step"] == "convene"]
    assert all([act["do"] for act in one["acts"]] == ["CallConference", "HoldConference"] for one in held)
    return [(one["stage"], one["answers"]["meeting"]["value"]) for one in held]


PLANS = {
    "of collaboration": {},
    "of a service alone": {"cooperation": '"works"', "agencies": "1", "wants": '["participation"]'},
}


@pytest.mark.parametrize("facts", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize(
    "names",
    [
        ("shien-kaigi", "juso-kaigi"),
        ("shokai", "juso-kaigi"),
        ("juso-kaigi", "shokai"),
        ("shien-kaigi", "shokai", "juso-kaigi"),
        ("shokai", "shien-kaigi", "juso-kaigi"),
    ],
)
def test_a_plan_goes_through_the_conferences_of_its_route_in_their_order(names, facts):
    """Those before the last share, one by one, whatever occasions their rows state; the last has the plan."""
    shares_nothing = FIRST.replace('"share", ', "")
    for tables in ((JUSO, FIRST, SUPPORT), (SUPPORT, shares_nothing, JUSO)):
        found = path(case(**facts), place(TOWN, MAC, *tables, through(*names)))
        *earlier, last = names
        assert conferences(found) == [*(("share", name) for name in earlier), ("plan", last)]


def test_a_conference_that_shared_before_consent_is_not_held_once_more_for_the_plan():
    town = place(TOWN, MAC, SUPPORT, JUSO, through("shien-kaigi", "juso-kaigi"))
    found = path(case(CONSENTS, consent=REFUSED), town)
    assert conferences(found) == [("share", "shien-kaigi"), ("plan", "juso-kaigi")]


def test_what_was_sorted_out_before_the_first_plan_is_not_sorted_out_again_before_the_next():
    words = ('contact = "lost"', 'ask = "interruption"', 'contact = "restored"', 'ask = "reopening"')
    later = (f'after = "P{number}M"\n{word}' for number, word in enumerate(words, 1))
    found = path(case(*later), place(TOWN, MAC, SUPPORT, JUSO, through("shien-kaigi", "juso-kaigi")))
    assert conferences(found) == [
        ("share", "shien-kaigi"),
        ("plan", "juso-kaigi"),
        ("interruption", "juso-kaigi"),
        ("replan", "juso-kaigi"),
    ]


# -- any of several ----


def by(found, name, do):
    return next(act["by"] for act in step(found, name)["acts"] if act["do"] == do)


@pytest.mark.parametrize(
    ("named", "acts"),
    [
        (["fukushi", "chiiki"], "chiiki"),
        (["chiiki", "fukushi"], "chiiki"),
        # Its own organisation, or the service that it runs, stand for who has the case.
        (["fukushi", "reiji-shakyo"], "reiji-shakyo"),
        (["fukushi", "mac"], "mac"),
        # Nobody of them has the case.
        (["fukushi", "houkatsu"], "fukushi"),
        (["houkatsu", "fukushi"], "houkatsu"),
    ],
)
def test_of_several_who_are_named_who_has_the_case_acts_and_else_the_first(named, acts):
    several = f"{named}".replace("'", '"')
    routes = ROUTES.replace('drafters = ["chiiki"]', f"drafters = {several}")
    town = place(TOWN, MAC, JUSO.replace('convener = ["chiiki"]', f"convener = {several}"), SUPPORT, routes)
    found = path(case(), town)
    assert [by(found, "approve/mac", do) for do in ("Draft", "Submit")] == [acts, acts]
    assert [by(found, "convene/plan", do) for do in ("CallConference", "HoldConference")] == [acts, acts]
    assert by(found, "support/mac", "Support") == acts
    assert found["summary"]["drafters"]["mac"] == named, "who is named is still all of them"


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


def test_a_support_conference_that_no_row_convenes_is_the_municipalitys_by_law_and_nobodys_answer():
    town = place(TOWN, MAC, JUSO, SUPPORT.replace('convener = ["fukushi"]\n', ""), ROUTES)
    found = path(case(consent=REFUSED), town)
    talk = step(found, "convene/share")
    assert (talk["answers"]["convener"]["value"], talk["answers"]["convener"]["origin"]) == (
        ["@municipality"],
        "national",
    )
    assert found["summary"]["convener"] is None
    assert "convener" in talk["silent"]
    assert talk["law"] == []


@pytest.mark.parametrize("given", [GIVEN, REFUSED])
def test_nobody_is_named_in_a_referral_who_has_not_consented(given):
    found = path(case(consent=given))
    told = [line for act in step(found, "escalate/at_window")["acts"] for line in act["told"]]
    named = any("by name: son" in line for line in told)
    assert named is (given == GIVEN)


# -- several conferences in a row ----

NO_OCCASIONS = JUSO.replace('occasions = ["share", "plan", "replan", "closure", "interruption"]\n', "").replace(
    'must_on = ["plan", "interruption"]\n', ""
)
IN_A_ROW = ROUTES.replace('["juso-kaigi"]', '["shien-kaigi", "juso-kaigi"]')
THIRD = JUSO.replace("juso-kaigi", "honkaigi")


def meetings_held(found):
    return [
        (one["answers"]["meeting"]["value"], one["stage"])
        for one in found["steps"]
        if one["step"] == "convene" and "meeting" in one["answers"]
    ]


@pytest.mark.parametrize("juso", [JUSO, NO_OCCASIONS])
def test_the_conferences_of_a_route_are_held_in_its_order(juso):
    found = path(case(wants='["other"]'), place(TOWN, MAC, juso, SUPPORT, IN_A_ROW))
    assert meetings_held(found) == [("shien-kaigi", "share"), ("juso-kaigi", "plan")]
    assert found["summary"]["conf1"] == "support_conference"


def test_of_three_in_a_row_each_is_held_and_the_plan_goes_to_the_last():
    route = ROUTES.replace('["juso-kaigi"]', '["shien-kaigi", "juso-kaigi", "honkaigi"]')
    found = path(case(wants='["other"]'), place(TOWN, MAC, JUSO, SUPPORT, THIRD, route))
    assert meetings_held(found) == [("shien-kaigi", "share"), ("juso-kaigi", "share"), ("honkaigi", "plan")]


def test_a_plan_of_one_service_goes_through_its_row_too():
    alone = case(wants='["participation"]', agencies="1", cooperation='"works"', responsibility='"clear"')
    found = path(alone, place(TOWN, MAC, JUSO, SUPPORT, IN_A_ROW))
    assert meetings_held(found) == [("shien-kaigi", "share"), ("juso-kaigi", "plan")]


def test_a_conference_that_was_held_before_consent_is_not_held_again():
    found = path(case(CONSENTS, consent=REFUSED, wants='["other"]'), place(TOWN, MAC, JUSO, SUPPORT, IN_A_ROW))
    assert meetings_held(found) == [("shien-kaigi", "share"), ("juso-kaigi", "plan")]
