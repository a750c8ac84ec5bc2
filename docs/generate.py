#!/usr/bin/env python3
"""Keeps the pages of the documentation: ``python docs/generate.py`` writes, ``--check`` only looks.

In a page, what stands between ``<!-- generated: NAME -->`` and ``<!-- end -->`` is made from the code; the rest is
written by hand. The state diagrams are made too. With ``--check`` nothing is written, and the exit code is 1 when
anything is out of date, or when something in the code has no explanation yet.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

DOCS = Path(__file__).resolve().parent
# Whether or not juso is installed, the pages describe the code of this checkout.
sys.path[:0] = [str(DOCS.parent), str(DOCS)]

from juso_docs import (  # noqa: E402
    cases,
    checks,
    comparison,
    contract,
    flow,
    glossary,
    law,
    measures,
    simulation,
    sources,
    structure,
    walks,
)
from juso_docs.markdown import LANGUAGES  # noqa: E402
from juso_docs.texts import Texts  # noqa: E402

from juso_core.language import messages  # noqa: E402

Part = Callable[[str, Texts], str]
_PAGES = (checks, contract, structure, glossary, flow, law, walks, cases, simulation, comparison, measures, sources)
PARTS: dict[str, Part] = {name: part for page in _PAGES for name, part in page.PARTS.items()}

_PLACE = re.compile(r"(<!-- generated: (?P<name>[\w.-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str, language: str, texts: Texts) -> str:
    """Return a page with its generated parts made anew; raises ValueError for a part that there is not."""

    def made(place: re.Match[str]) -> str:
        name = place["name"]
        if name not in PARTS:
            raise ValueError(f"there is no part '{name}'; there are {', '.join(PARTS)}")
        # Text after a place on its own line needs the blank lines to be read as Markdown.
        return f"{place[1]}\n{PARTS[name](language, texts).strip()}\n\n{place[3]}"

    return _PLACE.sub(made, page)


def files(texts: Texts) -> Iterator[tuple[Path, str]]:
    """Yield every kept file with the content that it should have."""
    for language in LANGUAGES:
        messages.use(language)
        for path in sorted((DOCS / language).glob("*.md")):
            try:
                yield path, filled(path.read_text(encoding="utf-8"), language, texts)
            except ValueError as error:
                raise ValueError(f"{path.relative_to(DOCS).as_posix()}: {error}") from None
        for name, drawing in flow.drawings(language, texts).items():
            yield DOCS / language / name, drawing
    messages.use("en")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; 0 when everything is up to date and explained."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of date")
    check = parser.parse_args(argv).check
    texts, remarks = Texts(), []
    try:
        kept = list(files(texts))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    for path, content in kept:
        if path.exists() and path.read_text(encoding="utf-8") == content:
            continue
        if check:
            remarks.append(f"out of date: {path.relative_to(DOCS).as_posix()}; run: python docs/generate.py")
        else:
            path.write_text(content, encoding="utf-8", newline="\n")
            print(f"written: {path.relative_to(DOCS).as_posix()}")
    remarks += texts.remarks()
    print(*remarks, sep="\n", end="\n" if remarks else "", file=sys.stderr)
    return 1 if remarks else 0


if __name__ == "__main__":
    sys.exit(main())
