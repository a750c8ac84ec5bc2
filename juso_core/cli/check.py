"""``juso check``: whether municipalities' plugins are good, how far they are, and what to mend."""

import datetime as dt
import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from juso_core.cli.check_shown import checked_lines, explained_lines, list_checks
from juso_core.cli.output import emit_json
from juso_core.cli.plugin_words import problem
from juso_core.cli.setup import folder_here, installed
from juso_core.discovery import STRUCTURE, BrokenAt, Found
from juso_core.finding import UnknownMunicipality, find
from juso_core.instance import InstanceError, enabled_plugins, read
from juso_core.language.help import Command
from juso_core.language.messages import N_, _, current
from juso_core.municipality.problems import did_you_mean
from juso_core.places import MunicipalityUnavailable
from juso_core.quality.badge import badge
from juso_core.quality.checks import Level, checks
from juso_core.quality.subject import PROJECT, NoPlugin, Subject, subject_at, subject_of
from juso_core.quality.verdict import SCHEMA, Checked, check
from juso_core.registry import Broken
from juso_core.whole_file import write_whole

__all__ = ["check_command"]

_YEAR = 365


def _run(
    where: tuple[str, ...],
    static_only: bool,
    stale: bool,
    older_than: int,
    at_least: str | None,
    badge_file: str | None,
    every: bool,
    listing: bool,
    explain: str | None,
    as_json: bool,
) -> None:
    if listing:
        list_checks(as_json)
        return
    if explain is not None:
        _explain(explain)
        return
    subjects, broken = _subjects(where)
    if badge_file is not None and len(subjects) != 1:
        raise click.UsageError(_("a badge is that of one municipality; name one"))
    if badge_file is not None:
        _check_folder_of(badge_file)
    done = [
        check(one, today=dt.date.today(), stale_after=older_than if stale else None, with_behaviour=not static_only)
        for one in _with_progress(subjects)
    ]
    if as_json:
        emit_json({"schema": SCHEMA, "checked": [one.data() for one in done], "broken": [problem(b) for b in broken]})
    else:
        for one in done:
            for line in checked_lines(one, every):
                click.echo(line)
        for record in broken:
            click.echo(f"✗ {record.code} ({record.distribution} {record.version}): {record.cause}")
            click.echo(f"  → {record.fix}")
    if badge_file is not None:
        _write_badge(badge_file, badge(done[0].level, current()))
        click.echo(_("written: {file}", file=badge_file), err=True)
    low = [one for one in done if at_least and not _reaches(one, Level(at_least))]
    for one in low:
        click.echo(_("{name} does not reach the level '{level}'", name=one.name, level=Level(at_least or "").label(
            current())), err=True)  # fmt: skip
    if low or broken or any(one.failed for one in done):
        raise click.exceptions.Exit(1)


def _check_folder_of(file: str) -> None:
    """Refuse a file that cannot be written before the checks take their time, and not after them."""
    folder = os.path.dirname(file) or os.curdir
    code = errno.ENOENT if not os.path.isdir(folder) else 0 if os.access(folder, os.W_OK) else errno.EACCES
    if code:
        raise OSError(code, os.strerror(code), file)


def _write_badge(file: str, svg: str) -> None:
    try:
        write_whole(Path(file), svg.encode(), for_all=True)
    except OSError as error:
        # On the way it has another name, which nobody gave it.
        raise OSError(error.errno, error.strerror, file) from None


def _reaches(one: Checked, level: Level) -> bool:
    order = list(Level)
    return one.level is not None and order.index(one.level) >= order.index(level)


def _explain(name: str) -> None:
    one = checks().get(name.upper())
    if one is None:
        raise click.UsageError(_("there is no check '{check}'", check=name) + "; " + did_you_mean(name, checks()))
    for line in explained_lines(one):
        click.echo(line)


