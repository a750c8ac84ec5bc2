"""A page taken apart with the parser of the standard library: elements, their attributes, what is in them."""

from collections.abc import Iterator
from html.parser import HTMLParser

from attrs import Factory, define

EMPTY = {"meta", "br", "hr", "img", "input", "link", "path", "rect", "circle", "base"}


@define(eq=False)
class Element:
    """One element: its name, attributes, children and texts in their order."""

    name: str
    attributes: dict[str, str]
    inside: list["Element | str"] = Factory(list)

    def every(self, *names: str) -> Iterator["Element"]:
        """Yield the elements in it, of these names or all, in the order of the page."""
        for one in self.inside:
            if isinstance(one, Element):
                if not names or one.name in names:
                    yield one
                yield from one.every(*names)

    def with_class(self, name: str) -> list["Element"]:
        return [one for one in self.every() if name in one.attributes.get("class", "").split()]

    def by_id(self, wanted: str) -> "Element":
        return next(one for one in self.every() if one.attributes.get("id") == wanted)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), f"an attribute twice: {tag} {names}"
        one = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(one)
        if tag not in EMPTY:
            self.open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY:
            return
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(page: str) -> Element:
    """Return the page; fails where elements are not closed in their order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert [one.name for one in reader.open] == [""]
    return reader.root
