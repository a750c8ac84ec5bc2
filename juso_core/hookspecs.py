"""The contract: five hooks. A plugin author reads this page first.

A municipality's facts stand in its ``structure.toml``. A hook is for what is not a fact but a *judgement*: a class
that the worker has to find, a split by urgency, a triage. Without any Python at all a municipality works.

Every hook is **pure**: it gets frozen values and returns a frozen decision; no database, no clock (``on`` is the
day), no name of anybody. A decision is *partial*: what is None is not said, and the structure or the national
standard may say it. Each decision carries its reasons, and each reason its citation. A decision is *advice*: the
responsible person chooses, and the legal gate looks at the choice.

Arguments that a hook does not need may be left out of its signature. ``municipality`` is already the structure of
the day ``on``. Within a major version of the contract hooks and arguments are only added.

A worked example, which the tests run: a town that takes every urgent case to multi-agency collaboration at once.

    from juso_core.citation import Text
    from juso_core.casework.decisions import Escalation, Reason
    from juso_core.hookspecs import hookimpl
    from juso_core.municipality.words import Level

    @hookimpl
    def juso_escalate(case, stage):
        if stage != "at_window" or case.assessment is None or not case.assessment.urgent:
            return None
        return Escalation(
            mac=Level.YES,
            because=(Reason(Text("緊急の相談はすぐつなぐ。", "Urgent matters go at once."), "plan: 2 (1)"),),
        )
"""

import datetime as dt

import pluggy

from juso_core.casework.case import Case
from juso_core.casework.decisions import Approval, Convening, Escalation, Intake, Reporting
from juso_core.casework.facts import Consultation, EscalationStage, PlanContent
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Occasion

__all__ = [
    "API",
    "RESULTS",
    "hookimpl",
    "hookspec",
    "juso_approve",
    "juso_convene",
    "juso_escalate",
    "juso_intake",
    "juso_report",
]

API = 1
"""The contract's major version: plugins are found in the entry point group ``juso.v1``."""

hookspec = pluggy.HookspecMarker("juso")
hookimpl = pluggy.HookimplMarker("juso")


@hookspec
def juso_intake(consultation: Consultation, municipality: Structure, on: dt.date) -> Intake | None:
    """Say who takes this consultation, with which sheet, and what else is to be checked.

    Called when a consultation arrives (``juso case receive``), before the case exists.

    ``consultation`` says where it arrived, about which topics, brought by whom, about which household. Return an
    ``Intake`` with any of ``window``, ``alternatives`` (ids of services), ``form`` (id of a form), ``check`` (topics
    to be checked beyond the window's own field), or None.

    .. versionadded:: 0.1
    """


@hookspec
def juso_escalate(case: Case, stage: EscalationStage, municipality: Structure, on: dt.date) -> Escalation | None:
    """Say whether the case stays, is coordinated, is answered with a proposal, or goes to multi-agency collaboration.

    Called at four stages: ``at_window`` when it is assessed or about to be referred, ``at_mac`` when
    multi-agency collaboration takes it in or gives it back, ``in_conference`` when a conference asks for outreach or
    participation support, ``at_closure`` when somebody is to lead from now on.

    Return an ``Escalation`` with any of ``mac``, ``outreach``, ``participation`` (yes, may, no), ``receivers``,
    ``network``, ``triage``, ``applicant``, ``form``, ``proposal``, ``local_class``, ``post_closure_lead``, or None.

    .. versionadded:: 0.1
    """


@hookspec
def juso_convene(
    case: Case,
    occasion: Occasion,
    plan: PlanContent | None,
    subjects: tuple[str, ...],
    municipality: Structure,
    on: dt.date,
) -> Convening | None:
    """Say which meeting, on which legal basis, convened by whom, with whom.

    Called when a conference is to be called (``juso case call``), once for each group of household members who share
    a state of consent; ``subjects`` is that group. ``plan`` is the plan that is to be deliberated on, if any.

    Return a ``Convening``. ``kind``, ``meeting``, ``subjects``, ``identified``, ``convener``, ``together`` (jointly,
    or any of them), ``lead``, ``secretariat``, ``members``, ``cadence`` and ``pledge`` belong together: whoever says
    one of them chooses the meeting, and a later giver only completes that choice. ``required`` stands alone.

    .. versionadded:: 0.1
    """


@hookspec
def juso_approve(case: Case, plan: PlanContent, municipality: Structure, on: dt.date) -> Approval | None:
    """Say who drafts a plan, which conferences deliberate on it in which order, who decides on it or is told.

    Called when a plan is drafted, submitted, decided on or reported. ``plan`` is its kind and what it contains.

    Return an ``Approval`` with any of ``drafters``, ``together`` (jointly, or any of them), ``deliberated_in`` (ids
    of meetings), ``decider``, ``informed``, ``act`` (support_decision, plan_report, none), or None.

    .. versionadded:: 0.1
    """


@hookspec
def juso_report(municipality: Structure, on: dt.date) -> Reporting | None:
    """Say what is counted here, and by which rule.

    Called by ``juso report``. What the structure's ``counting_rule`` rows and the national set say is counted too: a
    plugin only adds what cannot be stated as a row. Return a ``Reporting`` with ``indicators``, or None.

    .. versionadded:: 0.1
    """


RESULTS = {
    "juso_intake": Intake,
    "juso_escalate": Escalation,
    "juso_convene": Convening,
    "juso_approve": Approval,
    "juso_report": Reporting,
}
"""Which kind of decision each hook returns."""
