"""What the journal holds beside an event: when, by whom, on what advice, and what the gate found.

The advice, what was chosen and why it differs are kept apart, so that a step stays explainable when the plugin has
changed or is gone. Free text (why a choice differs, on what ground somebody consented for another) lives in the
vault; here stands only the number of the note.
"""

import datetime as dt
from typing import Any

from attrs import field, frozen

from juso_core.casework.events import Event
from juso_core.casework.law import Actor, Verdict
from juso_core.citation import Origin

__all__ = ["Basis", "Difference", "Failure", "Recorded", "Said"]


@frozen
class Said:
    """One field of an advice: its value as plain data (words as their codes, tuples as lists), and who said it."""

    field: str
    value: Any
    origin: Origin


@frozen
class Difference:
    """A field in which the choice departs from the advice; ``why`` is the number of a note in the vault."""

    field: str
    advised: Any
    chosen: Any
    why: str | None = None


@frozen
class Failure:
    """A plugin that failed to answer: which one, at which hook, where in its files, and how."""

    plugin: str
    hook: str
    where: str
    what: str


@frozen(kw_only=True)
class Basis:
    """On what a command rested: the hook that was asked, what it said, what was chosen, what the gate found.

    ``plugin`` and ``version`` are the enabled distribution (None without one); ``digest`` is that of the structure.
    """

    hook: str | None = None
    stage: str | None = None
    plugin: str | None = None
    version: str | None = None
    digest: str | None = None
    said: tuple[Said, ...] = ()
    differences: tuple[Difference, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    failures: tuple[Failure, ...] = field(default=())


@frozen(kw_only=True)
class Recorded:
    """One event in its place. ``step`` numbers the commands of a case; only the first event of a step has a basis.

    ``on`` is the day on which it happened, ``at`` the moment at which it was entered (UTC, ISO 8601; None in a
    simulation, which has no clock).
    """

    case_id: str
    municipality: str
    seq: int
    step: int
    command: str
    on: dt.date
    actor: Actor
    event: Event
    at: str | None = None
    basis: Basis | None = None
