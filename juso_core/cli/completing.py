"""Answers a shell that completes a command: what can stand at this place, and not a word more.

A shell asks by calling the program with ``_JUSO_COMPLETE`` set; ``completion`` prints the script that does so. Commands
say nothing about it themselves: what an argument or option can be is told here by its name.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from juso_core.language.messages import current

if TYPE_CHECKING:
    from juso_core.municipality.words import Word

__all__ = ["VARIABLE", "answer", "teach"]

VARIABLE: Final = "_JUSO_COMPLETE"
_ANYWHERE: Final = ("--lang", "--instance")
Items = Iterable[CompletionItem[str]]
Completer = Callable[[click.Context, str], list[CompletionItem[str]]]


def answer(program: click.Command, hoisted: Callable[[list[str]], list[str]]) -> None:
    """Print what can stand at the place that the shell names; where something is wrong, nothing.

    ``hoisted`` brings the options that belong to the program itself to the front.
    """
    # Whoever presses the tabulator wants no messages, whatever is wrong.
    with redirect_stderr(StringIO()):
        try:
            text = _answered(program, hoisted)
        except Exception:
            text = ""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _answered(program: click.Command, hoisted: Callable[[list[str]], list[str]]) -> str:
    shell, _underscore, task = os.environ[VARIABLE].partition("_")
    kind = get_completion_class(shell)
    if kind is None or task != "complete":
        return ""
    shell_side = kind(program, {}, "juso", VARIABLE)
    words, incomplete = shell_side.get_completion_args()
    # The value of an option that stands elsewhere is completed as if the option stood in front.
    words = [words[-1]] if words and words[-1] in _ANYWHERE else hoisted(words)
    items = shell_side.get_completions(words, incomplete)
    return "".join(f"{line}\n" for line in _lines(shell_side, items))


def _lines(shell_side: ShellComplete, items: Items) -> Iterator[str]:
    for item in items:
        # A line break would be another answer.
        if "\n" not in item.value:
            yield shell_side.format_completion(item)


def teach(command: click.Command) -> None:
    """Let a command's parameters complete to what they can be."""
    # Those of a step of a case come from what can be entered, and know their vocabulary.
    words = {leaf.name: _words(leaf.word) for leaf in getattr(command, "leaves", ()) if leaf.word is not None}
    for parameter in command.params:
        completer = _COMPLETERS.get(parameter.name or "") or words.get(parameter.name or "")
        if completer is not None:
            parameter.shell_complete = completer  # type: ignore[method-assign, assignment]


def _beginning(incomplete: str, pairs: Iterable[tuple[str, str]]) -> list[CompletionItem[str]]:
    return [CompletionItem(text, help=about) for text, about in pairs if text.startswith(incomplete)]


def _words(vocabulary: Iterable["Word"]) -> Completer:
    """The words of a vocabulary, with what people read; of several with commas between them, the last."""

    def completer(_context: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        before, comma, _last = incomplete.rpartition(",")
        return _beginning(incomplete, ((before + comma + word.value, word.label(current())) for word in vocabulary))

    return completer


def _municipalities(_context: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """Short names, and codes where one has been begun. Of several with commas between them, the last."""
    from juso_core.discovery import survey
    from juso_core.finding import short_name

    before, comma, last = incomplete.rpartition(",")
    names = [(short_name(one.package), one.code) for one in survey().found]
    pairs = [(code, name) for name, code in names] if last[:1].isdigit() else names
    return _beginning(incomplete, ((before + comma + text, about) for text, about in pairs))


def _cases(context: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """The cases of the instance, with where they stand."""
    from juso_core.instance import find_instance, read
    from juso_core.journal.sql import SqlJournal

    explicit = context.find_root().meta.get("juso.instance")
    journal = SqlJournal.open(read(find_instance(Path(explicit) if explicit else None, os.environ, Path.cwd())).journal)
    try:
        return _beginning(incomplete, ((line.case_id, line.phase.value) for line in journal.cases()))
    finally:
        journal.close()


def _case_files(_context: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """Standard cases, those that municipalities ship, or the user's own files."""
    from juso_core.discovery import survey
    from juso_core.finding import short_name
    from juso_core.research.shipped import own_cases
    from juso_core.research.standard_cases import standard_cases

    own = ((one.id, short_name(one.found.package)) for one in own_cases(survey().found))
    found = _beginning(incomplete, [*((path.stem, "") for path in standard_cases()), *own])
    return found or [CompletionItem(incomplete, type="file")]


def _cases_or_files(context: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """What ``explain`` takes: a case of the instance, where there is one, or a case file."""
    from juso_core.instance import InstanceError
    from juso_core.journal import JournalError

    try:
        real = _cases(context, incomplete)
    except (InstanceError, JournalError):
        real = []
    files = _case_files(context, incomplete)
    return [*real, *(item for item in files if item.type == "plain")] or files


def _municipalities_or_folders(context: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """What ``check`` takes: an installed municipality, or the folder of a plugin."""
    # In bash, files would take the place of everything else.
    return _municipalities(context, incomplete) or _files(context, incomplete)


def _stages(context: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    from juso_core.municipality.words import Stage

    return _words(Stage)(context, incomplete)


def _tables(_context: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    from juso_core.municipality.structure import TABLES

    return _beginning(incomplete, ((name, "") for name in (*TABLES, "source", "questions")))


def _files(_context: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    return [CompletionItem(incomplete, type="file")]


_COMPLETERS: Final[dict[str, Completer]] = {
    "municipality": _municipalities,
    "case_id": _cases,
    "case": _cases_or_files,
    "files": _case_files,
    "cases": _case_files,
    "table_name": _tables,
    "facts": _files,
    "where": _municipalities_or_folders,
    "stage": _stages,
}
