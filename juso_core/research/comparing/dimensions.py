"""The table of all dimensions, by group. A municipality that is added changes nothing here."""

from types import MappingProxyType
from typing import Final

from juso_core.research.comparing import conferences, functions, numbers, plans, programme, remarks, sheets, windows
from juso_core.research.comparing.model import Group

__all__ = ["DIMENSIONS", "GROUPS"]

_PARTS: Final = (programme, windows, functions, conferences, plans, sheets, numbers, remarks)

GROUPS: Final[tuple[Group, ...]] = tuple(group for part in _PARTS for group in part.GROUPS)
"""Every group, in the order in which people read them."""

DIMENSIONS: Final = MappingProxyType({one.id: one for part in _PARTS for one in part.dimensions()})
"""Every dimension by its id, in the order in which people read them."""
