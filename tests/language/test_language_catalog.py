"""The catalog tool, on a small package of its own."""

import json
from collections.abc import Callable
from gettext import GNUTranslations
from pathlib import Path

import pytest

from juso_core.language.catalog import main

LONG = "a sentence of many words " * 20
SOURCE = f"""
from juso_core.language import N_, _
def greet(name):
    return _("hello {{name}}", name=name) + _("two "
        "parts") + _({LONG!r})
TITLE = N_("a title")
not_a_message = _(TITLE)
"""
JAPANESE = {
    "hello {name}": "こんにちは、{name}さん",
    "two parts": "二つの部分",
    LONG: "長い文。" * 40,
    "a title": "表題",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    package = tmp_path / "juso_core"
    (package / "sub").mkdir(parents=True)
    (package / "sub" / "greeting.py").write_text(SOURCE, encoding="utf-8")
    (package / "other.py").write_text('from juso_core.language import _\n_("a title")\n', encoding="utf-8")
    return package


@pytest.fixture
def add(package: Path, tmp_path: Path) -> Callable[[dict[str, str]], int]:
    """Take translations in, and give the exit code."""

    def run(translations: object) -> int:
        file = tmp_path / "added.json"
        file.write_text(json.dumps(translations), encoding="utf-8")
        return main(["--add", str(file)], package)

    return run


def files(package: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in package.rglob("juso.*")}


def po(package: Path) -> Path:
    return package / "language" / "catalogs" / "ja" / "LC_MESSAGES" / "juso.po"


def test_messages_without_japanese_are_listed(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], package) == 1
    told = capsys.readouterr().err
    assert "no Japanese: 'hello {name}' (juso_core/sub/greeting.py)" in told
    assert "no Japanese: 'a title' (juso_core/other.py, juso_core/sub/greeting.py)" in told
    assert "no Japanese: 'two parts'" in told


