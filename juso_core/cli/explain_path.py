"""``juso explain CASEFILE --municipality M``: each step of a simulated case in words, with its sources and its law."""

from collections.abc import Iterable, Iterator
from typing import Any

import click

from juso_core.advice import plain
from juso_core.cli.case_files import case_files
from juso_core.cli.case_shown import case_lines
from juso_core.cli.output import emit_json, failure_line, screen_width
from juso_core.cli.shown import indented, source_lines, step_lines
from juso_core.cli.simulated import day_named, places
from juso_core.language.messages import _, current
from juso_core.research.durations import Duration
from juso_core.research.explain import step_data
from juso_core.research.path_explained import ExplainedTurn, explain_way
from juso_core.research.simulation import Simulated, Way, simulate
from juso_core.research.wording import fact_name, value_shown

__all__ = ["explain_case_file"]


_LISTED = 12
"""So many variants are listed."""


def explain_case_file(
    name: str, municipality: str, on: str | None, step: int | None, variant: int | None, full: bool, as_json: bool
) -> None:
    """Explain the path of one case file through one municipality, or one step of it."""
    here = places([municipality], day_named(on))
    cases = case_files([name], here)
    if len(cases) != 1 or len(here) != 1:
        raise click.UsageError(_("one case file is explained for one municipality; name one of each"))
    simulated = simulate(cases[0], here[0][1])
    number = _variant(simulated, variant)
    way = simulated.ways[number - 1]
    every = list(explain_way(simulated, way, full))
    wanted = [one for one in every if step in (None, one.step.n)]
    if not wanted:
        what = _("this path has no step {step}; it has {count}", step=step, count=len(every))
        raise click.BadParameter(what, param_hint="--step")
    for failure in simulated.place.failures:
        click.echo(failure_line(failure), err=True)
    if as_json:
        emit_json(_data(simulated, number, wanted))
        return
    for line in (*case_lines(cases[0], screen_width()), "", *_head(simulated, number, step is None), *_lines(wanted)):
        click.echo(line)
    for line in source_lines(one.step for one in wanted):
        click.echo(line)


def _variant(simulated: Simulated, asked: int | None) -> int:
    """The number of the variant that is told: the one asked for, or the first of those with the longest way."""
    count = len(simulated.ways)
    if asked is not None and not 1 <= asked <= count:
        what = _("the case has {count} variants", count=count)
        raise click.BadParameter(what, param_hint="--variant")
    if asked is not None:
        return asked
    longest = max(len(way.turns) for way in simulated.ways)
    return 1 + next(n for n, way in enumerate(simulated.ways) if len(way.turns) == longest)


def _head(simulated: Simulated, number: int, listed: bool) -> Iterator[str]:
    structure = simulated.place.structure
    yield _("{name} ({code}), as on {day}", name=structure.name, code=structure.code, day=structure.on)
    if len(simulated.ways) > 1:
        yield _("The case leaves facts open: it can mean {count} things. This is variant {number}; others: --variant N",
                count=len(simulated.ways), number=number)  # fmt: skip
        yield from _variant_lines(simulated, number) if listed else ()
    yield ""


def _variant_lines(simulated: Simulated, number: int) -> Iterator[str]:
    """The first variants, and the one that is told, with where each ends."""
    for n, way in enumerate(simulated.ways, 1):
        if n <= _LISTED or n == number:
            mark = "▸" if n == number else " "
            yield from indented(f"{mark} {n}. {_taken(way)} → {way.case.phase.label(current())}", 2)
    if len(simulated.ways) > _LISTED:
        yield "    " + _("… all of them: --json of juso simulate, under variants")


def _taken(way: Way) -> str:
    return ", ".join(f"{fact_name(name)}: {value_shown(value)}" for name, value in way.variant.taken)


def _lines(turns: Iterable[ExplainedTurn]) -> Iterator[str]:
    when = ""
    for one in turns:
        if one.after != when:
            when = one.after
            yield f"— {Duration(when).in_words()} —"
        by = f"  —  {one.step.actor_shown}" if one.step.actor else ""
        yield f"{one.step.n}. {one.step.label}{by}  → {one.step.phase_shown}"
        yield from step_lines(one.step, headed=False, full=True)
        if one.silent:
            yield from indented("· " + _("the sources are silent on: {what}", what=", ".join(one.silent)), 3)
        if one.not_entered:
            yield from indented("· " + _("not entered yet: {what}", what=", ".join(one.not_entered)), 3)
        if one.rules and not one.step.verdicts:
            yield from indented(_("law: {rules} looked at it and found nothing", rules=", ".join(one.rules)), 3)
        elif one.rules:
            yield from indented(_("law: {rules} looked at it", rules=", ".join(one.rules)), 3)
        if one.stopped:
            yield from indented("✗ " + one.stopped, 3)
        yield ""


def _data(simulated: Simulated, number: int, turns: Iterable[ExplainedTurn]) -> dict[str, Any]:
    way = simulated.ways[number - 1]
    return {
        "schema": "juso.explanation/1",
        "case": simulated.case.id,
        "municipality": simulated.place.code,
        "structure_on": simulated.place.structure.on,
        "variant": {"number": number, "taken": {name: plain(value) for name, value in way.variant.taken}},
        "steps": [
            {
                "after": one.after,
                **step_data(one.step),
                "silent": list(one.silent),
                "not_entered": list(one.not_entered),
                "rules": list(one.rules),
                "stopped": one.stopped,
            }
            for one in turns
        ],
    }
