"""Rows of a structure file that are right one by one and cannot be meant together.

A meeting must be held on an occasion on which it is not held; two routes are for the same plan of the same case; a
condition is stated that is never looked at; a range ends below its beginning; a number is for each of nothing; a place
from which cases come to a window is a window itself.
"""

from collections.abc import Iterator
from itertools import combinations

from juso_core.language.messages import _
from juso_core.municipality.lines import show
from juso_core.municipality.problems import Slip, it_can_be
from juso_core.municipality.raw import RawFile, RawRow, overlap
from juso_core.municipality.words import Approached, Function, Occasion

__all__ = ["check_contradictions"]


def check_contradictions(file: RawFile) -> Iterator[Slip]:
    """Yield a slip for everything that the file says in two ways, or says in vain."""
    for row in file.rows:
        yield from _check_must_on(row)
        yield from _check_needs(row)
        yield from _check_approached(row)
        yield from _check_range(row)
        yield from _check_each(row)
    routes = [row for row in file.rows if row.table == "plan_route"]
    yield from (slip for one, other in combinations(routes, 2) for slip in _check_routes(one, other))


def _check_must_on(row: RawRow) -> Iterator[Slip]:
    """A meeting that states its occasions is never called on another."""
    occasions = [word for _place, word in row.texts("occasions")]
    if row.table != "meeting" or not occasions or not set(occasions) <= set(Occasion):
        return
    for place, word in row.texts("must_on"):
        if word in tuple(Occasion) and word not in occasions:
            what = _("the meeting must be held on '{occasion}', which is not among its occasions", occasion=word)
            yield Slip(place, what, _("put it into occasions too, or take it out of must_on"))


def _check_needs(row: RawRow) -> Iterator[Slip]:
    """``needs`` narrows ``takes``, or the taking of a group where no condition is stated; alone it does nothing."""
    said = row.values
    narrows = said.get("takes") or (said.get("only_for") and not said.get("may_take"))
    if row.table == "service" and said.get("needs") and not narrows:
        what = _("needs says what must hold beside takes, and there is no takes here")
        yield Slip(row.place_of("needs"), what, _("state takes too, or take needs out"))


_NO_WINDOWS = (Approached.OTHER_SECTION, Approached.COMMISSIONER, Approached.OUTREACH)


def _check_approached(row: RawRow) -> Iterator[Slip]:
    """A window states the places that are none and from which it takes what arrives; other services are no windows."""
    if row.table != "service":
        return
    for place, word in row.texts("approached"):
        if word in tuple(Approached) and word not in _NO_WINDOWS:
            what = _("'{place}' is a window itself; approached names the places that are none", place=word)
            yield Slip(place, what, it_can_be(_NO_WINDOWS))
    function = row.values.get("function")
    if "approached" in row.values and function in tuple(Function) and function != Function.COMPREHENSIVE_CONSULTATION:
        what = _("approached says what arrives at a window, and this service is none")
        yield Slip(row.place_of("approached"), what, _("take it out, or state it in the row of the window"))


def _check_range(row: RawRow) -> Iterator[Slip]:
    value, up_to = row.values.get("value"), row.values.get("up_to")
    if row.table == "figure" and isinstance(value, int | float) and isinstance(up_to, int | float) and up_to <= value:
        what = _("the range ends at {up_to}, which is not above {value}", up_to=up_to, value=value)
        yield Slip(row.place_of("up_to"), what, _("write the lower end into value and the upper end into up_to"))


def _check_each(row: RawRow) -> Iterator[Slip]:
    if row.table == "role" and "each" in row.values and "per" not in row.values:
        yield Slip(
            row.place_of("each"), _("each says how many for each of per, and there is no per here"), _("state per too")
        )


def _check_routes(one: RawRow, other: RawRow) -> Iterator[Slip]:
    """Of two routes for the same plan of the same case only the first would ever be gone."""
    alike = (
        overlap(one.period(), other.period()) is not None
        and _words(one, "plan") & _words(other, "plan")
        and _words(one, "consent") == _words(other, "consent")
        and all(_meet(_words(one, key), _words(other, key)) for key in ("pattern", "only_for"))
    )
    if alike:
        what = _("this route is for the same plan and the same cases as {row}", row=_called(one))
        hint = _("make one row of the two, or tell them apart by plan, consent, pattern, only_for or their periods")
        yield Slip(other.place_of("plan"), what, hint)


def _words(row: RawRow, key: str) -> set[str]:
    return {word for _place, word in row.texts(key)}


def _meet(one: set[str], other: set[str]) -> bool:
    return bool(one & other) or not (one or other)


def _called(row: RawRow) -> str:
    return row.key if row.id else show(row.place)
