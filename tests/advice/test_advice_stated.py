"""What a structure states, on invented towns: which conference, which route, who takes a case, which window."""

import pytest
from advice_towns import (
    BOTH,
    DAY,
    FULL,
    HEAD,
    JUSO,
    ROUTES,
    STATED,
    SUPPORT,
    case_of,
    consultation,
    mac,
    member,
    town,
)

from juso_core.advice import advise_approval, advise_convening, advise_escalation, advise_intake, advise_reporting
from juso_core.casework.facts import Assessment, EscalationStage, PlanContent, Responsibility
from juso_core.citation import Citation, Giver
from juso_core.municipality.loading import load_text
from juso_core.municipality.words import (
    Approached,
    ConferenceKind,
    Consent,
    Field,
    Function,
    Includes,
    Level,
    Occasion,
    PlanKind,
    Together,
    Topic,
    Trait,
)

JUSO_KIND, SUPPORT_KIND = ConferenceKind.JUSO_CONFERENCE, ConferenceKind.SUPPORT_CONFERENCE
MAC_PLAN = PlanContent(PlanKind.MAC, {Includes.OTHER})
OUTREACH_PLAN = PlanContent(PlanKind.OUTREACH, {Includes.OUTREACH})
PARTICIPATION_PLAN = PlanContent(PlanKind.PARTICIPATION, {Includes.PARTICIPATION})

WITH, WITHOUT = case_of(member(consent=FULL)), case_of(member())
NEARLY = [
    case_of(member(consent=(Consent.GIVEN, Consent.NOT_ASKED))),
    case_of(member(consent=(Consent.WITHDRAWN, Consent.GIVEN))),
    case_of(member(consent=(Consent.GIVEN, Consent.REFUSED))),
]


def convening(structure, case, occasion=Occasion.SHARE, plan=None, subjects=("son",), givers=BOTH):
    return advise_convening(givers, case, occasion, plan, subjects, structure)


def escalation(structure, case, stage=EscalationStage.AT_WINDOW):
    return advise_escalation((STATED,), case, stage, structure)


# -- which conference ----


@pytest.mark.parametrize(
    ("case", "meeting", "kind", "convener"),
    [(WITH, "juso-kaigi", JUSO_KIND, "shakyo"), (WITHOUT, "shien-kaigi", SUPPORT_KIND, "fukushi")]
    + [(case, "shien-kaigi", SUPPORT_KIND, "fukushi") for case in NEARLY],
)
def test_of_two_conferences_consent_chooses(case, meeting, kind, convener):
    advice = convening(town(JUSO, SUPPORT), case)
    assert (advice.decision.meeting, advice.decision.kind) == (meeting, kind)
    assert advice.decision.convener == (convener,)
    assert advice.decision.identified is True
    for name in ("kind", "meeting", "subjects", "identified", "convener"):
        assert advice.origins[name].giver is Giver.STRUCTURE
        assert advice.origins[name].name == f"meeting.{meeting}"


def test_one_of_several_without_consent_is_enough_for_the_conference_without_consent():
    case = case_of(member("son", FULL), member("mother"))
    assert convening(town(JUSO, SUPPORT), case, subjects=("son", "mother")).decision.kind is SUPPORT_KIND
    assert convening(town(JUSO, SUPPORT), case, subjects=("son",)).decision.kind is JUSO_KIND


@pytest.mark.parametrize("case", [WITHOUT, *NEARLY])
def test_the_juso_conference_alone_is_advised_anonymised_where_consent_is_missing(case):
    advice = convening(town(JUSO), case)
    assert (advice.decision.kind, advice.decision.meeting) == (JUSO_KIND, "juso-kaigi")
    assert advice.decision.identified is False
    assert advice.origins["identified"].giver is Giver.NATIONAL
    assert advice.origins["identified"].cites == (Citation("act", "106-6"),)
    assert Citation("act", "106-6") not in advice.origins["meeting"].cites


def test_the_juso_conference_alone_names_those_who_consented():
    advice = convening(town(JUSO), WITH)
    assert advice.decision.identified is True
    assert advice.origins["identified"].cites == (Citation("plan", "2 (1)"),)


