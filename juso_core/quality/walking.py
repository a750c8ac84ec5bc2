"""Whether case files can be walked, lawfully, and come out as the sources say: G09, G10, P03."""

from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from juso_core.casework.law import VerdictKind
from juso_core.desk import Place
from juso_core.language.messages import _, current
from juso_core.municipality import labels
from juso_core.quality.remarks import Remark, from_problems
from juso_core.quality.subject import Subject
from juso_core.research.case_file import CaseFile
from juso_core.research.expected import Expected, ExpectedErrors
from juso_core.research.held import hold_path
from juso_core.research.miss_words import miss_lines
from juso_core.research.simulation import simulate
from juso_core.research.turns import Turn
from juso_core.research.variants import TooManyVariants

__all__ = ["held_to", "walked"]


def walked(case: CaseFile, place: Place) -> tuple[Remark, ...]:
    """Return where a case stops in a municipality (G10), and which advised steps the gate refuses there (G09)."""
    try:
        ways = simulate(case, place).ways
    except TooManyVariants as error:
        return (Remark("P02", str(error), case.id),)
    return tuple(dict.fromkeys(remark for way in ways for turn in way.turns for remark in _of_turn(case, turn, place)))


def _of_turn(case: CaseFile, turn: Turn, place: Place) -> Iterator[Remark]:
    def label(name: str) -> str:
        return labels.label(place.structure, name, current())

    stage = f" ({turn.stage.label(current())})" if turn.stage else ""
    step = f"{turn.step.label(current())}{stage}"
    for verdict in turn.verdicts:
        if verdict.verdict is VerdictKind.REFUSED:
            what = _("{case}, {step}: {rule} refuses it: {what}", case=case.id, step=step, rule=verdict.rule,
                     what=verdict.text(label))  # fmt: skip
            yield Remark("G09", what, case.id, hint=verdict.how_to_mend(label))
    if turn.stopped is not None:
        yield Remark("G10", _("{case}, {step}: {what}", case=case.id, step=step, what=str(turn.stopped)), case.id)


def held_to(subject: Subject, place: Place, expected: Expected, case: CaseFile) -> Iterator[Remark]:
    """Yield what comes out otherwise than an expectation file says (P03), and what it names that is not there (P02)."""
    shown = subject.shown(Path(expected.file).resolve())
    try:
        held = hold_path(expected, case, place)
    except ExpectedErrors as errors:
        yield from from_problems("P02", errors.problems, shown)
        return
    except TooManyVariants as error:
        yield Remark("P02", str(error), expected.case, shown)
        return
    for miss in held.misses:
        # Where it stands is told by the remark itself.
        head, *lines = (line.strip().rstrip(".。") for line in miss_lines(evolve(miss, file=""), place.structure))
        what = f"{head.removeprefix('✗ ')}: " + "; ".join(lines)
        yield Remark("P03", what, expected.case, shown, miss.line or 0)
