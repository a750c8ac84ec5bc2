"""Paths side by side on the terminal: step against step, one column a municipality."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from juso_core.casework.acts import Contact
from juso_core.casework.facts import EscalationStage
from juso_core.cli.path_cells import LEGEND, MUNICIPALITY, NATIONAL, NOBODY, cell, step_name
from juso_core.language.messages import _, current
from juso_core.language.width import table, wrap
from juso_core.municipality.words import Occasion, PlanKind, Word
from juso_core.research.comparing.alignment import aligned
from juso_core.research.durations import Duration

__all__ = ["groups", "path_lines", "stage_words"]

Path = Mapping[str, Any]
_NARROWEST = 18
"""The columns that a municipality needs at least to be read."""

_STAGES: tuple[type[Word], ...] = (EscalationStage, Occasion, PlanKind, Contact)


def path_lines(paths: Sequence[Path], width: int) -> Iterator[str]:
    """Yield the paths of one case side by side, in as many tables as the screen needs."""
    for group in groups(paths, width):
        yield from table(_rows(group), _header(group), width).splitlines()
        yield ""
    yield from wrap(_(LEGEND, municipality=_(MUNICIPALITY), national=_(NATIONAL), nobody=_(NOBODY)), width)
    yield from _law_lines(paths, width)


def _law_lines(paths: Iterable[Path], width: int) -> Iterator[str]:
    """What each rule that is named in a cell found, the first time, and what it rests on."""
    found = [entry for path in paths for step in path["steps"] for entry in step["law"] if entry["verdict"] != "ok"]
    first = {entry["rule"]: entry for entry in reversed(found)}
    for rule in sorted(first):
        head, *rest = wrap(f"{rule}  {first[rule]['effect']} [{first[rule]['basis']}]", max(width - 5, 20))
        yield head
        yield from (f"     {line}" for line in rest)


def groups(paths: Sequence[Path], width: int) -> Iterator[Sequence[Path]]:
    """Yield the paths in groups of as many as can be read side by side."""
    several = max(1, (width - 14) // (_NARROWEST + 2))
    for start in range(0, len(paths), several):
        yield paths[start : start + several]


def _header(paths: Iterable[Path]) -> list[str]:
    return [_("step"), *(path["municipality"]["name"] for path in paths)]


def _rows(paths: Sequence[Path]) -> Iterator[list[str]]:
    stages = stage_words()
    when = None
    for row in aligned(paths):
        if row.after != when:
            when = row.after
            if when != "P0D":
                yield [f"— {Duration(when).in_words()} —", *([""] * len(paths))]
        cells = [_cell_of(path, step) for path, step in zip(paths, row.steps, strict=True)]
        if not any(cells):
            continue
        yield [step_name(row.step, row.stage, stages), *("\n".join(lines) for lines in cells)]
        yield [""] * (len(paths) + 1)


def stage_words() -> dict[str, str]:
    """Return what people read for each stage, occasion and kind of plan at which a step can be."""
    return {word.value: word.label(current()) for kind in _STAGES for word in kind}


def _cell_of(path: Path, step: Mapping[str, Any] | None) -> list[str]:
    before = path["steps"][step["n"] - 2]["phase"] if step and step["n"] > 1 else None
    return cell(step, before, _fields(path))


def _fields(path: Path) -> set[str]:
    return {key.rpartition(".")[2] for key in path["not_entered"]}
