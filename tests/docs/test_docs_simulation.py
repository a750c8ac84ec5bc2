"""Whether the page about simulation says what is so: its view, its expectations, its keys, its promise of sameness."""

from pathlib import Path
from typing import Any

import pytest
from docs_examples import case, example, town, walked
from docs_pages import DOCS, LANGUAGES, blocks, generated, section, text
from juso_docs import simulation

from juso_core.cli.main import run
from juso_core.cli.path_cells import MUNICIPALITY, NATIONAL, NOBODY
from juso_core.language import use
from juso_core.language.messages import _
from juso_core.registry import package_path, survey
from juso_core.research.expected import read_text
from juso_core.research.held import Held, hold_path
from juso_core.research.path import path_data
from juso_core.research.standard_cases import standard_cases
from juso_core.research.summary import KEYS

TEXTS = {"label", "told", "effect", "basis", "what", "mend"}


def page(language: str) -> Path:
    return DOCS / language / "simulation.md"


def held(language: str, change: tuple[str, str] = ("", "")) -> Held:
    expected = read_text(example("toml", "expected", language).replace(*change, 1))
    return hold_path(expected, case(language), town(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_an_expectation_holds(language: str) -> None:
    found = held(language)
    assert found, str(found)
    assert len(found.expected.summary) + len(found.expected.step) == 5


def shown_miss(language: str) -> str:
    """What is told where the example is made to expect something else."""
    return str(held(language, ('is = ["shakyo"]', 'is = ["fukushi"]')))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_differs_is_shown_as_on_the_page(language: str) -> None:
    use(language)
    assert example("text", "held", language).strip() == shown_miss(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_view_is_what_the_command_prints(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JUSO_INSTANCE", raising=False)
    monkeypatch.setenv("COLUMNS", str(simulation.VIEW_WIDTH))
    names = ",".join(simulation.VIEW_MUNICIPALITIES)
    with pytest.raises(SystemExit) as ended:
        run(["simulate", simulation.VIEW_CASE, "--municipality", names, "--lang", language])
    assert not ended.value.code
    printed = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines())
    steps, legend = generated(page(language), "simulation.view").split("…")
    assert f"juso simulate {simulation.VIEW_CASE} --municipality {names}" in steps
    assert steps.split("\n\n", 2)[2].strip() in printed
    assert legend.replace("```", "").strip() in printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_of_the_view_is_explained(language: str) -> None:
    use(language)
    for mark in (MUNICIPALITY, NATIONAL, NOBODY):
        assert f"**`{_(mark)}`**" in text(page(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_standard_case_is_listed(language: str) -> None:
    shown = generated(page(language), "simulation.standard")
    for file in standard_cases():
        assert f"| `{file.stem}` | " in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_a_path_is_explained(language: str) -> None:
    path = path_data(walked(language))
    tables = {
        "path": path, "municipality": path["municipality"], "end": path["end"], "variant": path["variants"][0],
        "step": {key: None for step in path["steps"] for key in step},
        "answer": {key: None for step in path["steps"] for answer in step["answers"].values() for key in answer},
        "act": path["steps"][0]["acts"][0],
        "law": next(law for step in path["steps"] for law in step["law"]),
    }  # fmt: skip
    for name, found in tables.items():
        said = section(page(language), f"path-{name}")
        for key in found:
            assert f"| `{key}` | " in said, f"{name}.{key}"
    summary = generated(page(language), "simulation.summary")
    for key in KEYS:
        assert f"| `{key}` | " in summary


def without_texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_texts(one) for key, one in value.items() if key not in TEXTS}
    return [without_texts(one) for one in value] if isinstance(value, list) else value


def test_only_the_texts_that_the_page_names_are_in_a_language() -> None:
    for language in LANGUAGES:
        for name in TEXTS:
            assert f"`{name}`" in text(page(language))
    use("ja")
    first = path_data(walked())
    use("en")
    second = path_data(walked())
    assert first != second
    assert without_texts(first) == without_texts(second)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_test_of_a_municipality_works_as_it_stands(language: str) -> None:
    (block,) = (one for one in blocks("python") if one.page == page(language))
    known: dict[str, Any] = {}
    exec(compile(block.text, str(block), "exec"), known)
    found = next(one for one in survey().found if one.code == "292095")
    package = package_path(found)
    assert package
    assert known["wrong"](package.parent / "cases", found) == []
