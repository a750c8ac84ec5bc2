"""Measures of paths as tables that other programs open: CSV, one line a measure and variant, and Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from juso_core.desk import Place
from juso_core.documents.markdown import markdown_line, safe
from juso_core.language.messages import _, current
from juso_core.reporting.csv_file import csv_bytes
from juso_core.research.comparing.behaviour import Behaviour
from juso_core.research.comparing.counted import Counted
from juso_core.research.comparing.measures import MEASURES, Measured
from juso_core.research.comparing.wording import status_mark

__all__ = ["behaviour_csv", "behaviour_markdown"]


def behaviour_csv(found: Iterable[Behaviour], places: Sequence[Place], encoding: str = "utf-8") -> bytes:
    """Return the measures as CSV; raises NotInEncoding where cp932 lacks a character.

    Where the way of a variant never came to what is measured, the value is empty.
    """
    titles = (
        _("measure id"), _("case"), _("code"), _("municipality"), _("variant"), _("measure"), _("value"), _("unit"),
        _("names"), _("national standard only"), _("not in force"), _("steps"),
    )  # fmt: skip
    return csv_bytes([titles, *_csv_rows(found, places)], encoding)


def _csv_rows(found: Iterable[Behaviour], places: Sequence[Place]) -> Iterator[tuple[str, ...]]:
    for one in found:
        for place, measures in zip(places, one.measures, strict=True):
            for measured in measures:
                for number, counted in enumerate(measured.each, 1):
                    yield _csv_row(measured, place, number, counted)


def _csv_row(measured: Measured, place: Place, variant: int, counted: Counted) -> tuple[str, ...]:
    language, value = current(), counted.value
    return (
        measured.id,
        measured.case,
        place.code,
        place.structure.name,
        str(variant),
        measured.measure.id,
        "; ".join(value) if isinstance(value, tuple) else "" if value is None else f"{value:.6g}",
        measured.measure.unit.in_language(language),
        "; ".join(part.label.in_language(language) + status_mark(part.status, language) for part in counted.parts),
        "; ".join(part.key for part in counted.parts if part.giver == "national"),
        "; ".join(f"{part.key}: {part.status}" for part in counted.parts if part.status),
        "; ".join(map(str, counted.steps)),
    )


def behaviour_markdown(found: Iterable[Behaviour], places: Sequence[Place]) -> str:
    """Return the measures as Markdown: a table for each case, and how each measure is defined."""
    language = current()
    lines: list[str] = []
    for one in found:
        title = one.case.title.ja if language == "ja" else one.case.title.en
        heads = [_("measure"), *(place.structure.name for place in places)]
        lines += [
            f"## {safe(one.case.id)} {safe(title)}",
            "",
            markdown_line(heads),
            markdown_line(["---"] * len(heads)),
        ]
        for measure in MEASURES.values():
            cells = [each.shown(language) for each in one.of_measure(measure.id)]
            if any(cells):
                lines.append(markdown_line([measure.name.in_language(language), *cells]))
        lines.append("")
    lines += ["## " + _("How each measure is defined"), ""]
    for measure in MEASURES.values():
        name, says = measure.name.in_language(language), measure.definition.in_language(language)
        lines.append(f"- {safe(name)} ({measure.id}): {safe(says)}")
    return "\n".join(lines)
