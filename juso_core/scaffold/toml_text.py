"""Writes values and rows as TOML, as people would: one key a line, a long list over several lines."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["toml_row", "toml_value"]

_LINE: Final = 100


def toml_value(value: Any) -> str:
    """Return a text, number, truth, date or list of them as TOML.

    >>> toml_value(['a "b"', "窓口"])
    '["a \\\\"b\\\\"", "窓口"]'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        inner = [toml_value(one) for one in value]
        short = f"[{', '.join(inner)}]"
        return short if len(short) <= _LINE else "[\n" + "".join(f"    {one},\n" for one in inner) + "]"
    # What JSON escapes in a text, TOML escapes alike, and one sign more.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")


def toml_row(table: str, row: Mapping[str, Any]) -> str:
    """Return a row of a table; what is None or empty is left out, and a list of one is written without brackets."""
    lines = [f"[[{table}]]"]
    for key, value in row.items():
        if value is None or value == "" or value == []:
            continue
        single = key == "cite" and isinstance(value, list) and len(value) == 1
        lines.append(f"{key} = {toml_value(value[0] if single else value)}")
    return "\n".join(lines)
