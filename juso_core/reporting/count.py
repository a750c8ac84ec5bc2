"""Counts by a counting rule: pure, in one pass over the histories of cases.

**Nothing is counted twice by one rule.** What counts as one is the rule's unit:

- ``case``: a case, however often the thing happened to it in the period;
- ``person``: the person whom a case is about, ``household``: their household. Events hold no identity that reaches
  beyond a case, so these are one for each case: a person with two cases is two;
- ``contact``: every single time;
- ``session``: one meeting on one day, however many cases and groups of a household it spoke of (a meeting that is not
  named is a session of its own for each call);
- ``plan``: a plan by its id; its successor is another.

Where something happened to one of these more than once in the period (a case referred twice, taken in again, reopened),
**the first time in the period stands for it**, and where the case came from is asked of that time. So a rule that is
split by ``received_from`` adds up again.

The narrowings, all of which must hold:

- ``received_from``: who brought the case by then. An agency, role or organisation is matched by the agency that
  referred the case (before any referral: that received it); a window by the cases received at it, as long as its own
  agency brought them on;
- ``taken_to``: for sessions, their own kind; for all else, a conference of one of these kinds was held for the case in
  the period;
- ``without_conference``: no conference of the programme (``PROGRAMME``) was held for the case in the period;
- ``consent``: on the evening of the last day of the period the person the case is about had, or had not, given both
  consents;
- ``plan``: by then a plan had, or had not, become final; for outreach and participation support, one that contains it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from juso_core.casework.record import Recorded
from juso_core.citation import Text
from juso_core.language.messages import current
from juso_core.municipality.structure import CountingRule
from juso_core.municipality.words import ConferenceKind, Unit
from juso_core.reporting.countables import COUNTABLES
from juso_core.reporting.happenings import CameFrom, Happened, InPeriod, in_period

__all__ = ["PROGRAMME", "CannotCount", "Count", "Occurrence", "Resolve", "count", "count_all", "problem"]

Resolve = Callable[[str], frozenset[str]]
"""What expands an id (service, role, organisation, parent agency) into the agencies behind it."""

PROGRAMME: Final = frozenset({ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE})
"""The conferences of the programme itself; those of the four fields are not."""


class CannotCount(ValueError):
    """A rule that cannot be counted; ``why`` says it in both languages."""

    def __init__(self, why: Text) -> None:
        """Keep the reason."""
        self.why = why
        super().__init__(why)

    def __str__(self) -> str:
        return self.why.in_language(current())


@frozen
class Occurrence:
    """What stands for something that was counted: the case, the day, the number of the entry; ``of``: what it is."""

    case_id: str
    on: dt.date
    seq: int
    of: tuple[str, ...]


@frozen
class Count:
    """A count. ``occurrences`` stand for what was counted, one for each case and thing, by day."""

    value: int
    occurrences: tuple[Occurrence, ...] = field(default=(), repr=False)

    @property
    def by_case(self) -> Mapping[str, int]:
        """How many each case has; a session about several cases is one of each, so these may exceed ``value``."""
        return MappingProxyType(Counter(one.case_id for one in self.occurrences))

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases that were counted, in order."""
        return tuple(sorted(self.by_case))


def problem(rule: CountingRule) -> Text | None:
    """Return why a rule cannot be counted, or None."""
    thing = COUNTABLES.get(rule.counts)
    if thing is None:
        known = ", ".join(COUNTABLES)
        return Text(
            f"'{rule.counts}' は数えられる語ではない（数えられるもの：{known}）",
            f"'{rule.counts}' is nothing that can be counted; there are: {known}",
        )
    if rule.unit not in thing.units:
        return Text(
            f"「{thing.name.ja}」は単位「{rule.unit.ja}」では数えられない",
            f"{thing.name.en}: cannot be counted by the unit {rule.unit.en}",
        )
    if rule.without_conference and (rule.taken_to or rule.counts == "session"):
        return Text(
            "会議を開いたものと開かなかったものを同時に求めている",
            "it asks for a conference and for none at the same time",
        )
    return None


