"""Whether a plugin is registered rightly, and what its project says of itself (S01, S02, S06, S07)."""

from collections.abc import Iterator
from typing import Final

from juso_core.core_requirement import is_on_core
from juso_core.language.messages import _
from juso_core.municipality import code as codes
from juso_core.municipality import loading
from juso_core.municipality.structure import Structure
from juso_core.quality.package_names import can_be_a_folder, wrong_package
from juso_core.quality.project_file import PROJECT, ProjectFile
from juso_core.quality.remarks import Remark, from_problems
from juso_core.quality.subject import Subject

__all__ = ["project_checks", "read_structure"]

_FROM_ON: Final = frozenset({">", ">=", "~=", "==", "==="})
_BELOW: Final = frozenset({"<", "<=", "~=", "==", "==="})


def read_structure(subject: Subject) -> tuple[Structure | None, tuple[Remark, ...]]:
    """Return the structure of a plugin, or None and everything that is wrong in its file (S01)."""
    shown = subject.shown(subject.structure_file)
    if not can_be_a_folder(subject.found.package):
        # That it can be none is told with the rest of the project.
        return None, ()
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
    said = subject.project_file or ProjectFile()
    if said.municipalities or not project:
        if wrong := codes.explain(code):
            yield Remark("S02", wrong, "", where)
        elif structure is not None and structure.code != code:
            what = _("the entry point says {code}, the structure says {theirs}", code=code, theirs=structure.code)
            yield Remark("S02", what, "", where or subject.shown(subject.structure_file))
    if problem := wrong_package(subject.found.package):
        yield Remark("S02", problem, "", where)
    if project is not None:
        for key in said.wrong:
            # Without its dependencies a project can still be registered rightly.
            yield Remark("S06" if key == "dependencies" else "S02", _wrong_key(key), "", where)
        if "dependencies" not in said.wrong:
            yield from _requirement(said, where)
        if not any(project.glob("README*")):
            yield Remark("S07", _("there is no README"), "", subject.shown(project / "README.md"))


def _wrong_key(key: str) -> str:
    return _("what stands under {key} cannot be used", key=key)


def _requirement(said: ProjectFile, where: str) -> Iterator[Remark]:
    core = [one for one in said.needs if is_on_core(one)]
    if not core:
        yield Remark("S06", _("juso-core is not among its dependencies"), "", where)
    for one in core:
        if (bounds := _bounds(one)) is None:
            yield Remark("S06", _("the requirement '{requirement}' cannot be read", requirement=one), "", where)
        elif not (bounds & _FROM_ON and bounds & _BELOW):
            yield Remark("S06", _("'{requirement}' names no range of versions", requirement=one), "", where)


def _bounds(requirement: str) -> frozenset[str] | None:
    """The signs with which versions are bounded; None where nobody can read the requirement."""
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        return frozenset(bound.operator for bound in Requirement(requirement).specifier)
    except InvalidRequirement:
        return None
