"""Reasons, rows and states of rows become origins; values become plain data."""

import pytest
from advice_towns import BOTH, FULL, JUSO, NATIONAL, STATED, SUPPORT, case_of, consultation, mac, member, town

from juso_core.advice import (
    AnswerFailed,
    Asked,
    advise_approval,
    advise_convening,
    advise_escalation,
    advise_intake,
    advise_reporting,
    merge,
    plain,
)
from juso_core.casework.decisions import Escalation, Reason
from juso_core.casework.facts import Assessment, EscalationStage, PlanContent, Responsibility
from juso_core.casework.record import Failure
from juso_core.citation import Citation, Giver, Text
from juso_core.municipality.words import Includes, Level, Occasion, PlanKind, Topic

PLUGIN = Asked(Giver.PLUGIN, "juso-reiji", "2.0", {})


def reason(en, *about, cite="plan: 1", **more):
    return Reason(Text("理由", en), cite, about, **more)


def merged(*because, **said):
    return merge("juso_escalate", Escalation, [(PLUGIN, Escalation(because=because, **said))])


def test_a_reason_speaks_for_the_fields_that_it_names():
    advice = merged(
        reason("by urgency", "mac", cite=["plan: 2", "act: 106-4"]),
        reason("by the list", "receivers", cite="plan: 3"),
        mac=Level.YES,
        receivers=("shakyo",),
    )
    assert [text.en for text in advice.origins["mac"].why] == ["by urgency"]
    assert advice.origins["mac"].cites == (Citation("plan", "2"), Citation("act", "106-4"))
    assert advice.origins["receivers"].cites == (Citation("plan", "3"),)


def test_a_reason_that_names_no_field_speaks_for_all_of_them():
    advice = merged(reason("in general"), reason("by urgency", "mac"), mac=Level.YES, form="sheet")
    assert [text.en for text in advice.origins["mac"].why] == ["in general", "by urgency"]
    assert [text.en for text in advice.origins["form"].why] == ["in general"]


def test_the_same_reason_and_citation_stand_once():
    advice = merged(reason("so"), reason("so", "mac"), mac=Level.YES)
    assert len(advice.origins["mac"].why) == len(advice.origins["mac"].cites) == 1


def test_an_origin_names_the_giver_or_the_row_that_was_used():
    assert merged(reason("so"), mac=Level.YES).origins["mac"].name == "juso-reiji"
    assert merged(reason("so", row="service.mac"), mac=Level.YES).origins["mac"].name == "service.mac"
    assert merged(reason("so"), mac=Level.YES).origins["mac"].version == "2.0"


def test_reasons_of_all_who_were_heard_are_kept_once():
    mine, theirs = reason("mine"), reason("theirs")
    advice = merge(
        "juso_escalate",
        Escalation,
        [(PLUGIN, Escalation(mac=Level.YES, because=(mine,))), (STATED, Escalation(form="f", because=(theirs, mine)))],
    )
    assert advice.decision.because == (mine, theirs)


@pytest.mark.parametrize("status", ["planned", "proposed", "trial"])
def test_a_row_that_is_not_in_force_stays_marked(status):
    lines = (f'status = "{status}"', 'since = "2024-04"', 'applicant = "agency"')
    advice = advise_escalation(BOTH, case_of(), EscalationStage.AT_WINDOW, town(mac(*lines)))
    assert advice.decision.applicant == "agency"
    for name in ("applicant", "receivers"):
        assert advice.origins[name].status == status
        assert advice.origins[name].giver is Giver.STRUCTURE
        assert advice.origins[name].name == "service.mac"
        assert advice.origins[name].cites == (Citation("plan", "4"),)


def test_a_row_in_force_has_no_mark():
    advice = advise_escalation(BOTH, case_of(), EscalationStage.AT_WINDOW, town(mac('applicant = "agency"')))
    assert advice.origins["applicant"].status is None


@pytest.mark.parametrize("lines", [('status = "planned"',), ('status = "planned"', 'since = "2025-04"')])
def test_a_plan_without_its_day_or_before_it_says_nothing(lines):
    structure = town(mac(*lines, 'applicant = "agency"'))
    advice = advise_escalation((STATED,), case_of(), EscalationStage.AT_WINDOW, structure)
    assert advice.said == ()


def test_only_the_row_that_is_planned_is_marked():
    planned = SUPPORT.replace('cite = "plan: 2 (2)"', 'cite = "plan: 2 (2)"\nstatus = "planned"\nsince = "2024-04"')
    structure = town(JUSO, planned)
    status = {}
    for consent in (FULL, ()):
        case = case_of(member(consent=consent)) if consent else case_of()
        advice = advise_convening(BOTH, case, Occasion.SHARE, None, ("son",), structure)
        status[advice.decision.meeting] = advice.origins["convener"].status
        assert advice.origins["required"].status is None
    assert status == {"juso-kaigi": None, "shien-kaigi": "planned"}


def test_the_day_that_is_asked_for_is_that_of_the_structure():
    seen = []

    def hook(**arguments):
        seen.append((arguments["on"], arguments["municipality"].on))

    hooks = dict.fromkeys(("juso_intake", "juso_escalate", "juso_convene", "juso_approve", "juso_report"), (hook,))
    givers, structure, case = [Asked(Giver.PLUGIN, "juso-reiji", "1", hooks)], town(), case_of()
    content = PlanContent(PlanKind.MAC, {Includes.OTHER})
    advise_intake(givers, consultation(), structure)
    advise_escalation(givers, case, EscalationStage.AT_MAC, structure)
    advise_convening(givers, case, Occasion.PLAN, content, ("son",), structure)
    advise_approval(givers, case, content, structure)
    advise_reporting(givers, structure)
    assert seen == [(structure.on, structure.on)] * 5


def test_counts_of_all_givers_stand_side_by_side():
    rule = '[[counting_rule]]\nid = "mine"\nname = "件数"\ncounts = "mac_case"\ncite = "plan: 5"\n'
    heard = advise_reporting(BOTH, town(rule))
    assert [giver.giver for giver, _answer in heard] == [Giver.STRUCTURE, Giver.NATIONAL]
    assert [one.id for one in heard[0][1].indicators] == ["mine"]


def test_a_giver_that_fails_to_report_costs_only_its_own_counts():
    def broken(**arguments):
        raise AnswerFailed(Failure("juso-reiji", "juso_report", "plugin.py:1", "ValueError: broken"))

    givers = [Asked(Giver.PLUGIN, "juso-reiji", "1", {"juso_report": (broken,)}), NATIONAL]
    heard = advise_reporting(givers, town())
    assert [giver.giver for giver, _answer in heard] == [Giver.NATIONAL]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Level.YES, "yes"),
        (True, True),
        (None, None),
        ((Topic.DEBT, "a"), ["debt", "a"]),
        (frozenset({Includes.OTHER, Includes.OUTREACH}), ["other", "outreach"]),
        (
            PlanContent(PlanKind.MAC, {Includes.PARTICIPATION}),
            {"kind": "mac", "includes": ["participation"]},
        ),
    ],
)
def test_values_become_plain_data(value, expected):
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


def test_an_assessment_becomes_plain_data():
    found = plain(Assessment(responsibility=Responsibility.NOBODY, agencies_needed=2))
    assert found["responsibility"] == "nobody"
    assert found["wants"] == []
    assert found["complaint_clear"] is None
