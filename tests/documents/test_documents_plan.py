"""What a draft of the implementation plan says: nothing without a row, nothing left out, gaps as gaps."""

import datetime as dt
import re
from pathlib import Path

import pytest
from documents_towns import FILES, LANGUAGES, ROOT, TOWNS, draft_of, structure_of

from juso_core.documents.plan_draft import plan_draft
from juso_core.documents.plan_model import Gap, Paragraph, Table
from juso_core.language.messages import current, use
from juso_core.municipality.loading import load_text
from juso_core.municipality.questions import QUESTIONS, AnswerState, answers
from juso_core.research.simulation import described_day

EVERY = [pytest.param(file, language, id=f"{file.parent.name}-{language}") for file in FILES for language in LANGUAGES]


@pytest.mark.parametrize(("file", "language"), EVERY)
def test_every_part_rests_on_rows_of_the_structure_or_is_a_gap(file: Path, language: str) -> None:
    structure = structure_of(file)
    known = {row.key: set(row.cite) for row in structure.rows()}
    cited = {key: {c for row in structure.rows() if row.key == key for c in row.cite} for key in known}
    parts = list(draft_of(file, language).parts())
    assert parts
    for part in parts:
        for line in part.lines if isinstance(part, Table) else [part]:
            assert set(line.rows) <= set(known), part.id
            assert set(line.cites) <= {cite for key in line.rows for cite in cited[key]}, part.id
            if not isinstance(part, Gap):
                assert line.rows, part.id
                assert line.cites, part.id


@pytest.mark.parametrize(("file", "language"), EVERY)
def test_no_row_of_the_day_is_left_out(file: Path, language: str) -> None:
    draft = draft_of(file, language)
    today = structure_of(file).at(draft.on)
    said = {row for part in draft.parts() for row in part.rows}
    assert {row.key for row in today.rows() if row.holds_on(draft.on)} <= said


@pytest.mark.parametrize(("file", "language"), EVERY)
def test_the_gaps_are_the_open_questions_each_once(file: Path, language: str) -> None:
    draft = draft_of(file, language)
    open_states = (AnswerState.SILENT, AnswerState.NOT_ENTERED, AnswerState.CONFLICT)
    wanted = {a.question.id: a.state for a in answers(structure_of(file).at(draft.on)) if a.state in open_states}
    gaps = [part for part in draft.parts() if isinstance(part, Gap)]
    assert {gap.id: gap.state for gap in gaps} == wanted
    assert len(gaps) == len(wanted)


@pytest.mark.parametrize(("file", "language"), EVERY)
def test_ids_are_unique_and_tables_are_whole(file: Path, language: str) -> None:
    draft = draft_of(file, language)
    ids = [part.id for part in draft.parts()]
    assert len(ids) == len(set(ids))
    assert len({section.id for section in draft.sections}) == len(draft.sections)
    for part in draft.parts():
        if isinstance(part, Table):
            assert {len(line.cells) for line in part.lines} == {len(part.header)}
            assert all(line.cells[0] for line in part.lines)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_nothing_of_the_file_format_comes_through(file: Path) -> None:
    for part in draft_of(file).parts():
        texts = [c for line in part.lines for c in line.cells] if isinstance(part, Table) else [part.text]
        for text in texts:
            assert not re.search(r"function:|@[a-z]|\b[a-z]+_[a-z_]+\b|FY\d", text), (part.id, text)


def test_both_languages_say_the_same_things() -> None:
    for file in FILES:
        ja, en = draft_of(file, "ja"), draft_of(file, "en")
        assert [section.id for section in ja.sections] == [section.id for section in en.sections]
        assert [(part.id, part.rows, part.cites) for part in ja.parts()] == [
            (part.id, part.rows, part.cites) for part in en.parts()
        ]


def test_the_days_are_written_as_the_office_writes_them() -> None:
    ja = draft_of(TOWNS[0])
    (first,) = [part for part in ja.parts() if part.id == "programme.1"]
    assert isinstance(first, Paragraph)
    assert "令和6年度から" in first.text
    assert "FY2024" in next(p.text for p in draft_of(TOWNS[0], "en").parts() if p.id == "programme.1")


MORE = """
[[service]]
id = "later-service"
function = "participation_support"
name = "これからの参加支援"
status = "planned"
cite = "plan: 9"

[[role]]
id = "later-role"
kind = "adviser"
local_title = "来年からの助言者"
since = "FY2030"
cite = "plan: 9"

[[note]]
kind = "conflict"
about = "fukushi"
text = { ja = "二つの名で呼ばれる。", en = "It has two names." }
cite = "plan: 9"
"""


def test_what_is_planned_or_begins_later_stands_apart_and_is_marked() -> None:
    town = load_text(TOWNS[1].read_text(encoding="utf-8") + MORE, "town.toml")
    draft = plan_draft(town, described_day(town))
    (later,) = [part for part in draft.parts() if part.id == "later"]
    assert isinstance(later, Table)
    assert [line.cells[0] for line in later.lines] == ["これからの参加支援", "来年からの助言者"]
    assert later.lines[0].cells[2] == "予定"
    others = [part for part in draft.parts() if part.id != "later"]
    assert not any("service.later-service" in part.rows for part in others)
    in_2031 = plan_draft(town, dt.date(2031, 4, 1))
    assert not any("role.later-role" in p.rows for p in in_2031.parts() if p.id == "later")
    assert any("role.later-role" in p.rows for p in in_2031.parts())


def test_a_conflict_is_among_what_is_to_be_checked() -> None:
    town = load_text(TOWNS[1].read_text(encoding="utf-8") + MORE, "town.toml")
    (conflict,) = plan_draft(town, described_day(town)).conflicts
    assert conflict.text == "【記述の食い違い】二つの名で呼ばれる。"
    assert conflict.rows == ("note.fukushi",)


def test_a_town_of_which_nothing_is_known_is_all_gaps() -> None:
    source = '[[source]]\nid = "plan"\ntitle = "計画"\nas_of = "2024-03"\n'
    town = load_text(f'code = "999997"\nname = "例示市"\n{source}', "town.toml")
    draft = plan_draft(town, dt.date(2024, 4, 1))
    assert all(isinstance(part, Gap) for part in draft.parts())
    assert {gap.state for gap in draft.gaps} == {AnswerState.NOT_ENTERED}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["mimasaka", "hachioji"])
def test_the_page_on_drafts_counts_the_gaps_as_they_are(name: str, language: str) -> None:
    (file,) = [one for one in FILES if one.parent.name == f"juso_{name}"]
    page = (ROOT / "docs" / language / "plan-draft.md").read_text(encoding="utf-8")
    count = len(draft_of(file).gaps)
    told = {
        ("mimasaka", "en"): f"Of the {len(QUESTIONS)} questions the plan leaves {count} open",
        ("mimasaka", "ja"): f"{len(QUESTIONS)}の問いのうち{count}は",
        ("hachioji", "en"): f"{count} questions are open",
        ("hachioji", "ja"): f"{count}の問いに答えがありません",
    }
    assert told[name, language] in page


def test_the_language_of_a_document_is_not_that_of_the_screen() -> None:
    before = current()
    for screen in LANGUAGES:
        use(screen)
        assert current() == screen
        assert "令和6年度" in str(draft_of(TOWNS[1], "ja"))
        assert "令和" not in str([p for p in draft_of(TOWNS[1], "en").parts() if p.id == "programme.1"])
    use(before)
