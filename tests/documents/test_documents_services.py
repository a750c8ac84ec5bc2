"""What a draft says of services: who applies, and what arrives at a window from elsewhere."""

import pytest
from documents_towns import ROOT

from juso_core.documents.plan_draft import plan_draft
from juso_core.documents.plan_model import Table
from juso_core.municipality.loading import load_text
from juso_core.research.simulation import described_day

TOWN = (ROOT / "tests/office/office_town.toml").read_text(encoding="utf-8")


def texts(language, *change):
    structure = load_text(TOWN.replace(*change), "town.toml")
    for part in plan_draft(structure, described_day(structure), language).parts():
        if isinstance(part, Table):
            yield from (cell for line in part.lines for cell in line.cells)
        else:
            yield part.text


@pytest.mark.parametrize(
    ("applicant", "language", "said"),
    [
        ("person", "ja", "に申し込むのは本人である"),
        ("agency", "ja", "に申し込むのは機関である"),
        ("person", "en", " is the person. "),
        ("agency", "en", " is an agency. "),
    ],
)
def test_who_applies_is_said_in_words(applicant, language, said):
    assert any(said in text for text in texts(language, 'applicant = "person"', f'applicant = "{applicant}"'))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "民生委員・児童委員、アウトリーチから届いたもの"),
        ("en", "what arrives through: welfare commissioner, outreach"),
    ],
)
def test_what_arrives_at_a_window_from_elsewhere(language, said):
    stated = ('fields = ["elderly"]', 'fields = ["elderly"]\napproached = ["commissioner", "outreach"]')
    assert any(said in text for text in texts(language, *stated))
    assert not any(said in text for text in texts(language, *stated[:1] * 2))
