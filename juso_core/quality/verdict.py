"""Checks one plugin: static checks first, then behaviour; from what they find follows its level."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from juso_core.municipality.structure import Structure
from juso_core.quality import apart, exemptions
from juso_core.quality.checks import Check, Kind, Level, Severity, checks, page_of
from juso_core.quality.code_checks import code_checks
from juso_core.quality.exemptions import Exemption
from juso_core.quality.gate_checks import gate_checks
from juso_core.quality.hook_checks import answered_hooks, hook_checks
from juso_core.quality.located import Located
from juso_core.quality.project_checks import project_checks, read_structure
from juso_core.quality.proof_checks import Shipped, proof_checks, shipped
from juso_core.quality.remarks import Remark, sorted_remarks
from juso_core.quality.source_checks import source_checks, stale_checks
from juso_core.quality.subject import Subject

__all__ = ["SCHEMA", "Checked", "Static", "check", "level_of", "static"]

SCHEMA = "juso.check/1"


@frozen
class Static:
    """What the files alone show: the structure where it can be read, what is shipped, and the remarks."""

    structure: Structure | None
    shipped: Shipped = field(repr=False)
    remarks: tuple[Remark, ...]


@frozen(kw_only=True)
class Checked:
    """A plugin that was checked: what stands, what is exempted, and the level; None where that was not computed."""

    subject: Subject
    name: str
    digest: str
    remarks: tuple[Remark, ...]
    exempted: tuple[tuple[Remark, Exemption], ...]
    level: Level | None

    @property
    def failed(self) -> bool:
        """Whether an error stands."""
        return any(remark.is_error for remark in self.remarks)

    def count(self, severity: Severity) -> int:
        """Return how many remarks of a severity stand."""
        return sum(1 for remark in self.remarks if remark.check.severity is severity)

    def missing_for(self, level: Level) -> tuple[Check, ...]:
        """Return the checks that keep the plugin from a level, in the order of the table."""
        found = {remark.check_id for remark in self.remarks}
        return tuple(one for one in checks().values() if one.id in found and one.level and _within(one.level, level))

    def data(self) -> dict[str, Any]:
        """Return it as JSON-able data (an element of ``juso.check/1``)."""
        found = self.subject.found
        return {
            "code": found.code,
            "name": self.name,
            "distribution": found.distribution,
            "version": found.version,
            "digest": self.digest,
            "level": self.level.value if self.level else None,
            "failed": self.failed,
            "remarks": [_data(remark) for remark in self.remarks],
            "exempted": [{**_data(remark), "reason": one.reason} for remark, one in self.exempted],
        }


def _data(remark: Remark) -> dict[str, Any]:
    return {
        "check": remark.check_id,
        "severity": remark.check.severity.value,
        "level": remark.check.level.value if remark.check.level else None,
        "file": remark.file or None,
        "line": remark.line or None,
        "about": remark.about or None,
        "what": remark.what,
        "hint": remark.hint or None,
        "page": page_of(remark.check),
    }


def static(subject: Subject) -> Static:
    """Look at a plugin's files; nothing of it is imported."""
    structure, remarks = read_structure(subject)
    found = [*remarks, *project_checks(subject, structure)]
    if subject.package.is_dir():
        found += [*hook_checks(subject), *code_checks(subject)]
    ships = shipped(subject)
    found += proof_checks(subject, ships)
    if structure is not None:
        located = Located(structure, subject.shown(subject.structure_file))
        found += [*gate_checks(located), *source_checks(located, answered_hooks(subject))]
    return Static(structure, ships, tuple(found))


def check(
    subject: Subject,
    *,
    today: dt.date,
    stale_after: int | None = None,
    with_behaviour: bool = True,
    behaved: Iterable[Remark] | None = None,
) -> Checked:
    """Check a plugin: its files, then (where these can be used) how it behaves; raises nothing for what is wrong.

    ``stale_after``: remark on sources that nobody has looked at for so many days. ``behaved`` is what is wrong with how
    it behaves, where that is known already.
    """
    seen = static(subject)
    structure, remarks = seen.structure, list(seen.remarks)
    kinds = {Kind.STATIC}
    if stale_after is not None and structure is not None:
        located = Located(structure, subject.shown(subject.structure_file))
        remarks += stale_checks(located, today, stale_after)
        kinds.add(Kind.STALE)
    usable = structure is not None and not any(remark.check_id in ("S01", "S02") for remark in remarks)
    if with_behaviour and usable:
        remarks += [one for _part, one in apart.asked(subject, seen.shipped)] if behaved is None else behaved
        kinds.add(Kind.BEHAVIOUR)
    shown = subject.shown(subject.package / exemptions.FILE)
    listed, slips = exemptions.read(subject.package, shown)
    looked_for = [one.id for one in checks().values() if one.kind in kinds]
    sorted_out = exemptions.sort_out((*remarks, *slips), listed, today, shown, looked_for)
    standing = sorted_remarks(sorted_out.standing)
    complete = with_behaviour or not usable
    return Checked(
        subject=subject,
        name=structure.name if structure else subject.found.package,
        digest=structure.digest if structure else "",
        remarks=standing,
        exempted=sorted_out.exempted,
        level=level_of(standing) if complete else None,
    )


def level_of(remarks: Iterable[Remark]) -> Level:
    """Return the highest level for which, and for those below it, no remark stands."""
    blocked = {remark.check.level for remark in remarks}
    reached = Level.NONE
    for level in Level:
        if level in blocked:
            break
        reached = level
    return reached


def _within(one: Level, other: Level) -> bool:
    order = list(Level)
    return order.index(one) <= order.index(other)
