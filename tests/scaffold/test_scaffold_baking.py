"""The folder that is made: whole, loadable, walking the standard cases, and nothing beside it."""

import os
import shutil
import tomllib
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scaffold_made import TODAY, files_in, structure_in

import juso_core
from juso_core.desk import Place
from juso_core.discovery import Found
from juso_core.quality.kit import conformance
from juso_core.research.case_file import read as read_case
from juso_core.research.path import path_data
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import standard_cases
from juso_core.scaffold import baking
from juso_core.scaffold.answers import Answers
from juso_core.scaffold.answers_file import read_text
from juso_core.scaffold.baking import bake, folder_for, template
from juso_core.scaffold.example import example
from juso_core.scaffold.problems import ScaffoldRefused
from juso_core.scaffold.windows import read_windows
from juso_core.scaffold.wrong import wrong_name

LIST = """\
窓口の名称,分野,担当機関,運営法人,運営形態
介護の窓口,介護,あんしんセンター,社協,委託
まるごと,総合,福祉課,市,直営
"""
BARE = Answers(code="999997", name="例示市", short="hadaka")


def made(tmp_path: Path, answers: Answers, with_windows: bool = False, judgement: bool = False) -> Path:
    windows = None
    if with_windows:
        (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
        windows = read_windows(tmp_path / "list.csv")
    folder = folder_for(answers, tmp_path / f"juso-{answers.short}")
    return bake(answers, windows, folder, TODAY, judgement).folder


def test_the_folder_holds_a_distribution(tmp_path: Path) -> None:
    folder = made(tmp_path, BARE)
    files = files_in(folder)
    assert set(files) == {
        ".gitignore", "README.md", "pyproject.toml", "cases/README.md", "juso_hadaka/CHANGELOG.md",
        "juso_hadaka/__init__.py", "juso_hadaka/py.typed", "juso_hadaka/structure.toml", "tests/test_hadaka.py",
    }  # fmt: skip
    project = tomllib.loads(files["pyproject.toml"].decode())["project"]
    assert project["name"] == "juso-hadaka"
    assert project["entry-points"]["juso.v1"] == {"999997": "juso_hadaka"}
    assert project["dependencies"] == [f"juso-core>={juso_core.__version__},<1"]
    assert "## 0.1.0" in files["juso_hadaka/CHANGELOG.md"].decode()
    for name, content in files.items():
        assert b"{{" not in content, f"{name} is wholly baked"
        assert b"cookiecutter" not in content, name


def test_the_test_that_it_brings_is_the_conformance_of_its_package(tmp_path: Path) -> None:
    text = (made(tmp_path, BARE) / "tests/test_hadaka.py").read_text(encoding="utf-8")
    names: dict[str, object] = {}
    exec(compile(text, "test_hadaka.py", "exec"), names)
    assert names["conformance"] is conformance
    assert 'conformance("juso_hadaka")' in text


@pytest.mark.parametrize("answers", ["bare", "example"])
@pytest.mark.parametrize("judgement", [False, True], ids=["facts", "judgement"])
def test_it_walks_every_standard_case(
    answers: str, judgement: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = f"{answers}_{'judged' if judgement else 'facts'}"
    found = BARE if answers == "bare" else read_text(example())
    folder = made(tmp_path, attrs.evolve(found, short=short), with_windows=answers != "bare", judgement=judgement)
    monkeypatch.syspath_prepend(str(folder))
    plugin = Found("999997", f"juso-{short}", "0.1.0", f"juso_{short}", 1)
    place = place_of(plugin)
    assert isinstance(place, Place), place
    assert place.failures == ()
    assert len(standard_cases()) == 8
    for file in standard_cases():
        simulated = simulate(read_case(file), place)
        assert simulated.failures == ()
        assert path_data(simulated)["steps"]


SIGNS = "例示市\"'\\#[]{}%=.,　 ①Ａé"
NAMES = st.text(alphabet=SIGNS, min_size=1, max_size=12).filter(lambda one: wrong_name(one) is None)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES)
def test_every_file_is_right_whatever_the_name_is(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = made(tmp_path_factory.mktemp("named"), Answers(code="999997", name=name, short="na"), judgement=True)
    assert structure_in(folder).name == name
    assert name in tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]["description"]
    for file in folder.rglob("*.py"):
        module = compile(file.read_text(encoding="utf-8"), str(file), "exec")
        if file.name != "__init__.py":
            assert module.co_consts[0].startswith(("Whether", name))


def test_the_home_folder_is_neither_read_nor_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    # What cookiecutter would read there would break it.
    (home / ".cookiecutterrc").write_text("[not yaml", encoding="utf-8")
    for variable in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.setenv("COOKIECUTTER_CONFIG", str(home / ".cookiecutterrc"))
    before = files_in(home)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    made(work, BARE)
    assert files_in(home) == before
    assert [path.name for path in work.iterdir()] == ["juso-hadaka"], "nothing beside the folder"
    assert Path.cwd() == work


def test_what_is_there_is_not_touched(tmp_path: Path) -> None:
    folder = made(tmp_path, BARE)
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    before = files_in(folder)
    with pytest.raises(ScaffoldRefused, match="nothing is overwritten"):
        made(tmp_path, BARE)
    with pytest.raises(ScaffoldRefused):
        bake(BARE, None, folder, TODAY)
    assert files_in(folder) == before


def test_a_link_that_leads_nowhere_is_in_the_way_too(tmp_path: Path) -> None:
    try:
        os.symlink(tmp_path / "nowhere", tmp_path / "juso-hadaka")
    except OSError:
        (tmp_path / "juso-hadaka").write_text("a file is in the way as well", encoding="utf-8")
    with pytest.raises(ScaffoldRefused):
        made(tmp_path, BARE)


@pytest.mark.parametrize("stage", ["structure", "rendering", "look"])
def test_where_something_goes_wrong_nothing_is_left(
    stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_words: object, **_more: object) -> str:
        raise RuntimeError("broken")

    name = {"structure": "structure_text", "rendering": "_rendered", "look": "_looked_at"}[stage]
    monkeypatch.setattr(baking, name, broken)
    with pytest.raises(RuntimeError):
        made(tmp_path, BARE)
    assert list(tmp_path.iterdir()) == []


def test_a_template_that_makes_something_else_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baking, "_context", lambda answers, text: {**CONTEXT, "code": "999989"})
    with pytest.raises(ValueError, match="something else"):
        made(tmp_path, BARE)
    assert list(tmp_path.iterdir()) == []


CONTEXT = baking._context(BARE, 'code = "999997"\nname = "例示市"')


def test_a_template_that_an_installer_compiled_is_baked_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "template"
    shutil.copytree(template(), copy)
    for folder in (copy / "{{cookiecutter.folder}}", copy / "{{cookiecutter.folder}}" / "tests"):
        (folder / "__pycache__").mkdir()
        (folder / "__pycache__" / "x.cpython-311.pyc").write_bytes(b"\x00{{ broken")
    monkeypatch.setattr(baking, "template", lambda: copy)
    work = tmp_path / "work"
    work.mkdir()
    assert not list(made(work, BARE).rglob("__pycache__"))


def test_a_path_with_an_instruction_for_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldRefused, match="instruction"):
        folder_for(BARE, tmp_path / "{{ 7*7 }}")


def test_a_folder_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldRefused, match="there is no folder"):
        folder_for(BARE, tmp_path / "not" / "there")
