"""Whether the generated parts are up to date, and whether the generator tells what is not."""

import os
import shutil
import subprocess
import sys
from gettext import NullTranslations
from pathlib import Path

import pytest
from docs_pages import DOCS, ROOT
from juso_docs import cases, contract, flow, law, simulation, structure, walks
from juso_docs.texts import Texts

from juso_core.casework.flow import RULES
from juso_core.language import messages


def run(docs: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", str(docs / "generate.py"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The documentation with the structures that it reads, somewhere else."""
    shutil.copytree(DOCS, tmp_path / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    for file in (ROOT / "plugins").glob("*/*/structure.toml"):
        target = tmp_path / file.relative_to(ROOT)
        target.parent.mkdir(parents=True)
        shutil.copyfile(file, target)
    return tmp_path / "docs"


def test_the_pages_are_up_to_date() -> None:
    done = run(DOCS, "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_is_out_of_date_is_told_and_mended(copy: Path) -> None:
    page, drawing = copy / "ja" / "law.md", copy / "en" / "flow-case.svg"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("| `act` ", "| `edited` "), encoding="utf-8")
    drawing.unlink()
    told = run(copy, "--check")
    assert told.returncode == 1
    assert "ja/law.md" in told.stderr
    assert "en/flow-case.svg" in told.stderr
    assert not drawing.exists(), "looking writes nothing"
    assert "written: ja/law.md\nwritten: en/flow-case.svg\n" in run(copy).stdout
    assert page.read_text(encoding="utf-8") == before
    assert drawing.read_bytes() == (DOCS / "en" / "flow-case.svg").read_bytes()


def test_what_is_written_by_hand_is_kept(copy: Path) -> None:
    page = copy / "en" / "law.md"
    changed = page.read_text(encoding="utf-8").replace("This page is no legal advice", "This page is none")
    page.write_text(changed, encoding="utf-8")
    assert "en/law.md" not in run(copy).stdout
    assert page.read_text(encoding="utf-8") == changed


def test_a_part_that_there_is_not_is_told_without_a_traceback(copy: Path) -> None:
    page = copy / "en" / "README.md"
    with page.open("a", encoding="utf-8") as file:
        file.write("\n<!-- generated: law.rule -->\n<!-- end -->\n")
    done = run(copy, "--check")
    assert done.returncode == 1
    assert "en/README.md: there is no part 'law.rule'" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_has_no_explanation_and_what_explains_nothing_is_told(copy: Path) -> None:
    texts = copy / "juso_docs" / "contract.toml"
    text = texts.read_text(encoding="utf-8")
    assert "\nproposal = " in text
    texts.write_text(text.replace("\nproposal = ", "\nproposals = ", 1), encoding="utf-8")
    done = run(copy, "--check")
    assert done.returncode == 1
    assert "no explanation: field.Escalation.proposal" in done.stderr
    assert "explains nothing: field.Escalation.proposals" in done.stderr


def test_a_key_of_a_case_file_without_explanation_is_told(copy: Path) -> None:
    for file, key, missing in (
        ("cases.toml", "maybe_traits", None),
        ("cases.toml", "contact", "case_key.then.contact"),
        ("simulation.toml", "structure_on", "path_key.municipality.structure_on"),
        ("simulation.toml", "accept", "expected_key.summary.accept"),
    ):
        texts = copy / "juso_docs" / file
        text = texts.read_text(encoding="utf-8")
        assert f"\n{key} = " in text
        texts.write_text(text.replace(f"\n{key} = ", f"\nold_{key} = ", 1), encoding="utf-8")
        done = run(copy, "--check")
        texts.write_text(text, encoding="utf-8")
        assert done.returncode == 1
        if missing:
            assert f"no explanation: {missing}" in done.stderr
        assert f"old_{key}" in done.stderr


def test_without_a_translation_the_english_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_japanese", NullTranslations)
    messages.use("ja")
    texts = Texts()
    every = (contract, structure, flow, law, walks, cases, simulation)
    pages = [part("ja", texts) for page in every for part in page.PARTS.values()]
    shown = "\n".join(pages)
    for rule in RULES:
        assert rule.mend.partition("{")[0] in shown


def test_a_translation_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    class Japanese(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"訳：{message}"

    monkeypatch.setattr(messages, "_japanese", Japanese)
    messages.use("ja")
    shown = law.PARTS["law.rules"]("ja", Texts())
    assert "訳：〔対象者〕: consent was withdrawn" in shown
    messages.use("en")
    assert "訳" not in law.PARTS["law.rules"]("en", Texts())
