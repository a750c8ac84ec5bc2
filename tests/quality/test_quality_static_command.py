"""``juso check``: how what is named is told from a place, a badge that cannot be written, what the shell is offered."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bad_plugins import GOOD_ONE

from juso_core.cli import check as command
from juso_core.discovery import Found

NAME = GOOD_ONE.package


def code_of(out: str) -> str:
    return json.loads(out)["checked"][0]["code"]


# -- names and places ----


@pytest.mark.parametrize("inside", [(), ("cases",)])
def test_a_folder_that_is_only_called_like_a_municipality_does_not_hide_it(
    juso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: tuple[str, ...]
) -> None:
    (tmp_path / "ikoma").mkdir()
    for name in inside:
        (tmp_path / "ikoma" / name).mkdir()
    monkeypatch.chdir(tmp_path)
    code, out, _err = juso("check", "ikoma", "--static", "--json")
    assert (code, code_of(out)) == (0, "292095")


@pytest.mark.parametrize("place", ["ikoma", "ikoma/", "./ikoma"])
def test_a_plugin_in_such_a_folder_is_checked(juso, good: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    good.rename(good.parent / "ikoma")
    monkeypatch.chdir(good.parent)
    _code, out, _err = juso("check", place, "--static", "--json")
    assert code_of(out) == "999997"


def test_a_package_without_its_structure_is_still_a_place(juso, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (good / NAME / "structure.toml").unlink()
    for place, here in ((".", good / NAME), (NAME, good)):
        monkeypatch.chdir(here)
        _code, out, _err = juso("check", place, "--static", "--json")
        assert code_of(out) == "999997"


def test_a_name_that_is_too_long_for_a_file_is_told(juso) -> None:
    for word in ("x" * 5_000, "x/" * 3_000):
        code, out, err = juso("check", word)
        assert (code, out) == (1, "")
        assert "→" in err


def test_a_plugin_whose_package_is_gone_does_not_end_the_check_of_others(
    juso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found, broken = command.installed()
    gone = Found("999997", "juso-gone", "1", "juso_gone_elsewhere", 1)
    monkeypatch.setattr(command, "installed", lambda: ((gone, *found), broken))
    code, out, _err = juso("check", "--static", "--json")
    data = json.loads(out)
    assert code == 1
    assert [one["distribution"] for one in data["broken"]] == ["juso-gone"]
    assert "292095" in {one["code"] for one in data["checked"]}


# -- the badge ----


def test_a_badge_that_cannot_be_written_is_told_before_anything_is_checked(
    juso, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(command, "check", lambda *given, **more: asked.append(given))
    code, out, err = juso("check", good, "--badge", "nowhere/level.svg")
    assert (code, out, asked) == (1, "", [])
    assert err.rstrip().endswith("nowhere/level.svg")


def test_a_badge_that_fails_late_is_told_by_its_own_name(
    juso, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "level.svg"

    def full(path: Path, data: bytes, **more: object) -> None:
        raise OSError(28, "No space left on device", f"{path}.temporary")

    monkeypatch.setattr(command, "write_whole", full)
    code, _out, err = juso("check", good, "--static", "--badge", file)
    assert code == 1
    assert err.rstrip().endswith(f"No space left on device: {file}")


# -- what the shell is offered ----


def offered(*words: str) -> list[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUSO", "_JUSO", "COMP_"))}
    environment |= {"_JUSO_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(["juso", *words])}
    environment["COMP_CWORD"] = str(len(words))
    program = "import sys; from juso_core.cli.main import run; run(sys.argv[1:])"
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    return ran.stdout.decode().splitlines()


def test_what_is_to_be_checked_is_completed() -> None:
    assert offered("check", "iko") == ["plain,ikoma"]
    assert offered("check", "2920") == ["plain,292095"]
    assert offered("check", "./plug") == ["file,./plug"]


def test_the_stage_of_a_new_municipality_is_completed() -> None:
    assert offered("new", "--stage", "tr") == ["plain,transition"]
