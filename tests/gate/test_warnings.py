"""Each rule that warns or records: where it must appear, where it need not, and that it is gone when it is removed."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from adversary import GOOD, MUNICIPAL, OPERATOR, OUTSIDER, SECTION, first_case
from attrs import evolve as changed

from juso_core.casework import acts
from juso_core.casework import commands as c
from juso_core.casework.case import Case
from juso_core.casework.facts import AgeBand, Assessment, Consents, HouseholdMember, PlanContent
from juso_core.casework.flow import RULES, act
from juso_core.casework.law import Rule, RuleKind, VerdictKind
from juso_core.casework.rules_care import fields_without_window
from juso_core.municipality.structure import Service, Structure
from juso_core.municipality.words import (
    ConferenceKind,
    Consent,
    Field,
    Function,
    Includes,
    Occasion,
    PlanKind,
    Trait,
)

SOFT = [rule for rule in RULES if rule.kind in (RuleKind.WARNING, RuleKind.RECORD)]
SUPPORT, JUSO = ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE


class Situation(NamedTuple):
    """A case, the command at which the rule must speak, and the same done as it should be (None: it always speaks)."""

    case: Callable[[], Case]
    careless: c.Command
    careful: c.Command | None


def _after(*commands: c.Command, case: Case | None = None) -> Case:
    case = case or first_case(1)
    for command in commands:
        case = act(case, command, MUNICIPAL).case
    return case


def _alone() -> Case:
    return first_case(1)


def _with_traits(*traits: Trait, age: AgeBand | None = None) -> Case:
    case = first_case(1)
    members = tuple(changed(member, traits=traits, age=age) for member in case.members)
    same = changed(case.consultation, members=members)
    return _after(c.Correct(consultation=same, corrects=1, why="-"), case=case)


def _call(kind: ConferenceKind, occasion: Occasion = Occasion.SHARE, plan: str | None = None) -> c.CallConference:
    return c.CallConference(kind=kind, occasion=occasion, subjects=("p1",), convener=(SECTION,), plan=plan)


def _held(*who: str) -> c.HoldConference:
    return c.HoldConference(call=1, attendees=tuple(acts.Attendee(name, True) for name in who))


def _joined(age: AgeBand) -> c.Correct:
    """A correction that brings a second member, who has consented."""
    newcomer = HouseholdMember("p2", age=age, consent=Consents(use=Consent.GIVEN))
    told = first_case(1).consultation
    return c.Correct(consultation=changed(told, members=(*told.members, newcomer)), corrects=1, why="-")


ACCEPTED = (c.Refer(to=(OPERATOR,), subjects=("p1",)), c.Answer(accept=True))
GIVEN = c.RecordConsent(of="p1", use=Consent.GIVEN)
CLOSE = c.Close(reason=acts.CloseReason.DECLINED)


def _agreed(*drafters: str) -> Case:
    plan = PlanContent(PlanKind.OUTREACH, {Includes.OUTREACH})
    agreed = c.HoldConference(call=1, attendees=GOOD, outcome=acts.Outcome.AGREED)
    return _after(
        c.Draft(content=plan, about=("p1",), drafters=drafters),
        c.Submit(plan="P1", kind=SUPPORT),
        _call(SUPPORT, Occasion.PLAN, "P1"),
        agreed,
    )


SITUATIONS: dict[str, list[Situation]] = {
    "L09": [
        Situation(lambda: _after(_call(JUSO)), _held(SECTION, OUTSIDER), _held(SECTION, OPERATOR)),
        Situation(lambda: _after(_call(JUSO)), _held(OPERATOR), _held(OPERATOR, "@municipality")),
    ],
    "L17": [
        Situation(lambda: _after(GIVEN, CLOSE), c.Reopen(), c.Reopen(consent_confirmed=True)),
        Situation(
            lambda: _after(c.RecordConsent(of="p1", share=Consent.GIVEN), CLOSE),
            c.Reopen(),
            c.Reopen(consent_confirmed=True),
        ),
    ],
    "L18": [Situation(lambda: _after(*ACCEPTED), c.Return(), c.Return(talked_over=True))],
    "L19": [
        Situation(
            _alone,
            c.Refer(to=(OPERATOR,), subjects=("p1",), explained=explained, agreed=agreed),
            c.Refer(to=(OPERATOR,), subjects=("p1",), explained=True, agreed=True),
        )
        for explained, agreed in ((False, False), (True, False), (False, True))
    ],
    "L20": [
        Situation(
            lambda: _after(_call(SUPPORT), case=_with_traits(Trait.PUBLIC_ASSISTANCE)),
            _held(SECTION, OPERATOR),
            _held(SECTION, OPERATOR, "@welfare_office"),
        )
    ],
    "L21": [
        Situation(_alone, c.Emergency(kind=kind, to=OUTSIDER, subjects=("p1",)), None) for kind in acts.EmergencyKind
    ],
    "L22": [
        Situation(case, changed(GIVEN, proxy=proxy), changed(GIVEN, proxy=proxy, ground="N1"))
        for case, proxy in (
            (_alone, True),
            (lambda: _with_traits(age=AgeBand.A15), False),
            (lambda: _with_traits(Trait.DEMENTIA), False),
        )
    ]
    + [
        Situation(
            lambda: _after(*ACCEPTED, case=_with_traits(age=AgeBand.A15)),
            c.Apply(person="p1"),
            c.Apply(person="p1", ground="N1"),
        ),
        Situation(_alone, _joined(AgeBand.A15), _joined(AgeBand.A25)),
    ],
    "L24": [
        Situation(
            lambda: _agreed("@municipality"),
            c.Decide(plan="P1", decider="@municipality"),
            c.Decide(plan="P1", decider=SECTION),
        ),
    ],
}


def _kinds(case: Case, command: c.Command, rule: Rule, rules: list[Rule]) -> list[VerdictKind]:
    return [v.verdict for v in act(case, command, MUNICIPAL, rules).verdicts if v.rule == rule.id]


@pytest.mark.parametrize("rule", SOFT, ids=lambda rule: rule.id)
def test_the_rule_speaks_where_it_must_and_only_there(rule: Rule) -> None:
    said = VerdictKind.WARNING if rule.kind is RuleKind.WARNING else VerdictKind.OK
    others = [one for one in RULES if one is not rule]
    for situation in SITUATIONS[rule.id]:
        case = situation.case()
        assert _kinds(case, situation.careless, rule, list(RULES)) == [said]
        assert _kinds(case, situation.careless, rule, others) == []
        if situation.careful is not None:
            assert _kinds(case, situation.careful, rule, list(RULES)) == []


def test_every_rule_that_warns_has_a_situation() -> None:
    assert set(SITUATIONS) == {rule.id for rule in SOFT}


def test_nobody_decides_alone_as_drafter_and_actor() -> None:
    """L24 looks at who acts too: two drafters, of whom one decides and the other enters it."""
    case = _agreed(SECTION, "@municipality")
    verdicts = act(case, c.Decide(plan="P1", decider="@municipality"), MUNICIPAL).verdicts
    assert "L24" in {v.rule for v in verdicts}
    case = _agreed(SECTION, OPERATOR)
    verdicts = act(case, c.Decide(plan="P1", decider="@municipality"), MUNICIPAL).verdicts
    assert "L24" not in {v.rule for v in verdicts}


def _structure(
    *fields: Field,
    function: Function = Function.COMPREHENSIVE_CONSULTATION,
    only_for: tuple[Trait, ...] = (),
    any_field: bool = False,
) -> Structure:
    service = Service(cite=(), id="window", function=function, fields=fields, only_for=only_for, any_field=any_field)
    return Structure(code="000000", name="-", service=(service,))


def test_a_field_without_window_is_named() -> None:
    """L23."""
    assert fields_without_window(_structure(*Field)) == ()
    for field in Field:
        others = [one for one in Field if one is not field]
        assert fields_without_window(_structure(*others)) == (field,)
    assert fields_without_window(_structure(*Field, function=Function.OUTREACH)) == tuple(Field)
    assert fields_without_window(_structure(*Field, only_for=(Trait.HIKIKOMORI,))) == tuple(Field)
    assert fields_without_window(_structure(any_field=True)) == ()


def test_an_emergency_is_never_blocked() -> None:
    """L21: in every phase, with no consent at all, about everybody."""
    before = [first_case(2), _after(*ACCEPTED), _after(CLOSE), _after(c.Assess(assessment=Assessment(), handle=True))]
    for case in before:
        done = act(case, c.Emergency(kind=acts.EmergencyKind.MEDICAL, to=OUTSIDER, subjects=case.refs), MUNICIPAL)
        assert [type(event).__name__ for event in done.events] == ["EmergencyTold"]
