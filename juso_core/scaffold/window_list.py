"""What a list of windows says: windows and the agencies that are there."""

from typing import Final

from attrs import frozen

from juso_core.municipality.words import AgencyKind, Field, OperationForm

__all__ = ["EXAMPLE", "Window", "WindowAgency", "WindowList"]

EXAMPLE: Final = "（例）"
"""How the window of an example row begins."""


@frozen(kw_only=True)
class WindowAgency:
    """An agency of the list, with the body that runs it as it is written there; ``kind`` is None until it is known."""

    row: int
    name: str
    id: str = ""
    kind: AgencyKind | None = None
    operator: str = ""
    area: str = ""
    heading: str = ""


@frozen(kw_only=True)
class Window:
    """A window of the list. ``bodies`` are those that run it where no agency is named."""

    row: int
    name: str
    id: str = ""
    fields: tuple[Field, ...] = ()
    any_field: bool = False
    agencies: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    form: OperationForm | None = None
    open: str = ""
    headings: tuple[str, ...] = ()


@frozen
class WindowList:
    """What a list of windows says; ``unread`` are the headings of columns that were left aside."""

    file: str = ""
    windows: tuple[Window, ...] = ()
    agencies: tuple[WindowAgency, ...] = ()
    unread: tuple[str, ...] = ()
