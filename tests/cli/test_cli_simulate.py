"""``juso simulate`` and ``juso explain CASEFILE`` as people call them."""

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from juso_core.language.width import width
from juso_core.registry import survey
from juso_core.research.expected import files_in
from juso_core.research.schemas import held_schema
from juso_core.research.shipped import cases_folder
from juso_core.research.standard_cases import FOLDER, named, standard_cases

ALL = sorted(one.code for one in survey().found)
FOUR = ("世田谷区", "八王子市", "生駒市", "美作市")
OF_FOUR = ("--municipality", ",".join(FOUR))


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no instance."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def copy_of(case: str, folder: Path, *changes: tuple[str, str]) -> Path:
    text = named(case).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / f"{case}.toml"
    file.write_text(text, encoding="utf-8")
    return file


# -- side by side ----


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_case_stands_side_by_side_in_municipalities(juso, outside, language, monkeypatch):
    shown = juso("simulate", "V01", *OF_FOUR, "--lang", language)
    assert shown.code == 0, shown.err
    header = next(line for line in shown.out.splitlines() if all(name in line for name in FOUR))
    assert [header.index(name) for name in FOUR] == sorted(header.index(name) for name in FOUR)
    assert max(map(width, shown.out.splitlines())) <= 100
    monkeypatch.setenv("COLUMNS", "400")
    wide = juso("simulate", "V01", *OF_FOUR, "--lang", language).out
    for word in ("支援会議", "重層的支援会議", "福祉部福祉政策課", "いこまる主任推進員", "ぷらっとホーム世田谷", "L01"):
        assert word in wide, word


