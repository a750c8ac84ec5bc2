"""The page ``structure``: every table and key of ``structure.toml``, and the questions it may be silent about."""

from typing import Any, get_type_hints

import attrs

from juso_core.citation import Source
from juso_core.municipality.consistency import APPLICANTS
from juso_core.municipality.conversion import known_keys, required_keys
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.references import REFERENCES
from juso_core.municipality.structure import ROW_CLASSES, Member, Row, Structure
from juso_core.municipality.words import Special, Status, Word
from juso_core.reporting.countables import COUNTABLES
from juso_docs.markdown import anchor, by, code, codes, listed, parts_of, plain_type, table, word_link
from juso_docs.texts import Texts

__all__ = ["PARTS"]

_COMMON = tuple(a.name for a in attrs.fields(Row))
_PERIODS = ("since", "until", "as_of", "checked")


def top(language: str, texts: Texts) -> str:
    """What stands before the first table."""
    tables = {cls.table for cls in ROW_CLASSES} | {"source"}
    names = [name for name in known_keys(Structure) if name not in tables]
    return _keys(Structure, names, "top", language, texts)


def tables(language: str, texts: Texts) -> str:
    """Every table, its keys, and what they may name."""
    parts = [_table("source", Source, language, texts)]
    parts += [_table(cls.table, cls, language, texts) for cls in ROW_CLASSES]
    parts.append(_inner(Member, "members", language, texts))
    return "\n\n".join(parts)


def common(language: str, texts: Texts) -> str:
    """The keys that every row has."""
    return _keys(Row, _COMMON, "row", language, texts)


def overview(language: str, texts: Texts) -> str:
    """Every table with one line about it."""
    heads = by(language, "表|何を書くか", "table|what it states").split("|")
    names = ["source", *(cls.table for cls in ROW_CLASSES)]
    return table(heads, ([f"[`[[{n}]]`](#table-{n})", texts.get(language, "table", n)] for n in names))


def _table(name: str, cls: type, language: str, texts: Texts) -> str:
    keys = [key for key in known_keys(cls) if key not in _COMMON]
    return f"{anchor(f'table-{name}')}\n\n### {name}\n\n{texts.get(language, 'table', name)}\n\n" + _keys(
        cls, keys, name, language, texts
    )


def _inner(cls: type, name: str, language: str, texts: Texts) -> str:
    title = by(language, f"{name}（meeting の中）", f"{name} (within meeting)")
    said = texts.get(language, "table", name)
    body = _keys(cls, known_keys(cls), name, language, texts)
    return f"{anchor(f'table-{cls.__name__.lower()}')}\n\n### {title}\n\n{said}\n\n{body}"


def _keys(cls: type, names: Any, owner: str, language: str, texts: Texts) -> str:
    heads = by(language, "キー|必須|書くもの|意味", "key|required|what is written|what it means").split("|")
    hints, required = get_type_hints(cls), required_keys(cls)
    fields = attrs.fields_dict(cls)
    rows = []
    for name in names:
        written = _written(owner, name, hints[name], language) + _otherwise(fields[name].default, language)
        must = by(language, "必須", "yes") if name in required else ""
        rows.append([code(name), must, written, texts.first(language, ("key", owner, name), ("key", "any", name))])
    return table(heads, rows)


def _written(table_name: str, name: str, kind: Any, language: str) -> str:
    fits = REFERENCES.get((table_name, name)) or REFERENCES.get(("meeting", f"{table_name}.{name}"))
    if name in _PERIODS:
        return by(language, "[期間](#periods)", "[period](#periods)")
    if name == "applicant":
        return codes(APPLICANTS)
    if name == "silent":
        return by(language, "[問い](#questions)の並び", "list of [questions](#questions)")
    if name == "terms":
        return by(language, "表：[用語](glossary.md#terms) = 文字", "table of [terms](glossary.md#terms) = text")
    if fits is None:
        return plain_type(kind, language)
    named = ", ".join(f"[`[[{one}]]`](#table-{one})" for one in fits.tables)
    words = [word_link(one) for one in fits.words] + ([code("function:…")] if fits.functions else [])
    named += "".join(f", {one}" for one in words)
    said = by(language, f"id：{named}", f"id: {named}")
    return listed(said, language) if parts_of(kind)[1] else said


def _otherwise(default: Any, language: str) -> str:
    """What holds where a key is left out, when that is something."""
    if not isinstance(default, Word):
        return ""
    return by(language, f"（省けば `{default.value}`）", f" (`{default.value}` when left out)")


def statuses(language: str, texts: Texts) -> str:
    """How firm a fact is."""
    heads = by(language, "語|日本語|いつから使われるか", "word|meaning|from when it is used").split("|")
    rows = ([code(w.value), w.label(language), texts.get(language, "status", w.value)] for w in Status)
    return table(heads, rows)


def questions(language: str, texts: Texts) -> str:
    """The closed list of questions."""
    heads = by(language, "問い|意味", "question|what it asks").split("|")
    return table(heads, ([code(q.id), q.label(language)] for q in QUESTIONS.values()))


def countables(language: str, texts: Texts) -> str:
    """What a counting rule can count."""
    heads = by(language, "`counts`|日本語|いつ数えるか", "`counts`|read as|when it is counted").split("|")
    rows = ([code(c.id), c.name.in_language(language), c.when.in_language(language)] for c in COUNTABLES.values())
    return table(heads, rows)


def special(language: str, texts: Texts) -> str:
    """The words by which somebody is named without an id."""
    heads = by(language, "語|誰か", "word|who it is").split("|")
    rows = [[code(word.value), word.label(language)] for word in Special]
    operator = by(
        language, "その機能を担う者（資料に名がないとき）", "whoever does that function, where no name is given"
    )
    rows.append([code("function:outreach") + " …", operator])
    return table(heads, rows)


PARTS = {
    "structure.top": top,
    "structure.overview": overview,
    "structure.common": common,
    "structure.tables": tables,
    "structure.statuses": statuses,
    "structure.questions": questions,
    "structure.special": special,
    "structure.countables": countables,
}
