"""When a path is as expected, and what is told of it when it is not: expected, actual, why, and where it stands."""

import pytest
from attrs import evolve
from research_expected import PATH, expecting, missed, row

from juso_core.citation import Citation
from juso_core.language import messages
from juso_core.research.case_file import Title
from juso_core.research.misses import Miss, misses


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
@pytest.mark.parametrize("value", ['"yes"', '"silent"'])
def test_a_step_that_the_path_does_not_have_is_missed_also_where_silence_is_expected(where, value):
    (miss,) = missed(row("step", f'{where}\nlaw = "L20"', value))
    assert miss.lines()[2] == "    actual: the path has no such step"


def test_what_is_below_a_key_of_which_variants_differ_is_not_silence():
    summary = {**PATH["summary"], "interruption": {"maybe": [None, PATH["summary"]["interruption"]]}}
    found = expecting(row("summary", 'key = "interruption.meeting"', '"silent"'))
    assert len(misses(found, {**PATH, "summary": summary})) == 1
    either = expecting(row("summary", 'key = "interruption.meeting"', '{ maybe = ["silent", "juso_conference"] }'))
    assert misses(either, {**PATH, "summary": summary}) == ()


def test_everything_that_is_missed_is_told_in_the_order_of_the_file():
    found = expecting(
        row("summary", 'key = "pattern"', '"A"'),
        row("step", 'step = "convene"\nanswer = "pledge"', "false"),
        row("summary", 'key = "mac"', '"yes"'),
        row("summary", 'key = "lead"', '"fukushi"'),
    )
    assert [miss.about for miss in misses(found, PATH)] == ["pattern", "lead", "convene.pledge"]
    assert misses(evolve(found, summary=(), step=()), PATH) == ()


# -- what is told ----

CITES = (Citation("plan", "2"), Citation("x", "3"))
WHY = Title(ja="社協が作る。", en="社協 drafts.")
MISS = Miss("drafters.mac", ["a", "b"], (None, {"maybe": ["c", None]}), None, CITES, WHY)


@pytest.fixture
def language():
    before = messages.current()
    yield messages.use
    messages.use(before)


def test_a_miss_tells_expected_actual_why_and_where_it_stands(language):
    language("en")
    assert MISS.lines() == (
        "✗ drafters.mac",
        "    expected: a, b or silent or depends on what is not known: c / silent",
        "    actual: silent",
        "    社協 drafts.",
        "    by: plan: 2; x: 3",
    )
    language("ja")
    assert MISS.lines() == (
        "✗ drafters.mac",
        "    期待：a, b または 記載なし または 分からない事実による：c / 記載なし",
        "    実際：記載なし",
        "    社協が作る。",
        "    出典：plan: 2; x: 3",
    )


def test_without_reason_and_citation_only_expected_and_actual_are_told():
    assert Miss("mac", "yes", (), [], ()).lines() == ("✗ mac", "    expected: yes", "    actual: -")


def test_a_table_is_told_key_by_key():
    (miss,) = missed(row("summary", 'key = "interruption"', '"silent"'))
    assert miss.lines()[2] == "    actual: meeting = juso_conference, required = must, decided_by = conference"


def test_a_truth_is_told_as_it_is_written_in_the_file():
    (miss,) = missed(row("step", 'step = "convene"\nanswer = "pledge"', "false"))
    assert miss.lines()[1:3] == ("    expected: false", "    actual: true")
