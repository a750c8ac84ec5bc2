"""Where the facts of a new structure stand: the documents that the answers name, and a stand-in for the others."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from juso_core.citation import UNSOURCED
from juso_core.language.messages import _
from juso_core.municipality.problems import Problem, did_you_mean, nearest
from juso_core.scaffold.answers import PLAN, SourceAnswer
from juso_core.scaffold.ids import Row
from juso_core.scaffold.problems import OptionProblem

__all__ = ["UNSOURCED_TITLE", "Citing"]

UNSOURCED_TITLE: Final = "出典をまだ確かめていない入力（juso new）"
_WITH_ID: Final = re.compile(r"\s*([\w-]+)\s*[:：]\s*(\S.*)", re.DOTALL)


class Citing:
    """Cites the documents that were named; ``problems`` are the headings that seem to name another one."""

    def __init__(self, sources: Iterable[SourceAnswer]) -> None:
        """Begin with the documents of the answers."""
        named = [source for source in sources if source.title]
        self._sources = {
            source.id or (f"{PLAN}-{number}" if number > 1 else PLAN): source for number, source in enumerate(named, 1)
        }
        self.problems: list[Problem] = []

    def cite(self, heading: str | None, otherwise: str) -> list[str]:
        """Where a fact stands: "id: heading", or a heading of the first document; else which question it answers."""
        if not heading or not self._sources:
            return [f"{UNSOURCED}: {heading or otherwise}"]
        found = _WITH_ID.fullmatch(heading)
        if found and found[1] in self._sources:
            return [f"{found[1]}: {found[2].strip()}"]
        if found and nearest(found[1], self._sources):
            self._wrong(heading, found[1])
        return [f"{next(iter(self._sources))}: {heading}"]

    def rows(self, cited: Iterable[Row], today: dt.date) -> list[Row]:
        """The named documents, and the stand-in where a row rests on it or no other is there."""
        found: list[Row] = [
            {
                "id": own,
                "title": source.title,
                "publisher": source.publisher,
                "as_of": source.as_of,
                "checked": source.checked or today.isoformat(),
            }
            for own, source in self._sources.items()
        ]
        if not found or any(cite.startswith(f"{UNSOURCED}:") for row in cited for cite in row["cite"]):
            found.append({"id": UNSOURCED, "title": UNSOURCED_TITLE, "as_of": today.isoformat()})
        return found

    def _wrong(self, heading: str, own: str) -> None:
        what = _("'{heading}' begins with no id of a source", heading=heading)
        problem = OptionProblem.of("heading", what, did_you_mean(own, self._sources))
        if problem not in self.problems:
            self.problems.append(problem)
