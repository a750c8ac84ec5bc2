"""What holds of the page whatever it compares: closed to the outside, and read without eyes, mouse or colours."""

import base64
import hashlib
import re
from itertools import pairwise

from page_read import Element, read

from juso_core.documents.comparison_html import palette
from juso_core.documents.comparison_html.page import _TEMPLATES

JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")


def policy(root: Element) -> str:
    (found,) = [
        one.attributes["content"]
        for one in root.every("meta")
        if one.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    return found


def test_the_policy_lets_in_the_pages_own_style_and_nothing_else(root):
    (style,) = root.every("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    said = dict(part.strip().split(" ", 1) for part in policy(root).split(";"))
    assert said.pop("style-src") == f"'sha256-{digest}'"
    assert said == dict.fromkeys(("default-src", "img-src", "base-uri", "form-action"), "'none'")


def test_the_policy_stands_before_everything_that_it_governs(page):
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert page.startswith("<!DOCTYPE html>")


def test_nothing_in_the_page_runs_or_comes_from_elsewhere(root):
    forbidden = {"script", "link", "img", "iframe", "object", "embed", "form", "base", "audio", "video", "image", "use"}
    for one in root.every():
        assert one.name not in forbidden
        for name, value in one.attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "src", "srcset", "action", "background", "xlink:href"), (one.name, name)
            if name == "href":
                assert value.startswith("#")
            assert "url(" not in value
            assert name == "xmlns" or not re.search(r"\b(https?|data|javascript|file):", value), (one.name, name, value)


def test_the_style_takes_nothing_from_elsewhere(root):
    (style,) = root.every("style")
    assert "@import" not in style.text
    assert "//" not in style.text
    assert set(re.findall(r"url\(([^)]*)\)", style.text)) == {"#hatch"}


def test_an_id_is_there_once_and_every_link_leads_to_one(root):
    ids = [one.attributes["id"] for one in root.every() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    wanted = {one.attributes["href"][1:] for one in root.every("a")}
    wanted |= {name for one in root.every() for name in one.attributes.get("aria-labelledby", "").split()}
    assert wanted <= set(ids)


def test_every_picture_has_a_title_and_a_description(root):
    ids = {one.attributes["id"]: one for one in root.every() if "id" in one.attributes}
    pictures = [one for one in root.every("svg") if one.attributes.get("aria-hidden") != "true"]
    assert len(pictures) > 20
    for one in pictures:
        assert one.attributes["role"] == "img"
        if "aria-label" in one.attributes:
            assert one.attributes["aria-label"]
            continue
        title, described = (ids[name] for name in one.attributes["aria-labelledby"].split())
        assert (title.name, described.name) == ("title", "desc")
        assert title.text.strip()
        assert described.text.strip()


def test_every_table_has_a_caption_and_says_what_its_heads_are_of(root):
    for table in root.every("table"):
        (caption,) = table.every("caption")
        assert caption.text.strip()
        assert all(one.attributes["scope"] in ("col", "row", "rowgroup") for one in table.every("th"))


def test_rows_have_as_many_cells_as_the_head(root):
    for table in root.every("table"):
        if "compared" in table.attributes.get("class", ""):
            continue
        heads, *rows = [[one for one in row.inside if isinstance(one, Element)] for row in table.every("tr")]
        assert {len(row) for row in rows} <= {len(heads)}, table.every("caption")


def test_headings_leave_out_no_level(root):
    levels = [int(one.name[1]) for one in root.every("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_what_can_be_scrolled_can_be_reached_by_keyboard_and_has_a_name(root):
    regions = [one for one in root.every("div") if {"scroll", "lanes"} & set(one.attributes.get("class", "").split())]
    assert regions
    for one in regions:
        assert one.attributes["tabindex"] == "0"
        assert one.attributes["role"] == "region"
        assert one.attributes.get("aria-label") or one.attributes.get("aria-labelledby")
    names = [one.attributes["aria-label"] for one in regions if "aria-label" in one.attributes]
    assert len(names) == len(set(names))


def test_what_folds_out_says_of_what(root):
    for one in root.every("details"):
        first = next(part for part in one.inside if isinstance(part, Element) or part.strip())
        assert isinstance(first, Element)
        assert first.name == "summary"
        assert first.text.strip()


def test_the_first_links_skip_to_the_contents(root):
    first, second = list(root.every("a"))[:2]
    assert [one.attributes["href"] for one in (first, second)] == ["#matrix", "#cases"]


def test_each_language_says_which_it_is(pages):
    for language, page in pages.items():
        (html,) = read(page).every("html")
        assert html.attributes["lang"] == language


def test_an_english_page_marks_its_japanese(pages):
    unmarked = [text for text in _unmarked(read(pages["en"])) if JAPANESE.search(text)]
    assert unmarked == []


def _unmarked(one: Element) -> list[str]:
    """Texts outside of what is marked as Japanese; titles of pictures and codes cannot be marked in parts."""
    if one.attributes.get("lang") == "ja" or one.name in ("desc", "title", "style", "code"):
        return []
    return [text for part in one.inside for text in ([part] if isinstance(part, str) else _unmarked(part))]


def test_text_can_be_read_and_lines_can_be_seen():
    assert {pair: palette.contrast(*pair) for pair in palette.TEXT if palette.contrast(*pair) < 4.5} == {}
    assert {pair: palette.contrast(*pair) for pair in palette.GRAPHICS if palette.contrast(*pair) < 3} == {}


def test_black_on_white_is_21_to_1(monkeypatch):
    monkeypatch.setattr(palette, "COLOURS", {"black": "#000000", "white": "#ffffff", "grey": "#777777"})
    assert palette.contrast("black", "white") == 21
    assert round(palette.contrast("white", "grey"), 2) == 4.48


def test_the_style_uses_the_palette_only():
    style = (_TEMPLATES / "comparison.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\(--([\w-]+)\)", style))
    assert used <= set(palette.COLOURS)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", style.replace("url(#hatch)", ""))
    judged = {name for pair in (*palette.TEXT, *palette.GRAPHICS) for name in pair}
    assert used <= judged


def test_a_printed_page_shows_what_is_folded_away(root):
    (style,) = root.every("style")
    printed = style.text.partition("@media print")[2]
    assert re.search(r"details::details-content \{[^}]*content-visibility: visible", printed)
