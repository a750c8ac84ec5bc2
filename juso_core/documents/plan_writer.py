"""What the sections of a draft are written with: names, words and periods in its language, and parts with their rows.

Whatever a part says is handed in together with the rows that say it; what was said once is remembered, so that nothing
of the structure is left out at the end.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from juso_core.citation import Citation
from juso_core.documents.plan_model import Gap, Line, Paragraph, Part, Table
from juso_core.documents.plan_words import ROW_WORDS, day_shown, period
from juso_core.language.era import first_day
from juso_core.municipality import labels
from juso_core.municipality.questions import QUESTIONS, Answer, AnswerState, answers
from juso_core.municipality.structure import Note, PlanRoute, Priority, Programme, Row, Structure
from juso_core.municipality.words import Field, Function, NoteKind, RoleKind, Status, Trait, Word

__all__ = ["Writer"]


_MANY: Final = 3
_REMARKS: Final = {NoteKind.JUDGED: "判断による"}
"""Where a vocabulary's word speaks of the program, a plan speaks of the office."""

_WORDS: Final[tuple[type[Word], ...]] = (Trait, Field, Function, RoleKind)
"""The vocabularies whose words a row may name instead of another row."""
_OPEN: Final = (AnswerState.SILENT, AnswerState.NOT_ENTERED)


