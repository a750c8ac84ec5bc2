"""The same input gives the same bytes: in every process, in every order of plugins, however often."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from juso_core.discovery import survey
from juso_core.research.case_file import read
from juso_core.research.path import path_data
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import named, standard_cases

CASES = ("V01", "V05", "V10", "V12")
CODES = [found.code for found in survey().found]


def printed(*words: str, seed: str, folder: Path) -> bytes:
    """What the program prints in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "COLUMNS": "100"}
    for name in ("JUSO_INSTANCE", "JUSO_LANG", "LANG", "LC_ALL"):
        environment.pop(name, None)
    program = [sys.executable, "-c", "from juso_core.cli.main import run; run()", *words]
    ran = subprocess.run(program, capture_output=True, env=environment, cwd=folder, check=True)
    return ran.stdout


@pytest.mark.parametrize("words", [("--json",), ("--full",), ("--full", "--lang", "ja")], ids=" ".join)
def test_the_same_bytes_in_every_process(tmp_path, words):
    other = tmp_path / "other"
    other.mkdir()
    one = printed("simulate", *CASES, *words, seed="1", folder=tmp_path)
    assert printed("simulate", *CASES, *words, seed="4242", folder=other) == one
    assert len(one) > 1_000


def test_the_same_paths_in_every_order_of_municipalities():
    places = {found.code: place_of(found) for found in survey().found}
    for case in map(read, standard_cases()):
        forth = {code: path_data(simulate(case, places[code])) for code in CODES}
        back = {code: path_data(simulate(case, places[code])) for code in reversed(CODES)}
        assert forth == back


def test_one_case_leaves_nothing_behind_for_the_next():
    places = [place_of(found) for found in survey().found]
    case, other = read(named("V05")), read(named("V12"))
    alone = [path_data(simulate(case, place)) for place in places]
    for _ in range(3):
        for place in places:
            simulate(other, place)
        assert [path_data(simulate(case, place)) for place in places] == alone


def test_the_case_and_the_municipality_are_unchanged_by_a_walk():
    for found in survey().found:
        place = place_of(found)
        case = read(named("V01"))
        before, structure = repr(case), repr(place.structure)
        simulate(case, place)
        assert repr(case) == before
        assert repr(place.structure) == structure
