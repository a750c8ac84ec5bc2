"""Options from the office's methods: one leaf of what can be entered, one option.

The signature of a method says what it takes; this module only says how each leaf is written on the command line, in
which words it is explained, and how what was written becomes plain data for ``entries``.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args, get_origin

import attrs
import click
from attrs import frozen

from juso_core.casework.facts import Assessment, Consultation, PlanContent
from juso_core.cli.wording import HELP, NAMES
from juso_core.entries import typed_arguments
from juso_core.language.messages import _
from juso_core.municipality.words import Word

__all__ = ["Leaf", "entered", "leaves", "option", "parsed"]

_FILLED_IN = ("on", "municipality")
_TABLES = (Consultation, Assessment, PlanContent)


@frozen
class Leaf:
    """One thing that can be entered: its path (``consultation.field``), its type, whether it is needed."""

    path: str
    kind: Any
    required: bool

    @property
    def many(self) -> bool:
        """Whether it can be given several times."""
        return get_origin(self.kind) in (tuple, frozenset) or self.path == "people"

    @property
    def word(self) -> type[Word] | None:
        """The vocabulary of the leaf, where it has one."""
        inner = get_args(self.kind)[0] if self.many and get_args(self.kind) else self.kind
        return inner if isinstance(inner, type) and issubclass(inner, Word) else None

    @property
    def name(self) -> str:
        """The name of the parameter in click."""
        return self.path.replace(".", "__")

    @property
    def flags(self) -> tuple[str, ...]:
        """How it is written on the command line."""
        last = self.path.rpartition(".")[2].replace("_", "-")
        if self.kind is bool:
            return (NAMES.get(self.path, f"--{last}/--no-{last}"),)
        return (NAMES.get(self.path, f"--{last}"),)


def leaves(step: str) -> Iterator[Leaf]:
    """Yield everything that can be entered for a step of the office, but for the case itself."""
    for name, (kind, required) in typed_arguments(step).items():
        kind = _bare(kind)
        if name == "case_id":
            continue
        if kind in _TABLES:
            for a in attrs.fields(kind):
                bare = _bare(a.type)
                if a.name != "worst":
                    yield Leaf(f"{name}.{a.name}", bare, required and a.default is attrs.NOTHING)
        else:
            yield Leaf(name, kind, required)


def _bare(kind: Any) -> Any:
    arguments = [one for one in get_args(kind) if one is not type(None)]
    return arguments[0] if type(None) in get_args(kind) and len(arguments) == 1 else kind


def option(leaf: Leaf, step: str = "") -> click.Option:
    """Return the click option of a leaf; some are explained otherwise for a certain step."""
    names = (f"{step}: {leaf.path}", leaf.path, leaf.path.rpartition(".")[2])
    explained = _(next((HELP[name] for name in names if name in HELP), ""))
    word = leaf.word
    if word is not None:
        explained += " " + _("Words: {words}.", words=", ".join(word)) if len(word) <= 9 else " " + _(
            "Words: juso schema words {kind}.", kind=word.__name__
        )  # fmt: skip
    if leaf.required and leaf.path not in _FILLED_IN:
        explained += " " + _("[needed]")
    common: dict[str, Any] = {"help": explained.strip(), "default": None}
    if leaf.kind is bool:
        return click.Option([*leaf.flags, leaf.name], is_flag=True, **common)
    kind = click.INT if leaf.kind is int else click.STRING
    metavar = {int: "N"}.get(leaf.kind, "WORD" if word else "DATE" if leaf.path == "on" else "TEXT")
    return click.Option(
        [*leaf.flags, leaf.name],
        type=kind,
        metavar=metavar,
        multiple=leaf.many,
        envvar="JUSO_BY" if leaf.path == "by" else None,
        **common,
    )


def entered(step: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was written on the command line as plain data, nested as the office's arguments are."""
    data: dict[str, Any] = {}
    for leaf in leaves(step):
        value = parameters.get(leaf.name)
        if value is None or value == ():
            continue
        table, _dot, name = leaf.path.rpartition(".")
        target = data.setdefault(table, {}) if table else data
        target[name] = parsed(leaf, value)
    return data


def parsed(leaf: Leaf, value: Any) -> Any:
    """Return one leaf's value, as it was written, as plain data."""
    if leaf.path == "consultation.members":
        return [_member(text) for text in value]
    if leaf.path == "people":
        return _people(value)
    if leaf.path in ("identified", "learned", "subjects"):
        return everybody(value)
    if leaf.many:
        return [part.strip() for text in value for part in str(text).split(",") if part.strip()]
    return value


def everybody(value: Iterable[str]) -> Any:
    """``all`` stays a word for the caller to resolve, ``nobody`` is an empty list, else the references."""
    parts = [part.strip() for text in value for part in str(text).split(",") if part.strip()]
    if parts == ["nobody"]:
        return []
    return parts


def _member(text: str) -> dict[str, Any]:
    """``ref[:relation[:age[:trait,trait]]]``; the person themself leaves relation empty: ``son::56:hikikomori``."""
    ref, relation, age, traits = (*(part.strip() for part in text.split(":", 3)), "", "", "", "")[:4]
    member: dict[str, Any] = {"ref": ref}
    if relation:
        member["relation"] = relation
    if age:
        member["age"] = age
    if traits:
        member["traits"] = [trait.strip() for trait in traits.split(",") if trait.strip()]
    return member


def _people(values: Iterable[str]) -> dict[str, str]:
    people: dict[str, str] = {}
    for text in values:
        ref, equals, name = text.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(_("{text}: write a name as REFERENCE=NAME", text=text))
        people[ref.strip()] = name.strip()
    return people
