"""The proof of the gate: walks through every state, with all rules and without one."""

from collections import Counter
from collections.abc import Iterator

import pytest
from adversary import (
    FULL_CONTENTS,
    GOOD,
    KINDS,
    MUNICIPAL,
    REDUCED_CONTENTS,
    SETTING,
    first_case,
    subsets,
)
from attrs import evolve as changed
from invariants import INVARIANTS, Memory, Step, violated
from walk import Result, lines, replay, walk

from juso_core.casework import commands as c
from juso_core.casework.case import Case, OutreachState, ParticipationState, Phase, PlanStage
from juso_core.casework.events import EVENTS
from juso_core.casework.facts import PlanContent
from juso_core.casework.flow import RULES, act
from juso_core.casework.law import Context, RefusedByLaw, Rule, RuleKind, VerdictKind
from juso_core.citation import Citation
from juso_core.language import use
from juso_core.municipality.words import ConferenceKind, Consent, Includes, Occasion, PlanKind

HARD = [rule for rule in RULES if rule.kind in (RuleKind.ACT, RuleKind.MANUAL)]
COLLABORATION = tuple(content for content in REDUCED_CONTENTS if content.kind is PlanKind.MAC)
OUTREACH_PLAN = (PlanContent(PlanKind.OUTREACH, {Includes.OUTREACH}),)

WALKS = {
    "one person in full": {"persons": 1, "contents": FULL_CONTENTS, "successor": True, "engagements": False},
    "two persons": {"persons": 2, "contents": REDUCED_CONTENTS, "successor": False, "engagements": False},
    "one person with services": {"persons": 1, "contents": COLLABORATION[1:], "successor": False},
    "one person, two audiences": {
        "persons": 1,
        "contents": OUTREACH_PLAN,
        "successor": False,
        "two_audiences": True,
        "engagements": False,
    },
}

GUARDS = {
    "L01": "identity",
    "L02": "convener",
    "L03": "confidentiality",
    "L04": "secrecy",
    "L05": "identity",
    "L06": "juso_conference",
    "L07": "application",
    "L08": "agreement",
    "L10": "services",
    "L11": "decision",
    "L12": "closing",
    "L13": "services",
    "L14": "services",
    "L15": "closing",
    "L16": "interruption",
}
"""The invariant that breaks when the rule is gone."""


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


@pytest.fixture(scope="module")
def walked() -> dict[str, Result]:
    return {name: walk(**bound) for name, bound in WALKS.items()}


@pytest.mark.parametrize("invariant", INVARIANTS)
@pytest.mark.parametrize("name", WALKS)
def test_no_way_leads_past_the_gate(walked: dict[str, Result], name: str, invariant: str) -> None:
    found = walked[name].violations.get(invariant)
    assert found is None, "\n".join([found.what, *lines(found.path, WALKS[name]["persons"])])


def test_the_walks_reach_everything(walked: dict[str, Result]) -> None:
    seen = {part: sum((walk.seen[part] for walk in walked.values()), Counter()) for part in walked["two persons"].seen}
    assert set(seen["phase"]) == set(Phase)
    assert set(seen["reached"]) == {
        *(("plan", stage) for stage in PlanStage),
        *(("outreach", state) for state in OutreachState),
        *(("participation", state) for state in ParticipationState),
    }
    assert set(seen["events"]) == set(EVENTS) - {"ConsultationReceived"}


@pytest.mark.parametrize("name", list(WALKS)[:3])
def test_each_walk_reaches_every_phase(walked: dict[str, Result], name: str) -> None:
    assert set(walked[name].seen["phase"]) >= set(Phase)


def _without(rule: Rule) -> Result:
    rules = [one for one in RULES if one is not rule]
    watched = {GUARDS[rule.id]}
    return walk(1, COLLABORATION, False, rules, engagements=False, watched=watched, stop=True)


