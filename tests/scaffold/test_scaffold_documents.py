"""Several documents, several operators of one function, and who makes the plugin."""

import tomllib
from pathlib import Path

import pytest
from scaffold_made import NEEDED, TODAY, structure_in, structure_of

from juso_core.municipality.structure import Structure
from juso_core.municipality.words import AgencyKind, OperationForm, Together
from juso_core.scaffold.answers_file import read_text
from juso_core.scaffold.columns import kind_by_name
from juso_core.scaffold.problems import AnswerErrors

TOWN = 'code = "999997"\nname = "例示市"\nshort = "reiji"\n'
PLAN = '[source]\ntitle = "実施計画"\nas_of = "2026-03"\n'
TWO = """
[[source]]
id = "keikaku"
title = "実施計画"
as_of = "2026-03"
checked = "2026-05-01"

[[source]]
id = "youkou"
title = "会議設置要綱"
as_of = "2026-04-01"

[programme]
stage = "full"
heading = "%s"
"""
CITY = '[[operator]]\nfunction = "outreach"\nkind = "municipality"\nsection = "福祉課"\n'
COUNCIL = '[[operator]]\nfunction = "outreach"\nkind = "shakyo"\nname = "例示市社協"\n'


def made(text: str) -> Structure:
    return structure_of(read_text(TOWN + text))


def told(text: str) -> str:
    with pytest.raises(AnswerErrors) as errors:
        made(text)
    return str(errors.value)


@pytest.mark.parametrize(
    ("heading", "cite"),
    [
        ("1 (1)", "keikaku: 1 (1)"),
        ("youkou: 第2条", "youkou: 第2条"),
        ("youkou：第2条", "youkou: 第2条"),
        ("keikaku: 1: 目的", "keikaku: 1: 目的"),
        ("Q1: 相談", "keikaku: Q1: 相談"),
    ],
)
def test_a_heading_names_its_document_or_means_the_first(heading: str, cite: str) -> None:
    structure = made(TWO % heading)
    assert [str(one) for one in structure.programme[0].cite] == [cite]
    assert [(one.id, one.checked) for one in structure.source] == [
        ("keikaku", "2026-05-01"),
        ("youkou", TODAY.isoformat()),
    ]


@pytest.mark.parametrize("kind", ["[source]", "[[source]]"])
def test_one_document_may_be_written_either_way(kind: str) -> None:
    (source,) = made(PLAN.replace("[source]", kind) + '[programme]\nstage = "full"\nheading = "1"\n').source
    assert (source.id, source.checked) == ("plan", TODAY.isoformat())
    (own,) = made(PLAN.replace("[source]", kind + '\nid = "own"')).source
    assert own.id == "own"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "youkou"\n', "", "answers.toml:11: source[1].id: the key 'id' is missing"),
        ('title = "会議設置要綱"\n', "", "source[1].title: the key 'title' is missing"),
        ('"youkou"', '"keikaku"', "answers.toml:12: source[1].id: the id 'keikaku' is taken already"),
        ('"keikaku"', '"manual"', "source[0].id: 'manual' is taken already"),
        ('"youkou"', '"unsourced"', "source[1].id: 'unsourced' is taken already"),
        ('"2026-05-01"', '"yesterday"', "source[0].checked"),
        ("%s", "youko: 第2条", "did you mean 'youkou'?"),
    ],
)
def test_a_document_that_cannot_be_cited_is_told(old: str, new: str, says: str) -> None:
    assert says in told(TWO.replace(old, new))


def test_what_is_wrong_in_the_only_document_is_told_with_its_line() -> None:
    assert "answers.toml:6: source.as_of" in told(PLAN.replace("2026-03", "R8"))


