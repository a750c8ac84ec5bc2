"""How ``juso check`` shows what it found, and the list of checks."""

from collections.abc import Iterator
from itertools import groupby

import click

from juso_core.cli.output import emit_json, screen_width
from juso_core.language.messages import _, current
from juso_core.language.width import table, wrap
from juso_core.quality.checks import Check, Level, Severity, checks, page_of
from juso_core.quality.remarks import Remark
from juso_core.quality.verdict import Checked

__all__ = ["checked_lines", "explained_lines", "list_checks"]

_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "△", Severity.HINT: "·"}
_FEW = 5
"""So many remarks of one check are shown."""


def checked_lines(one: Checked, every: bool) -> Iterator[str]:
    """Yield what was found in one municipality: its level, then remark after remark, check by check."""
    found = one.subject.found
    yield f"{one.name} ({found.code})  {found.distribution} {found.version}"
    yield "  " + _level_line(one)
    for check_id, group in groupby(one.remarks, key=lambda remark: remark.check_id):
        yield from _group(checks()[check_id], list(group), every)
    for remark, exemption in one.exempted:
        yield _("  exempted: {remark}", remark=str(remark))
        yield _("    reason: {reason}", reason=exemption.reason)
    yield _("  errors {errors}, warnings {warnings}, hints {hints}", errors=one.count(Severity.ERROR),
            warnings=one.count(Severity.WARNING), hints=one.count(Severity.HINT))  # fmt: skip


def _level_line(one: Checked) -> str:
    if one.level is None:
        return _("level: not computed, since hooks were not asked and cases not walked")
    order = list(Level)
    marks = [
        ("✓ " if order.index(one.level) >= order.index(level) else "– ") + level.label(current()) for level in order[1:]
    ]
    return _("level: {level}", level=one.level.label(current())) + "   " + "  ".join(marks)


def _group(check: Check, remarks: list[Remark], every: bool) -> Iterator[str]:
    language = current()
    count = f" ({len(remarks)})" if len(remarks) > 1 else ""
    need = _("  needed for: {level}", level=check.level.label(language)) if check.level else ""
    severity = check.severity.label(language)
    what = _("not so: {what}", what=check.what.in_language(language))
    yield f"  {_MARKS[check.severity]} {check.id} {severity}  {what}{count}{need}"
    shown = remarks if every or len(remarks) <= _FEW + 1 else remarks[:_FEW]
    for remark in shown:
        yield f"      {_told(remark)}"
    if len(shown) < len(remarks):
        yield "      " + _("and {count} more: --all shows them", count=len(remarks) - len(shown))
    yield f"      → {check.mend.in_language(language)}"


def _told(remark: Remark) -> str:
    place = f"{remark.place}: " if remark.place else ""
    about = f"{remark.about}: " if remark.about and remark.about not in remark.what else ""
    return place + about + remark.what + (f"; {remark.hint}" if remark.hint else "")


def explained_lines(check: Check) -> Iterator[str]:
    """Yield everything that is to be said of one check."""
    language, columns = current(), screen_width()
    level = check.level.label(language) if check.level else _("none: it is advice")
    yield f"{check.id}  {check.what.in_language(language)}"
    for name, text in (
        (_("severity"), check.severity.label(language)),
        (_("needed for"), level),
        (_("why"), check.why.in_language(language)),
        (_("what to do"), check.mend.in_language(language)),
        (_("page"), page_of(check)),
    ):
        for number, line in enumerate(wrap(f"{name}: {text}", columns - 4)):
            yield ("  " if number == 0 else "    ") + line


def list_checks(as_json: bool) -> None:
    """Print the table of checks."""
    language = current()
    if as_json:
        emit_json({"schema": "juso.checks/1", "checks": [_data(one) for one in checks().values()]})
        return
    rows = [
        (one.id, one.severity.label(language), one.level.label(language) if one.level else "-",
         one.kind.label(language), one.what.in_language(language))
        for one in checks().values()
    ]  # fmt: skip
    header = (_("check"), _("severity"), _("level"), _("kind"), _("what it looks for"))
    click.echo(table(rows, header, screen_width()))


def _data(one: Check) -> dict[str, object]:
    return {
        "id": one.id,
        "severity": one.severity.value,
        "level": one.level.value if one.level else None,
        "kind": one.kind.value,
        "what": {"ja": one.what.ja, "en": one.what.en},
        "why": {"ja": one.why.ja, "en": one.why.en},
        "mend": {"ja": one.mend.ja, "en": one.mend.en},
        "may_be_exempted": one.exemptable,
        "page": page_of(one),
    }
