"""``juso new``: a new municipality's distribution from a few answers and the list of windows that the city has."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from juso_core.cli.new_options import absent, answers_of
from juso_core.cli.new_questions import ask, is_terminal
from juso_core.cli.new_result import print_result
from juso_core.language.help import Command
from juso_core.language.messages import _
from juso_core.municipality.problems import Problem
from juso_core.scaffold.answers import Answers, laid_over
from juso_core.scaffold.answers_file import read
from juso_core.scaffold.baking import bake, check_libraries, folder_for
from juso_core.scaffold.problems import AnswerErrors
from juso_core.scaffold.window_list import WindowList
from juso_core.scaffold.windows import read_windows

__all__ = ["new"]


def _run(**parameters: Any) -> None:
    if parameters["example_answers"]:
        from juso_core.scaffold.example import example

        click.echo(example(), nl=False)
        return
    if parameters["template_xlsx"] is not None:
        from juso_core.scaffold.windows_template import write_template

        write_template(Path(parameters["template_xlsx"]))
        click.echo(_("A template for the list of windows was written to {file}.", file=parameters["template_xlsx"]))
        return
    check_libraries()
    asking = is_terminal() and not parameters["no_input"]
    answers, windows = _given(parameters, asking)
    if parameters["output"] is not None or answers.short is not None:
        folder_for(answers, parameters["output"])
    if asking:
        answers = ask(answers, everything=parameters["answers"] is None)
    folder = folder_for(answers, parameters["output"])
    baked = bake(answers, windows, folder, dt.date.today(), judgement=parameters["judgement"])
    print_result(baked, windows.unread if windows else (), parameters["as_json"])


def _given(parameters: dict[str, Any], asking: bool) -> tuple[Answers, WindowList | None]:
    """What stands in the files and the options; raises AnswerErrors with everything that is wrong in any of them."""
    problems: list[Problem] = []
    in_file: Answers | None = Answers()
    windows: WindowList | None = None
    if parameters["answers"] is not None:
        try:
            in_file = read(parameters["answers"])
        except AnswerErrors as errors:
            problems += errors.problems
            in_file = None
    if parameters["windows"] is not None:
        try:
            windows = read_windows(parameters["windows"])
        except AnswerErrors as errors:
            problems += errors.problems
    over, raw, wrong = answers_of(parameters)
    problems += wrong
    if in_file is not None and not asking:
        problems += absent(laid_over(in_file, over), raw)
    if problems or in_file is None:
        raise AnswerErrors(problems)
    return laid_over(in_file, over), windows


def _text(flags: str, help_text: str, metavar: str = "TEXT", **more: Any) -> click.Option:
    return click.Option([flags], metavar=metavar, default=None, help=help_text, **more)


new = Command(
    "new",
    callback=_run,
    help=_(
        "Make the folder of a new municipality: a distribution to install, check and simulate at once.\n\n"
        "On a terminal it asks; what is answered by options or in a file is not asked. Whatever is left open is not "
        "entered, and listed at the end. Nothing is overwritten, and no network is needed."
    ),
    params=[
        click.Option(
            ["--from", "windows"], metavar="FILE", help=_("The list of windows that the city has (.xlsx or .csv).")
        ),
        click.Option(["--answers"], metavar="FILE", help=_("Take answers from a TOML file.")),
        click.Option(["--output"], metavar="DIR", help=_("The folder to make (juso-SHORT when left out).")),
        _text("--code", _("The municipality's code, six digits.")),
        _text("--name", _("Its name.")),
        _text("--name-en", _("Its name in English.")),
        _text("--short", _("A short name in small letters; the package is juso_SHORT.")),
        _text("--source-title", _("The document in which the answers stand: its title.")),
        _text("--source-id", _("The id by which it is cited (plan when left out)."), "ID"),
        _text("--source-as-of", _("Its time (2026-03-31, 2026-03 or FY2025)."), "TIME"),
        _text("--source-publisher", _("Who published it.")),
        _text("--stage", _("How far the programme is: none, transition, full."), "WORD"),
        _text("--since", _("Since when (FY2026 or 2026-04)."), "TIME"),
        _text("--described-on", _("The day that is described."), "DATE"),
        _text("--mac-setting-pattern", _("Where multi-agency collaboration sits, 1 to 5."), "N", type=click.INT),
        _text("--section", _("The section in charge.")),
        click.Option(
            ["--operator"],
            multiple=True,
            metavar="FUNCTION=KIND[:NAME[:FORM]]",
            help=_(
                "Who runs a function (several). KIND is municipality (NAME is then its section), shakyo or other; FORM "
                "is direct, outsourced, subsidised or mixed. Functions: juso schema words Function."
            ),
        ),
        click.Option(
            ["--layer"],
            multiple=True,
            metavar="NAME[:COUNT]",
            help=_("A layer of areas, from the whole municipality downward (several)."),
        ),
        click.Option(
            ["--judgement"], is_flag=True, help=_("Add a plugin.py, for a judgement that facts cannot state.")
        ),
        click.Option(["--no-input"], is_flag=True, help=_("Ask nothing; what is needed and missing is an error.")),
        click.Option(
            ["--template-xlsx"], metavar="FILE", help=_("Only write a template for the list of windows, and stop.")
        ),
        click.Option(
            ["--example-answers"], is_flag=True, help=_("Only print an example of an answers file, and stop.")
        ),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON.")),
    ],
)
