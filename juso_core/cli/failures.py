"""Turns what went wrong into a message for people and an exit code. Never a traceback for bad input."""

import os
import re
from collections.abc import Iterator

import click

from juso_core.language.messages import N_, _

__all__ = ["exit_code_of"]


def exit_code_of(error: Exception) -> int:
    """Print what went wrong and return the exit code: 1 refused or impossible, 2 not understood."""
    if isinstance(error, click.exceptions.Exit):
        return int(error.exit_code)
    if isinstance(error, click.Abort):
        click.echo(_("Stopped; nothing was written."), err=True)
        return 1
    if isinstance(error, BrokenPipeError):
        return 0
    lines = list(_lines(error))
    if not lines:
        if os.environ.get("JUSO_TRACEBACK"):
            raise error
        lines = [
            _wrong(_("something went wrong inside juso: {kind}: {what}", kind=type(error).__name__, what=error)),
            "  → " + _("nothing more was written; report it, with what JUSO_TRACEBACK=1 shows"),
        ]
    for line in lines:
        click.echo(line, err=True)
    return 2 if isinstance(error, click.UsageError) or _is_usage(error) else 1


def _is_usage(error: Exception) -> bool:
    from juso_core.entries import EntryErrors
    from juso_core.municipality.problems import FileErrors, StructureErrors
    from juso_core.research.variants import TooManyVariants

    what_was_entered = isinstance(error, FileErrors) and not isinstance(error, StructureErrors)
    return what_was_entered or isinstance(error, EntryErrors | TooManyVariants)


def _lines(error: Exception) -> Iterator[str]:
    """The lines that say what is wrong and what to do; nothing for an error that is juso's own fault."""
    if isinstance(error, click.ClickException):
        yield from _click_lines(error)
        return
    from juso_core.casework.law import RefusedByLaw, VerdictKind
    from juso_core.entries import EntryErrors

    if isinstance(error, RefusedByLaw):
        yield _("Refused; nothing was written.")
        for verdict in error.verdicts:
            if verdict.verdict is VerdictKind.REFUSED:
                yield f"  {verdict.rule}  {verdict.text(error.label)}"
                yield "       " + _("basis: {basis}", basis=_(verdict.basis))
                yield f"       → {verdict.how_to_mend(error.label)}"
    elif isinstance(error, EntryErrors):
        for problem in error.problems:
            yield _wrong(problem)
    elif hasattr(error, "how_to_mend"):
        yield _wrong(error)
        yield f"  → {error.how_to_mend()}"
    elif hasattr(error, "problems"):
        for problem in error.problems:
            yield _wrong(problem)
    elif isinstance(error, OSError):
        yield _("Error: {what}: {file}", what=error.strerror or str(error), file=error.filename or "")


def _plain(error: click.ClickException) -> str:
    """click's own words, where they can come up here, in the current language."""
    message = error.format_message()
    for ours, theirs in _CLICK.items():
        if message.startswith(theirs):
            return _(ours) + message.removeprefix(theirs).strip(" .")
    return message


_CLICK = {
    N_("more than was expected: "): "Got unexpected extra argument",
    N_("a command is missing"): "Missing command",
}


def _name_of(error: click.BadParameter) -> str:
    """The parameter as people write it."""
    if error.param is not None:
        return error.param.get_error_hint(error.ctx).strip("'") if error.ctx else error.param.name or ""
    hint = error.param_hint or ""
    return hint if isinstance(hint, str) else " / ".join(hint)


def _bad_value(error: click.BadParameter) -> str:
    """click's words about a value that does not fit, in the current language; our own stay as they are."""
    for pattern, ours in _VALUES:
        if found := re.fullmatch(pattern, error.message, re.DOTALL):
            return _(ours, **{name: value.replace("'", "") for name, value in found.groupdict().items()})
    return error.message


_VALUES = (
    (r"'(?P<value>.*)' is not a valid integer\.", N_("'{value}' is not a whole number")),
    (r"(?P<value>\S+) is not in the range (?P<range>.+)\.", N_("{value} is not in the range {range}")),
    (r"'(?P<value>.*)' is not one of (?P<words>.+)\.", N_("'{value}' is none of: {words}")),
)


def _wrong(what: object) -> str:
    return _("Error") + f": {what}"


def _click_lines(error: click.ClickException) -> Iterator[str]:
    context = getattr(error, "ctx", None)
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ())
        what = _("no such option: {option}", option=error.option_name)
        yield _wrong(what + ("; " + _("did you mean {near}?", near=near) if near else ""))
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        yield _wrong(_("{name} is missing", name=error.param.get_error_hint(context).strip("'")))
    elif isinstance(error, click.BadParameter):
        yield _wrong(f"{_name_of(error)}: {_bad_value(error)}")
    elif isinstance(error, click.BadOptionUsage):
        yield _wrong(_("{name} needs a value", name=error.option_name))
    else:
        yield _wrong(_plain(error))
    if context is not None:
        yield "  → " + _("see: {path} --help", path=context.command_path)