@pytest.mark.parametrize("case", [WITH, WITHOUT])
def test_the_support_conference_alone_is_advised_for_everybody(case):
    advice = convening(town(SUPPORT), case)
    assert (advice.decision.kind, advice.decision.meeting) == (SUPPORT_KIND, "shien-kaigi")
    assert advice.decision.identified is True
    assert advice.stated("convener") == ("fukushi",)


@pytest.mark.parametrize("case", [WITH, WITHOUT])
def test_without_either_conference_the_structure_says_nothing(case):
    assert convening(town(), case, givers=(STATED,)).said == ()
    advice = convening(town(), case)
    assert {origin.giver for origin in advice.origins.values()} == {Giver.NATIONAL}
    assert advice.stated("kind") is advice.stated("meeting") is advice.stated("convener") is None


@pytest.mark.parametrize(("case", "kind"), [(WITH, JUSO_KIND), (WITHOUT, SUPPORT_KIND)])
def test_one_body_that_is_both_serves_as_the_kind_that_consent_asks_for(case, kind):
    both = JUSO.replace('["juso_conference"]', '["support_conference", "juso_conference"]')
    advice = convening(town(both), case)
    assert (advice.decision.kind, advice.decision.meeting) == (kind, "juso-kaigi")
    assert advice.decision.identified is True


def test_a_meeting_that_states_its_occasions_is_not_advised_for_others():
    plan_only = JUSO.replace("convener", 'occasions = ["plan"]\nconvener')
    assert convening(town(plan_only), WITH, Occasion.PLAN).stated("meeting") == "juso-kaigi"
    other = convening(town(plan_only), WITH, Occasion.CLOSURE)
    assert other.stated("meeting") is other.stated("kind") is None
    assert other.decision.kind is JUSO_KIND


def test_members_depend_on_the_kind():
    members = """members = [
        { who = "shakyo" },
        { who = "@person", at = ["juso_conference"] },
    ]
    """
    body = JUSO.replace('["juso_conference"]', '["support_conference", "juso_conference"]')
    structure = town(body.replace("convener", members + "convener"))

    def who(case):
        return convening(structure, case).decision.members

    assert who(case_of(member(consent=FULL))) == ("shakyo", "@person")
    assert who(case_of(member())) == ("shakyo",)


def test_what_the_row_does_not_say_the_national_standard_completes_only_for_the_same_kind():
    bare = '[[meeting]]\nid = "{}"\nname = "会議"\nkinds = ["{}"]\ncite = "plan: 2"\n'
    support = convening(town(bare.format("shien", "support_conference")), WITHOUT)
    assert support.stated("meeting") == "shien"
    assert support.decision.convener == ("@municipality",)
    assert support.origins["convener"].giver is Giver.NATIONAL
    # Anonymised in a juso conference: the national answer is another conference, and none of it is mixed in.
    juso = convening(town(bare.format("juso", "juso_conference")), WITHOUT)
    assert juso.decision.kind is JUSO_KIND
    assert juso.decision.convener is juso.decision.members is None


def test_lead_secretariat_cadence_and_pledge_are_said_as_they_stand():
    more = 'lead = "shakyo"\nsecretariat = "houkatsu"\ncadence = "月1回"\npledge = true\nconvener'
    decision = convening(town(SUPPORT.replace("convener", more)), WITHOUT).decision
    assert (decision.lead, decision.secretariat, decision.cadence, decision.pledge) == (
        "shakyo",
        "houkatsu",
        "月1回",
        True,
    )
    assert convening(town(SUPPORT), WITHOUT).decision.pledge is None


@pytest.mark.parametrize(
    ("lines", "cadence"),
    [
        ("as_needed = true", "必要に応じて"),
        ('cadence = "月1回"\nas_needed = true', "月1回"),
        ("as_needed = false", None),
    ],
)
def test_a_meeting_that_is_held_as_needed_says_so_unless_it_states_how_often(lines, cadence):
    advice = convening(town(SUPPORT.replace("convener", f"{lines}\nconvener")), WITHOUT)
    assert advice.stated("cadence") == cadence
    if cadence:
        assert advice.origins["cadence"].name == "meeting.shien-kaigi"


