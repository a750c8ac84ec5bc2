"""Dimensions of the programme itself and of its areas."""

from collections.abc import Iterator, Sequence
from typing import Final

from juso_core.citation import Text
from juso_core.language.era import first_day, fiscal_year
from juso_core.municipality.structure import Agency, Layer, Structure
from juso_core.municipality.words import AgencyKind, Stage
from juso_core.research.comparing.model import IN_WORDS, Dimension, Group, Value
from juso_core.research.comparing.table import asked, more, nothing
from juso_core.research.comparing.values import by_status, joined, merged, name_of, number, said, same_text, word

__all__ = ["GROUPS", "dimensions"]

_PROGRAMME: Final = "programme"
_AREAS: Final = "areas"

GROUPS: Final = (
    Group(_PROGRAMME, Text("事業", "programme")),
    Group(_AREAS, Text("圏域", "areas")),
)


def dimensions() -> Iterator[Dimension]:
    """Yield the dimensions of these groups, in the order in which people read them."""
    yield more(_PROGRAMME, "programme.stage", "事業の段階", "how far the programme is", _stage)
    yield asked(_PROGRAMME, "programme.since", _since)
    yield asked(_PROGRAMME, "programme.section", _section)
    yield asked(_PROGRAMME, "programme.mac_setting", _setting)
    yield asked(_PROGRAMME, "programme.evaluation", nothing)
    yield more(_PROGRAMME, "programme.plan_period", "実施計画の期間", "period of the plan", _plan_period)
    yield asked(_AREAS, "areas", _layers, ordered=True)
    yield more(_AREAS, "areas.depth", "圏域の階層数", "number of layers", _depth, within="areas")
    yield more(_AREAS, "areas.named", "名前の挙がる圏域", "areas that are named", _named_areas, within="areas")
    yield more(_AREAS, "areas.bases", "地域の拠点の数", "number of community bases", _bases)


def _stage(structure: Structure) -> tuple[Value, ...]:
    return tuple(word(row.stage, row) for row in structure.programme)


def _since(structure: Structure) -> tuple[Value, ...]:
    return tuple(
        said(_beginning(row.since), f"FY{fiscal_year(first_day(row.since))}", row)
        for row in structure.programme
        if row.since and row.stage is not Stage.NONE
    )


def _beginning(since: str) -> Text:
    """A beginning as precise as the source gives it, with its fiscal year in the era that people use."""
    year = fiscal_year(first_day(since))
    # The eras of the programme: it exists since Reiwa 3.
    era = f"令和{year - 2018}年度"
    if since.startswith("FY"):
        return Text(era, f"{since} (R{year - 2018})")
    return Text(f"{era}（{since}）", f"{since} (R{year - 2018})")


def _section(structure: Structure) -> tuple[Value, ...]:
    # Sections are the municipality's own everywhere: only their names differ, and names are no answer to compare.
    return tuple(said(name_of(structure, row.section), IN_WORDS, row) for row in structure.programme if row.section)


def _setting(structure: Structure) -> tuple[Value, ...]:
    return tuple(
        said(Text(f"国の類型{n}", f"pattern {n} of the ministry"), f"pattern{n}", row)
        for row in structure.programme
        if (n := row.mac_setting_pattern)
    )


def _plan_period(structure: Structure) -> tuple[Value, ...]:
    return tuple(said(same_text(row.plan_period), IN_WORDS, row) for row in structure.programme if row.plan_period)


def _layers(structure: Structure) -> tuple[Value, ...]:
    """The layers from the largest areas downward; where there are only areas, these."""
    if not structure.layer:
        return _named_areas(structure)
    return tuple(
        number(layer.count, Text(f"{layer.name}（{layer.count}）", f"{layer.name} ({layer.count})"), layer)
        if layer.count is not None
        else said(same_text(layer.name), IN_WORDS, layer)
        for layer in sorted(structure.layer, key=lambda layer: layer.order)
    )


def _depth(structure: Structure) -> tuple[Value, ...]:
    depth = len({layer.order for layer in structure.layer})
    return (number(depth, Text(f"{depth}層", f"layers: {depth}"), *structure.layer),) if depth else ()


def _named_areas(structure: Structure) -> tuple[Value, ...]:
    return merged((same_text(area.name), IN_WORDS, area) for area in structure.area)


def _how_many(structure: Structure, base: Agency) -> int | None:
    """How many places a row stands for: as it says, one for each of its areas, or the one that it names."""
    if base.count is not None or base.per is None:
        return 1 if base.count is None else base.count
    layer = structure.ids.get(base.per)
    return layer.count if isinstance(layer, Layer) else None


def _bases(structure: Structure) -> tuple[Value, ...]:
    bases = (agency for agency in structure.agency if agency.kind is AgencyKind.BASE)
    return tuple(_number_of_bases(structure, equally_firm) for equally_firm in by_status(bases))


def _number_of_bases(structure: Structure, bases: Sequence[Agency]) -> Value:
    counts = [_how_many(structure, base) for base in bases]
    names = joined((same_text(base.name) for base in bases), most=3)
    if None in counts:
        return said(names, IN_WORDS, *bases)
    count = sum(filter(None, counts))
    return number(count, Text(f"{count}か所（{names.ja}）", f"{count} ({names.en})"), *bases)
