"""What the measures come to on a path, once for each variant.

Where a case leaves facts open, a measure is given from the least to the most, and for each variant. The steps from
which it was counted are kept, so that each number can be explained.
"""

from attrs import frozen

from juso_core.citation import Giver
from juso_core.research.comparing.counted import Counted, Number, Part
from juso_core.research.comparing.measure import Measure, MeasureKind
from juso_core.research.comparing.measure_table import MEASURES
from juso_core.research.comparing.walked import walked
from juso_core.research.comparing.wording import status_mark
from juso_core.research.simulation import Simulated

__all__ = ["MEASURES", "Measure", "MeasureKind", "Measured", "measure_id", "measured"]


@frozen
class Measured:
    """What a measure comes to on a path: once for each variant, in their order."""

    measure: Measure
    case: str
    municipality: str
    each: tuple[Counted, ...]

    @property
    def id(self) -> str:
        """What ``juso explain`` takes: ``path:V01:999997:handoffs``."""
        return measure_id(self.case, self.municipality, self.measure.id)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of the variants that come to it, from the least to the most; of names there are none."""
        return tuple(sorted(one.value for one in self.each if isinstance(one.value, int | float)))

    @property
    def differs(self) -> bool:
        """Whether it depends on what is not known in the case."""
        return any(one.value != self.each[0].value for one in self.each)

    @property
    def steps(self) -> tuple[int, ...]:
        """The numbers of all steps from which it was counted, in any variant."""
        return tuple(sorted({step for one in self.each for step in one.steps}))

    def shown(self, language: str) -> str:
        """Return what people read in a cell: the number or the least and most, or the names that come up."""
        if self.measure.kind is MeasureKind.NAMES:
            return _names_shown(self.each, language)
        if not self.numbers:
            return ""
        least, most = self.numbers[0], self.numbers[-1]
        written = (_written(one, self.measure.kind) for one in dict.fromkeys((least, most)))
        return "–".join(written)


def _written(number: Number, kind: MeasureKind) -> str:
    return f"{number:.0%}" if kind is MeasureKind.SHARE else f"{number:g}"


def _names_shown(each: tuple[Counted, ...], language: str) -> str:
    """The names of every variant; what is not in force and what the national standard alone says is marked as such."""
    shown = dict.fromkeys(
        " + ".join(_marked(part, language) for part in one.parts) for one in each if one.value is not None
    )
    return " / ".join(text or "–" for text in shown)


def _marked(part: Part, language: str) -> str:
    text = part.label.in_language(language) + status_mark(part.status, language)
    if part.giver is not Giver.NATIONAL:
        return text
    return f"{text}〔国の標準〕" if language == "ja" else f"{text} [national standard]"


def measure_id(case: str, municipality: str, measure: str) -> str:
    """Return the id of a measure of a path, which is the same in every output."""
    return f"path:{case}:{municipality}:{measure}"


def measured(simulated: Simulated) -> tuple[Measured, ...]:
    """Return every measure of a path, in the order in which people read them."""
    ways = tuple(walked(simulated))
    code, case = simulated.place.code, simulated.case.id
    return tuple(Measured(one, case, code, tuple(one.of(way) for way in ways)) for one in MEASURES.values())
