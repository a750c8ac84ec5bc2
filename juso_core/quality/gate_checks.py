"""What the legal gate asks of a structure: windows, conveners, deciders, conferences of the right kind (G01-G08, G11).

A walk meets the gate only where it happens to pass; these look at every row, and on every day on which who is meant
changes.
"""

import datetime as dt
from collections.abc import Iterator

from juso_core.casework.flow import RULES
from juso_core.casework.law import RuleKind
from juso_core.casework.rules_care import fields_without_window
from juso_core.language.messages import _, current
from juso_core.municipality import labels, queries
from juso_core.municipality.structure import Meeting, PlanRoute, Structure
from juso_core.municipality.words import ConferenceKind, ConsentMoment, NoteKind, Occasion, PlanPattern
from juso_core.quality.gate_days import days_of, gone, names_in
from juso_core.quality.located import Located
from juso_core.quality.remarks import Remark

__all__ = ["gate_checks"]

_DELIBERATE = (ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE)


def gate_checks(located: Located) -> Iterator[Remark]:
    """Yield what the gate would refuse, or warn of, in what a structure states."""
    yield from _windows(located)
    for row, line in located.rows():
        if isinstance(row, Meeting | PlanRoute):
            yield from _of_row(row, line, located)
    yield from _departures(located)


Said = tuple[str, str, str]
"""A check's id, what is wrong, and what to do."""


def _of_row(row: Meeting | PlanRoute, line: int, located: Located) -> Iterator[Remark]:
    """Yield what is wrong on the day that the sources describe; of other days, what is wrong only then."""
    told = set[Said]()
    for number, day in enumerate(days_of(row, located)):
        there = located.on(day)
        # Those who are gone on another day are told as gone: nobody says of them whose they would be.
        missing = {name for name in names_in(row) if name in located.periods and name not in there.ids and number}
        asked = _convener(row, there, missing) if isinstance(row, Meeting) else _route(row, there, missing)
        for said in (*asked, *_gone(row, located, day)):
            if said not in told:
                told.add(said)
                check_id, what, hint = said
                shown = _("on {day}: {error}", day=day, error=what) if number or check_id == _GONE else what
                yield Remark(check_id, shown, row.key, located.file, line, hint)


_GONE = "G11"


def _gone(row: Meeting | PlanRoute, located: Located, day: dt.date) -> Iterator[Said]:
    for names in gone(row, located, day):
        shown = "、".join(_name(located.structure, name) for name in names)
        what = _("it names {names}, and that is not there then", names=shown)
        yield _GONE, what, _("name who or what came after it, or say until when this row holds")


def _windows(located: Located) -> Iterator[Remark]:
    for field in fields_without_window(located.described):
        what = _("no window serves {field}", field=field.label(current()))
        yield Remark("G01", what, field.value, located.file, located.line("service"))


def _convener(meeting: Meeting, there: Structure, missing: set[str]) -> Iterator[Said]:
    if ConferenceKind.SUPPORT_CONFERENCE not in meeting.kinds:
        return
    for who in meeting.convener:
        if who not in missing and queries.is_municipal(there, who) is not True:
            what = _("{who} convenes the 支援会議 '{meeting}'", who=_name(there, who), meeting=meeting.name)
            yield "G02", what, _hint(there, who)


def _route(route: PlanRoute, there: Structure, missing: set[str]) -> Iterator[Said]:
    decided = None if route.decided_by in missing else route.decided_by
    if decided and set(route.pattern) != {PlanPattern.C} and queries.is_municipal(there, decided) is not True:
        yield "G03", _("{who} decides on the plan", who=_name(there, decided)), _hint(there, decided)
    told = None if route.informed in missing else route.informed
    if told and (not route.pattern or PlanPattern.C in route.pattern) and queries.is_municipal(there, told) is not True:
        yield "G04", _("the plan is reported to {who}", who=_name(there, told)), _hint(there, told)
    if decided and set(route.drafters) == {decided}:
        yield "G08", _("{who} alone drafts the plan and decides on it", who=_name(there, decided)), ""
    yield from _deliberation(route, there)


def _deliberation(route: PlanRoute, there: Structure) -> Iterator[Said]:
    rows = (there.ids.get(name) for name in route.deliberated_in)
    meetings = [row for row in rows if isinstance(row, Meeting)]
    right = _DELIBERATE if route.consent is ConsentMoment.BEFORE else (ConferenceKind.JUSO_CONFERENCE,)
    fitting = [meeting for meeting in meetings if set(right) & set(meeting.kinds)]
    if meetings and not fitting:
        names = "、".join(meeting.name for meeting in meetings)
        kinds = " / ".join(kind.label(current()) for kind in right)
        yield "G05", _("the plan is deliberated on in {meetings} only, none of which is a {kinds}", meetings=names,
                       kinds=kinds), ""  # fmt: skip
    for meeting in fitting:
        if meeting.occasions and not {Occasion.PLAN, Occasion.REPLAN} & set(meeting.occasions):
            what = _("'{meeting}' deliberates on the plan, but plan is not among its occasions", meeting=meeting.name)
            yield "G06", what, ""


def _name(structure: Structure, who: str) -> str:
    label = labels.label(structure, who, current())
    return label if label == who else f"{label} ({who})"


def _hint(structure: Structure, who: str) -> str:
    if isinstance(structure.ids.get(who), Meeting):
        return _("a meeting is a body of many; name the municipality's agency that acts")
    if queries.is_municipal(structure, who) is None:
        return _("no row says to which organization it belongs: state organization, if the source says it")
    return _("it belongs to another organization than the municipality")


def _departures(located: Located) -> Iterator[Remark]:
    kinds = {rule.id: rule.kind for rule in RULES}
    manual = ", ".join(rule_id for rule_id, kind in kinds.items() if kind is RuleKind.MANUAL)
    for number, note in enumerate(located.structure.note):
        if note.kind is not NoteKind.DEPARTS or kinds.get(note.rule or "") is RuleKind.MANUAL:
            continue
        if note.rule in kinds:
            what = _("{rule} rests on: {kind}", rule=note.rule or "", kind=kinds[note.rule or ""].label(current()))
        else:
            what = _("there is no rule '{rule}'", rule=note.rule or "")
        hint = _("a municipality can depart from: {rules}", rules=manual)
        yield Remark("G07", what, note.key, located.file, located.line("note", number, "rule"), hint)
