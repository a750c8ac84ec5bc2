"""Whether the contract's page says what the contract says, and whether its example works."""

import ast
import inspect
import types
from pathlib import Path

import attrs
import pytest
from docs_pages import DOCS, LANGUAGES, blocks, section
from juso_docs import contract

from juso_core import hookspecs
from juso_core.casework.case import Case
from juso_core.casework.facts import Assessment, Consultation, HouseholdMember
from juso_core.citation import Citation
from juso_core.contract import guarded
from juso_core.guard import Author, Memory
from juso_core.municipality.loading import load_text
from juso_core.municipality.words import Approached, BroughtBy, Level


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hook", hookspecs.RESULTS)
def test_every_hook_has_a_section_with_its_exact_signature(hook: str, language: str) -> None:
    said = section(DOCS / language / "contract.md", hook)
    assert said.strip().startswith(f"### {hook}\n")
    (shown,) = ast.parse(said.split("```python\n")[1].split("```")[0]).body
    (real,) = ast.parse(inspect.getsource(getattr(hookspecs, hook))).body
    assert isinstance(shown, ast.FunctionDef)
    assert isinstance(real, ast.FunctionDef)
    assert shown.name == real.name == hook
    assert ast.dump(shown.args) == ast.dump(real.args)
    assert shown.returns
    assert real.returns
    assert ast.dump(shown.returns) == ast.dump(real.returns)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hook", hookspecs.RESULTS)
def test_every_argument_and_every_field_of_the_result_has_a_line(hook: str, language: str) -> None:
    said = section(DOCS / language / "contract.md", hook)
    kind = hookspecs.RESULTS[hook]
    for name in inspect.signature(getattr(hookspecs, hook)).parameters:
        assert f"\n| `{name}` | " in said
    for field in attrs.fields(kind):
        assert f"\n| `{field.name}` | " in said
    assert f"`{kind.__name__}`" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_that_a_hook_is_given_is_shown_field_by_field(language: str) -> None:
    for kind in contract._VALUES:
        said = section(DOCS / language / "contract.md", kind.__name__.lower())
        for field in attrs.fields(kind):
            assert f"\n| `{field.name}` | " in said


def worked_example() -> str:
    """The example as it stands in the docstring."""
    lines = inspect.cleandoc(hookspecs.__doc__ or "").split("\n")
    return "\n".join(line.removeprefix("    ") for line in lines if line.startswith("    ") or not line).strip()


def test_the_pages_show_the_example_of_the_docstring() -> None:
    shown = [block.text for block in blocks("python") if "@hookimpl" in block.text]
    assert len(shown) == len(LANGUAGES)
    for text in shown:
        assert ast.dump(ast.parse(text)) == ast.dump(ast.parse(worked_example()))


def case_with(assessment: Assessment | None) -> Case:
    member = HouseholdMember(ref="person")
    consultation = Consultation(
        approached=Approached.FIELD_WINDOW, brought_by=BroughtBy.PERSON, person="person", members=(member,)
    )
    return Case(
        id="X",
        municipality="999997",
        consultation=consultation,
        members=(member,),
        agency="fukushi",
        assessment=assessment,
    )


@pytest.mark.parametrize(
    ("stage", "assessment", "answers"),
    [
        ("at_window", Assessment(urgent=True), True),
        ("at_window", Assessment(urgent=False), False),
        ("at_window", None, False),
        ("at_mac", Assessment(urgent=True), False),
    ],
)
def test_the_worked_example_works_as_a_plugin(stage: str, assessment: Assessment | None, answers: bool) -> None:
    plugin = types.ModuleType("plugin")
    exec(compile(worked_example(), "plugin.py", "exec"), vars(plugin))
    town = load_text(blocks("toml", "structure")[0].text)
    assert town.described_on
    town = town.at(town.described_on)
    # Behind the guard: its reason, its citation and its words have to be proper ones in the town of the pages.
    ready = guarded(plugin, Author("juso-reiji", "0.1.0", Path("juso_reiji")), Memory())
    answer = ready.juso_escalate(case=case_with(assessment), stage=stage, municipality=town, on=town.on)
    if not answers:
        assert answer is None
        return
    assert answer.mac is Level.YES
    assert answer.because[0].cites == (Citation("plan", "2 (1)"),)
