"""{{ cookiecutter.name_in_python }}の判断。事実は structure.toml に書き、ここには行で書けない判断だけを書く。

Judgements that rows of facts cannot state. A hook is pure: no database, no clock, no names of people. It returns a
decision with the reason and where that stands, or None to leave the answer to the structure and the standard.
"""

from juso_core.casework.case import Case
from juso_core.casework.decisions import Escalation
from juso_core.casework.facts import EscalationStage
from juso_core.hookspecs import hookimpl


@hookimpl
def juso_escalate(case: Case, stage: EscalationStage) -> Escalation | None:
    """Say whether a case goes to multi-agency collaboration, where the documents say more than conditions."""
    # For instance, every urgent case at once (with the imports of Reason, Text and Level):
    #
    #     if stage is EscalationStage.AT_WINDOW and case.assessment is not None and case.assessment.urgent:
    #         return Escalation(
    #             mac=Level.YES,
    #             because=(Reason(Text("緊急の相談はすぐつなぐ。", "Urgent matters go at once."), "plan: 2 (1)"),),
    #         )
    return None
