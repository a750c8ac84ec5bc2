"""Commands that only look: the list of cases, where one stands, its entries."""

from typing import Any

import click
from attrs import asdict

from juso_core.advice import plain
from juso_core.casework.case import Case, Phase
from juso_core.cli.output import emit_json, screen_width
from juso_core.cli.setup import Here, open_here
from juso_core.language.era import era_date
from juso_core.language.help import Command
from juso_core.language.messages import _, current
from juso_core.language.width import table
from juso_core.municipality import labels
from juso_core.research.explain import explain

__all__ = ["history", "list_cases", "show_case"]

_JSON = click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON."))
_CASE = click.Argument(["case_id"], metavar="CASE")


def _list(municipality: str | None, phase: str | None, as_json: bool) -> None:
    with open_here() as here:
        code = here.code(municipality) if municipality else None
        rows = here.office.cases(code, Phase(phase) if phase else None)
        if as_json:
            emit_json(
                {
                    "schema": "juso.cases/1",
                    "cases": [
                        {
                            "case": row.case_id,
                            "municipality": row.municipality,
                            "phase": row.phase.value,
                            "agency": row.agency,
                            "entries": row.seq,
                            "opened_on": row.opened_on.isoformat(),
                            "updated_on": row.updated_on.isoformat(),
                        }
                        for row in rows
                    ],
                }
            )
            return
        if not rows:
            click.echo(_("No cases yet. Receive one with: juso case receive"))
            return
        lines = [
            (
                row.case_id,
                here.name(row.municipality),
                row.phase.label(current()),
                here.label(row.municipality, row.agency, row.opened_on),
                era_date(row.opened_on, short=True),
                era_date(row.updated_on, short=True),
            )
            for row in rows
        ]
        header = (_("case"), _("municipality"), _("phase"), _("received by"), _("opened"), _("last entry"))
        click.echo(table(lines, header, screen_width()))


list_cases = Command(
    "list",
    callback=_list,
    help=_("List the cases."),
    params=[
        click.Option(["--municipality"], metavar="NAME", help=_("Only of this municipality.")),
        click.Option(
            ["--phase"],
            type=click.Choice([phase.value for phase in Phase]),
            metavar="WORD",
            help=_("Only in this phase: {phases}.", phases=", ".join(Phase)),
        ),
        _JSON,
    ],
)


def _show(case_id: str, with_people: bool, with_notes: bool, as_json: bool) -> None:
    with open_here() as here:
        case = here.office.case(case_id)
        people = here.office.people(case_id) if with_people else {}
        notes = here.office.notes(case_id) if with_notes else ()
        if as_json:
            data = plain(case)
            if with_notes:
                data["notes"] = [asdict(note) for note in notes]
            if with_people:
                data["people"] = {ref: asdict(person) for ref, person in people.items()}
            emit_json({"schema": "juso.case-state/1", **data})
            return
        for line in _case_lines(here, case, {ref: person.name or "" for ref, person in people.items()}):
            click.echo(line)
        for note in notes:
            click.echo(f"[{note.number}] {era_date(note.on, short=True)} {note.agency}: {note.text}")


def _case_lines(here: Here, case: Case, names: dict[str, str]) -> list[str]:
    language = current()
    structure = here.structure_of_case(case.id)

    def label(name: str) -> str:
        return labels.label(structure, name, language) if structure else name

    lines = [
        f"{case.id}  {here.name(case.municipality)}  {case.phase.label(language)}",
        _("received by") + f": {label(case.agency)}" + (f"  ({label(case.window)})" if case.window else ""),
        _("topics")
        + ": "
        + ", ".join(
            t.label(language) + ("◎" if t is case.consultation.worst else "") for t in case.consultation.topics
        ),
    ]
    members = [
        (
            f"{m.ref}{'*' if m.ref == case.consultation.person else ''}",
            names.get(m.ref, ""),
            m.relation.label(language) if m.relation else "",
            m.age.label(language) if m.age else "",
            ", ".join(t.label(language) for t in m.traits),
            m.consent.use.label(language),
            m.consent.share.label(language),
            _("yes") if m.learned else "",
        )
        for m in case.members
    ]
    header = (
        _("member"), _("name"), _("relation"), _("age"), _("circumstances"),
        _("consent: use"), _("consent: sharing"), _("spoken of in a support conference"),
    )  # fmt: skip
    kept = [n for n in range(len(header)) if any(row[n] for row in members)]
    lines.append(table([[row[n] for n in kept] for row in members], [header[n] for n in kept], screen_width()))
    for call in case.calls:
        lines.append(
            _("open call {n}: {kind}, {occasion}, about {who}", n=call.number, kind=call.kind.label(language),
              occasion=call.occasion.label(language), who=", ".join(call.subjects))
        )  # fmt: skip
    for plan in case.plans:
        state = plan.stage.label(language) + ("" if not plan.final else " ✓")
        includes = ", ".join(i.label(language) for i in sorted(plan.content.includes))
        lines.append(f"{plan.id}  {plan.content.kind.label(language)} ({includes})  {state}")
    lines.append(_("outreach") + f": {case.outreach.label(language)}")
    lines.append(_("participation support") + f": {case.participation.label(language)}")
    if case.post_closure_lead:
        lines.append(_("lead afterwards") + f": {label(case.post_closure_lead)}")
    return lines


show_case = Command(
    "show",
    callback=_show,
    help=_("Show where a case stands. Names and free text are shown only with --people and --notes."),
    params=[
        _CASE,
        click.Option(["--people", "with_people"], is_flag=True, help=_("Show names, which are kept apart.")),
        click.Option(["--notes", "with_notes"], is_flag=True, help=_("Show free text, which is kept apart.")),
        _JSON,
    ],
)


def _history(case_id: str, as_json: bool) -> None:
    with open_here() as here:
        recorded = here.office.history(case_id)
        if as_json:
            entries: list[dict[str, Any]] = [
                {
                    "seq": one.seq,
                    "step": one.step,
                    "on": one.on.isoformat(),
                    "at": one.at,
                    "command": one.command,
                    "by": one.actor.agency,
                    "role": one.actor.role,
                    "event": type(one.event).__name__,
                    "facts": plain(one.event),
                }
                for one in recorded
            ]
            emit_json({"schema": "juso.history/1", "case": case_id, "entries": entries})
            return
        steps = {step.n: step for step in explain(recorded, here.kept_structure)}
        lines = [
            (
                str(one.seq),
                era_date(one.on, short=True),
                steps[one.step].label,
                steps[one.step].actor_shown + (f" ({one.actor.role})" if one.actor.role else ""),
                steps[one.step].phase_shown,
            )
            for one in recorded
        ]
        header = (_("entry"), _("day"), _("what"), _("by"), _("phase"))
        click.echo(table(lines, header, screen_width()))


history = Command("history", callback=_history, help=_("Show every entry of a case."), params=[_CASE, _JSON])
