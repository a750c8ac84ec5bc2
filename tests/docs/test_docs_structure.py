"""Whether the page about the structure file is right about when a row applies: its table, its example rows."""

import datetime as dt
import itertools
import re

import attrs
import pytest
from docs_examples import example
from docs_pages import DOCS, LANGUAGES, section

from juso_core import stated
from juso_core.casework import commands, flow
from juso_core.casework.case import Case
from juso_core.casework.facts import (
    Assessment,
    Consents,
    Consultation,
    Cooperation,
    EscalationStage,
    HouseholdMember,
    PlanContent,
    Responsibility,
)
from juso_core.casework.law import Actor, Context, Setting
from juso_core.municipality.loading import StructureErrors, load_text
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    Consent,
    Includes,
    Level,
    Occasion,
    PlanKind,
    Required,
    Trait,
)

DAY = dt.date(2024, 6, 1)
HOLDS, FAILS, UNKNOWN, LEFT_OUT = "○×?–"
SIGNS = (HOLDS + FAILS + LEFT_OUT, *[HOLDS + FAILS + UNKNOWN + LEFT_OUT] * 3)

HEAD = """
code = "999997"
name = "例示市"
[[source]]
id = "plan"
title = "t"
as_of = "2024-03"
[[service]]
id = "mac"
function = "multi_agency_collaboration"
cite = "plan: 1"
"""
KEYS = {
    "only_for": "young_carer",
    "takes": "roles_unclear",
    "needs": "several_agencies",
    "may_take": "cooperation_fails",
}
ROLES = {HOLDS: Responsibility.UNCLEAR, FAILS: Responsibility.CLEAR}
AGENCIES = {HOLDS: 2, FAILS: 1}
COOPERATION = {HOLDS: Cooperation.FAILS, FAILS: Cooperation.WORKS}


def case_of(assessment: Assessment | None, *traits: Trait) -> Case:
    consultation = Consultation(
        person="son",
        members=(HouseholdMember("son", traits=frozenset(traits)),),
        approached=Approached.FIELD_WINDOW,
        brought_by=BroughtBy.FAMILY,
    )
    received = commands.Receive(consultation=consultation, window=None, agency="fukushi")
    case = flow.receive("C1", "999997", received).case
    if assessment is None:
        return case
    return flow.act(case, commands.Assess(assessment=assessment), Context(Actor("fukushi"), Setting())).case


def level(town: Structure, case: Case) -> Level | None:
    said = stated.juso_escalate(case, EscalationStage.AT_WINDOW, town, DAY)
    return said.mac if said else None


def table(language: str) -> list[tuple[list[str], str]]:
    """The lines of the table of the page: the signs of each key, and the answer."""
    said = section(DOCS / language / "structure.md", "applies").partition("\n- `no` ")[0]
    lines = re.findall(r"^\| .*", said, re.MULTILINE)[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [(line[:4], line[4].strip("`")) for line in cells]


def town_with(*tables: str) -> Structure:
    return load_text("".join(tables)).at(DAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_right_about_every_case(language: str) -> None:
    lines, used = table(language), set()
    for signs in itertools.product(*SIGNS):
        only_for, takes, needs, may_take = signs
        row = [f'{key} = "{word}"\n' for (key, word), sign in zip(KEYS.items(), signs, strict=True) if sign != LEFT_OUT]
        try:
            town = town_with(HEAD, *row)
        except StructureErrors:
            assert takes == LEFT_OUT != needs
            continue
        assessment = Assessment(
            responsibility=ROLES.get(takes), agencies_needed=AGENCIES.get(needs), cooperation=COOPERATION.get(may_take)
        )
        case = case_of(assessment, *([Trait.YOUNG_CARER] if only_for == HOLDS else []))
        number, answer = next(
            (number, answer)
            for number, (cells, answer) in enumerate(lines)
            if all(not cell or sign in cell for cell, sign in zip(cells, signs, strict=True))
        )
        used.add(number)
        said = level(town, case)
        assert answer == said if said else answer in ("nothing", "何も言わない"), signs
    assert used == set(range(len(lines)))


def page_town(language: str) -> Structure:
    return town_with(example("toml", "structure", language), "\n", example("toml", "rows", language))


def only(town: Structure, *ids: str) -> Structure:
    return attrs.evolve(town, service=tuple(row for row in town.service if row.id in ids))


UNCLEAR, CLEAR = Responsibility.UNCLEAR, Responsibility.CLEAR
OUTREACH = frozenset({Includes.OUTREACH})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("found", "answer"),
    [
        (Assessment(responsibility=UNCLEAR, agencies_needed=2), Level.YES),
        (Assessment(responsibility=UNCLEAR, agencies_needed=1), Level.NO),
        (Assessment(responsibility=UNCLEAR, agencies_needed=1, wants=OUTREACH), Level.MAY),
        (Assessment(responsibility=CLEAR, wants=OUTREACH), Level.MAY),
        (Assessment(responsibility=CLEAR), Level.NO),
        (Assessment(agencies_needed=2), None),
        (None, None),
    ],
)
def test_the_example_of_conditions(language: str, found: Assessment | None, answer: Level | None) -> None:
    assert level(only(page_town(language), "mac-joint"), case_of(found)) is answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_group(language: str) -> None:
    town = only(page_town(language), "mac-young")
    assert level(town, case_of(Assessment(), Trait.YOUNG_CARER)) is Level.YES
    assert level(town, case_of(Assessment(), Trait.DEBT)) is None


def test_of_several_rows_one_yes_is_enough_and_what_is_not_known_comes_before_may_and_no() -> None:
    town = only(page_town("en"), "mac", "mac-joint")
    assert level(town, case_of(Assessment(responsibility=UNCLEAR, agencies_needed=1))) is Level.YES
    assert level(town, case_of(Assessment(responsibility=CLEAR, wants=OUTREACH))) is Level.MAY
    assert level(town, case_of(Assessment(wants=OUTREACH, agencies_needed=1))) is None
    assert level(town, case_of(Assessment(responsibility=CLEAR))) is Level.NO


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_a_meeting(language: str) -> None:
    town = page_town(language)
    town = attrs.evolve(town, meeting=tuple(row for row in town.meeting if row.id == "kobetsu-kaigi"))
    required = {
        occasion: said.required
        for occasion in Occasion
        if (said := stated.juso_convene(case_of(None), occasion, None, ("son",), town, DAY))
    }
    assert required == {Occasion.SHARE: Required.MAY, Occasion.INTERRUPTION: Required.MUST}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("includes", "informed"), [((Includes.OTHER,), "fukushi"), ((Includes.OTHER, Includes.OUTREACH), None)]
)
def test_the_example_of_a_pattern(language: str, includes: tuple[Includes, ...], informed: str | None) -> None:
    agreed = case_of(None)
    (son,) = agreed.members
    agreed = attrs.evolve(agreed, members=(attrs.evolve(son, consent=Consents(Consent.GIVEN, Consent.GIVEN)),))
    said = stated.juso_approve(agreed, PlanContent(PlanKind.MAC, frozenset(includes)), page_town(language), DAY)
    assert said is not None
    assert said.informed == informed
