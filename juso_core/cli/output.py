"""How commands print: text in the current language, or JSON that stays the same in every language."""

import json
import shutil
from typing import TYPE_CHECKING, Any

import click

from juso_core.language.messages import _

if TYPE_CHECKING:
    # What prints a list of plugins needs nothing of what a case is.
    from juso_core.casework.record import Failure

__all__ = ["emit_json", "failure_line", "screen_width"]


def emit_json(data: Any) -> None:
    """Print JSON: UTF-8, keys in a fixed order, one document."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def failure_line(failure: "Failure") -> str:
    """Say which plugin failed to answer, where and how."""
    return _(
        "! the plugin {plugin} failed at {hook} ({where}): {what}; the other answers were used",
        plugin=failure.plugin,
        hook=failure.hook,
        where=failure.where,
        what=failure.what,
    )


def screen_width() -> int:
    """The columns of the screen; 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns
