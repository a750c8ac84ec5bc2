"""The ids of a new structure: those that somebody chose, and neutral ones of ASCII letters where nobody did."""

from pathlib import Path

import pytest
from scaffold_made import NEEDED, structure_in, structure_of
from scaffold_tables import csv_file

from juso_core.municipality.structure import Structure
from juso_core.municipality.words import AgencyKind
from juso_core.scaffold.answers import Answers
from juso_core.scaffold.answers_file import read_text
from juso_core.scaffold.problems import AnswerErrors
from juso_core.scaffold.windows import read_windows

TOWN = 'code = "999997"\nname = "例示市"\nshort = "reiji"\n'
HEAD = ("窓口の名称", "分野", "担当機関", "機関の種類", "運営法人", "圏域", "ID", "機関のID")
LIST = (
    HEAD,
    ("あんしん", "介護", "東センター", "", "社協", "東部", "", ""),
    ("あんしん", "介護", "西センター", "", "例示会", "西部", "", "nishi"),
    ("ほかの介護", "介護", "高齢課", "", "市", "", "", ""),
    ("ふたつ", "介護、障害", "高齢課", "", "市", "", "", ""),
    ("みっつ", "介護、障害、子ども", "高齢課", "", "市", "", "", ""),
    ("なんでも", "総合、生活困窮", "訪問チーム", "", "市", "", "", ""),
    ("べつ", "分野を問わない", "駅前拠点", "", "まちの会", "", "window-betsu", ""),
)
OPERATORS = """
[programme]
stage = "full"
section = "福祉課"
section_id = "fukushi"

[[layer]]
name = "市全域"

[[layer]]
name = "日常生活圏域"
id = "ken-iki"
count = 5

[[operator]]
function = "multi_agency_collaboration"
id = "mac-city"
kind = "municipality"
section = "福祉課"

[[operator]]
function = "outreach"
kind = "other"
name = "例示会"
body_id = "reijikai"
section = "地域支援センター（5か所）"
per = "日常生活圏域"
count = 5
"""


def ids(structure: Structure, table: str) -> list[str]:
    return [row.id for row in getattr(structure, table)]


def made(text: str) -> Structure:
    return structure_of(read_text(TOWN + text))


def told(text: str) -> str:
    with pytest.raises(AnswerErrors) as errors:
        made(text)
    return str(errors.value)


def test_where_no_id_is_given_it_says_what_a_thing_is_or_counts_it(tmp_path: Path) -> None:
    structure = structure_of(
        Answers(code="999997", name="例示市", short="reiji"), read_windows(csv_file(tmp_path / "a.csv", LIST))
    )
    assert ids(structure, "service") == [
        "window-elderly", "window-elderly-2", "window-elderly-disability", "window-several", "window-general",
        "window-betsu",
    ]  # fmt: skip
    assert ids(structure, "agency") == ["centre-1", "nishi", "section-1", "team-1", "base-1"]
    assert ids(structure, "organization") == ["shakyo", "body-1", "city", "body-2"]
    assert ids(structure, "area") == ["area-1", "area-2"]
    assert ids(structure, "layer") == ["layer-1"]
    assert structure.service[0].agencies == ("centre-1", "nishi")
    assert [one.organization for one in structure.agency] == ["shakyo", "body-1", "city", "city", "body-2"]
    assert [one.area for one in structure.agency[:2]] == ["area-1", "area-2"]
    assert {one.layer for one in structure.area} == {"layer-1"}


def test_an_id_that_is_given_stands_wherever_the_thing_is_named() -> None:
    structure = made(OPERATORS)
    assert ids(structure, "service") == ["mac-city", "outreach"]
    assert ids(structure, "layer") == ["layer-1", "ken-iki"]
    assert ids(structure, "organization") == ["city", "reijikai"]
    assert structure.programme[0].section == "fukushi"
    assert structure.service[0].agencies == ("fukushi",)
    section, centre = structure.agency
    assert (section.id, section.organization) == ("fukushi", "city")
    assert (centre.id, centre.kind, centre.organization) == ("centre-1", AgencyKind.CENTRE, "reijikai")
    assert (centre.per, centre.count) == ("ken-iki", 5)
    assert structure.service[1].agencies == ("centre-1",)


