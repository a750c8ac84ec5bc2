"""Walk files: read strictly, made step by step, and held to what they say."""

import pytest
from office_bench import bench_of, install

from juso_core.casework.case import Phase
from juso_core.entries import EntryErrors
from juso_core.research.walks import WalkWentWrong, read_demo, read_walk, walk

HEAD = """schema = "juso.walk/1"
id = "w"
invented = true
title = { ja = "架空の世帯", en = "an invented household" }
"""
RECEIVE = """
[[step]]
do = "receive"
on = "令和6年6月1日"
by = "houkatsu"
[step.consultation]
approached = "field_window"
field = "elderly"
brought_by = "family"
topics = ["housing*"]
person = "son"

[[step.consultation.members]]
ref = "son"
age = 56
"""


def step(do, on="2024-06-02", by="houkatsu", **entered):
    lines = [f"{key} = {value}" for key, value in entered.items()]
    return "\n".join(("", "[[step]]", f'do = "{do}"', f'on = "{on}"', f'by = "{by}"', *lines, ""))


ASSESS = step("assess", assessment='{ responsibility = "unclear" }')
REFER = step("refer", to='["shakyo"]')
ANSWER = step("answer", by="shakyo", on="2024-06-03")
NAMED = {"kind": '"juso_conference"', "identified": '["son"]'}
NAMES = step("call", by="shakyo", on="2024-06-04", **NAMED, refused='["L06"]')


@pytest.fixture
def write(tmp_path):
    def writing(*parts, name="w.walk.toml"):
        path = tmp_path / name
        path.write_text("".join(parts), encoding="utf-8")
        return path

    return writing


def problems(path, reading=read_walk):
    with pytest.raises(EntryErrors) as caught:
        reading(path)
    return [one.key for one in caught.value.problems]


# -- walking ----


def test_a_walk_is_made_at_the_office(town, write):
    made = read_walk(write(HEAD, RECEIVE, ASSESS, REFER, ANSWER))
    walked = walk(town.office, "999997", made)
    assert (made.id, made.title.en, len(made.steps)) == ("w", "an invented household", 4)
    assert walked.case_id == "C1"
    assert walked.refusals == ()
    assert town.case("C1").phase is Phase.PRECONSENT
    assert [one.command for one in town.history("C1")] == ["Receive", "Assess", "Refer", "Answer"]


def test_a_walk_tells_what_was_refused_as_it_foresaw(town, write):
    walked = walk(town.office, "999997", read_walk(write(HEAD, RECEIVE, ASSESS, REFER, ANSWER, NAMES)))
    (refusal,) = walked.refusals
    assert (refusal.after, refusal.do) == (4, "call")
    assert refusal.entered["identified"] == ["son"]
    assert [verdict.rule for verdict in refusal.verdicts] == ["L06"]
    assert len(town.history("C1")) == 4


def test_after_a_foreseen_refusal_the_walk_goes_on(town, write):
    made = read_walk(
        write(HEAD, RECEIVE, ASSESS, REFER, ANSWER, NAMES, step("give_back", by="shakyo", on="2024-06-05"))
    )
    walked = walk(town.office, "999997", made)
    assert town.case(walked.case_id).phase is Phase.RETURNED


def test_a_step_that_is_refused_unexpectedly_stops_the_walk(town, write):
    unforeseen = NAMES.replace('refused = ["L06"]', "")
    with pytest.raises(WalkWentWrong) as caught:
        walk(town.office, "999997", read_walk(write(HEAD, RECEIVE, ASSESS, REFER, ANSWER, unforeseen)))
    assert (caught.value.file, caught.value.step) == ("w.walk.toml", 5)
    assert "L06" in str(caught.value)
    assert "step 5" in str(caught.value)
    assert "refused" in caught.value.how_to_mend()


@pytest.mark.parametrize("named", ['["L01"]', '["L06", "L01"]'])
def test_a_step_that_is_refused_by_other_rules_than_foreseen_stops_the_walk(town, write, named):
    other = NAMES.replace('["L06"]', named)
    with pytest.raises(WalkWentWrong, match="step 5"):
        walk(town.office, "999997", read_walk(write(HEAD, RECEIVE, ASSESS, REFER, ANSWER, other)))


def test_a_step_that_was_to_be_refused_and_was_not_stops_the_walk(town, write):
    with pytest.raises(WalkWentWrong) as caught:
        walk(town.office, "999997", read_walk(write(HEAD, RECEIVE, step("assess", assessment="{}", refused='["L07"]'))))
    assert caught.value.step == 2
    assert "L07" in str(caught.value)
    assert caught.value.how_to_mend()


def test_a_step_that_is_not_possible_is_told_with_its_number(town, write):
    with pytest.raises(WalkWentWrong) as caught:
        walk(town.office, "999997", read_walk(write(HEAD, RECEIVE, ASSESS, ANSWER)))
    assert caught.value.step == 3


def test_each_walk_is_a_case_of_its_own(town, write):
    made = read_walk(write(HEAD, RECEIVE))
    assert [walk(town.office, "999997", made).case_id for _n in range(2)] == ["C1", "C2"]


