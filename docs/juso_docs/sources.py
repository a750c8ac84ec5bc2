"""The page ``sources``: what the national standard and the shipped municipalities cite."""

from collections import Counter
from pathlib import Path

from juso_core.municipality.loading import load
from juso_core.municipality.structure import Structure
from juso_core.national import SOURCES
from juso_docs.markdown import by, code, table
from juso_docs.texts import Texts

__all__ = ["PARTS"]

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"


def shipped() -> list[tuple[str, Structure]]:
    """Return the municipalities that lie in this checkout, with the names of their plugins, by code."""
    found = [(file.parent.parent.name, load(file)) for file in PLUGINS.glob("*/*/structure.toml")]
    return sorted(found, key=lambda one: one[1].code)


def national(language: str, texts: Texts) -> str:
    """What the national standard cites."""
    heads = by(language, "id|資料|発行者|版|どう使うか", "id|document|publisher|edition|how it is used").split("|")
    rows = ([code(s.id), s.title, s.publisher or "", s.as_of, texts.get(language, "source", s.id)] for s in SOURCES)
    return table(heads, rows)


def municipalities(language: str, texts: Texts) -> str:
    """What each shipped municipality cites, and for what."""
    heads = by(
        language,
        "市区町村|id|資料|発行者|いつのことか|引いている表",
        "municipality|id|document|publisher|as of|cited in",
    )
    rows = []
    for plugin, structure in shipped():
        cited = Counter((cite.source, row.table) for row in structure.rows() for cite in row.cite)
        for source in structure.source:
            tables = dict.fromkeys(row_table for name, row_table in cited if name == source.id)
            rows.append(
                [
                    f"[{structure.name}](../../plugins/{plugin}/README.md)（{structure.code}）",
                    code(source.id),
                    source.title,
                    source.publisher or "",
                    source.as_of,
                    ", ".join(map(code, tables)),
                ]
            )
    return table(heads.split("|"), rows)


PARTS = {"sources.national": national, "sources.municipalities": municipalities}
