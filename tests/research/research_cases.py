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


def lists(elements: st.SearchStrategy[str], min_size: int = 0) -> st.SearchStrategy[Any]:
    """Lists without repetition; one of one element may stand without its brackets."""
    found = st.lists(elements, min_size=min_size, max_size=4, unique=True)
    return st.tuples(found, st.booleans()).map(lambda one: one[0][0] if one[1] and len(one[0]) == 1 else one[0])


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
CONSENTS = st.fixed_dictionaries({}, optional={"use": words(Consent), "share": words(Consent)})


@st.composite
def topics(draw: st.DrawFn) -> Any:
    found = draw(lists(words(Topic)))
    if isinstance(found, str):
        return found + draw(st.sampled_from(["", "*"]))
    worst = draw(st.sampled_from([None, *range(len(found))]))
    return [topic + "*" * (number == worst) for number, topic in enumerate(found)]


@st.composite
def members(draw: st.DrawFn, ref: str) -> Tables:
    known = draw(lists(words(Trait)))
    others = [trait for trait in Trait if trait != known and trait not in list(known)]
    optional = {
        "relation": words(Relation),
        "age": st.integers(0, 130),
        "traits": st.just(known),
        "maybe_traits": lists(words(others)),
        "consent": CONSENTS,
    }
    return draw(st.fixed_dictionaries({"ref": st.just(ref)}, optional=optional))


@st.composite
def starts(draw: st.DrawFn) -> tuple[Tables, tuple[Consent, ...]]:
    """A start to which a way leads, and the person's consents with which it does."""
    phase = draw(st.sampled_from(list(Phase)))
    kind = draw(st.sampled_from(PLANS[phase]))
    start: Tables = {"phase": phase.value}
    if kind:
        contained = [] if kind is PlanKind.MAC else [kind.value]
        more = draw(st.lists(words(Includes), min_size=not contained, max_size=3))
        includes = list(dict.fromkeys([*contained, *more]))
        bare = len(includes) == 1 and draw(st.booleans())
        start["plan"] = {"kind": kind.value, "includes": includes[0] if bare else includes}
    return start, fitting_consents(phase, kind)


def happenings(refs: list[str]) -> st.SearchStrategy[Tables]:
    """Things that happen later, one at a time."""
    consent = st.tuples(st.sampled_from(refs), CONSENTS.filter(bool)).map(lambda one: {"of": one[0], **one[1]})
    what = st.one_of(
        *(st.fixed_dictionaries({key: value}) for key, value in
          (("consent", consent), ("contact", words(Contact)), ("ask", words(Ask))))
    )  # fmt: skip
    return st.tuples(durations(), what).map(lambda one: {"after": one[0], **one[1]})


def unknown_or(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.just("?"), values)


FINDINGS: dict[str, st.SearchStrategy[Any]] = {
    "complaint_clear": unknown_or(st.booleans()),
    "responsibility": unknown_or(words(Responsibility)),
    "agencies_needed": unknown_or(st.integers(1, 9)),
    "household_issue": unknown_or(st.booleans()),
    "cooperation": unknown_or(words(Cooperation)),
    "wants": lists(words(Includes)),
    "urgent": st.booleans(),
    "stalled": st.booleans(),
}


@st.composite
def case_tables(draw: st.DrawFn) -> Tables:
    """The tables of a case file with nothing wrong in it."""
    references = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,23}", fullmatch=True)
    refs = draw(st.lists(references, min_size=1, max_size=3, unique=True))
    household = [draw(members(ref)) for ref in refs]
    person = draw(st.sampled_from(household))
    consultation = {"approached": words(Approached), "brought_by": words(BroughtBy), "person": st.just(person["ref"])}
    tables: Tables = {
        "schema": "juso.case/1",
        "id": draw(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", fullmatch=True)),
        "invented": True,
        "title": draw(st.fixed_dictionaries({"ja": TEXTS, "en": TEXTS})),
        "consultation": draw(st.fixed_dictionaries(consultation, optional={"field": words(Field), "topics": topics()})),
        "member": household,
        "assessment": draw(st.fixed_dictionaries({}, optional=FINDINGS)),
    }
    if draw(st.booleans()):
        tables["start"], consents = draw(starts())
        if person.get("consent", {}).get("use", "not_asked") not in consents:
            person.setdefault("consent", {})["use"] = draw(words(consents))
    if later := draw(st.lists(happenings(refs), max_size=3)):
        tables["then"] = later
    return tables


def case_texts() -> st.SearchStrategy[str]:
    """Texts of case files with nothing wrong in them."""
    return st.builds(written, case_tables(), LAYOUTS).map(lambda found: found.text)


def case_files() -> st.SearchStrategy[CaseFile]:
    """Case files with nothing wrong in them, as they are read."""
    return case_texts().map(read_text)
