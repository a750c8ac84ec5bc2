"""Whether the guide says what can be written."""

import re
from pathlib import Path

import pytest

from juso_core.scaffold.columns import ANY_FIELD, FIELDS

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_guide_lists_every_word_for_a_field_and_no_other(language: str) -> None:
    page = (DOCS / language / "onboarding.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"\n\| --- \| --- \|\n((?:\|[^\n]*\n)+)", page.partition("<!-- write: answers.toml")[0])
    listed = {word for row in table.splitlines() for word in re.split(r"[、,]\s*", row.split("|")[2].strip())}
    assert listed == {*FIELDS, *ANY_FIELD}