def test_whether_collaboration_takes_a_case_is_told_where_it_answers(juso, outside, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    shown = juso("simulate", "V01", "--municipality", "西東京市").out
    assert re.search(r"\[M\] multi-agency collaboration: yes\nat the window ", shown)
    assert re.search(r"\[M\] multi-agency collaboration: may\nat multi-agency collaboration ", shown)
    told = juso("explain", "V01", "--municipality", "西東京市").out
    assert "multi-agency collaboration: may" in told
    assert "Whether it is taken is left to the answer." in told


def test_who_says_what_is_told_apart(juso, outside):
    shown = juso("simulate", "V01", "--municipality", "ikoma")
    assert "[M] multi-agency" in shown.out
    assert "[N] decided by: 生駒市" in shown.out
    assert "[–] form: silent" in shown.out
    assert "only the national standard says so" in shown.out


def test_many_municipalities_are_told_in_several_tables_on_a_narrow_screen(juso, outside, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    shown = juso("simulate", "V06", *OF_FOUR)
    headers = [line for line in shown.out.splitlines() if line.startswith("step")]
    assert len(headers) == 2
    assert all(any(name in line for line in headers) for name in FOUR)


def test_several_cases_are_told_by_what_is_said_of_them(juso, outside):
    shown = juso("simulate", "V06", "V08", *OF_FOUR)
    assert "escalation" not in shown.out
    assert shown.out.count("what is said") == 2
    assert "escalation" in juso("simulate", "V06", "V08", "--full").out


def test_a_maybe_is_shown_as_such(juso, outside):
    shown = juso("simulate", "V05", "--municipality", "mimasaka")
    assert "depends: no / yes" in shown.out
    assert "multi-agency collaboration: [M] no / [M] yes" in " ".join(shown.out.split())
    assert "(only in some cases, by: responsibility, cooperation)" in " ".join(shown.out.split())
    assert "not known: responsibility, issue of the household, cooperation" in shown.out


def test_the_rules_that_a_cell_names_are_told_below(juso, outside):
    below = juso("simulate", "V01", "--municipality", "ikoma").out.partition("[N] only the national")[2]
    assert re.search(r"^L01  son: not consented to sharing.*\[", below, re.MULTILINE)


# -- which municipalities ----


def test_municipalities_are_named_by_code_name_or_short_name_in_any_order(juso, outside):
    found = juso("simulate", "V06", "--municipality", "美作市,hachioji", "--municipality", "292095", "--json").data
    assert [path["municipality"]["code"] for path in found] == ["332151", "132012", "292095"]


def test_in_an_instance_those_that_are_enabled_are_walked(juso, office):
    found = juso("simulate", "V06", "--json").data
    assert [path["municipality"]["code"] for path in found] == ["132012"]
    assert len(juso("simulate", "V06", "--municipality", "ikoma", "--json").data) == 1


def test_an_earlier_day_has_the_earlier_structure(juso, outside):
    def window(day: str) -> object:
        (path,) = juso("simulate", "V04", "--municipality", "setagaya", "--on", day, "--json").data
        return path["municipality"]["structure_on"], path["summary"]["mac"]

    assert window("2022-04-01") == ("2022-04-01", "yes")
    assert window("令和3年12月13日") == ("2021-12-13", None)


# -- JSON ----


def test_json_is_the_list_of_paths_and_nothing_else(juso, outside):
    found = juso("simulate", "V06", "V12", "--json")
    assert [(path["case"], path["municipality"]["code"]) for path in found.data] == [
        (case, code) for case in ("V06", "V12") for code in ALL
    ]
    assert {path["schema"] for path in found.data} == {"juso.path/1"}


def test_a_whole_folder_is_one_command_with_progress(juso, outside):
    folder = outside / "cases"
    shutil.copytree(FOLDER, folder)
    (folder / "V01.expected.toml").write_text('schema = "juso.expected/1"\n', encoding="utf-8")
    (folder / "demo.toml").write_text('schema = "juso.demo/1"\n', encoding="utf-8")
    (folder / "README.md").write_text("# cases\n", encoding="utf-8")
    found = juso("simulate", folder, "--json")
    assert len(found.data) == len(standard_cases()) * len(ALL)
    assert f"{len(found.data)} paths" in found.err
    assert json.dumps(found.data) == json.dumps(juso("simulate", "--json").data), "the standard cases are the default"


def test_case_files_of_ones_own_are_walked(juso, outside):
    file = copy_of("V06", outside, ('id = "V06"', 'id = "mine"'))
    assert [path["case"] for path in juso("simulate", file, "--municipality", "ikoma", "--json").data] == ["mine"]


# -- errors ----


def test_all_that_is_wrong_in_all_files_is_told_at_once_and_nothing_is_walked(juso, outside):
    folder = outside / "cases"
    folder.mkdir()
    copy_of("V01", folder, ('field = "elderly"', 'field = "eldery"'), ('"P6M"', '"6 months"'))
    copy_of("V02", folder, ('person = "girl"', 'person = "gril"'))
    shown = juso("simulate", folder)
    assert shown.code == 2
    assert shown.out == ""
    lines = [line for line in shown.err.splitlines() if ".toml:" in line]
    assert len(lines) == 3
    assert "did you mean 'elderly'?" in lines[0]
    assert "V02.toml" in lines[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("V99",), "standard cases: V01"),
        (("nothing.toml",), "there is no such file"),
        (("V01", "--municipality", "hachoji"), "did you mean 'hachioji'?"),
        (("V01", "--on", "2021-13-01"), "--on"),
    ],
)
def test_what_is_not_there_is_told_with_what_was_meant(juso, outside, words, said):
    shown = juso("simulate", *words)
    assert shown.code in (1, 2)
    assert said in shown.err
    assert "Traceback" not in shown.err


def test_an_empty_folder_and_two_files_with_one_id_are_told(juso, outside):
    assert "no case file in this folder" in juso("simulate", outside).err
    first = copy_of("V06", outside)
    other = outside / "other.toml"
    shutil.copyfile(first, other)
    assert "is also the id of" in juso("simulate", outside).err


