"""Where a municipality is compared on another day than its sources describe, every output says so."""

import datetime as dt
import io

import openpyxl
import pytest
from comparing_towns import DAY, town_place

from juso_core import research
from juso_core.documents.comparison_html import comparison_page
from juso_core.documents.matrix_tables import matrix_markdown
from juso_core.documents.matrix_workbook import matrix_workbook
from juso_core.research.comparing.matrix import matrix_of

EARLY = dt.date(1990, 1, 1)
TOLD = "Reiji City on 1990-01-01: its sources describe 2024-06-01"


def outputs(day: dt.date) -> list[str]:
    here = town_place(day)
    one = matrix_of([here])
    sheet = openpyxl.load_workbook(io.BytesIO(matrix_workbook(one))).worksheets[0]
    heads = " ".join(str(cell.value) for cell in sheet[1])
    return [matrix_markdown(one).replace("\\", ""), heads, comparison_page(one, [here], [])]


def test_every_document_tells_that_the_sources_describe_another_day() -> None:
    assert all(TOLD in made for made in outputs(EARLY))
    assert not any("its sources describe" in made for made in outputs(DAY))


@pytest.mark.parametrize(
    "part",
    [
        ("--group", "staff"),
        ("--group", "staff", "--diff"),
        ("--group", "staff", "--diff", "--format", "md"),
        ("--group", "staff", "--format", "md"),
        ("--distance",),
        ("--behaviour", "--cases", "V01"),
    ],
)
def test_the_command_tells_that_the_sources_describe_another_day(juso, part: tuple[str, ...]) -> None:
    words = ("compare", "hachioji", "ikoma", *part)
    told = juso(*words, "--on", "1990-01-01")
    assert told.code == 0
    for name, day in (("Hachioji City", "2021-10-21"), ("Ikoma City", "2023-06-01")):
        assert f"{name} on 1990-01-01: its sources describe {day}" in " ".join(told.out.split()).replace("\\", "")
    assert "its sources describe" not in juso(*words).out


def test_data_have_the_day_that_the_sources_describe_beside_the_day(juso) -> None:
    (town,) = juso("compare", "hachioji", "--on", "1990-01-01", "--json").data["municipalities"]
    assert (town["on"], town["described_on"]) == ("1990-01-01", "2021-10-21")
    (line,) = research.municipalities(["hachioji"], on=EARLY)
    assert (line["structure_on"], line["described_on"]) == ("1990-01-01", "2021-10-21")


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ({"names": "hachioji"}, "['hachioji']"), ({"on": "2022-01-01"}, "datetime.date"),
        ({"on": dt.datetime(2022, 1, 1)}, "datetime.date"),
    ],
)  # fmt: skip
def test_python_tells_what_is_no_list_and_what_is_no_day(given: dict[str, object], hint: str) -> None:
    for table in (research.cells, research.municipalities, research.paths):
        with pytest.raises(TypeError) as told:
            table(**given)
        assert hint in str(told.value)


def test_python_tells_that_a_case_is_given_in_a_list() -> None:
    with pytest.raises(TypeError, match=r"\['V01'\]"):
        research.paths(["hachioji"], cases="V01")
