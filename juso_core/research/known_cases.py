"""Cases that can be called by their id: the standard ones, and those that installed municipalities ship themselves."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from attrs import frozen

from juso_core.discovery import Found, survey
from juso_core.finding import name_of
from juso_core.language.messages import _
from juso_core.municipality.problems import Problem, did_you_mean
from juso_core.research.case_file import CaseFile, CaseFileErrors, read
from juso_core.research.shipped import own_cases
from juso_core.research.standard_cases import named, standard_cases

__all__ = ["KnownCase", "case_called", "is_known", "known_cases", "known_ids"]


@frozen
class KnownCase:
    """A case that can be called by its id; ``found`` is whose own it is, None for a standard one.

    ``case`` is None where the file cannot be used; ``problems`` then say why.
    """

    id: str
    file: Path
    found: Found | None
    case: CaseFile | None
    problems: tuple[Problem, ...] = ()


def case_called(name: str, taking_part: Collection[str] = ()) -> Path:
    """Return the case file of an id, of whatever capitals: a standard one, else one that a municipality ships.

    Where several ship a case of that id, that of the municipality whose code is in ``taking_part`` is meant. Raises
    CaseFileErrors when there is none, or when more than one can be meant.
    """
    standard = named(name)
    if standard is not None:
        return standard
    own = own_cases(survey().found)
    called = [one for one in own if _plain(one.id) == _plain(name)]
    meant = [one for one in called if one.found.code in taking_part] or called
    if len({one.file for one in meant}) > 1:
        whose = ", ".join(f"{name_of(one.found) or one.found.code} ({one.file})" for one in meant)
        what = _("several cases are called so: {cases}", cases=whose)
        raise CaseFileErrors([Problem(name, 0, "", what, _("give the path of the one that is meant"))])
    if not meant:
        ids = tuple(_standard_ids())
        otherwise = _("standard cases: {ids}; those of municipalities: juso simulate --list", ids=", ".join(ids))
        hint = did_you_mean(name, [*ids, *(one.id for one in own)], otherwise)
        raise CaseFileErrors([Problem(name, 0, "", _("no case is called so, and there is no such file"), hint)])
    return meant[0].file


def is_known(name: str) -> bool:
    """Whether a case is called so: a standard one, or one that an installed municipality ships."""
    return named(name) is not None or _plain(name) in map(_plain, known_ids())


def known_ids() -> tuple[str, ...]:
    """Return the ids of the standard cases, and of those that installed municipalities ship."""
    return (*_standard_ids(), *(one.id for one in own_cases(survey().found)))


def _standard_ids() -> Iterator[str]:
    return (path.stem for path in standard_cases())


def known_cases(found: Iterable[Found]) -> Iterator[KnownCase]:
    """Yield the standard cases, and then those that these municipalities ship; one that cannot be used says why."""
    for file in standard_cases():
        yield KnownCase(file.stem, file, None, read(file))
    for one in own_cases(found):
        try:
            yield KnownCase(one.id, one.file, one.found, read(one.file))
        except CaseFileErrors as errors:
            yield KnownCase(one.id, one.file, one.found, None, errors.problems)


def _plain(name: str) -> str:
    return name.casefold()