@pytest.mark.parametrize("rule", HARD, ids=lambda rule: rule.id)
def test_without_the_rule_a_way_leads_past_the_gate(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    rules = [one for one in RULES if one is not rule]
    found = _without(rule).violation
    assert found is not None
    with capsys.disabled():
        print(
            "\n".join(["", f"without {rule.id}: {found.what}", *(f"  {line}" for line in lines(found.path, 1, rules))])
        )

    # the way is real, and it is this rule alone that closes it
    *way, (command, last) = replay(found.path, 1, rules)
    assert GUARDS[rule.id] in {name for name, _ in violated(last)}
    case = first_case(1)
    for step in (*way, (command, last)):
        if step[0] is command:
            break
        case = act(case, step[0], step[1].context).case
    explicit = _explicit(command, last)
    with pytest.raises(RefusedByLaw) as refused:
        act(case, explicit, last.context)
    assert [v.rule for v in refused.value.verdicts if v.verdict is VerdictKind.REFUSED] == [rule.id]

    # a cited departure turns a rule of the manual into a warning, and never one of the Act
    cite = {rule.id: (Citation("plan", "2 (1)"),)}
    departing = Context(last.context.actor, changed(last.context.setting, departs=cite))
    if rule.kind is RuleKind.ACT:
        with pytest.raises(RefusedByLaw):
            act(case, explicit, departing)
    else:
        verdicts = act(case, explicit, departing).verdicts
        assert [(v.rule, v.verdict, v.departs) for v in verdicts if v.rule == rule.id] == [
            (rule.id, VerdictKind.WARNING, cite[rule.id])
        ]


def _explicit(command: c.Command, step: Step) -> c.Command:
    """The command with the fields that were left open filled with what came of them."""
    event = step.events[0]
    open_fields = [f for f in ("identified", "learned") if getattr(command, f, ()) is None and hasattr(event, f)]
    return changed(command, **{name: getattr(event, name) for name in open_fields})


def test_every_hard_rule_guards_an_invariant() -> None:
    assert set(GUARDS) == {rule.id for rule in HARD}
    assert set(GUARDS.values()) <= set(INVARIANTS)


NARROWING = [rule for rule in HARD if rule.narrows]


@pytest.mark.parametrize("rule", NARROWING, ids=lambda rule: rule.id)
def test_what_is_left_open_is_narrowed_and_breaks_nothing(rule: Rule) -> None:
    narrowed = 0
    for case, command in _left_open():
        if not isinstance(command, rule.at) or getattr(command, rule.narrows, ()) is not None:
            continue
        done = act(case, command, MUNICIPAL, RULES)
        assert not [v for v in done.verdicts if v.verdict is VerdictKind.REFUSED]
        narrowed += any(v.rule == rule.id and v.verdict is VerdictKind.NARROWED for v in done.verdicts)
        broken = list(violated(Step(case, done.events, done.case, MUNICIPAL, Memory())))
        assert broken == [], (command, [member.consent for member in case.members])
    assert narrowed


def _left_open() -> Iterator[tuple[Case, c.Command]]:
    """Commands with every field left open that may be, with all consents before and after a 支援会議."""
    for case in _met():
        for subjects in subsets(case.refs)[1:]:
            for to in (("operator",), ("npo",)):
                yield case, c.Share(to=to, subjects=subjects)
                yield case, c.Refer(to=to, subjects=subjects)
            for kind in KINDS:
                call = c.CallConference(
                    kind=kind, occasion=Occasion.SHARE, subjects=subjects, convener=(SETTING_SECTION,)
                )
                yield case, call
                everybody = _saying(case, Consent.GIVEN, Consent.GIVEN)
                called = act(everybody, call, MUNICIPAL).case
                for use_, share in _pairs():
                    yield _saying(called, use_, share), c.HoldConference(call=called.called, attendees=GOOD)
        for learned in subsets(case.refs):
            content = PlanContent(PlanKind.OUTREACH, {Includes.OUTREACH})
            draft = c.Draft(content=content, about=("p1",), drafters=("operator",), learned=learned)
            drafted = act(case, draft, MUNICIPAL).case
            for kind in (ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE):
                yield drafted, c.Submit(plan="P1", kind=kind)


SETTING_SECTION = GOOD[0].who


def _pairs() -> Iterator[tuple[Consent, Consent]]:
    for use_ in Consent:
        for share in Consent:
            yield use_, share


def _saying(case: Case, use_: Consent, share: Consent) -> Case:
    for ref in case.refs:
        case = act(case, c.RecordConsent(of=ref, use=use_, share=share), MUNICIPAL).case
    return case


def _met() -> Iterator[Case]:
    for then in (None, Consent.NOT_ASKED, Consent.GIVEN):
        case = first_case(2)
        if then is not None:
            case = _saying(case, then, then)
            call = c.CallConference(
                kind=ConferenceKind.SUPPORT_CONFERENCE,
                occasion=Occasion.SHARE,
                subjects=("p1",),
                convener=(SETTING_SECTION,),
            )
            called = act(case, call, MUNICIPAL).case
            case = act(called, c.HoldConference(call=1, attendees=GOOD), MUNICIPAL).case
        for use_, share in _pairs():
            yield _saying(case, use_, share)


def test_the_setting_has_somebody_outside() -> None:
    assert SETTING.operators - SETTING.municipal
