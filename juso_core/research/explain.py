"""Explains every step of a case: advice by whom and from which source, what was chosen, which rules it passed.

Everything comes from what was recorded with the step and from the structure that was in use then, so a step stays
explainable when the plugin has changed or is gone.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any

from attrs import asdict, fields, frozen

from juso_core.advice import plain
from juso_core.casework.case import Case, Phase
from juso_core.casework.events import Event
from juso_core.casework.evolution import evolve, opened
from juso_core.casework.record import Basis, Difference, Failure, Recorded, Said
from juso_core.citation import Citation, Source
from juso_core.language.messages import _, current
from juso_core.municipality import labels
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Status
from juso_core.national import SOURCES
from juso_core.research.deeds import told
from juso_core.research.wording import APPLICANTS, COMMANDS, FIELD_WORDS, FIELDS, GIVERS, MANY

__all__ = [
    "Cited",
    "ExplainedField",
    "ExplainedStep",
    "ExplainedVerdict",
    "explain",
    "explain_step",
    "explained_field",
    "labeller",
    "show_value",
    "step_data",
]


@frozen
class Cited:
    """A citation with its document: the id, the title and date of the document, and the heading."""

    source: str
    title: str
    as_of: str
    heading: str


@frozen
class ExplainedField:
    """One field of an advice: what was said, by whom, why and from where; what was chosen, where it differs."""

    field: str
    label: str
    value: Any
    shown: str
    giver: str
    origin: str
    row: str
    why: tuple[str, ...]
    cites: tuple[Cited, ...]
    status: str | None = None
    chosen: Any = None
    chosen_shown: str | None = None
    difference: bool = False
    note: str | None = None


@frozen
class ExplainedVerdict:
    """What one rule of the gate did."""

    rule: str
    verdict: str
    basis: str
    what: str
    mend: str


@frozen(kw_only=True)
class ExplainedStep:
    """One step of a case: what was done, by whom, on what advice, past which rules, and where it led."""

    n: int
    on: str
    at: str | None
    command: str
    label: str
    actor: str
    actor_shown: str
    events: tuple[tuple[str, Mapping[str, Any]], ...]
    told: tuple[str, ...]
    advice: tuple[ExplainedField, ...]
    verdicts: tuple[ExplainedVerdict, ...]
    failures: tuple[Failure, ...]
    phase: str
    phase_shown: str
    plugin: str | None
    version: str | None


def explain(history: Iterable[Recorded], structure_of: Callable[[str], Structure | None]) -> tuple[ExplainedStep, ...]:
    """Return every step of a case in the current language.

    ``structure_of`` gives the structure with a digest as it was kept with the case, or None when it is lost: ids are
    then shown as they are.
    """
    explained: list[ExplainedStep] = []
    case: Case | None = None
    for _n, group in groupby(history, key=lambda recorded: recorded.step):
        step = tuple(group)
        for recorded in step:
            case = evolve(case, recorded.event) if case else _open(recorded)
        assert case is not None
        digest = step[0].basis.digest if step[0].basis else None
        whole = structure_of(digest) if digest else None
        explained.append(explain_step(step, whole.at(step[0].on) if whole else None, case.phase))
    return tuple(explained)


def _open(recorded: Recorded) -> Case:
    return opened(recorded.case_id, recorded.municipality, recorded.event)  # type: ignore[arg-type]


def explain_step(step: tuple[Recorded, ...], structure: Structure | None, phase: Phase) -> ExplainedStep:
    """Return one step: its entries, the structure of its day, the phase of the case after it."""
    first = step[0]
    basis = first.basis or Basis()
    label = labeller(structure)
    differences = {difference.field: difference for difference in basis.differences}
    return ExplainedStep(
        n=first.step,
        on=first.on.isoformat(),
        at=first.at,
        command=first.command,
        label=_(COMMANDS.get(first.command, first.command)),
        actor=first.actor.agency,
        actor_shown=label(first.actor.agency),
        events=tuple((type(recorded.event).__name__, _details(recorded.event)) for recorded in step),
        told=tuple(line for recorded in step if (line := told(recorded.event, label))),
        advice=tuple(explained_field(said, differences.get(said.field), structure) for said in basis.said),
        verdicts=tuple(
            ExplainedVerdict(v.rule, v.verdict.value, v.basis, v.text(label), v.how_to_mend(label))
            for v in basis.verdicts
        ),
        failures=basis.failures,
        phase=phase.value,
        phase_shown=phase.label(current()),
        plugin=basis.plugin,
        version=basis.version,
    )


def _details(event: Event) -> dict[str, Any]:
    return {a.name: getattr(event, a.name) for a in fields(type(event))}


def labeller(structure: Structure | None) -> Callable[[str], str]:
    """Return what turns an id into what people read; without a structure it stays as it is."""
    if structure is None:
        return str
    return lambda name: labels.label(structure, name, current())


def explained_field(said: Said, difference: Difference | None, structure: Structure | None) -> ExplainedField:
    """Return one field of an advice in the current language, with what was chosen where that differs."""
    origin = said.origin
    return ExplainedField(
        field=said.field,
        label=_(FIELDS.get(said.field, said.field)),
        value=said.value,
        shown=show_value(said.field, said.value, structure),
        giver=origin.giver.value,
        origin=_(GIVERS[origin.giver]),
        row=origin.name,
        why=tuple(text.in_language(current()) for text in origin.why),
        cites=tuple(_cited(cite, structure) for cite in origin.cites),
        status=Status(origin.status).label(current()) if origin.status else None,
        chosen=difference.chosen if difference else said.value,
        chosen_shown=show_value(said.field, difference.chosen, structure) if difference else None,
        difference=difference is not None,
        note=difference.why if difference else None,
    )


def _cited(cite: Citation, structure: Structure | None) -> Cited:
    sources: tuple[Source, ...] = (*(structure.source if structure else ()), *SOURCES)
    source = next((one for one in sources if one.id == cite.source), None)
    return Cited(cite.source, source.title if source else cite.source, source.as_of if source else "", cite.heading)


def show_value(field: str, value: Any, structure: Structure | None = None) -> str:
    """Return what people read for a field's plain value."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "check" and len(value) > MANY:
        return _("{count} topics of the sheet", count=len(value))
    if isinstance(value, list | tuple):
        return (" ・ " if current() == "ja" else ", ").join(show_value(field, one, structure) for one in value) or "-"
    words = FIELD_WORDS.get(field)
    if words is not None:
        try:
            return words(value).label(current())
        except ValueError:
            return str(value)
    if field == "applicant":
        return _(APPLICANTS.get(str(value), str(value)))
    return labeller(structure)(str(value))


def step_data(step: ExplainedStep) -> dict[str, Any]:
    """Return a step as JSON-able data (part of ``juso.explanation/1``): codes and ids, and the sentences shown."""
    return {
        "n": step.n,
        "on": step.on,
        "at": step.at,
        "step": step.command,
        "label": step.label,
        "by": step.actor,
        "told": list(step.told),
        "events": [
            {"event": name, **{key: plain(value) for key, value in details.items()}} for name, details in step.events
        ],
        "advice": {field.field: _field_data(field) for field in step.advice},
        "law": [asdict(verdict) for verdict in step.verdicts],
        "failures": [asdict(failure) for failure in step.failures],
        "phase": step.phase,
        "plugin": step.plugin,
        "version": step.version,
    }


def _field_data(field: ExplainedField) -> dict[str, Any]:
    return {
        "value": field.value,
        "label": field.shown,
        "origin": field.giver,
        "row": field.row,
        "why": list(field.why),
        "cites": [asdict(cite) for cite in field.cites],
        "status": field.status,
        "chosen": field.chosen,
        "differs": field.difference,
        "note": field.note,
    }
