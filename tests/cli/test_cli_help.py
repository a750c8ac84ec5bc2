"""Help in both languages, lists as JSON, and what starting up costs."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from juso_core.cli.table import CASE, PLUGINS, TOP
from juso_core.language.width import width

GROUPS = (("case", CASE), ("plugins", PLUGINS))
COMMANDS = [(), *((name,) for name in TOP), *((group, name) for group, table in GROUPS for name in table)]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "juso")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_command_has_help_that_fits(juso, words, language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ended = juso(*words, "--help", "--lang", language)
    assert ended.code == 0, ended.err
    assert max(map(width, ended.out.splitlines())) <= 80


@pytest.mark.parametrize(("name", "entry"), [*TOP.items(), *CASE.items(), *PLUGINS.items()])
def test_the_table_of_commands_is_true(name: str, entry: tuple[str, str]) -> None:
    module, _colon, attribute = entry[0].partition(":")
    command = getattr(importlib.import_module(module), attribute)
    assert command.name == name
    assert command.callback is not None or hasattr(command, "table")


def test_every_method_of_the_office_has_its_command() -> None:
    from juso_core.cli.cases import _STEPS
    from juso_core.entries import steps

    assert set(_STEPS.values()) == set(steps())
    assert set(_STEPS) | {"list", "show", "history"} == set(CASE)


def test_help_and_version_import_nothing_heavy() -> None:
    heavy = "sqlalchemy", "cattrs", "pluggy", "importlib.metadata", "jinja2", "babel"
    for option in ("--help", "--version"):
        program = (
            "import sys\nfrom juso_core.cli.main import run\ntry:\n    run(sys.argv[1:])\n"
            f"except SystemExit:\n    print('HEAVY', [m for m in {heavy!r} if m in sys.modules])\n"
        )
        ran = subprocess.run([sys.executable, "-c", program, option], capture_output=True, text=True, check=True)
        assert "HEAVY []" in ran.stdout


LISTS = [
    ("plugins", "list"), ("plugins", "info", "132012"), ("show", "八王子"), ("show", "132012", "meeting"),
    ("show", "hachioji", "questions"), ("show", "hachioji", "source"), ("case", "list"), ("case", "show", "{case}"),
    ("case", "history", "{case}"), ("explain", "{case}"), ("report",), ("schema", "words"), ("schema", "structure"),
]  # fmt: skip


@pytest.mark.parametrize("words", LISTS, ids=lambda words: " ".join(words))
def test_lists_are_json_that_does_not_change_with_the_language(juso, received, words) -> None:
    words = [word.replace("{case}", received) for word in words]
    first, second = (juso(*words, "--json", "--lang", language) for language in ("ja", "en"))
    assert first.code == second.code == 0, first.err

    def keys(value: object) -> object:
        if isinstance(value, dict):
            return {key: keys(one) for key, one in value.items()}
        return [keys(one) for one in value] if isinstance(value, list) else None

    assert keys(first.data) == keys(second.data)
    assert juso(*words).code == 0


def test_silence_is_shown_and_conferences_have_cites(juso) -> None:
    shown = juso("show", "八王子市")
    assert "plan.decider" in shown.out
    assert "2021-10-21" in shown.out
    meetings = {row["id"]: row for row in juso("show", "八王子市", "meeting", "--json").data["meeting"]}
    assert meetings["shien-kaigi"]["convener"] == ["fukushi-seisaku"]
    assert meetings["juso-kaigi"]["convener"] == ["sasaeai"]
    assert all(row["cite"] for row in meetings.values())
    earlier = juso("show", "八王子市", "agency", "--on", "平成30年1月1日", "--json").data["agency"]
    assert {row["id"] for row in earlier if row["id"].startswith("kyoten-")} == {"kyoten-ishikawa", "kyoten-kawaguchi"}


def test_disabled_municipality_keeps_its_cases_readable(juso, received: str, office: Path) -> None:
    done = juso("plugins", "disable", "hachioji", "--json")
    assert done.data["open_cases"] == 1
    for words in (("case", "show"), ("case", "history"), ("explain",)):
        assert juso(*words, received).code == 0
    assert juso("case", "list").code == 0
    refused = juso("case", "refer", received)
    assert refused.code == 1
    assert "juso plugins enable 132012" in refused.err
    assert juso("plugins", "enable", "八王子市").code == 0
    assert juso("case", "refer", received, "--on", "2024-05-12").code == 0


def test_prompts_ask_for_what_is_missing(office: Path, tmp_path: Path) -> None:
    """At a terminal: what is needed and was not given is asked for, one after the other."""
    import pty

    program = "import sys; from juso_core.cli.main import run; run(sys.argv[1:])"
    parent, child = pty.openpty()
    words = ["case", "receive", "--member", "a::30", "--lang", "en", "--json"]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *words], stdin=child, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    os.close(child)
    os.write(parent, b"bass\nbase\nperson\na\n")
    out, err = process.communicate(timeout=60)
    os.close(parent)
    assert process.returncode == 0, err
    assert "Where the consultation arrived" in err
    # A word that cannot stand there is asked for again at once.
    assert "'bass' is not a word that can stand here; did you mean 'base'?; it can be: field_window" in err
    assert '"approached": "base"' in out
