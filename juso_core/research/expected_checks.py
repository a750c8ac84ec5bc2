"""What is wrong in an expectation file: names that no summary, no step and no rule of the gate can have."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from juso_core.casework.acts import Contact
from juso_core.casework.decisions import Approval, Convening, Decision, Escalation, Intake
from juso_core.casework.facts import EscalationStage
from juso_core.casework.flow import RULES
from juso_core.casework.law import VerdictKind
from juso_core.language.messages import _
from juso_core.municipality.lines import Place
from juso_core.municipality.problems import Slip, did_you_mean, it_can_be
from juso_core.municipality.words import Occasion, PlanKind, Word
from juso_core.research.summary import BY_PLAN, KEYS
from juso_core.research.turns import StepKind

__all__ = ["ANSWERS", "SCHEMA", "SILENT", "STAGES", "check"]

SCHEMA = "juso.expected/1"
SILENT = "silent"
_DEEP = {
    **dict.fromkeys(BY_PLAN, tuple(word.value for word in PlanKind)),
    "interruption": ("meeting", "required", "decided_by"),
    "replan": ("meeting", "required"),
}
ANSWERS: Mapping[StepKind, type[Decision]] = {
    StepKind.INTAKE: Intake,
    StepKind.START: Escalation,
    StepKind.ESCALATE: Escalation,
    StepKind.CLOSURE: Escalation,
    StepKind.CONVENE: Convening,
    StepKind.APPROVE: Approval,
}
"""The decision that is asked for at a step; at the others nobody is asked."""
STAGES: Mapping[StepKind, tuple[Word, ...]] = {
    StepKind.START: (EscalationStage.AT_WINDOW,),
    StepKind.ESCALATE: (EscalationStage.AT_WINDOW, EscalationStage.AT_MAC, EscalationStage.IN_CONFERENCE),
    StepKind.CLOSURE: (EscalationStage.AT_CLOSURE,),
    StepKind.CONVENE: tuple(Occasion),
    **dict.fromkeys((StepKind.APPROVE, StepKind.DECIDE, StepKind.SUPPORT, StepKind.EVALUATE), tuple(PlanKind)),
    StepKind.CONTACT: tuple(Contact),
}
"""The words that a step can have as its stage; the others have none."""
_RULES = tuple(rule.id for rule in RULES)
_VERDICTS = (*(kind.value for kind in VerdictKind), SILENT)


def check(raw: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield what is wrong in the tables of an expectation file, beyond the form of its values."""
    if isinstance(raw.get("schema"), str) and raw["schema"] != SCHEMA:
        what = _("'{schema}' is not an expectation file of this version", schema=raw["schema"])
        yield Slip(("schema",), what, f'schema = "{SCHEMA}"')
    if not raw.get("summary") and not raw.get("step"):
        yield Slip((), _("nothing is expected here"), _("write [[summary]] or [[step]]"))
    for table in ("summary", "step"):
        rows = raw.get(table)
        for number, row in enumerate(rows if isinstance(rows, list) else []):
            if isinstance(row, dict):
                yield from _check_row(table, number, row)


def _check_row(table: str, number: int, row: Mapping[str, Any]) -> Iterator[Slip]:
    place = (table, number)
    if table == "summary":
        yield from _check_key(place, row.get("key"))
    else:
        yield from _check_step(place, row)
    if "is" in row and row["is"] != SILENT and row.get("cite", []) == [] and "law" not in row:
        yield Slip((*place, "cite"), _("where the source says this is missing"), _('write cite = "source id: heading"'))


def _check_key(place: Place, key: Any) -> Iterator[Slip]:
    if not isinstance(key, str):
        return
    first, dot, rest = key.partition(".")
    if first not in KEYS:
        yield Slip((*place, "key"), _("a summary has no '{key}'", key=key), did_you_mean(first, KEYS))
    elif dot and first not in _DEEP:
        yield Slip((*place, "key"), _("'{key}' has nothing below it", key=first))
    elif dot and rest not in _DEEP[first]:
        yield Slip((*place, "key"), _("a summary has no '{key}'", key=key), did_you_mean(rest, _DEEP[first]))


def _check_step(place: Place, row: Mapping[str, Any]) -> Iterator[Slip]:
    if ("answer" in row) == ("law" in row):
        yield Slip(place, _("a step is held to one answer or to one rule of law"), _("write answer = or law ="))
    step, stage, answer = row.get("step"), row.get("stage"), row.get("answer")
    if step in tuple(StepKind):
        if isinstance(stage, str):
            yield from _check_stage(place, StepKind(step), stage)
        if isinstance(answer, str):
            yield from _check_answer(place, StepKind(step), answer)
    if "law" in row and "answer" not in row:
        yield from _check_law(place, row)


def _check_stage(place: Place, step: StepKind, stage: str) -> Iterator[Slip]:
    known = [word.value for word in STAGES.get(step, ())]
    if stage not in known:
        yield Slip((*place, "stage"), _("such a step has no stage '{stage}'", stage=stage), did_you_mean(stage, known))


def _check_answer(place: Place, step: StepKind, answer: str) -> Iterator[Slip]:
    known = [a.name for a in attrs.fields(ANSWERS[step]) if a.name != "because"] if step in ANSWERS else []
    if answer not in known:
        yield Slip((*place, "answer"), _("such a step has no '{answer}'", answer=answer), did_you_mean(answer, known))


def _check_law(place: Place, row: Mapping[str, Any]) -> Iterator[Slip]:
    law, accept = row["law"], row.get("accept", [])
    if isinstance(law, str) and law not in _RULES:
        yield Slip((*place, "law"), _("there is no rule '{rule}'", rule=law), did_you_mean(law, _RULES))
    listed = enumerate(accept) if isinstance(accept, list) else [(0, accept)]
    values = [((*place, "is"), row.get("is", SILENT)), *(((*place, "accept", n), one) for n, one in listed)]
    for where, value in values:
        if isinstance(value, str) and value not in _VERDICTS:
            yield Slip(where, _("a rule does not do '{word}'", word=value), did_you_mean(value, _VERDICTS))
        elif isinstance(value, bool | int | list | dict):
            yield Slip(where, _("what a rule did is one word"), it_can_be(_VERDICTS))
