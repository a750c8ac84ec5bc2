"""The comparison as tidy tables: cells, their values with rows and citations, remarks, and how far apart two are."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from juso_core.citation import Text
from juso_core.desk import Place
from juso_core.municipality.questions import AnswerState
from juso_core.municipality.words import NoteKind, Status
from juso_core.research.comparing.distance import Left, Pair, pairs_of
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import IN_WORDS, Cell, Matrix
from juso_core.research.exporting.model import CODE, SOURCE_OF_LABELS, Column, Line, Lines, Table, Type, both

__all__ = ["TABLES", "lines"]

_CELL: Final = Column(
    "cell", Text("セルの記号（juso explainに渡せる）", "id of the cell (juso explain takes it)"), source="comparison"
)
_DIMENSION: Final = Column("dimension", Text("比べる事柄", "what is compared"), source=SOURCE_OF_LABELS)
_POSITION: Final = Column("position", Text("何番目の値か", "which of the values, from 1"), Type.INTEGER)
_N: Final = Column("n", Text("そのうちの何番目か", "which of them, from 1"), Type.INTEGER)
_PAIR: Final = (
    Column("distance", Text("距離の記号（juso explainに渡せる）", "id of the distance (juso explain takes it)"),
           source="comparison"),
    Column("first", Text("一方の自治体コード", "code of the one municipality")),
    Column("second", Text("他方の自治体コード", "code of the other municipality")),
)  # fmt: skip

TABLES: Final = (
    Table(
        "dimensions",
        Text("1行は、比べる1つの事柄", "one line is one thing that is compared"),
        (
            _DIMENSION,
            Column("group", Text("まとまり", "group"), source=SOURCE_OF_LABELS),
            *both("group", "まとまり", "the group"),
            *both("name", "事柄", "what is compared"),
            Column("question", Text("記載なしと未入力を分ける問い", "the question that tells silence from not entered"),
                   source=SOURCE_OF_LABELS, empty=Text("ちょうど同じ問いはない", "no question asks just this")),
            Column("ordered", Text("順序に意味があるか", "whether the order is part of what is said"), Type.BOOLEAN,
                   source=SOURCE_OF_LABELS),
        ),
        ("dimension",),
    ),
    Table(
        "cells",
        Text("1行は、1自治体の1つの事柄", "one line is one thing that is compared, of one municipality"),
        (
            _CELL,
            CODE,
            _DIMENSION,
            Column("state", Text("答えの状態。記載なしと未入力は一致ではない",
                                 "how it is answered; two silences are no agreement"), codes=AnswerState),
            Column("values", Text("値の数（values）", "number of values (values)"), Type.INTEGER, unit="value"),
            Column("complete", Text("すべて符号で比べられるか", "whether all that is said can be compared by codes"),
                   Type.BOOLEAN, source="comparison"),
            Column("row_conflicts", Text("根拠の行についての食い違いの数。あれば距離から除く",
                                         "number of conflicts about rows behind it; with one it is left out of "
                                         "distances"), Type.INTEGER, unit="remark"),
        ),
        ("cell",),
    ),
    Table(
        "values",
        Text("1行は、あるセルの1つの値", "one line is one value of a cell"),
        (
            _CELL,
            _POSITION,
            Column("code", Text("自治体をまたいで比べられる符号", "code that can be compared across municipalities"),
                   source="comparison", empty=Text("言葉でだけ書かれている", "said in words only")),
            Column("text_ja", Text("読み（日本語）", "what people read, in Japanese")),
            Column("text_en", Text("読み（英語）", "what people read, in English")),
            Column("status", Text("確かさ", "how firm it is"), codes=Status),
        ),
        ("cell", "position"),
    ),
    Table(
        "value_rows",
        Text("1行は、ある値の根拠となる1つの行", "one line is one row of the structure behind a value"),
        (_CELL, _POSITION, _N, Column("key", Text("行の名前", "key of the row"))),
        ("cell", "position", "n"),
    ),
    Table(
        "value_citations",
        Text("1行は、ある値の1つの出典箇所", "one line is one place in a document that says a value"),
        (
            _CELL,
            _POSITION,
            _N,
            Column("source", Text("資料の記号（sources）", "id of the document (sources)")),
            Column("heading", Text("資料の中の箇所", "place in the document")),
        ),
        ("cell", "position", "n"),
    ),
    Table(
        "remarks",
        Text("1行は、あるセルへの1つの補足の1つの出典箇所", "one line is one place that says a remark on a cell"),
        (
            _CELL,
            _POSITION,
            _N,
            Column("kind", Text("補足の種類", "kind of remark"), codes=NoteKind),
            Column("text_ja", Text("補足（日本語）", "the remark, in Japanese")),
            Column("text_en", Text("補足（英語）", "the remark, in English")),
            Column("status", Text("確かさ", "how firm it is"), codes=Status),
            Column("source", Text("資料の記号（sources）", "id of the document (sources)")),
            Column("heading", Text("資料の中の箇所", "place in the document")),
        ),
        ("cell", "position", "n"),
    ),
    Table(
        "distances",
        Text("1行は、2つの自治体の距離", "one line is how far apart two municipalities are"),
        (
            *_PAIR,
            Column("overall", Text("全体の距離（0〜1）", "overall distance, 0 to 1"), Type.NUMBER, source="comparison",
                   empty=Text("双方に書かれていることが少なすぎる", "too little is said by both")),
            Column("compared", Text("比べた事柄の数", "number of dimensions compared"), Type.INTEGER,
                   source="comparison", unit="dimension"),
            *(
                Column(left.value, Text(f"比べなかった数：{left.ja}", f"dimensions left out: {left.en}"),
                       Type.INTEGER, source="comparison", unit="dimension")
                for left in Left
            ),
        ),
        ("distance",),
    ),
    Table(
        "distance_dimensions",
        Text("1行は、2つの自治体の、比べた1つの事柄での距離", "one line is the distance in one dimension"),
        (
            *_PAIR,
            _DIMENSION,
            Column("value", Text("距離（0〜1）", "distance, 0 to 1"), Type.NUMBER, source="comparison"),
            Column("in_force", Text("比べた値がすべて実施中か。予定・案・試行はvaluesのstatusにある",
                                    "whether all that is compared is in force; what is planned, proposed or on trial "
                                    "is told by status in values"), Type.BOOLEAN, source="comparison"),
        ),
        ("distance", "dimension"),
    ),
)  # fmt: skip


def lines(places: Iterable[Place]) -> Lines:
    """Compare the municipalities and return the lines of these tables."""
    matrix = matrix_of(places)
    found: dict[str, list[Line]] = {table.name: [] for table in TABLES}
    found["dimensions"] = _dimensions(matrix)
    for dimension in matrix.dimensions:
        for cell in matrix.row(dimension.id):
            _add(found, cell)
    for pair in pairs_of(matrix):
        found["distances"].append(_pair(pair) | _distance(pair))
        found["distance_dimensions"] += _parts(pair)
    return found


def _dimensions(matrix: Matrix) -> list[Line]:
    groups = {group.id: group.name for group in matrix.groups}
    return [
        {
            "dimension": one.id,
            "group": one.group,
            "group_ja": groups[one.group].ja,
            "group_en": groups[one.group].en,
            "name_ja": one.name.ja,
            "name_en": one.name.en,
            "question": one.question,
            "ordered": one.ordered,
        }
        for one in matrix.dimensions
    ]


def _add(found: dict[str, list[Line]], cell: Cell) -> None:
    found["cells"].append(
        {
            "cell": cell.id,
            "municipality": cell.municipality,
            "dimension": cell.dimension,
            "state": cell.state.value,
            "values": len(cell.values),
            "complete": cell.complete,
            "row_conflicts": len(cell.row_conflicts),
        }
    )
    for position, value in enumerate(cell.values, 1):
        at = {"cell": cell.id, "position": position}
        found["values"].append(
            at
            | {"code": None if value.code == IN_WORDS else value.code}
            | {"text_ja": value.text.ja, "text_en": value.text.en}
            | {"status": (value.status or Status.IN_FORCE).value}
        )
        found["value_rows"] += [at | {"n": n, "key": key} for n, key in enumerate(value.rows, 1)]
        found["value_citations"] += [
            at | {"n": n, "source": cite.source, "heading": cite.heading} for n, cite in enumerate(value.cites, 1)
        ]
    for position, note in enumerate(cell.notes, 1):
        said = {"kind": note.kind.value, "text_ja": note.text.ja, "text_en": note.text.en, "status": note.status.value}
        found["remarks"] += [
            {"cell": cell.id, "position": position, "n": n, **said, "source": cite.source, "heading": cite.heading}
            for n, cite in enumerate(note.cite, 1)
        ]


def _pair(pair: Pair) -> Line:
    return {"distance": pair.id, "first": pair.first, "second": pair.second}


def _distance(pair: Pair) -> Line:
    why = Counter(pair.left.values())
    return {"overall": _rounded(pair.overall), "compared": pair.compared} | {left.value: why[left] for left in Left}


def _parts(pair: Pair) -> list[Line]:
    return [
        _pair(pair) | {"dimension": one.dimension.id, "value": _rounded(one.distance), "in_force": not one.not_in_force}
        for one in pair.parts
    ]


def _rounded(number: float | None) -> float | None:
    """So many places that no two machines write the same distance differently."""
    return None if number is None else round(float(number), 6)
