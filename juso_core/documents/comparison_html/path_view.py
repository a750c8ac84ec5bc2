"""One case as plain values for the template: the pictures side by side, the steps in words, and the measures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from juso_core.casework.acts import Contact
from juso_core.casework.case import Phase
from juso_core.casework.facts import EscalationStage
from juso_core.citation import Citation
from juso_core.documents.comparison_html.matrix_view import MOST
from juso_core.documents.comparison_html.references import References
from juso_core.documents.comparison_html.step_law import found_at
from juso_core.documents.comparison_html.step_said import lines_of_step, marks_of
from juso_core.documents.comparison_html.swimlane import AxisRow, Told, swimlanes
from juso_core.language.messages import _, current
from juso_core.municipality.words import Occasion, PlanKind, Word
from juso_core.research.comparing.alignment import AlignedRow
from juso_core.research.comparing.behaviour import Behaviour
from juso_core.research.comparing.measures import Measured
from juso_core.research.durations import Duration
from juso_core.research.turns import StepKind
from juso_core.research.wording import fact_name

__all__ = ["case_view"]

View = dict[str, Any]
Path = Mapping[str, Any]

_STAGES: Final[tuple[type[Word], ...]] = (EscalationStage, Occasion, PlanKind, Contact)
_CALLED: Final = ("convener", "lead", "secretariat", "members")
_NOTHING: Final = "P0D"


def case_view(one: Behaviour, names: Sequence[str], references: References) -> View:
    """Return a case with its paths; ``names`` are the municipalities in order, ``references`` number what is cited."""
    rows = one.rows
    prefix = f"case-{one.case.id}"
    steps = [[_read(path, step, references) for step in _column(rows, at)] for at, path in enumerate(one.paths)]
    return {
        "id": one.case.id,
        "anchor": prefix,
        "title": one.case.name.in_language(current()),
        "lanes": swimlanes(
            _axis(rows),
            [
                (walked.place.structure, {row: _told(step) for row, step in enumerate(column) if step is not None})
                for walked, column in zip(one.simulated, steps, strict=True)
            ],
            f"lanes-{one.case.id}",
            names,
        ),
        "parts": [_part(one, rows, steps, part, names) for part in _side_by_side(len(names))],
    }


def _side_by_side(count: int) -> list[range]:
    """Which paths stand side by side in one table."""
    parts = max(1, -(-count // MOST))
    size = max(1, -(-count // parts))
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _column(rows: Sequence[AlignedRow], at: int) -> list[Any]:
    return [row.steps[at] for row in rows]


def _axis(rows: Sequence[AlignedRow]) -> list[AxisRow]:
    found, when = [], _NOTHING
    for row in rows:
        later = row.after != when
        found.append(AxisRow(_step_name(row), Duration(row.after).in_words() if later else ""))
        when = row.after
    return found


def _step_name(row: AlignedRow) -> str:
    stages = {word.value: word.label(current()) for kind in _STAGES for word in kind}
    kind = StepKind(row.step).label(current())
    return f"{kind}\n{stages.get(row.stage, row.stage)}" if row.stage else kind


def _read(path: Path, step: Mapping[str, Any] | None, references: References) -> View | None:
    """A step with all that is shown of it; the same for the picture and for the table."""
    if step is None:
        return None
    unknown = frozenset(key.rpartition(".")[2] for key in path["not_entered"])
    lines = tuple(lines_of_step(step, path["cites"], unknown))
    before = path["steps"][step["n"] - 2]["phase"] if step["n"] > 1 else None
    return {
        "n": step["n"],
        "step": step,
        "lines": [(line.marks, line.text, _numbers(path, line.cites, references)) for line in lines],
        "marks": marks_of(step, lines),
        "found": tuple(found_at(step)),
        "maybe": _in_some_cases(step) if step.get("maybe") else "",
        "phase": "" if step["phase"] == before else _phase(step["phase"]),
    }


def _numbers(path: Path, cites: Sequence[str], references: References) -> list[int]:
    code = path["municipality"]["code"]
    return [references.number(code, Citation.parse(cite)) for cite in cites]


def _in_some_cases(step: Mapping[str, Any]) -> str:
    facts = ", ".join(fact_name(name) for name in step["depends_on"])
    return _("only in some cases, by: {facts}", facts=facts) if facts else _("only in some cases")


def _phase(phase: Any) -> str:
    each = phase["maybe"] if isinstance(phase, Mapping) else [phase]
    return " / ".join(Phase(one).label(current()) for one in each)


def _told(read: View) -> Told:
    step = read["step"]
    return Told(
        n=read["n"],
        marks=read["marks"],
        found=read["found"],
        by=tuple(dict.fromkeys(act["by"] for act in step["acts"])),
        called=tuple(dict.fromkeys(_called(step))) if step["step"] == StepKind.CONVENE else (),
        maybe=bool(read["maybe"]),
    )


def _called(step: Mapping[str, Any]) -> list[str]:
    """Whom the advice on a conference names."""
    found: list[str] = []
    for key in _CALLED:
        answer = step["answers"].get(key, {})
        for value in (one["value"] for one in answer["each"]) if "each" in answer else (answer.get("value"),):
            found += [value] if isinstance(value, str) else value or []
    return found


def _part(
    one: Behaviour, rows: Sequence[AlignedRow], steps: Sequence[Sequence[Any]], part: range, names: Sequence[str]
) -> View:
    """The steps in words and the measures, of the paths that stand side by side."""
    return {
        "names": [names[at] for at in part],
        "steps": [
            {
                "name": _step_name(row).replace("\n", " – "),
                "when": "" if row.after == _NOTHING else Duration(row.after).in_words(),
                "cells": [steps[at][number] for at in part],
            }
            for number, row in enumerate(rows)
            if any(steps[at][number] for at in part)
        ],
        "measures": list(_measures([one.measures[at] for at in part])),
    }


def _measures(paths: Sequence[Sequence[Measured]]) -> Iterator[View]:
    """The measures, of which some of these paths came to; a cell for each path."""
    for each in zip(*paths, strict=True):
        cells = [{"id": one.id, "shown": one.shown(current()), "steps": one.steps} for one in each]
        if any(cell["shown"] for cell in cells):
            measure = each[0].measure
            yield {"name": measure.name.in_language(current()), "id": measure.id, "cells": cells}
