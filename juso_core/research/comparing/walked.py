"""A path as it is measured: the turns of each variant, with the numbers that the steps have in the path."""

from collections.abc import Iterator

from attrs import frozen

from juso_core.casework.case import Case
from juso_core.municipality.structure import Structure
from juso_core.research.path import laid_together
from juso_core.research.simulation import Ended, Simulated
from juso_core.research.turns import Turn

__all__ = ["WalkedWay", "walked"]


@frozen
class WalkedWay:
    """The way of one variant: its turns, each with the number of its step in the path, and how it ended."""

    structure: Structure
    turns: tuple[tuple[int, Turn], ...]
    case: Case
    because: Ended

    @property
    def last(self) -> int:
        """The number of its last step."""
        return self.turns[-1][0]


def walked(simulated: Simulated) -> Iterator[WalkedWay]:
    """Yield the ways of a path, one for each variant; the numbers are those of ``juso.path/1``."""
    steps = laid_together(way.turns for way in simulated.ways)
    for at, way in enumerate(simulated.ways):
        numbers = {id(turns[at]): n for n, turns in enumerate(steps.values(), 1) if at in turns}
        turns = tuple((numbers[id(turn)], turn) for turn in way.turns)
        yield WalkedWay(simulated.place.structure, turns, way.case, way.because)
