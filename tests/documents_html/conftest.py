"""The page of the municipalities in the repository and the standard cases, in both languages."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
for folder in (HERE, HERE.parent / "comparing", HERE.parent / "research"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from page_places import installed  # noqa: E402
from page_read import Element, read  # noqa: E402

from juso_core.cli.case_files import case_files  # noqa: E402
from juso_core.desk import Place  # noqa: E402
from juso_core.documents.comparison_html import comparison_page  # noqa: E402
from juso_core.language.messages import current, use  # noqa: E402
from juso_core.research.case_file import CaseFile  # noqa: E402
from juso_core.research.comparing.behaviour import behaviours  # noqa: E402
from juso_core.research.comparing.matrix import matrix_of  # noqa: E402

LANGUAGES = ("ja", "en")

Make = Callable[..., str]


@pytest.fixture(scope="session")
def cases() -> tuple[CaseFile, ...]:
    """The standard cases."""
    return case_files(())


@pytest.fixture(scope="session")
def make() -> Make:
    """Make a page of places and cases in a language."""

    def made(places: Sequence[Place], cases: Sequence[CaseFile] = (), language: str = "en") -> str:
        before = current()
        use(language)
        try:
            return comparison_page(matrix_of(places), places, behaviours(cases, places))
        finally:
            use(before)

    return made


@pytest.fixture(scope="session")
def pages(make: Make, cases: tuple[CaseFile, ...]) -> dict[str, str]:
    """The page of all that are installed, by language."""
    return {language: make(installed(), cases, language) for language in LANGUAGES}


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest, pages: dict[str, str]) -> str:
    """The page in each language."""
    return pages[request.param]


@pytest.fixture(scope="session")
def roots(pages: dict[str, str]) -> dict[str, Element]:
    """The pages taken apart, once for all tests."""
    return {language: read(page) for language, page in pages.items()}


@pytest.fixture
def root(page: str, pages: dict[str, str], roots: dict[str, Element]) -> Element:
    """The page taken apart."""
    return next(roots[language] for language, one in pages.items() if one is page)
