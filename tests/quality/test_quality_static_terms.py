"""Whether a local term is used: where no row has it, a comparison shows it as not entered."""

import json
from pathlib import Path

import pytest
from bad_plugins import GOOD_ONE, STRUCTURE

from juso_core.municipality.loading import load
from juso_core.research.comparing.dimensions import DIMENSIONS
from juso_core.research.comparing.matrix import cell_of

TERM = "よりそいプラン"
NOTE = """
[[note]]
about = "plan.drafter"
kind = "stated"
text = { ja = "プランは「よりそいプラン」と呼ばれる。", en = "The plan has a name of its own." }
cite = "plan: 4"
"""
FORM = """
[[form]]
id = "yorisoi"
name = "よりそいプラン（様式）"
use = ["plan"]
SINCE
cite = "plan: 4"
"""


def with_term(project: Path, more: str = "") -> Path:
    """Name a local term in the good plugin, and add rows; returns its structure file."""
    file = project / STRUCTURE.replace("juso_good", GOOD_ONE.package)
    text = file.read_text(encoding="utf-8")
    head, source, rest = text.partition("\n[[source]]")
    file.write_text(f'{head}\n[terms]\nsupport_plan = "{TERM}"\n{source}{rest}{more}', encoding="utf-8")
    return file


def told(juso, project: Path) -> list[dict]:
    _code, out, _err = juso("check", project, "--static", "--json")
    (checked,) = json.loads(out)["checked"]
    return [remark for remark in checked["remarks"] if remark["check"] == "E10"]


def shown(file: Path) -> tuple[str, tuple[str, ...]]:
    """The state and the rows of the term's cell on the day that the sources describe."""
    whole = load(file)
    cell = cell_of(whole.code, DIMENSIONS["term.support_plan"], whole.at(whole.described_on))
    return cell.state.value, cell.rows


def test_a_term_that_stands_in_no_row_is_told_with_its_line(juso, good: Path) -> None:
    file = with_term(good)
    (remark,) = told(juso, good)
    assert TERM in remark["what"]
    assert file.read_text(encoding="utf-8").splitlines()[remark["line"] - 1] == f'support_plan = "{TERM}"'
    assert shown(file) == ("no_row", ())


@pytest.mark.parametrize(
    ("row", "key"), [(NOTE, "note.plan.drafter"), (FORM.replace("SINCE", ""), "form.yorisoi")], ids=["note", "form"]
)
def test_a_term_in_a_row_or_a_note_is_compared_with_its_citation(juso, good: Path, row: str, key: str) -> None:
    file = with_term(good, row)
    assert told(juso, good) == []
    assert shown(file) == ("stated", (key,))


def test_a_term_of_a_row_that_is_only_planned_is_used(juso, good: Path) -> None:
    with_term(good, FORM.replace("SINCE", 'status = "planned"\nsince = "FY2030"'))
    assert told(juso, good) == []
