"""The matrix says of eleven municipalities what their sources say: eleven.toml, read by hand, cell by cell."""

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from comparing_towns import ROOT, place, town_place, whole

from juso_core.citation import Text
from juso_core.municipality.questions import AnswerState
from juso_core.municipality.structure import Row, Structure
from juso_core.research.comparing.dimensions import DIMENSIONS
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import Cell, Matrix
from juso_core.research.comparing.wording import cell_lines, cites_text, note_text, value_text
from juso_core.research.simulation import described_day

READ: Final[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "eleven.toml").read_text(encoding="utf-8"))
MUNICIPALITIES: Final[dict[str, dict[str, str]]] = READ["municipalities"]
CELLS: Final = [
    (READ["municipalities"][code]["plugin"], dimension, code, expected)
    for dimension, row in READ["cell"].items()
    for code, expected in row.items()
]
ANYWHERE: Final = [
    (READ["municipalities"][code]["plugin"], about, code, words)
    for about, row in READ["anywhere"].items()
    for code, words in row.items()
]
KEYS: Final = {"has", "lacks", "codes", "state", "count", "or_in"}

Expected = str | list[str] | dict[str, Any]


def plain(text: str) -> str:
    """A text without what does not matter: spaces, and whether signs are wide or narrow."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def stands(wanted: str, lines: Iterable[str], codes: Iterable[str]) -> bool:
    """Whether one of the alternatives stands in a line, or among the codes."""
    here, known = [plain(line) for line in lines], list(codes)
    return any(
        any(fnmatchcase(code, one[1:]) for code in known)
        if one.startswith("=")
        else any(all(plain(part) in line for part in one.split("&")) for line in here)
        for one in wanted.split("|")
    )


def codes_of(cell: Cell) -> set[str]:
    """The codes of a cell; bodies that act as one are each there."""
    return {part for code in cell.codes for part in (code, *code.split("+"))}


def bodies_of(cell: Cell) -> set[str]:
    return {part for code in cell.codes for part in code.split("+")}


def lines_of(cell: Cell) -> list[str]:
    """What people read as the answer: values and notes, each with how firm it is."""
    return [*(value_text(value, "ja") for value in cell.values), *(note_text(note, "ja") for note in cell.notes)]


def misses(cell: Cell, expected: Expected, others: Iterable[Cell] = ()) -> Iterator[str]:
    """What of a cell is not as it was read; nothing where all is."""
    if expected == "silent":
        yield from _not_silent(cell)
        return
    want: Mapping[str, Any] = {"has": expected} if isinstance(expected, list | str) else expected
    cells = [cell, *others]
    lines, codes = [line for one in cells for line in lines_of(one)], {code for one in cells for code in codes_of(one)}
    for word in want.get("has", ()):
        if not stands(word, lines, codes):
            yield f"says nothing of {word}"
    for word in want.get("lacks", ()):
        if stands(word, (value_text(value, "ja") for value in cell.values), codes_of(cell)):
            yield f"says {word}, which no source says"
    if "codes" in want and bodies_of(cell) != set(want["codes"]):
        yield f"has the codes {sorted(bodies_of(cell))}, not {sorted(want['codes'])}"
    if "state" in want and cell.state.value != want["state"]:
        yield f"is {cell.state.value}, not {want['state']}"
    if "count" in want and len(cell.values) != want["count"]:
        yield f"has {len(cell.values)} values, not {want['count']}"


def _not_silent(cell: Cell) -> Iterator[str]:
    asked = DIMENSIONS[cell.dimension].question is not None
    if cell.answered:
        yield "is answered, and no source answers it"
    elif asked and cell.state is not AnswerState.SILENT:
        yield "is not listed as silent"


def told(name: str, cell: Cell, expected: Expected, wrong: Iterable[str]) -> str:
    """A failure as people read it: the dimension, the municipality, what was read, what is found, where it is cited."""
    found = " / ".join(cell_lines(cell, "ja")) or "-"
    return "\n".join(
        [
            f"{cell.dimension} ({DIMENSIONS[cell.dimension].name.ja}) of {name}",
            *(f"  {one}" for one in wrong),
            f"  read by hand: {expected}",
            f"  found: [{cell.state.value}] {found}; codes: {list(cell.codes)}",
            f"  cited: {cites_text(cell.cites) or '-'}",
        ]
    )


def strings(value: Any) -> Iterator[str]:
    """Every text in a row, but for its citations."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Text):
        yield value.ja
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)
    elif isinstance(value, Row):
        for key in attrs.fields(type(value)):
            if key.name != "cite":
                yield from strings(getattr(value, key.name))


def rows_as_lines(structure: Structure) -> list[str]:
    return [" ".join(strings(row)) for row in structure.rows()]


