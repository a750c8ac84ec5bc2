"""The conformance kit: every test that a municipality's plugin must pass, from one statement in a test file.

    from juso_core.quality.kit import conformance

    TestConformance = conformance("juso_reiji")

The tests are those of ``juso check``, one for each check of the files, each row, each hook, each day on which something
changes, each case file and each expected path. Warnings and hints do not fail; ``at_least`` makes a level a duty:

    TestConformance = conformance("juso_reiji", at_least="proven")

A failure says which check it is; ``juso check --explain`` tells more.
"""

import datetime as dt
import sys
import warnings
from collections.abc import Iterable
from functools import cached_property
from itertools import groupby, product
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from juso_core import hookspecs
from juso_core.discovery import survey
from juso_core.language.messages import N_, _
from juso_core.municipality.structure import Structure
from juso_core.quality import apart, exemptions, verdict
from juso_core.quality.behaviour import AGAIN, HOOKS, LOADING, Part, Trial, begin, of_case, of_day, of_path
from juso_core.quality.checks import Kind, Level, checks
from juso_core.quality.kit_rows import row_tests
from juso_core.quality.probes import days_to_ask
from juso_core.quality.remarks import Remark
from juso_core.quality.subject import PROJECT, NoPlugin, Subject, subject_at, subject_of

__all__ = ["ConformanceWarning", "Kit", "conformance", "subject_for"]


class ConformanceWarning(UserWarning):
    """A remark that does not fail."""


@frozen(slots=False, eq=False)
class Kit:
    """One plugin under test; what is expensive is done once, and what its code might do is done in another process."""

    subject: Subject

    @cached_property
    def seen(self) -> verdict.Static:
        """What its files show."""
        return verdict.static(self.subject)

    @cached_property
    def structure(self) -> Structure | None:
        """Its structure of all days; None where it cannot be read."""
        return self.seen.structure

    @cached_property
    def trial(self) -> Trial:
        """The municipality, loaded into this process; fails the test where that is not possible."""
        trial = apart.not_loadable(self.subject) or begin(self.subject, self.seen.shipped)
        if not isinstance(trial, Trial):
            pytest.fail("\n".join(map(str, trial)), pytrace=False)
        return trial

    @cached_property
    def behaved(self) -> tuple[Part, ...]:
        """What is wrong with how it behaves, each with where it came to light."""
        return apart.asked(self.subject, self.seen.shipped)

    def of(self, part: str) -> list[Remark]:
        """Return what came to light there; fails the test where nothing could, as the plugin cannot be asked."""
        if part != LOADING and (why := [one for one in self.of(LOADING) if one.check_id == "S08"]):
            pytest.fail("\n".join(map(str, why)), pytrace=False)
        return [one for where, one in self.behaved if where == part]

    @cached_property
    def of_files(self) -> tuple[Remark, ...]:
        """What is wrong with its files, its exemptions among them."""
        shown = self.subject.shown(self.subject.package / exemptions.FILE)
        listed, slips = exemptions.read(self.subject.package, shown)
        looked_for = [one.id for one in checks().values() if one.kind is Kind.STATIC]
        apart = exemptions.sort_out(self.seen.remarks, listed, dt.date.today(), shown, looked_for)
        return (*self.seen.remarks, *slips, *(one for one in apart.standing if one.check_id == "X01"))

    @cached_property
    def exempt(self) -> tuple[exemptions.Exemption, ...]:
        """Its exemptions that are not over."""
        listed = exemptions.read(self.subject.package, exemptions.FILE)[0]
        return tuple(one for one in listed if not one.is_over(dt.date.today()))

    def hold(self, remarks: Iterable[Remark]) -> None:
        """Fail on errors that are not exempted; warn of the rest."""
        standing = [one for one in remarks if not any(exemption.covers(one) for exemption in self.exempt)]
        for told in _in_short([one for one in standing if not one.is_error]):
            warnings.warn(told, ConformanceWarning, stacklevel=2)
        if errors := [one for one in standing if one.is_error]:
            pytest.fail("\n".join(f"{one}\n  → {one.check.mend.en}" for one in errors), pytrace=False)


def _in_short(remarks: Iterable[Remark]) -> Iterable[str]:
    """Each remark; of many alike, as in a new structure, only the first and their number."""
    for check_id, group in groupby(remarks, key=lambda one: one.check_id):
        alike = list(group)
        if len(alike) > _FEW:
            yield f"{alike[0]} ({len(alike)} alike: juso check shows them; juso check --explain {check_id})"
        else:
            yield from map(str, alike)


_FEW = 3


