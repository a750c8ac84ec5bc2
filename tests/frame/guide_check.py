"""Follows a guide of the docs: writes the files that it shows, runs its commands in order, compares what they print.

    python tests/frame/guide_check.py docs/en/onboarding.md

Runs in a temporary folder, with the ``juso`` and ``python`` of the environment in which it is called; ``wheel_check``
does that in a clean one. In a page, a comment before a fenced block says what the block is for:

    <!-- write: FILE -->             the block is the file
    <!-- append: FILE -->            it stands at the end of the file
    <!-- replace: FILE: BEGINNING -->  it takes the place of the one line that begins so

Blocks marked ``console`` hold commands after ``$``, and below them what is printed; a line with ``…`` alone stands for
any lines, and a command that shows nothing may print anything.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

_BLOCK = re.compile(
    r"(?:<!-- (?P<what>write|append|replace): (?P<file>[^:\n]+?)(?:: (?P<begins>[^\n]+?))? -->\n)?"
    r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Differs(Exception):
    """A guide does not hold: what it shows is not what happens."""


@frozen
class Step:
    """One thing to do: a file to change, or a command with the lines that it prints."""

    text: str
    what: str = ""
    file: str = ""
    begins: str = ""
    shown: tuple[str, ...] = ()


def steps(page: str) -> Iterator[Step]:
    """Yield what a page says is to be done, in order."""
    for block in _BLOCK.finditer(page):
        if block["what"]:
            yield Step(block["text"], block["what"], block["file"], block["begins"] or "")
        elif block["kind"] == "console":
            for part in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]:
                command, *shown = part.rstrip("\n").split("\n")
                yield Step(command, "run", shown=tuple(shown))


def follow(page: Path, folder: Path, env: dict[str, str]) -> int:
    """Do everything in a folder, and return how many commands were run; raises Differs."""
    here, count = folder, 0
    for step in steps(page.read_text(encoding="utf-8")):
        if step.what != "run":
            _change(step, here / step.file)
            continue
        count += 1
        words = shlex.split(step.text)
        if words[0] == "cd":
            here = here / words[1]
            continue
        print("$", step.text, flush=True)
        done = subprocess.run(words, cwd=here, env=env, capture_output=True, encoding="utf-8")
        if done.returncode:
            raise Differs(f"exit code {done.returncode} from: {step.text}\n{done.stdout}{done.stderr}")
        if not _prints(step.shown, done.stdout.splitlines()):
            raise Differs(f"{step.text} does not print what the guide shows:\n{done.stdout}")
    return count


def _change(step: Step, file: Path) -> None:
    if step.what == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(step.text, encoding="utf-8")
        return
    text = file.read_text(encoding="utf-8")
    if step.what == "append":
        file.write_text(f"{text.rstrip()}\n\n{step.text.lstrip()}", encoding="utf-8")
        return
    lines = text.splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if line.startswith(step.begins)]
    if len(places) != 1:
        raise Differs(f"{file.name} has {len(places)} lines that begin with {step.begins!r}")
    lines[places[0]] = step.text
    file.write_text("".join(lines), encoding="utf-8")


def _prints(shown: tuple[str, ...], printed: list[str]) -> bool:
    """Whether what is printed is what is shown: its lines in this order, others only where there is a … ."""
    pattern = "".join("(?:.*\n)*?" if line.strip() == "…" else f"{re.escape(line.rstrip())}[ ]*\n" for line in shown)
    return not shown or re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


def main() -> None:
    """Follow the pages that are named; the language is that of a page's folder."""
    for name in sys.argv[1:]:
        page = Path(name).resolve()
        with tempfile.TemporaryDirectory(prefix="juso-guide-") as folder:
            lead = ("JUSO_", "PYTHONPATH", "PYTHONHOME")
            env = {key: value for key, value in os.environ.items() if not key.startswith(lead)}
            env |= {"JUSO_LANG": page.parent.name, "PYTHONUTF8": "1", "COLUMNS": "100"}
            commands = Path(sys.executable).parent
            env["PATH"] = os.pathsep.join([str(commands), env.get("PATH", "")])
            try:
                count = follow(page, Path(folder), env)
            except Differs as differs:
                sys.exit(f"{name}: {differs}")
        print(f"{name}: {count} commands, all as shown")


if __name__ == "__main__":
    main()
