"""The commands that act on a case: each is one method of the office, with an option for everything it takes."""

import datetime as dt
import sys
from collections.abc import Mapping
from typing import Any

import click
from attrs import evolve

from juso_core.casework.law import RefusedByLaw
from juso_core.cli.facts_file import read_facts
from juso_core.cli.options import Leaf, entered, leaves, option
from juso_core.cli.output import emit_json
from juso_core.cli.setup import Here, open_here
from juso_core.cli.table import CASE
from juso_core.entries import EntryErrors, EntryProblem, perform, typed_arguments
from juso_core.language.help import Command
from juso_core.language.messages import _
from juso_core.municipality.problems import did_you_mean, it_can_be
from juso_core.office import Done

__all__: list[str] = []


class CaseCommand(Command):
    """A command that takes its facts from options, from a file, or asks for what is missing at a prompt."""

    def __init__(self, name: str, step: str) -> None:
        """Make the command ``name`` from the office's method ``step``."""
        self.step = step
        self.leaves = tuple(leaves(step))
        params: list[click.Parameter] = []
        if step != "receive":
            params.append(click.Argument(["case_id"], metavar="CASE"))
        for leaf in self.leaves:
            if leaf.path == "act":
                params.append(click.Argument(["act"], metavar="ACT", required=False))
            else:
                params.append(option(leaf, self.step))
        params.append(
            click.Option(
                ["--facts"],
                type=click.Path(dir_okay=False),
                help=_("A TOML or JSON file with the same facts; what is given as an option wins."),
            )
        )
        if any(leaf.path == "attendees" for leaf in self.leaves):
            params.append(
                click.Option(["--confidential"], is_flag=True, help=_("The duty was recorded for every attendee."))
            )
        params.append(click.Option(["--json", "as_json"], is_flag=True, help=_("Print JSON.")))
        super().__init__(name, params=params, callback=self._run, help=_(CASE[name][1]))

    def _run(self, **parameters: Any) -> None:
        facts = read_facts(parameters["facts"], typed_arguments(self.step)) if parameters["facts"] else {}
        data = _merged(facts, entered(self.step, parameters))
        data.setdefault("on", dt.date.today())
        self._ask(data)
        if parameters.get("confidential"):
            data["attendees"] = [f"{str(who).rstrip('!')}!" for who in data.get("attendees", ())]
        with open_here() as here:
            if self.step == "receive":
                data["municipality"] = here.code(data.get("municipality"))
            else:
                data["case_id"] = parameters["case_id"]
                _resolve_all(here, data)
            done = self._perform(here, data)
            from juso_core.cli.shown import done_as_data, show_done

            if parameters["as_json"]:
                emit_json(done_as_data(here, done))
            else:
                show_done(here, done)

    def _perform(self, here: Here, data: Mapping[str, Any]) -> Done:
        """Do the step; what was entered wrongly is named as it is written on the command line."""
        try:
            return perform(here.office, self.step, data)
        except RefusedByLaw as refused:
            refused.label = here.labeller(data)
            raise
        except EntryErrors as wrong:
            flags = self._flags()
            raise EntryErrors(
                evolve(p, key=flags.get(p.key.partition("[")[0], p.key)) for p in wrong.problems
            ) from None

    def _flags(self) -> dict[str, str]:
        """How each thing that can be entered is written; of a whole table, the first of its options."""
        flags = {leaf.path: "ACT" if leaf.path == "act" else leaf.flags[0].partition("/")[0] for leaf in self.leaves}
        for path, flag in list(flags.items()):
            flags.setdefault(path.partition(".")[0], f"{flag} …")
        return flags

    def _ask(self, data: dict[str, Any]) -> None:
        """Ask for what is needed and missing, where somebody is there to answer; otherwise say all of it at once."""
        missing = [leaf for leaf in self.leaves if leaf.required and _get(data, leaf.path) is None]
        missing = [leaf for leaf in missing if leaf.path not in ("on", "municipality")]
        if missing and sys.stdin.isatty():
            for leaf in missing:
                _put(data, leaf.path, _prompted(leaf, self.step))
        elif missing:
            raise EntryErrors(
                EntryProblem(leaf.flags[0].partition("/")[0], _("is missing"), option(leaf, self.step).help or "")
                for leaf in missing
            )


def _prompted(leaf: Leaf, step: str) -> Any:
    question = (option(leaf, step).help or leaf.path).removesuffix(_("[needed]")).strip()
    text = click.prompt(question, err=True)
    while (wrong := _wrong_word(leaf, text)) is not None:
        click.echo(f"  {wrong}", err=True)
        text = click.prompt(question, err=True)
    return entered_text(leaf, text)


def _wrong_word(leaf: Leaf, text: str) -> str | None:
    """What is wrong with what was typed, where only certain words can stand there."""
    if leaf.word is None:
        return None
    words = [word.value for word in leaf.word]
    for part in text.split(",") if leaf.many else [text]:
        # A topic may be marked as the worst.
        word = part.strip().removesuffix("*")
        if word not in words:
            near = did_you_mean(word, words, otherwise="")
            what = _("'{value}' is not a word that can stand here", value=word)
            return "; ".join(filter(None, (what, near, it_can_be(words))))
    return None


def entered_text(leaf: Leaf, text: str) -> Any:
    """Return what was typed at a prompt as plain data, as if it had been an option."""
    from juso_core.cli.options import parsed

    return parsed(leaf, (text,) if leaf.many else text)


def _merged(facts: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(facts)
    for name, value in options.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(name), Mapping)
        merged[name] = {**merged[name], **value} if both else value
    return merged


def _get(data: Mapping[str, Any], path: str) -> Any:
    table, _dot, name = path.rpartition(".")
    inner = data.get(table) if table else data
    return inner.get(name) if isinstance(inner, Mapping) else None


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    table, _dot, name = path.rpartition(".")
    (data.setdefault(table, {}) if table else data)[name] = value


def _resolve_all(here: Any, data: dict[str, Any]) -> None:
    """``all`` stands for every member of the case."""
    for name in ("identified", "subjects", "learned", "about"):
        if data.get(name) == ["all"]:
            data[name] = list(here.office.case(data["case_id"]).refs)


_STEPS = {
    "receive": "receive",
    "assess": "assess",
    "refer": "refer",
    "answer": "answer",
    "return": "give_back",
    "apply": "apply",
    "consent": "consent",
    "share": "share",
    "call": "call",
    "hold": "hold",
    "call-off": "call_off",
    "draft": "draft",
    "submit": "submit",
    "decide": "decide",
    "report": "report",
    "support": "support",
    "outreach": "outreach",
    "participate": "participate",
    "evaluate": "evaluate",
    "close": "close",
    "interrupt": "interrupt",
    "reopen": "reopen",
    "emergency": "emergency",
    "correct": "correct",
}


def __getattr__(name: str) -> CaseCommand:
    """Make the command when it is called for: ``juso_core.cli.cases:refer``."""
    for command, step in _STEPS.items():
        if step == name:
            return CaseCommand(command, step)
    raise AttributeError(name)