def conformance(package: str, *, at_least: str | None = None) -> type:
    """Return a class of tests for the plugin whose package that is; ``at_least`` is a level that it must reach.

    The plugin that is installed is tested, or else the one in whose project the calling file lies.
    """
    level = Level(at_least) if at_least else None
    try:
        kit = Kit(subject_for(package, Path(sys._getframe(1).f_code.co_filename)))
    except NoPlugin as missing:
        return _not_there(f"{missing}; {missing.how_to_mend()}")
    tests: dict[str, Any] = {"__doc__": _doc(package), "kit": kit, "test_files": _files_test()}
    if kit.structure is not None:
        tests |= row_tests(kit.structure) | _behaviour_tests(kit)
    if level is not None:
        tests["test_level"] = _level_test(level)
    return type("Conformance", (), tests)


def _doc(package: str) -> str:
    return f"What every municipality must hold, for {package}."


def _not_there(why: str) -> type:
    def test_plugin(self: Any) -> None:
        pytest.fail(why, pytrace=False)

    return type("Conformance", (), {"test_plugin": test_plugin})


def subject_for(package: str, caller: Path) -> Subject:
    """Return the plugin with that package: installed, or in the project of the calling file; raises NoPlugin."""
    seen = survey()
    for found in (*seen.found, *seen.claims):
        if found.package == package:
            return subject_of(found)
    for folder in caller.resolve().parents:
        if (folder / PROJECT).is_file():
            for one in subject_at(folder):
                if one.found.package == package:
                    # Not installed: found from where it lies, as long as the tests run.
                    sys.path.insert(0, str(one.package.parent))
                    return one
            raise NoPlugin(
                N_("S02: {project} registers no package '{package}'"),
                N_("write the package's name there, and in the test"),
                project=PROJECT,
                package=package,
            )
    why = next((one.cause for one in seen.broken if one.distribution.replace("-", "_") == package), _("not installed"))
    raise NoPlugin("{package}: {why}", "pip install -e .", package=package, why=why)


def _files_test() -> Any:
    ids = [one.id for one in checks().values() if one.kind is Kind.STATIC]

    @pytest.mark.parametrize("check", ids)
    def test_files(self: Any, check: str) -> None:
        """What the files show."""
        self.kit.hold(remark for remark in self.kit.of_files if remark.check_id == check)

    return test_files


def _behaviour_tests(kit: Kit) -> dict[str, Any]:
    of_hooks = [one.id for one in checks().values() if one.id[0] == "C" and one.id != "C10"]
    assert kit.structure is not None
    days = days_to_ask(kit.structure)
    cases = kit.seen.shipped.all_cases()
    expected = kit.seen.shipped.expected

    def test_loads(self: Any) -> None:
        """The code can be imported, keeps to the contract, and leaves juso what it is."""
        self.kit.hold(self.kit.of(LOADING))

    def test_again(self: Any) -> None:
        """In another process and in another order the answers are the same."""
        self.kit.hold(self.kit.of(AGAIN))

    @pytest.mark.parametrize(("hook", "check"), list(product(hookspecs.RESULTS, of_hooks)))
    def test_hook(self: Any, hook: str, check: str) -> None:
        """Hooks are pure, answer properly, and give reasons with citations."""
        self.kit.hold(one for one in self.kit.of(HOOKS) if one.about == hook and one.check_id == check)

    @pytest.mark.parametrize("day", days, ids=str)
    def test_day(self: Any, day: dt.date) -> None:
        """On every day only what is there on that day is answered."""
        self.kit.hold(self.kit.of(of_day(day)))

    @pytest.mark.parametrize("case", cases, ids=lambda case: case.id)
    def test_case(self: Any, case: Any) -> None:
        """Every case file can be walked, and no advised step is refused by the gate."""
        self.kit.hold(self.kit.of(of_case(case.id)))

    @pytest.mark.parametrize("case", [one.case for one, _case in expected])
    def test_expected(self: Any, case: str) -> None:
        """The paths are as the sources say."""
        self.kit.hold(self.kit.of(of_path(case)))

    tests = {"test_loads": test_loads, "test_hook": test_hook, "test_again": test_again, "test_day": test_day}
    tests["test_case"] = test_case
    # Without any expected path there is nothing to test, and nothing to skip.
    return tests | ({"test_expected": test_expected} if expected else {})


def _level_test(level: Level) -> Any:
    def test_level(self: Any) -> None:
        """The level that is a duty here is reached."""
        behaved = [one for _part, one in self.kit.behaved]
        done = verdict.check(self.kit.subject, today=dt.date.today(), behaved=behaved)
        order = list(Level)
        assert done.level is not None
        if order.index(done.level) < order.index(level):
            missing = [f"{one.id} {one.what.en}" for one in done.missing_for(level)]
            pytest.fail(f"the level is {done.level}, not {level}:\n" + "\n".join(missing), pytrace=False)

    return test_level
