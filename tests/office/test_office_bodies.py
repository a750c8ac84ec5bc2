"""A body acts itself where a source names nobody of it, or names the body itself; the gate asks it the same."""

import pytest
from office_bench import MAC_PLAN, ROLES_UNCLEAR, TOWN, bench_of, consultation, day, install

from juso_core.casework.case import Phase, PlanStage
from juso_core.casework.events import Attendee, Outcome
from juso_core.casework.law import Actor, RefusedByLaw
from juso_core.casework.refusal import RefusedByFlow
from juso_core.municipality.words import ConferenceKind
from juso_core.research.walks import read_walk, walk

SHAKYO = Actor("reiji-shakyo")
NPO = """
[[organization]]
id = "npo"
kind = "other"
name = "例示ネット"
cite = "plan: 1"
"""
OFFERS = """
[[service]]
id = "npo-outreach"
function = "outreach"
agencies = ["npo"]
cite = "plan: 2 (3)"
"""
MAC = 'function = "multi_agency_collaboration"\nname = "多機関協働事業"\nagencies = ["shakyo"]'


def town_with(site, *edits, more=""):
    structure = TOWN
    for old, new in edits:
        assert structure.count(old) == 1, old
        structure = structure.replace(old, new)
    return bench_of(install(site, structure + more))


def receives(bench, who):
    return bench.office.receive(bench.code, consultation(), Actor(who), day(0))


OPERATOR = (MAC, MAC.replace("shakyo", "reiji-shakyo"))
NAMED = {
    "operator": OPERATOR,
    "convener": ('convener = ["shakyo"]', 'convener = ["reiji-shakyo"]'),
    "lead": ('convener = ["houkatsu"]', 'lead = "reiji-shakyo"'),
    "secretariat": ('secretariat = "fukushi"', 'secretariat = "reiji-shakyo"'),
    "who asks for a meeting": ('convener = ["houkatsu"]', 'requested_by = ["reiji-shakyo"]'),
    "drafter": ('consent = "before"\ndrafters = ["shakyo"]', 'consent = "before"\ndrafters = ["reiji-shakyo"]'),
    "who fills in a form": ('use = ["proposal"]', 'use = ["proposal"]\nfilled_by = ["reiji-shakyo"]'),
}
ONLY_TOLD = {
    "member": ('members = [{ who = "fukushi" }', 'members = [{ who = "reiji-shakyo" }'),
    "who is told": ('informed = "fukushi"', 'informed = "reiji-shakyo"'),
}


@pytest.mark.parametrize("place", NAMED)
def test_a_body_acts_where_the_structure_names_it_as_doing_something(site, place):
    assert receives(town_with(site, NAMED[place]), "reiji-shakyo").case.agency == "reiji-shakyo"


@pytest.mark.parametrize("place", ["", *ONLY_TOLD])
def test_a_body_that_has_agencies_and_does_nothing_itself_is_refused(site, place):
    bench = town_with(site, *([ONLY_TOLD[place]] if place else []))
    with pytest.raises(RefusedByFlow, match="reiji-shakyo") as refused:
        receives(bench, "reiji-shakyo")
    assert "agency" in refused.value.how_to_mend()
    assert bench.journal.cases() == ()


def test_a_body_without_agencies_acts(site):
    assert receives(town_with(site, more=NPO), "npo").case.agency == "npo"


def test_a_body_acts_on_the_days_of_its_row_only(site):
    gone = NPO.replace('kind = "other"', 'kind = "other"\nuntil = "2024-05"')
    assert receives(town_with(site, more=NPO + OFFERS), "npo").case.agency == "npo"
    with pytest.raises(RefusedByFlow, match="npo"):
        receives(town_with(site, more=gone + OFFERS), "npo")


@pytest.mark.parametrize("who", ["mac", "juso-kaigi"])
def test_what_is_no_body_acts_for_nobody(town, who):
    with pytest.raises(RefusedByFlow, match=who):
        receives(town, who)


def agreed_on(bench):
    """A case that a body took from the referral to the conference that agreed to its plan."""
    case = bench.referred()
    bench.office.answer(case, SHAKYO, day(3), accept=True)
    bench.office.apply(case, SHAKYO, day(4))
    bench.office.assess(case, ROLES_UNCLEAR, SHAKYO, day(5), form_1_2=True)
    bench.office.draft(case, MAC_PLAN, SHAKYO, day(6))
    bench.office.submit(case, SHAKYO, day(6))
    bench.office.call(case, SHAKYO, day(7), plan="P1")
    both = (Attendee("reiji-shakyo", True), Attendee("fukushi", True))
    bench.office.hold(case, SHAKYO, day(8), attendees=both, outcome=Outcome.AGREED)
    return case


def test_a_body_takes_a_case_from_the_referral_to_the_agreement(site):
    bench = town_with(site, OPERATOR)
    case = agreed_on(bench)
    assert bench.case(case).plans[0].stage is PlanStage.AGREED
    assert {one.actor for one in bench.history(case) if one.on >= day(3)} == {SHAKYO}


@pytest.mark.parametrize(
    ("rule", "attempt"),
    [
        ("L02", lambda office, case: office.call(
            case, SHAKYO, day(9), kind=ConferenceKind.SUPPORT_CONFERENCE, convener=("reiji-shakyo",), why="架空")),
        ("L11", lambda office, case: office.decide(case, SHAKYO, day(9))),
        ("L11", lambda office, case: office.decide(case, SHAKYO, day(9), decider="reiji-shakyo", why="架空")),
    ],
)  # fmt: skip
def test_what_only_the_municipality_may_do_stays_refused_to_a_body(site, rule, attempt):
    bench = town_with(site, OPERATOR)
    case = agreed_on(bench)
    with pytest.raises(RefusedByLaw) as refused:
        attempt(bench.office, case)
    assert rule in [one.rule for one in refused.value.verdicts if one.verdict.value == "refused"]


def test_a_walk_is_made_by_a_body(site, tmp_path):
    bench = town_with(site, OPERATOR)
    path = tmp_path / "w.walk.toml"
    path.write_text(WALK, encoding="utf-8")
    walked = walk(bench.office, bench.code, read_walk(path))
    assert bench.case(walked.case_id).phase is Phase.PRECONSENT
    assert bench.history(walked.case_id)[-1].actor == SHAKYO


WALK = """schema = "juso.walk/1"
id = "w"
invented = true
title = { ja = "架空の世帯", en = "an invented household" }

[[step]]
do = "receive"
on = "2024-06-01"
by = "houkatsu"
[step.consultation]
approached = "field_window"
field = "elderly"
brought_by = "family"
topics = ["housing*"]
person = "son"
[[step.consultation.members]]
ref = "son"
age = 56

[[step]]
do = "assess"
on = "2024-06-02"
by = "houkatsu"
assessment = { responsibility = "unclear" }

[[step]]
do = "refer"
on = "2024-06-02"
by = "houkatsu"

[[step]]
do = "answer"
on = "2024-06-03"
by = "reiji-shakyo"
accept = true
"""
