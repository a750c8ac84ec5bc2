"""``juso demo``: a municipality's own invented cases, walked at the office; what came out is left to look at."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import click

from juso_core.cli.output import emit_json, screen_width
from juso_core.cli.setup import Here, demo_here, with_demo
from juso_core.cli.shown import show_day, source_lines, step_as_data, step_lines
from juso_core.finding import short_name
from juso_core.language.era import first_day, last_day, show_date
from juso_core.language.help import Command
from juso_core.language.messages import _, current
from juso_core.language.width import table
from juso_core.reporting.csv_file import as_csv
from juso_core.reporting.output import as_json as reported
from juso_core.reporting.output import as_text
from juso_core.reporting.report import Report
from juso_core.research.explain import ExplainedStep, explain
from juso_core.research.walks import Demo, Refusal, Walked, walk
from juso_core.research.wording import DEEDS

__all__ = ["demo"]


def _run(municipality: str | None, folder: str | None, as_json: bool) -> None:
    place = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="juso-demo-"))
    with demo_here(municipality, place) as (here, code, cases):
        title = here.name(code)
        if not as_json:
            click.echo(_("{name} ({code}): {count} invented cases", name=title, code=code, count=len(cases.walks)))
        walked = _walk_all(here, code, cases, as_json)
        told = next(one for one in walked if one.walk is cases.tell)
        steps = explain(here.office.history(told.case_id), here.kept_structure)
        report = here.report(code, first_day(cases.since), last_day(cases.until))
        files = _leave(place, here, code, walked, steps, told, report)
        if as_json:
            emit_json(_data(here, code, walked, steps, told, report, files))
            return
        _tell(steps, told)
        _show_counts(report)
        click.echo(_("To look at, in {folder}:", folder=place))
        for name, what in files.items():
            click.echo(f"  {name}  {what}")
        click.echo(_("Go on with: juso --instance {folder} case list", folder=place))
        others = [short_name(one.package) for one in with_demo() if one.code != code]
        if others and municipality is None:
            click.echo(_("Others that ship a demo: {names}; name one with: --municipality", names=", ".join(others)))


def _walk_all(here: Here, code: str, cases: Demo, quiet: bool) -> list[Walked]:
    walked = []
    for number, one in enumerate(cases.walks, 1):
        done = walk(here.office, code, one)
        walked.append(done)
        if not quiet:
            case = here.office.case(done.case_id)
            title = one.title.in_language(current())
            click.echo(f"  {number}/{len(cases.walks)}  {done.case_id}  {title}  → {case.phase.label(current())}")
    return walked


def _tell(steps: tuple[ExplainedStep, ...], told: Walked) -> None:
    click.echo()
    click.echo(_("The path of {case}: {title}", case=told.case_id, title=told.walk.title.in_language(current())))
    click.echo()
    for line in _told(steps, told.refusals):
        click.echo(line)


def _told(steps: tuple[ExplainedStep, ...], refusals: tuple[Refusal, ...]) -> list[str]:
    lines: list[str] = []
    for step in steps:
        lines += [*step_lines(step), ""]
        for refusal in refusals:
            if refusal.after == step.n:
                lines += [*_refusal_lines(refusal), ""]
    return [*lines, *source_lines(steps), ""]


def _refusal_lines(refusal: Refusal) -> list[str]:
    day = show_day(str(refusal.entered.get("on", "")))
    lines = [f"✗ {day}  " + _("tried and refused: {step}", step=_(DEEDS[refusal.do]))]
    for verdict in refusal.verdicts:
        lines.append(f"  ✗ {verdict.rule} ({_(verdict.basis)}): {verdict.text()}")
        lines.append(f"      → {verdict.how_to_mend()}")
    return lines


def _show_counts(report: Report) -> None:
    """What is counted beside what is published; where nothing is, all that is counted, the national set included."""
    if not any(row.published for row in report.rows):
        click.echo(_("No figures are published for this period. What is counted in it:"))
        click.echo(as_text(report, max_width=screen_width()))
        click.echo()
        return
    click.echo(
        _("Counted from {since} to {until}, beside the published figures:",
          since=show_date(report.since), until=show_date(report.until))
    )  # fmt: skip
    rows = [
        (row.name.in_language(current()), str(row.value), f"{one.value:g}", "✓" if one.agrees else "✗")
        for row in report.rows
        for one in row.published
    ]
    click.echo(table(rows, (_("what"), _("counted"), _("published"), _("equal")), screen_width()))
    click.echo()


def _leave(
    place: Path,
    here: Here,
    code: str,
    walked: list[Walked],
    steps: tuple[ExplainedStep, ...],
    told: Walked,
    report: Report,
) -> dict[str, str]:
    """Write the files to look at; the database and juso.toml are there already."""
    (place / "path.txt").write_text("\n".join(_told(steps, told.refusals)) + "\n", encoding="utf-8")
    (place / "report.csv").write_bytes(as_csv(report))
    return {
        "path.txt": _("the path with reasons and citations"),
        "report.csv": _("the counts of the period (opens in Excel)"),
        "juso.db": _("the journal"),
        "juso.toml": _("the instance"),
    }


def _data(
    here: Here,
    code: str,
    walked: list[Walked],
    steps: tuple[ExplainedStep, ...],
    told: Walked,
    report: Report,
    files: dict[str, str],
) -> dict[str, Any]:
    return {
        "schema": "juso.demonstration/1",
        "municipality": code,
        "cases": [
            {
                "walk": one.walk.id,
                "case": one.case_id,
                "phase": here.office.case(one.case_id).phase.value,
                "refusals": [
                    {
                        "after": refusal.after,
                        "step": refusal.do,
                        "law": [
                            {"rule": v.rule, "verdict": v.verdict.value, "what": v.text(), "mend": v.how_to_mend()}
                            for v in refusal.verdicts
                        ],
                    }
                    for refusal in one.refusals
                ],
            }
            for one in walked
        ],
        "told": {"case": told.case_id, "steps": [step_as_data(step) for step in steps]},
        "report": reported(report),
        "files": list(files),
        "made_on": dt.date.today().isoformat(),
    }


demo = Command(
    "demo",
    callback=_run,
    help=_(
        "Walk a municipality's own invented cases in a fresh folder and show what came out.\n\n"
        "It prints the path of one of them with reasons and citations, holds the counts of a period against the "
        "published ones, and shows what the gate refuses. Without --municipality: the first by code that ships a "
        "demo.toml."
    ),
    params=[
        click.Option(["--municipality"], metavar="NAME", help=_("Code, name or the plugin's short name.")),
        click.Option(["--folder"], type=click.Path(), help=_("Where to leave the files; a new folder when left out.")),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON.")),
    ],
)
