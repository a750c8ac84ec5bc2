"""``juso plan-draft``: which file is written in which language, and what is refused without leaving anything behind."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from juso_core.documents import needed as module
from juso_core.documents.new_file import AlreadyThere, write_new, write_new_folder

Juso = Callable[..., Any]


def test_a_word_document_in_japanese_is_written_unless_asked_otherwise(juso: Juso, tmp_path: Path) -> None:
    done = juso("plan-draft", "ikoma")
    assert done.code == 0, done.err
    (file,) = tmp_path.iterdir()
    assert file.name in done.out
    assert docx.Document(str(file)).paragraphs[0].text == "重層的支援体制整備事業実施計画（素案）"


def test_the_language_and_the_format_follow_what_is_asked(juso: Juso, tmp_path: Path) -> None:
    assert juso("plan-draft", "ikoma", "--lang", "en", "--output", "plan.html").code == 0
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert juso("plan-draft", "ikoma", "--format", "json", "--output", "plan").code == 0
    data = json.loads((tmp_path / "plan").read_text(encoding="utf-8"))
    assert (data["schema"], data["language"]) == ("juso.plan-draft/1", "ja")


def test_a_file_that_is_there_is_left_alone(juso: Juso, tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(b"the city's own work")
    done = juso("plan-draft", "ikoma", "--output", "plan.docx")
    assert done.code == 1
    assert "plan.docx" in done.err
    assert (tmp_path / "plan.docx").read_bytes() == b"the city's own work"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_template_is_written_and_can_be_filled(juso: Juso, tmp_path: Path) -> None:
    assert juso("plan-draft", "--starter", "city.docx").code == 0
    done = juso("plan-draft", "mimasaka", "--template", "city.docx", "--output", "plan.docx")
    assert done.code == 0, done.err
    assert "重層的支援会議" in "\n".join(p.text for p in docx.Document(str(tmp_path / "plan.docx")).paragraphs)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("ikoma", "--starter", "x.docx"),
        ("ikoma", "--format", "html", "--template", "city.docx"),
        ("ikoma", "--on", "no day"),
        ("ikoma", "--format", "pdf"),
        ("ikoma", "--template", "missing.docx"),
    ],
)
def test_what_is_not_understood_writes_nothing(words: tuple[str, ...], juso: Juso, tmp_path: Path) -> None:
    (tmp_path / "city.docx").write_bytes(b"")
    done = juso("plan-draft", *words)
    assert done.code == 2, done.err
    assert "Traceback" not in done.err
    assert [one.name for one in tmp_path.iterdir()] == ["city.docx"]


def test_a_bad_template_writes_nothing(juso: Juso, tmp_path: Path) -> None:
    (tmp_path / "city.docx").write_bytes(b"no document")
    done = juso("plan-draft", "ikoma", "--template", "city.docx", "--output", "plan.docx")
    assert done.code == 1
    assert "→" in done.err
    assert [one.name for one in tmp_path.iterdir()] == ["city.docx"]


def test_a_library_that_is_missing_is_told_with_how_to_install_it(juso: Juso, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(module, "import_module", without)
    done = juso("plan-draft", "ikoma")
    assert done.code == 1
    assert "python-docx" in done.err
    assert "juso-core[documents]" in done.err


def test_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: Any, **_more: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    monkeypatch.setattr("os.rename", full)
    with pytest.raises(OSError, match="No space"):
        write_new(tmp_path / "a", b"x")
    with pytest.raises(OSError, match="No space"):
        write_new_folder(tmp_path / "b", {"one": b"1", "two": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(AlreadyThere):
        write_new_folder(tmp_path / "data", {"one": b"1"})
    assert list((tmp_path / "data").iterdir()) == []
