"""``juso explain path:V01:999997:handoffs``, ``distance:…``, ``national:…``: where a number comes from.

These are the ids that ``juso compare`` gives beside the cells of municipalities: measures of paths, distances of two
municipalities (or of one and the national standard), and what the national standard says.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import click

from juso_core import national
from juso_core.citation import Citation, Giver
from juso_core.cli.case_files import case_files
from juso_core.cli.compare_distance import TOO_LITTLE, spread, written
from juso_core.cli.output import emit_json
from juso_core.cli.path_tables import stage_words
from juso_core.cli.shown import indented, show_day
from juso_core.cli.simulated import day_named, places
from juso_core.desk import Place
from juso_core.language.messages import _, current
from juso_core.municipality.problems import did_you_mean
from juso_core.municipality.words import Status
from juso_core.research.comparing.behaviour import Behaviour, behaviour_data, behaviour_of
from juso_core.research.comparing.dimensions import DIMENSIONS
from juso_core.research.comparing.distance import Left, PartDistance
from juso_core.research.comparing.distance_data import distance_data
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.measures import MEASURES, Measured
from juso_core.research.comparing.model import Cell, Column, Dimension, Matrix
from juso_core.research.comparing.sensitivity import drawn, sensitivities
from juso_core.research.comparing.standard import CODE, national_cell, national_column, with_national
from juso_core.research.comparing.wording import cites_text, status_mark, value_text
from juso_core.research.known_cases import is_known
from juso_core.research.turns import StepKind
from juso_core.research.wording import FIELDS, GIVERS, fields_of_step

__all__ = ["explain_measured", "is_measured_id"]

_PATH: Final = re.compile(r"path:(?P<case>[^:]+):(?P<municipality>[^:]+):(?P<measure>[^:]+)")
_DISTANCE: Final = re.compile(r"distance:(?P<one>[^:]+):(?P<other>[^:]+)")
_NATIONAL: Final = re.compile(rf"{CODE}:(?P<dimension>[^:]+)")


def is_measured_id(text: str) -> bool:
    """Whether something is the id of a measure, of a distance, or of what the national standard says."""
    return any(one.fullmatch(text) for one in (_PATH, _DISTANCE, _NATIONAL))


def explain_measured(text: str, on: str | None, as_json: bool) -> None:
    """Explain a measure of a path, a distance, or a cell of the national standard."""
    if found := _PATH.fullmatch(text):
        _explain_measure(found["case"], found["municipality"], found["measure"], on, as_json)
    elif found := _DISTANCE.fullmatch(text):
        _explain_distance(found["one"], found["other"], on, as_json)
    elif found := _NATIONAL.fullmatch(text):
        _explain_national(found["dimension"], as_json)


# A measure of a path


def _explain_measure(case_id: str, municipality: str, measure: str, on: str | None, as_json: bool) -> None:
    if measure not in MEASURES:
        raise click.UsageError(_("there is no measure '{name}'", name=measure) + "; " + did_you_mean(measure, MEASURES))
    here = places([municipality], day_named(on))
    (case,) = case_files([case_id if is_known(case_id) else f"{case_id}.toml"], here)
    ((_found, place),) = here
    one = behaviour_of(case, [place])
    (measured,) = one.of_measure(measure)
    if as_json:
        emit_json(_measure_data(one, measured, place))
        return
    for line in _measure_lines(one, measured, place):
        click.echo(line)


def _measure_data(one: Behaviour, measured: Measured, place: Place) -> dict[str, Any]:
    """The measure as in ``juso.behaviour/1``, with the steps of the path from which it was counted."""
    data = behaviour_data([one], [place])
    (case,) = data["cases"]
    return {
        "schema": "juso.measure/1",
        "definition": next(each for each in data["measures"] if each["id"] == measured.measure.id),
        "measure": next(each for each in case["measures"] if each["id"] == measured.id),
        "municipality": data["municipalities"][0],
        "steps": [step for step in one.paths[0]["steps"] if step["n"] in measured.steps],
        "cites": one.paths[0]["cites"],
    }


def _measure_lines(one: Behaviour, measured: Measured, place: Place) -> Iterator[str]:
    language, structure, measure = current(), place.structure, measured.measure
    day = show_day(structure.on.isoformat()) if structure.on else ""
    yield f"{measured.id}  {structure.name}  {measure.name.in_language(language)}  ({day})"
    yield f"{one.case.id}  {one.case.name.in_language(language)}"
    yield from indented(_("how it is counted: {what}", what=measure.definition.in_language(language)), 0)
    shown = measured.shown(language) or _("the path never came to it")
    yield from indented(_("value: {value} ({unit})", value=shown, unit=measure.unit.in_language(language)), 0)
    yield from _each_lines(measured)
    if measured.steps:
        yield _("Steps:")
        for step in one.paths[0]["steps"]:
            if step["n"] in measured.steps:
                yield from _step_lines(step, one.paths[0]["cites"])
    yield from _source_lines(place)


def _each_lines(measured: Measured) -> Iterator[str]:
    """What was counted; where variants differ, for each value of them in which."""
    for counted in dict.fromkeys(measured.each):
        if measured.differs:
            numbers = [str(n) for n, each in enumerate(measured.each, 1) if each == counted]
            yield from indented(_("in variant {numbers}:", numbers=", ".join(numbers)), 1)
        for part in counted.parts:
            says = f"  ← {_(GIVERS[part.giver])}" if part.giver else ""
            what = part.label.in_language(current()) + status_mark(part.status, current())
            text = _("{what}: step {steps}", what=what, steps=_listed(part.steps))
            yield from indented(f"· {text}{says}", 2)
        if not counted.parts:
            yield from indented("· " + _("nothing of that kind"), 2)


def _listed(steps: Iterable[int]) -> str:
    return ", ".join(map(str, steps))


def _step_lines(step: Mapping[str, Any], cites: Mapping[str, str]) -> Iterator[str]:
    """A step with the answers that it turns on: how firm each is, who gave it, and from where."""
    kind, stage = StepKind(step["step"]).label(current()), step.get("stage")
    yield from indented(f"{step['n']}. {kind}" + (f" ({stage_words().get(stage, stage)})" if stage else ""), 1)
    for act in step["acts"]:
        yield from indented(f"{act['label']}: {'; '.join(act['told']) or act['do']}", 3)
    for name in (*fields_of_step(step["step"], stage), "identified"):
        if name in step["answers"]:
            yield from _answer_lines(name, step["answers"][name], cites)
    for entry in step["law"]:
        yield from indented(f"{entry['rule']} {entry['effect']} [{entry['basis']}]", 3)
    if "stopped" in step:
        yield from indented("✗ " + step["stopped"]["what"], 3)


def _answer_lines(name: str, answer: Mapping[str, Any], cites: Mapping[str, str]) -> Iterator[str]:
    """An answer; where it differs by what is not known, each of its values with its own giver."""
    for one in answer.get("each", (answer,)):
        firm = "".join(status_mark(Status(status), current()) for status in _several(one.get("status")))
        yield from indented(f"· {_(FIELDS.get(name, name))}: {one['label']}{firm}", 3)
        givers = [Giver(giver) for giver in _several(one.get("origin"))]
        if givers:
            # The row of the national standard is called as its giver is, which the words for the giver say.
            rows = ", ".join(row for row in _several(one.get("row")) if row != Giver.NATIONAL)
            said = " / ".join(_(GIVERS[giver]) for giver in givers) + (f": {rows}" if rows else "")
            cited = "; ".join(cites[key] for key in _several(one.get("cite")))
            yield from indented(f"← {said}" + (f"  [{cited}]" if cited else ""), 5)


def _several(said: Any) -> tuple[str, ...]:
    """What a path says once, several times, or differently by variant, as names."""
    if isinstance(said, Mapping):
        said = said["maybe"]
    return (said,) if isinstance(said, str) else tuple(one for one in said or () if one is not None)


def _source_lines(place: Place) -> Iterator[str]:
    yield _("Sources:")
    for source in (*place.structure.source, *national.SOURCES):
        yield from indented(f"{source.id}  {source.title} ({source.as_of})", 2)


# A distance


def _explain_distance(one: str, other: str, on: str | None, as_json: bool) -> None:
    wanted = [name for name in (one, other) if name != CODE]
    here = places(wanted, day_named(on)) if wanted else ()
    matrix = matrix_of(place for _found, place in here)
    if CODE in (one, other):
        matrix = with_national(matrix)
    if len(matrix.columns) != 2:
        raise click.UsageError(_("a distance is that of two different municipalities"))
    if as_json:
        emit_json(distance_data(matrix))
        return
    for line in _distance_lines(matrix):
        click.echo(line)


def _distance_lines(matrix: Matrix) -> Iterator[str]:
    (found,) = sensitivities(matrix)
    pair, language = found.pair, current()
    columns = {column.code: column for column in matrix.columns}
    first, second = columns[pair.first], columns[pair.second]
    yield f"{pair.id}  {first.label(language)} | {second.label(language)}"
    overall = _(TOO_LITTLE) if pair.overall is None else written(pair.overall)
    yield _("distance: {distance}; without one group: {spread}; firm facts only: {firm}", distance=overall,
            spread=spread(found), firm=written(found.firm))  # fmt: skip
    if between := drawn(pair):
        yield from indented(_("dimensions drawn anew within each group: nine times in ten {least} to {most}",
                              least=written(between[0]), most=written(between[1])), 0)  # fmt: skip
    for group in matrix.groups:
        parts = [part for part in pair.parts if part.dimension.group == group.id]
        if parts:
            yield f"■ {group.name.in_language(language)}  {written(pair.by_group[group.id])}"
        for part in parts:
            yield from _part_lines(part, (first, second))
    for why in Left:
        ids = [dimension for dimension, one in pair.left.items() if one is why]
        if ids:
            yield from indented(f"{why.label(language)} ({len(ids)}): {', '.join(ids)}", 0)
    yield _("Sources:")
    for column in (first, second):
        for source in column.sources:
            yield from indented(f"{column.label(language)}  {source.id}: {source.title} ({source.as_of})", 2)


def _part_lines(part: PartDistance, columns: tuple[Column, Column]) -> Iterator[str]:
    language = current()
    name = part.dimension.name.in_language(language)
    yield from indented(f"{written(part.distance)}  {name} ({part.dimension.id})", 1)
    for column, cell in zip(columns, (part.first, part.second), strict=True):
        said = ", ".join(value_text(value, language) for value in cell.values) or cell.state.label(language)
        yield from indented(f"{column.label(language)}: {said}  <{', '.join(cell.codes)}>", 5)
        yield from indented(f"← {cites_text(cell.cites)}  ({cell.id})", 7)


# What the national standard says


def _explain_national(dimension_id: str, as_json: bool) -> None:
    dimension = DIMENSIONS.get(dimension_id)
    if dimension is None:
        hint = did_you_mean(dimension_id, DIMENSIONS)
        raise click.UsageError(_("there is no dimension '{name}'", name=dimension_id) + "; " + hint)
    cell = national_cell(dimension)
    if as_json:
        from juso_core.research.comparing.data import cell_data

        emit_json({"schema": "juso.cell/1", "cell": cell_data(cell)})
        return
    for line in _national_lines(cell, dimension):
        click.echo(line)


def _national_lines(cell: Cell, dimension: Dimension) -> Iterator[str]:
    language = current()
    yield f"{cell.id}  {national_column().label(language)}  {dimension.name.in_language(language)}"
    yield _("state: {state}", state=cell.state.label(language))
    for value in cell.values:
        yield from indented(f"· {value.text.in_language(language)} <{value.code}>", 1)
        yield from indented(f"← {cites_text(value.cites)}", 3)
    titles = {source.id: source for source in national.SOURCES}
    cited: list[Citation] = list(cell.cites)
    for name in dict.fromkeys(cite.source for cite in cited):
        yield from indented(f"{name}: {titles[name].title} ({titles[name].as_of})", 1)
