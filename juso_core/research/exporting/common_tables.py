"""The tables that every data set has: which municipalities it is about, as of which day, and their sources."""

from collections.abc import Iterable
from typing import Final

from juso_core.citation import Text
from juso_core.desk import Place
from juso_core.research.exporting.model import CODE, Column, Lines, Table, Type

__all__ = ["TABLES", "lines"]

_NOT_SAID: Final = Text("出典にない", "the document does not say")

TABLES: Final = (
    Table(
        "municipalities",
        Text("1行は、ある日の1自治体", "one line is one municipality on one day"),
        (
            CODE,
            Column("name", Text("名称", "name")),
            Column("name_en", Text("英語の名称", "name in English"), empty=Text("書かれていない", "not stated")),
            Column("structure_on", Text("どの日の事実か", "the day whose facts these are"), Type.DATE),
            Column(
                "described_on",
                Text("資料が述べる日", "the day that the sources describe"),
                Type.DATE,
                empty=Text("書かれていない", "not stated"),
            ),
            Column("digest", Text("構造ファイルのSHA-256", "SHA-256 of the structure file")),
            Column(
                "distribution",
                Text("プラグインの配布物", "distribution of the plugin"),
                empty=Text("配布物から読んでいない", "not read from a distribution"),
            ),
            Column(
                "version",
                Text("配布物の版", "version of the distribution"),
                empty=Text("配布物から読んでいない", "not read from a distribution"),
            ),
        ),
        ("municipality",),
    ),
    Table(
        "sources",
        Text("1行は1点の資料", "one line is one document"),
        (
            CODE,
            Column("source", Text("資料の記号", "id of the document")),
            Column("title", Text("資料の名称", "title")),
            Column("publisher", Text("発行者", "publisher"), empty=_NOT_SAID),
            Column(
                "as_of", Text("資料の時点（日、月、年、年度FY）", "what the document describes: day, month, year or FY")
            ),
            Column(
                "checked",
                Text("最後に見た日", "day on which it was last looked at"),
                Type.DATE,
                empty=Text("記録がない", "not recorded"),
            ),
        ),
        ("municipality", "source"),
    ),
)


def lines(places: Iterable[Place]) -> Lines:
    """Return the lines of these tables."""
    here = tuple(places)
    return {
        "municipalities": [
            {
                "municipality": place.code,
                "name": place.structure.name,
                "name_en": place.structure.name_en,
                "structure_on": place.structure.on.isoformat() if place.structure.on else None,
                "described_on": place.structure.described_on.isoformat() if place.structure.described_on else None,
                "digest": place.structure.digest,
                "distribution": place.plugin or None,
                "version": place.version or None,
            }
            for place in here
        ],
        "sources": [
            {
                "municipality": place.code,
                "source": source.id,
                "title": source.title,
                "publisher": source.publisher,
                "as_of": source.as_of,
                "checked": source.checked,
            }
            for place in here
            for source in place.structure.source
        ],
    }
