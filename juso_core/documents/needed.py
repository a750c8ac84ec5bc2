"""The libraries that make documents: an extra, so that an office that makes none installs none."""

from importlib import import_module
from typing import Any, Final

from juso_core.language.messages import N_
from juso_core.language.told import ToldError

__all__ = ["DocumentsMissing", "needed"]

_DISTRIBUTIONS: Final = {"jinja2": "Jinja2", "docx": "python-docx", "docxtpl": "docxtpl"}


class DocumentsMissing(ToldError):
    """A library that a format needs is not installed: which, and how to install it."""


def needed(module: str) -> Any:
    """Return a module of the extra ``documents``; raises DocumentsMissing."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise DocumentsMissing(
            N_("{library} is not installed; this format needs it"),
            N_('install it with: python -m pip install "juso-core[documents]"'),
            library=_DISTRIBUTIONS.get(module, module),
        ) from error
