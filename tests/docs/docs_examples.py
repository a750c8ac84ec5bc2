"""The examples of the pages: the invented town, the case that is taken through it, what is expected of it."""

from docs_pages import blocks
from juso_docs.simulation import without_plugin

from juso_core.desk import Place
from juso_core.municipality.loading import load_text
from juso_core.research.case_file import CaseFile, read_text
from juso_core.research.simulation import Simulated, simulate


def example(kind: str, mark: str, language: str) -> str:
    """The text of an example of which each language has one."""
    (block,) = (one for one in blocks(kind, mark) if one.page.parent.name == language)
    return block.text


def town(language: str = "en") -> Place:
    return without_plugin(load_text(example("toml", "structure", language)))


def case(language: str = "en", more: str = "") -> CaseFile:
    """The example case of the pages, with something added at its end."""
    return read_text(f"{example('toml', 'case', language)}\n{more}", "example.toml")


def walked(language: str = "en", more: str = "") -> Simulated:
    return simulate(case(language, more), town(language))