def test_options_fill_in_the_first_document(juso, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(TWO % "1", encoding="utf-8")
    done = juso(*NEEDED, "--answers", "a.toml", "--source-title", "計画", "--source-id", "keikaku")
    assert done.code == 0, done.err
    assert [one.title for one in structure_in(tmp_path / "juso-reiji").source] == ["計画", "会議設置要綱"]
    done = juso(*NEEDED, "--source-id", "a b", "--source-title", "計画", "--source-as-of", "R8.4")
    assert done.err.startswith("Error: --source-id: 'a b' cannot be an id")


def test_operators_of_one_function_with_the_same_form_and_heading_are_one_row() -> None:
    (service,) = made(PLAN + CITY + 'heading = "2"\n' + COUNCIL + 'heading = "2"\ntogether = "joint"\n').service
    assert service.id == "outreach"
    assert service.agencies == ("section-1", "shakyo")
    assert service.together is Together.JOINT


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('form = "direct"', 'form = "outsourced"'),
        ('heading = "2"', 'heading = "3"'),
        ('id = "outreach"', 'id = "outreach-2"'),
    ],
    ids=["form", "heading", "id"],
)
def test_and_else_they_are_a_row_each(first: str, second: str) -> None:
    services = made(f"{PLAN}{CITY}{first}\n{COUNCIL}{second}\n").service
    assert [(one.id, one.agencies) for one in services] == [("outreach", ("section-1",)), ("outreach-2", ("shakyo",))]


def test_acting_together_with_nobody_is_told() -> None:
    text = PLAN + CITY + 'form = "direct"\n' + COUNCIL + 'together = "joint"\n'
    assert "give those of one row the same form and heading" in told(text)


def test_the_same_operator_twice_is_told() -> None:
    assert "answers.toml:9: operator[1].function: who runs this function is answered twice" in told(CITY + CITY)


def test_several_operators_may_stand_on_the_command_line_and_stay_when_somebody_is_asked(juso, tmp_path: Path) -> None:
    given = ("--operator", "outreach=municipality:福祉課", "--operator", "outreach=shakyo:例示市社協:outsourced")
    typed = [*[""] * 8, "1", "福祉課", "", *[""] * 20]
    assert juso(*NEEDED, *given, typed=typed).code == 0
    services = [one for one in structure_in(tmp_path / "juso-reiji").service if one.function == "outreach"]
    assert [one.operation_form for one in services] == [None, OperationForm.OUTSOURCED]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("地域福祉係", AgencyKind.SECTION),
        ("福祉課（2階）", AgencyKind.SECTION),
        ("相談支援担当", AgencyKind.SECTION),
        ("アウトリーチ支援チーム", AgencyKind.TEAM),
        ("地域支援センター（5か所）", AgencyKind.CENTRE),
        ("地域の拠点", AgencyKind.BASE),
        ("なぞの所", None),
    ],
)
def test_the_end_of_a_name_says_what_an_agency_is(name: str, kind: AgencyKind | None) -> None:
    assert kind_by_name(name) is kind
    structure = made(CITY.replace("福祉課", name))
    assert structure.agency[0].kind is (kind or AgencyKind.SECTION)


def project(folder: Path) -> tuple[str, dict]:
    text = (folder / "pyproject.toml").read_text(encoding="utf-8")
    return text, tomllib.loads(text)["project"]


def test_who_makes_it_stands_in_the_project_or_is_left_to_be_filled_in(juso, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[vendor]\nname = "例の\\"会\\""\nlicense = "MIT"\n', encoding="utf-8")
    assert juso(*NEEDED, "--answers", "a.toml", "--output", "told").code == 0
    text, told_project = project(tmp_path / "told")
    assert (told_project["license"], told_project["authors"]) == ("MIT", [{"name": '例の"会"'}])
    assert "fill in" not in text
    assert juso(*NEEDED, "--output", "open").code == 0
    text, open_project = project(tmp_path / "open")
    assert not {"license", "authors"} & open_project.keys()
    filled = tomllib.loads(text.replace("#license", "license").replace("#authors", "authors"))["project"]
    assert {"license", "authors"} <= filled.keys()


@pytest.mark.parametrize(("licence", "good"), [("LicenseRef-Proprietary", True), ("Our own", False), ("", False)])
def test_a_licence_is_one_that_installers_take(licence: str, good: bool) -> None:
    text = f'[vendor]\nlicense = "{licence}"\n'
    if good:
        assert read_text(TOWN + text).vendor.license == licence
    else:
        assert "answers.toml:5: vendor.license" in told(text)
