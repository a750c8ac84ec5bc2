"""How partial answers become one: first said, first heard; groups whole; origins for exactly what is said."""

import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from juso_core.advice import AnswerFailed, Asked, ask, merge
from juso_core.casework.decisions import Approval, Convening, Escalation, Intake, Reason
from juso_core.casework.record import Failure
from juso_core.citation import Citation, Giver, Text

KINDS = {
    Intake: "juso_intake",
    Escalation: "juso_escalate",
    Convening: "juso_convene",
    Approval: "juso_approve",
}
GIVERS = (Giver.PLUGIN, Giver.STRUCTURE, Giver.NATIONAL)


def names(kind):
    return [a.name for a in fields(kind) if a.name != "because"]


def said_by(decision):
    return {name: value for name in names(type(decision)) if (value := getattr(decision, name)) is not None}


def asked(giver, hooks=None):
    return Asked(giver, f"{giver}-name", f"{giver}-1", hooks or {})


def answers(kind, giver):
    """Any answer of a giver; two values for each field are enough for agreeing and for not agreeing."""
    reason = Reason(Text(f"{giver}の理由", f"why of {giver}"), f"{giver}: 1")
    values = {name: st.sampled_from([None, f"{name}-1", f"{name}-2"]) for name in names(kind)}
    return st.builds(kind, because=st.just((reason,)), **values)


def merged(kind, *given_answers):
    return merge(KINDS[kind], kind, [(asked(giver), answer) for giver, answer in given_answers])


ANY_KIND = st.sampled_from(list(KINDS))


@given(st.data())
def test_the_first_who_says_a_field_outside_a_group_is_heard(data):
    kind = data.draw(ANY_KIND)
    drawn = [(giver, data.draw(answers(kind, giver))) for giver in GIVERS]
    advice = merged(kind, *drawn)
    grouped = {name for group in kind.groups for name in group}
    for name in names(kind):
        if name in grouped:
            continue
        first = next(((g, a) for g, a in drawn if getattr(a, name) is not None), None)
        if first is None:
            assert getattr(advice.decision, name) is None
        else:
            assert getattr(advice.decision, name) == getattr(first[1], name)
            assert advice.origins[name].giver is first[0]


@given(st.data())
def test_a_group_is_completed_only_where_an_anchor_agrees_and_none_differs(data):
    kind = data.draw(st.sampled_from([Intake, Convening, Approval]))
    first, later = data.draw(answers(kind, Giver.PLUGIN)), data.draw(answers(kind, Giver.STRUCTURE))
    decision = merged(kind, (Giver.PLUGIN, first), (Giver.STRUCTURE, later)).decision
    for group in kind.groups:
        anchors = [(getattr(first, a), getattr(later, a)) for a in kind.anchors if a in group]
        both = [(one, other) for one, other in anchors if one is not None and other is not None]
        chosen = any(getattr(first, name) is not None for name in group)
        completes = not chosen or (bool(both) and all(one == other for one, other in both))
        for name in group:
            own = getattr(first, name)
            expected = getattr(later, name) if own is None and completes else own
            assert getattr(decision, name) == expected


@given(st.data())
def test_fields_of_a_group_without_anchors_have_one_giver(data):
    kind = data.draw(st.sampled_from([Intake, Approval]))
    advice = merged(kind, *((giver, data.draw(answers(kind, giver))) for giver in GIVERS))
    for group in kind.groups:
        assert len({advice.origins[name].giver for name in group if name in advice.origins}) <= 1


@given(st.data())
def test_a_meeting_chosen_by_one_giver_is_never_mixed_with_another_meeting(data):
    drawn = {giver: data.draw(answers(Convening, giver)) for giver in GIVERS}
    advice = merged(Convening, *drawn.items())
    for name in Convening.groups[0]:
        if name not in advice.origins:
            continue
        source = drawn[advice.origins[name].giver]
        for anchor in Convening.anchors:
            theirs, final = getattr(source, anchor), getattr(advice.decision, anchor)
            # Whoever contributed anything to the meeting says nothing else of its kind and name than what came out.
            assert theirs is None or theirs == final


