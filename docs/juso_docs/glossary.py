"""The page ``glossary``: every closed vocabulary, and the words that a municipality may call by another name."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from types import ModuleType

from juso_core import casework
from juso_core.municipality import questions, words
from juso_core.municipality.terms import TERMS
from juso_core.municipality.words import Word
from juso_core.research import case_file, simulation, turns
from juso_docs.markdown import anchor, by, code, is_word, table, word_link
from juso_docs.texts import Texts

__all__ = ["PARTS", "vocabularies"]

_CASEWORK = (f"{casework.__name__}.{found.name}" for found in pkgutil.iter_modules(casework.__path__))
_OF_CASES = (*map(importlib.import_module, _CASEWORK), questions)
_OF_SIMULATIONS = (case_file, turns, simulation)


def vocabularies(modules: Iterable[ModuleType] = (words, *_OF_CASES, *_OF_SIMULATIONS)) -> Iterator[type[Word]]:
    """Yield the vocabularies that some modules define, in the order of their lines."""
    for module in modules:
        for kind in vars(module).values():
            if is_word(kind) and kind is not Word and kind.__module__ == module.__name__:
                yield kind


def contents(language: str, texts: Texts) -> str:
    """Every vocabulary in one list."""
    heads = by(language, "語彙|日本語|語の数", "vocabulary|Japanese|words").split("|")
    rows = (
        [word_link(kind).replace("glossary.md", ""), texts.get("ja", "vocabulary", kind.__name__), str(len(kind))]
        for kind in vocabularies()
    )
    return table(heads, rows)


def of_municipalities(language: str, texts: Texts) -> str:
    """The vocabularies of structures and case files."""
    return _shown(vocabularies((words,)), language, texts)


def of_cases(language: str, texts: Texts) -> str:
    """The vocabularies of cases, plans, conferences and the gate."""
    return _shown(vocabularies(_OF_CASES), language, texts)


def of_simulations(language: str, texts: Texts) -> str:
    """The vocabularies of case files and paths."""
    return _shown(vocabularies(_OF_SIMULATIONS), language, texts)


def _shown(kinds: Iterable[type[Word]], language: str, texts: Texts) -> str:
    return "\n\n".join(_vocabulary(kind, language, texts) for kind in kinds)


def _vocabulary(kind: type[Word], language: str, texts: Texts) -> str:
    name = texts.get("ja", "vocabulary", kind.__name__)
    title = f"{anchor(kind.__name__.lower())}\n\n### {kind.__name__} {name}"
    heads = by(language, "語|日本語|英語", "word|Japanese|English").split("|")
    rows = table(heads, ([code(word.value), word.ja, word.en] for word in kind))
    note = " ".join((kind.__doc__ or "").replace("``", "`").split())
    if language == "ja":
        note = texts.get("note", "vocabulary", kind.__name__)
    return f"{title}\n\n{note}\n\n{rows}"


def terms(language: str, texts: Texts) -> str:
    """The words that ``[terms]`` of a structure may localise."""
    heads = by(language, "用語|日本語|英語", "term|Japanese|English").split("|")
    return table(heads, ([code(key), text.ja, text.en] for key, text in TERMS.items()))


PARTS = {
    "glossary.contents": contents,
    "glossary.municipalities": of_municipalities,
    "glossary.cases": of_cases,
    "glossary.simulations": of_simulations,
    "glossary.terms": terms,
}
