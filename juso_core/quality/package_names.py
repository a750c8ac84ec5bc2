"""What the package of a plugin may be called: it is imported into the same process as juso and all that juso needs."""

import keyword
import sys
from typing import Final

from juso_core.language.messages import _

__all__ = ["TAKEN", "can_be_a_folder", "wrong_package"]

# fmt: off
TAKEN: Final = frozenset({
    "attr", "attrs", "cattr", "cattrs", "click", "cookiecutter", "docx", "docxtpl", "greenlet", "jinja2", "juso_core",
    "openpyxl", "packaging", "pluggy", "pytest", "sqlalchemy", "typing_extensions",
})
# fmt: on
"""The packages of juso itself, and of the libraries that it uses."""
_LONGEST: Final = 80


def can_be_a_folder(package: str) -> bool:
    """Whether a name may be used as that of a folder at all: anything else could lead out of the project."""
    return package.isidentifier() and len(package) <= _LONGEST


def wrong_package(package: str) -> str | None:
    """Say why a plugin's package cannot be called so; None where it can."""
    if not can_be_a_folder(package) or keyword.iskeyword(package):
        return _("'{package}' cannot be the name of a package", package=package[:_LONGEST])
    # On some systems capitals make no difference between files.
    if package in sys.stdlib_module_names or package == "__main__" or package.lower() in TAKEN:
        return _("the name '{package}' is taken by Python, by juso or by what juso needs", package=package)
    return None
