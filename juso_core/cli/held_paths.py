"""``juso simulate --check``: paths held against the expected ones, and what was not held told with its reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from juso_core.cli.everything_shipped import Going, Here, refuse_strays
from juso_core.cli.output import emit_json
from juso_core.cli.setup import installed
from juso_core.desk import Place
from juso_core.language.messages import _
from juso_core.municipality.problems import Problem
from juso_core.registry import Found
from juso_core.research.case_file import CaseFile
from juso_core.research.expected import SUFFIX, Expected, ExpectedErrors, read_all
from juso_core.research.expected_names import check_names
from juso_core.research.held import SCHEMA, Held, held
from juso_core.research.shipped import cases_folder
from juso_core.research.standard_cases import standard_cases

__all__ = ["hold_paths"]

Walked = tuple[CaseFile, list[dict[str, Any]]]


def hold_paths(going: Sequence[Going], walked: Iterator[Walked], here: Here, everything: bool, as_json: bool) -> bool:
    """Hold every path against those that are expected: by the plugin's own files, or by files beside the case file.

    With ``everything`` each file that the plugins ship must find its case. Return whether something was held, and all
    of it is as expected. Raises ExpectedErrors before any case is walked.
    """
    expected = _read([case for case, _through in going], here)
    places = {plugin.code: place for plugin, place in here}
    if everything:
        refuse_strays(expected, going)
    check_names((one, places[one.municipality]) for one in expected if one.municipality in places)
    found: list[Held] = []
    without: list[str] = []
    for (case, through), (_case, paths) in zip(going, walked, strict=True):
        before = len(found)
        for (plugin, place), path in zip(through, paths, strict=True):
            for one in expected:
                if one.municipality == plugin.code and _about(one, case):
                    found.append(held(one, path, place))
                    if not as_json:
                        click.echo(str(found[-1]))
        without += [case.id] if len(found) == before else []
    known = {case.id for case, _through in going}
    elsewhere = [one for one in expected if one.case in known and one.municipality not in places]
    _tell(found, without, elsewhere, as_json)
    return bool(found) and all(found)


def _about(expected: Expected, case: CaseFile) -> bool:
    """Whether an expectation is about a case; one with a case file beside it is not about a standard one of that id."""
    file = Path(expected.file)
    own = file.with_name(file.name.removesuffix(SUFFIX) + ".toml").is_file()
    return expected.case == case.id and not (own and Path(case.file) in standard_cases())


def _read(cases: Iterable[CaseFile], here: Iterable[tuple[Found, Place]]) -> tuple[Expected, ...]:
    """Every expectation that the plugins ship or that lies beside a case, each file once, all slips told at once."""
    folders = [cases_folder(found) for found, _place in here] + [Path(case.file).parent for case in cases]
    files: dict[Path, Expected] = {}
    problems: list[Problem] = []
    for folder in {folder.resolve(): folder for folder in folders if folder}.values():
        try:
            files.update((Path(one.file), one) for one in read_all(folder))
        except ExpectedErrors as errors:
            problems += errors.problems
    if problems:
        raise ExpectedErrors(problems)
    return tuple(files.values())


def _tell(found: Sequence[Held], without: Sequence[str], elsewhere: Sequence[Expected], as_json: bool) -> None:
    known = {one.code for one in installed()[0]} if elsewhere else set()
    if as_json:
        emit_json(
            {
                "schema": SCHEMA,
                "held": [one.data() for one in found],
                "not_walked": [_not_walked(one, known) for one in elsewhere],
                "not_held": list(without),
            }
        )
        return
    for one in elsewhere:
        words = {"file": one.file, "case": one.case, "code": one.municipality}
        if one.municipality in known:
            click.echo(_("{file} is about {case} in {code}, which is not walked now", **words), err=True)
        else:
            click.echo(_("{file} is about {case} in {code}, which is not installed", **words), err=True)
    if found:
        for case in without:
            click.echo(_("· {case}: no expectation was held", case=case))
        failed = sum(1 for one in found if not one)
        click.echo(_("as expected: {count}; not: {failed}", count=len(found) - failed, failed=failed))
    elif not elsewhere:
        click.echo(_("nothing is expected of these cases: neither a plugin nor a file beside them says so"), err=True)


def _not_walked(one: Expected, known: set[str]) -> Mapping[str, Any]:
    return {
        "file": one.file,
        "case": one.case,
        "municipality": one.municipality,
        "installed": one.municipality in known,
    }
