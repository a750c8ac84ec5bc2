"""Several processes at one journal, and processes that end in the middle of their work."""

import itertools
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

import juso_core
from juso_core.journal import Journal, NoSuchCase
from juso_core.journal.sql import SqlJournal
from juso_core.vault import Person
from tests.journal.journal_kit import enter

ROOT = Path(juso_core.__file__).parents[1]
KILLS = 20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "journal.sqlite"
    SqlJournal.create(path).close()
    return path


def writer(*args: object) -> "subprocess.Popen[str]":
    command = [sys.executable, str(Path(__file__).with_name("journal_writer.py")), *map(str, args)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def test_processes_that_write_at_once_lose_nothing(file: Path) -> None:
    journal = SqlJournal.open(file)
    enter(journal, "C1")
    times, processes = 60, 3
    running = [writer("count", file, "C1", times) for _ in range(processes)]
    said = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0] * processes
    history = journal.read("C1")
    assert history.case.assessment is not None
    assert history.case.assessment.agencies_needed == times * processes
    assert history.index == journal.index("C1")
    assert (history.index.seq, history.index.step) == (times * processes + 1,) * 2
    assert all(line.strip().isdigit() for line in said)
    assert journal.verify() == ()
    journal.close()


def whole_steps(journal: Journal, case_id: str) -> int:
    """How many steps of the writer there are; fails where one is there in part."""
    try:
        history = journal.read(case_id)
    except NoSuchCase:
        assert journal.vault.notes(case_id) == ()
        assert journal.vault.people(case_id) == {}
        assert journal.structure(f"{case_id}-1") is None
        return 0
    steps = history.index.step
    assert [r.step for r in history.recorded] == [1, *(n for n in range(2, steps + 1) for _event in range(2))]
    assert [note.text for note in journal.vault.notes(case_id)] == [f"step {n}" for n in range(1, steps + 1)]
    assert journal.vault.people(case_id) == {"P1": Person(name=f"step {steps}")}
    assert journal.structure(f"{case_id}-{steps}") == f"step {steps}"
    assert journal.structure(f"{case_id}-{steps + 1}") is None
    assert journal.index(case_id) == history.index
    return steps


def test_a_writer_that_is_killed_leaves_whole_commands_only(file: Path) -> None:
    chance = random.Random(20240401)
    for n in range(KILLS):
        process = writer("steps", file, f"C{n}")
        assert process.stdout is not None
        told = [process.stdout.readline()]
        time.sleep(chance.uniform(0, 0.06))
        process.kill()
        told += process.stdout.readlines()
        process.wait()
        process.stdout.close()
        journal = SqlJournal.open(file)
        # What was said to be written is there; the one after it may be.
        said = len([line for line in told if line.endswith("\n")])
        assert whole_steps(journal, f"C{n}") in (said, said + 1)
        assert journal.verify() == ()
        journal.close()


def test_a_writer_that_is_killed_before_any_of_its_statements_leaves_the_step_before(file: Path) -> None:
    for statement in itertools.count(1):
        case_id = f"C{statement:02}"
        process = writer("steps", file, case_id, statement)
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(3)]
        process.kill()
        process.communicate()
        journal = SqlJournal.open(file)
        there = whole_steps(journal, case_id)
        assert journal.verify() == ()
        journal.close()
        if told[2]:
            break  # the step has no such statement any more: it was written
        assert there == 2
    # Lock, version check, events, note, person, structure and commit were all places to die at.
    assert statement > 10
