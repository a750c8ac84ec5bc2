"""Facts from a file: TOML or JSON, with the keys of the office's arguments, or a case file."""

import json
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from juso_core.entries import EntryErrors, EntryProblem
from juso_core.language.messages import _

__all__ = ["read_facts"]


def read_facts(name: str, wanted: Collection[str]) -> dict[str, Any]:
    """Return the facts in a file; raises EntryErrors when it is missing or cannot be read.

    Of a case file only what is ``wanted`` is taken: its consultation and members, or its assessment.
    """
    path = Path(name)
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except OSError as error:
        raise EntryErrors([EntryProblem(name, error.strerror or str(error))]) from None
    except (UnicodeDecodeError, json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise EntryErrors([EntryProblem(name, _("cannot be read: {why}", why=error))]) from None
    if not isinstance(data, dict):
        raise EntryErrors([EntryProblem(name, _("a table with keys is expected"))])
    members = data.pop("member", None)
    if members is not None and isinstance(data.get("consultation"), dict):
        data["consultation"]["members"] = members
    if str(data.get("schema", "")).startswith("juso.case/"):
        return {key: value for key, value in data.items() if key in wanted}
    return data
