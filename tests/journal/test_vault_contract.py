"""What every vault promises, in memory and in a database alike."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from juso_core.journal import Journal
from juso_core.journal.memory import MemoryJournal
from juso_core.journal.sql import SqlJournal
from juso_core.language import use
from juso_core.vault import Found, Note, Person, Vault
from tests.journal.journal_kit import DAY, enter

HANAKO = Person(
    name="例示 花子",
    kana="れいじ はなこ",
    birthday=dt.date(1948, 2, 29),
    address="例示市本町１－２－３",
    telephone="042-123-4567",
    text="耳が遠い",
)


@pytest.fixture(params=["memory", "sqlite"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vault]:
    use("en")
    journal: Journal = MemoryJournal() if request.param == "memory" else SqlJournal.create(tmp_path / "j.sqlite")
    for case_id in ("C1", "C2"):
        enter(journal, case_id)
    yield journal.vault
    assert journal.verify() == ()
    journal.close()


def test_people_are_kept_by_case_and_reference(vault: Vault) -> None:
    vault.put_person("C1", "P2", Person(name="例示 太郎"))
    vault.put_person("C1", "P1", HANAKO)
    vault.put_person("C2", "P1", Person())
    assert vault.person("C1", "P1") == HANAKO
    assert vault.person("C1", "P3") is None
    assert vault.person("C3", "P1") is None
    assert list(vault.people("C1").items()) == [("P1", HANAKO), ("P2", Person(name="例示 太郎"))]
    assert vault.people("C2") == {"P1": Person()}
    assert vault.people("C3") == {}


def test_entering_a_person_again_replaces_all_of_them(vault: Vault) -> None:
    vault.put_person("C1", "P1", HANAKO)
    vault.put_person("C1", "P1", Person(name="例示 華子"))
    assert vault.people("C1") == {"P1": Person(name="例示 華子")}


def test_notes_are_numbered_within_their_case(vault: Vault) -> None:
    numbers = [vault.add_note("C1", f"text {n}", on=DAY, agency="houkatsu") for n in range(1, 12)]
    assert numbers == [f"N{n}" for n in range(1, 12)]
    assert vault.add_note("C2", "other", on=DAY, agency="shakyo") == "N1"
    assert vault.note("C1", "N2") == Note(number="N2", on=DAY, agency="houkatsu", text="text 2")
    assert vault.note("C1", "N12") is None
    assert vault.note("C1", "2") is None
    assert [note.number for note in vault.notes("C1")] == numbers
    assert vault.notes("C3") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("花子", [Found("C1", "P1", "name"), Found("C1", "N1", "text"), Found("C2", "N1", "text")]),
        ("例示花子", [Found("C1", "P1", "name")]),
        ("例示　花子", [Found("C1", "P1", "name")]),
        ("レイジ ハナコ", [Found("C1", "P1", "kana")]),
        ("ﾊﾅｺ", [Found("C1", "P1", "kana")]),
        ("1948-02-29", [Found("C1", "P1", "birthday")]),
        ("本町1-2-3", [Found("C1", "P1", "address")]),
        ("0421234567", [Found("C1", "P1", "telephone")]),
        ("０４２ー１２３", [Found("C1", "P1", "telephone")]),
        ("耳が", [Found("C1", "P1", "text")]),
        ("SMITH", [Found("C2", "P1", "name")]),
        ("いない人", []),
        ("", []),
        (" 　-", []),
    ],
)
def test_searching_finds_where_a_text_stands(vault: Vault, text: str, found: list[Found]) -> None:
    vault.put_person("C1", "P1", HANAKO)
    vault.put_person("C2", "P1", Person(name="John Smith"))
    vault.add_note("C1", "花子さんから電話", on=DAY, agency="houkatsu")
    vault.add_note("C2", "花子さんの隣人", on=DAY, agency="houkatsu")
    assert list(vault.search(text, ["C2", "C1", "C1", "C9"])) == found


def test_searching_looks_only_where_it_may(vault: Vault) -> None:
    for case_id in ("C1", "C2"):
        vault.put_person(case_id, "P1", HANAKO)
    assert [found.case_id for found in vault.search("花子", {"C2"})] == ["C2"]
    assert vault.search("花子", ()) == ()


def test_searching_goes_through_very_many_cases(vault: Vault) -> None:
    vault.put_person("C1", "P1", HANAKO)
    assert vault.search("花子", (f"C{n}" for n in range(40_000))) == (Found("C1", "P1", "name"),)


@pytest.mark.parametrize("text", ["\ud83d", "a\0b"])
def test_signs_that_cannot_be_stored_are_refused(vault: Vault, text: str) -> None:
    with pytest.raises(ValueError, match="type it again") as error:
        Person(name=text)
    assert text not in str(error.value)
    with pytest.raises(ValueError, match="type it again"):
        vault.add_note("C1", text, on=DAY, agency="houkatsu")
    assert vault.notes("C1") == ()


def test_nobody_is_identified_by_a_repr() -> None:
    shown = repr(HANAKO) + repr(Note(number="N1", on=DAY, agency="houkatsu", text="花子さんの話"))
    assert not any(word in shown for word in ("花子", "はなこ", "1948", "本町", "042", "耳"))
