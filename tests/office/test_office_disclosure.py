"""No free text and nothing that identifies anybody stands in an event, in its basis or in an explanation."""

import datetime as dt
import json
from contextlib import suppress

import pytest
from attrs import evolve
from office_bench import (
    MAC_PLAN,
    MOTHER,
    NONE,
    ROLES_UNCLEAR,
    SIMPLE,
    SON,
    consultation,
    day,
)

from juso_core.casework.events import CloseReason, Outcome
from juso_core.casework.facts import HouseholdMember
from juso_core.casework.law import Actor
from juso_core.casework.refusal import RefusedByFlow
from juso_core.journal.codec import encode
from juso_core.municipality.loading import load_text
from juso_core.municipality.words import ConferenceKind, Consent, Occasion
from juso_core.research.explain import explain, step_data
from juso_core.vault import Person

MARK = "極秘の目印"
BIRTHDAY = dt.date(1951, 2, 3)


def marked(name):
    return f"{MARK}{name}"


PERSON = Person(
    name=marked("名"),
    kana=marked("かな"),
    birthday=BIRTHDAY,
    address=marked("住所"),
    telephone=marked("電話"),
    text=marked("備考"),
)


def everything_written(bench):
    """All that the journal holds beside the vault, as it would be stored and as it is explained."""
    texts = []
    for one in bench.journal.events():
        texts += [repr(one), repr(encode(one))]
    for index in bench.journal.cases():
        texts.append(repr(index))
        steps = explain(bench.history(index.case_id), lambda digest: load_text(bench.journal.structure(digest)))
        texts += [json.dumps(step_data(step), default=str, ensure_ascii=False) for step in steps]
        texts += [repr(step) for step in steps]
    return texts


def case_with_free_text_everywhere(bench):
    """A case in which every method that takes free text gets some, where the choice departs from the advice."""
    office, window, mac, section = bench.office, bench.window, bench.mac, bench.section
    other = "window-any" if bench.code == "999997" else "window-base"
    case = office.receive(
        bench.code,
        consultation(SON, evolve(MOTHER, consent=NONE)),
        window,
        day(0),
        window=other,
        people={"son": PERSON, "mother": PERSON},
        why=marked("受付"),
    ).case.id
    office.correct(case, consultation(SON, MOTHER, HouseholdMember("sister")), 1, marked("訂正"), window, day(0))
    office.assess(case, SIMPLE, window, day(1), handle=False, why=marked("評価"))
    office.refer(case, window, day(2), to=(mac.agency,), why=marked("つなぎ"))
    office.assess(case, ROLES_UNCLEAR, mac, day(3), why=marked("差なし"))
    office.answer(case, mac, day(3), accept=True, why=marked("回答"))
    office.consent(
        case, "mother", mac, day(4), use=Consent.GIVEN, share=Consent.GIVEN, proxy=True, ground=marked("代理")
    )
    office.consent(case, "sister", mac, day(4), use=Consent.GIVEN, share=Consent.GIVEN, ground=marked("根拠"))
    office.apply(case, mac, day(4), ground=marked("申込"))
    office.assess(case, ROLES_UNCLEAR, mac, day(5), form_1_2=True, why=marked("様式"))
    office.draft(case, MAC_PLAN, mac, day(6), drafters=(mac.agency, section.agency), why=marked("作成"))
    office.submit(case, mac, day(6))
    office.call(case, mac, day(7), occasion=Occasion.PLAN, plan="P1", members=(section.agency,), why=marked("招集"))
    office.hold(case, mac, day(8), attendees=bench.both(), outcome=Outcome.AGREED)
    office.decide(case, section, day(9), decider="@municipality", why=marked("決定"))
    office.support(case, mac, day(10))
    office.evaluate(case, mac, day(11))
    office.call(
        case, section, day(12), kind=ConferenceKind.JUSO_CONFERENCE, occasion=Occasion.CLOSURE, why=marked("終結")
    )
    office.hold(case, mac, day(13), attendees=bench.both(), outcome=Outcome.AGREED)
    office.close(case, CloseReason.OTHER, mac, day(14), lead=section.agency, why=marked("終了"))
    return case


def test_free_text_and_identity_stand_in_the_vault_only(bench):
    case = case_with_free_text_everywhere(bench)
    for text in everything_written(bench):
        assert MARK not in text
        assert BIRTHDAY.isoformat() not in text
    assert bench.journal.vault.people(case) == {"son": PERSON, "mother": PERSON}
    notes = [note.text for note in bench.journal.vault.notes(case)]
    for name in ("受付", "訂正", "評価", "代理", "根拠", "申込", "作成", "招集", "終了"):
        assert marked(name) in notes
    assert marked("差なし") not in notes


def test_nothing_of_it_is_in_what_the_office_returns(bench):
    found = consultation(SON, MOTHER)
    other = "window-any" if bench.code == "999997" else "window-base"
    done = bench.office.receive(
        bench.code, found, bench.window, day(0), window=other, people={"son": PERSON}, why=marked("受付")
    )
    assert done.differences
    assert MARK not in repr(done)


def test_the_numbers_of_notes_lead_to_them(bench):
    case = case_with_free_text_everywhere(bench)
    numbers = {note.number for note in bench.journal.vault.notes(case)}
    referred_to = set()
    for one in bench.history(case):
        referred_to |= {getattr(one.event, name, None) for name in ("ground", "why")}
        if one.basis:
            referred_to |= {difference.why for difference in one.basis.differences}
    assert referred_to - {None} == numbers


# -- texts that are not meant to be free ----


@pytest.mark.parametrize(
    "attempt",
    [
        lambda bench: bench.office.receive(bench.code, consultation(area=marked("町")), bench.window, day(0)),
        lambda bench: bench.office.receive(
            bench.code, consultation(), Actor(bench.window.agency, marked("職員")), day(0)
        ),
        lambda bench: bench.office.assess(
            bench.received(), ROLES_UNCLEAR, bench.window, day(1), local_class=marked("類型")
        ),
    ],
    ids=["area", "role", "class"],
)
def test_what_stands_in_events_is_coded(bench, attempt):
    """An area, a role and a class go into events: none of them may hold any text whatever."""
    with suppress(RefusedByFlow, ValueError):
        attempt(bench)
    assert not any(MARK in text for text in everything_written(bench))
