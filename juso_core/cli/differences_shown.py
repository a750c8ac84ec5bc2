"""What would change in a municipality, in people's words: windows first, then what else a case meets."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

from juso_core.code_digest import NO_CODE
from juso_core.language.messages import N_, _, current
from juso_core.language.signs import one_line
from juso_core.management.outlook import Before, Outlook
from juso_core.municipality.differences import Change, ChangeKind, Differences, as_data, label
from juso_core.municipality.structure import PlanRoute

__all__ = ["before_as_data", "case_lines", "code_as_data", "difference_lines", "differences_as_data"]

_SIGNS: Final = {ChangeKind.ADDED: "+", ChangeKind.GONE: "-", ChangeKind.CHANGED: "~"}
_GROUPS: Final[tuple[tuple[str, Callable[[Change], bool]], ...]] = (
    (N_("window"), lambda change: change.is_window),
    (N_("service"), lambda change: change.table == "service"),
    (N_("conference"), lambda change: change.table == "meeting"),
    (N_("plan's route"), lambda change: change.table == "plan_route"),
    (N_("agency"), lambda change: change.table == "agency"),
)
_SHORT: Final = 30


def difference_lines(seen: Outlook) -> Iterator[str]:
    """Yield what was enabled before, and in what the installed structure differs from it."""
    before = seen.before
    if before is None:
        yield _("  it is not enabled here now: {code}", code=seen.found.code)
        return
    since = before.enabled_on.isoformat() if before.enabled_on else _("by the open cases")
    yield _("  before: {distribution} {version}, digest {digest} ({since})", distribution=before.distribution,
            version=before.version, digest=before.digest[:16], since=since)  # fmt: skip
    if seen.differences is None:
        yield _("  in what it differs cannot be told: the structure of before is not kept in the journal")
    elif not seen.differences:
        yield _("  the structure is the same")
    else:
        yield _("  what differs:")
        yield from (f"    {line}" for line in _changes(seen.differences, seen))
    yield from _code_lines(seen)


def _code_lines(seen: Outlook) -> Iterator[str]:
    """Yield whether the code is another one; nothing where there was none and is none."""
    if seen.code_differs is None:
        yield _("  whether its code differs cannot be told: that of before was not noted, or this one cannot be read")
    elif seen.code_differs:
        yield _("  its code differs: what it advises may be another thing in every open case")
        new, gone = _hooks(seen)
        if new:
            yield _("    + hooks: {hooks}", hooks=", ".join(new))
        if gone:
            yield _("    - hooks: {hooks}", hooks=", ".join(gone))
    elif seen.code.digest != NO_CODE:
        yield _("  its code is the same")


def _hooks(seen: Outlook) -> tuple[list[str], list[str]]:
    """The hooks that the code answers and did not before, and those that it did and does no more."""
    was = seen.before.code.hooks if seen.before and seen.before.code else ()
    now = seen.code.hooks
    return [hook for hook in now if hook not in was], [hook for hook in was if hook not in now]


def code_as_data(seen: Outlook) -> dict[str, Any]:
    """Return what is known of the code as plain data; no hooks are told where that of before is not known."""
    new, gone = _hooks(seen) if seen.before and seen.code_differs is not None else ([], [])
    return {
        "code_digest": seen.code.digest,
        "code_differs": seen.code_differs,
        "hooks_added": new,
        "hooks_gone": gone,
    }


def _changes(found: Differences, seen: Outlook) -> Iterator[str]:
    left = list(found.changes)
    for group, belongs in _GROUPS:
        for change in [one for one in left if belongs(one)]:
            left.remove(change)
            yield _line(_(group), change, seen)
    if left:
        counts = Counter(change.table for change in left)
        yield _("other rows: {counts}", counts=", ".join(f"{table} {count}" for table, count in counts.items()))
    if found.top:
        yield _("keys above the tables: {keys}", keys=", ".join(found.top))


def _line(group: str, change: Change, seen: Outlook) -> str:
    name = _name(change, seen)
    which = f"{name} ({change.id})" if name else change.id
    keys = ", ".join(_key(key) for key in as_data(change).get("keys", ()))
    later = "" if change.today else " " + _("[not today: it holds on other days]")
    return one_line(f"{_SIGNS[change.kind]} {group}: {which}" + (f": {keys}" if keys else "") + later)


def _name(change: Change, seen: Outlook) -> str:
    if isinstance(change.row, PlanRoute):
        route = change.row
        words = [*route.plan, *([route.consent] if route.consent else [])]
        return " / ".join(word.label(current()) for word in words)
    return label(change, seen.earlier or seen.structure, seen.structure, current())


def _key(differing: dict[str, Any]) -> str:
    """A key that differs, with its values where they are short."""
    before, after = (_short(differing[when]) for when in ("before", "after"))
    return str(differing["key"]) + (f" ({before} → {after})" if before and after else "")


def _short(value: Any) -> str:
    if value is None or value == []:
        return "–"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = ", ".join(value)
    text = value if isinstance(value, str) else str(value) if isinstance(value, bool | int | float) else ""
    return text if len(text) <= _SHORT else ""


def case_lines(seen: Outlook) -> Iterator[str]:
    """Yield how many cases are open, and how many of them are touched."""
    if seen.trouble is not None:
        yield _("  the cases could not be counted: {why}", why=seen.trouble)
        yield f"    → {seen.trouble.how_to_mend()}"
    elif seen.cases is not None and (seen.known or not seen.cases.open):
        yield _("  open cases: {open}, touched by this: {touched}", open=len(seen.cases.open),
                touched=len(seen.cases.touched))  # fmt: skip
        if seen.cases.touched:
            yield "    " + _some(seen.cases.touched)
    elif seen.cases is not None:
        yield _("  open cases: {open}; which of them are touched cannot be told", open=len(seen.cases.open))


def _some(cases: tuple[str, ...], most: int = 10) -> str:
    return ", ".join(cases[:most]) + (" …" if len(cases) > most else "")


def before_as_data(before: Before | None) -> dict[str, Any] | None:
    """Return what was enabled before as plain data."""
    if before is None:
        return None
    return {
        "distribution": before.distribution,
        "version": before.version,
        "digest": before.digest,
        "enabled_on": before.enabled_on.isoformat() if before.enabled_on else None,
        "code_digest": before.code.digest if before.code else None,
    }


def differences_as_data(found: Differences | None) -> dict[str, Any] | None:
    """Return differences as plain data; None where they cannot be told."""
    if found is None:
        return None
    return {"top": list(found.top), "rows": [as_data(change) for change in found.changes]}
