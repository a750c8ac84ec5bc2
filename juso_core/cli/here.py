"""Which instance a command is about; commands that open none need no more than this."""

import os
from pathlib import Path

import click

from juso_core.instance import find_instance

__all__ = ["folder_here"]


def folder_here() -> Path:
    """Return the folder of the instance that the command is about; raises InstanceError where there is none."""
    context = click.get_current_context(silent=True)
    explicit = context.find_root().meta.get("juso.instance") if context else None
    return find_instance(Path(explicit) if explicit else None, os.environ, Path.cwd())