def test_a_convener_that_is_gone_does_not_cost_the_rest_of_the_answer():
    closed = HEAD.replace('name = "福祉課"', 'name = "福祉課"\nuntil = "FY2022"')
    structure = load_text(closed + SUPPORT).at(DAY)
    advice = convening(structure, WITHOUT)
    assert advice.failures == ()
    assert advice.stated("meeting") == "shien-kaigi"


# -- plans ----


def test_the_route_of_a_plan_is_said_for_its_moment():
    structure = town(JUSO, SUPPORT, ROUTES)
    after = advise_approval(BOTH, WITH, MAC_PLAN, structure)
    assert after.stated("drafters") == ("shakyo",)
    assert after.stated("together") is None, "one drafter acts together with nobody"
    assert after.stated("deliberated_in") == ("juso-kaigi",)
    assert after.stated("decider") == "fukushi"
    assert after.origins["decider"].name == "plan_route.mac-after"
    before = advise_approval(BOTH, WITHOUT, OUTREACH_PLAN, structure)
    assert before.stated("drafters") == ("houkatsu",)
    assert before.stated("deliberated_in") == ("shien-kaigi",)
    assert before.stated("informed") == "fukushi"


def test_several_drafters_act_as_the_route_says():
    structure = town(JUSO, SUPPORT, ROUTES.replace('drafters = ["shakyo"]', 'drafters = ["shakyo", "fukushi"]'))
    after = advise_approval(BOTH, WITH, MAC_PLAN, structure)
    assert after.stated("drafters") == ("shakyo", "fukushi")
    assert after.stated("together") is Together.JOINT


@pytest.mark.parametrize(
    ("case", "plan"),
    [(WITHOUT, MAC_PLAN), (WITH, OUTREACH_PLAN), (WITH, PARTICIPATION_PLAN), (WITHOUT, PARTICIPATION_PLAN)],
)
def test_a_kind_of_plan_without_a_route_for_the_moment_is_silent(case, plan):
    structure = town(JUSO, SUPPORT, ROUTES)
    assert advise_approval((STATED,), case, plan, structure).said == ()
    advice = advise_approval(BOTH, case, plan, structure)
    assert advice.stated("drafters") is advice.stated("decider") is advice.stated("deliberated_in") is None
    assert advice.origins["drafters"].giver is Giver.NATIONAL


def test_a_route_without_a_moment_serves_both_and_one_for_the_moment_goes_first():
    both = '\n[[plan_route]]\nid = "{}"\nplan = ["mac"]\n{}drafters = ["{}"]\ncite = "plan: 3"\n'
    structure = town(both.format("any", "", "houkatsu"), both.format("after", 'consent = "after"\n', "shakyo"))
    assert advise_approval(BOTH, WITH, MAC_PLAN, structure).stated("drafters") == ("shakyo",)
    assert advise_approval(BOTH, WITHOUT, MAC_PLAN, structure).stated("drafters") == ("houkatsu",)


@pytest.mark.parametrize(
    ("case", "plan", "meeting"), [(WITH, MAC_PLAN, "juso-kaigi"), (WITHOUT, OUTREACH_PLAN, "shien-kaigi")]
)
def test_a_plan_goes_to_the_conference_of_its_route(case, plan, meeting):
    structure = town(JUSO, SUPPORT, ROUTES)
    assert convening(structure, case, Occasion.PLAN, plan).stated("meeting") == meeting


@pytest.mark.parametrize("case", [WITH, WITHOUT])
def test_a_kind_of_plan_without_any_route_is_not_said_to_go_anywhere(case):
    advice = convening(town(JUSO, SUPPORT, ROUTES), case, Occasion.PLAN, PARTICIPATION_PLAN)
    assert advice.stated("meeting") is advice.stated("kind") is None
    assert advice.origins["kind"].giver is Giver.NATIONAL


