"""The program as people call it, in this process: what it printed, and its exit code."""

import json
from typing import Any

import pytest
from attrs import frozen

from juso_core.cli.main import run

__all__ = ["SETTINGS", "Ran", "called"]

SETTINGS = ("JUSO_INSTANCE", "JUSO_BY", "JUSO_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""What in the environment changes what the program does."""


@frozen
class Ran:
    """What a call of the program came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


def called(capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    """Call the program with these words."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        run([str(word) for word in words])
    printed = capsys.readouterr()
    return Ran(int(ended.value.code or 0), printed.out, printed.err)
