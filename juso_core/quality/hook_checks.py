"""Whether the hooks of a plugin are written as the contract asks, as far as their text shows it (S03)."""

from collections.abc import Iterator
from pathlib import Path

from juso_core.quality.remarks import Remark
from juso_core.quality.subject import Subject
from juso_core.static_hooks import look_at

__all__ = ["answered_hooks", "hook_checks"]

_CODE = ("plugin/__init__.py", "plugin.py")


def hook_checks(subject: Subject) -> Iterator[Remark]:
    """Yield what is wrong with how hooks are written; that a file is no Python is told with the other files."""
    file = _code_of(subject)
    if file is None:
        return
    seen = look_at(file)
    for slip in seen.slips if seen.readable else ():
        yield Remark("S03", slip.what, "", subject.shown(file), slip.line, slip.hint)


def answered_hooks(subject: Subject) -> tuple[str, ...]:
    """Return the hooks that the code of a plugin answers."""
    file = _code_of(subject)
    return look_at(file).hooks if file is not None else ()


def _code_of(subject: Subject) -> Path | None:
    """The file with the hooks; a plugin may make a package of it."""
    return next((file for name in _CODE if (file := subject.package / name).is_file()), None)