class Writer:
    """Writes the parts of one draft, of the structure of one day, in one language."""

    def __init__(self, whole: Structure, day: dt.date, language: str) -> None:
        """Write about a municipality as it is on a day, in "ja" or "en"."""
        self.whole, self.on, self.language = whole, day, language
        self.structure = structure = whole.at(day)
        self.said: set[Row] = set()
        self._answers = answers(structure)
        self._told: set[str] = set()

    # ------------------------------------------------------------------ words

    def say(self, ja: str, en: str) -> str:
        """Return the one of two wordings that is in the draft's language."""
        return ja if self.language == "ja" else en

    def label(self, name: str) -> str:
        """Return what people read for whatever a row may name: an id, an ``@`` word, a word, a question, a key."""
        if name in QUESTIONS:
            return QUESTIONS[name].label(self.language)
        if name not in self.structure.ids:
            for vocabulary in _WORDS:
                if name in tuple(vocabulary):
                    return vocabulary(name).label(self.language)
        table, _dot, id = name.partition(".")
        return labels.label(self.structure, id if table in ROW_WORDS and id else name, self.language)

    def labels(self, names: Iterable[str]) -> str:
        """Return several names as one text; what many of them begin with alike is written once."""
        found = list(dict.fromkeys(self.label(name) for name in names))
        alike, *others = {text.rpartition(" ")[0] for text in found} or {""}
        if len(found) < _MANY or others or not alike:
            return self.listed(found)
        return f"{alike} " + self.say("・", ", ").join(text.removeprefix(alike).strip() for text in found)

    def words(self, words: Iterable[Word]) -> str:
        """Return several words of a vocabulary as one text."""
        return self.listed(word.label(self.language) for word in words)

    def listed(self, texts: Iterable[str]) -> str:
        """Join texts as a list within a sentence."""
        return self.say("、", ", ").join(dict.fromkeys(text for text in texts if text))

    def yes(self, said: bool) -> str:
        """A mark for what is said, nothing for what is not."""
        return self.say("あり", "yes") if said else ""

    def number(self, count: int | None, per: str | None = None, many: int | None = None) -> str:
        """How many, and for each of which areas (and how many there); nothing where neither is said."""
        each = self.say(f"{self.label(per)}ごと", f"for each {self.label(per)}") if per else ""
        if each and many is not None:
            each = self.say(f"{each}に{many}", f"{many} {each}")
        if count is None:
            return each
        return str(count) + (self.say(f"（{each}）", f" ({each})") if each else "")

    def day(self, day: dt.date) -> str:
        """A day as the document writes it."""
        return day_shown(day, self.language)

    def period(self, text: str) -> str:
        """A period, no more precise than its source: 令和3年度, 令和3年4月, 2021年."""
        return period(text, self.language)

    def span(self, row: Row) -> str:
        """From when to when a row holds; nothing where the source does not say."""
        if row.since is None and row.until is None:
            return ""
        since = self.period(row.since) if row.since else ""
        until = self.period(row.until) if row.until else ""
        return since if since == until else f"{since}{self.say('〜', ' – ')}{until}".strip()

    def firm(self, row: Row) -> str:
        """How firm a row is, where it is not in force: （予定）."""
        if row.status is Status.IN_FORCE:
            return ""
        return self.say(f"（{row.status.ja}）", f" ({row.status.en})")

    # ------------------------------------------------------------------ parts

    def paragraph(self, id: str, text: str, *rows: Row) -> Iterator[Part]:
        """Yield a paragraph that these rows say; nothing where there is no text."""
        if text:
            yield Paragraph(id, text, self._keys(rows), _cites(rows))

    def table(
        self, id: str, caption: str, header: Sequence[str], rows: Iterable[tuple[Row, Sequence[str]]]
    ) -> Iterator[Part]:
        """Yield a table of rows and their cells, without the columns of which nothing is said; or nothing."""
        lines = [Line(tuple(cells), self._keys([row]), _cites([row])) for row, cells in rows]
        if not lines:
            return
        used = [n for n in range(len(header)) if n == 0 or any(line.cells[n] for line in lines)]
        yield Table(
            id,
            caption,
            tuple(header[n] for n in used),
            tuple(Line(tuple(line.cells[n] for n in used), line.rows, line.cites) for line in lines),
        )

    def facts(self, id: str, caption: str, row: Row, facts: Iterable[tuple[str, str]]) -> Iterator[Part]:
        """Yield a table of two columns: everything that is said of one row."""
        keys, cites = self._keys([row]), _cites([row])
        lines = tuple(Line((name, value), keys, cites) for name, value in facts if value)
        if lines:
            yield Table(id, caption, (self.say("項目", "item"), self.say("内容", "what is said")), lines)

    def notes(self, id: str, *about: str) -> Iterator[Part]:
        """Yield the remarks about these ids and questions, which were not yet told."""
        for note in self.structure.note:
            if note.about in about and note not in self.said and self._holds(note):
                yield self.note(f"{id}.{note.about}", note)

    def note(self, id: str, note: Note) -> Paragraph:
        """Return one remark as a paragraph, with what kind of remark it is."""
        count = sum(isinstance(one, Note) and one.about == note.about for one in self.said)
        kind = (
            ""
            if note.kind is NoteKind.STATED
            else self.say(f"【{_REMARKS.get(note.kind, note.kind.ja)}】", f"[{note.kind.en}] ")
        )
        text = kind + note.text.in_language(self.language) + self.firm(note)
        return Paragraph(f"{id}.note{count + 1}", text, self._keys([note]), _cites([note]), note.kind)

    def gaps(self, *questions: str) -> Iterator[Part]:
        """Yield the questions, by id or by what ids begin with, that the sources leave open; each once in a draft."""
        for answer in self._answers:
            id = answer.question.id
            asked = any(id == one or (one.endswith(".") and id.startswith(one)) for one in questions)
            if asked and id not in self._told and answer.state in (*_OPEN, AnswerState.CONFLICT):
                self._told.add(id)
                yield self._gap(answer)

    def about(self, id: str, rows: Iterable[Row], *questions: str) -> Iterator[Part]:
        """Yield the remarks about rows and questions, then the open questions."""
        ids = dict.fromkeys(row.key.partition(".")[2] or row.key for row in rows)
        known = [answer.question.id for answer in self._answers]
        asked = [q for q in known if any(q == one or (one.endswith(".") and q.startswith(one)) for one in questions)]
        yield from self.notes(id, *ids, *asked)
        yield from self.gaps(*questions)

    def left(self) -> tuple[Row, ...]:
        """Return the rows of the day that no part has said yet."""
        return tuple(row for row in self.structure.rows() if row not in self.said and self._holds(row))

    def later(self) -> Iterator[Row]:
        """Yield the rows that do not hold yet: planned or proposed for some day, or from a later day."""
        for row in self.whole.rows():
            begun = row.since is not None and first_day(row.since) <= self.on
            dated = row.since is not None or row.status in (Status.PLANNED, Status.PROPOSED)
            if dated and not begun and row not in self.said:
                yield row

    def name_of(self, row: Row) -> str:
        """What people read for a row, whatever its table is."""
        if isinstance(row, PlanRoute):
            return self.words(row.plan)
        if isinstance(row, Programme):
            return row.stage.label(self.language)
        if isinstance(row, Priority):
            return row.target.label(self.language)
        if isinstance(row, Note):
            return row.text.in_language(self.language)
        return labels.label(self.whole, row.id, self.language)  # type: ignore[attr-defined]

    def _holds(self, row: Row) -> bool:
        """Notes are kept on every day; figures and priorities stand for a period of their own."""
        return not isinstance(row, Note) or row.holds_on(self.on)

    def _gap(self, answer: Answer) -> Gap:
        question, state = answer.question, answer.state
        text = self.say(f"{question.ja}：{state.ja}", f"{question.en}: {state.en}")
        return Gap(
            question.id, question.label(self.language), state, text, self._keys(answer.rows, False), _cites(answer.rows)
        )

    def _keys(self, rows: Iterable[Row], said: bool = True) -> tuple[str, ...]:
        rows = tuple(rows)
        if said:
            self.said.update(rows)
        return tuple(dict.fromkeys(row.key for row in rows))


def _cites(rows: Iterable[Row]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(cite for row in rows for cite in row.cite))
