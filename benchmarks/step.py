"""One step of a case beside the same step in ``transitions`` and in SpiffWorkflow, all in one run, in turn.

The step takes a case from "assessed" to "referred" or "handled by the agency", by the four classes of 八王子市. In
juso it is what the walker does there: three givers are asked (the municipality's plugin, its structure, the national
standard) and merged field by field with their origins, the command goes through flow and law (which narrows whom a
referral names, by L01 and L05), the case is evolved, and what was said is summed up. Nothing is rendered.

The peers do the same step as their users would write it: the same rule of classes decides, consent to sharing decides
who is named, and one event with class, receivers, names, reason and citation is recorded. They ask nobody else, merge
nothing and know no other law. Machine and specs are made before; within the timing each engine makes what it needs
for one case: ``transitions`` a model that is added to the machine and removed again, SpiffWorkflow a workflow.
Logging is set to warnings, which is the fast way for both.

Two peers are there twice. ``one model``: a single model of ``transitions`` is set back to "assessed" for each case,
which does for a loop, not for cases that stand side by side. ``spec classes``: SpiffWorkflow's core without BPMN, two
tasks after the start; ``BPMN``: start, gateway, script task, end, from a parsed document, as its documentation has it.
What the process needs of a case stays outside its data, which would be copied for every task.

Aims: at least half of the rate of ``transitions`` (a model for each case), at least 8 times that of SpiffWorkflow
(BPMN).

    pip install transitions SpiffWorkflow
    python benchmarks/step.py [--rounds 25] [--passes 25]
"""

import argparse
import gc
import logging
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from juso_core import choices
from juso_core.advice import advise_escalation
from juso_core.casework import flow
from juso_core.casework.case import Case
from juso_core.casework.events import Assessed, ConsultationReceived, Referred
from juso_core.casework.evolution import evolve, opened
from juso_core.casework.facts import (
    AgeBand,
    Assessment,
    Consents,
    Consultation,
    Cooperation,
    EscalationStage,
    HouseholdMember,
    Responsibility,
)
from juso_core.casework.law import Actor, Context
from juso_core.citation import Citation
from juso_core.desk import Place
from juso_core.municipality.words import Approached, BroughtBy, Consent, Level, Relation, Topic, Trait
from juso_core.registry import discover
from juso_core.research.simulation import place_of
from juso_hachioji.plugin import CLASSES, TABLE, local_class

try:
    from lxml import etree
    from SpiffWorkflow import Workflow
    from SpiffWorkflow.bpmn import BpmnWorkflow
    from SpiffWorkflow.bpmn.parser import BpmnParser
    from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
    from SpiffWorkflow.operators import Operator
    from SpiffWorkflow.specs import ExclusiveChoice, Simple, WorkflowSpec
    from transitions import Machine
except ImportError as missing:
    sys.exit(f"the peers are not there ({missing.name}); install them with: pip install transitions SpiffWorkflow")

for logger in ("transitions.core", "spiff.workflow", "spiff.task"):
    logging.getLogger(logger).setLevel(logging.WARNING)

Event = dict[str, Any]
Result = tuple[str, str | None, tuple[str, ...], tuple[Citation, ...]]
"""What a step came to: where the case stands, its class, who is named, and the source of the class."""

# -- the cases --------------------------------------------------------------------------------------------------------

BOTH = Consents(Consent.GIVEN, Consent.GIVEN)
SHARING = (Consent.NOT_ASKED, Consent.REFUSED, Consent.WITHDRAWN, Consent.GIVEN)
"""Of the mother: only in the last case a referral may name her."""
FOUND = {
    "1": Assessment(
        complaint_clear=True,
        responsibility=Responsibility.CLEAR,
        agencies_needed=2,
        household_issue=False,
        cooperation=Cooperation.WORKS,
    ),
    "2": Assessment(
        complaint_clear=False,
        responsibility=Responsibility.UNCLEAR,
        agencies_needed=2,
        household_issue=False,
        cooperation=Cooperation.FAILS,
    ),
    "3": Assessment(
        complaint_clear=True,
        responsibility=Responsibility.UNCLEAR,
        agencies_needed=3,
        household_issue=True,
        cooperation=Cooperation.FAILS,
    ),
    "4": Assessment(
        complaint_clear=False,
        responsibility=Responsibility.NOBODY,
        agencies_needed=2,
        household_issue=True,
        cooperation=Cooperation.FAILS,
    ),
}
PLACE = next(place_of(found) for found in discover() if found.package == "juso_hachioji")
assert isinstance(PLACE, Place)


