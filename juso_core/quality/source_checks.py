"""Whether every fact has its source and every question its answer (E01 to E10)."""

import datetime as dt
from collections.abc import Iterator

from juso_core.citation import UNSOURCED
from juso_core.language.era import last_day
from juso_core.language.messages import _, current
from juso_core.municipality import labels, questions
from juso_core.municipality.questions import AnswerState
from juso_core.municipality.terms import national_term
from juso_core.municipality.words import NoteKind, Status
from juso_core.quality.located import Located
from juso_core.quality.remarks import Remark

__all__ = ["source_checks", "stale_checks"]


_NOT_YET = (Status.PLANNED, Status.PROPOSED)
_ALWAYS_KEPT = ("figure", "note", "priority")


def source_checks(located: Located, hooks: tuple[str, ...]) -> Iterator[Remark]:
    """Yield what is not explained; ``hooks`` are those that the plugin's code answers."""
    yield from _questions(located)
    yield from _rows(located)
    yield from _sources(located)
    yield from _areas(located)
    yield from _terms(located)
    yield from _judgement(located, hooks)


def _questions(located: Located) -> Iterator[Remark]:
    structure = located.structure
    if structure.described_on is None:
        what = _("no row says which day the sources describe")
        yield Remark("E04", what, "programme.described_on", located.file, located.line("programme"))
    for answer in questions.answers(located.described):
        question = answer.question
        if answer.state is AnswerState.NOT_ENTERED:
            what = _("not entered: {question}", question=question.label(current()))
            yield Remark("E01", what, question.id, located.file, located.line("silent"))
        elif question.id in structure.silent and answer.state is not AnswerState.SILENT:
            rows = ", ".join(row.key for row in answer.rows)
            what = _("{question} is listed as silent, and answered by {rows}", question=question.id, rows=rows)
            line = located.line("silent", structure.silent.index(question.id))
            yield Remark("E03", what, question.id, located.file, line)


def _rows(located: Located) -> Iterator[Remark]:
    for row, line in located.rows():
        if any(cite.source == UNSOURCED for cite in row.cite):
            what = _("no document is named for this: {heading}", heading=row.cite[0].heading)
            yield Remark("E02", what, row.key, located.file, line)
        if row.status in _NOT_YET and row.since is None and row.table not in _ALWAYS_KEPT:
            what = _("{status}, but it is not said from when on", status=row.status.label(current()))
            yield Remark("E06", what, row.key, located.file, line)


def _sources(located: Located) -> Iterator[Remark]:
    used = {cite.source for row, _line in located.rows() for cite in row.cite}
    for number, source in enumerate(located.structure.source):
        if source.id not in (*used, UNSOURCED):
            what = _("no row cites '{title}'", title=source.title)
            yield Remark("E08", what, f"source.{source.id}", located.file, located.line("source", number))


def _areas(located: Located) -> Iterator[Remark]:
    there = located.described
    for layer in there.layer:
        listed = sum(1 for area in there.area if area.layer == layer.id)
        if layer.count is not None and listed > layer.count:
            number = located.structure.layer.index(layer)
            what = _("{layer}: {count} areas are stated, {listed} are listed", layer=layer.name, count=layer.count,
                     listed=listed)  # fmt: skip
            yield Remark("E09", what, layer.key, located.file, located.line("layer", number, "count"))


def _terms(located: Located) -> Iterator[Remark]:
    for key, term in located.structure.terms.items():
        # The rows of all days: a term may be that of what is only planned.
        if next(labels.rows_with(located.structure, term), None) is None:
            what = _("'{term}', the local term for {national}, stands in no row", term=term,
                     national=national_term(key, current()))  # fmt: skip
            yield Remark("E10", what, f"terms.{key}", located.file, located.line("terms", key))


def _judgement(located: Located, hooks: tuple[str, ...]) -> Iterator[Remark]:
    if hooks and not any(note.kind is NoteKind.JUDGED for note in located.structure.note):
        what = _("the code answers {hooks}, and no note says what it judges", hooks=", ".join(hooks))
        yield Remark("E07", what, "plugin", located.file, located.line("note"))


def stale_checks(located: Located, today: dt.date, days: int) -> Iterator[Remark]:
    """Yield the sources that nobody has looked at for more than ``days`` days, or of which that is not said (E05)."""
    for number, source in enumerate(located.structure.source):
        about, line = f"source.{source.id}", located.line("source", number)
        if source.checked is None:
            what = _("it is not said when '{title}' was last looked at", title=source.title)
            yield Remark("E05", what, about, located.file, line, 'checked = "2026-04-01"')
            continue
        age = (today - last_day(source.checked)).days
        if age > days:
            what = _("'{title}' was last looked at on {day}, {age} days ago", title=source.title, day=source.checked,
                     age=age)  # fmt: skip
            yield Remark("E05", what, about, located.file, located.line("source", number, "checked"))
