"""What ``juso new`` asks on a terminal: one question after another, each of which may be left open but three.

Everything is printed to the error stream, so that ``--json`` stays one document.
"""

import sys
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, Final

import attrs
import click

from juso_core.language.era import parse_date
from juso_core.language.messages import N_, _, current
from juso_core.municipality import code as codes
from juso_core.municipality.words import OperationForm, OrganizationKind, Stage, Word
from juso_core.scaffold.answers import (
    FUNCTIONS,
    MOST_AREAS,
    Answers,
    LayerAnswer,
    OperatorAnswer,
    ProgrammeAnswer,
    SourceAnswer,
)
from juso_core.scaffold.periods import as_period
from juso_core.scaffold.wrong import wrong_name, wrong_period, wrong_short, wrong_text

__all__ = ["PATTERNS", "ask", "is_terminal"]

PATTERNS: Final = (
    N_("1: a body of its own that coordinates and backs others up, without a window"),
    N_("2: a body of its own that is a window for any field as well"),
    N_("3: at a general window that takes everything in one place"),
    N_("4: added to one of the consultation agencies"),
    N_("5: no particular body; every consultation agency coordinates"),
)
"""Where multi-agency collaboration sits, by the ministry's number."""

Wrong = Callable[[str], str | None]


def is_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(answers: Answers, everything: bool) -> Answers:
    """Ask for what is needed and not answered, or for everything that is not answered; raises click.Abort."""
    answers = _needed(answers, everything)
    if not everything:
        return _completed(answers)
    _say(_("Enter alone leaves a question open. What is open is not entered, and listed at the end."))
    if not answers.source:
        answers = attrs.evolve(answers, source=tuple(_source()))
    answers = _completed(answers)
    sourced = bool(answers.source)
    if answers.programme is None:
        answers = attrs.evolve(answers, programme=_programme(sourced))
    for function in FUNCTIONS:
        if not answers.operators_of(function) and (one := _operator(function, sourced)):
            answers = attrs.evolve(answers, operator=(*answers.operator, one))
    return answers if answers.layer else attrs.evolve(answers, layer=tuple(_layers()))


def _say(text: str) -> None:
    click.echo(text, err=True)


def _text(question: str, wrong: Wrong = wrong_text, needed: bool = False, proposed: str = "") -> str | None:
    """Ask until the answer can be used; None where it is left open."""
    while True:
        answer = click.prompt(question, default=proposed, show_default=bool(proposed), type=str, err=True).strip()
        if not answer and not needed:
            return None
        problem = wrong(answer) if answer else _("this is needed")
        if problem is None:
            return str(answer)
        _say(f"  {problem}")


def _period(question: str, needed: bool = False) -> str | None:
    """Ask for a period, which may be written with an era."""
    answer = _text(question, lambda text: wrong_period(as_period(text)), needed)
    return as_period(answer) if answer else None


def _choice(question: str, labels: Iterable[str]) -> int | None:
    """Ask for a number from 1 on; None where it is left open."""
    labels = list(labels)
    _say(question)
    for label in labels:
        _say(f"  {label}")
    while True:
        answer = _text("  " + _("number"))
        if answer is None:
            return None
        number = unicodedata.normalize("NFKC", answer)
        if number.isdecimal() and len(number) == 1 and 1 <= int(number) <= len(labels):
            return int(number)
        _say("  " + _("write a number from 1 to {most}", most=len(labels)))


def _word(question: str, vocabulary: type[Word]) -> Any:
    words = list(vocabulary)
    number = _choice(question, (f"{n}: {word.label(current())}" for n, word in enumerate(words, 1)))
    return words[number - 1] if number else None


def _needed(answers: Answers, everything: bool) -> Answers:
    if answers.code is None:
        code = _text(_("Code of the municipality (six digits)"), codes.explain, needed=True)
        answers = attrs.evolve(answers, code=code)
    prefecture = codes.prefecture(answers.code or "")
    if answers.name is None:
        where = prefecture.in_language(current()) if prefecture else _("invented")
        answers = attrs.evolve(answers, name=_text(_("Its name ({where})", where=where), wrong_name, needed=True))
    if answers.name_en is None and everything:
        answers = attrs.evolve(answers, name_en=_text(_("Its name in English"), wrong_name))
    if answers.short is None:
        proposed = _short_from(answers.name_en or "")
        short = _text(_("A short name for it, in small letters"), wrong_short, needed=True, proposed=proposed)
        answers = attrs.evolve(answers, short=short)
    return answers


