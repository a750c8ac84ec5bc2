"""Facts as tidy tables: rows of a structure, what each says, where it stands, and how questions are answered."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from juso_core.citation import Text
from juso_core.desk import Place
from juso_core.municipality import labels
from juso_core.municipality.questions import AnswerState, answers
from juso_core.municipality.structure import Member, Row, Structure
from juso_core.municipality.terms import national_term
from juso_core.municipality.words import Status, Word
from juso_core.research.exporting.model import CODE, SOURCE_OF_LABELS, Column, Line, Lines, Table, Type, both
from juso_core.research.numbered import numbered

__all__ = ["TABLES", "lines"]

_ROW: Final = Column(
    "row",
    Text(
        "行の記号。同じkeyの行が複数あるときは#2などが付く",
        "id of the row; where several rows have the same key, #2 and so on",
    ),
)
_ONE: Final = Text("値がひとつだけの項目", "a field that has one value only")

TABLES: Final = (
    Table(
        "rows",
        Text("1行は構造の1つの事実（その日に用いるもの）", "one line is one fact of a structure that holds on the day"),
        (
            CODE,
            _ROW,
            Column("key", Text("explainで使う行の名前", "the name of the row, as explain uses it")),
            Column("table", Text("構造の表", "table of the structure")),
            Column("id", Text("構造での記号", "id in the structure"), empty=Text("記号のない行", "it has no id")),
            Column("status", Text("確かさ", "how firm it is"), codes=Status),
            Column("since", Text("いつから（日、月、年、年度FY）", "since: day, month, year or FY"),
                   empty=Text("出典にない", "the source does not say")),
            Column("until", Text("いつまで", "until"), empty=Text("出典にない", "the source does not say")),
        ),
        ("municipality", "row"),
    ),
    Table(
        "citations",
        Text("1行は、ある事実の1つの出典箇所", "one line is one place in a document that says a fact"),
        (
            CODE,
            _ROW,
            Column("position", Text("何番目の箇所か", "which of the places, from 1"), Type.INTEGER),
            Column("source", Text("資料の記号（sources）", "id of the document (sources)")),
            Column("heading", Text("資料の中の箇所", "place in the document")),
        ),
        ("municipality", "row", "position"),
    ),
    Table(
        "facts",
        Text("1行は、ある事実の1項目の1つの値。書かれていない項目の行はない",
             "one line is one value of one field of a fact; what is not stated has no line"),
        (
            CODE,
            _ROW,
            Column("field", Text("項目（構成員はmembers.who、members.at、members.topics）",
                                 "field (of members: members.who, members.at, members.topics)")),
            Column("item", Text("何番目の値か", "which of the values, from 1"), Type.INTEGER, empty=_ONE),
            Column("part", Text("構成員の条件の何番目か", "which of a member's conditions, from 1"), Type.INTEGER,
                   empty=Text("構成員の条件ではない", "no condition of a member")),
            Column("value", Text("値", "value")),
            Column("value_type", Text("値の種類。wordは用語の符号、nameは記号か@の語",
                                      "kind: word (code of a vocabulary), name (id or @ word), text, integer, number, "
                                      "boolean, date"), source=SOURCE_OF_LABELS),
            Column("vocabulary", Text("用語表（codes）", "vocabulary of the code (codes)"), source=SOURCE_OF_LABELS,
                   empty=Text("符号ではない", "no code of a vocabulary")),
            *both("label", "値の読み", "what people read for the value"),
        ),
        ("municipality", "row", "field", "item", "part"),
    ),
    Table(
        "questions",
        Text("1行は、1つの問いへの答えの状態", "one line is how one question is answered"),
        (
            CODE,
            Column("question", Text("問いの記号", "id of the question"), source=SOURCE_OF_LABELS),
            *both("label", "問い", "the question"),
            Column("state", Text("答えの状態。記載なしと未入力は一致ではない",
                                 "how it is answered; two silences are no agreement"), codes=AnswerState),
            Column("rows", Text("答えの根拠となる事実の数（question_rows）", "how many rows answer it (question_rows)"),
                   Type.INTEGER, unit="row"),
        ),
        ("municipality", "question"),
    ),
    Table(
        "question_rows",
        Text("1行は、問いに答える1つの事実", "one line is one row that answers a question"),
        (CODE, Column("question", Text("問いの記号", "id of the question"), source=SOURCE_OF_LABELS), _ROW),
        ("municipality", "question", "row"),
    ),
    Table(
        "terms",
        Text("1行は、この自治体での1つの呼び名", "one line is one local word"),
        (
            CODE,
            Column("term", Text("語の記号", "key of the word"), source=SOURCE_OF_LABELS),
            Column("local", Text("この自治体での呼び名", "the local word")),
            *both("national", "全国での呼び名", "the national word"),
        ),
        ("municipality", "term"),
    ),
)  # fmt: skip

_LEFT_OUT: Final = ("id", "cite", "status", "since", "until")


def lines(places: Iterable[Place]) -> Lines:
    """Return the lines of these tables for municipalities as they are on their days."""
    found: dict[str, list[Line]] = {table.name: [] for table in TABLES}
    for place in places:
        structure, here = place.structure, {"municipality": place.code}
        rows = dict(_named(structure))
        names = {id(row): name for name, row in rows.items()}
        for name, row in rows.items():
            found["rows"].append(here | _row(name, row))
            found["citations"] += [
                here | {"row": name, "position": n, "source": cite.source, "heading": cite.heading}
                for n, cite in enumerate(row.cite, 1)
            ]
            found["facts"] += [here | {"row": name, **fact} for fact in _facts(structure, row)]
        for answer in answers(structure):
            question = answer.question
            found["questions"].append(
                here
                | {"question": question.id, "label_ja": question.ja, "label_en": question.en}
                | {"state": answer.state.value, "rows": len(answer.rows)}
            )
            found["question_rows"] += [here | {"question": question.id, "row": names[id(row)]} for row in answer.rows]
        found["terms"] += [here | _term(key, local) for key, local in structure.terms.items()]
    return found


def _named(structure: Structure) -> Iterator[tuple[str, Row]]:
    """Every row with a name of its own: two of one key stand for different times, or are remarks about one thing."""
    for (key, number), row in numbered(structure.rows(), lambda row: (row.key,)):
        yield key if number == 1 else f"{key}#{number}", row


def _row(name: str, row: Row) -> Line:
    return {
        "row": name,
        "key": row.key,
        "table": row.table,
        "id": getattr(row, "id", None),
        "status": row.status.value,
        "since": row.since,
        "until": row.until,
    }


def _facts(structure: Structure, row: Row) -> Iterator[Line]:
    for one in attrs.fields(type(row)):
        value = getattr(row, one.name)
        if one.name in _LEFT_OUT or value is None or value is False or value == ():
            continue
        if not isinstance(value, tuple):
            yield _fact(structure, one.name, None, None, value)
            continue
        for n, item in enumerate(value, 1):
            if isinstance(item, Member):
                yield from _member(structure, one.name, n, item)
            else:
                yield _fact(structure, one.name, n, None, item)


def _member(structure: Structure, name: str, item: int, member: Member) -> Iterator[Line]:
    yield _fact(structure, f"{name}.who", item, None, member.who)
    for condition in ("at", "topics"):
        for part, value in enumerate(getattr(member, condition), 1):
            yield _fact(structure, f"{name}.{condition}", item, part, value)


def _fact(structure: Structure, name: str, item: int | None, part: int | None, value: Any) -> Line:
    kind, shown, ja, en = _value(structure, name, value)
    return {
        "field": name,
        "item": item,
        "part": part,
        "value": shown,
        "value_type": kind,
        "vocabulary": type(value).__name__ if isinstance(value, Word) else None,
        "label_ja": ja,
        "label_en": en,
    }


_OWN_WORDS: Final = ("name", "name_en", "local_title", "place", "open", "cadence", "number", "plan_period", "rule")
"""Fields that hold a text of the source, not the id of a row, even where the two happen to be alike."""


def _value(structure: Structure, name: str, value: Any) -> tuple[str, str, str, str]:
    if isinstance(value, Word):
        return "word", value.value, value.ja, value.en
    if isinstance(value, Text):
        return "text", value.ja, value.ja, value.en
    if value is True:
        return "boolean", "true", "はい", "yes"
    if isinstance(value, str):
        named = name not in _OWN_WORDS and (value in structure.ids or value.startswith(("@", "function:")))
        if not named:
            return "text", value, value, value
        return "name", value, labels.label(structure, value, "ja"), labels.label(structure, value, "en")
    text = f"{value:.10g}" if isinstance(value, float) else str(value)
    kind = {int: "integer", float: "number"}.get(type(value), "date")
    return kind, text, text, text


def _term(key: str, local: str) -> Line:
    return {
        "term": key,
        "local": local,
        "national_ja": national_term(key, "ja"),
        "national_en": national_term(key, "en"),
    }
