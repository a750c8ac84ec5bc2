"""What every journal promises, in memory and in a database alike."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from juso_core.casework.case import Phase
from juso_core.casework.events import ConsentRecorded
from juso_core.journal import CaseIndex, Journal, NoSuchCase, StaleCase
from juso_core.journal.memory import MemoryJournal
from juso_core.journal.sql import SqlJournal
from juso_core.language import use
from juso_core.municipality.words import Consent
from juso_core.vault import Person
from tests.journal.journal_kit import CLOSED, DAY, HANDLED, OTHER_TOWN, TOWN, assessed, enter, first, then


@pytest.fixture(params=["memory", "sqlite"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    use("en")
    made: Journal = MemoryJournal() if request.param == "memory" else SqlJournal.create(tmp_path / "事例 #1.sqlite")
    yield made
    assert made.verify() == ()
    made.close()


def whole(journal: Journal) -> list[Any]:
    """Everything that a journal holds, to see that nothing has changed."""
    vault = [(journal.vault.people(line.case_id), journal.vault.notes(line.case_id)) for line in journal.cases()]
    return [journal.cases(), list(journal.events()), vault]


class Slip(Exception):
    """Something that goes wrong in the middle."""


def test_a_case_is_read_as_it_was_written(journal: Journal) -> None:
    recorded, case = first("C1")
    index = journal.append(recorded, case)
    history = journal.read("C1")
    assert history.recorded == tuple(recorded) == journal.history("C1")
    assert history.case == case
    assert history.index == index == journal.index("C1")
    assert attrs.asdict(index) | {"head": b""} == {
        "case_id": "C1",
        "municipality": TOWN,
        "phase": Phase.CONSULTED,
        "agency": "houkatsu",
        "seq": 1,
        "step": 1,
        "opened_on": DAY,
        "updated_on": DAY,
        "head": b"",
    }


def test_commands_follow_each_other_without_reading_between(journal: Journal) -> None:
    index = journal.append(*first("C1"))
    recorded, case = then(journal.read("C1"), assessed(), HANDLED, on=DAY + dt.timedelta(days=3))
    later = journal.append(recorded, case, after=index)
    assert (later.seq, later.step, later.phase) == (3, 2, Phase.HANDLING)
    assert (later.opened_on, later.updated_on) == (DAY, DAY + dt.timedelta(days=3))
    assert later.head != index.head
    assert journal.history("C1")[1:] == tuple(recorded)
    assert journal.read("C1").index == later == journal.index("C1")
    assert journal.read("C1").case == case


def test_who_read_before_somebody_else_wrote_is_told_and_writes_nothing(journal: Journal) -> None:
    enter(journal, "C1")
    mine = journal.read("C1")
    enter(journal, "C1", assessed(7), HANDLED)
    before = whole(journal)

    def late() -> None:
        with journal.writing() as writing:
            writing.vault.add_note("C1", "a note", on=DAY, agency="houkatsu")
            writing.keep_structure("d1", TOWN, "x")
            writing.append(*then(mine, assessed(1)), after=mine.index)

    with pytest.raises(StaleCase) as error:
        late()
    assert whole(journal) == before
    assert journal.structure("d1") is None
    assert "changed by somebody else meanwhile (entries now: 3, when read: 1)" in str(error.value)
    assert "look at the case again (juso case show C1)" in error.value.how_to_mend()
    enter(journal, "C1", assessed(1))


def test_a_case_is_opened_once(journal: Journal) -> None:
    enter(journal, "C1")
    before = whole(journal)
    with pytest.raises(StaleCase, match=r"there is a case C1 already \(entries: 1\)"):
        journal.append(*first("C1", agency="shakyo"))
    assert whole(journal) == before


def test_a_case_that_is_not_there_is_named_with_the_one_probably_meant(journal: Journal) -> None:
    enter(journal, "2024-0001")
    enter(journal, "2024-0777")
    for look in (journal.read, journal.history, journal.index):
        with pytest.raises(NoSuchCase, match="there is no case 2024-077") as error:
            look("2024-077")
        assert error.value.how_to_mend() == "did you mean '2024-0777'?"
    with pytest.raises(NoSuchCase) as error:
        journal.read("zzz")
    assert error.value.how_to_mend() == "list the cases with: juso case list"


def test_nobody_writes_on_to_a_case_that_is_not_there(journal: Journal) -> None:
    enter(journal, "C1")
    elsewhere = MemoryJournal()
    enter(elsewhere, "C2")
    history = elsewhere.read("C2")
    with pytest.raises(NoSuchCase):
        journal.append(*then(history, HANDLED), after=history.index)


def test_a_block_that_raises_leaves_nothing(journal: Journal) -> None:
    enter(journal, "C1")
    before = whole(journal)

    def all_of_it() -> None:
        with journal.writing() as writing:
            writing.vault.add_note("C1", "a note", on=DAY, agency="houkatsu")
            writing.vault.put_person("C1", "P1", Person(name="例示 太郎"))
            writing.keep_structure("d1", TOWN, "x")
            index = writing.append(*first("C2"))
            history = journal.read("C1")
            writing.append(*then(history, HANDLED), after=history.index)
            assert index.seq == 1
            raise Slip

    with pytest.raises(Slip):
        all_of_it()
    assert whole(journal) == before
    assert journal.structure("d1") is None


def test_a_transaction_sees_what_it_wrote_and_others_do_not_yet(journal: Journal) -> None:
    enter(journal, "C1")
    with journal.writing() as writing:
        assert writing.vault.add_note("C1", "one", on=DAY, agency="a") == "N1"
        assert writing.vault.add_note("C1", "two", on=DAY, agency="a") == "N2"
        assert [note.text for note in writing.vault.notes("C1")] == ["one", "two"]
        assert journal.vault.notes("C1") == ()
    assert [note.number for note in journal.vault.notes("C1")] == ["N1", "N2"]


def test_an_event_can_name_the_note_that_is_written_with_it(journal: Journal) -> None:
    enter(journal, "C1")
    history = journal.read("C1")
    with journal.writing() as writing:
        number = writing.vault.add_note("C1", "長男が電話で", on=DAY, agency="houkatsu")
        event = ConsentRecorded(of="P1", use=Consent.GIVEN, proxy=True, ground=number)
        writing.append(*then(history, event), after=history.index)
    assert journal.history("C1")[-1].event == event
    note = journal.vault.note("C1", number)
    assert note is not None
    assert note.text == "長男が電話で"


def test_a_note_can_come_before_the_case_that_it_opens(journal: Journal) -> None:
    with journal.writing() as writing:
        writing.vault.add_note("C1", "why", on=DAY, agency="houkatsu")
        writing.vault.put_person("C1", "P1", Person(name="例示 花子"))
        writing.append(*first("C1"))
    assert len(journal.vault.notes("C1")) == 1


def test_nothing_about_no_case_is_kept(journal: Journal) -> None:
    enter(journal, "C1")

    def with_all_else() -> None:
        with journal.writing() as writing:
            writing.append(*first("C3"))
            writing.vault.add_note("C2", "x", on=DAY, agency="a")

    for write in (
        lambda: journal.vault.add_note("C2", "x", on=DAY, agency="a"),
        lambda: journal.vault.put_person("C2", "P1", Person(name="x")),
        with_all_else,
    ):
        with pytest.raises(NoSuchCase, match="no case C2"):
            write()
    assert journal.vault.people("C2") == {}
    assert journal.vault.notes("C2") == ()
    assert [line.case_id for line in journal.cases()] == ["C1"]


def test_several_commands_make_one_transaction(journal: Journal) -> None:
    with journal.writing() as writing:
        one = writing.append(*first("C1"))
        two = writing.append(*first("C2"))
        with pytest.raises(StaleCase):
            writing.append(*first("C1"))
    assert journal.cases() == (one, two)


def test_what_does_not_belong_together_is_refused(journal: Journal) -> None:
    index = enter(journal, "C1")
    recorded, case = then(journal.read("C1"), assessed(), HANDLED)
    other, other_case = first("C2")
    before = whole(journal)
    for wrong, their_case, after in (
        ([], case, index),
        (recorded[1:], case, index),
        (recorded[:1], case, index),
        (recorded[::-1], case, index),
        (recorded, case, None),
        (recorded, other_case, index),
        (other, other_case, index),
        ([attrs.evolve(recorded[0], municipality=OTHER_TOWN), recorded[1]], case, index),
        (recorded, attrs.evolve(case, municipality=OTHER_TOWN), index),
    ):
        with pytest.raises(ValueError, match=r"nothing to record|does not follow|the case stands at"):
            journal.append(wrong, their_case, after=after)
    assert whole(journal) == before


def test_half_a_character_is_refused_before_anything_is_written(journal: Journal) -> None:
    enter(journal, "C1")
    before = whole(journal)
    history = journal.read("C1")
    event = attrs.evolve(CLOSED, lead="\udc83")
    with pytest.raises(ValueError, match="cannot be stored"):
        journal.append(*then(history, event), after=history.index)
    assert whole(journal) == before


def test_cases_are_listed_by_municipality_and_phase(journal: Journal) -> None:
    lines = [enter(journal, "C3"), enter(journal, "C1", town=OTHER_TOWN), enter(journal, "C2")]
    lines[2] = enter(journal, "C2", HANDLED)
    third, first_, second = lines
    assert journal.cases() == (first_, second, third)
    assert journal.cases(TOWN) == (second, third)
    assert journal.cases(phase=Phase.CONSULTED) == (first_, third)
    assert journal.cases(municipality=TOWN, phase=Phase.HANDLING) == (second,)
    assert journal.cases("000000") == ()


def test_events_come_by_case_and_seq_as_they_are_asked_for(journal: Journal) -> None:
    enter(journal, "C2")
    enter(journal, "C1")
    enter(journal, "C3", town=OTHER_TOWN, on=DAY + dt.timedelta(days=1))
    enter(journal, "C2", assessed(), HANDLED, on=DAY + dt.timedelta(days=2))

    def places(*args: Any, **kwargs: Any) -> list[tuple[str, int]]:
        return [(r.case_id, r.seq) for r in journal.events(*args, **kwargs)]

    assert places() == [("C1", 1), ("C2", 1), ("C2", 2), ("C2", 3), ("C3", 1)]
    assert places(OTHER_TOWN) == [("C3", 1)]
    assert places(TOWN, ["Assessed", "HandledByAgency"]) == [("C2", 2), ("C2", 3)]
    assert places(types=()) == []
    assert places(since=DAY + dt.timedelta(days=1)) == [("C2", 2), ("C2", 3), ("C3", 1)]
    assert places(until=DAY + dt.timedelta(days=1)) == [("C1", 1), ("C2", 1), ("C3", 1)]
    assert places(TOWN, {"ConsultationReceived"}, DAY, DAY) == [("C1", 1), ("C2", 1)]
    with pytest.raises(ValueError, match="there is no event Assesed; did you mean 'Assessed'"):
        journal.events(types=["Assesed"])


def test_who_goes_through_the_events_sees_one_moment(journal: Journal) -> None:
    enter(journal, "C1")
    enter(journal, "C2")
    stream = journal.events()
    seen = [next(stream)]
    enter(journal, "C2", HANDLED)
    enter(journal, "C3")
    seen += stream
    assert [(r.case_id, r.seq) for r in seen] == [("C1", 1), ("C2", 1)]


def test_structures_are_kept_by_digest(journal: Journal) -> None:
    assert journal.structure("d1") is None
    journal.keep_structure("d1", TOWN, 'name = "例示市"')
    journal.keep_structure("d1", TOWN, "another")
    with journal.writing() as writing:
        writing.keep_structure("d2", TOWN, "two")
    assert (journal.structure("d1"), journal.structure("d2")) == ('name = "例示市"', "two")


def test_a_sound_journal_has_nothing_to_report(journal: Journal) -> None:
    for n in range(5):
        enter(journal, f"C{n}")
        enter(journal, f"C{n}", assessed(), HANDLED)
    lines = journal.cases()
    assert journal.verify() == ()
    assert journal.rebuild_index() == ()
    assert journal.cases() == lines


def test_both_journals_make_the_same_chain(tmp_path: Path) -> None:
    heads: list[list[CaseIndex]] = []
    for journal in (MemoryJournal(), SqlJournal.create(tmp_path / "a.sqlite")):
        heads.append([enter(journal, "C1"), enter(journal, "C1", assessed(), HANDLED), enter(journal, "C1", CLOSED)])
        journal.close()
    assert heads[0] == heads[1]
