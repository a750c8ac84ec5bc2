"""Whether the commands that the pages and the READMEs show are there, with the options that they show."""

import itertools
import re
import shlex
from pathlib import Path

import click
import pytest
from docs_pages import ALL, ROOT, text

from juso_core.cli.case_files import is_case_file
from juso_core.cli.root import juso
from juso_core.finding import find
from juso_core.registry import survey

READMES = [ROOT / name for name in ("README.md", "README.ja.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
OTHERS = sorted((ROOT / "plugins").glob("*/README.md"))
PAGES = [*READMES, *OTHERS, *ALL]


def shown(page: Path) -> list[str]:
    """Every command of juso on a page: indented, after a prompt, or as code within a line."""
    whole = text(page).replace("\\\n", " ")
    lines = re.findall(r"^(?:    |\$ )(juso [^\n]*)$", whole, re.MULTILINE)
    within = re.findall(r"`(juso [^`\n]*)`", whole)
    started = re.findall(r"start\.py run -- (juso [^\n`]*)", whole)
    found = [re.sub(r"\s+#.*$", "", one).strip() for one in (*lines, *within, *started)]
    return [one for one in dict.fromkeys(found) if not re.fullmatch(r"juso (args)?(…|\.\.\.)", one)]


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    """Find the command that is called, and what is left of the words."""
    command: click.Command = juso
    while words and words[0] in ("--instance", "--lang"):
        words = words[2:]
    while isinstance(command, click.Group):
        if not words or words[0].startswith("-"):
            break
        context = click.Context(command)
        context._juso_invoked = True  # type: ignore[attr-defined]
        found = command.get_command(context, words[0])
        assert found, f"there is no command {words[0]}"
        command, words = found, words[1:]
    return command, words


ANYWHERE = {"--lang", "--instance", "--help", "--version"}
COMMANDS = [(page, one) for page in PAGES for one in shown(page)]


@pytest.mark.parametrize(("page", "line"), COMMANDS, ids=lambda value: getattr(value, "name", value))
def test_a_command_that_is_shown_is_there(page: Path, line: str) -> None:
    command, words = command_of(shlex.split(line)[1:])
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    for word in words:
        if word.startswith("--"):
            assert word.partition("=")[0] in options | ANYWHERE, f"{page.name}: {line}: there is no {word}"


@pytest.mark.parametrize(("page", "line"), COMMANDS, ids=lambda value: getattr(value, "name", value))
def test_a_municipality_or_a_standard_case_that_is_named_is_there(page: Path, line: str) -> None:
    words = shlex.split(line)
    for option, value in itertools.pairwise(words):
        if option == "--municipality" and value not in ("M", "MUNICIPALITY", "A,B,…"):
            for name in value.split(","):
                # A guide makes a town of its own.
                if f'short = "{name}"' not in text(page):
                    find(survey().found, name, ())
    for word in words:
        if re.fullmatch(r"V\d\d", word):
            assert is_case_file(word)


def test_the_two_commands_stay() -> None:
    for name in ("README.md", "README.ja.md"):
        for command in ("demo", "test"):
            assert re.search(rf"^    python3 start\.py {command}\b", text(ROOT / name), re.MULTILINE)
    start = (ROOT / "start.py").read_text(encoding="utf-8")
    for command in ("demo", "test", "run"):
        assert f"python3 start.py {command}" in start


def test_both_readmes_show_the_same_commands() -> None:
    first, second = (set(shown(ROOT / name)) for name in ("README.md", "README.ja.md"))
    assert first == second


def test_the_readmes_name_every_municipality_that_lies_here() -> None:
    for readme in READMES[:2]:
        for plugin in OTHERS:
            assert f"(plugins/{plugin.parent.name}/README.md)" in text(readme)
