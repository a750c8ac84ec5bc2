"""Completion: what the shells' scripts are answered, and a real bash that asks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from plugins_site import CODE, POISON, Site, receive

from juso_core.cli.table import CASE, PLUGINS, TOP

PROGRAM = "import sys; from juso_core.cli.main import run; run(sys.argv[1:])"


@pytest.fixture
def ask(site: Site, tmp_path: Path):
    """Ask as bash does for what can stand after these words; the last is the one that has been begun."""
    site.town(plugin=POISON)

    def asked(*words: str, shell: str = "bash", cwd: Path = tmp_path, **more: str) -> list[str]:
        path = os.pathsep.join([str(site.folder), os.environ.get("PYTHONPATH", "")])
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUSO", "_JUSO", "COMP_"))}
        environment |= {"_JUSO_COMPLETE": f"{shell}_complete", "PYTHONPATH": path}
        environment |= {"COMP_WORDS": " ".join(["juso", *words]), "COMP_CWORD": str(len(words)), **more}
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, cwd=cwd, capture_output=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        assert ran.stderr == b""
        return ran.stdout.decode("utf-8").splitlines()

    return asked


def values(lines: list[str]) -> list[str]:
    assert all(line.startswith("plain,") for line in lines), lines
    return [line.removeprefix("plain,") for line in lines]


def test_commands_and_groups(ask) -> None:
    assert values(ask("")) == list(TOP)
    assert values(ask("plug")) == ["plugins"]
    assert values(ask("plugins", "")) == list(PLUGINS)
    assert values(ask("case", "")) == list(CASE)


def test_options_and_their_words(ask) -> None:
    assert "--dry-run" in values(ask("plugins", "enable", "--"))
    assert values(ask("--lang", "")) == ["ja", "en"]
    # The program's own options may stand anywhere.
    assert values(ask("plugins", "list", "--lang", "")) == ["ja", "en"]
    assert values(ask("--lang", "ja", "plugins", "en")) == ["enable"]
    assert values(ask("plugins", "--lang", "ja", "en")) == ["enable"]
    assert values(ask("completion", "z")) == ["zsh"]


def test_words_of_a_vocabulary(ask) -> None:
    assert values(ask("case", "receive", "--field", "")) == ["elderly", "disability", "child", "hardship"]
    assert values(ask("case", "assess", "X", "--wants", "other,out")) == ["other,outreach"]


@pytest.mark.parametrize("words", [("plugins", "enable"), ("show",), ("simulate", "V01", "--municipality")])
def test_municipalities_by_short_name_and_code(ask, words) -> None:
    assert "reiji" in values(ask(*words, "re"))
    assert values(ask(*words, CODE[:4])) == [CODE]


def test_of_several_municipalities_the_last(ask) -> None:
    assert values(ask("simulate", "V01", "--municipality", "nowhere,reij")) == ["nowhere,reiji"]


def test_cases_of_the_instance(ask, juso, office: Path) -> None:
    case = receive(office)
    assert values(ask("case", "show", "", cwd=office)) == [case]
    assert values(ask("case", "refer", case[:2], cwd=office)) == [case]
    assert values(ask("case", "show", "--instance", str(office), "")) == [case]
    assert values(ask("--instance", str(office), "case", "show", "")) == [case]
    assert case in values(ask("explain", "", cwd=office))
    assert "V01" in values(ask("explain", "V", cwd=office))


def test_case_files(ask) -> None:
    assert "V01" in values(ask("simulate", "V"))
    assert ask("simulate", "./my") == ["file,./my"]


def test_the_cases_that_a_municipality_ships(ask, site: Site) -> None:
    cases = site.folder / "juso_reiji" / "cases"
    cases.mkdir()
    for name in ("REIJI-1.toml", "REIJI-1.expected.toml"):
        (cases / name).write_text('schema = "juso.case/1"\nid = "REIJI-1"\n', encoding="utf-8")
    for words in (("simulate",), ("explain",), ("compare", "--behaviour", "--cases"), ("export", "paths", "--cases")):
        assert values(ask(*words, "REI")) == ["REIJI-1"]


def test_tables_of_a_structure(ask) -> None:
    assert values(ask("show", "reiji", "meet")) == ["meeting"]


@pytest.mark.parametrize(
    "words", [("case", "show", ""), ("no", "such", "command", ""), ("plugins", "enable", '"'), ("show", "\x00x"[1:])]
)
def test_where_something_is_wrong_nothing_is_said(ask, tmp_path: Path, words) -> None:
    """No instance here, no such command, an open quote: never a message, never a traceback."""
    for line in ask(*words):
        assert line.partition(",")[0] in ("plain", "file", "dir")


def test_a_broken_instance_completes_to_nothing(ask, tmp_path: Path) -> None:
    (tmp_path / "juso.toml").write_text("format = ", encoding="utf-8")
    assert ask("case", "show", "") == []


@pytest.mark.parametrize("more", [{"COMP_CWORD": "x"}, {"_JUSO_COMPLETE": "tcsh_complete"}, {"_JUSO_COMPLETE": ""}])
def test_a_shell_that_asks_in_another_way(ask, more) -> None:
    assert ask("plugins", "", **more) == []


def test_zsh_is_given_descriptions_and_fish_too(ask) -> None:
    zsh = ask("plugins", "ena", shell="zsh")
    assert zsh[:2] == ["plain", "enable"]
    assert len(zsh) == 3
    (fish,) = ask("plugins", "ena", shell="fish", COMP_WORDS="juso plugins ena", COMP_CWORD="ena")
    assert fish.startswith("plain,enable")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_printed_and_asks_juso(juso, shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whatever bash this machine has, or none at all.
    monkeypatch.setenv("PATH", "")
    ran = juso("completion", shell)
    assert ran.code == 0, ran.err
    assert ran.err == ""
    assert f"_JUSO_COMPLETE={shell}_complete" in ran.out


def test_a_shell_that_is_not_known(juso) -> None:
    ended = juso("completion", "tcsh")
    assert ended.code == 2
    assert "bash" in ended.err


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [(["juso", "plugins", "up"], "upgrade-notes"), (["juso", "plugins", "disable", "reij"], "reiji")],
)
def test_a_real_bash_completes(juso, site: Site, tmp_path: Path, words: list[str], expected: str) -> None:
    site.town()
    script = tmp_path / "completion.bash"
    script.write_text(juso("completion", "bash").out, encoding="utf-8")
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "juso"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{PROGRAM}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    line = (
        f'source "{script}" && COMP_WORDS=({" ".join(words)}) && COMP_CWORD={len(words) - 1} '
        '&& _juso_completion juso && printf "%s\\n" "${COMPREPLY[@]}" && complete -p juso'
    )
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(programs), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join([str(site.folder), os.environ.get("PYTHONPATH", "")]),
    }
    ran = subprocess.run(
        ["bash", "--norc", "-c", line], env=environment, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[0] == expected
    assert "_juso_completion juso" in ran.stdout
    assert ran.stderr == ""
