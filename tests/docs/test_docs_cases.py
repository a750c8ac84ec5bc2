"""Whether the page about case files says what is so: its examples, its errors, its numbers."""

import attrs
import pytest
from docs_examples import case, example, walked
from docs_pages import DOCS, LANGUAGES, blocks, generated, section, text
from juso_docs import cases

from juso_core.casework.case import Phase
from juso_core.language import use
from juso_core.language.messages import _
from juso_core.municipality.conversion import known_keys
from juso_core.municipality.words import PlanKind
from juso_core.research.case_file import CaseFileErrors, read_text
from juso_core.research.path import path_data
from juso_core.research.turns import StepKind
from juso_core.research.variants import MOST, count


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_goes_through_the_example_town(language: str) -> None:
    simulated = walked(language)
    path = path_data(simulated)
    assert path["municipality"]["name"] == "例示市"
    assert path["summary"]["mac"] == {"maybe": ["no", "yes"]}, "the roles are not known"
    assert {way.case.phase for way in simulated.ways} == {Phase.HANDLING, Phase.SUPPORTING}
    assert {"P0D", "P6M"} == {step["after"] for step in path["steps"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_of_variants_are_those_of_the_code(language: str) -> None:
    page = section(DOCS / language / "cases.md", "unknown")
    more = read_text(example("toml", "case", language).replace('cooperation = "fails"', 'cooperation = "?"'))
    for number in (count(case(language)), count(more), MOST):
        assert str(number) in page
    assert (count(case(language)), count(more)) == (3, 6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_of_the_page_can_be_reached(language: str) -> None:
    simulated = walked(language, example("toml", "start", language))
    for way in simulated.ways:
        assert way.turns[0].step is StepKind.START
        assert way.turns[0].phase is Phase.PRECONSENT
        assert way.case.plans[0].content.kind is PlanKind.OUTREACH


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_page_lets_happen_later_happens(language: str) -> None:
    (later,) = (b for b in blocks("toml", "") if (b.page.parent.name, b.page.name) == (language, "cases.md"))
    simulated = walked(language, later.text)
    assert Phase.CLOSED in {way.case.phase for way in simulated.ways}
    assert all(way.turns[-1].after == "P1Y" for way in simulated.ways)


def shown_problems(language: str) -> str:
    """What is told of the mistakes that the page makes up."""
    wrong = example("toml", "case", language).replace('"base"', '"bass"').replace('person = "son" ', 'person = "sun" ')
    with pytest.raises(CaseFileErrors) as errors:
        read_text(f'{wrong}\n[start]\nphase = "supporting"\n', "example.toml")
    return "\n".join(f"{_('Error')}: {problem}" for problem in errors.value.problems)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_errors_of_the_page_are_those_that_come(language: str) -> None:
    use(language)
    assert example("text", "problems", language).strip() == shown_problems(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_and_key_of_a_case_file_is_explained(language: str) -> None:
    shown = generated(DOCS / language / "cases.md", "cases.tables")
    tables = list(cases._within(cases.CaseFile, (), False))
    assert {cls.__name__ for cls, _path, _is_list in tables} == {
        "CaseFile", "CaseConsultation", "CaseMember", "Consents", "Findings", "Start", "StartPlan", "Then",
        "ThenConsent",
    }  # fmt: skip
    for cls, path, _is_list in tables:
        said = shown.split(f'<a id="{cases._place(path)}"></a>')[1].split("<a id=")[0]
        for key in known_keys(cls):
            assert f"| `{key}` | " in said, f"{cls.__name__}.{key}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phase_has_its_line_among_the_starts(language: str) -> None:
    shown = generated(DOCS / language / "cases.md", "cases.starts")
    for phase in Phase:
        assert f"| `{phase}` | " in shown


def test_everything_that_can_be_unknown_has_its_values() -> None:
    findings = {a.name for a in attrs.fields(type(case().assessment))}
    shown = generated(DOCS / "en" / "cases.md", "cases.unknown")
    for name in findings - {"wants", "urgent", "stalled"}:
        assert f"| `{name}` | " in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_for_invented_people_before_it_shows_a_file(language: str) -> None:
    assert "`invented = true`" in text(DOCS / language / "cases.md").partition("```")[0]
