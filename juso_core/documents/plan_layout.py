"""A draft as plain values for a template: what is written out by HTML, by Word, and by a city's own template alike.

Only strings, numbers, lists and mappings: a template that somebody else wrote can reach nothing through them.
"""

from typing import Any, Final

from juso_core.citation import Citation
from juso_core.documents.comparison_html.spoken import cleaned
from juso_core.documents.plan_model import Draft, Gap, Line, Paragraph, Part, Table
from juso_core.documents.plan_words import day_shown, period
from juso_core.municipality.questions import AnswerState

__all__ = ["laid_out", "part_id"]

Layout = dict[str, Any]
_NO_CHARACTERS: Final = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")
"""What Unicode keeps free of characters, and XML does not take."""


def part_id(draft: Draft, part: Part) -> str:
    """Return what ``juso explain`` takes for a part: ``plan:999997:meeting.1``."""
    return f"plan:{draft.municipality}:{part.id}"


def laid_out(draft: Draft) -> Layout:
    """Return everything that a draft shows, in its order: headings, parts, open questions, sources, traces."""
    numbers = {cite: number for number, cite in enumerate(draft.cites, 1)}
    layout: Layout = _seen(_laid_out(draft, numbers))
    return layout


def _seen(value: Any) -> Any:
    """Every text with a visible sign for what cannot be seen: Word takes no control characters at all."""
    if isinstance(value, dict):
        return {key: _seen(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_seen(one) for one in value]
    return cleaned(value).translate(_NO_CHARACTERS) if isinstance(value, str) else value


def _laid_out(draft: Draft, numbers: dict[Citation, int]) -> Layout:
    return {
        "language": draft.language,
        "title": draft.title,
        "name": draft.name,
        "code": draft.municipality,
        "on": day_shown(draft.on, draft.language),
        "preface": list(draft.preface),
        "sections": [
            {
                "id": section.id,
                "number": section.number,
                "level": section.level,
                "title": section.title,
                "parts": [_part(part, numbers, draft.language) for part in section.parts],
            }
            for section in draft.sections
        ],
        "open": _open(draft, numbers),
        "sources": [_source(draft, source.id) for source in draft.sources],
        "references": [{"n": n, "source": cite.source, "heading": cite.heading} for cite, n in numbers.items()],
        "trace": [_trace(draft, part) for part in draft.parts() if part.rows],
        "made_from": _made_from(draft),
        "words": {key: _say(draft.language, *both) for key, both in _WORDS.items()},
    }


_WORDS = {
    "open": ("補うべき事項", "What is to be filled in"),
    "open_mark": ("未記入", "open"),
    "sources": ("出典", "Sources"),
    "references": ("出典の箇所", "Places in the sources"),
    "trace": ("記述と事実の対応", "Which facts each part rests on"),
    "contents": ("目次", "Contents"),
    "id": ("番号", "id"),
    "part": ("記述", "part"),
    "rows": ("事実（構造ファイルの行）", "facts (rows of the structure)"),
    "title": ("資料", "document"),
    "publisher": ("発行", "publisher"),
    "as_of": ("時点", "as of"),
    "where": ("箇所", "place"),
    "source": ("資料", "document"),
    "as_described": ("時点", "as of"),
    "question": ("事項", "question"),
    "to_do": ("すること", "to do"),
    "done": ("済", "done"),
    "draft": ("素案", "draft"),
}
_TO_DO = {
    AnswerState.SILENT: ("出典に書かれていない。定めて書く。", "The sources do not say. To be settled and written."),
    AnswerState.NOT_ENTERED: ("まだ調べられていない。資料を確かめる。", "Nobody has looked. To be looked up."),
    AnswerState.CONFLICT: ("出典の記述が食い違う。確かめる。", "The sources contradict themselves. To be checked."),
}  # fmt: skip


def _say(language: str, ja: str, en: str) -> str:
    return ja if language == "ja" else en


def _part(part: Part, numbers: dict[Citation, int], language: str) -> Layout:
    refs = [numbers[cite] for cite in part.cites]
    data: Layout = {"id": part.id, "rows": list(part.rows), "refs": refs, "marks": _marks(refs)}
    if isinstance(part, Paragraph):
        return data | {"kind": "remark" if part.remark else "paragraph", "text": part.text}
    if isinstance(part, Gap):
        return data | {"kind": "gap", "text": part.question, "state": part.state.label(language)}
    # Where all lines rest on the same places, these stand once, at the caption; else each line has a cell for its own.
    alike = len({line.cites for line in part.lines}) == 1
    return data | {
        "kind": "table",
        "caption": part.caption,
        "refs": refs if alike else [],
        "marks": _marks(refs) if alike else "",
        "header": list(part.header),
        "columns": [*part.header, *([] if alike else [_say(language, *_WORDS["sources"])])],
        "lines": [_line(line, [] if alike else [numbers[cite] for cite in line.cites], alike) for line in part.lines],
        "referred": not alike,
    }


def _line(line: Line, refs: list[int], alike: bool) -> Layout:
    return {
        "cells": list(line.cells),
        "texts": [*line.cells, *([] if alike else [_marks(refs)])],
        "rows": list(line.rows),
        "refs": refs,
    }


def _marks(numbers: list[int]) -> str:
    """The references as text, for formats without links: [1][2]."""
    return "".join(f"[{n}]" for n in numbers)


def _open(draft: Draft, numbers: dict[Citation, int]) -> list[Layout]:
    """The open questions by state, and the remarks on conflicts among those that conflict."""
    groups = []
    for state, to_do in _TO_DO.items():
        items = [
            _item(gap.id, gap.question, f"{draft.municipality}:{gap.id}", [numbers[cite] for cite in gap.cites])
            for gap in draft.gaps
            if gap.state is state
        ]
        if state is AnswerState.CONFLICT:
            items += [
                _item(one.id, one.text, part_id(draft, one), [numbers[cite] for cite in one.cites])
                for one in draft.conflicts
            ]
        if items:
            groups.append(
                {"state": state.label(draft.language), "to_do": _say(draft.language, *to_do), "questions": items}
            )
    return groups


def _item(id: str, text: str, explain: str, refs: list[int]) -> Layout:
    return {"id": id, "text": text, "explain": explain, "refs": refs, "marks": _marks(refs)}


def _source(draft: Draft, id: str) -> Layout:
    source = next(one for one in draft.sources if one.id == id)
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher or "",
        "as_of": period(source.as_of, draft.language),
    }


def _trace(draft: Draft, part: Part) -> Layout:
    return {"id": part.id, "explain": part_id(draft, part), "what": _what(part), "rows": list(part.rows)}


def _what(part: Part) -> str:
    if isinstance(part, Table):
        return part.caption
    text = part.text
    return text if len(text) <= 40 else f"{text[:39]}…"


def _made_from(draft: Draft) -> str:
    digest = draft.digest[:12]
    return _say(
        draft.language,
        f"juso {draft.version}が{draft.name}（{draft.municipality}）の構造ファイル（{digest}）から作成",
        f"Made by juso {draft.version} from the structure of {draft.name} ({draft.municipality}), {digest}",
    )
