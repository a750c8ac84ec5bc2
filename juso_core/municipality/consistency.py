"""Whether a structure file agrees with itself: its code, ids, periods, places in one another, silences and terms."""

import re
from collections.abc import Iterator

from juso_core.language.era import first_day, last_day
from juso_core.language.messages import _
from juso_core.municipality import code as codes
from juso_core.municipality.lines import show
from juso_core.municipality.problems import Slip, did_you_mean, it_can_be
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.raw import Period, RawFile, RawRow, overlap
from juso_core.municipality.terms import TERMS
from juso_core.municipality.words import NoteKind

__all__ = ["APPLICANTS", "RESERVED", "check_consistency"]

APPLICANTS = ("person", "agency")
"""Who applies for multi-agency collaboration: the person (manual: 6 5)(3)①), or the agency that needs it."""

RESERVED = ("manual", "act")
"""Ids of the sources that the national standard cites, in every municipality."""

_ID = re.compile(r"\w[\w-]*")
_RULE = re.compile(r"L[0-9]{2}")


def check_consistency(file: RawFile) -> Iterator[Slip]:
    """Yield a slip for everything in which the file disagrees with itself or with the closed lists."""
    yield from _check_code(file)
    yield from _check_closed_lists(file)
    yield from _check_ids(file)
    yield from _check_source_ids(file)
    for row in (*file.rows, *file.sources):
        yield from _check_periods(row)
    for row in file.rows:
        yield from _check_rule(row)
        yield from _check_applicant(row)
    yield from _check_circles(file)


def _check_code(file: RawFile) -> Iterator[Slip]:
    code = file.top.get("code")
    reason = codes.explain(code) if isinstance(code, str) else None
    if reason is not None:
        yield Slip(("code",), reason)


def _check_closed_lists(file: RawFile) -> Iterator[Slip]:
    silent = file.top.get("silent")
    silent = [silent] if isinstance(silent, str) else silent
    for number, question in enumerate(silent if isinstance(silent, list) else []):
        if isinstance(question, str) and question not in QUESTIONS:
            what = _("there is no question '{question}'", question=question)
            yield Slip(("silent", number), what, did_you_mean(question, QUESTIONS))
    terms = file.top.get("terms")
    for key in terms if isinstance(terms, dict) else ():
        if key not in TERMS:
            yield Slip(("terms", key), _("there is no term '{key}'", key=key), did_you_mean(key, TERMS))


def _check_ids(file: RawFile) -> Iterator[Slip]:
    for rows in file.by_id.values():
        yield from _check_form(rows[0])
        for number, row in enumerate(rows):
            yield from _check_same_id(row, rows[:number])


def _check_form(row: RawRow) -> Iterator[Slip]:
    if row.id is not None and not _ID.fullmatch(row.id):
        what = _("'{name}' cannot be an id", name=row.id)
        yield Slip(row.place_of("id"), what, _("write letters, digits, - and _ only"))


def _check_same_id(row: RawRow, earlier: tuple[RawRow, ...]) -> Iterator[Slip]:
    """The same id is the same thing at another time: a row of the same table whose period does not overlap."""
    for other in earlier:
        if other.table != row.table:
            what = _("the id '{id}' is already that of {row}", id=row.id, row=show(other.place))
            yield Slip(row.place_of("id"), what, _("choose another id"))
            return
        if overlap(row.period(), other.period()) is not None:
            what = _("'{id}' stands in {row} too, for the same time", id=row.id, row=show(other.place))
            yield Slip(row.place_of("id"), what, _("give them since and until that do not overlap, or another id"))
            return


def _check_source_ids(file: RawFile) -> Iterator[Slip]:
    seen: dict[str, RawRow] = {}
    for source in file.sources:
        yield from _check_form(source)
        if source.id in RESERVED:
            what = _("'{id}' is the national standard's own source", id=source.id)
            yield Slip(source.place_of("id"), what, _("choose another id"))
        first = seen.setdefault(source.id or "", source)
        if first is not source and source.id is not None:
            what = _("the id '{id}' is already that of {row}", id=source.id, row=show(first.place))
            yield Slip(source.place_of("id"), what, _("choose another id"))


def _check_periods(row: RawRow) -> Iterator[Slip]:
    days = {}
    for key in ("since", "until", "as_of", "checked"):
        for place, text in row.texts(key):
            try:
                days[key] = last_day(text) if key == "until" else first_day(text)
            except ValueError as error:
                what, _semicolon, hint = str(error).partition("; ")
                yield Slip(place, what, hint)
    if "since" in days and "until" in days and days["since"] > days["until"]:
        yield Slip(row.place_of("until"), _("this ends before it begins"), _("until must not lie before since"))


def _check_rule(row: RawRow) -> Iterator[Slip]:
    kind = row.values.get("kind")
    if row.table != "note" or kind not in tuple(NoteKind):
        return
    departs = kind == NoteKind.DEPARTS
    if departs and "rule" not in row.values:
        what = _("a departure names the rule from which it departs")
        yield Slip(row.place_of("rule"), what, _("write {example}", example='rule = "L07"'))
    for place, rule in row.texts("rule"):
        if not departs:
            yield Slip(place, _("only a note of the kind 'departs' names a rule"))
        elif not _RULE.fullmatch(rule):
            yield Slip(place, _("'{rule}' is not the number of a rule", rule=rule), _("write it as L07"))


def _check_applicant(row: RawRow) -> Iterator[Slip]:
    for place, applicant in row.texts("applicant"):
        if applicant not in APPLICANTS:
            what = _("'{applicant}' is nobody who applies", applicant=applicant)
            yield Slip(place, what, it_can_be(APPLICANTS))


def _check_circles(file: RawFile) -> Iterator[Slip]:
    """Nothing lies within itself, at any one time; each circle is told once, at its first row."""
    told: set[frozenset[str]] = set()
    for row in file.rows:
        circle = _circle(file, [row], row.period())
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            what = _("'{id}' lies within itself: {circle}", id=row.id, circle=" → ".join((*circle, circle[0])))
            yield Slip(row.place_of("within"), what)


def _circle(file: RawFile, way: list[RawRow], period: Period | None) -> list[str]:
    """The ids on a way of ``within`` that leads back to its first row while all rows on it hold; empty if none does."""
    inside = [row for _place, within in way[-1].texts("within") for row in file.by_id.get(within, ())]
    for row in inside:
        shared = overlap(period, row.period())
        if row.table != way[0].table or shared is None:
            continue
        if row.id == way[0].id:
            return [one.id or "" for one in way]
        if row not in way and (found := _circle(file, [*way, row], shared)):
            return found
    return []
