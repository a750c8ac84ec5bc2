"""Who is no receiver of a referral that the municipality does not advise."""

import pytest
from advice_towns import BOTH, NATIONAL, STATED, case_of, mac, town

from juso_core.advice import Asked, advise_escalation
from juso_core.casework.decisions import Escalation, Reason
from juso_core.casework.facts import Assessment, EscalationStage, Responsibility
from juso_core.citation import Giver, Text
from juso_core.municipality.words import Includes, Level

STAYS = 'takes = ["stalled"]'
# The manual would have such a case referred: support by a service of the programme is to be expected.
EXPECTED = case_of(assessment=Assessment(stalled=False, wants=frozenset({Includes.OUTREACH})))


def advice(givers, structure, case=EXPECTED, stage=EscalationStage.AT_WINDOW):
    return advise_escalation(givers, case, stage, structure)


def judging(**said):
    """A plugin that says this, by a reason of its own."""
    because = (Reason(Text("判断", "a judgement"), "plan: 1", tuple(said)),)
    return Asked(Giver.PLUGIN, "juso-reiji", "1", {"juso_escalate": (lambda **_: Escalation(because=because, **said),)})


@pytest.mark.parametrize("stage", [EscalationStage.AT_WINDOW, EscalationStage.AT_MAC])
def test_who_only_the_national_standard_names_receives_nothing_that_is_not_referred(stage):
    assert advice((NATIONAL,), town(mac(STAYS)), stage=stage).decision.receivers == (
        "function:multi_agency_collaboration",
    ), "the national standard alone would refer it"
    found = advice(BOTH, town(mac(STAYS)), stage=stage)
    assert found.decision.mac is found.stated("mac") is Level.NO
    assert found.decision.receivers is None
    assert "receivers" not in [one.field for one in found.said]
    assert found.decision.applicant == "person", "what else the national standard says stays"


def test_a_receiver_that_the_municipality_names_itself_stays_where_the_advice_is_no():
    found = advice((judging(mac=Level.NO, receivers=("fukushi",)), *BOTH), town(mac(STAYS)))
    assert (found.decision.mac, found.stated("receivers")) == (Level.NO, ("fukushi",))


def test_what_is_referred_or_left_open_keeps_the_receiver_of_the_national_standard():
    for level in (Level.YES, Level.MAY):
        found = advice((judging(mac=level), NATIONAL), town())
        assert (found.decision.mac, found.decision.receivers) == (level, ("function:multi_agency_collaboration",))


def test_a_no_of_the_national_standard_names_nobody_either():
    case = case_of(assessment=Assessment(responsibility=Responsibility.CLEAR, agencies_needed=1))
    assert advice((STATED, NATIONAL), town(), case).decision.receivers is None