def test_a_route_for_before_consent_does_not_take_the_plan_of_somebody_who_consented():
    advice = convening(town(JUSO, SUPPORT, ROUTES), WITH, Occasion.PLAN, OUTREACH_PLAN)
    assert advice.stated("meeting") is None
    assert advice.decision.kind is JUSO_KIND


@pytest.mark.parametrize(("case", "meeting"), [(WITH, "juso-kaigi"), (WITHOUT, "shien-kaigi")])
@pytest.mark.parametrize("plan", [MAC_PLAN, OUTREACH_PLAN, PARTICIPATION_PLAN])
def test_where_no_route_is_stated_at_all_consent_chooses_for_every_plan(case, meeting, plan):
    assert convening(town(JUSO, SUPPORT), case, Occasion.PLAN, plan).stated("meeting") == meeting


# -- multi-agency collaboration ----


@pytest.mark.parametrize(
    ("assessment", "level"),
    [
        (Assessment(responsibility=Responsibility.UNCLEAR), Level.YES),
        (Assessment(responsibility=Responsibility.CLEAR), Level.NO),
        (Assessment(responsibility=Responsibility.CLEAR, stalled=True), Level.YES),
        (Assessment(stalled=True), Level.YES),
        (Assessment(), None),
        (None, None),
    ],
)
def test_any_condition_that_holds_is_enough_and_what_is_not_known_is_not_said(assessment, level):
    advice = escalation(town(mac('takes = ["roles_unclear", "stalled"]')), case_of(assessment=assessment))
    assert advice.stated("mac") is level
    assert advice.stated("receivers") == (None if level is Level.NO else ("shakyo",))


def test_a_service_without_conditions_names_the_receivers_and_leaves_the_rest_open():
    advice = escalation(town(mac()), case_of(assessment=Assessment(stalled=True)))
    assert [said.field for said in advice.said] == ["receivers"]


@pytest.mark.parametrize("traits", [(Trait.HIKIKOMORI,), (Trait.DEBT, Trait.HIKIKOMORI)])
def test_a_service_for_a_target_group_takes_whoever_belongs_to_it(traits):
    advice = escalation(town(mac('only_for = ["hikikomori"]')), case_of(member(), member("mother", traits=traits)))
    assert advice.stated("mac") is Level.YES
    assert advice.stated("receivers") == ("shakyo",)


@pytest.mark.parametrize("traits", [(), (Trait.YOUNG_CARER,)])
def test_a_service_for_a_target_group_says_nothing_about_others(traits):
    lines = ('only_for = ["hikikomori"]', 'applicant = "agency"', 'takes = ["stalled"]')
    case = case_of(member(traits=traits), assessment=Assessment(stalled=True))
    assert escalation(town(mac(*lines)), case).said == ()
    advice = advise_escalation(BOTH, case, EscalationStage.AT_WINDOW, town(mac(*lines)))
    assert advice.stated("mac") is advice.stated("receivers") is None
    assert advice.decision.mac is Level.YES


def test_a_target_group_with_conditions_needs_one_of_them():
    structure = town(mac('only_for = ["hikikomori"]', 'takes = ["stalled"]'))
    son = member(traits=(Trait.HIKIKOMORI,))
    assert escalation(structure, case_of(son, assessment=Assessment(stalled=True))).stated("mac") is Level.YES
    assert escalation(structure, case_of(son, assessment=Assessment())).stated("mac") is Level.NO


def test_the_service_whose_condition_holds_takes_the_case_whichever_row_stands_first():
    rows = (mac('takes = ["urgent"]'), mac('takes = ["stalled"]', id="mac-2", agencies='["houkatsu"]'))
    case = case_of(assessment=Assessment(stalled=True))
    for structure in (town(*rows), town(*reversed(rows))):
        advice = escalation(structure, case)
        assert advice.stated("mac") is Level.YES
        assert "houkatsu" in advice.stated("receivers")


def test_how_one_applies_and_is_answered():
    forms = """
[[form]]
id = "form-1-1"
name = "申込票"
use = ["application"]
cite = "plan: 様式"

[[form]]
id = "proposal"
name = "提案シート"
use = ["proposal"]
cite = "plan: 様式"
"""
    structure = town(forms, mac('applicant = "person"', 'form = "form-1-1"', 'proposal_form = "proposal"'))
    decision = escalation(structure, case_of()).decision
    assert (decision.applicant, decision.form, decision.proposal) == ("person", "form-1-1", "proposal")