def assessed(found: Assessment, name: str, mother: Consent) -> Case:
    """A case that has been received and assessed."""
    consulted = Consultation(
        approached=Approached.BASE,
        brought_by=BroughtBy.FAMILY,
        person="son",
        topics=(Topic.HIKIKOMORI_NONATTENDANCE, Topic.ELDERLY_CARE),
        members=(
            HouseholdMember("son", None, AgeBand.A45, (Trait.HIKIKOMORI,), consent=BOTH),
            HouseholdMember(
                "mother", Relation.MOTHER, AgeBand.A75, (Trait.CARE_NEEDED,), consent=Consents(share=mother)
            ),
        ),
    )
    case = opened(name, PLACE.code, ConsultationReceived(consultation=consulted, window=None, agency="kyoten-daimachi"))
    return evolve(case, Assessed(assessment=found))


CASES = {
    name: assessed(FOUND[of_class], name, mother)
    for of_class in FOUND
    for mother in SHARING
    if (name := f"{of_class}-{mother}")
}

# -- juso -------------------------------------------------------------------------------------------------------------


def juso(case: Case) -> Result:
    """Ask, choose, act, sum up."""
    advice = advise_escalation(PLACE.givers, case, EscalationStage.AT_WINDOW, PLACE.structure)
    found, mac = case.assessment, advice.decision.mac
    assert found is not None
    if mac is Level.YES or (mac is Level.MAY and found.agencies_needed != 1):
        explained = case.person.consent.use is Consent.GIVEN
        settled = choices.referring(case, advice, by=case.agency, explained=explained, agreed=explained)
    else:
        settled = choices.assessing(advice, found, at_window=True, handle=True)
    step = flow.act(case, settled.command, Context(Actor(case.agency), PLACE.setting))
    mac_said, event = advice.said[0], step.events[-1]
    named = event.identified if isinstance(event, Referred) else ()
    return step.case.phase, advice.decision.local_class, named, mac_said.origin.cites


# -- what the peers share: the rule, consent, the event ---------------------------------------------------------------

CITED = (Citation.parse(TABLE),)
RECEIVERS = advise_escalation(
    PLACE.givers, CASES["3-given"], EscalationStage.AT_WINDOW, PLACE.structure
).decision.receivers
EVENTS: list[Event] = []


def goes(case: Case) -> bool:
    """Whether the class of the case sends it to collaboration."""
    level = CLASSES[local_class(case.assessment)][0]
    return level is Level.YES or (level is Level.MAY and case.assessment.agencies_needed != 1)


def named_in(case: Case) -> tuple[str, ...]:
    """Who consents to sharing now; nobody else is named."""
    return tuple(member.ref for member in case.members if member.consent.share is Consent.GIVEN)


def referred(case: Case, named: tuple[str, ...]) -> Event:
    """The event of a referral."""
    found = local_class(case.assessment)
    explained = case.person.consent.use is Consent.GIVEN
    return {
        "event": "referred",
        "case": case.id,
        "by": case.agency,
        "to": RECEIVERS,
        "subjects": case.refs,
        "identified": named,
        "explained": explained,
        "agreed": explained,
        "class": found,
        "why": CLASSES[found][1],
        "cites": CITED,
    }


def handled(case: Case) -> Event:
    """The event of a case that stays."""
    found = local_class(case.assessment)
    return {
        "event": "handling",
        "case": case.id,
        "by": case.agency,
        "class": found,
        "why": CLASSES[found][1],
        "cites": CITED,
    }


def result() -> Result:
    """What the event that was just recorded says."""
    event = EVENTS.pop()
    return event["event"], event["class"], event.get("identified", ()), event["cites"]


# -- transitions ------------------------------------------------------------------------------------------------------


class Referral:
    """A case as the machine knows it."""

    def __init__(self, case: Case | None = None) -> None:
        self.case, self.named = case, ()

    def goes(self) -> bool:
        return goes(self.case)

    def name(self) -> None:
        self.named = named_in(self.case)

    def note_referral(self) -> None:
        EVENTS.append(referred(self.case, self.named))

    def note_handling(self) -> None:
        EVENTS.append(handled(self.case))


MACHINE = Machine(
    model=None,
    states=["assessed", "referred", "handled"],
    initial="assessed",
    auto_transitions=False,
    transitions=[
        {
            "trigger": "refer",
            "source": "assessed",
            "dest": "referred",
            "conditions": "goes",
            "before": "name",
            "after": "note_referral",
        },
        {"trigger": "refer", "source": "assessed", "dest": "handled", "after": "note_handling"},
    ],
)
LASTING = Referral()
MACHINE.add_model(LASTING)


def transitions(case: Case) -> Result:
    """A model for each case."""
    model = Referral(case)
    MACHINE.add_model(model)
    model.refer()
    MACHINE.remove_model(model)
    return result()


def transitions_one_model(case: Case) -> Result:
    """The same model for all cases."""
    LASTING.case = case
    MACHINE.set_state("assessed", LASTING)
    LASTING.refer()
    return result()


# -- SpiffWorkflow ----------------------------------------------------------------------------------------------------