def _short_from(name_en: str) -> str:
    """The first word of the English name, where that can be a short name."""
    word = "".join(sign for sign in name_en.lower().partition(" ")[0] if sign.isascii() and sign.isalnum())
    return word if word and wrong_short(word) is None else ""


def _completed(answers: Answers) -> Answers:
    """Ask for what another answer needs beside it."""
    for source in answers.source[:1]:
        title = source.title or _text(_("Title of the document"), needed=True)
        as_of = source.as_of or _period(_("Its time (2026-03-31, 2026-03 or FY2025)"), needed=True)
        completed = attrs.evolve(source, title=title, as_of=as_of)
        answers = attrs.evolve(answers, source=(completed, *answers.source[1:]))
    programme = answers.programme
    if programme not in (None, ProgrammeAnswer()) and programme is not None and programme.stage is None:
        while (stage := _word(_("How far is the programme?"), Stage)) is None:
            _say("  " + _("this is needed"))
        answers = attrs.evolve(answers, programme=attrs.evolve(programme, stage=stage))
    return answers


def _source() -> Iterable[SourceAnswer]:
    title = _text(_("Title of the document in which the answers stand"))
    if title is not None:
        as_of = _period(_("Its time (2026-03-31, 2026-03 or FY2025)"), needed=True)
        yield SourceAnswer(title=title, as_of=as_of, publisher=_text(_("Who published it")))


def _programme(sourced: bool) -> ProgrammeAnswer | None:
    stage = _word(_("How far is the programme?"), Stage)
    if stage is None:
        return None
    since = _period(_("Since when (FY2026 or 2026-04)"))
    day = _text(_("Which day is described (2026-04-01 or 令和8年4月1日)"), _wrong_day)
    return ProgrammeAnswer(
        stage=stage,
        since=since,
        described_on=parse_date(day) if day else None,
        mac_setting_pattern=_choice(_("Where does multi-agency collaboration sit?"), map(_, PATTERNS)),
        section=_text(_("The section in charge of the programme")),
        heading=_heading(sourced),
    )


def _wrong_day(text: str) -> str | None:
    try:
        parse_date(text)
    except ValueError as error:
        return str(error)
    return None


def _operator(function: Any, sourced: bool) -> OperatorAnswer | None:
    label = function.label(current())
    kind = _word(_("Who runs this? {function}", function=label), OrganizationKind)
    if kind is None:
        return None
    municipal = kind is OrganizationKind.MUNICIPALITY
    return OperatorAnswer(
        function=function,
        kind=kind,
        name=None if municipal else _text("  " + _("Name of the body"), needed=True),
        section=_text("  " + _("Its section or centre")),
        form=_word("  " + _("How is it run?"), OperationForm),
        heading=_heading(sourced),
    )


def _heading(sourced: bool) -> str | None:
    return _text("  " + _("Under which heading of the document does that stand?")) if sourced else None


def _layers() -> Iterable[LayerAnswer]:
    _say(_("Layers of areas, from the whole municipality downward; Enter alone ends the list."))
    names: list[str] = []
    while (name := _text("  " + _("Name of the layer"))) is not None:
        if name in names:
            _say("  " + _("this layer is answered twice"))
            continue
        names.append(name)
        count = _text("  " + _("Number of areas in it"), _wrong_count)
        yield LayerAnswer(name=name, count=int(unicodedata.normalize("NFKC", count)) if count else None)


def _wrong_count(text: str) -> str | None:
    number = unicodedata.normalize("NFKC", text)
    good = number.isdecimal() and len(number) <= len(str(MOST_AREAS)) and 1 <= int(number) <= MOST_AREAS
    return None if good else _("'{count}' is no number of areas", count=text)
