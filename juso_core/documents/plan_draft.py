"""A draft of the implementation plan of Act 106-5, from the structure of one day.

Nothing in it is invented: what no row says stands there as a gap.
"""

import datetime as dt

from juso_core import __version__
from juso_core.documents.plan_model import Draft
from juso_core.documents.plan_sections import sections
from juso_core.documents.plan_writer import Writer
from juso_core.municipality.structure import Structure

__all__ = ["plan_draft"]


def plan_draft(structure: Structure, on: dt.date, language: str = "ja") -> Draft:
    """Return the draft for a municipality as it is on a day, in "ja" or "en"."""
    writer = Writer(structure, on, language)
    written = sections(writer)
    cited = {cite.source for section in written for part in section.parts for cite in part.cites}
    return Draft(
        municipality=structure.code,
        name=writer.say(structure.name, structure.name_en or structure.name),
        on=on,
        language=language,
        digest=structure.digest,
        version=__version__,
        title=writer.say(
            "重層的支援体制整備事業実施計画（素案）", "Implementation plan of the comprehensive support system: a draft"
        ),
        preface=_preface(writer, on),
        sections=written,
        sources=tuple(source for source in structure.source if source.id in cited),
    )


def _preface(w: Writer, on: dt.date) -> tuple[str, ...]:
    name, day = w.say(w.structure.name, w.structure.name_en or w.structure.name), w.day(on)
    return (
        w.say(
            f"これは、社会福祉法第106条の5の実施計画を作るための素案である。公開された資料に書かれた{name}の事実を、"
            f"{day}の時点で並べた。{name}が作成したものではない。",
            f"This is a draft from which an implementation plan of Social Welfare Act 106-5 can be written. It sets "
            f"out what published documents say of {name}, as of {day}. It was not made by {name}.",
        ),
        w.say(
            "番号［1］などは、末尾の出典の箇所を指す。「未記入」は、出典に書かれていないか、まだ調べられていない事項であり、"
            "末尾の一覧にまとめた。国の標準で埋めてはいない。",
            "Numbers such as [1] lead to the places in the sources at the end. What is marked as open is not said in "
            "the sources, or nobody has looked; it is listed at the end. No gap is filled from the national standard.",
        ),
    )
