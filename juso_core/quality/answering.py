"""Who answers the hooks of a municipality: the functions as their authors wrote them, past the guard."""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from attrs import frozen

import juso_core
from juso_core import hookspecs, stated
from juso_core.advice import plain
from juso_core.casework.decisions import Decision
from juso_core.contract import implementations
from juso_core.discovery import Found
from juso_core.guard import where_defined

__all__ = ["Answering", "answering", "shown"]

_CORE: Final = Path(juso_core.__file__).parent


@frozen
class Answering:
    """A function that answers a hook, as its author wrote it, and the folder of its package."""

    hook: str
    function: Callable[..., Any]
    package: Path

    @property
    def place(self) -> str:
        """Where it stands: ``file:line``."""
        return where_defined(self.function, self.package)

    @property
    def is_core(self) -> bool:
        """Whether juso itself answers here, by what the structure states."""
        return self.package == _CORE

    def ask(self, arguments: Mapping[str, Any]) -> Any:
        """Ask it with those of a hook's arguments that it takes."""
        with redirect_stdout(sys.stderr):
            return self.function(**{name: arguments[name] for name in inspect.signature(self.function).parameters})


def answering(found: Found, package: Path) -> tuple[Answering, ...]:
    """Return who answers for a municipality that is loaded: its own code, then what its structure states."""
    own = sys.modules.get(f"{found.package}.plugin")
    mine = tuple(_of(own, package)) if own else ()
    return (*mine, *_of(stated, _CORE))


def _of(module: ModuleType, package: Path) -> Iterator[Answering]:
    for one in implementations(module):
        if one.hook in hookspecs.RESULTS:
            yield Answering(one.hook, one.function, package)


def shown(answer: Any) -> str:
    """Return what an answer says, for people, in short."""
    if not isinstance(answer, Decision):
        return repr(answer)[:80]
    said = {name: value for name, value in plain(answer).items() if value is not None and name != "because"}
    return ", ".join(f"{name} = {value}" for name, value in said.items()) or "None"
