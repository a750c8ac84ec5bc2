"""Whether the page of checks tells all of them, and both guides do the same; ``wheel_check`` follows the guides."""

import importlib.util
import sys
import tomllib
from types import ModuleType

import pytest
from docs_pages import DOCS, LANGUAGES, ROOT, blocks, places, text

from juso_core.quality import exemptions
from juso_core.quality.checks import checks
from juso_core.research.expected import read_text


def guide_check() -> ModuleType:
    """The program that follows guides; it lies beside the other checks of wheels."""
    spec = importlib.util.spec_from_file_location("guide_check", ROOT / "tests" / "frame" / "guide_check.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("guide_check", module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_has_its_place_on_the_page(language):
    assert {one.lower() for one in checks()} <= places(DOCS / language / "checks.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_an_exemption_can_be_read(language, tmp_path):
    (block,) = (b for b in blocks("toml") if (b.page.parent.name, b.page.name) == (language, "checks.md"))
    (tmp_path / exemptions.FILE).write_text(block.text, encoding="utf-8")
    listed, wrong = exemptions.read(tmp_path, exemptions.FILE)
    assert [one.check for one in listed] == ["G08"]
    assert wrong == ()


def test_both_guides_write_the_same_files_and_run_the_same_commands():
    steps = {language: list(guide_check().steps(text(DOCS / language / "onboarding.md"))) for language in LANGUAGES}
    done = {
        language: [(one.what, one.file, one.begins, "" if one.file.endswith(".py") else one.text) for one in its]
        for language, its in steps.items()
    }
    assert done["ja"] == done["en"]
    commands = [one.text for one in steps["en"] if one.what == "run"]
    assert len(commands) > 10
    assert any(command.startswith("juso check") and "proven" in command for command in commands)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_guide_expects_is_of_its_own_town(language):
    steps = list(guide_check().steps(text(DOCS / language / "onboarding.md")))
    (answers,) = (tomllib.loads(one.text) for one in steps if one.file == "answers.toml")
    expected = [read_text(one.text) for one in steps if one.file.endswith(".expected.toml")]
    assert {one.municipality for one in expected} == {answers["code"]}


def test_a_guide_that_shows_what_is_not_printed_is_found(tmp_path):
    checker = guide_check()
    page = tmp_path / "page.md"
    page.write_text("```console\n$ " + f"{sys.executable} -c 'print(1)'\n2\n```\n", encoding="utf-8")
    with pytest.raises(checker.Differs, match="does not print"):
        checker.follow(page, tmp_path, {})
    page.write_text("```console\n$ " + f"{sys.executable} -c 'print(1); print(2)'\n…\n2\n```\n", encoding="utf-8")
    assert checker.follow(page, tmp_path, {}) == 1
