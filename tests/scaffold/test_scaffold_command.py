"""``juso new`` as people call it: with options, with files, at a terminal, and with what cannot be."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from scaffold_made import NEEDED, files_in, structure_in
from scaffold_tables import HEAD, csv_file, xlsx_file

from juso_core.cli import new_result
from juso_core.discovery import Found, Survey
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.words import Function, OperationForm, OrganizationKind, Stage
from juso_core.scaffold.problems import needs_extra

REST = ("", "", "", "")
LIST = (HEAD, ("一", "介護", "東センター", "", "社協", "委託", *REST), ("二", "総合", "", "", "", "", *REST))


def test_options_are_enough_and_what_is_open_is_listed(juso, tmp_path: Path) -> None:
    done = juso(*NEEDED, "--stage", "full", "--operator", "outreach=shakyo:例示市社協:outsourced")
    assert (done.code, done.err) == (0, "")
    structure = structure_in(tmp_path / "juso-reiji")
    assert structure.programme[0].stage is Stage.FULL
    (service,) = structure.service
    assert (service.function, service.operation_form) == (Function.OUTREACH, OperationForm.OUTSOURCED)
    for command in ('pip install -e "juso-reiji"', "juso check 999997", "juso show 999997", "juso simulate"):
        assert command in done.out
    assert f"of {len(QUESTIONS)} questions" in done.out
    assert "who decides on the collaboration plan" in done.out
    assert "who runs outreach" not in done.out


def test_what_is_open_is_told_in_japanese_too(juso) -> None:
    done = juso("--lang", "ja", *NEEDED)
    assert done.code == 0
    assert "多機関協働の実施主体、" in done.out


def test_a_code_that_an_installed_plugin_claims_is_told(juso, monkeypatch) -> None:
    other = Found("999997", "juso-other", "1.0", "juso_other", 1)
    monkeypatch.setattr(new_result, "survey", lambda: Survey((other,)))
    done = juso(*NEEDED)
    assert done.code == 0
    assert "juso-other, which is installed, claims 999997 too" in done.out
    assert "would replace it" not in done.out


def test_a_name_under_which_something_is_installed_is_told(juso, monkeypatch) -> None:
    other = Found("999016", "juso_reiji", "0.9", "juso_reiji", 1)
    monkeypatch.setattr(new_result, "survey", lambda: Survey((other,)))
    assert "juso_reiji 0.9 is installed already: installing this one would replace it" in juso(*NEEDED).out


def test_json_says_what_was_made_and_what_is_open(juso, tmp_path: Path) -> None:
    csv_file(tmp_path / "list.csv", [(*HEAD, "電話"), *((*row, "") for row in LIST[1:])])
    english, japanese = (
        juso("--lang", lang, *NEEDED[:-1], lang, "--from", "list.csv", "--layer", "市全域:1", "--json")
        for lang in ("en", "ja")
    )
    data = english.data
    assert data["schema"] == "juso.new/1"
    assert (data["code"], data["name"], data["package"]) == ("999997", "例示市", "juso_en")
    assert Path(data["folder"]) == tmp_path / "juso-en"
    assert data["entered"] == ["areas", "window.elderly", "window.general", "window.operation_form"]
    assert set(data["entered"]) | set(data["not_entered"]) == set(QUESTIONS)
    assert data["unread_columns"] == ["電話"]
    assert data["unsourced_rows"] == 5
    assert {**japanese.data, "folder": "", "package": ""} == {**data, "folder": "", "package": ""}


def test_answers_come_from_a_file_and_options_come_first(juso, tmp_path: Path) -> None:
    (tmp_path / "answers.toml").write_text(juso("--example-answers").out, encoding="utf-8")
    done = juso("--answers", "answers.toml", "--name", "見本市", "--stage", "transition", "--output", "there")
    assert done.code == 0, done.err
    structure = structure_in(tmp_path / "there")
    assert (structure.name, structure.programme[0].stage) == ("見本市", Stage.TRANSITION)
    assert structure.programme[0].section is not None, "what the options leave out stays"


def test_a_workbook_and_a_judgement(juso, tmp_path: Path) -> None:
    xlsx_file(tmp_path / "窓口.xlsx", LIST)
    done = juso(*NEEDED, "--from", "窓口.xlsx", "--judgement", "--output", "sub")
    assert done.code == 0, done.err
    assert (tmp_path / "sub" / "juso_reiji" / "plugin.py").is_file()
    assert [one.name for one in structure_in(tmp_path / "sub").service] == ["一", "二"]


def test_what_is_needed_and_missing_is_told_all_at_once(juso, tmp_path: Path) -> None:
    done = juso("--since", "FY2026", "--source-title", "計画")
    assert done.code == 2
    for option in ("--code", "--name", "--short", "--stage", "--source-as-of"):
        assert f"Error: {option}: this is needed" in done.err
    assert done.err.count("Error:") == 5
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_anywhere_is_told_all_at_once(juso, tmp_path: Path) -> None:
    (tmp_path / "answers.toml").write_text('code = "999998"\nnmae = "例示市"\n', encoding="utf-8")
    csv_file(tmp_path / "list.csv", [HEAD, ("一", "なに")])
    done = juso("--answers", "answers.toml", "--from", "list.csv", "--short", "class", "--layer", "x:y")
    assert done.code == 2
    for told in ("answers.toml:1: code", "answers.toml:2: nmae", "list.csv, row 2, 分野", "--short", "--layer"):
        assert told in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.toml", "list.csv"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--code", "99999"), "with it, it is '999997'"),
        (("--code", "９９９９９７"), "write '999997'"),
        (("--code", "999990"), "the check digit"),
        (("--name", "../x"), "which no name has"),
        (("--name", "a/b"), "which no name has"),
        (("--name", "{{ 7*7 }}"), "instruction in templates"),
        (("--name-en", "{% raw %}"), "instruction in templates"),
        (("--short", "con"), "reserved"),
        (("--short", "core"), "reserved"),
        (("--short", "class"), "a word of Python"),
        (("--short", "../x"), "no short name"),
        (("--stage", "ful"), "did you mean 'full'?"),
        (("--stage", "full", "--since", "R8.13"), "is not a period"),
        (("--stage", "full", "--described-on", "April"), "is not a date"),
        (("--stage", "full", "--mac-setting-pattern", "6"), "cannot stand here"),
        (("--operator", "outreech=shakyo:X"), "did you mean 'outreach'?"),
        (("--operator", "outreach=shakyo"), "name of the body is missing"),
        (("--operator", "outreach=other:X:direkt"), "did you mean 'direct'?"),
        (("--layer", "市全域:0"), "cannot stand here"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(words: tuple[str, ...], says: str, juso, tmp_path: Path) -> None:
    done = juso(*NEEDED, *words)
    assert done.code == 2
    assert f"Error: {words[-2]}: " in done.err
    assert says in done.err
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(juso, tmp_path: Path) -> None:
    assert juso(*NEEDED).code == 0
    before = files_in(tmp_path)
    done = juso(*NEEDED, "--stage", "full")
    assert done.code == 1
    assert "nothing is overwritten" in done.err
    assert "--output" in done.err
    assert files_in(tmp_path) == before


TYPED = [
    "99999", "999997",              # the first has no check digit
    "a/b", "例示市",
    "Reiji City",
    "class", "",                    # the proposed name is taken
    "例示市 実施計画", "R8.13", "2026-03", "例示市",
    "9", "３", "FY2026", "令和8年4月1日", "1", "福祉課", "1 (1)",
    "", "", "",                     # consultation, participation, community: left open
    "2", "", "例示市社協", "", "2", "2 (3)",
    "1", "福祉課", "1", "",
    "市全域", "1", "日常生活圏域", "五", "５", "",
]  # fmt: skip


def test_at_a_terminal_it_asks_and_asks_again(juso, tmp_path: Path) -> None:
    done = juso("--json", typed=TYPED)
    assert done.code == 0, done.err
    for told in ("with it, it is '999997'", "which no name has", "a word of Python", "is not a period",
                 "a number from 1 to 3", "is no number of areas"):  # fmt: skip
        assert told in done.err
    structure = structure_in(tmp_path / "juso-reiji")
    (programme,) = structure.programme
    assert (programme.stage, programme.since, programme.mac_setting_pattern) == (Stage.FULL, "FY2026", 1)
    assert str(structure.described_on) == "2026-04-01"
    assert {one.function: one.operation_form for one in structure.service} == {
        Function.OUTREACH: OperationForm.OUTSOURCED,
        Function.MULTI_AGENCY_COLLABORATION: OperationForm.DIRECT,
    }
    assert [one.kind for one in structure.organization] == [OrganizationKind.MUNICIPALITY, OrganizationKind.SHAKYO]
    assert [(one.name, one.count) for one in structure.layer] == [("市全域", 1), ("日常生活圏域", 5)]
    assert json.loads(done.out.strip())["schema"] == "juso.new/1"


def test_at_a_terminal_enter_leaves_everything_open_but_what_is_needed(juso, tmp_path: Path) -> None:
    done = juso(typed=["", "132012", "", "例示市", "", "", "reiji", *[""] * 20])
    assert done.code == 0, done.err
    assert "Tokyo" in done.err, "the prefecture is proposed"
    assert done.err.count("this is needed") == 3
    structure = structure_in(tmp_path / "juso-reiji")
    assert (structure.code, list(structure.rows())) == ("132012", [])


def test_at_a_terminal_the_prefecture_is_told_in_japanese(juso) -> None:
    assert "東京都" in juso("--lang", "ja", typed=["132012"]).err


def test_with_a_file_only_what_it_lacks_is_asked(juso, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('code = "999997"\nshort = "reiji"\n', encoding="utf-8")
    done = juso("--answers", "a.toml", typed=["例示市"])
    assert done.code == 0, done.err
    assert structure_in(tmp_path / "juso-reiji").name == "例示市"


def test_nothing_is_asked_where_nobody_should_be(juso) -> None:
    assert juso("--no-input", typed=["999997", "例示市"]).code == 2


def test_whoever_stops_in_the_middle_leaves_nothing(juso, tmp_path: Path) -> None:
    done = juso(typed=["999997", "例示市"])
    assert done.code == 1
    assert "nothing was written" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_told_before_anything_is_asked(juso, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    done = juso("--output", "there", typed=[])
    assert done.code == 1
    assert "nothing is overwritten" in done.err


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_example_is_an_answers_file_in_the_language(lang: str, juso) -> None:
    text = juso("--lang", lang, "--example-answers").out
    assert tomllib.loads(text)["code"] == "999997"
    assert ("市区町村コード" in text) == (lang == "ja")


def test_the_template_for_the_list_is_written(juso, tmp_path: Path) -> None:
    done = juso("--template-xlsx", "窓口.xlsx")
    assert done.code == 0
    assert (tmp_path / "窓口.xlsx").read_bytes().startswith(b"PK")
    assert juso("--template-xlsx", "窓口.xlsx").code == 1


@pytest.mark.parametrize("words", [NEEDED, ("--template-xlsx", "a.xlsx"), (*NEEDED, "--from", "b.xlsx")])
def test_without_the_extra_it_is_said_how_to_install_it(words, juso, tmp_path: Path, monkeypatch) -> None:
    xlsx_file(tmp_path / "b.xlsx", LIST)
    absent = "cookiecutter" if words == NEEDED else "openpyxl"
    monkeypatch.setitem(sys.modules, absent, None)
    done = juso(*words)
    assert done.code == 1
    assert 'pip install "juso-core[scaffold]"' in done.err
    assert str(needs_extra()) in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["b.xlsx"]


def test_as_a_program_of_its_own_it_leaves_the_home_folder_alone(tmp_path: Path) -> None:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    env = {**os.environ, "HOME": str(home), "USERPROFILE": str(home), "APPDATA": str(home), "PYTHONUTF8": "1"}
    program = "import sys; from juso_core.cli.main import run; run(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, "new", *NEEDED, "--json"],
        cwd=work, env=env, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["package"] == "juso_reiji"
    assert list(home.iterdir()) == []
    assert [path.name for path in work.iterdir()] == ["juso-reiji"]


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        ("令和8年度", "FY2026"),
        ("R8", "FY2026"),
        ("R8.4", "2026-04"),
        ("令和8年4月1日", "2026-04-01"),
        ("FY2026", "FY2026"),
    ],
)
def test_a_time_may_be_written_with_an_era(written: str, stated: str, juso, tmp_path: Path) -> None:
    assert juso(*NEEDED, "--stage", "full", "--since", written).code == 0
    assert structure_in(tmp_path / "juso-reiji").programme[0].since == stated


def test_what_is_no_time_is_told(juso) -> None:
    assert "--since: 'R8.13' is not a period" in juso(*NEEDED, "--stage", "full", "--since", "R8.13").err
