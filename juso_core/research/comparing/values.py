"""How values are made from rows: texts with local names, codes that mean the same everywhere, and what cites them.

Whose somebody is (the municipality's own, of the council of social welfare, of another body) can be compared; names
cannot. Where the source names an agency and not the body behind it, there is no code: the value is to be read only.
"""

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from juso_core.citation import Citation, Text
from juso_core.municipality import labels, queries
from juso_core.municipality.structure import Agency, Organization, Role, Row, Service, Structure
from juso_core.municipality.words import BroughtBy, ConsentMoment, Function, OrganizationKind, Special, Status, Word
from juso_core.research.comparing.model import IN_WORDS, Value

__all__ = [
    "body_code",
    "by_status",
    "joined",
    "merged",
    "moment_order",
    "name_of",
    "named",
    "number",
    "part_code",
    "said",
    "same_text",
    "text_of",
    "word",
    "words",
]

MOST: Final = 4
"""So many names are written out; of more, the first ones and their number."""

RowT = TypeVar("RowT", bound=Row)


def said(text: Text, code: str, *rows: Row) -> Value:
    """Return a value that rows say together: their keys, all their citations, the least firm status among them.

    Rows of which each says it alone are kept apart by ``by_status`` first: what is planned does not make what is in
    force a plan.
    """
    keys = tuple(dict.fromkeys(row.key for row in rows))
    cites: tuple[Citation, ...] = tuple(dict.fromkeys(cite for row in rows for cite in row.cite))
    return Value(text, code, keys, cites, _status(rows))


def _status(rows: Iterable[Row]) -> Status | None:
    firmness = list(Status)
    least = max((row.status for row in rows), key=firmness.index, default=Status.IN_FORCE)
    return None if least is Status.IN_FORCE else least


def by_status(rows: Iterable[RowT]) -> tuple[tuple[RowT, ...], ...]:
    """Return rows that are equally firm together, in the order in which each status comes first."""
    found: dict[Status, list[RowT]] = {}
    for row in rows:
        found.setdefault(row.status, []).append(row)
    return tuple(map(tuple, found.values()))


def same_text(text: str) -> Text:
    """Return a proper name or a quotation: the same in both languages."""
    return Text(text, text)


def moment_order(moment: ConsentMoment | None) -> int:
    """Return the place of a moment among the others: before consent, after it, and then what is said of neither."""
    return len(ConsentMoment) if moment is None else list(ConsentMoment).index(moment)


def text_of(one: Word) -> Text:
    """Return what people read for a word."""
    return Text(one.ja, one.en)


def word(one: Word, *rows: Row) -> Value:
    """Return a word of a vocabulary as a value."""
    return said(text_of(one), one.value, *rows)


def words(pairs: Iterable[tuple[Word, Row]]) -> tuple[Value, ...]:
    """Return words with the rows that say them, each word once, and apart where it is not in force."""
    return merged((text_of(one), one.value, row) for one, row in pairs)


def merged(said_by: Iterable[tuple[Text, str, Row]]) -> tuple[Value, ...]:
    """Return one value for each text, code and status, with all rows that say it, in the order in which they come."""
    found: dict[tuple[Text, str, Status], list[Row]] = {}
    for text, code, row in said_by:
        found.setdefault((text, code, row.status), []).append(row)
    return tuple(said(text, code, *rows) for (text, code, _status_of_rows), rows in found.items())


def number(count: float, text: Text, *rows: Row) -> Value:
    """Return a number as a value; its code is the number."""
    return said(text, f"{count:.10g}", *rows)


def name_of(structure: Structure, name: str) -> Text:
    """Return what people read for an id or an ``@`` word."""
    return Text(labels.label(structure, name, "ja"), labels.label(structure, name, "en"))


def named(structure: Structure, pairs: Iterable[tuple[str, Row]]) -> tuple[Value, ...]:
    """Return those who are named, by whom they belong to, each once."""
    return merged((name_of(structure, name), body_code(structure, name), row) for name, row in pairs)


def joined(texts: Iterable[Text], most: int = MOST) -> Text:
    """Return names as a list: those beyond the first ``most`` are counted."""
    texts = list(dict.fromkeys(texts))
    more = len(texts) - most
    shown = texts if more <= 0 else texts[:most]
    ja, en = "・".join(text.ja for text in shown), ", ".join(text.en for text in shown)
    return Text(ja, en) if more <= 0 else Text(f"{ja}ほか{more}", f"{en} and {more} more")


def body_code(structure: Structure, name: str) -> str:
    """Return the code of whose somebody is: kinds of bodies, or an ``@`` word; IN_WORDS where it is not said.

    Several bodies that act as one are joined: ``municipality+shakyo``.
    """
    if name == Special.MUNICIPALITY.value:
        return OrganizationKind.MUNICIPALITY.value
    if name == Special.WELFARE_OFFICE.value:
        return _joint(structure, queries.agencies_of(structure, name))
    if name in tuple(Special) or name.removeprefix(queries.OUTSIDE) in tuple(BroughtBy):
        return name
    row = structure.ids.get(name)
    if isinstance(row, Organization):
        return row.kind.value
    if isinstance(row, Agency):
        return _body_of_agency(structure, row)
    if isinstance(row, Service | Role):
        return _joint(structure, row.agencies)
    return _joint(structure, _operators(structure, name))


def _operators(structure: Structure, name: str) -> tuple[str, ...]:
    function = name.removeprefix("function:")
    return queries.operators(structure, Function(function)) if function in tuple(Function) else ()


def _joint(structure: Structure, names: Iterable[str]) -> str:
    codes = {body_code(structure, name) for name in names}
    return IN_WORDS if IN_WORDS in codes else "+".join(sorted(codes))


def _body_of_agency(structure: Structure, agency: Agency) -> str:
    body = body_of(structure, agency)
    return IN_WORDS if body is None else body.kind.value


def body_of(structure: Structure, agency: Agency) -> Organization | None:
    """Return the organisation of an agency, or of the nearest agency around it that states one."""
    seen: set[str] = set()
    row: object = agency
    while isinstance(row, Agency) and row.id not in seen:
        if row.organization is not None:
            body = structure.ids.get(row.organization)
            return body if isinstance(body, Organization) else None
        seen.add(row.id)
        row = structure.ids.get(row.within or "")
    return None


def part_code(structure: Structure, name: str) -> str:
    """Return the code of the part that somebody has in the programme: the function that they run, or their role."""
    function = name.removeprefix("function:")
    if function in tuple(Function):
        return function
    row = structure.ids.get(name)
    if isinstance(row, Role):
        return row.kind.value
    mine = set(queries.agencies_of(structure, name))
    for one in _parts_of(structure):
        theirs = {a for operator in queries.operators(structure, one) for a in queries.agencies_of(structure, operator)}
        if mine and mine <= theirs:
            return one.value
    return name if name in tuple(Special) else IN_WORDS


def _parts_of(structure: Structure) -> Iterator[Function]:
    """The functions that somebody may be known by; collaboration first, since the plan is its work."""
    yield Function.MULTI_AGENCY_COLLABORATION
    yield Function.OUTREACH
    yield Function.PARTICIPATION_SUPPORT
