"""例示市の判断: an urgent matter goes to multi-agency collaboration at once (plan: 3 (2))."""

from juso_core.casework.case import Case
from juso_core.casework.decisions import Escalation, Reason
from juso_core.casework.facts import EscalationStage
from juso_core.citation import Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality.words import Level

WHY = Text("緊急の相談は、すぐに多機関協働につなぐ。", "An urgent matter goes to multi-agency collaboration at once.")
STAGES = (EscalationStage.AT_WINDOW, EscalationStage.AT_MAC)


@hookimpl
def juso_escalate(case: Case, stage: EscalationStage) -> Escalation | None:
    """Say yes where it is urgent; all else is said by the structure."""
    if stage not in STAGES or case.assessment is None or not case.assessment.urgent:
        return None
    return Escalation(mac=Level.YES, because=(Reason(WHY, "plan: 3 (2)"),))
