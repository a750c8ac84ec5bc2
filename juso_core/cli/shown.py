"""What a command on a case prints: where the case stands, the advice with its sources, and what the gate said."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import click

from juso_core.casework.law import VerdictKind
from juso_core.cli.output import failure_line, screen_width
from juso_core.cli.setup import Here
from juso_core.language.era import era_date
from juso_core.language.messages import _, current
from juso_core.language.width import wrap
from juso_core.office import Done
from juso_core.research.explain import Cited, ExplainedField, ExplainedStep, explain_step, step_data
from juso_core.research.wording import RELEVANT

__all__ = [
    "cites_shown",
    "done_as_data",
    "indented",
    "show_day",
    "show_done",
    "source_lines",
    "step_as_data",
    "step_lines",
]


def show_done(here: Here, done: Done) -> None:
    """Print what a command came to."""
    click.echo(_("case {case}: {phase}", case=done.case.id, phase=done.case.phase.label(current())))
    step = _explained(done)
    for line in step_lines(step, headed=False):
        click.echo(line)
    for line in source_lines([step]):
        click.echo(line)
    groups = here.office.conference_groups(done.case.id)
    if done.recorded[0].command == "CallConference" and len(groups) > 1:
        called = set(done.case.calls[-1].subjects)
        for group in groups:
            if not called & set(group):
                click.echo(_("  another conference is advised about: {who}", who=", ".join(group)))


def done_as_data(here: Here, done: Done) -> dict[str, Any]:
    """Return what a command came to as JSON-able data (``juso.step/1``)."""
    return {"schema": "juso.step/1", "case": done.case.id, **step_as_data(_explained(done))}


def _explained(done: Done) -> ExplainedStep:
    return explain_step(done.recorded, done.structure, done.case.phase)


def step_as_data(step: ExplainedStep) -> dict[str, Any]:
    """Return a step as JSON-able data, the same in every language but for the sentences."""
    return step_data(step)


def step_lines(step: ExplainedStep, headed: bool = True, full: bool = False) -> Iterator[str]:
    """Yield the lines of a step: what, when, by whom; the advice that it turned on (all of it, if ``full``); the gate.

    Fields that come from the same place for the same reason stand together over their source.
    """
    if headed:
        yield f"{step.n}. {show_day(step.on)}  {step.label}  —  {step.actor_shown}  → {step.phase_shown}"
    for line in step.told:
        yield from indented(line, 3)
    turned_on = RELEVANT.get(step.command)
    fields = [f for f in step.advice if full or turned_on is None or f.field in turned_on or f.difference]
    together: dict[object, list[ExplainedField]] = {}
    for field in fields:
        together.setdefault((field.giver, field.row, field.why, field.cites), []).append(field)
    for group in together.values():
        yield from _group_lines(group)
    for failure in step.failures:
        yield from indented(failure_line(failure), 3)
    for verdict in step.verdicts:
        mark = _MARKS.get(verdict.verdict, "·")
        yield from indented(f"{mark} {verdict.rule} {_words(verdict.verdict)}: {verdict.what} [{_(verdict.basis)}]", 3)
        if verdict.verdict == "warning":
            yield from indented(f"→ {verdict.mend}", 5)


def show_day(day: str) -> str:
    """A day as people read it: 令和3年4月1日, or 2021-04-01."""
    return era_date(dt.date.fromisoformat(day)) if current() == "ja" else day


_MARKS = {"ok": "✓", "narrowed": "◐", "warning": "△", "refused": "✗"}


def _words(verdict: str) -> str:
    return VerdictKind(verdict).label(current())


def _group_lines(fields: list[ExplainedField]) -> Iterator[str]:
    yield from indented("· " + "; ".join(_shown(field) for field in fields), 3)
    first = fields[0]
    why = " ".join(first.why)
    cites = cites_shown(first.cites)
    yield from indented(f"← {first.origin}: {why} {cites}".rstrip(), 5)


def _shown(field: ExplainedField) -> str:
    text = f"{field.label}: {field.shown}" + (f" ({field.status})" if field.status else "")
    if field.difference:
        note = f" [{field.note}]" if field.note else ""
        text += " " + _("→ chosen: {chosen}{note}", chosen=field.chosen_shown or "-", note=note)
    return text


def cites_shown(cites: Iterable[Cited]) -> str:
    """The citations, each document once: ``[plan: 2 (1); 3]``."""
    by_source: dict[str, list[str]] = {}
    for cite in cites:
        by_source.setdefault(cite.source, []).append(cite.heading)
    return " ".join(f"[{source}: {'; '.join(headings)}]" for source, headings in by_source.items())


def source_lines(steps: Iterable[ExplainedStep]) -> Iterator[str]:
    """The documents that the steps cite, each with its title and date: what the short names stand for."""
    titles = {
        cite.source: f"{cite.title} ({cite.as_of})" if cite.as_of else cite.title
        for step in steps
        for field in step.advice
        for cite in field.cites
    }
    if titles:
        yield _("Sources:")
    for source, title in sorted(titles.items()):
        yield from indented(f"{source}  {title}", 2)


def indented(text: str, columns: int) -> Iterator[str]:
    """Yield a text as lines of the screen that begin so many columns in."""
    lines = wrap(text, max(screen_width() - columns - 2, 20))
    yield " " * columns + lines[0]
    for line in lines[1:]:
        yield " " * (columns + 2) + line
