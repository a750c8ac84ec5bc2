"""The table of checks: what each looks for, why it matters, how to mend it, and for which level it is needed.

The texts stand in ``checks.toml`` beside this module, in both languages; the docs' page of checks is made from it.
"""

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from juso_core.citation import Text
from juso_core.language.messages import current
from juso_core.municipality import toml_file
from juso_core.municipality.problems import FileErrors
from juso_core.municipality.words import Word

__all__ = ["FILE", "Check", "Kind", "Level", "Severity", "checks", "page_of"]

FILE: Final = Path(__file__).with_name("checks.toml")
"""Where the table stands."""


class Severity(Word):
    """How much a remark weighs: only errors make ``juso check`` fail."""

    ERROR = "error", "誤り", "error"
    WARNING = "warning", "注意", "warning"
    HINT = "hint", "助言", "hint"


class Level(Word):
    """How far a municipality's plugin is: each level holds all that lie before it. Computed, never declared."""

    NONE = "none", "未達", "none"
    STRUCTURE = "structure", "構造", "structure"
    LAWFUL = "lawful", "適法", "lawful"
    EXPLAINED = "explained", "説明可能", "explained"
    PROVEN = "proven", "検証済み", "proven"


class Kind(Word):
    """How a check looks: at files only, by asking hooks and walking cases, or at the age of sources when asked to."""

    STATIC = "static", "静的", "static"
    BEHAVIOUR = "behaviour", "動作", "behaviour"
    STALE = "stale", "鮮度", "staleness"


@frozen(kw_only=True)
class Check:
    """One check. Without a ``level`` it is advice, and no level waits for it.

    ``exemptable``: whether a municipality may be exempted from it; never from working at all, from what the Act asks,
    or from what proves it.
    """

    id: str
    severity: Severity
    kind: Kind
    what: Text
    why: Text
    mend: Text
    level: Level | None = None
    exemptable: bool = False


@frozen
class _Table:
    schema: str
    check: tuple[Check, ...]


@cache
def checks() -> MappingProxyType[str, Check]:
    """Return every check by its id, in the order of the table."""
    text = toml_file.text_of(FILE)
    table = toml_file.read_as(text, FILE.name, _Table, _nothing, FileErrors)
    return MappingProxyType({check.id: check for check in table.check})


def _nothing(_raw: Any) -> tuple[()]:
    return ()


def page_of(check: Check) -> str:
    """Return the page of the docs that explains a check, with the place on it."""
    return f"docs/{current()}/checks.md#{check.id.lower()}"
