"""Entries as plain data and back."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juso_core.advice import plain as as_plain
from juso_core.casework.events import EVENTS, Assessed, ConsultationReceived, Event
from juso_core.casework.facts import Assessment
from juso_core.casework.record import Basis, Difference, Origin, Recorded, Said
from juso_core.citation import Giver
from juso_core.journal import EntryNotUnderstood, JournalUnavailable, codec
from juso_core.journal.codec import UPCASTERS, VERSIONS, decode, encode, from_plain, known_types, to_plain
from juso_core.journal.memory import MemoryJournal
from juso_core.language import use
from juso_core.municipality.words import Includes, Special
from tests.journal.journal_kit import BASIS, CLOSED, HANDLED, first, then

TEXT = st.text(max_size=8)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=4,
)


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """All that can stand in a field of that type."""
    of = get_args(kind)
    match get_origin(kind):
        case None if kind is Any:
            return PLAIN
        case None if attrs.has(kind):
            fields = {a.name: values_of(a.type) for a in attrs.fields(attrs.resolve_types(kind))}
            return st.builds(kind, **fields)
        case None if issubclass(kind, StrEnum):
            return st.sampled_from(list(kind))
        case None:
            plain = {str: TEXT, bool: st.booleans(), int: st.integers(), dt.date: st.dates(), NoneType: st.none()}
            return plain[kind]
        case origin if origin is UnionType:
            return st.one_of([values_of(one) for one in of])
        case origin if origin is tuple and of[1:] == (...,):
            return st.lists(values_of(of[0]), max_size=3).map(tuple)
        case origin if origin is frozenset:
            return st.frozensets(values_of(of[0]), max_size=3)
        case origin if origin is Mapping:
            return st.dictionaries(values_of(of[0]), values_of(of[1]), max_size=2)
    raise TypeError(f"a strategy for {kind} is missing")


RECORD = {a.name: values_of(a.type) for a in attrs.fields(Recorded) if a.name != "event"}


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


@pytest.fixture
def plain() -> dict[str, Any]:
    recorded, _case = first("C1")
    return json.loads(json.dumps(to_plain(recorded[0])))


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_every_event_comes_back_as_it_was(kind: type[Event], data: st.DataObject) -> None:
    recorded = data.draw(st.builds(Recorded, event=values_of(kind), **RECORD))
    written = to_plain(recorded)
    through_json = json.loads(json.dumps(written))
    assert through_json == written
    for back in (from_plain(through_json), decode(encode(recorded))):
        assert back == recorded
        # Equal is not the same where 1 is True; plain data tell them apart.
        assert json.dumps(to_plain(back)) == json.dumps(written)
        assert {type(getattr(back, a.name)) for a in attrs.fields(Recorded)} == {
            type(getattr(recorded, a.name)) for a in attrs.fields(Recorded)
        }


def test_nothing_is_left_out_and_nothing_is_wide() -> None:
    recorded, _case = first("C1")
    basis = Basis(said=(Said("x", "相談", Origin(Giver.NATIONAL, "national")),))
    stored = encode(attrs.evolve(recorded[0], basis=basis))
    assert stored.basis is not None
    assert set(json.loads(stored.basis)) == {"format", *(a.name for a in attrs.fields(Basis))}
    assert '"value":"相談"' in stored.basis
    assert " " not in stored.body


def test_sets_are_written_in_one_order() -> None:
    journal = MemoryJournal()
    journal.append(*first("C1"))
    event = Assessed(assessment=Assessment(wants=frozenset(Includes)))
    recorded, _case = then(journal.read("C1"), event)
    assert '"wants":["other","outreach","participation"]' in encode(recorded[0]).body


@pytest.mark.parametrize("value", [{1, 2}, dt.date(2024, 4, 1), object(), {1: "x"}, b"x"])
def test_what_json_cannot_hold_is_refused(value: object) -> None:
    recorded, _case = first("C1")
    basis = Basis(differences=(Difference("f", value, None),))
    with pytest.raises(TypeError):
        encode(attrs.evolve(recorded[0], basis=basis))


def test_words_and_tuples_in_an_advice_become_plain() -> None:
    recorded, _case = first("C1")
    said = Said("giver", (Giver.PLUGIN, {"a": (1, None)}), Origin(Giver.PLUGIN, "p"))
    written = to_plain(attrs.evolve(recorded[0], basis=Basis(said=(said,))))["basis"]["said"][0]["value"]
    assert repr(written) == "['plugin', {'a': [1, None]}]"


def put(*path: Any) -> Callable[[dict[str, Any]], None]:
    *way, key, value = path

    def change(plain: dict[str, Any]) -> None:
        for step in way:
            plain = plain[step]
        plain[key] = value

    return change


def drop(*path: Any) -> Callable[[dict[str, Any]], None]:
    *way, key = path

    def change(plain: dict[str, Any]) -> None:
        for step in way:
            plain = plain[step]
        del plain[key]

    return change


@pytest.mark.parametrize(
    "change",
    [
        put("extra", 1),
        put("event", "extra", 1),
        put("event", "consultation", "extra", None),
        put("basis", "extra", 1),
        put("actor", "extra", 1),
        drop("at"),
        drop("actor"),
        drop("type"),
        drop("basis", "format"),
        drop("event", "form"),
        drop("event", "consultation", "field"),
        drop("event", "consultation", "members", 0, "consent", "use"),
        put("seq", "1"),
        put("seq", True),
        put("seq", 1.0),
        put("step", None),
        put("on", "2024-04-31"),
        put("on", 20240401),
        put("at", 1),
        put("case_id", None),
        put("actor", "houkatsu"),
        put("event", []),
        put("event", None),
        put("event", "agency", None),
        put("event", "agency", 1),
        put("event", "passed_on", "shakyo"),
        put("event", "passed_on", {"a": 1}),
        put("event", "consultation", "approached", "by_air"),
        put("event", "consultation", "topics", ["elderly"]),
        put("event", "consultation", "members", 0, "learned", 0),
        put("event", "consultation", "members", 0, "age", 75),
        put("basis", "said", 0, "origin", "giver", "nobody"),
        put("basis", "verdicts", 0, "values", [["plan", ["x"]]]),
        put("basis", "verdicts", 0, "values", {"plan": "x"}),
        put("basis", "verdicts", 0, "refs", None),
        put("basis", 1),
    ],
)
def test_what_does_not_fit_is_an_error(plain: dict[str, Any], change: Callable[[dict[str, Any]], None]) -> None:
    from_plain(plain)
    change(plain)
    with pytest.raises(EntryNotUnderstood, match=r"entry .* of case .* is damaged") as error:
        from_plain(plain)
    assert "keep a copy" in error.value.how_to_mend()


def test_a_damaged_entry_is_not_quoted(plain: dict[str, Any]) -> None:
    plain["event"]["consultation"]["area"] = ["例示 花子"]
    with pytest.raises(EntryNotUnderstood) as error:
        from_plain(plain)
    assert str(error.value) == "entry 1 of case C1 is damaged (TypeError)"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (put("type", "Teleported"), "is Teleported in version 1, which this version of juso does not know"),
        (put("type", "Event"), "is Event in version 1, which this version of juso does not know"),
        (put("version", 2), "is ConsultationReceived in version 2, which this version of juso does not know"),
        (put("version", "1"), "is ConsultationReceived in version 1, which this version of juso does not know"),
        (put("version", 0), "is ConsultationReceived in version 0, which this version of juso cannot read"),
        (put("basis", "format", 2), "is Basis in version 2, which this version of juso does not know"),
    ],
)
def test_an_unknown_type_or_version_is_said_in_plain_words(
    plain: dict[str, Any], change: Callable[[dict[str, Any]], None], what: str
) -> None:
    change(plain)
    with pytest.raises(EntryNotUnderstood) as error:
        from_plain(plain)
    assert isinstance(error.value, JournalUnavailable)
    assert f"entry 1 of case C1 {what}" in str(error.value)
    assert "juso" in error.value.how_to_mend()


def test_what_an_older_version_wrote_is_brought_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    journal = MemoryJournal()
    journal.append(*first("C1"))
    new = then(journal.read("C1"), HANDLED)[0][0]
    old = to_plain(new) | {"event": {"helpers": "shakyo"}, "version": 1}
    monkeypatch.setitem(VERSIONS, "HandledByAgency", 3)
    monkeypatch.setitem(UPCASTERS, ("HandledByAgency", 1), lambda plain: {"helpers": [plain["helpers"]]})
    monkeypatch.setitem(UPCASTERS, ("HandledByAgency", 2), lambda plain: {"network": plain["helpers"]})
    assert from_plain(old) == new
    assert encode(new).version == 3
    assert from_plain(to_plain(new)) == new


def test_an_older_basis_is_brought_up_to_date(monkeypatch: pytest.MonkeyPatch, plain: dict[str, Any]) -> None:
    stage = plain["basis"].pop("stage")
    monkeypatch.setitem(VERSIONS, codec.BASIS, 2)
    monkeypatch.setitem(UPCASTERS, (codec.BASIS, 1), lambda old: {**old, "stage": stage})
    assert from_plain(plain).basis == BASIS


def test_every_event_has_a_version() -> None:
    assert VERSIONS.keys() == {*EVENTS, codec.BASIS}
    assert codec.BASIS not in EVENTS


def test_types_are_known_once_each() -> None:
    assert known_types(["Closed", "Assessed", "Closed"]) == ["Assessed", "Closed"]
    assert type(CLOSED).__name__ in EVENTS


WRONG = st.sampled_from([None, 1, True, 1.5, "x", "", (), [], ["x"], ("x", 1), {}, {"x"}, frozenset({1}), object()])


def somewhere(value: Any, data: st.DataObject) -> Any:
    """The value with something wrong, or not, in the place of one of its parts."""
    if not attrs.has(type(value)) or not attrs.fields(type(value)) or data.draw(st.integers(0, 3)) == 0:
        return data.draw(WRONG)
    name = data.draw(st.sampled_from([a.name for a in attrs.fields(type(value))]))
    part = getattr(value, name)
    if attrs.fields_dict(type(value))[name].type is Any:
        # What has no fixed type is plain data by contract; a tuple or a word in its place becomes plain when written.
        return attrs.evolve(value, **{name: as_plain(somewhere(part, data))})
    if isinstance(part, tuple) and part and data.draw(st.booleans()):
        return attrs.evolve(value, **{name: (somewhere(part[0], data), *part[1:])})
    return attrs.evolve(value, **{name: somewhere(part, data)})


@settings(deadline=None, max_examples=500)
@given(data=st.data())
def test_what_could_not_be_read_again_is_not_written(data: st.DataObject) -> None:
    recorded, _case = first("C1")
    try:
        changed = somewhere(recorded[0], data)
        stored = encode(changed)
    except (TypeError, ValueError, AttributeError, KeyError):
        return
    assert decode(stored) == changed


@pytest.mark.parametrize(
    "wrong",
    [
        {"agency": None},
        {"agency": 1},
        {"passed_on": "shakyo"},
        {"passed_on": ["shakyo"]},
        {"passed_on": ("shakyo", None)},
        {"consultation": None},
        {"form": 3},
    ],
)
def test_a_field_with_a_value_of_another_type_is_refused(wrong: dict[str, Any]) -> None:
    recorded, _case = first("C1")
    with pytest.raises((TypeError, AttributeError)):
        encode(attrs.evolve(recorded[0], event=attrs.evolve(recorded[0].event, **wrong)))


def test_a_word_of_another_vocabulary_is_refused() -> None:
    recorded, _case = first("C1")
    event = recorded[0].event
    assert isinstance(event, ConsultationReceived)
    for wrong in ("by_air", Special.PERSON, Giver.PLUGIN):
        consultation = attrs.evolve(event.consultation, approached=wrong)
        with pytest.raises(ValueError, match="is no Approached"):
            encode(attrs.evolve(recorded[0], event=attrs.evolve(event, consultation=consultation)))


def test_a_word_stands_where_its_code_is_a_text() -> None:
    recorded, _case = first("C1")
    event = attrs.evolve(recorded[0].event, agency=Special.MUNICIPALITY)
    stored = encode(attrs.evolve(recorded[0], event=event))
    assert '"agency":"@municipality"' in stored.body
    assert decode(stored).event == event
