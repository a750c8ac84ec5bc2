"""What a measure of a path is: its name, unit and definition, and what counts it."""

from collections.abc import Callable

from attrs import field, frozen

from juso_core.citation import Text
from juso_core.municipality.words import Word
from juso_core.research.comparing.counted import Counted
from juso_core.research.comparing.walked import WalkedWay

__all__ = ["Measure", "MeasureKind"]


class MeasureKind(Word):
    """What a measure comes to."""

    COUNT = "count", "数", "number"
    SHARE = "share", "割合", "share"
    NAMES = "names", "名前", "names"


@frozen
class Measure:
    """One thing that is measured on a path: its id, name, unit and definition, and what counts it."""

    id: str
    name: Text
    kind: MeasureKind
    unit: Text
    definition: Text
    of: Callable[[WalkedWay], Counted] = field(repr=False, eq=False)