def test_a_walk_works_while_the_plugin_is_broken(site, write):
    bench = bench_of(install(site, plugin="import juso_nowhere_at_all\n"))
    walked = walk(bench.office, "999997", read_walk(write(HEAD, RECEIVE, ASSESS)))
    assert all(one.basis.failures for one in bench.history(walked.case_id))


# -- files ----


def test_all_that_is_wrong_in_the_steps_is_told_at_once(write):
    broken = (
        RECEIVE.replace('"field_window"', '"field_windw"').replace("age = 56", "age = 560"),
        step("asess", assessment="{}"),
        step("assess", on="昨日", assessment='{ responsibilty = "clear" }'),
        step("refer", tto='["shakyo"]'),
    )
    assert problems(write(HEAD, *broken)) == [
        "w.walk.toml: step 1: consultation.approached",
        "w.walk.toml: step 1: consultation.members.age",
        "w.walk.toml: step 2: step",
        "w.walk.toml: step 3: on",
        "w.walk.toml: step 3: assessment.responsibilty",
        "w.walk.toml: step 4: tto",
    ]


def test_all_that_is_wrong_in_the_head_is_told_at_once(write):
    head = 'schema = "juso.walk/2"\nid = 5\ninvented = "yes"\ntitel = { ja = "x" }\n'
    assert set(problems(write(head, RECEIVE))) == {
        "w.walk.toml: schema",
        "w.walk.toml: id",
        "w.walk.toml: invented",
        "w.walk.toml: titel",
        "w.walk.toml: title",
    }


def test_head_and_steps_are_told_together(write):
    head = HEAD.replace("invented = true", "invented = false")
    keys = problems(write(head, RECEIVE, step("asess", assessment="{}")))
    assert keys == ["w.walk.toml: invented", "w.walk.toml: step 2: step"]


def test_a_walk_says_that_it_is_invented(write):
    assert problems(write(HEAD.replace("invented = true", "invented = false"), RECEIVE)) == ["w.walk.toml: invented"]


@pytest.mark.parametrize("steps", ["", "step = []\n", ASSESS])
def test_a_walk_begins_with_a_consultation(write, steps):
    assert any(key.startswith("w.walk.toml: step") for key in problems(write(HEAD, steps)))


@pytest.mark.parametrize("steps", ["step = [1]\n", 'step = ["receive"]\n'])
def test_a_step_that_is_no_table(write, steps):
    assert problems(write(HEAD, steps))


@pytest.mark.parametrize("refused", ['"L06"', "6", '["L99"]', '["L6"]'])
def test_the_rules_that_refuse_are_a_list_of_known_rules(write, refused):
    keys = problems(write(HEAD, RECEIVE, step("assess", assessment="{}", refused=refused)))
    assert keys == ["w.walk.toml: step 2: refused"]


@pytest.mark.parametrize("text", ["= 1", '[[step]\ndo = "receive"'])
def test_what_is_no_toml(write, text):
    assert problems(write(text)) == ["w.walk.toml"]


def test_no_such_file_and_no_text(tmp_path):
    assert problems(tmp_path / "none.walk.toml") == ["none.walk.toml"]
    (tmp_path / "binary.walk.toml").write_bytes(b"\xff\xfe\x00")
    assert problems(tmp_path / "binary.walk.toml") == ["binary.walk.toml"]


# -- demo.toml ----

DEMO = """schema = "juso.demo/1"
walks = ["a.walk.toml", "b.walk.toml"]
tell = "b.walk.toml"
since = "2024-04"
until = "2024-09"
"""


def test_a_demo_names_its_walks_and_the_one_that_it_tells(tmp_path, write):
    write(HEAD.replace('"w"', '"a"'), RECEIVE, name="a.walk.toml")
    write(HEAD.replace('"w"', '"b"'), RECEIVE, name="b.walk.toml")
    write(DEMO, name="demo.toml")
    demo = read_demo(tmp_path)
    assert [one.id for one in demo.walks] == ["a", "b"]
    assert demo.tell is demo.walks[1]
    assert (demo.since, demo.until) == ("2024-04", "2024-09")


def test_a_demo_tells_what_is_wrong_in_all_of_its_walks(tmp_path, write):
    write(HEAD, RECEIVE, step("asess", assessment="{}"), name="a.walk.toml")
    write(DEMO, name="demo.toml")
    assert problems(tmp_path, read_demo) == ["a.walk.toml: step 2: step", "b.walk.toml"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('tell = "b.walk.toml"', 'tell = "c.walk.toml"', "demo.toml: tell"),
        ('since = "2024-04"', "since = 2024", "demo.toml: since"),
        ('since = "2024-04"\n', "", "demo.toml: since"),
        ("juso.demo/1", "juso.demo/9", "demo.toml: schema"),
        ("walks =", "walk =", "demo.toml: walk"),
    ],
)
def test_a_demo_file_is_strict(tmp_path, write, old, new, key):
    write(DEMO.replace(old, new), name="demo.toml")
    assert key in problems(tmp_path, read_demo)