def test_a_case_with_too_much_unknown_is_told_and_not_walked(juso, outside):
    traits = '["hikikomori", "debt", "unemployed", "pregnant", "dementia", "carer", "disability"]'
    known = ("complaint_clear = true", 'responsibility = "clear"', "agencies_needed = 1", "household_issue = false",
             'cooperation = "works"')  # fmt: skip
    unknown = [(line, line.partition("=")[0] + '= "?"') for line in known]
    file = copy_of("V10", outside, ('["hikikomori"]', traits), *unknown)
    shown = juso("simulate", file)
    assert shown.code == 2
    assert "9216" in shown.err
    assert "settle some of the facts" in shown.err


# -- expected paths ----


def test_every_path_is_held_against_what_the_sources_say(juso, outside):
    shown = juso("simulate", "--check")
    assert shown.code == 0, shown.out
    files = [file for one in survey().found for file in files_in(cases_folder(one))]
    assert len(files) >= len(standard_cases()) * len(ALL)
    assert f"as expected: {len(files)}; not: 0" in shown.out


def test_a_path_that_is_otherwise_is_told_as_expected_against_actual(juso, outside):
    """The case of somebody else under the id of a standard one."""
    file = copy_of("V01", outside, ('cooperation = "fails"', 'cooperation = "works"'), ('"unclear"', '"clear"'))
    shown = juso("simulate", file, "--municipality", "ikoma", "--check")
    assert shown.code == 1
    assert "✗ V01  生駒市" in shown.out
    assert "expected: yes" in shown.out
    assert "actual: no" in shown.out
    assert "by: slides:" in shown.out
    held = juso("simulate", file, "--municipality", "ikoma", "--check", "--json")
    assert held.code == 1
    jsonschema.validate(held.data, held_schema())
    (one,) = held.data["held"]
    assert [one[key] for key in ("case", "municipality", "name")] == ["V01", "292095", "生駒市"]
    assert one["misses"][0]["about"] == "mac"
    assert (one["misses"][0]["expected"], one["misses"][0]["actual"]) == ("yes", "no")
    assert one["misses"][0]["cites"][0].startswith("slides:")
    in_japanese = juso("simulate", file, "--municipality", "ikoma", "--check", "--json", "--lang", "ja")
    assert in_japanese.data == held.data


def test_to_hold_nothing_is_no_success(juso, outside):
    file = copy_of("V06", outside, ('id = "V06"', 'id = "mine"'))
    shown = juso("simulate", file, "--check")
    assert shown.code == 1
    assert "nothing is expected of these cases" in shown.err
    told = juso("simulate", file, "--check", "--json")
    jsonschema.validate(told.data, held_schema())
    assert (told.code, told.data["held"], told.data["not_held"]) == (1, [], ["mine"])


def expectation_beside(file, municipality, cite="slides: 1"):
    beside = file.with_name(file.stem + ".expected.toml")
    head = f'schema = "juso.expected/1"\ncase = "mine"\nmunicipality = "{municipality}"\n'
    beside.write_text(head + f'[[summary]]\nkey = "mac"\nis = "no"\ncite = "{cite}"\n', encoding="utf-8")
    return beside


@pytest.mark.parametrize(
    ("code", "said", "known"), [("132012", "not walked now", True), ("123456", "not installed", False)]
)
def test_an_expectation_of_a_municipality_that_is_not_walked_is_told_as_such(juso, outside, code, said, known):
    file = copy_of("V06", outside, ('id = "V06"', 'id = "mine"'))
    beside = expectation_beside(file, code)
    shown = juso("simulate", file, "--municipality", "ikoma", "--check")
    assert shown.code == 1
    assert f"{beside} is about mine in {code}, which is {said}" in shown.err
    assert "nothing is expected" not in shown.err
    told = juso("simulate", file, "--municipality", "ikoma", "--check", "--json").data
    jsonschema.validate(told, held_schema())
    entry = {"file": str(beside), "case": "mine", "municipality": code, "installed": known}
    assert told["not_walked"] == [entry]