def test_added_translations_complete_the_catalog(
    package: Path, add: Callable[[object], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(JAPANESE) == 0
    assert capsys.readouterr().err == ""
    with po(package).with_suffix(".mo").open("rb") as file:
        translations = GNUTranslations(file)
    assert {msgid: translations.gettext(msgid) for msgid in JAPANESE} == JAPANESE
    assert main(["--check"], package) == 0


def test_files_are_the_same_when_made_again_and_elsewhere(
    package: Path, add: Callable[[object], int], tmp_path: Path
) -> None:
    add(JAPANESE)
    first = files(package)
    assert len(first) == 2
    assert main([], package) == 0
    assert files(package) == first
    moved = package.rename(tmp_path / "elsewhere")
    renamed = (tmp_path / "deep").resolve()
    renamed.mkdir()
    moved = moved.rename(renamed / "juso_core")
    assert main([], moved) == 0
    assert files(moved) == first


def test_po_has_no_lines_that_change_without_a_message(package: Path, add: Callable[[object], int]) -> None:
    add(JAPANESE)
    text = po(package).read_text(encoding="utf-8")
    assert "#: juso_core/other.py juso_core/sub/greeting.py\nmsgid" in text
    assert f'msgid "{LONG}"\nmsgstr "{JAPANESE[LONG]}"\n' in text
    for word in ("Date", "Babel", "Translator", "python-", str(package), "\\n\\n"):
        assert word not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_moving_lines_in_the_code_changes_nothing(package: Path, add: Callable[[object], int]) -> None:
    add(JAPANESE)
    before = files(package)
    source = package / "sub" / "greeting.py"
    source.write_text("# a new line\n\n" + source.read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["--check"], package) == 0
    assert main([], package) == 0
    assert files(package) == before


def test_message_no_longer_used_is_removed_and_others_keep_their_japanese(
    package: Path, add: Callable[[object], int]
) -> None:
    add(JAPANESE)
    (package / "sub" / "greeting.py").write_text('_("two parts")', encoding="utf-8")
    assert main([], package) == 0
    text = po(package).read_text(encoding="utf-8")
    assert "hello" not in text
    assert 'msgid "two parts"\nmsgstr "二つの部分"' in text


def test_check_writes_nothing(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"], package) == 1
    told = capsys.readouterr().err
    assert "out of date: juso.po" in told
    assert "out of date: juso.mo" in told
    assert files(package) == {}


def test_check_finds_a_new_message(
    package: Path, add: Callable[[object], int], capsys: pytest.CaptureFixture[str]
) -> None:
    add(JAPANESE)
    before = files(package)
    (package / "new.py").write_text('_("brand new")', encoding="utf-8")
    assert main(["--check"], package) == 1
    told = capsys.readouterr().err
    assert "no Japanese: 'brand new' (juso_core/new.py)" in told
    assert "out of date: juso.po" in told
    assert files(package) == before


def test_check_finds_a_po_that_was_not_compiled(
    package: Path, add: Callable[[object], int], capsys: pytest.CaptureFixture[str]
) -> None:
    add(JAPANESE)
    edited = po(package).read_text(encoding="utf-8").replace("表題", "題名")
    po(package).write_text(edited, encoding="utf-8")
    assert main(["--check"], package) == 1
    told = capsys.readouterr().err
    assert "out of date: juso.mo" in told
    assert "juso.po" not in told


def test_check_does_not_mind_the_line_ends_of_a_checkout(package: Path, add: Callable[[object], int]) -> None:
    add(JAPANESE)
    po(package).write_bytes(po(package).read_bytes().replace(b"\n", b"\r\n"))
    assert main(["--check"], package) == 0


def test_fuzzy_translation_is_not_done(
    package: Path, add: Callable[[object], int], capsys: pytest.CaptureFixture[str]
) -> None:
    add(JAPANESE)
    marked = po(package).read_text(encoding="utf-8").replace('msgid "a title"', '#, fuzzy\nmsgid "a title"')
    po(package).write_text(marked, encoding="utf-8")
    assert main([], package) == 1
    assert "no Japanese: 'a title'" in capsys.readouterr().err
    assert "#, fuzzy" in po(package).read_text(encoding="utf-8")
    assert add({"a title": "題名"}) == 0


def test_comment_of_a_translator_is_kept(package: Path, add: Callable[[object], int]) -> None:
    add(JAPANESE)
    noted = po(package).read_text(encoding="utf-8").replace("#: juso_core/other", "# 様式の名\n#: juso_core/other")
    po(package).write_text(noted, encoding="utf-8")
    assert main([], package) == 0
    assert po(package).read_text(encoding="utf-8") == noted


@pytest.mark.parametrize("wrong", ["こんにちは", "こんにちは{who}", "こんにちは{name}{who}", "こんにちは{name"])
def test_translation_with_other_names_is_told(
    wrong: str, add: Callable[[object], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert add({**JAPANESE, "hello {name}": wrong}) == 1
    assert "other {names} in Japanese: 'hello {name}'" in capsys.readouterr().err


def test_translation_of_nothing_in_the_code_is_told(
    package: Path, add: Callable[[object], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert add({**JAPANESE, "helo": "もしもし"}) == 1
    assert "not in the code: 'helo'" in capsys.readouterr().err
    assert "helo" not in po(package).read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [["a"], {"a title": 1}])
def test_file_of_another_form_is_refused(
    content: object, package: Path, add: Callable[[object], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(content) == 1
    assert "added.json" in capsys.readouterr().err
    assert files(package) == {}


def test_conflict_in_the_po_loses_no_translation(
    package: Path, add: Callable[[object], int], capsys: pytest.CaptureFixture[str]
) -> None:
    add(JAPANESE)
    conflict = po(package).read_text(encoding="utf-8").replace("#: juso_core/other", "<<<<<<< HEAD\n#: juso_core/other")
    po(package).write_text(conflict, encoding="utf-8")
    assert main([], package) == 1
    assert capsys.readouterr().err
    assert po(package).read_text(encoding="utf-8") == conflict


def test_file_that_is_no_python_is_named(
    package: Path, add: Callable[[object], int], capsys: pytest.CaptureFixture[str]
) -> None:
    add(JAPANESE)
    before = files(package)
    (package / "half.py").write_text('_("unfinished', encoding="utf-8")
    (package / "open.py").write_text("x = (", encoding="utf-8")
    assert main([], package) == 1
    assert "juso_core/" in capsys.readouterr().err
    assert files(package) == before


def test_check_and_add_exclude_each_other(package: Path) -> None:
    with pytest.raises(SystemExit):
        main(["--check", "--add", "x.json"], package)
