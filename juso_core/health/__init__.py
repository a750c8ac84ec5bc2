"""Whether everything that juso needs is in order, for ``juso doctor``: one small function a check.

A check is given what is around it and yields findings, each with what to do. Every check runs whatever the others find;
one that fails in itself is a finding too.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attrs import frozen

from juso_core.instance_file import Instance
from juso_core.language.messages import _
from juso_core.municipality.words import Word

__all__ = ["Around", "Check", "Finding", "State", "findings"]


class State(Word):
    """What a check came to."""

    OK = "ok", "正常", "ok"
    INFO = "info", "参考", "for information"
    WARNING = "warning", "注意", "warning"
    FAILED = "failed", "異常", "failed"


@frozen(kw_only=True)
class Finding:
    """What one check found: its id (the same in every language), what was looked at, what is so, what to do."""

    id: str
    state: State
    what: str
    value: str
    mend: str = ""


@frozen(kw_only=True)
class Around:
    """What checks look at: the instance's folder, and the instance where its file can be read.

    ``trouble`` is why there is none; ``deep`` asks for what takes long.
    """

    folder: Path | None = None
    instance: Instance | None = None
    trouble: Exception | None = None
    deep: bool = False

    @property
    def database(self) -> Path | None:
        """The file of the journal; None where there is no instance, or its journal is no file."""
        if self.instance is None:
            return None
        if "://" not in self.instance.database:
            return self.instance.folder / self.instance.database
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            url = make_url(self.instance.database)
        except ArgumentError:
            return None
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


Check = Callable[[Around], Iterable[Finding]]


def findings(checks: Iterable[Check], around: Around) -> Iterator[Finding]:
    """Yield what each check finds; one that raises has found that it cannot be done."""
    for check in checks:
        try:
            yield from check(around)
        except Exception as error:
            yield Finding(
                id=check.__name__,
                state=State.FAILED,
                what=_("a check that could not be done"),
                value=f"{check.__name__}: {type(error).__name__}: {error}",
                mend=_("look at what it names; if that is in order, report it"),
            )
