"""A report shown: as text for the terminal, as JSON (``juso.report/1``); ``as_csv`` stands in ``csv_file``.

The JSON is the same in every language and changes only with its schema id::

    { "schema": "juso.report/1",
      "municipality": { "code": "999997", "name": "例示市" },
      "period": { "since": "2021-04-01", "until": "2021-09-30",      both days included
                  "since_era": "令和3年4月1日", "until_era": "令和3年9月30日",
                  "fiscal_year": 2021,                               null when it reaches over an end of March
                  "name": { "ja": "令和3年度上半期", "en": "FY2021 (R3), first half" } },
      "minimum": 5, "note": { "ja": …, "en": … },                    both null when nothing is suppressed
      "rows": [ { "id": "mac-cases", "whose": "municipality",        or "national"; unique with "giver" and "id"
                  "giver": "structure", "giver_name": …, "version": …,
                  "name": { "ja": …, "en": … }, "unit": "case",
                  "value": 6,                     a number; "<5" when suppressed; null when it cannot be counted
                  "problem": null,                { "ja", "en" }: why it cannot be counted
                  "rule": { "counts": …, "unit": …, "received_from": [], "taken_to": [], "without_conference": false,
                            "consent": null, "plan": null, "in_words": { "ja": …, "en": … } },
                  "cites": [ "casebook: …" ],
                  "published": [ { "id": …, "name": …, "value": 6, "up_to": null, "unit": "case", "cites": […],
                                   "agrees": true } ] } ] }          null: not comparable, or not said

No export holds the id of a case.
"""

from typing import Any, Final

from juso_core.citation import Text
from juso_core.language.era import era_date, show_date
from juso_core.language.messages import _, current
from juso_core.language.width import table, width, wrap
from juso_core.reporting.csv_file import as_csv
from juso_core.reporting.period import named_fiscal_year, period_name
from juso_core.reporting.report import Published, Report, Row
from juso_core.reporting.suppress import check_minimum, note, shown

__all__ = ["SCHEMA", "as_csv", "as_json", "as_text"]

SCHEMA: Final = "juso.report/1"


def as_json(report: Report, *, minimum: int | None = None) -> dict[str, Any]:
    """Return the report as plain data of the schema ``juso.report/1`` (see the module).

    ``minimum``: numbers below it, other than 0, are suppressed; None, the default, shows the own office all of them.
    """
    check_minimum(minimum)
    return {
        "schema": SCHEMA,
        "municipality": {"code": report.municipality, "name": report.name},
        "period": {
            "since": report.since.isoformat(),
            "until": report.until.isoformat(),
            "since_era": era_date(report.since),
            "until_era": era_date(report.until),
            "fiscal_year": named_fiscal_year(report.since, report.until),
            "name": _both(period_name(report.since, report.until)),
        },
        "minimum": minimum,
        "note": _both(note(minimum)) if minimum is not None else None,
        "rows": [_row(row, minimum) for row in report.rows],
    }


def _row(row: Row, minimum: int | None) -> dict[str, Any]:
    value = None if row.value is None else shown(row.value, minimum)
    rule = row.rule
    return {
        "id": row.id,
        "whose": row.whose.value,
        "giver": row.origin.giver.value,
        "giver_name": row.origin.name,
        "version": row.origin.version,
        "name": _both(row.name),
        "unit": row.unit.value,
        "value": value,
        "problem": _both(row.problem) if row.problem else None,
        "rule": {
            "counts": rule.counts,
            "unit": rule.unit.value,
            "received_from": list(rule.received_from),
            "taken_to": [kind.value for kind in rule.taken_to],
            "without_conference": rule.without_conference,
            "consent": rule.consent,
            "plan": rule.plan,
            "in_words": _both(row.in_words),
        },
        "cites": [str(cite) for cite in row.cites],
        "published": [_published(one, hidden=isinstance(value, str)) for one in row.published],
    }


def _published(one: Published, hidden: bool) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "value": _whole(one.value),
        "up_to": None if one.up_to is None else _whole(one.up_to),
        "unit": one.unit.value,
        "cites": [str(cite) for cite in one.cites],
        "agrees": None if hidden else one.agrees,
    }


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


def _both(text: Text) -> dict[str, str]:
    return {"ja": text.ja, "en": text.en}


def as_text(report: Report, *, minimum: int | None = None, rules: bool = False, max_width: int | None = None) -> str:
    """Return the report as text for a screen of ``max_width`` columns, in the current language.

    ``rules`` adds how each indicator is counted, with its source. ``minimum`` as for ``as_json``.
    """
    check_minimum(minimum)
    language = current()
    days = f"{show_date(report.since)} ～ {show_date(report.until)}"
    name = period_name(report.since, report.until).in_language(language)
    parts = [
        f"{report.name} ({report.municipality})  {name}\n{days}",
        _table(report, minimum, max_width) or _("nothing is counted here"),
    ]
    if rules:
        parts.append("\n".join(line for row in report.rows for line in _in_words(row, max_width)))
    if minimum is not None:
        parts.append("\n".join(_wrapped(note(minimum).in_language(language), max_width)))
    return "\n\n".join(part for part in parts if part)


def _table(report: Report, minimum: int | None, max_width: int | None) -> str:
    values = [_value(row, minimum) for row in report.rows]
    wide = max(map(width, values), default=0)
    rows = [
        (
            row.whose.label(current()),
            row.name.in_language(current()),
            " " * (wide - width(value)) + value,
            row.unit.label(current()),
            "\n".join(_compared(one, hidden=value.startswith("<")) for one in row.published),
        )
        for row, value in zip(report.rows, values, strict=True)
    ]
    titles = (_("whose"), _("indicator"), _("count"), _("unit"), _("published"))
    # A column that is empty everywhere only takes room.
    keep = len(titles) if any(row[-1] for row in rows) else len(titles) - 1
    return table([row[:keep] for row in rows], titles[:keep], max_width) if rows else ""


def _value(row: Row, minimum: int | None) -> str:
    return "-" if row.value is None else str(shown(row.value, minimum))


def _compared(one: Published, hidden: bool) -> str:
    value = one.amount
    if hidden or one.agrees is None:
        return value
    return _("{value} (agrees)", value=value) if one.agrees else _("{value} (differs)", value=value)


def _in_words(row: Row, max_width: int | None) -> list[str]:
    cites = "; ".join(map(str, row.cites))
    said = f"{row.in_words.in_language(current())} ({cites})"
    head = f"{row.name.in_language(current())} [{row.id}]"
    return [head, *("    " + line for line in _wrapped(said, max_width, 4))]


def _wrapped(text: str, max_width: int | None, indent: int = 0) -> list[str]:
    return [text] if max_width is None else wrap(text, max_width - indent)
