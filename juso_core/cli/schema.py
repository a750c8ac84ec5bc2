"""``juso schema``: the JSON Schema of a file format, or the closed vocabularies that files may use."""

import click

from juso_core.cli.output import emit_json, screen_width
from juso_core.language.help import Command
from juso_core.language.messages import _, current
from juso_core.language.width import table
from juso_core.municipality.problems import did_you_mean

__all__ = ["schema"]

FORMATS = ("structure", "case", "expected", "held", "path", "matrix", "behaviour", "distance", "words")


def _run(name: str, vocabulary: str | None, as_json: bool) -> None:
    if name not in FORMATS:
        raise click.BadParameter(
            _("no such format: {name}", name=name) + "; " + did_you_mean(name, FORMATS), param_hint="FORMAT"
        )
    if name == "structure":
        from juso_core.municipality.schema import structure_schema

        emit_json(structure_schema())
        return
    if name != "words":
        from juso_core.research import schemas
        from juso_core.research.comparing.behaviour import behaviour_schema
        from juso_core.research.comparing.data import matrix_schema
        from juso_core.research.comparing.distance_data import distance_schema

        made = {
            "case": schemas.case_schema,
            "expected": schemas.expected_schema,
            "held": schemas.held_schema,
            "path": schemas.path_schema,
            "matrix": matrix_schema,
            "behaviour": behaviour_schema,
            "distance": distance_schema,
        }
        emit_json(made[name]())
        return
    _words(vocabulary, as_json)


def _words(vocabulary: str | None, as_json: bool) -> None:
    from juso_core.casework import case, decisions, events, facts, law
    from juso_core.municipality import words
    from juso_core.research import case_file, simulation, turns

    kinds = {
        kind.__name__: kind
        for module in (words, facts, events, case, decisions, law, case_file, turns, simulation)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, words.Word) and kind is not words.Word
    }
    if vocabulary and vocabulary not in kinds:
        raise click.BadParameter(
            _("no such vocabulary: {name}", name=vocabulary) + "; " + did_you_mean(vocabulary, kinds),
            param_hint="VOCABULARY",
        )
    wanted = [vocabulary] if vocabulary else sorted(kinds)
    if as_json:
        emit_json({name: [{"word": w.value, "ja": w.ja, "en": w.en} for w in kinds[name]] for name in wanted})
        return
    for name in wanted:
        click.echo(f"{name}  {(kinds[name].__doc__ or '').splitlines()[0]}")
        click.echo(
            table([(w.value, w.label(current())) for w in kinds[name]], (_("word"), _("meaning")), screen_width())
        )
        click.echo()


schema = Command(
    "schema",
    callback=_run,
    help=_(
        "Print the JSON Schema of a file format, or the words that files may use.\n\n"
        "FORMAT is one of: {formats}. With words, VOCABULARY names one of them.",
        formats=", ".join(FORMATS),
    ),
    params=[
        click.Argument(["name"], metavar="FORMAT"),
        click.Argument(["vocabulary"], metavar="[VOCABULARY]", required=False),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON (a schema always is).")),
    ],
)