def file_of(code: str) -> Path:
    plugin = MUNICIPALITIES[code]["plugin"]
    return ROOT / "plugins" / plugin / f"juso_{plugin}" / "structure.toml"


@pytest.fixture(scope="session")
def eleven() -> Matrix:
    """The matrix of all of them, each on the day that its sources describe."""
    structures = [whole(one["plugin"]) for code, one in MUNICIPALITIES.items() if file_of(code).exists()]
    return matrix_of(place(structure, described_day(structure)) for structure in structures)


def there(matrix: Matrix, code: str) -> None:
    if code not in {column.code for column in matrix.columns}:
        pytest.fail(
            f"there is no structure of {MUNICIPALITIES[code]['name']}: {file_of(code).relative_to(ROOT)}", pytrace=False
        )


def test_all_are_there_by_their_code_and_name(eleven: Matrix) -> None:
    assert {column.code: column.name for column in eleven.columns} == {
        code: one["name"] for code, one in MUNICIPALITIES.items()
    }
    assert len(MUNICIPALITIES) == 11


def test_what_was_read_is_about_dimensions_that_are_compared() -> None:
    for _plugin, dimension, code, expected in CELLS:
        assert dimension in DIMENSIONS
        assert code in MUNICIPALITIES
        if isinstance(expected, dict):
            assert set(expected) <= KEYS, (dimension, code)
            assert set(expected.get("or_in", ())) <= set(DIMENSIONS), (dimension, code)
            assert set(expected) & (KEYS - {"or_in"}), (dimension, code)
        else:
            assert expected == "silent" or (isinstance(expected, list) and expected), (dimension, code)


@pytest.mark.parametrize(
    ("dimension", "code", "expected"),
    [pytest.param(*cell, id=f"{plugin}:{cell[0]}") for plugin, *cell in CELLS],
)
def test_a_cell_says_what_the_sources_say(eleven: Matrix, dimension: str, code: str, expected: Expected) -> None:
    there(eleven, code)
    cell = eleven.cell(code, dimension)
    or_in = expected.get("or_in", ()) if isinstance(expected, dict) else ()
    wrong = list(misses(cell, expected, [eleven.cell(code, other) for other in or_in]))
    if wrong:
        pytest.fail(told(MUNICIPALITIES[code]["name"], cell, expected, wrong), pytrace=False)


@pytest.mark.parametrize(
    ("about", "code", "words"),
    [pytest.param(*one, id=f"{plugin}:{one[0]}") for plugin, *one in ANYWHERE],
)
def test_what_no_dimension_shows_is_in_the_structure(eleven: Matrix, about: str, code: str, words: list[str]) -> None:
    there(eleven, code)
    name, lines = MUNICIPALITIES[code]["name"], rows_as_lines(whole(MUNICIPALITIES[code]["plugin"]))
    missing = [word for word in words if not stands(word, lines, ())]
    if missing:
        pytest.fail(f"{about}: nothing in the structure of {name} says {missing}", pytrace=False)


@pytest.mark.parametrize(
    ("dimension", "expected", "wrong"),
    [
        ("mac.operator", ["例示市", "社協|相談 係"], []),
        ("mac.operator", ["社協"], ["says nothing of 社協"]),
        ("mac.operator", ["=municipality"], []),
        ("mac.operator", {"codes": ["shakyo"]}, ["has the codes ['municipality'], not ['shakyo']"]),
        ("mac.operator", "silent", ["is answered, and no source answers it"]),
        ("mac.operator", {"lacks": ["相談係"]}, ["says 相談係, which no source says"]),
        ("outreach.operator", "silent", []),
        ("outreach.operator", {"codes": []}, []),
        ("plan.decider", "silent", ["is not listed as silent"]),
        ("support_conference.lead", "silent", []),
        ("juso_conference.convener", {"state": "none"}, ["is conflict, not none"]),
        ("juso_conference.cadence", ["=12/year", "月1回"], []),
        ("juso_conference.cadence", ["月&2回"], ["says nothing of 月&2回"]),
        ("window.elderly", {"codes": [], "count": 2}, ["has 1 values, not 2"]),
    ],
)
def test_what_differs_from_the_reading_is_told(dimension: str, expected: Expected, wrong: list[str]) -> None:
    cell = matrix_of([town_place()]).cell("999997", dimension)
    assert list(misses(cell, expected)) == wrong


def test_a_failure_names_both_and_the_citation() -> None:
    cell = matrix_of([town_place()]).cell("999997", "mac.operator")
    text = told("例示市", cell, ["社協"], misses(cell, ["社協"]))
    for part in ("mac.operator", "例示市", "社協", "相談係", "plan: 3"):
        assert part in text
