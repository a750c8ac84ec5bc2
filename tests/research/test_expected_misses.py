"""When a path is as expected, and what is told of it when it is not: expected, actual, why, and where it stands."""

import pytest
from attrs import evolve
from research_expected import PATH, expecting, missed, row

from juso_core.citation import Citation
from juso_core.language import messages
from juso_core.research.case_file import Title
from juso_core.research.expected import Step, Summary, Value
from juso_core.research.miss_words import miss_lines
from juso_core.research.misses import NO_STEP, Miss, Said, misses
from juso_core.research.turns import StepKind


@pytest.mark.parametrize(
    ("keys", "right", "wrong"),
    [
        ('key = "mac"', '"yes"', ['"no"', '"silent"', '"none"', '["yes", "no"]', '{ maybe = ["yes", "no"] }']),
        ('key = "local_class"', '"silent"', ['"none"', '"1"']),
        ('key = "reopening"', '"none"', ['"silent"', '"stated"']),
        ('key = "conf1"', '{ maybe = ["support_conference", "juso_conference"] }',
         ['"support_conference"', '"silent"', '{ maybe = ["support_conference", "silent"] }']),
        ('key = "conf1"', '{ maybe = ["juso_conference", "support_conference"] }',
         ['{ maybe = ["juso_conference", "none"] }']),
        ('key = "convener"', '["fukushi"]', ['["shakyo"]', '["fukushi", "shakyo"]', "[]"]),
        ('key = "convener"', '"fukushi"', ['"shakyo"', '"silent"']),
        ('key = "drafters.mac"', '["shakyo", "houkatsu"]', ['["shakyo"]', '"shakyo"', '["houkatsu", "shakyo"]']),
        ('key = "drafters.outreach"', '"silent"', ['"none"', '["shakyo"]']),
        ('key = "decider.mac"', '{ maybe = ["fukushi", "silent"] }', ['"silent"', '"fukushi"']),
        ('key = "informed.mac"', '"silent"', ['"fukushi"']),
        ('key = "interruption.meeting"', '"juso_conference"', ['"support_conference"', '"silent"']),
        ('key = "interruption.required"', '"must"', ['"may"']),
        ('key = "replan"', '"silent"', ['"none"']),
        ('key = "replan.meeting"', '"silent"', ['"juso_conference"']),
    ],
)  # fmt: skip
def test_of_the_summary_only_the_right_value_is_as_expected(keys, right, wrong):
    assert missed(row("summary", keys, right)) == ()
    for value in wrong:
        (miss,) = missed(row("summary", keys, value))
        assert miss.about == keys.split('"')[1]


@pytest.mark.parametrize(
    ("keys", "right", "wrong"),
    [
        ('step = "intake"\nanswer = "window"', '"window-1"', ['"window-2"', '"silent"']),
        ('step = "intake"\nanswer = "form"', '"silent"', ['"f"', '"none"']),
        ('step = "escalate"\nanswer = "mac"', '"yes"', ['"no"']),
        ('step = "escalate"\nstage = "at_window"\nanswer = "mac"', '"yes"', ['"no"']),
        ('step = "escalate"\nstage = "at_mac"\nanswer = "mac"', '"no"', ['"yes"']),
        ('step = "escalate"\nstage = "at_window"\nanswer = "receivers"', '"shakyo"', ['"houkatsu"']),
        # What only the national standard says, the municipality does not say.
        ('step = "escalate"\nstage = "at_window"\nanswer = "applicant"', '"silent"', ['"person"']),
        ('step = "escalate"\nlaw = "L20"', '"ok"', ['"narrowed"', '"silent"']),
        ('step = "escalate"\nstage = "at_window"\nlaw = "L01"', '"narrowed"', ['"warning"', '"silent"']),
        ('step = "escalate"\nstage = "at_mac"\nlaw = "L01"', '"silent"', ['"narrowed"', '"ok"']),
        ('step = "convene"\nanswer = "pledge"', "true", ["false", '"silent"', '"true"']),
    ],
)
def test_of_a_step_only_the_right_value_is_as_expected(keys, right, wrong):
    assert missed(row("step", keys, right)) == ()
    assert [len(missed(row("step", keys, value))) for value in wrong] == [1] * len(wrong)


@pytest.mark.parametrize(("accept", "right"), [('["may", "yes"]', True), ('"yes"', True), ('["may", "silent"]', False)])
def test_any_value_that_is_accepted_is_as_expected(accept, right):
    assert (missed(row("summary", 'key = "mac"', '"no"', f"accept = {accept}")) == ()) is right


def test_a_list_is_accepted_as_a_list():
    accept = 'accept = [["shakyo", "houkatsu"], "silent"]'
    assert missed(row("summary", 'key = "drafters.mac"', '["fukushi"]', accept)) == ()
    assert missed(row("summary", 'key = "drafters.outreach"', '["fukushi"]', accept)) == ()
    assert len(missed(row("summary", 'key = "convener"', '["houkatsu"]', accept))) == 1


