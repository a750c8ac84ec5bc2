"""The pages of the documentation, taken apart: headings, links, places that links lead to, fenced blocks."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("ja", "en")
PAGES = {language: sorted((DOCS / language).glob("*.md")) for language in LANGUAGES}
ALL = [DOCS / "README.md", *(page for pages in PAGES.values() for page in pages)]

_FENCE = re.compile(r"^```(?P<mark>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its page, its language, what else marks it, its text."""

    page: Path
    kind: str
    mark: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.parent.name}/{self.page.name}: {self.kind} {self.mark} {self.text[:30]!r}"


def name(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(kind: str, mark: str | None = None) -> list[Block]:
    found = []
    for page in ALL:
        for fence in _FENCE.finditer(text(page)):
            words = fence["mark"].split()
            block = Block(page, words[0] if words else "", " ".join(words[1:]), fence["text"])
            if block.kind == kind and mark in (None, block.mark):
                found.append(block)
    return found


def without_code(page: Path) -> str:
    return re.sub(r"`[^`\n]*`", "", _FENCE.sub("", text(page)))


def headings(page: Path) -> list[tuple[int, str]]:
    lines = _FENCE.sub("", text(page)).split("\n")
    found = (re.fullmatch(r"(#+) (.+)", line) for line in lines)
    return [(len(one[1]), one[2]) for one in found if one]


def links(page: Path) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", without_code(page)) + re.findall(r"\[`[^`]+`\]\(([^)\s]+)\)", text(page))


def places(page: Path) -> set[str]:
    """Where a link to this page can lead: anchors, and headings as GitHub names them."""
    slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for _level, heading in headings(page)}
    return slugs | set(re.findall(r'<a id="([^"]+)"></a>', text(page)))


def generated(page: Path, part: str) -> str:
    """What stands in a generated part of a page."""
    found = re.search(rf"<!-- generated: {re.escape(part)} -->\n(.*?)<!-- end -->", text(page), re.DOTALL)
    assert found, f"{name(page)} has no part {part}"
    return found[1]


def section(page: Path, anchor: str) -> str:
    """What stands from an anchor to the next one."""
    after = text(page).split(f'<a id="{anchor}"></a>', 1)
    assert len(after) == 2, f"{name(page)} has no place {anchor}"
    return after[1].split('<a id="', 1)[0]
