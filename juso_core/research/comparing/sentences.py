"""What was found between two municipalities, or in one between two days, as sentences with citations."""

from juso_core.language.messages import _, current
from juso_core.municipality.questions import AnswerState
from juso_core.research.comparing.findings import Finding, FindingKind
from juso_core.research.comparing.model import Cell
from juso_core.research.comparing.wording import cites_text, note_text, value_text

__all__ = ["finding_sentence", "says"]


def finding_sentence(finding: Finding, first: str, second: str) -> str:
    """Return a finding as a sentence in the current language, about those whom people call ``first`` and ``second``."""
    about = finding.dimension.name.in_language(current())
    one, other = says(finding.first), says(finding.second)
    if finding.kind is FindingKind.SAME:
        return _("{about}: the same. {first}: {one}; {second}: {other}.", about=about, first=first, one=one,
                 second=second, other=other)  # fmt: skip
    if finding.kind is FindingKind.DIFFERS:
        return _("{about}: {first}: {one}, but {second}: {other}.", about=about, first=first, one=one,
                 second=second, other=other)  # fmt: skip
    return _("{about}: {first}: {one}; {second}: {other}.", about=about, first=first, one=one, second=second,
             other=other)  # fmt: skip


def says(cell: Cell) -> str:
    """Return what a cell says, with its citations, or why it says nothing."""
    language = current()
    comma = "、" if language == "ja" else ", "
    if not cell.answered:
        return _state(cell)
    texts = [value_text(value, language) for value in cell.values] + [note_text(note, language) for note in cell.notes]
    said = comma.join(text.rstrip("。.") for text in texts)
    if cell.state is not AnswerState.STATED:
        said = f"{_state(cell)} — {said}" if said else _state(cell)
    cites = cites_text(cell.cites)
    return f"{said} [{cites}]" if cites else said


def _state(cell: Cell) -> str:
    if cell.state is AnswerState.SILENT:
        return _("the source is silent")
    if cell.state is AnswerState.NOT_ENTERED:
        return _("not entered")
    return cell.state.label(current())
