"""Whether the example walk of the pages goes through the example town of the pages."""

import datetime as dt
import itertools
from pathlib import Path

import pytest
from docs_pages import LANGUAGES, blocks

from juso_core import hookspecs, national, stated
from juso_core.advice import Asked
from juso_core.casework.case import Phase
from juso_core.casework.setting import setting_of
from juso_core.citation import Giver
from juso_core.desk import Desk, Place
from juso_core.journal.memory import MemoryJournal
from juso_core.municipality.loading import load_text
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import ConferenceKind
from juso_core.office import Office
from juso_core.research.walks import read_walk, walk


def givers() -> tuple[Asked, ...]:
    modules = {Giver.STRUCTURE: stated, Giver.NATIONAL: national}
    answers = {
        giver: {hook: (getattr(module, hook),) for hook in hookspecs.RESULTS if hasattr(module, hook)}
        for giver, module in modules.items()
    }
    return tuple(Asked(giver, giver.value, "", hooks) for giver, hooks in answers.items())


def office(town: Structure) -> Office:
    def place(code: str, on: dt.date) -> Place:
        day = town.at(on)
        return Place(
            code=code, givers=givers(), structure=day, setting=setting_of(day), plugin=None, version=None, text=""
        )

    numbers = itertools.count(1)
    now = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
    return Office(Desk(journal=MemoryJournal(), place=place, now=lambda: now, new_id=lambda: f"X{next(numbers)}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_walk_goes_through_the_example_town(language: str, tmp_path: Path) -> None:
    (structure,) = (one for one in blocks("toml", "structure") if one.page.parent.name == language)
    (example,) = (one for one in blocks("toml", "walk") if one.page.parent.name == language)
    file = tmp_path / "example.walk.toml"
    file.write_text(example.text, encoding="utf-8")
    at = office(load_text(structure.text))
    walked = walk(at, "999997", read_walk(file))
    case = at.case(walked.case_id)
    assert case.phase is Phase.PRECONSENT
    assert [session.kind for session in case.sessions] == [ConferenceKind.SUPPORT_CONFERENCE]
    assert [refusal.do for refusal in walked.refusals] == ["call"]
    assert case.person.learned, "the son was spoken of without consent"