@pytest.mark.parametrize("lead", ["houkatsu", "@referrer"])
def test_at_closure_it_says_to_whom_the_case_is_handed_back(lead):
    structure = town(mac(f'hands_back_to = "{lead}"', 'takes = ["stalled"]'))
    advice = escalation(structure, case_of(), EscalationStage.AT_CLOSURE)
    assert [said.field for said in advice.said] == ["post_closure_lead"]
    assert advice.stated("post_closure_lead") == lead
    assert advice.origins["post_closure_lead"].name == "service.mac"


def test_at_closure_a_structure_that_names_nobody_is_silent():
    advice = advise_escalation(BOTH, case_of(), EscalationStage.AT_CLOSURE, town(mac()))
    assert advice.stated("post_closure_lead") is None
    assert advice.decision.post_closure_lead == "@referrer"


@pytest.mark.parametrize(
    ("function", "includes"),
    [(Function.OUTREACH, Includes.OUTREACH), (Function.PARTICIPATION_SUPPORT, Includes.PARTICIPATION)],
)
def test_a_service_that_is_wanted_and_offered_is_called_for(function, includes):
    row = f'[[service]]\nid = "s"\nfunction = "{function.value}"\nagencies = ["shakyo"]\ncite = "plan: 4"\n'
    wanted, other = Assessment(wants=frozenset({includes})), Assessment(wants=frozenset({Includes.OTHER}))
    assert escalation(town(row), case_of(assessment=wanted)).stated(includes.value) is Level.YES
    assert escalation(town(row), case_of(assessment=other)).said == ()
    assert escalation(town(), case_of(assessment=wanted)).said == ()


# -- windows, counts ----

WINDOWS = """
[[service]]
id = "window-elderly"
function = "comprehensive_consultation"
fields = ["elderly"]
agencies = ["houkatsu"]
cite = "plan: 5 (1)"

[[service]]
id = "window-any"
function = "comprehensive_consultation"
any_field = true
fields = ["elderly"]
agencies = ["shakyo"]
cite = "plan: 5 (2)"
"""
SHEET = """
[[form]]
id = "sheet"
name = "受付票"
use = ["intake"]
topics = ["debt", "housing"]
cite = "plan: 様式"
"""


def intake(structure, **facts):
    return advise_intake((STATED,), consultation(**facts), structure)


def test_the_window_of_the_field_takes_it_and_the_others_stand_beside():
    advice = intake(town(WINDOWS, SHEET), field=Field.ELDERLY)
    assert (advice.decision.window, advice.decision.alternatives) == ("window-elderly", ("window-any",))
    assert (advice.decision.form, advice.decision.check) == ("sheet", (Topic.DEBT, Topic.HOUSING))
    assert advice.origins["window"].name == "service.window-elderly"
    assert advice.origins["check"].name == "form.sheet"


def test_where_nobody_serves_the_field_only_the_sheet_is_said():
    advice = intake(town(WINDOWS, SHEET), field=Field.CHILD)
    assert [said.field for said in advice.said] == ["form", "check"]


@pytest.mark.parametrize("approached", [Approached.OTHER_SECTION, Approached.COMMISSIONER, Approached.OUTREACH])
def test_another_section_is_no_window(approached):
    assert intake(town(WINDOWS), approached=approached, field=Field.ELDERLY).said == ()


def test_a_town_without_windows_and_sheets_says_nothing_on_intake():
    assert intake(town(JUSO, mac()), field=Field.ELDERLY).said == ()


def test_a_sheet_without_topics_has_nothing_to_check():
    bare = SHEET.replace('topics = ["debt", "housing"]\n', "")
    assert [said.field for said in intake(town(bare)).said] == ["form"]


def test_a_town_that_states_no_counting_rule_reports_nothing_of_its_own():
    assert advise_reporting((STATED,), town(JUSO)) == ()
