"""Expected paths are read strictly: what is wrong in them is told at once, with file, line and hint."""

import pytest
from research_expected import CITE, HEAD, expecting, problems_of, row

from juso_core.citation import Citation
from juso_core.registry import survey
from juso_core.research.case_file import read as read_case
from juso_core.research.expected import ExpectedErrors, files_in, read, read_text
from juso_core.research.expected_checks import STAGES
from juso_core.research.path import path_data
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import standard_cases


def test_rows_are_read_with_their_citations_and_reasons():
    found = expecting(
        row("summary", 'key = "mac"', '"yes"', 'accept = ["may"]', 'why = { ja = "理由", en = "why" }'),
        row("step", 'step = "escalate"\nstage = "at_mac"\nlaw = "L20"', '"ok"'),
    )
    (summary,), (step,) = found.summary, found.step
    assert (found.case, found.municipality) == ("C1", "999997")
    assert (summary.about, summary.value.plain, summary.accept[0].plain) == ("mac", "yes", "may")
    assert summary.cite == (Citation("plan", "2 (1)"),)
    assert (summary.why.ja, summary.why.en) == ("理由", "why")
    assert (step.about, step.law, step.answer) == ("escalate.at_mac.L20", "L20", None)


def test_a_file_is_read_as_its_text_and_remembers_where_it_lies(tmp_path):
    path = tmp_path / "C1.expected.toml"
    path.write_text("\ufeff" + HEAD + row("summary", 'key = "mac"', '"yes"'), encoding="utf-8")
    assert read(path) == expecting(row("summary", 'key = "mac"', '"yes"'))
    assert read(path).file == str(path)
    (tmp_path / "C1.toml").touch()
    (tmp_path / "B2.expected.toml").touch()
    assert [one.name for one in files_in(tmp_path)] == ["B2.expected.toml", "C1.expected.toml"]
    with pytest.raises(ExpectedErrors, match="there is no such file"):
        read(tmp_path / "none.expected.toml")


STEP = '[[step]]\nstep = "intake"\n'
ONE_OR_OTHER = "a step is held to one answer or to one rule of law"
NO_VALUE = "a value is expected here"
NO_CITE = "where the source says this is missing"