def _with_progress(subjects: Sequence[Subject]) -> Iterator[Subject]:
    if len(subjects) < _MANY:
        yield from subjects
        return
    with click.progressbar(subjects, label=_("checking"), file=sys.stderr) as bar:
        yield from bar


_MANY = 3
"""From so many municipalities on, progress is shown."""


def _subjects(where: Iterable[str]) -> tuple[list[Subject], list[Broken]]:
    """What is to be checked: what is named, else the plugin here, else what is enabled, else what is installed."""
    words = tuple(where)
    if words:
        return [one for word in words for one in _named(word)], []
    if Path(PROJECT).is_file():
        try:
            return list(subject_at(Path())), []
        except NoPlugin:
            pass  # the project of something else
    return _all_here()


def _named(word: str) -> tuple[Subject, ...]:
    if _is_path(word):
        return subject_at(Path(word))
    found, broken = installed()
    try:
        return (subject_of(find(found, word, broken)),)
    except UnknownMunicipality:
        if os.path.exists(word):
            return subject_at(Path(word))
        raise


def _is_path(word: str) -> bool:
    """Whether a word means a place: a folder that is only called like a municipality does not hide that one."""
    if "/" in word or os.sep in word or word in (os.curdir, os.pardir) or word.endswith(".toml"):
        return True
    return any(os.path.isfile(os.path.join(word, name)) for name in (PROJECT, STRUCTURE))


def _all_here() -> tuple[list[Subject], list[Broken]]:
    try:
        plugins: Iterable[object] = enabled_plugins(read(folder_here()))
    except InstanceError as error:
        if not error.missing:
            raise
        plugins = [one for group in installed() for one in group]
    subjects, broken = list[Subject](), list[Broken]()
    for one in plugins:
        if isinstance(one, Found):
            try:
                subjects.append(subject_of(one))
            except NoPlugin as missing:
                # The others are checked all the same.
                broken.append(Broken.at(BrokenAt.IMPORT, one, str(missing), missing.how_to_mend()))
        elif isinstance(one, Broken):
            broken.append(one)
    if not subjects and not broken:
        raise MunicipalityUnavailable(
            N_("there is no municipality to check"), N_("name a plugin's folder, or make one with: juso new")
        )
    return subjects, broken


def _complete(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    return [CompletionItem(one) for one in checks() if one.lower().startswith(begun.lower())]


check_command = Command(
    "check",
    callback=_run,
    help=_(
        "Check municipalities' plugins, and say how far each of them is.\n\n"
        "WHERE is the folder of a plugin, or an installed municipality; without it the plugin in this folder, or else "
        "all that are enabled here or installed. First the files are read, without importing anything; then the hooks "
        "are asked and cases are walked. Levels: structure, lawful, explained, proven. Fails where an error stands."
    ),
    params=[
        click.Argument(["where"], nargs=-1, metavar="[WHERE]..."),
        click.Option(["--static", "static_only"], is_flag=True, help=_("Only read files; import nothing.")),
        click.Option(["--stale"], is_flag=True, help=_("Also list sources that nobody has looked at lately.")),
        click.Option(
            ["--older-than"],
            type=click.IntRange(min=0),
            default=_YEAR,
            metavar="DAYS",
            help=_("With --stale: from so many days on (365).")
        ),
        click.Option(
            ["--at-least"],
            type=click.Choice([level.value for level in Level if level is not Level.NONE]),
            help=_("Fail below this level."),
        ),
        click.Option(
            ["--badge", "badge_file"],
            type=click.Path(dir_okay=False),
            metavar="FILE",
            help=_("Write the level as SVG."),
        ),
        click.Option(["--all", "every"], is_flag=True, help=_("Show every remark, also of many alike.")),
        click.Option(["--list", "listing"], is_flag=True, help=_("List all checks.")),
        click.Option(["--explain"], metavar="CHECK", help=_("Explain one check."), shell_complete=_complete),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON.")),
    ],
)  # fmt: skip
