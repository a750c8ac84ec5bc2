"""The steps of a path: at each turn a question is asked or something happens, and what follows is done.

A turn keeps everything that came of it: the advice with its origins, what was done by whom, what the gate found, and
where the case stood afterwards.
"""

from typing import Any

from attrs import frozen

from juso_core.advice import Advice
from juso_core.casework.case import Phase
from juso_core.casework.commands import Command
from juso_core.casework.events import Event
from juso_core.casework.facts import PlanContent
from juso_core.casework.law import Verdict
from juso_core.casework.refusal import RefusedByFlow
from juso_core.municipality.words import Word

__all__ = ["Acted", "StepKind", "Turn"]


class StepKind(Word):
    """What a step of a path is."""

    START = "start", "出発点", "start"
    INTAKE = "intake", "受付", "intake"
    ESCALATE = "escalate", "つなぐ判断", "escalation"
    CONVENE = "convene", "会議", "conference"
    APPROVE = "approve", "プラン作成", "plan"
    DECIDE = "decide", "支援決定・報告", "decision or report"
    SUPPORT = "support", "支援の実施", "support"
    OUTREACH = "outreach", "アウトリーチ", "outreach"
    EVALUATE = "evaluate", "プランの評価", "evaluation"
    CONSENT = "consent", "同意の変化", "consent"
    CONTACT = "contact", "連絡の変化", "contact"
    INTERRUPTION = "interruption", "中断", "interruption"
    CLOSURE = "closure", "終結", "closure"
    REOPENING = "reopening", "再開", "reopening"


@frozen
class Acted:
    """What somebody did at a turn: the command, who did it, and the events that it made."""

    command: Command
    by: str
    events: tuple[Event, ...]


@frozen(kw_only=True, slots=False)
class Turn:
    """One step of a path.

    ``after`` is when (an ISO 8601 duration from the beginning), ``stage`` at which stage, on which occasion or for
    which kind of plan it was asked, ``subjects`` about whom; ``asked`` are the fields of the advice that the step turns
    on, ``content`` is the plan that it was asked about; ``stopped`` is why the flow did not let it happen.
    """

    step: StepKind
    after: str
    stage: Word | None = None
    subjects: tuple[str, ...] = ()
    advice: Advice[Any] | None = None
    asked: tuple[str, ...] = ()
    content: PlanContent | None = None
    acts: tuple[Acted, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    stopped: RefusedByFlow | None = None
    phase: Phase