class Goes(Operator):
    """The condition of the choice."""

    def __init__(self) -> None:
        super().__init__("goes")

    def _matches(self, task: Any) -> bool:
        return goes(task.workflow.data["case"])


class Refer(Simple):
    """Records the referral."""

    def _run_hook(self, task: Any) -> bool:
        case = task.workflow.data["case"]
        EVENTS.append(referred(case, named_in(case)))
        return True


class Handle(Simple):
    """Records that the case stays."""

    def _run_hook(self, task: Any) -> bool:
        EVENTS.append(handled(task.workflow.data["case"]))
        return True


SPEC = WorkflowSpec("refer", addstart=True)
CHOICE = ExclusiveChoice(SPEC, "choice")
SPEC.start.connect(CHOICE)
CHOICE.connect_if(Goes(), Refer(SPEC, "refer"))
CHOICE.connect(Handle(SPEC, "handle"))


def spiff_classes(case: Case) -> Result:
    """A workflow of spec classes."""
    workflow = Workflow(SPEC)
    workflow.data["case"] = case
    workflow.run_all()
    return result()


BPMN = """
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
             xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="step" targetNamespace="step">
  <process id="refer" isExecutable="true">
    <startEvent id="assessed"/>
    <sequenceFlow id="begin" sourceRef="assessed" targetRef="choice"/>
    <exclusiveGateway id="choice" default="no"/>
    <sequenceFlow id="yes" sourceRef="choice" targetRef="refer-it">
      <conditionExpression xsi:type="tFormalExpression">goes(case)</conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="no" sourceRef="choice" targetRef="handle-it"/>
    <scriptTask id="refer-it"><script>refer(case)</script></scriptTask>
    <scriptTask id="handle-it"><script>handle(case)</script></scriptTask>
    <sequenceFlow id="after-refer" sourceRef="refer-it" targetRef="referred"/>
    <sequenceFlow id="after-handle" sourceRef="handle-it" targetRef="handled"/>
    <endEvent id="referred"/>
    <endEvent id="handled"/>
  </process>
</definitions>
"""
PARSER = BpmnParser()
PARSER.add_bpmn_xml(etree.fromstring(BPMN))
PROCESS = PARSER.get_spec("refer")
SCRIPTS = PythonScriptEngine(
    environment=TaskDataEnvironment(
        {
            "goes": lambda name: goes(CASES[name]),
            "refer": lambda name: EVENTS.append(referred(CASES[name], named_in(CASES[name]))),
            "handle": lambda name: EVENTS.append(handled(CASES[name])),
        }
    )
)


def spiff_bpmn(case: Case) -> Result:
    """A workflow of a BPMN process; its data holds the id of the case."""
    workflow = BpmnWorkflow(PROCESS, script_engine=SCRIPTS)
    workflow.task_tree.data["case"] = case.id
    workflow.run_all()
    return result()


# -- measuring --------------------------------------------------------------------------------------------------------

PEERS: dict[str, tuple[Callable[[Case], Result], float | None]] = {
    "transitions": (transitions, 0.5),
    "transitions, one model": (transitions_one_model, None),
    "SpiffWorkflow, BPMN": (spiff_bpmn, 8),
    "SpiffWorkflow, spec classes": (spiff_classes, None),
}


def seconds(step: Callable[[Case], Result], passes: int) -> float:
    """How long the step takes for all cases, so many times over."""
    cases = tuple(CASES.values())
    gc.collect()
    begin = time.perf_counter()
    for _turn in range(passes):
        for case in cases:
            step(case)
    return time.perf_counter() - begin


def main() -> None:
    """Check that all come to the same, measure all in turn, and print times and ratios."""
    parser = argparse.ArgumentParser(description="one step of a case beside transitions and SpiffWorkflow")
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--passes", type=int, default=25, help="over all cases, in each round")
    options = parser.parse_args()
    steps = {"juso": juso} | {name: step for name, (step, _aim) in PEERS.items()}
    for name, step in steps.items():
        for case in CASES.values():
            assert step(case) == juso(case), f"{name} comes to something else: {case.id}"
    rounds: list[dict[str, float]] = []
    order = list(steps)
    for _round in range(options.rounds):
        rounds.append({name: seconds(steps[name], options.passes) for name in order})
        # Who goes first changes from round to round.
        order = [*order[1:], order[0]]
    each = options.passes * len(CASES)
    for name in steps:
        took = statistics.median(one[name] for one in rounds) / each
        line = f"{name:28} {took * 1e6:7.1f} µs  {1 / took:7.0f} steps/s"
        if name in PEERS:
            ratios = sorted(one[name] / one["juso"] for one in rounds)
            aim = PEERS[name][1]
            line += f"   juso's rate by this: {statistics.median(ratios):5.2f}  ({ratios[0]:.2f} to {ratios[-1]:.2f}"
            line += f"; aim: {aim:g} or more)" if aim else ")"
        print(line)


if __name__ == "__main__":
    main()
