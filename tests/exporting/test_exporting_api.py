"""The tables from Python: plain values, the same as in the files; a town that is added is there without further ado."""

import datetime as dt
import doctest

import pytest

from juso_core import research
from juso_core.finding import UnknownMunicipality

PLAIN = (str, int, float, bool, type(None))


def test_the_examples_hold() -> None:
    assert doctest.testmod(research).attempted
    assert doctest.testmod(research).failed == 0


@pytest.mark.parametrize(
    ("name", "part", "table"),
    [
        ("municipalities", "structure", "municipalities"),
        ("sources", "structure", "sources"),
        ("rows", "structure", "rows"),
        ("facts", "structure", "facts"),
        ("citations", "structure", "citations"),
        ("questions", "structure", "questions"),
        ("cells", "matrix", "cells"),
        ("values", "matrix", "values"),
        ("distances", "matrix", "distances"),
    ],
)
def test_a_function_returns_the_lines_of_its_table(name: str, part: str, table: str) -> None:
    lines = getattr(research, name)(["ikoma", "mimasaka"])
    assert lines == research.tables(part, ["ikoma", "mimasaka"])[table]
    assert lines
    assert all(isinstance(value, PLAIN) for line in lines for value in line.values())


@pytest.mark.parametrize("name", ["paths", "steps", "answers", "verdicts"])
def test_paths_are_those_of_the_cases_that_are_named(name: str) -> None:
    lines = getattr(research, name)(["mimasaka"], cases=["V02"])
    assert lines
    assert {line["case"] for line in lines} == {"V02"}
    assert all(isinstance(value, PLAIN) for line in lines for value in line.values())


def test_the_day_can_be_named() -> None:
    (line,) = research.municipalities(["ikoma"], on=dt.date(2024, 4, 1))
    assert line["structure_on"] == "2024-04-01"


def test_a_town_that_is_installed_is_in_every_table(reiji: str) -> None:
    for part in ("structure", "paths", "matrix"):
        for name, lines in research.tables(part, cases=["V01"] if part == "paths" else ()).items():
            if lines and "municipality" in lines[0] and name not in ("terms", "variants"):
                assert reiji in {line["municipality"] for line in lines}, name


def test_the_dictionary_has_every_column() -> None:
    described = {(line["table"], line["column"]) for line in research.dictionary("structure")}
    assert {("facts", name) for name in research.facts(["ikoma"])[0]} <= described


def test_what_there_is_not_is_told() -> None:
    with pytest.raises(ValueError, match="nothing"):
        research.tables("nothing")
    with pytest.raises(UnknownMunicipality):
        research.rows(["atlantis"])
