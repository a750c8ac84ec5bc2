"""What is read in the text of a plugin's code: what reaches out in whichever way, plain code, and what is no Python."""

import os
from pathlib import Path

import pytest
from bad_plugins import GOOD_ONE

from juso_core.quality.code_checks import code_checks
from juso_core.quality.hook_checks import answered_hooks, hook_checks
from juso_core.quality.subject import subject_at

NAME = GOOD_ONE.package


@pytest.fixture
def package(good: Path) -> Path:
    return good / NAME


def told(package: Path, text: str) -> list[tuple[str, int, str]]:
    """What is said of a module beside the plugin's own."""
    (package / "beside.py").write_text(text, encoding="utf-8")
    (subject,) = subject_at(package)
    return [(one.check_id, one.line, one.what) for one in code_checks(subject) if one.file.endswith("beside.py")]


REACHING = (
    "import datetime as dt\nnow = dt.date.today",
    "import datetime as dt\nfrom functools import partial\nnow = partial(dt.datetime.utcnow)",
    "from datetime import date as Day\nToday = Day\nlater = Today.today()",
    "from datetime import *\nx = datetime.now()",
    "import datetime\nclass Day(datetime.date):\n    pass\nx = Day.today()",
    "from juso_core.hookspecs import dt\nx = dt.date.today()",
    "def f(on):\n    return on.today()",
    "import datetime as dt\ndef f(day: dt.date):\n    return type(day).today()",
    "def f(on):\n    return on.__class__.today",
    "import warnings\nx = warnings.sys.path",
    "import collections\nx = collections._sys.modules",
    "def f(x):\n    return x.environ['HOME']",
    "read = open",
    "x = list(map(eval, ['1']))",
    "class Reader:\n    def open(self):\n        return open('x')",
    "import urllib.parse\nx = urllib.request.urlopen('x')",
    "from urllib import request",
    "from pathlib import PurePath, Path",
    "import pathlib",
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import re\nelse:\n    import socket",
    "TYPE_CHECKING = True\nif TYPE_CHECKING:\n    import socket",
    "from typing import TYPE_CHECKING\nTYPE_CHECKING = True\nif TYPE_CHECKING:\n    import socket",
)


@pytest.mark.parametrize("text", REACHING)
def test_what_reaches_out_is_told_on_its_line(package: Path, text: str) -> None:
    lines = [line for check_id, line, _what in told(package, text) if check_id == "S04"]
    assert lines
    assert set(lines) <= {text.count("\n") + 1, text.count("\n")}


PLAIN = (
    "from re import compile\nx = compile('a+')",
    "import re as compile\n\ndef f():\n    return compile('a+')",
    "def open(door):\n    return door\n\nx = open('x')",
    "def f(input):\n    return input",
    "class Era:\n    @classmethod\n    def now(cls):\n        return cls()\n\nx = Era.now()",
    "from .eras import Era\nx = Era.today()",
    "from urllib.parse import quote\nfrom urllib import parse\nimport urllib.parse\nx = urllib.parse.quote('x')",
    "from pathlib import PurePath, PurePosixPath",
    "import logging\nlog = logging.getLogger(__name__)",
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import socket\n    from juso_core import office",
    "import typing as t\nif t.TYPE_CHECKING:\n    from juso_core.journal import memory",
    "import datetime as dt\nOPEN = dt.time(9, 0)\nx = dt.date(2026, 4, 1)",
    "from juso_core.language import era",
)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_code_is_not_remarked_on(package: Path, text: str) -> None:
    assert told(package, text) == []


def test_a_part_of_juso_is_no_contract_however_it_is_reached(package: Path) -> None:
    for text in ("import juso_core.hookspecs\nx = juso_core.journal", "from juso_core.language import told"):
        assert [check_id for check_id, _line, _what in told(package, text)] == ["S05"]


def test_of_a_zone_it_is_said_what_to_take_instead(package: Path) -> None:
    (package / "beside.py").write_text("from zoneinfo import ZoneInfo\n")
    (subject,) = subject_at(package)
    (remark,) = [one for one in code_checks(subject) if one.file.endswith("beside.py")]
    assert (remark.check_id, remark.hint) == ("S04", "a day needs no zone: it is the argument on")


NO_PYTHON = {
    "too deep": "x = " + "-" * 100_000 + "1",
    "too long a name": "x = a" + ".a" * 5_000,
    "too many branches": "if a:\n    pass\n" + "elif a:\n    pass\n" * 3_000,
    "a zero byte": "x = '\0'",
    "half a line": "def f(:",
}


@pytest.mark.parametrize("text", NO_PYTHON.values(), ids=NO_PYTHON)
@pytest.mark.parametrize("file", ["beside.py", "plugin.py"])
def test_what_cannot_be_read_is_a_remark_and_no_end(package: Path, file: str, text: str) -> None:
    (package / file).write_text(text)
    (subject,) = subject_at(package)
    assert [one.check_id for one in code_checks(subject)] == ["S03"]
    assert list(hook_checks(subject)) == [], "it is told once"
    assert (answered_hooks(subject) == ()) is (file == "plugin.py")


def test_hooks_in_a_long_chain_of_branches_are_seen_in_order(package: Path) -> None:
    chain = "if 0:\n    pass\n" + "elif 0:\n    pass\n" * 1_500
    text = (package / "plugin.py").read_text(encoding="utf-8")
    hook = text[text.index("@hookimpl") :]
    inner = "".join(f"    {line}\n" if line else "\n" for line in hook.splitlines())
    (package / "plugin.py").write_text(text.replace(hook, f"{chain}else:\n{inner}"), encoding="utf-8")
    (subject,) = subject_at(package)
    assert list(code_checks(subject)) == []
    assert answered_hooks(subject) == ("juso_escalate",)


def test_a_folder_is_no_code_and_a_broken_link_is_told(juso, good: Path, package: Path) -> None:
    (package / "folder.py").mkdir()
    (package / "folder.py" / "inner.py").write_text("x = 1\n")
    assert juso("check", good, "--static")[0] == 0
    (package / "link.py").symlink_to(package / "nowhere.py")
    code, out, err = juso("check", good, "--static")
    assert (code, err) == (1, "")
    assert f"{NAME}/link.py: this is no file that can be read" in out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only where there are pipes among files")
def test_a_pipe_is_not_waited_for(good: Path, package: Path) -> None:
    os.mkfifo(package / "pipe.py")
    (subject,) = subject_at(good)
    assert [(one.check_id, one.file) for one in code_checks(subject)] == [("S03", f"{NAME}/pipe.py")]
