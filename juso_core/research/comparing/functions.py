"""Dimensions of the functions: who runs them, in which form, for whom; and of the staff."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from juso_core.citation import Text
from juso_core.municipality import queries
from juso_core.municipality.structure import Agency, Organization, Role, Service, Structure
from juso_core.municipality.words import BroughtBy, Function, OrganizationKind, RoleKind, Status, Together, Trait
from juso_core.research.comparing.model import IN_WORDS, Dimension, Group, Value
from juso_core.research.comparing.table import asked, more
from juso_core.research.comparing.values import (
    body_of,
    by_status,
    joined,
    merged,
    name_of,
    number,
    said,
    same_text,
    text_of,
    words,
)
from juso_core.research.comparing.windows import forms_of, service_text

__all__ = ["GROUPS", "dimensions"]

_FUNCTIONS: Final = "functions"
_STAFF: Final = "staff"
_MAC: Final = Function.MULTI_AGENCY_COLLABORATION

GROUPS: Final = (
    Group(_FUNCTIONS, Text("事業の機能", "functions")),
    Group(_STAFF, Text("職員", "staff")),
)

_RUN: Final = (
    ("mac", _MAC),
    ("outreach", Function.OUTREACH),
    ("participation", Function.PARTICIPATION_SUPPORT),
    ("community_building", Function.COMMUNITY_BUILDING),
)

Of = Callable[[Structure], tuple[Value, ...]]


def dimensions() -> Iterator[Dimension]:
    """Yield the dimensions of these groups, in the order in which people read them."""
    for prefix, function in _RUN:
        yield from _of_function(prefix, function)
        if function is _MAC:
            yield from _of_collaboration()
    name = ("支援プランの作成の実施主体", "who runs support planning")
    yield more(_FUNCTIONS, "support_planning.operator", *name, _operators(Function.SUPPORT_PLANNING))
    yield asked(_STAFF, "staff", _headcounts)
    yield more(_STAFF, "staff.total", "配置人員の合計", "number of staff in all", _total, within="staff")
    yield more(_STAFF, "staff.roles", "職種と名称", "kinds of workers and their titles", _roles)
    yield more(_STAFF, "staff.also", "兼務", "who has two roles", _also)


def _of_function(prefix: str, function: Function) -> Iterator[Dimension]:
    operator = f"{prefix}.operator"
    yield asked(_FUNCTIONS, operator, _operators(function))
    yield asked(_FUNCTIONS, f"{prefix}.operation_form", _forms(function))
    ja, en = f"{function.ja}の内訳", f"services of {function.en}"
    yield more(_FUNCTIONS, f"{prefix}.services", ja, en, _services(function), within=operator)
    ja, en = f"{function.ja}の対象の限定", f"for whom only: {function.en}"
    yield more(_FUNCTIONS, f"{prefix}.only_for", ja, en, _only_for(function))


def _of_collaboration() -> Iterator[Dimension]:
    yield asked(_FUNCTIONS, "mac.takes", _takes)
    name = ("多機関協働で受ける前提", "what must hold for multi-agency collaboration")
    yield more(_FUNCTIONS, "mac.needs", *name, _triggers("needs"), within="mac.takes")
    name = ("多機関協働で受けるかを任せる事例", "cases left open for multi-agency collaboration")
    yield more(_FUNCTIONS, "mac.may_take", *name, _triggers("may_take"), within="mac.takes")
    name = ("多機関協働の担い手の席", "where those who run multi-agency collaboration sit")
    yield more(_FUNCTIONS, "mac.seat", *name, _seats, within="mac.operator")
    name = ("多機関協働を共同で担うか", "whether multi-agency collaboration is run jointly")
    yield more(_FUNCTIONS, "mac.together", *name, _together, within="mac.operator")
    yield asked(_FUNCTIONS, "mac.applicant", _applicant)
    yield asked(_FUNCTIONS, "mac.answer", _answer)


def _operators(function: Function) -> Of:
    """Who runs a function, body by body; an agency whose body is not said stands for itself."""

    def of(structure: Structure) -> tuple[Value, ...]:
        found: dict[tuple[str, Status], list[tuple[str, Service]]] = {}
        for service in queries.services(structure, function):
            for name in service.agencies:
                body = _body_id(structure, name) or name
                found.setdefault((body, service.status), []).append((name, service))
        return tuple(_operator(structure, body, pairs) for (body, _status), pairs in found.items())

    return of


def _body_id(structure: Structure, name: str) -> str | None:
    row = structure.ids.get(name)
    body = body_of(structure, row) if isinstance(row, Agency) else row
    return body.id if isinstance(body, Organization) else None


def _operator(structure: Structure, body: str, pairs: list[tuple[str, Service]]) -> Value:
    services = tuple(dict.fromkeys(service for _name, service in pairs))
    row = structure.ids.get(body)
    agencies = [name for name, _service in pairs if name != body]
    who = joined((same_text(_bare(structure, name)) for name in agencies), most=3)
    if not isinstance(row, Organization):
        return said(name_of(structure, body), IN_WORDS, *services)
    own = row.kind is OrganizationKind.MUNICIPALITY and structure.name_en
    names = Text(row.name, own or row.name)
    text = Text(f"{names.ja}（{who.ja}）", f"{names.en} ({who.en})") if who.ja else names
    return said(text, row.kind.value, *services, row)


def _bare(structure: Structure, name: str) -> str:
    return str(getattr(structure.ids.get(name), "name", name))


def _forms(function: Function) -> Of:
    return lambda structure: forms_of(structure, queries.services(structure, function))


def _services(function: Function) -> Of:
    return lambda structure: merged(
        (service_text(structure, service), IN_WORDS, service) for service in queries.services(structure, function)
    )


def _only_for(function: Function) -> Of:
    return lambda structure: words(
        (trait, service) for service in queries.services(structure, function) for trait in service.only_for
    )


def _takes(structure: Structure) -> tuple[Value, ...]:
    """The conditions on which it takes a case, and the groups to which it is restricted."""
    services = queries.services(structure, _MAC)
    anybody = any(not service.only_for for service in services)
    return merged(
        [
            *((text_of(one), one.value, service) for service in services for one in service.takes),
            *(
                (_of_group(one, apart=anybody), f"only:{one.value}", service)
                for service in services
                for one in service.only_for
            ),
        ]
    )


def _of_group(trait: Trait, apart: bool) -> Text:
    """A group to which it is restricted, or which has a row of its own beside one for everybody."""
    if apart:
        return Text(f"{trait.ja}（対象として別に定める）", f"{trait.en} (a group of its own)")
    return Text(f"対象は{trait.ja}に限る", f"only for: {trait.en}")


def _triggers(key: str) -> Of:
    return lambda structure: words(
        (one, service) for service in queries.services(structure, _MAC) for one in getattr(service, key)
    )


def _together(structure: Structure) -> tuple[Value, ...]:
    return words(
        (service.together, service)
        for service in queries.services(structure, _MAC)
        if len(service.agencies) > 1 and service.together is Together.JOINT
    )


def _seats(structure: Structure) -> tuple[Value, ...]:
    names = dict.fromkeys(name for service in queries.services(structure, _MAC) for name in service.agencies)
    rows = [row for name in names if isinstance(row := structure.ids.get(name), Agency) and row.seated_in]
    return merged((_seat(structure, row), IN_WORDS, row) for row in rows)


def _seat(structure: Structure, agency: Agency) -> Text:
    who, where = name_of(structure, agency.id), name_of(structure, agency.seated_in or "")
    return Text(f"{who.ja}：{where.ja}に席を置く", f"{who.en}: seated in {where.en}")


def _applicant(structure: Structure) -> tuple[Value, ...]:
    return merged(
        (_who_applies(structure, service.applicant), service.applicant, service)
        for service in queries.services(structure, _MAC)
        if service.applicant
    )


def _who_applies(structure: Structure, name: str) -> Text:
    return text_of(BroughtBy(name)) if name in tuple(BroughtBy) else name_of(structure, name)


def _answer(structure: Structure) -> tuple[Value, ...]:
    answered = Text("回答する", "it is answered")
    return merged(
        (
            Text(f"提案する（{form.ja}）", f"with a proposal ({form.en})") if form else answered,
            "proposal" if form else "answers",
            service,
        )
        for service in queries.services(structure, _MAC)
        if service.answers or service.proposal_form
        for form in [name_of(structure, service.proposal_form) if service.proposal_form else None]
    )


def _counted(structure: Structure) -> tuple[Role, ...]:
    return tuple(role for role in structure.role if role.headcount is not None)


def _by_kind(every: Iterable[Role]) -> Iterator[tuple[RoleKind, tuple[Role, ...]]]:
    """Roles of the same kind that are equally firm."""
    roles = tuple(every)
    for kind in dict.fromkeys(role.kind for role in roles):
        for equally_firm in by_status(role for role in roles if role.kind is kind):
            yield kind, equally_firm


def _headcounts(structure: Structure) -> tuple[Value, ...]:
    values = []
    for kind, roles in _by_kind(_counted(structure)):
        count = sum(role.headcount or 0 for role in roles)
        titles = joined(_title(role) for role in roles)
        text = Text(f"{kind.ja} {count}人（{titles.ja}）", f"{kind.en}: {count} ({titles.en})")
        values.append(said(text, f"{kind.value}:{count}", *roles))
    for role in structure.role:
        if role.headcount is None and role.each is not None:
            text, kind = _title_and_each(structure, role), role.kind
            values.append(
                said(Text(f"{kind.ja} {text.ja}", f"{kind.en}: {text.en}"), f"{kind.value}:{role.each} each", role)
            )
    return tuple(values)


def _total(structure: Structure) -> tuple[Value, ...]:
    """The number of staff, and of those who are planned the number apart."""
    values = []
    for roles in by_status(_counted(structure)):
        count = sum(_people(group) for group in _connected(roles))
        text = Text(f"{count}人（人数の書かれた職）", f"{count} (where a number is given)")
        values.append(number(count, text, *roles))
    return tuple(values)


def _connected(roles: Iterable[Role]) -> list[list[Role]]:
    """Rows that share people: one is ``also`` the other, at once or by way of further rows."""
    groups: list[list[Role]] = []
    for role in roles:
        joined_by = [group for group in groups if any(role.id in one.also or one.id in role.also for one in group)]
        groups = [group for group in groups if group not in joined_by]
        groups.append([role, *(one for group in joined_by for one in group)])
    return groups


def _people(group: list[Role]) -> int:
    """How many people rows are that share them, each once: the rows that are ``also`` another add nobody."""
    ids = {role.id for role in group}
    whole = sum(role.headcount or 0 for role in group if not ids.intersection(role.also))
    return max(whole, *(role.headcount or 0 for role in group))


def _title(role: Role) -> Text:
    return same_text(role.local_title) if role.local_title else text_of(role.kind)


def _title_and_each(structure: Structure, role: Role) -> Text:
    title = _title(role)
    if role.each is None or role.per is None:
        return title
    of = name_of(structure, role.per)
    return Text(f"{title.ja}（{of.ja}ごとに{role.each}人）", f"{title.en} ({role.each} for each {of.en})")


def _roles(structure: Structure) -> tuple[Value, ...]:
    values = []
    for kind, roles in _by_kind(structure.role):
        titles = joined(_title_and_each(structure, role) for role in roles)
        text = Text(f"{kind.ja}：{titles.ja}", f"{kind.en}: {titles.en}")
        values.append(said(text, kind.value, *roles))
    return tuple(values)


def _also(structure: Structure) -> tuple[Value, ...]:
    return merged(
        (Text(f"{title.ja}：{other.ja}", f"{title.en}: {other.en}"), _also_code(role, one), role)
        for role in structure.role
        for one in role.also
        for title, other in [(_title(role), _kind_text(structure, one))]
    )


def _kind_text(structure: Structure, name: str) -> Text:
    return text_of(RoleKind(name)) if name in tuple(RoleKind) else name_of(structure, name)


def _also_code(role: Role, other: str) -> str:
    return f"{role.kind.value}+{other}" if other in tuple(RoleKind) else IN_WORDS