def test_a_case_without_expectation_among_several_is_told_and_is_no_error(juso, outside):
    file = copy_of("V06", outside, ('id = "V06"', 'id = "mine"'))
    shown = juso("simulate", "V01", file, "--municipality", "ikoma", "--check")
    assert (shown.code, shown.out.splitlines()) == (
        0,
        ["✓ V01  生駒市", "· mine: no expectation was held", "as expected: 1; not: 0"],
    )


def test_a_source_that_the_municipality_does_not_have_is_refused_before_anything_is_walked(juso, outside):
    file = copy_of("V06", outside, ('id = "V06"', 'id = "mine"'))
    expectation_beside(file, "292095", "sldies: 1")
    shown = juso("simulate", "V01", file, "--municipality", "ikoma", "--check")
    assert (shown.code, shown.out) == (2, "")
    assert "there is no [[source]] 'sldies'; did you mean 'slides'?" in shown.err


# -- explained ----


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_simulated_step_is_explained_with_row_source_and_law(juso, outside, language):
    shown = juso("explain", "V01", "--municipality", "setagaya", "--step", "2", "--lang", language)
    assert shown.code == 0, shown.err
    text = shown.out.replace("\n", "").replace(" ", "")
    assert "casebook:世田谷Ⅱ(1)" in text
    assert "L01" in text
    assert ("（予定）" if language == "ja" else "(planned)") in text or "(予定)" in text
    assert "実践事例集" in text


def test_every_step_of_every_path_is_explained(juso, outside):
    for case in ("V01", "V05", "V12"):
        for code in ("131121", "132012", "292095", "332151"):
            (path,) = juso("simulate", case, "--municipality", code, "--json").data
            told = juso("explain", case, "--municipality", code, "--json").data
            assert [step["n"] for step in told["steps"]] == list(range(1, len(told["steps"]) + 1))
            longest = max((variant["steps"] for variant in path["variants"]), key=len, default=path["steps"])
            assert len(told["steps"]) == len(longest)
            for step in told["steps"]:
                assert step["label"]
                for answer in step["advice"].values():
                    assert answer["cites"]
                    assert answer["why"]


def test_of_very_many_variants_the_first_are_listed_and_the_one_that_is_told(juso, outside):
    known = ("household_issue = false", 'cooperation = "works"', "complaint_clear = true")
    file = copy_of("V10", outside, *((line, f'{line.partition(" ")[0]} = "?"') for line in known))
    words = ("explain", file, "--municipality", "ikoma")
    count = len(juso("simulate", file, "--municipality", "ikoma", "--json").data[0]["variants"])
    assert count > 12
    listed = [
        line for line in juso(*words, "--variant", count).out.splitlines() if re.match(r" +(▸ )?\d+\. .*: ", line)
    ]
    assert len(listed) == 13
    assert listed[-1].startswith(f"  ▸ {count}. ")
    assert "1. " not in juso(*words, "--step", "2").out.partition("—")[0]


def test_a_variant_can_be_chosen(juso, outside):
    third = juso("explain", "V05", "--municipality", "hachioji", "--variant", "3", "--json").data
    assert third["variant"]["taken"] == {"responsibility": "clear", "household_issue": False, "cooperation": "works"}
    assert third["steps"][-1]["phase"] == "handling"
    assert juso("explain", "V05", "--municipality", "hachioji", "--variant", "13").code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("V01",), "--municipality is missing"),
        (("V01", "--municipality", "ikoma", "--step", "99"), "no step 99"),
        (("V01", "--municipality", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_explained_is_told(juso, outside, words, said):
    shown = juso("explain", *words)
    assert shown.code in (1, 2)
    assert said in shown.err


def test_a_case_of_the_instance_is_explained_as_before(juso, received):
    assert juso("explain", received).code == 0
    assert juso("explain", received, "--json").data["case"] == received
