"""The page ``walks``: the steps of a walk file and their keys, as the office takes them."""

from typing import Any, get_origin, get_type_hints

import attrs

from juso_core.casework.events import Attendee
from juso_core.casework.facts import AgeBand, Assessment, Consents, Consultation, HouseholdMember, PlanContent
from juso_core.casework.law import Actor
from juso_core.cli.table import CASE
from juso_core.cli.wording import HELP
from juso_core.entries import steps, typed_arguments
from juso_core.language.messages import _
from juso_docs.markdown import by, code, codes, listed, parts_of, plain_type, table
from juso_docs.texts import Texts

__all__ = ["PARTS"]

_OTHERWISE = {"give_back": "return", "call_off": "call-off"}
# The reader of a walk gives these itself.
_GIVEN = ("case_id", "municipality")
# Worked out by juso, or written in another way.
_NOT_WRITTEN = ("learned", "worst")
_TABLES: tuple[type, ...] = (Consultation, HouseholdMember, Consents, Assessment, PlanContent)
_WRITTEN: dict[Any, tuple[str, str]] = {
    Actor: ('`"機関の id"`、役割つきなら `"機関の id:役割"`', '`"agency"`, or `"agency:role"`'),
    Attendee: ('`"id"`、守秘義務を記録したら `"id!"`', '`"id"`, or `"id!"` where confidentiality was recorded'),
    AgeBand: ("年齢の数、または[幅](glossary.md#ageband)", "an age in years, or a [band](glossary.md#ageband)"),
}


def all_steps(language: str, texts: Texts) -> str:
    """Every step with its keys."""
    heads = by(
        language,
        "`do`|何をするか|必ず書く|書けば選んだことになる",
        "`do`|what it does|required|a choice, where written",
    )
    rows = []
    for step in steps():
        keys = {name: needed for name, (_kind, needed) in typed_arguments(step).items() if name not in _GIVEN}
        does = _(CASE[_OTHERWISE.get(step, step)][1])
        must = codes(name for name, needed in keys.items() if needed)
        rows.append([code(step), does, must, codes(name for name, needed in keys.items() if not needed)])
    return table(heads.split("|"), rows)


def keys(language: str, texts: Texts) -> str:
    """Every key of the steps."""
    heads = by(language, "キー|書くもの|意味", "key|what is written|what it means").split("|")
    kinds: dict[str, dict[str, Any]] = {}
    for step in steps():
        for name, (kind, _needed) in typed_arguments(step).items():
            if name not in _GIVEN:
                kinds.setdefault(name, {})[_written(kind, language)] = None
    rows = [[code(name), " / ".join(written), _meaning(name, language, texts)] for name, written in kinds.items()]
    return table(heads, rows)


def tables(language: str, texts: Texts) -> str:
    """The tables that stand within a step."""
    parts = []
    heads = by(language, "キー|書くもの|意味", "key|what is written|what it means").split("|")
    for cls in _TABLES:
        hints = get_type_hints(cls)
        rows = [
            [code(a.name), _written(hints[a.name], language), texts.get(language, "value", cls.__name__, a.name)]
            for a in attrs.fields(cls)
            if a.name not in _NOT_WRITTEN
        ]
        name = cls.__name__.lower()
        parts.append(f'<a id="table-{name}"></a>\n\n### {cls.__name__}\n\n{table(heads, rows)}')
    return "\n\n".join(parts)


def _written(kind: Any, language: str) -> str:
    heart, many, _optional = parts_of(kind)
    if get_origin(heart) is not None:
        return by(language, "表", "table")
    if heart not in _WRITTEN:
        return plain_type(kind, language)
    said = by(language, *_WRITTEN[heart])
    return listed(said, language) if many else said


def _meaning(name: str, language: str, texts: Texts) -> str:
    """What a key means in a file; where it means the same on the command line, in the words of that."""
    return _(HELP[name]) if name in HELP and not texts.has("step_key", name) else texts.get(language, "step_key", name)


PARTS = {"walks.steps": all_steps, "walks.keys": keys, "walks.tables": tables}
