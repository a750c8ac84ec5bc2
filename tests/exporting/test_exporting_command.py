"""``juso export``: a folder as a whole or not at all, one table to a pipe, and what is refused."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from juso_core.research.exporting.data_set import tables_of

Juso = Callable[..., Any]


@pytest.mark.parametrize("part", ["structure", "paths", "matrix"])
def test_a_folder_with_every_table_and_nothing_else_is_written(part: str, juso: Juso, tmp_path: Path) -> None:
    words = ("--cases", "V01") if part == "paths" else ()
    done = juso("export", part, "ikoma", "mimasaka", "--output", "data", *words)
    assert done.code == 0, done.err
    files = {one.name for one in (tmp_path / "data").iterdir()}
    assert files == {*(f"{table.name}.csv" for table in tables_of(part)), "datapackage.json", "CITATION.cff"}
    assert [one.name for one in tmp_path.iterdir()] == ["data"]


def test_one_table_goes_to_a_pipe_without_a_mark(juso: Juso) -> None:
    done = juso("export", "structure", "ikoma", "--table", "sources")
    assert done.code == 0, done.err
    (line,) = csv.DictReader(io.StringIO(done.out))
    assert line["municipality"] == "292095"
    assert next(iter(line)) == "municipality"
    done = juso("export", "structure", "ikoma", "--table", "sources", "--format", "jsonl")
    assert json.loads(done.out)["source"] == line["source"]


def test_an_added_town_is_exported(reiji: str, juso: Juso) -> None:
    done = juso("export", "structure", "--table", "municipalities", "--format", "jsonl")
    assert reiji in [json.loads(line)["municipality"] for line in done.out.splitlines()]


def test_a_folder_that_is_there_is_left_alone(juso: Juso, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    done = juso("export", "structure", "ikoma", "--output", "data")
    assert done.code == 1
    assert "data" in done.err
    assert list((tmp_path / "data").iterdir()) == []


def test_characters_that_cp932_lacks_are_told_and_nothing_is_written(
    reiji: str, site: Path, juso: Juso, tmp_path: Path
) -> None:
    file = site / "juso_reiji" / "structure.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("福祉課", "𠮷野課🏠"), encoding="utf-8")
    done = juso("export", "structure", reiji, "--output", "data", "--encoding", "cp932")
    assert done.code == 1
    assert "𠮷" in done.err
    assert "🏠" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("structure",),
        ("structure", "--output", "data", "--table", "rows"),
        ("structure", "--table", "row"),
        ("structure", "--output", "data", "--cases", "V01"),
        ("matrix", "--output", "data", "--format", "jsonl", "--encoding", "cp932"),
        ("everything", "--output", "data"),
    ],
)
def test_what_is_not_understood_writes_nothing(words: tuple[str, ...], juso: Juso, tmp_path: Path) -> None:
    done = juso("export", *words)
    assert done.code == 2, done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_is_misspelt_is_told_with_the_near_one(juso: Juso) -> None:
    assert "rows" in juso("export", "structure", "--table", "row").err