@pytest.mark.parametrize("where", ['step = "closure"', 'step = "escalate"\nstage = "in_conference"'])
@pytest.mark.parametrize("value", ['"ok"', '"silent"'])
def test_a_step_that_the_path_does_not_have_is_missed_also_where_silence_is_expected(where, value):
    (miss,) = missed(row("step", f'{where}\nlaw = "L20"', value))
    assert "    actual: the path has no such step" in miss_lines(miss)
    assert (miss.data()["actual"], miss.data()["no_such_step"]) == (None, True)


def test_what_is_below_a_key_of_which_variants_differ_is_not_silence():
    summary = {**PATH["summary"], "interruption": {"maybe": [None, PATH["summary"]["interruption"]]}}
    found = expecting(row("summary", 'key = "interruption.meeting"', '"silent"'))
    assert len(misses(found, {**PATH, "summary": summary})) == 1
    either = expecting(row("summary", 'key = "interruption.meeting"', '{ maybe = ["silent", "juso_conference"] }'))
    assert misses(either, {**PATH, "summary": summary}) == ()


def varying(*each):
    """The path, in which the answer differs between variants: a value and who says it, for each."""
    answer = {
        "value": {"maybe": [value for value, _origin in each]},
        "origin": {"maybe": sorted({origin for _value, origin in each if isinstance(origin, str)})},
        "each": [{"value": value, **({"origin": origin} if origin else {})} for value, origin in each],
    }
    first, window, *rest = PATH["steps"]
    changed = {**window, "answers": {**window["answers"], "mac": answer}}
    return {**PATH, "steps": [first, changed, *rest]}


BOTH_SAY = {"maybe": ["national", "structure"]}


@pytest.mark.parametrize(
    ("each", "right", "wrong"),
    [
        ([("no", "structure"), ("yes", "plugin")], '{ maybe = ["no", "yes"] }', ['"yes"', '"no"', '"silent"']),
        # What only the national standard says in a variant, the municipality does not say there.
        ([("no", "national"), ("yes", "structure")], '{ maybe = ["silent", "yes"] }',
         ['{ maybe = ["no", "yes"] }', '"yes"', '"silent"']),
        ([("no", "national"), ("yes", "national")], '"silent"', ['{ maybe = ["no", "yes"] }', '"yes"']),
        # Nobody says anything in a variant.
        ([(None, None), ("yes", "structure")], '{ maybe = ["silent", "yes"] }', ['"yes"', '"silent"']),
        # The same value, said by the municipality in some variants and by the national standard alone in others.
        ([("yes", BOTH_SAY)], '{ maybe = ["silent", "yes"] }', ['"yes"', '"silent"']),
        ([("no", "structure"), ("yes", BOTH_SAY)], '{ maybe = ["no", "yes", "silent"] }',
         ['{ maybe = ["no", "yes"] }']),
        ([("no", "national"), ("yes", {"maybe": ["plugin", "structure"]})], '{ maybe = ["silent", "yes"] }',
         ['"yes"', '{ maybe = ["no", "yes"] }']),
    ],
)  # fmt: skip
def test_in_each_variant_only_what_the_municipality_itself_says_counts(each, right, wrong):
    keys = 'step = "escalate"\nstage = "at_window"\nanswer = "mac"'
    assert misses(expecting(row("step", keys, right)), varying(*each)) == ()
    for value in wrong:
        assert len(misses(expecting(row("step", keys, value)), varying(*each))) == 1, value


def test_everything_that_is_missed_is_told_in_the_order_of_the_file():
    found = expecting(
        row("summary", 'key = "pattern"', '"A"'),
        row("step", 'step = "convene"\nanswer = "pledge"', "false"),
        row("summary", 'key = "mac"', '"yes"'),
        row("summary", 'key = "lead"', '"fukushi"'),
    )
    assert [miss.about for miss in misses(found, PATH)] == ["pattern", "lead", "convene.pledge"]
    assert misses(evolve(found, summary=(), step=()), PATH) == ()


# -- on what rests what came out ----


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (row("step", 'step = "intake"\nanswer = "window"', '"other"'), Said(("service.w",), ("plan: 2",))),
        (row("step", 'step = "escalate"\nanswer = "receivers"', '"other"'), Said(("a", "b"), ("plan: 2", "plan: 3"))),
        (row("summary", 'key = "mac"', '"no"'), Said(("juso-town",), ())),
        # The answer at the later stage has another value, and the summary is not from there.
        (row("summary", 'key = "conf1"', '"none"'), Said()),
        (row("summary", 'key = "pattern"', '"A"'), Said()),
        (row("step", 'step = "convene"\nanswer = "lead"', '"other"'), Said()),
    ],
)
def test_a_miss_knows_the_rows_and_places_of_the_answer_that_came_out(text, said):
    steps = [{**step, "answers": {name: dict(one) for name, one in step["answers"].items()}} for step in PATH["steps"]]
    steps[0]["answers"]["window"] |= {"row": "service.w", "cite": "a"}
    steps[1]["answers"]["receivers"] |= {"row": ["a", "b"], "cite": ["a", "b"]}
    steps[1]["answers"]["mac"] |= {"row": "juso-town"}
    steps[2]["answers"]["mac"] |= {"row": "later"}
    path = {**PATH, "steps": steps, "cites": {"a": "plan: 2", "b": "plan: 3"}}
    (miss,) = misses(expecting(text), path)
    assert miss.said == said
    assert (miss.data()["actual_rows"], miss.data()["actual_cites"]) == (list(said.rows), list(said.cites))


