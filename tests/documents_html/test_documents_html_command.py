"""``juso compare --format html`` as it is called."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen
from page_read import read

from juso_core.cli.main import run
from juso_core.language.messages import current, use


@frozen
class Called:
    """What a call came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def called(capsys, monkeypatch, tmp_path: Path) -> Callable[..., Called]:
    """Call the program with these words, in an empty folder."""
    for name in ("JUSO_INSTANCE", "JUSO_BY", "JUSO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    before = current()

    def call(*words: str) -> Called:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run(list(words))
        printed = capsys.readouterr()
        return Called(int(ended.value.code or 0), printed.out, printed.err)

    yield call
    use(before)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_writes_one_file(called, tmp_path, language):
    done = called("compare", "hachioji", "ikoma", "--cases", "V01", "--output", "page.html", "--lang", language)
    assert done.code == 0
    (html,) = read((tmp_path / "page.html").read_text(encoding="utf-8")).every("html")
    assert html.attributes["lang"] == language
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


def test_the_judgement_of_a_plugin_is_in_the_picture(called, tmp_path):
    assert called("compare", "hachioji", "--cases", "V01", "--output", "page.html").code == 0
    steps = read((tmp_path / "page.html").read_text(encoding="utf-8")).with_class("steps")
    assert any("local class: 3" in one.text for one in steps)


def test_dimensions_can_be_narrowed(called, tmp_path):
    done = called("compare", "hachioji", "ikoma", "--group", "areas", "--cases", "V01", "--output", "page.html")
    assert done.code == 0
    root = read((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert root.by_id("132012:areas")
    assert not any(one.attributes.get("id") == "132012:mac.operator" for one in root.every("td"))


def test_without_the_extra_it_says_what_to_install_and_writes_nothing(called, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    done = called("compare", "hachioji", "--format", "html", "--output", "page.html")
    assert done.code == 1
    assert "juso-core[documents]" in done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_case_file_that_is_none_is_told_and_nothing_is_written(called, tmp_path):
    done = called("compare", "hachioji", "--cases", "V99", "--format", "html", "--output", "page.html")
    assert done.code in (1, 2)
    assert "V99" in done.err
    assert list(tmp_path.iterdir()) == []