def count(
    rule: CountingRule,
    histories: Iterable[Sequence[Recorded]],
    since: dt.date,
    until: dt.date,
    resolve: Resolve,
    windows: Collection[str] = (),
) -> Count:
    """Count by one rule from ``since`` to ``until``, both included; see the module for what counts as one.

    ``histories``: of each case all its events, in order. ``windows``: the ids that are windows; a case of which the
    window is recorded came through that one alone, also where its agency runs others.
    Raises CannotCount for a rule that cannot be counted, and ValueError for a period that ends before it begins.
    """
    (result,) = count_all((rule,), histories, since, until, resolve, windows)
    if isinstance(result, CannotCount):
        raise result
    return result


def count_all(
    rules: Iterable[CountingRule],
    histories: Iterable[Sequence[Recorded]],
    since: dt.date,
    until: dt.date,
    resolve: Resolve,
    windows: Collection[str] = (),
) -> tuple[Count | CannotCount, ...]:
    """Count by several rules in one pass; a rule that cannot be counted costs only its own count."""
    if until < since:
        raise ValueError(f"the period ends ({until}) before it begins ({since})")
    wanted = [(rule, problem(rule)) for rule in rules]
    found: list[list[Occurrence]] = [[] for _rule in wanted]
    for history in histories:
        told = in_period(history, since, until)
        if told is None:
            continue
        for (rule, why), occurrences in zip(wanted, found, strict=True):
            if why is None:
                occurrences.extend(_counted(rule, told, resolve, windows))
    return tuple(
        CannotCount(why) if why else _count(occurrences)
        for (_rule, why), occurrences in zip(wanted, found, strict=True)
    )


def _count(occurrences: list[Occurrence]) -> Count:
    # A history that was handed in twice still is one case.
    once = sorted(set(occurrences), key=lambda one: (one.on, one.case_id, one.seq, one.of))
    return Count(len({one.of for one in once}), tuple(once))


def _counted(rule: CountingRule, told: InPeriod, resolve: Resolve, windows: Collection[str]) -> Iterable[Occurrence]:
    if not _case_fits(rule, told):
        return
    kinds = rule.taken_to if rule.counts == "session" else ()
    firsts: dict[tuple[str, ...], Happened] = {}
    for one in told.happened:
        if one.countable == rule.counts and (not kinds or one.kind in kinds):
            firsts.setdefault(_what(one, rule.unit), one)
    for what, one in firsts.items():
        if not rule.received_from or _is_from(one.came_from, rule.received_from, resolve, windows):
            yield Occurrence(one.case_id, one.on, one.seq, what)


def _case_fits(rule: CountingRule, told: InPeriod) -> bool:
    if rule.taken_to and told.kinds.isdisjoint(rule.taken_to):
        return False
    if rule.without_conference and told.kinds & PROGRAMME:
        return False
    if rule.consent is not None and told.consented is not rule.consent:
        return False
    service = COUNTABLES[rule.counts].service
    planned = any(service is None or service in content.includes for content in told.plans)
    return rule.plan is None or planned is rule.plan


def _what(one: Happened, unit: Unit) -> tuple[str, ...]:
    """What counts as one: things with the same parts are the same thing."""
    case = (one.municipality, one.case_id)
    match unit:
        case Unit.CONTACT:
            return (*case, str(one.seq), one.plan or "")
        case Unit.PLAN:
            return (*case, one.plan or "")
        case Unit.SESSION if one.meeting is not None:
            return (one.municipality, one.meeting, one.on.isoformat())
        case Unit.SESSION:
            return (*case, str(one.call))
    return case


def _is_from(came_from: CameFrom, ids: Iterable[str], resolve: Resolve, windows: Collection[str]) -> bool:
    return any(_is(came_from, name, resolve, windows) for name in ids)


def _is(came_from: CameFrom, name: str, resolve: Resolve, windows: Collection[str]) -> bool:
    if name in (came_from.window, came_from.agency):
        return True
    if name in windows and came_from.window is not None:
        return False
    return came_from.agency in resolve(name)
