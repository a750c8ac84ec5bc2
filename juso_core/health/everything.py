"""All checks, in the order in which people read what they find."""

from typing import Final

from juso_core.health import Check
from juso_core.health.database import journal
from juso_core.health.files import disk, file_system, instance, permissions, writable
from juso_core.health.machine import clock, python, sqlite, terminal
from juso_core.health.parts import catalogs, extras, plugins

__all__ = ["CHECKS"]

CHECKS: Final[tuple[Check, ...]] = (
    python,
    sqlite,
    clock,
    terminal,
    catalogs,
    extras,
    instance,
    permissions,
    writable,
    disk,
    file_system,
    journal,
    plugins,
)
