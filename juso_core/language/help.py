"""Help of the command line that lines up in Japanese: click counts characters, and breaks lines only at blanks.

Write the commands with `Command` and `Group` of this module in place of click's.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import Final

import click

from juso_core.language.messages import N_, _
from juso_core.language.width.breaking import wrap
from juso_core.language.width.measure import columns_of, pad, width

# click asks the system for translations of its own words and finds none; these it hands to the formatter.
_HEADINGS: Final = (N_("Options"), N_("Commands"), N_("Positional arguments"))

# The columns that a text gets at least, and those that arguments need so that they stand beside the program's name.
_NARROWEST: Final = 10
_BESIDE: Final = 20


class Formatter(click.HelpFormatter):
    """click's help formatter, by display width, with its headings in the current language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line; see click. Arguments that do not fit beside the name go below it."""
        head = " " * self.current_indent + (_("Usage:") + " " if prefix is None else prefix)
        indent = width(f"{head}{prog} ")
        if self.width < indent + _BESIDE:
            indent = width(head) + 4
            self._write_lines([head + prog], 0)
            self._write_lines(_wrapped(args, self.width - indent), indent)
            return
        lines = wrap(args, self.width - indent)
        self._write_lines([pad(head + prog, indent) + lines[0]], 0)
        self._write_lines(lines[1:], indent)

    def write_heading(self, heading: str) -> None:
        """Write a heading; see click."""
        self.write(" " * self.current_indent + f"{_(heading)}:\n")

    def write_text(self, text: str) -> None:
        r"""Write paragraphs; as in click, one that begins with a line \b is kept as it is."""
        self._write_lines(_wrapped(text, self.width - self.current_indent), self.current_indent)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and what they mean in two columns; see click. `col_max` is counted in columns of the screen."""
        rows = list(rows)
        first = min(max((width(term) for term, _meaning in rows), default=0), col_max) + col_spacing
        indent = self.current_indent + first
        for term, meaning in rows:
            lines = _wrapped(meaning, max(self.width - indent, _NARROWEST)) if meaning else []
            if width(term) <= first - col_spacing:
                self._write_lines([pad(term, first) + "".join(lines[:1])], self.current_indent)
                lines = lines[1:]
            else:
                self._write_lines([term], self.current_indent)
            self._write_lines(lines, indent)

    def _write_lines(self, lines: Iterable[str], indent: int) -> None:
        for line in lines:
            self.write((" " * indent + line).rstrip() + "\n")


class Context(click.Context):
    """click's context, with this help formatter."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help lines up, and whose short help is its first sentence, also one that ends in 。."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in the current language; see click."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        """The short help; see click, which shows only … for a sentence without blanks.

        limit: left aside for a first sentence, because the formatter wraps it.
        """
        if self.short_help or self.deprecated or not self.help:
            return super().get_short_help_str(limit)
        return _first_sentence(self.help)


class Group(Command, click.Group):
    """A group whose help lines up, and that of its commands and groups."""

    command_class = Command
    group_class = type


def _first_sentence(text: str) -> str:
    _indent, lines = next(_paragraphs(inspect.cleandoc(text).partition("\f")[0]), (0, []))
    sentence = _joined(line for line in lines if line.strip() != "\b")
    for end in ("。", ". "):
        sentence = sentence.partition(end)[0]
    return sentence.removesuffix(".")


def _wrapped(text: str, columns: int) -> list[str]:
    """The lines of a help text, with an empty one between its paragraphs."""
    lines: list[str] = []
    for indent, paragraph in _paragraphs(text):
        lines += [""] if lines else []
        if paragraph[0].strip() == "\b":
            lines += paragraph[1:]
        else:
            lines += [" " * indent + line for line in wrap(_joined(paragraph), max(columns - indent, _NARROWEST))]
    return lines


def _paragraphs(text: str) -> Iterator[tuple[int, list[str]]]:
    """The paragraphs of a text as their lines, each with the blanks before its first line."""
    paragraph: list[str] = []
    for line in [*text.expandtabs().splitlines(), ""]:
        if line.strip():
            paragraph.append(line)
        elif paragraph:
            yield len(paragraph[0]) - len(paragraph[0].lstrip(" ")), paragraph
            paragraph = []


def _joined(lines: Iterable[str]) -> str:
    """The lines of one paragraph as one, without a blank between two full-width characters."""
    text = ""
    for line in map(str.strip, lines):
        full = text and line and columns_of(text[-1]) == 2 == columns_of(line[0])
        text += line if full or not text else f" {line}"
    return text
