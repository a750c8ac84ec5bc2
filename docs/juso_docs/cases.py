"""The page ``cases``: every table and key of a case file, how what is unknown is tried, and which starts there are."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_type_hints

import attrs

from juso_core.casework import facts
from juso_core.casework.case import Phase
from juso_core.municipality.conversion import Unknown, known_keys, required_keys
from juso_core.municipality.words import Consent, PlanKind, Word
from juso_core.research.case_checks import check
from juso_core.research.case_file import Age, CaseFile, MarkedTopic, Title
from juso_core.research.durations import Duration
from juso_core.research.expected import Value
from juso_core.research.variants import EVERY
from juso_docs.markdown import anchor, by, code, codes, listed, parts_of, plain_type, table
from juso_docs.texts import Texts

__all__ = ["PARTS", "key_tables"]

# What a file writes in a form of its own.
_WRITTEN: dict[type, tuple[str, str]] = {
    MarkedTopic: (
        "語：[Topic](glossary.md#topic)、最も困っていることに `*`",
        "word of [Topic](glossary.md#topic), with `*` behind the worst",
    ),
    Age: ("年齢の数（0～130）", "an age in years (0 to 130)"),
    Duration: ("長さ：`P10D`、`P2W`、`P6M`、`P1Y`", "a duration: `P10D`, `P2W`, `P6M`, `P1Y`"),
    Value: ("[値](#values)", "a [value](#values)"),
    Title: ("`{ ja, en }`", "`{ ja, en }`"),
}
# A key of these means what it means wherever cases are spoken of, unless it has a text of its own.
_MEANS_THE_SAME = {
    "consultation": "Consultation",
    "member": "HouseholdMember",
    "member_consent": "Consents",
    "assessment": "Assessment",
    "start_plan": "PlanContent",
}


def tables(language: str, texts: Texts) -> str:
    """Every table of a case file with its keys."""
    return key_tables(CaseFile, "case", language, texts)


def key_tables(top: type, name: str, language: str, texts: Texts) -> str:
    """Every table of a file, the top first; ``name`` is under which its explanations stand."""
    return "\n\n".join(_table(cls, path, many, name, language, texts) for cls, path, many in _within(top, (), False))


def _within(cls: type, path: tuple[str, ...], many: bool) -> Iterator[tuple[type, tuple[str, ...], bool]]:
    """Yield a table and those that stand in it."""
    yield cls, path, many
    hints = get_type_hints(cls)
    for attribute in attrs.fields(cls):
        kind, several, _optional = parts_of(hints[attribute.name])
        if attribute.name in known_keys(cls) and _is_table(kind):
            yield from _within(kind, (*path, attribute.name), several)


def _is_table(kind: Any) -> bool:
    plain = not hasattr(kind, "from_file") and kind not in _WRITTEN
    return attrs.has(kind) and plain and kind.__module__ in (CaseFile.__module__, Value.__module__, facts.__name__)


def _table(cls: type, path: tuple[str, ...], many: bool, name: str, language: str, texts: Texts) -> str:
    owner = "_".join(path) or "top"
    if not path:
        title = by(language, "最初に書くもの", "What stands first")
    elif len(path) == 1:
        title = code(f"[[{path[0]}]]" if many else f"[{path[0]}]")
    else:
        title = by(language, f"`{path[-1]}`（`{path[0]}` の中）", f"`{path[-1]}` (within `{path[0]}`)")
    heads = by(language, "キー|必須|書くもの|意味", "key|required|what is written|what it means").split("|")
    hints, required = get_type_hints(cls), required_keys(cls)
    rows = []
    for attribute in attrs.fields(cls):
        key = attribute.metadata.get("key", attribute.name)
        if not key:
            continue
        written = _written(hints[attribute.name], (*path, key), language) + _otherwise(attribute.default, language)
        must = by(language, "必須", "yes") if key in required else ""
        said = [(f"{name}_key", owner, key)]
        if owner in _MEANS_THE_SAME:
            said.append(("value", _MEANS_THE_SAME[owner], key))
        rows.append([code(key), must, written, texts.first(language, *said)])
    head = f"{anchor(_place(path))}\n\n### {title}\n\n{texts.get(language, f'{name}_table', owner)}"
    return f"{head}\n\n{table(heads, rows)}"


def _place(path: tuple[str, ...]) -> str:
    return "-".join(("table", *(path or ("top",))))


def _written(kind: Any, path: tuple[str, ...], language: str) -> str:
    if Unknown in get_args(kind):
        (known,) = (one for one in get_args(kind) if one is not Unknown)
        return plain_type(known, language) + by(language, '、または `"?"`', ', or `"?"`')
    heart, many, _optional = parts_of(kind)
    if heart in _WRITTEN:
        said = by(language, *_WRITTEN[heart])
    elif _is_table(heart):
        said = by(language, "表：", "table ") + f"[{path[-1]}](#{_place(path)})"
    else:
        return plain_type(kind, language)
    return listed(said, language) if many else said


def _otherwise(default: Any, language: str) -> str:
    """What holds where a key is left out, when that is something."""
    if isinstance(default, bool):
        said = str(default).lower()
    elif isinstance(default, Unknown):
        said = f'"{default.value}"'
    elif isinstance(default, Word):
        said = default.value
    else:
        return ""
    return by(language, f"（省けば `{said}`）", f" (`{said}` when left out)")


def unknown(language: str, texts: Texts) -> str:
    """The values that an unknown finding is tried with."""
    heads = by(language, "キー|試す値|値の数", "key|what it is tried with|how many").split("|")
    rows = ([code(name), codes(map(_plain, values)), str(len(values))] for name, values in EVERY.items())
    return table(heads, rows)


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


# What a plan contains at least is another matter than where it can stand.
_CONTENT = {PlanKind.OUTREACH: "outreach", PlanKind.PARTICIPATION: "participation", PlanKind.MAC: "other"}


def starts(language: str, texts: Texts) -> str:
    """From where a case file can begin: each phase, with which plan, and the consent to use that it takes."""
    heads = by(
        language,
        "`phase`|`plan` の `kind`|本人の `consent.use`",
        "`phase`|`kind` of `plan`|the person's `consent.use`",
    ).split("|")
    rows = []
    for phase in Phase:
        by_consent: dict[tuple[Consent, ...], list[PlanKind | None]] = {}
        for plan in (None, *PlanKind):
            fits = tuple(consent for consent in Consent if not any(check(_start(phase, plan, consent))))
            if fits:
                by_consent.setdefault(fits, []).append(plan)
        for fits, plans in by_consent.items():
            kinds = [code(plan) if plan else by(language, "なし", "none") for plan in plans]
            any_one = by(language, "どれでも", "any")
            rows.append([code(phase), ", ".join(kinds), any_one if len(fits) == len(Consent) else codes(fits)])
    return table(heads, rows)


def _start(phase: Phase, plan: PlanKind | None, consent: Consent) -> Mapping[str, Any]:
    """The tables of a case file that begins there."""
    start: dict[str, Any] = {"phase": phase.value}
    if plan:
        start["plan"] = {"kind": plan.value, "includes": [_CONTENT[plan]]}
    member = {"ref": "person", "consent": {"use": consent.value, "share": consent.value}}
    return {"consultation": {"person": "person"}, "member": [member], "start": start}


PARTS = {"cases.tables": tables, "cases.unknown": unknown, "cases.starts": starts}