@pytest.mark.parametrize(
    ("text", "line", "path", "what", "hint"),
    [
        (row("summary", 'key = "macc"', '"yes"'), 5, "summary[0].key", "a summary has no 'macc'",
         "did you mean 'mac'?"),
        (row("summary", 'key = "macc.mac"', '"yes"'), 5, "summary[0].key", "a summary has no 'macc.mac'",
         "did you mean 'mac'?"),
        (row("summary", 'key = "mac.outreach"', '"yes"'), 5, "summary[0].key", "'mac' has nothing below it", ""),
        (row("summary", "key = 5", '"yes"'), 5, "summary[0].key",
         'a text in "quotes" is needed here, not a whole number', ""),
        (row("summary", 'key = "mac"', "1.5"), 6, "summary[0].is", NO_VALUE, "write a word, an id, or a list of them"),
        (row("summary", 'key = "mac"', "2024-01-01"), 6, "summary[0].is", NO_VALUE,
         "write a word, an id, or a list of them"),
        (row("summary", 'key = "mac"', '{ may = ["no"] }'), 6, "summary[0].is", NO_VALUE,
         'write { maybe = ["no", "yes"] }'),
        (row("summary", 'key = "mac"', '{ maybe = "no" }'), 6, "summary[0].is", NO_VALUE,
         'write { maybe = ["no", "yes"] }'),
        (row("summary", 'key = "mac"', '"yes"').replace(CITE, ""), 4, "summary[0].cite", NO_CITE,
         'write cite = "source id: heading"'),
        (row("summary", 'key = "mac"', '"yes"').replace(CITE, 'cite = "plan"\n'), 7, "summary[0].cite[0]",
         "'plan' does not say where the fact stands", 'write "source id: heading"'),
        (row("summary", 'key = "mac"', '"yes"', "wyh = 1"), 7, "summary[0].wyh", "there is no key 'wyh' here",
         "did you mean 'why'?"),
        (STEP + 'is = "x"\n' + CITE, 4, "step[0]", ONE_OR_OTHER, "write answer = or law ="),
        (STEP + 'answer = "window"\nlaw = "L01"\nis = "x"\n' + CITE, 4, "step[0]", ONE_OR_OTHER,
         "write answer = or law ="),
        (STEP.replace("intake", "intak") + 'answer = "window"\nis = "x"\n' + CITE, 5, "step[0].step",
         "'intak' is not a word that can stand here", "did you mean 'intake'?"),
        ("", 1, "", "nothing is expected here", "write [[summary]] or [[step]]"),
        ("summary = []\nstep = []", 1, "", "nothing is expected here", "write [[summary]] or [[step]]"),
        ('[summary]\nkey = "mac"\nis = "yes"\n', 4, "summary", "this is one table, and a list of them is needed",
         "write [[ ]] with double brackets"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_once_with_line_and_hint(text, line, path, what, hint):
    (problem,) = problems_of(HEAD + text)
    assert (problem.file, problem.line, problem.path) == ("C1.expected.toml", line, path)
    assert (problem.what, problem.hint) == (what, hint)


def test_everything_is_told_at_once_in_the_order_of_the_lines():
    text = HEAD.replace("expected/1", "expected/2").replace("case =", "csae =")
    text += row("summary", 'key = "conv1"', '"yes"') + STEP + "is = 1.5\n" + "foo = 1\n"
    assert [(problem.line, problem.path) for problem in problems_of(text)] == [
        (1, "schema"),
        (2, "csae"),
        (5, "summary[0].key"),
        (8, "step[0]"),
        (8, "step[0].cite"),
        (10, "step[0].is"),
        (11, "step[0].foo"),
    ]


def test_a_place_is_owed_only_for_what_a_source_says():
    for value, about in (('"silent"', 'answer = "window"'), ('"ok"', 'law = "L01"')):
        assert read_text(HEAD + STEP + f"{about}\nis = {value}\n").step[0].cite == ()
    (problem,) = problems_of(HEAD + STEP + 'answer = "window"\nis = "none"\n')
    assert problem.what == NO_CITE


def test_an_empty_list_is_no_place_in_a_source():
    (problem,) = problems_of(HEAD + row("summary", 'key = "mac"', '"yes"').replace(CITE, "cite = []\n"))
    assert problem.path == "summary[0].cite"


@pytest.mark.parametrize("key", ["drafters.macc", "decider.", "informed.mac.x", "interruption.meting", "replan.lead"])
def test_a_name_that_no_summary_has_below_a_key_is_told(key):
    (problem,) = problems_of(HEAD + row("summary", f'key = "{key}"', '"silent"'))
    assert (problem.line, problem.path) == (5, "summary[0].key")


@pytest.mark.parametrize("answer", ["windw", "reciever", "mac"])
def test_an_answer_that_such_a_step_cannot_have_is_told(answer):
    (problem,) = problems_of(HEAD + STEP + f'answer = "{answer}"\nis = "silent"\n')
    assert (problem.line, problem.path) == (6, "step[0].answer")


@pytest.mark.parametrize("value", ['{ maybe = [{ x = 1 }, "no"] }', '{ maybe = [{ maybe = 5 }, "no"] }'])
def test_a_table_within_a_maybe_is_told_as_no_value(value):
    (problem,) = problems_of(HEAD + row("summary", 'key = "mac"', value))
    assert (problem.path, problem.what) == ("summary[0].is", NO_VALUE)


@pytest.mark.parametrize(
    ("step", "stage", "hint"),
    [
        ("convene", "shre", "did you mean 'share'?"),
        ("approve", "mcc", "did you mean 'mac'?"),
        ("escalate", "at_windw", "did you mean 'at_window'?"),
        ("escalate", "at_closure", "it can be: at_window, at_mac, in_conference"),
        ("start", "at_mac", "it can be: at_window"),
        ("intake", "share", ""),
    ],
)
def test_a_stage_that_such_a_step_cannot_have_is_told(step, stage, hint):
    text = f'[[step]]\nstep = "{step}"\nstage = "{stage}"\nlaw = "L01"\nis = "silent"\n'
    (problem,) = problems_of(HEAD + text)
    assert (problem.line, problem.path) == (6, "step[0].stage")
    assert (problem.what, problem.hint) == (f"such a step has no stage '{stage}'", hint)


def paths():
    places = [place_of(found) for found in survey().found]
    return (path_data(simulate(read_case(case), place)) for case in standard_cases() for place in places)


def test_every_stage_of_every_step_of_a_path_can_be_expected():
    for path in paths():
        for step in path["steps"]:
            assert step.get("stage") in (None, *STAGES.get(step["step"], ())), step


def test_a_rule_that_the_gate_does_not_have_is_told():
    (problem,) = problems_of(HEAD + STEP + 'law = "L99"\nis = "silent"\n')
    assert (problem.line, problem.path, problem.what) == (6, "step[0].law", "there is no rule 'L99'")


@pytest.mark.parametrize(
    ("values", "line", "path", "what"),
    [
        ('is = "narowed"', 7, "step[0].is", "a rule does not do 'narowed'"),
        ('is = "none"', 7, "step[0].is", "a rule does not do 'none'"),
        ('is = ["ok"]', 7, "step[0].is", "what a rule did is one word"),
        ("is = true", 7, "step[0].is", "what a rule did is one word"),
        ('is = { maybe = ["ok", "warning"] }', 7, "step[0].is", "what a rule did is one word"),
        ('is = "ok"\naccept = ["warnin"]', 8, "step[0].accept[0]", "a rule does not do 'warnin'"),
    ],
)
def test_what_a_rule_cannot_do_is_told(values, line, path, what):
    (problem,) = problems_of(HEAD + STEP + f'law = "L01"\n{values}\n')
    assert (problem.line, problem.path, problem.what) == (line, path, what)


def test_the_reasons_of_a_decision_are_no_answer():
    (problem,) = problems_of(HEAD + STEP + 'answer = "because"\nis = "silent"\n')
    assert problem.path == "step[0].answer"


def test_a_file_knows_the_lines_of_its_rows():
    found = expecting(row("summary", 'key = "mac"', '"yes"'), row("step", 'step = "intake"\nlaw = "L01"', '"ok"'))
    assert [(place, found.line((*place, "is"))) for place, _row in found.rows()] == [
        (("summary", 0), 6),
        (("step", 0), 11),
    ]
