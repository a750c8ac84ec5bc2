"""A draft as HTML and as Word: everything is there, nothing from outside, nothing of a name becomes markup."""

import io
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from attrs import evolve
from documents_towns import FILES, LANGUAGES, TOWNS, draft_of

from juso_core.documents.plan_docx import as_docx
from juso_core.documents.plan_draft import plan_draft
from juso_core.documents.plan_html import as_html
from juso_core.documents.plan_model import Draft, Gap, Table
from juso_core.municipality.loading import load_text
from juso_core.research.simulation import described_day

EVERY = [pytest.param(file, language, id=f"{file.parent.name}-{language}") for file in FILES for language in LANGUAGES]


class Page(HTMLParser):
    """What stands in a page: tags with their attributes, ids, links, headings, text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def texts(draft: Draft) -> list[str]:
    """Every text that a draft says."""
    found = [section.title for section in draft.sections]
    for part in draft.parts():
        if isinstance(part, Table):
            found += [part.caption, *part.header, *(cell for line in part.lines for cell in line.cells)]
        else:
            found.append(part.question if isinstance(part, Gap) else part.text)
    return found


@pytest.mark.parametrize(("file", "language"), EVERY)
def test_the_page_holds_every_text_and_every_link_leads_somewhere(file: Path, language: str) -> None:
    draft = draft_of(file, language)
    page = Page(as_html(draft))
    for text in texts(draft):
        assert text in page.text
    ids = [one["id"] for _tag, one in page.tags if one.get("id")]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        assert (link["href"] or "").removeprefix("#") in ids
    assert page.all("html")[0]["lang"] == language


@pytest.mark.parametrize(("file", "language"), EVERY)
def test_the_page_brings_nothing_from_outside_and_runs_nothing(file: Path, language: str) -> None:
    text = as_html(draft_of(file, language))
    page = Page(text)
    assert not page.all("script", "img", "link", "iframe", "object", "form", "base")
    assert not [name for _tag, one in page.tags for name in one if name in ("style", "src") or name.startswith("on")]
    assert not re.search(r"url\(|@import|https?:", text)
    (policy,) = [one["content"] for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_have_captions_and_heads_and_headings_go_down_step_by_step(language: str) -> None:
    page = Page(as_html(draft_of(TOWNS[1], language)))
    assert len(page.all("caption")) == len(page.all("table"))
    assert {one.get("scope") for one in page.all("th")} == {"col", "row"}
    levels = [int(tag[1]) for tag, _one in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


HARMFUL = '<script>alert("1")</script>{{ 7 * 7 }}&amp;'


def harmful() -> Draft:
    text = TOWNS[1].read_text(encoding="utf-8").replace('name = "福祉課"', f"name = '{HARMFUL}'")
    town = load_text(text, "town.toml")
    return plan_draft(town, described_day(town))


def test_a_name_stays_a_text_whatever_is_in_it() -> None:
    page = Page(as_html(harmful()))
    assert HARMFUL in page.text
    assert not page.all("script")
    document = docx.Document(io.BytesIO(as_docx(harmful())))
    assert any(HARMFUL in cell.text for table in document.tables for row in table.rows for cell in row.cells)


@pytest.mark.parametrize(("file", "language"), EVERY)
def test_the_word_document_holds_every_text_and_the_trace(file: Path, language: str) -> None:
    draft = draft_of(file, language)
    document = docx.Document(io.BytesIO(as_docx(draft)))
    paragraphs = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = "\n".join(c.text for t in document.tables for c in t._cells)
    for text in texts(draft):
        assert text in paragraphs or text in cells
    for part in draft.parts():
        assert part.id in cells
        assert all(row in cells for row in part.rows)
    for source in draft.sources:
        assert source.title in cells
    assert next(p.text for p in document.paragraphs if p.style.name == "Heading 1").startswith("1 ")


def test_the_same_draft_is_the_same_properties_and_says_its_language() -> None:
    about = docx.Document(io.BytesIO(as_docx(draft_of(TOWNS[1])))).core_properties
    assert (about.language, about.created.date()) == ("ja-JP", draft_of(TOWNS[1]).on)


def test_what_cannot_be_seen_breaks_no_document() -> None:
    """A file cannot state such signs, but a structure may be made otherwise."""
    town = load_text(TOWNS[1].read_text(encoding="utf-8"), "town.toml")
    name = "福\u000b祉\u0000課\u202e\uffff"
    agencies = tuple(evolve(one, name=name) if one.name == "福祉課" else one for one in town.agency)
    town = evolve(town, agency=agencies)
    draft = plan_draft(town, described_day(town))
    document = docx.Document(io.BytesIO(as_docx(draft)))
    assert any("福\ufffd祉\ufffd課\ufffd\ufffd" in cell.text for table in document.tables for cell in table._cells)
    assert not set("\x00\x0b\u202e\uffff") & set(as_html(draft))


def test_a_japanese_name_in_an_english_page_is_marked_for_screen_readers() -> None:
    english, japanese = (as_html(draft_of(TOWNS[1], language)) for language in ("en", "ja"))
    assert '<span lang="ja">地域包括支援センター</span>' in english
    assert '<span lang="ja">' not in japanese
