"""``juso explain``: each step, who advised what from which source, what was chosen, which rules it passed.

It explains a case of the instance by what was recorded, a case file by walking it through a municipality, and a cell
of ``juso compare`` by the rows that it comes from.
"""

import click

from juso_core.cli.case_files import is_case_file
from juso_core.cli.output import emit_json
from juso_core.cli.setup import open_here
from juso_core.cli.shown import source_lines, step_as_data, step_lines
from juso_core.instance import InstanceError
from juso_core.journal.errors import NoSuchCase
from juso_core.language.help import Command
from juso_core.language.messages import _
from juso_core.research.explain import explain as explained

__all__ = ["explain"]


def _run(
    case: str,
    municipality: str | None,
    on: str | None,
    step: int | None,
    variant: int | None,
    full: bool,
    as_json: bool,
) -> None:
    if municipality is None and not is_case_file(case):
        if ":" in case and (_explained_comparison(case, on, as_json) or _explained_draft(case, on, as_json)):
            return
        if _explained_case(case, step, full, as_json):
            return
    if municipality is None:
        raise click.UsageError(_("--municipality is missing: a case file is explained for one municipality"))
    from juso_core.cli.explain_path import explain_case_file

    explain_case_file(case, municipality, on, step, variant, full, as_json)


def _explained_comparison(name: str, on: str | None, as_json: bool) -> bool:
    """Explain what ``juso compare`` gives an id; False where it is no such id."""
    from juso_core.cli.explain_cell import explain_cell, is_cell_id
    from juso_core.cli.explain_measured import explain_measured, is_measured_id

    if is_measured_id(name):
        explain_measured(name, on, as_json)
    elif is_cell_id(name):
        explain_cell(name, on, as_json)
    else:
        return False
    return True


def _explained_draft(name: str, on: str | None, as_json: bool) -> bool:
    """Explain what ``juso plan-draft`` gives an id; False where it is no such id."""
    from juso_core.cli.explain_draft import explain_part, is_part_id

    if not is_part_id(name):
        return False
    explain_part(name, on, as_json)
    return True


def _explained_case(name: str, step: int | None, full: bool, as_json: bool) -> bool:
    """Explain a case of the instance; False where there is none of that id, and a municipality ships one."""
    try:
        _explain_case(name, step, full, as_json)
    except (InstanceError, NoSuchCase):
        # Only now: to look through what plugins ship takes longer than to look into the instance.
        from juso_core.research.known_cases import is_known

        if not is_known(name):
            raise
        return False
    return True


def _explain_case(case_id: str, step: int | None, full: bool, as_json: bool) -> None:
    with open_here() as here:
        steps = explained(here.office.history(case_id), here.kept_structure)
        wanted = [one for one in steps if step in (None, one.n)]
        if not wanted:
            raise click.BadParameter(
                _("case {case} has no step {step}; it has {count}", case=case_id, step=step, count=len(steps)),
                param_hint="--step",
            )
        if as_json:
            emit_json({"schema": "juso.explanation/1", "case": case_id, "steps": [step_as_data(one) for one in wanted]})
            return
        for one in wanted:
            for line in step_lines(one, full=full):
                click.echo(line)
            click.echo()
        for line in source_lines(wanted):
            click.echo(line)


explain = Command(
    "explain",
    callback=_run,
    help=_(
        "Explain every step of a case: who advised what, from which source, what was chosen, which rules it passed.\n\n"
        "CASE is a case of the instance, and what is told comes from what was recorded, so it stays the same when a "
        "plugin changes or is gone. Or it is a case file, or the id of a standard case such as V01 or of a case that a "
        "municipality ships itself, with --municipality: then it is walked, and the path explained.\n\n"
        "Or it is a cell of juso compare, such as 999997:mac.operator: then its rows and their sources are shown."
    ),
    params=[
        click.Argument(["case"], metavar="CASE|CASEFILE|CELL"),
        click.Option(["--municipality"], metavar="NAME", help=_("For a case file: code, name or short name.")),
        click.Option(["--on"], metavar="DATE", help=_("For a case file or a cell: the day whose structure is used.")),
        click.Option(["--step"], type=click.INT, metavar="N", help=_("Only this step.")),
        click.Option(
            ["--variant"], type=click.INT, metavar="N", help=_("For a case file with unknown facts: which variant.")
        ),
        click.Option(["--full"], is_flag=True, help=_("All that was said, not only what the step turned on.")),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON.")),
    ],
)
