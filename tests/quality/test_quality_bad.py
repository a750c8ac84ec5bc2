"""Every check catches the bad plugins meant for it, in ``juso check`` and in the kit; the good plugin passes all."""

import datetime as dt
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from bad_plugins import BAD, BEHAVIOUR, GOOD_ONE

from juso_core.quality import apart, behaviour, varying, verdict
from juso_core.quality.checks import Kind, Severity, checks
from juso_core.quality.subject import subject_at

TODAY = dt.date(2026, 4, 1)
OLD = 365
PROCESSES = ("C06", "S08", "S09")
"""The checks for which processes are started; for the others that would take long and show nothing."""

ALIKE = ("C02", "C03", "C04", "C05", "C07", "C08", "C09", "C11")
"""Checks of hooks that are found and told as C01 is."""

FIRST = list({bad.check: bad for bad in reversed(BAD) if bad.check not in ALIKE}.values())
"""One bad plugin for each check: the tests of the kit call the same checks, so one shows that they are called."""


@pytest.fixture(scope="module")
def projects(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    (folder / "pytest.ini").write_text("[pytest]\n")
    return {bad.title: bad.write(folder) for bad in (*BAD, GOOD_ONE)}


def caught_by(bad, projects):
    (subject,) = subject_at(projects[bad.title])
    with pytest.MonkeyPatch.context() as patch:
        if bad.check not in PROCESSES:
            patch.setattr(apart, "has_code", lambda subject: False)
            patch.setattr(behaviour, "again", lambda subject, who, before: ())
        # One question of each kind is changed instead of three: it shows as much here.
        patch.setattr(varying, "_OF_EACH", 1)
        if "and" not in bad.name.split():
            # Nor are two things changed at once.
            patch.setattr(varying, "_pairs", lambda arguments: ())
        done = verdict.check(subject, today=TODAY, stale_after=OLD, with_behaviour=bad in BEHAVIOUR)
    return list(dict.fromkeys(remark.check_id for remark in done.remarks))


def test_there_is_a_bad_plugin_for_every_check():
    assert {bad.check for bad in BAD} == set(checks())


def test_the_good_plugin_is_proven_without_a_remark(projects):
    (subject,) = subject_at(projects[GOOD_ONE.title])
    done = verdict.check(subject, today=TODAY, stale_after=OLD)
    assert [str(remark) for remark in done.remarks] == []
    assert done.level == "proven"


def test_every_bad_plugin_is_caught_by_the_check_that_is_meant(projects):
    """In one test, which prints the table of what caught which: with several workers it would be made several times."""
    rows = [(bad.title, bad.check, caught_by(bad, projects)) for bad in BAD]
    width = max(len(title) for title, *_rest in rows)
    print(f"\n{'bad plugin':{width}}  meant  caught by")
    for title, meant, by in rows:
        print(f"{title:{width}}  {meant:5}  {' '.join(by)}")
    assert [title for title, meant, by in rows if meant not in by] == []
    # An answer that cannot be used also makes a path another one. But for that, each check is needed for something.
    alone = {meant for _title, meant, by in rows if {meant} == {*by} - {"P03"} or by == [meant]}
    assert set(checks()) - alone <= {"G01", "G03"}


@pytest.fixture(scope="module")
def kit(projects):
    """What the kit came to, in a process of its own: failures and passed tests by package, and what was printed."""
    folder = projects[GOOD_ONE.title].parent
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--import-mode=importlib",
        "-p",
        "no:cacheprovider",
        "-o",
        "addopts=",
    ]
    run = subprocess.run(
        [*words, f"--junitxml={folder / 'kit.xml'}", *_nodes(projects)], cwd=folder, capture_output=True, text=True
    )
    failed: dict[str, list[str]] = {}
    passed: dict[str, int] = {}
    for case in ElementTree.parse(folder / "kit.xml").iter("testcase"):
        (package,) = re.findall(r"test_(juso_\w+)", case.get("classname") or "") or ["?"]
        told = [node.get("message") or "" for node in (*case.findall("failure"), *case.findall("error"))]
        failed.setdefault(package, []).extend(told)
        passed[package] = passed.get(package, 0) + (not told)
    return failed, passed, run.stdout


def _nodes(projects):
    for bad in (*FIRST, GOOD_ONE):
        file = f"{projects[bad.title].name}/tests/test_{bad.package}.py"
        if bad is GOOD_ONE or bad.name == "no such package":
            yield file
            continue
        tests = ["test_files"]
        if bad in BEHAVIOUR:
            tests += ["test_loads", "test_hook", "test_day", "test_case", "test_expected"]
        tests += ["test_again"] if bad.check in PROCESSES else []
        yield from (f"{file}::TestConformance::{test}" for test in tests)
        if bad.check == "S08":
            # One that ends the process, asked for by a test of its own.
            other = file.replace(".py", "_loaded.py")
            (projects[bad.title].parent / other).write_text("def test_it(whole):\n    assert whole\n")
            yield other


def test_the_kit_fails_or_warns_and_names_the_check(kit):
    failed, passed, said = kit
    warned = said.partition("warnings summary")[2]
    for bad in FIRST:
        if checks()[bad.check].severity is Severity.ERROR:
            messages = failed.get(bad.package, ())
            assert any(re.search(rf"\b{bad.check}\b", message) for message in messages), (bad.title, said[-2000:])
        elif checks()[bad.check].kind is Kind.STATIC:
            assert failed[bad.package] == [], bad.title
            assert f"test_{bad.package}.py::TestConformance::test_files[{bad.check}]" in warned
        if bad.check == "S08":
            assert any("S08" in message for message in failed[f"{bad.package}_loaded"])
    assert failed[GOOD_ONE.package] == []
    assert passed[GOOD_ONE.package] > 60
    assert GOOD_ONE.package not in said
