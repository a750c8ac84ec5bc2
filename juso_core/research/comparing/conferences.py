"""Dimensions of the conferences, each by what it is in law: who convenes, who comes, how often, with whose consent."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from juso_core.citation import Text
from juso_core.municipality import labels, queries
from juso_core.municipality.structure import Meeting, PlanRoute, Row, Structure
from juso_core.municipality.words import ConferenceKind, ConsentMoment, Special
from juso_core.research.comparing.cadence import cadence_code
from juso_core.research.comparing.model import IN_WORDS, Dimension, Group, Value
from juso_core.research.comparing.table import asked, more
from juso_core.research.comparing.values import (
    body_code,
    joined,
    merged,
    moment_order,
    name_of,
    named,
    said,
    same_text,
    text_of,
    words,
)

__all__ = ["GROUPS", "dimensions"]

_GROUP: Final = "conferences"
_TWO: Final = (ConferenceKind.SUPPORT_CONFERENCE, ConferenceKind.JUSO_CONFERENCE)

GROUPS: Final = (Group(_GROUP, Text("会議", "conferences")),)

Of = Callable[[Structure], tuple[Value, ...]]


def dimensions() -> Iterator[Dimension]:
    """Yield the dimensions of this group, in the order in which people read them."""
    for kind in _TWO:
        yield from _of_kind(kind)
    yield asked(_GROUP, "conference.order", _order)
    yield more(_GROUP, "conference.others", "そのほかの会議", "other meetings", _others)


def _of_kind(kind: ConferenceKind) -> Iterator[Dimension]:
    def another(name: str, ja: str, en: str, of: Of, within: str = "held") -> Dimension:
        return more(_GROUP, f"{kind}.{name}", f"{kind.ja}の{ja}", f"{kind.en}: {en}", of, within=f"{kind}.{within}")

    yield asked(_GROUP, f"{kind}.held", _held(kind))
    yield asked(_GROUP, f"{kind}.convener", _people(kind, "convener"))
    yield another("together", "招集者が複数のとき", "whether its conveners act jointly", _together(kind), "convener")
    yield another("lead", "進行役", "who leads it", _people(kind, "lead"))
    yield asked(_GROUP, f"{kind}.secretariat", _people(kind, "secretariat"))
    yield another("requested_by", "開催を求める者", "who may ask for it", _people(kind, "requested_by"))
    yield asked(_GROUP, f"{kind}.members", _members(kind))
    yield another("person", "本人の出席", "whether the person attends", _person(kind), "members")
    yield asked(_GROUP, f"{kind}.cadence", _cadence(kind))
    yield asked(_GROUP, f"{kind}.occasions", _listed(kind, "occasions"))
    yield another("must_on", "必ず開く時期", "when it must be held", _listed(kind, "must_on"), "occasions")
    yield another("required", "開催の必要度", "how strongly it is called for", _required(kind))
    yield another("consent", "同意との関係", "with or without consent", _consent(kind))
    yield another("only_for", "対象の限定", "for whom only", _listed(kind, "only_for"))
    yield another("fields", "事例の分野", "the fields whose cases come to it", _listed(kind, "fields"))
    yield another("cases", "個別の事例の扱い", "whether it takes single cases", _cases(kind))
    yield another("held_with", "合わせて開く会議", "meetings that it is held together with", _people(kind, "held_with"))
    yield another(
        "linked_with", "連携する会議", "meetings that it works hand in hand with", _people(kind, "linked_with")
    )
    yield another("within", "母体となる会議", "the meeting of which it is a part", _within(kind))
    yield another("also", "兼ねる会議", "what other conference it is, too", _also(kind))
    yield asked(_GROUP, f"{kind}.pledge", _pledge(kind))


def _meetings(structure: Structure, kind: ConferenceKind) -> Iterable[Meeting]:
    return (meeting for meeting in structure.meeting if kind in meeting.kinds)


def _held(kind: ConferenceKind) -> Of:
    return lambda structure: merged(
        (same_text(meeting.name), "held", meeting) for meeting in _meetings(structure, kind)
    )


def _people(kind: ConferenceKind, key: str) -> Of:
    """Those whom a key of the meetings names: one or several."""
    return lambda structure: named(
        structure, ((name, meeting) for meeting in _meetings(structure, kind) for name in _names(meeting, key))
    )


def _names(meeting: Meeting, key: str) -> tuple[str, ...]:
    value: Any = getattr(meeting, key)
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _members(kind: ConferenceKind) -> Of:
    def of(structure: Structure) -> tuple[Value, ...]:
        return merged(
            (_with_when(structure, member), body_code(structure, member.who), meeting)
            for meeting in _meetings(structure, kind)
            for member in meeting.members
            if not member.at or kind in member.at
        )

    return of


def _person(kind: ConferenceKind) -> Of:
    return lambda structure: merged(
        (_with_when(structure, member), "person", meeting)
        for meeting in _meetings(structure, kind)
        for member in meeting.members
        if member.who == Special.PERSON and (not member.at or kind in member.at)
    )


def _with_when(structure: Structure, member: Any) -> Text:
    name = name_of(structure, member.who)
    if not member.topics:
        return name
    when = joined(text_of(one) for one in member.topics)
    return Text(f"{name.ja}（{when.ja}）", f"{name.en} ({when.en})")


def _cadence(kind: ConferenceKind) -> Of:
    def of(structure: Structure) -> tuple[Value, ...]:
        return merged(pair for meeting in _meetings(structure, kind) for pair in _times(meeting))

    return of


def _times(meeting: Meeting) -> Iterator[tuple[Text, str, Row]]:
    if meeting.cadence:
        yield same_text(meeting.cadence), cadence_code(meeting.cadence), meeting
    if meeting.as_needed:
        yield Text("必要に応じて", "as needed"), "as_needed", meeting


def _listed(kind: ConferenceKind, key: str) -> Of:
    """Words of a vocabulary that a key of the meetings lists."""
    return lambda structure: words(
        (one, meeting) for meeting in _meetings(structure, kind) for one in getattr(meeting, key)
    )


def _required(kind: ConferenceKind) -> Of:
    return lambda structure: words(
        (meeting.required, meeting) for meeting in _meetings(structure, kind) if meeting.required
    )


_NEEDED: Final = {True: Text("同意を要する", "consent is needed"), False: Text("同意を要しない", "no consent needed")}


def _consent(kind: ConferenceKind) -> Of:
    """Whether it is held before or after consent: as said of it, or else by the plans that go through it."""

    def of(structure: Structure) -> tuple[Value, ...]:
        meetings = tuple(_meetings(structure, kind))
        ids = {meeting.id for meeting in meetings}
        needed = merged(
            (
                _NEEDED[one.needs_consent],
                (ConsentMoment.AFTER if one.needs_consent else ConsentMoment.BEFORE).value,
                one,
            )
            for one in meetings
            if one.needs_consent is not None
        )
        told = {value.code for value in needed}
        moments = words(
            (route.consent, route)
            for route in _by_moment(structure)
            if route.consent and route.consent not in told and ids.intersection(_waiting(structure, route))
        )
        return (*needed, *moments)

    return of


def _waiting(structure: Structure, route: PlanRoute) -> tuple[str, ...]:
    """The meetings that wait for what their route waits for: of several in a row only the last."""
    return route.deliberated_in[-1:] if queries.is_a_row(structure, route) else route.deliberated_in


def _also(kind: ConferenceKind) -> Of:
    return lambda structure: words(
        (other, meeting) for meeting in _meetings(structure, kind) for other in meeting.kinds if other is not kind
    )


def _together(kind: ConferenceKind) -> Of:
    return lambda structure: words(
        (meeting.together, meeting)
        for meeting in _meetings(structure, kind)
        if meeting.together and len(meeting.convener) > 1
    )


def _cases(kind: ConferenceKind) -> Of:
    return lambda structure: words(
        (meeting.cases, meeting) for meeting in _meetings(structure, kind) if meeting.cases is not None
    )


def _within(kind: ConferenceKind) -> Of:
    return lambda structure: merged(
        (name_of(structure, meeting.within), _kinds(structure, meeting.within), meeting)
        for meeting in _meetings(structure, kind)
        if meeting.within
    )


def _pledge(kind: ConferenceKind) -> Of:
    taken = Text("誓約書をとる", "a pledge is taken")
    return lambda structure: merged(
        (taken, "pledge", meeting) for meeting in _meetings(structure, kind) if meeting.pledge
    )


def _order(structure: Structure) -> tuple[Value, ...]:
    """Through which conferences plans go, before and after consent; and whether both are held as one."""
    return merged([*_steps(structure), *_as_one(structure)])


def _by_moment(structure: Structure) -> list[PlanRoute]:
    """The routes of plans, those before consent first, in whatever order the structure has them."""
    return sorted(structure.plan_route, key=lambda route: moment_order(route.consent))


def _steps(structure: Structure) -> Iterator[tuple[Text, str, Row]]:
    ordering = queries.ordering_routes(structure)
    for route in _by_moment(structure):
        if route in ordering:
            yield _route_text(structure, route), _route_code(structure, route), route


def _route_text(structure: Structure, route: PlanRoute) -> Text:
    names = [name_of(structure, meeting) for meeting in route.deliberated_in]
    ja, en = " → ".join(name.ja for name in names), " → ".join(name.en for name in names)
    return Text(f"{route.consent.ja}：{ja}", f"{route.consent.en}: {en}") if route.consent else Text(ja, en)


def _route_code(structure: Structure, route: PlanRoute) -> str:
    kinds = [_kinds(structure, meeting) for meeting in route.deliberated_in]
    if IN_WORDS in kinds:
        return IN_WORDS
    moment: ConsentMoment | str = route.consent or "any"
    return f"{moment}:{'>'.join(kinds)}"


def _kinds(structure: Structure, name: str) -> str:
    row = structure.ids.get(name)
    return "+".join(sorted(kind.value for kind in row.kinds)) if isinstance(row, Meeting) else IN_WORDS


def _as_one(structure: Structure) -> Iterator[tuple[Text, str, Row]]:
    for meeting in queries.held_as_one(structure):
        names = "・".join(sorted([meeting.name, *(name_of(structure, other).ja for other in meeting.held_with)]))
        yield Text(f"{names}を合わせて開く", f"{names} are held as one"), "as_one", meeting


def _others(structure: Structure) -> tuple[Value, ...]:
    return tuple(
        said(_other_text(structure, meeting), "+".join(sorted(kind.value for kind in meeting.kinds)), meeting)
        for meeting in structure.meeting
        if not set(_TWO) & set(meeting.kinds)
    )


def _other_text(structure: Structure, meeting: Meeting) -> Text:
    convened = [labels.label(structure, name, "ja") for name in meeting.convener]
    facts = [*convened, *([meeting.cadence] if meeting.cadence else [])]
    ja, en = ([*facts, *([meeting.cases.label(language)] if meeting.cases else [])] for language in ("ja", "en"))
    if not ja:
        return same_text(meeting.name)
    return Text(f"{meeting.name}（{'、'.join(ja)}）", f"{meeting.name}（{'、'.join(en)}）")
