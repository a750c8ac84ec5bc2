"""What was found between two municipalities, or in one between two days, as sentences with citations."""

from collections.abc import Iterable, Iterator, Sequence

from juso_core.citation import Citation
from juso_core.language.messages import _, current
from juso_core.municipality.questions import AnswerState
from juso_core.research.comparing.findings import Finding, FindingKind
from juso_core.research.comparing.model import Cell, Column
from juso_core.research.comparing.wording import cites_text, conflict_mark, note_text, value_text

__all__ = ["finding_sentence", "on_other_days", "says", "with_remarks"]


def on_other_days(columns: Iterable[Column]) -> Iterator[str]:
    """Yield, for each column of another day than its sources describe, that they tell little of that day."""
    for column in columns:
        if column.on_another_day and column.described_on:
            yield _("{name} on {on}: its sources describe {day}; of other days only what has a beginning or an end in "
                    "them is known.", name=column.label(current()), on=column.on.isoformat(),
                    day=column.described_on.isoformat())  # fmt: skip


def finding_sentence(finding: Finding, first: str, second: str) -> str:
    """Return a finding in the current language, about those whom people call ``first`` and ``second``.

    Remarks follow as sentences of their own, each with whose it is.
    """
    about = finding.dimension.name.in_language(current())
    one, other = says(finding.first), says(finding.second)
    if finding.kind is FindingKind.SAME:
        sentence = _("{about}: the same. {first}: {one}; {second}: {other}.", about=about, first=first, one=one,
                     second=second, other=other)  # fmt: skip
    elif finding.kind is FindingKind.DIFFERS:
        sentence = _("{about}: {first}: {one}, but {second}: {other}.", about=about, first=first, one=one,
                     second=second, other=other)  # fmt: skip
    else:
        sentence = _("{about}: {first}: {one}; {second}: {other}.", about=about, first=first, one=one, second=second,
                     other=other)  # fmt: skip
    return with_remarks(sentence, (first, finding.first), (second, finding.second))


def says(cell: Cell) -> str:
    """Return what a cell says, or why it says nothing: each value with its citations, but once where all share them.

    Notes are told by ``with_remarks``; where there is nothing else, they are what the cell says.
    """
    if not cell.answered:
        return _state(cell)
    language = current()
    said = _listed([(value_text(value, language), value.cites) for value in cell.values]
                   or [(note_text(note, language), note.cite) for note in cell.notes])  # fmt: skip
    if cell.state is not AnswerState.STATED:
        return f"{_state(cell)} — {said}" if said else _state(cell)
    return said


def with_remarks(sentence: str, *cells: tuple[str, Cell]) -> str:
    """Return a sentence about cells, each with whose it is, followed by the remarks on each of them."""
    remarks = (
        _("{name}: {what}.", name=name, what=_listed([remark])) for name, cell in cells for remark in _remarks(cell)
    )
    return ("" if current() == "ja" else " ").join([sentence, *remarks])


def _remarks(cell: Cell) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    language = current()
    if cell.values:
        yield from ((note_text(note, language), note.cite) for note in cell.notes)
    for note in cell.row_conflicts:
        yield f"{conflict_mark(note, language)} {note_text(note, language)}", note.cite


def _listed(said: Sequence[tuple[str, Iterable[Citation]]]) -> str:
    texts = [text.rstrip("。.") for text, _cites in said]
    cites = [cites_text(cited) for _text, cited in said]
    semicolon = "；" if current() == "ja" else "; "
    if len(set(cites)) == 1:
        return f"{semicolon.join(texts)} [{cites[0]}]"
    return semicolon.join(f"{text} [{cited}]" for text, cited in zip(texts, cites, strict=True))


def _state(cell: Cell) -> str:
    if cell.state is AnswerState.SILENT:
        return _("the source is silent")
    if cell.state is AnswerState.NOT_ENTERED:
        return _("not entered")
    return cell.state.label(current())