def test_a_miss_knows_the_file_and_the_line_of_its_row():
    found = misses(expecting(row("summary", 'key = "mac"', '"yes"'), row("summary", 'key = "lead"', '"x"')), PATH)
    assert [(miss.file, miss.line) for miss in found] == [("case.expected.toml", 8)]


# -- what is told ----

CITES = (Citation("plan", "2"), Citation("x", "3"))
WHY = Title(ja="社協が作る。", en="社協 drafts.")
ROW = Summary(
    key="drafters.mac",
    value=Value(["a", "b"]),
    accept=(Value(None), Value({"maybe": ["c", None]})),
    cite=CITES,
    why=WHY,
)
MISS = Miss(ROW, ["d"], Said(("plan_route.mac",), ("plan: 4",)), "C1.expected.toml", 12)


@pytest.fixture
def language():
    before = messages.current()
    yield messages.use
    messages.use(before)


def test_a_miss_tells_expected_with_its_source_and_actual_with_its_own(language):
    language("en")
    assert miss_lines(MISS) == (
        "✗ drafted by, collaboration plan [drafters.mac]",
        "    expected: a, b or silent or depends on what is not known: c / silent",
        "        社協 drafts.",
        "        by: plan: 2; x: 3",
        "        C1.expected.toml:12",
        "    actual: d",
        "        by: plan: 4",
        "        said by: plan_route.mac",
    )
    language("ja")
    assert miss_lines(MISS)[:6] == (
        "✗ 作成者 ・ 多機関協働のプラン [drafters.mac]",
        "    期待：a, b または 記載なし または 分からない事実による：c / 記載なし",
        "        社協が作る。",
        "        出典：plan: 2; x: 3",
        "        C1.expected.toml:12",
        "    実際：d",
    )


def test_the_data_of_a_miss_is_the_same_in_every_language(language):
    said = []
    for one in ("en", "ja"):
        language(one)
        said.append(MISS.data())
    assert said[0] == said[1]
    assert said[0] == {
        "about": "drafters.mac",
        "key": "drafters.mac",
        "step": None,
        "stage": None,
        "answer": None,
        "law": None,
        "expected": ["a", "b"],
        "accepted": [None, {"maybe": ["c", None]}],
        "cites": ["plan: 2", "x: 3"],
        "why": {"ja": "社協が作る。", "en": "社協 drafts."},
        "line": 12,
        "actual": ["d"],
        "no_such_step": False,
        "actual_rows": ["plan_route.mac"],
        "actual_cites": ["plan: 4"],
    }


def step_of(**keys):
    return Step(step=StepKind.CONVENE, value=Value(None), **keys)


@pytest.mark.parametrize(
    ("about", "head"),
    [
        (Summary(key="conf1", value=Value(None)), "✗ first conference [conf1]"),
        (Summary(key="replan.meeting", value=Value(None)), "✗ new plan, meeting [replan.meeting]"),
        (step_of(answer="convener"), "✗ conference, convened by [convene.convener]"),
        (step_of(stage="share", answer="convener"), "✗ conference, sharing, convened by [convene.share.convener]"),
        (step_of(stage="plan", law="L20"), "✗ conference, plan, L20 (manual: 7 2)) [convene.plan.L20]"),
    ],
)
def test_a_miss_is_headed_by_words_and_by_what_stands_in_the_file(about, head):
    assert miss_lines(Miss(about, "x"))[0] == head


@pytest.mark.parametrize(
    ("about", "value", "told"),
    [
        (Summary(key="mac", value=Value(None)), "may", "may"),
        (Summary(key="conf1", value=Value(None)), "juso_conference", "juso conference (juso_conference)"),
        (Summary(key="conf1", value=Value(None)), "none", "none"),
        (
            Summary(key="interruption.meeting", value=Value(None)),
            "juso_conference",
            "juso conference (juso_conference)",
        ),
        (Summary(key="pattern", value=Value(None)), "C", "C (neither) (C)"),
        (Summary(key="convener", value=Value(None)), [], "-"),
        (Summary(key="convener", value=Value(None)), ["@municipality"], "@municipality"),
        (step_of(answer="pledge"), False, "no (false)"),
        (step_of(law="L20"), "refused", "refused"),
        (step_of(law="L20"), NO_STEP, "the path has no such step"),
    ],
)
def test_a_value_is_told_in_the_words_of_its_field(about, value, told):
    assert miss_lines(Miss(about, value))[2] == f"    actual: {told}"


def test_a_table_is_told_key_by_key():
    (miss,) = missed(row("summary", 'key = "interruption"', '"silent"'))
    told = next(line for line in miss_lines(miss) if "actual" in line)
    assert told == "    actual: meeting: juso conference (juso_conference), required: must, decided by: conference"
