"""What can be read at the office: cases, their entries, people, notes, and what is counted."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from juso_core.advice import Advice, Asked, advise_reporting
from juso_core.casework.case import Case, Phase
from juso_core.casework.decisions import Convening, Reporting
from juso_core.casework.groups import conference_groups
from juso_core.casework.record import Failure, Recorded
from juso_core.desk import Desk
from juso_core.journal import CaseIndex
from juso_core.municipality.loading import StructureErrors, load_text
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Occasion
from juso_core.vault import Note, Person

__all__ = ["Reading"]


class Reading:
    """The methods of the office that change nothing."""

    def __init__(self, desk: Desk) -> None:
        """Work at this desk: journal, vault, plugins, clock."""
        self.desk = desk

    def case(self, case_id: str) -> Case:
        """Return the case as it stands; raises NoSuchCase."""
        return self.desk.case(case_id)

    def cases(self, municipality: str | None = None, phase: Phase | None = None) -> tuple[CaseIndex, ...]:
        """Return where the cases stand: all, or those of one municipality (code) or in one phase."""
        return self.desk.journal.cases(municipality, phase)

    def history(self, case_id: str) -> tuple[Recorded, ...]:
        """Return every entry of a case; ``research.explain`` explains them."""
        return self.desk.journal.history(case_id)

    def histories(self, municipality: str) -> Iterator[tuple[Recorded, ...]]:
        """Go through the entries of every case of a municipality; ``reporting`` counts them."""
        entries = self.desk.journal.events(municipality)
        return (tuple(group) for _case, group in groupby(entries, key=lambda recorded: recorded.case_id))

    def people(self, case_id: str) -> dict[str, Person]:
        """Return what identifies the members of a case, by reference."""
        return self.desk.journal.vault.people(case_id)

    def notes(self, case_id: str) -> tuple[Note, ...]:
        """Return the free text of a case, by the numbers that its entries hold."""
        return self.desk.journal.vault.notes(case_id)

    def kept_structure(self, digest: str) -> Structure | None:
        """Return a structure as it was kept with the cases that rested on it; None when it cannot be read any more."""
        text = self.desk.journal.structure(digest)
        try:
            return load_text(text, digest) if text else None
        except StructureErrors:
            return None

    def indicators(
        self, municipality: str, on: dt.date, failures: list[Failure] | None = None
    ) -> tuple[tuple[Asked, Reporting], ...]:
        """Return what is counted in a municipality on a day, by whom; who failed to say goes into ``failures``."""
        place = self.desk.place(municipality, on)
        if failures is not None:
            failures.extend(place.failures)
        return advise_reporting(place.givers, place.structure, failures)

    def conference_groups(self, case_id: str) -> tuple[tuple[str, ...], ...]:
        """Return the groups of members for which a conference of their own is advised."""
        return conference_groups(self.desk.case(case_id))

    def advise_conference(
        self,
        case_id: str,
        on: dt.date,
        occasion: Occasion = Occasion.SHARE,
        subjects: tuple[str, ...] | None = None,
        plan: str | None = None,
    ) -> Advice[Convening]:
        """Return which conference is advised, without calling it."""
        work = self.desk.look(case_id, on)
        return work.convening(occasion, subjects or work.about(plan), plan)
