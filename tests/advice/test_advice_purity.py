"""The core's own answers are pure, and every one of them has a known source."""

import copy
import datetime as dt
from itertools import chain

from advice_towns import DAY, FULL, JUSO, NONE, ROUTES, SUPPORT, case_of, consultation, mac, member, town
from hypothesis import given
from hypothesis import strategies as st

from juso_core import national, stated
from juso_core.casework.facts import Assessment, Cooperation, EscalationStage, PlanContent, Responsibility
from juso_core.hookspecs import RESULTS
from juso_core.municipality.words import Approached, Consent, Field, Includes, Occasion, PlanKind, Trait

WINDOW = """
[[service]]
id = "window"
function = "comprehensive_consultation"
fields = ["elderly"]
any_field = true
agencies = ["houkatsu"]
cite = "plan: 5"

[[counting_rule]]
id = "mine"
name = "件数"
counts = "mac_case"
cite = "plan: 6"
"""
TOWNS = [
    town(),
    town(JUSO, mac('takes = ["roles_unclear", "stalled"]', 'hands_back_to = "houkatsu"')),
    town(SUPPORT, WINDOW, mac('only_for = ["hikikomori"]')),
    town(JUSO, SUPPORT, ROUTES, WINDOW, mac('applicant = "person"')),
]
CONSENTS = st.sampled_from([FULL, NONE, (Consent.GIVEN, Consent.REFUSED), (Consent.WITHDRAWN, Consent.GIVEN)])
MEMBERS = st.tuples(
    st.builds(
        lambda consent, traits: member("son", consent, traits=traits),
        CONSENTS,
        st.sampled_from([(), (Trait.HIKIKOMORI,)]),
    ),
    st.builds(lambda consent: member("mother", consent), CONSENTS),
)
ASSESSMENTS = st.builds(
    Assessment,
    complaint_clear=st.sampled_from([None, True, False]),
    responsibility=st.sampled_from([None, *Responsibility]),
    agencies_needed=st.sampled_from([None, 1, 3]),
    household_issue=st.sampled_from([None, True, False]),
    cooperation=st.sampled_from([None, *Cooperation]),
    wants=st.frozensets(st.sampled_from(list(Includes))),
    urgent=st.booleans(),
    stalled=st.booleans(),
)
PLANS = st.builds(PlanContent, st.sampled_from(list(PlanKind)), st.frozensets(st.sampled_from(list(Includes))))
CASES = st.builds(lambda members, found: case_of(*members, assessment=found), MEMBERS, st.none() | ASSESSMENTS)


@st.composite
def questions(draw):
    """A hook, its arguments, and the structure that they are about."""
    structure, case = draw(st.sampled_from(TOWNS)), draw(CASES)
    place = {"municipality": structure, "on": DAY}
    plan = draw(PLANS)
    consulted = consultation(
        approached=draw(st.sampled_from(list(Approached))), field=draw(st.sampled_from([None, *Field]))
    )
    convened = {
        "case": case,
        "occasion": draw(st.sampled_from(list(Occasion))),
        "plan": draw(st.sampled_from([None, plan])),
        "subjects": draw(st.sampled_from([("son",), ("mother",), ("son", "mother")])),
    }
    return draw(
        st.sampled_from(
            [
                ("juso_intake", {"consultation": consulted, **place}),
                ("juso_escalate", {"case": case, "stage": draw(st.sampled_from(list(EscalationStage))), **place}),
                ("juso_convene", {**convened, **place}),
                ("juso_approve", {"case": case, "plan": plan, **place}),
                ("juso_report", place),
            ]
        )
    )


def answers(hook, arguments):
    return [getattr(module, hook)(**arguments) for module in (stated, national) if hasattr(module, hook)]


@given(questions())
def test_an_answer_changes_nothing_and_is_the_same_twice(question):
    hook, arguments = question
    before = copy.deepcopy(arguments)
    first = answers(hook, arguments)
    assert arguments == before
    assert answers(hook, arguments) == first
    assert answers(hook, before) == first


@given(questions())
def test_every_answer_is_of_the_right_kind_and_every_citation_of_a_known_source(question):
    hook, arguments = question
    known = {source.id for source in chain(national.SOURCES, arguments["municipality"].source)}
    for answer in answers(hook, arguments):
        if answer is None:
            continue
        assert type(answer) is RESULTS[hook]
        assert answer.because
        for reason in answer.because:
            assert reason.cites
            assert {cite.source for cite in reason.cites} <= known
            assert reason.text.ja
            assert reason.text.en


@given(questions())
def test_the_national_standard_cites_its_own_sources_only(question):
    hook, arguments = question
    own = {source.id for source in national.SOURCES}
    implementation = getattr(national, hook, None)
    answer = implementation(**arguments) if implementation else None
    if answer is not None:
        assert {cite.source for reason in answer.because for cite in reason.cites} <= own


def test_the_day_changes_the_answer_only_through_the_structure():
    case = case_of(assessment=Assessment(stalled=True))
    one = {"case": case, "stage": EscalationStage.AT_WINDOW, "municipality": TOWNS[1]}
    assert answers("juso_escalate", {**one, "on": DAY}) == answers("juso_escalate", {**one, "on": dt.date(1999, 1, 1)})