def test_a_neutral_id_gives_way_to_one_that_is_given() -> None:
    text = OPERATORS.replace('"fukushi"', '"outreach"').replace('"ken-iki"', '"layer-1"')
    structure = made(text)
    assert ids(structure, "layer") == ["layer-2", "layer-1"]
    assert ids(structure, "service") == ["mac-city", "outreach-2"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('section_id = "fukushi"', 'section_id = "a b"', "answers.toml:8: programme.section_id: 'a b' cannot be an id"),
        ('id = "mac-city"', 'id = "{{ x }}"', "operator[0].id"),
        ('id = "ken-iki"', 'id = "fukushi"', "fukushi is the id of '日常生活圏域' and of '福祉課'"),
        ('section = "福祉課"\n\n', 'section = "福祉課"\nsection_id = "f"\n\n', "'福祉課' has two ids, fukushi and f"),
        ('section = "福祉課"\nsection_id', "section_id", "this belongs to a section or centre, and none is named"),
        ('section = "地域支援センター（5か所）"\n', "", "operator[1].per: this belongs to a section or centre"),
        ('per = "日常生活圏域"', 'per = "日常生活圏"', "did you mean '日常生活圏域'?"),
        ("count = 5\n\n[[op", "count = 0\n\n[[op", "layer[1].count: 0 cannot stand here"),
        (
            'per = "日常生活圏域"\ncount = 5',
            'per = "日常生活圏域"\ncount = -1',
            "operator[1].count: -1 cannot stand here",
        ),
    ],
)
def test_an_id_that_cannot_be_and_what_belongs_to_nothing_is_told(old: str, new: str, says: str) -> None:
    assert OPERATORS.count(old) == 1
    assert says in told(OPERATORS.replace(old, new))


def test_an_id_of_the_list_that_an_answer_has_too_is_told_and_nothing_is_made(juso, tmp_path: Path) -> None:
    csv_file(tmp_path / "a.csv", (HEAD, ("一", "介護", "東センター", "", "", "", "", "fukushi")))
    (tmp_path / "a.toml").write_text('[programme]\nstage = "full"\nsection = "福祉課"\nsection_id = "fukushi"\n')
    done = juso(*NEEDED, "--answers", "a.toml", "--from", "a.csv")
    assert done.code == 2
    assert "fukushi is the id of '東センター' and of '福祉課'" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.toml"]


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        (("一", "介護", "東センター", "", "", "", "", "a b"), "機関のID"),
        (("一", "介護", "東センター", "", "", "", "", "shakyo"), "機関のID"),
        (("一", "介護", "東センター", "", "", "", "higashi", "higashi"), "機関のID"),
        (("一", "介護", "", "", "", "", "", "higashi"), "機関のID"),
    ],
)
def test_an_id_of_an_agency_that_cannot_be_is_told(row: tuple[str, ...], heading: str, tmp_path: Path) -> None:
    with pytest.raises(AnswerErrors) as errors:
        read_windows(csv_file(tmp_path / "a.csv", (HEAD, row)))
    assert [(one.line, one.path) for one in errors.value.problems] == [(2, heading)]


@pytest.mark.parametrize("short", ["reiji", "mihon"])
def test_no_id_is_japanese_whatever_the_names_are(short: str, juso, tmp_path: Path) -> None:
    csv_file(tmp_path / "a.csv", LIST)
    (tmp_path / "a.toml").write_text(juso("--example-answers").out, encoding="utf-8")
    assert juso("--answers", "a.toml", "--short", short, "--from", "a.csv").code == 0
    rows = list(structure_in(tmp_path / f"juso-{short}").rows())
    assert len(rows) > 20
    assert all(row.id.isascii() for row in rows if getattr(row, "id", None))
