"""Whether a plugin is registered rightly, and what its project says of itself (S01, S02, S06, S07)."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from juso_core.language.messages import _
from juso_core.municipality import code as codes
from juso_core.municipality import loading
from juso_core.municipality.structure import Structure
from juso_core.quality.remarks import Remark, from_problems
from juso_core.quality.subject import PROJECT, Subject

__all__ = ["project_checks", "read_structure"]


def read_structure(subject: Subject) -> tuple[Structure | None, tuple[Remark, ...]]:
    """Return the structure of a plugin, or None and everything that is wrong in its file (S01)."""
    shown = subject.shown(subject.structure_file)
    if not subject.package.is_dir():
        what = _("the package '{package}' is not there", package=subject.found.package)
        return None, (Remark("S02", what, "", subject.shown(subject.package)),)
    try:
        return loading.load(subject.structure_file), ()
    except loading.StructureErrors as errors:
        return None, tuple(from_problems("S01", errors.problems, shown))


def project_checks(subject: Subject, structure: Structure | None) -> Iterator[Remark]:
    """Yield what is wrong with how a plugin is registered, and what its project does not say."""
    code = subject.found.code
    project = subject.project
    where = subject.shown(project / PROJECT) if project else ""
    if subject.registered or not project:
        if wrong := codes.explain(code):
            yield Remark("S02", wrong, "", where)
        elif structure is not None and structure.code != code:
            what = _("the entry point says {code}, the structure says {theirs}", code=code, theirs=structure.code)
            yield Remark("S02", what, "", where or subject.shown(subject.structure_file))
    if not subject.found.package.isidentifier():
        yield Remark("S02", _("'{package}' cannot be the name of a package", package=subject.found.package), "", where)
    if project is not None:
        yield from _requirement(project, where)
        if not any(project.glob("README*")):
            yield Remark("S07", _("there is no README"), "", subject.shown(project / "README.md"))


def _requirement(project: Path, where: str) -> Iterator[Remark]:
    data: Any = tomllib.loads((project / PROJECT).read_text(encoding="utf-8-sig")).get("project", {})
    listed = data.get("dependencies", []) if isinstance(data, dict) else []
    core = [str(one) for one in listed if re.match(r"juso[-_.]core\b", str(one), re.IGNORECASE)]
    if not core:
        yield Remark("S06", _("juso-core is not among its dependencies"), "", where)
    elif ">" not in core[0] or "<" not in core[0]:
        yield Remark("S06", _("'{requirement}' names no range of versions", requirement=core[0]), "", where)