@given(st.data())
def test_merging_goes_step_by_step(data):
    kind = data.draw(ANY_KIND)
    drawn = [(giver, data.draw(answers(kind, giver))) for giver in GIVERS]
    so_far = merged(kind, *drawn[:2]).decision
    assert said_by(merged(kind, (Giver.PLUGIN, so_far), drawn[2]).decision) == said_by(merged(kind, *drawn).decision)


@given(st.data())
def test_an_empty_answer_changes_nothing_wherever_it_stands(data):
    kind = data.draw(ANY_KIND)
    drawn = [(giver, data.draw(answers(kind, giver))) for giver in GIVERS]
    plain = merged(kind, *drawn)
    for place in range(len(drawn) + 1):
        with_empty = [*drawn[:place], (Giver.PLUGIN, kind()), *drawn[place:]]
        assert merged(kind, *with_empty) == plain
    left = merged(kind, (Giver.PLUGIN, kind()), drawn[0]).decision
    assert said_by(left) == said_by(merged(kind, drawn[0], (Giver.NATIONAL, kind())).decision) == said_by(drawn[0][1])


@given(st.data())
def test_exactly_the_said_fields_have_an_origin_and_it_is_who_said_them(data):
    kind = data.draw(ANY_KIND)
    drawn = {giver: data.draw(answers(kind, giver)) for giver in GIVERS}
    advice = merged(kind, *drawn.items())
    assert set(advice.origins) == set(said_by(advice.decision))
    assert [one.field for one in advice.said] == [name for name in names(kind) if name in advice.origins]
    for name, origin in advice.origins.items():
        assert getattr(drawn[origin.giver], name) == getattr(advice.decision, name)
        assert origin.cites == (Citation(origin.giver.value, "1"),)
        assert origin.version == f"{origin.giver}-1"


@given(st.data())
def test_what_only_the_national_standard_says_is_not_what_the_municipality_says(data):
    kind = data.draw(ANY_KIND)
    advice = merged(kind, *((giver, data.draw(answers(kind, giver))) for giver in GIVERS))
    for name in names(kind):
        origin = advice.origins.get(name)
        expected = getattr(advice.decision, name) if origin and origin.giver is not Giver.NATIONAL else None
        assert advice.stated(name) == expected


@given(st.data())
def test_a_giver_that_fails_costs_only_its_own_answer(data):
    kind = data.draw(ANY_KIND)
    hook = KINDS[kind]
    fails = {giver: data.draw(st.booleans(), label=f"{giver} fails") for giver in GIVERS}
    drawn = {giver: data.draw(answers(kind, giver)) for giver in GIVERS}

    def implementation(giver):
        def answer(**arguments):
            if fails[giver]:
                raise AnswerFailed(Failure(giver.value, hook, "plugin.py:1", "ValueError: broken"))
            return drawn[giver]

        return answer

    givers = [asked(giver, {hook: (implementation(giver),)}) for giver in GIVERS]
    advice = ask(hook, kind, givers)
    rest = merged(kind, *((giver, answer) for giver, answer in drawn.items() if not fails[giver]))
    assert evolve(advice, failures=()) == rest
    assert [failure.plugin for failure in advice.failures] == [giver.value for giver in GIVERS if fails[giver]]


def test_a_giver_that_says_none_or_has_no_such_hook_is_passed_over():
    answer = Intake(form="sheet", because=(Reason(Text("理由", "why"), "plan: 1"),))
    givers = [
        asked(Giver.PLUGIN, {"juso_escalate": (lambda **arguments: pytest.fail("another hook was asked"),)}),
        asked(Giver.STRUCTURE, {"juso_intake": (lambda **arguments: None,)}),
        asked(Giver.NATIONAL, {"juso_intake": (lambda **arguments: answer,)}),
    ]
    advice = ask("juso_intake", Intake, givers)
    assert said_by(advice.decision) == {"form": "sheet"}
    assert advice.failures == ()
    assert advice.origins["form"].giver is Giver.NATIONAL
