"""Invented case files, drawn over the closed vocabularies: their tables, their texts in every layout, and as read."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from research_toml import LAYOUTS, Tables, written

from juso_core.casework.acts import Contact
from juso_core.casework.case import Phase
from juso_core.casework.facts import Cooperation, Responsibility
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    Consent,
    Field,
    Includes,
    PlanKind,
    Relation,
    Topic,
    Trait,
)
from juso_core.research.case_file import Ask, CaseFile, read_text

# -- which starts a way leads to ----

ANY = tuple(Consent)
EVER_GIVEN = (Consent.GIVEN, Consent.WITHDRAWN)
NOT_GIVEN = (Consent.NOT_ASKED, Consent.REFUSED, Consent.UNREACHABLE, Consent.WITHDRAWN)
PLANS: dict[Phase, tuple[PlanKind | None, ...]] = {
    Phase.CONSULTED: (None,),
    Phase.HANDLING: (None, PlanKind.OUTREACH, PlanKind.PARTICIPATION),
    Phase.REFERRED: (None,),
    Phase.RETURNED: (None,),
    Phase.PRECONSENT: (None, PlanKind.OUTREACH),
    Phase.ASSESSING: (None,),
    Phase.PLANNING: (None, *PlanKind),
    Phase.SUPPORTING: tuple(PlanKind),
    Phase.INTERRUPTED: tuple(PlanKind),
    Phase.CLOSED: (None, *PlanKind),
}
"""With which plans a case can stand in a phase; None is that it has none yet."""


def fitting_consents(phase: Phase, kind: PlanKind | None) -> tuple[Consent, ...]:
    """The person's consents to use with which a case can stand there: collaboration plans nothing without it."""
    if phase is Phase.PRECONSENT:
        return NOT_GIVEN
    planned = phase in (Phase.ASSESSING, Phase.PLANNING, Phase.SUPPORTING, Phase.INTERRUPTED)
    return EVER_GIVEN if planned or (phase is Phase.CLOSED and kind) else ANY


# -- valid tables ----


def words(kind: Iterable[str]) -> st.SearchStrategy[str]:
    """One word of a vocabulary, as a file writes it."""
    return st.sampled_from([str(word) for word in kind])


def durations(most: int = 99) -> st.SearchStrategy[str]:
    """Durations of up to so many years, months, weeks and days."""
    counts = st.fixed_dictionaries({}, optional=dict.fromkeys("YMWD", st.integers(0, most))).filter(bool)
    return counts.map(lambda found: "P" + "".join(f"{found[unit]}{unit}" for unit in "YMWD" if unit in found))


def unknown_or(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.just("?"), values)


def lists(kind: Iterable[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(words(kind), max_size=4, unique=True)


# Strategies are made once: to make one takes longer than to draw from it.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
REFS = st.lists(
    st.sampled_from(["son", "mother", "child-2", "wife_1", "A", "Z9", "x" * 24]), min_size=1, max_size=3, unique=True
)
IDS = st.sampled_from(["V01", "c", "9-9", "case_7", "0" * 40])
CONSENTS = st.fixed_dictionaries({}, optional={"use": words(Consent), "share": words(Consent)})
MEMBERS = st.fixed_dictionaries(
    {},
    optional={
        "relation": words(Relation),
        "age": st.integers(0, 130),
        "traits": lists(Trait),
        "maybe_traits": lists(Trait),
        "consent": CONSENTS,
    },
)
CAME = st.fixed_dictionaries(
    {"approached": words(Approached), "brought_by": words(BroughtBy)},
    optional={"field": words(Field), "topics": lists(Topic)},
)
FINDINGS = st.fixed_dictionaries(
    {},
    optional={
        "complaint_clear": unknown_or(st.booleans()),
        "responsibility": unknown_or(words(Responsibility)),
        "agencies_needed": unknown_or(st.integers(1, 9)),
        "household_issue": unknown_or(st.booleans()),
        "cooperation": unknown_or(words(Cooperation)),
        "wants": lists(Includes),
        "urgent": st.booleans(),
        "stalled": st.booleans(),
    },
)
STARTS = st.sampled_from([None, *((phase, kind) for phase, kinds in PLANS.items() for kind in kinds)])
LATER = st.lists(
    st.tuples(
        durations(),
        st.one_of(
            st.tuples(st.just("contact"), words(Contact)),
            st.tuples(st.just("ask"), words(Ask)),
            st.tuples(st.just("consent"), CONSENTS.filter(bool)),
        ),
    ),
    max_size=3,
)
TITLES = st.fixed_dictionaries({"ja": TEXTS, "en": TEXTS})
SOME = st.lists(words(Includes), min_size=1, max_size=3, unique=True)
NUMBERS = st.integers(0, 9)
YES_OR_NO = st.booleans()


@st.composite
def case_tables(draw: st.DrawFn) -> Tables:
    """The tables of a case file with nothing wrong in it."""
    refs = draw(REFS)
    household = [{"ref": ref, **draw(MEMBERS)} for ref in refs]
    for member in household:
        if "maybe_traits" in member:
            known = member.get("traits", [])
            member["maybe_traits"] = [trait for trait in member["maybe_traits"] if trait not in known]
    person = household[draw(NUMBERS) % len(household)]
    came = {**draw(CAME), "person": person["ref"]}
    if came.get("topics") and draw(YES_OR_NO):
        came["topics"][draw(NUMBERS) % len(came["topics"])] += "*"
    tables: Tables = {
        "schema": "juso.case/1",
        "id": draw(IDS),
        "invented": True,
        "title": draw(TITLES),
        "consultation": came,
        "member": household,
        "assessment": draw(FINDINGS),
    }
    if begun := draw(STARTS):
        tables["start"] = _start(*begun, draw(SOME))
        fitting = fitting_consents(*begun)
        if person.get("consent", {}).get("use", "not_asked") not in fitting:
            person.setdefault("consent", {})["use"] = str(fitting[draw(NUMBERS) % len(fitting)])
    if later := draw(LATER):
        tables["then"] = [{"after": after, key: value} for after, (key, value) in later]
        for row in tables["then"]:
            if "consent" in row:
                row["consent"] = {"of": refs[draw(NUMBERS) % len(refs)], **row["consent"]}
    if draw(YES_OR_NO):
        _without_brackets(tables)
    return tables


def _start(phase: Phase, kind: PlanKind | None, includes: list[str]) -> Tables:
    if kind is None:
        return {"phase": phase.value}
    needed = [] if kind is PlanKind.MAC else [kind.value]
    return {"phase": phase.value, "plan": {"kind": kind.value, "includes": list(dict.fromkeys([*needed, *includes]))}}


def _without_brackets(tables: Any) -> None:
    """Write every list of one word as the word alone."""
    for key, value in tables.items() if isinstance(tables, dict) else enumerate(tables):
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
            tables[key] = value[0]
        elif isinstance(value, dict | list):
            _without_brackets(value)


def case_texts() -> st.SearchStrategy[str]:
    """Texts of case files with nothing wrong in them."""
    return st.builds(written, case_tables(), LAYOUTS).map(lambda found: found.text)


def case_files() -> st.SearchStrategy[CaseFile]:
    """Case files with nothing wrong in them, as they are read."""
    return case_texts().map(read_text)
