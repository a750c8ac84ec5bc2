"""Whether the pages fit together: languages, links, examples; whether everything that must be said is said."""

import re
import tomllib
from pathlib import Path

import pytest
from docs_pages import (
    ALL,
    DOCS,
    LANGUAGES,
    PAGES,
    Block,
    blocks,
    generated,
    headings,
    links,
    name,
    places,
    section,
    text,
)
from juso_docs import glossary

from juso_core import hookspecs
from juso_core.casework import commands, flow
from juso_core.casework.events import EVENTS
from juso_core.municipality.conversion import known_keys
from juso_core.municipality.loading import load_text
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.structure import ROW_CLASSES, Row
from juso_core.municipality.terms import TERMS
from juso_core.research.walks import read_demo, read_walk


def test_both_languages_have_the_same_pages() -> None:
    assert [page.name for page in PAGES["ja"]] == [page.name for page in PAGES["en"]]
    assert {page.name for page in PAGES["ja"]} >= {
        "README.md", "cases.md", "contract.md", "flow.md", "glossary.md", "law.md", "simulation.md", "sources.md",
        "structure.md", "walks.md",
    }  # fmt: skip
    for language in LANGUAGES:
        assert sorted(one.name for one in (DOCS / language).glob("*.svg")) == ["flow-case.svg", "flow-services.svg"]


@pytest.mark.parametrize("page", PAGES["ja"], ids=lambda page: page.stem)
def test_both_languages_have_the_same_headings(page: Path) -> None:
    other = DOCS / "en" / page.name
    assert [level for level, _title in headings(page)] == [level for level, _title in headings(other)]


@pytest.mark.parametrize("page", [page for pages in PAGES.values() for page in pages], ids=name)
def test_a_page_leads_to_its_other_language_and_the_index_leads_to_it(page: Path) -> None:
    other = "en" if page.parent.name == "ja" else "ja"
    assert f"../{other}/{page.name}" in links(page)
    if page.name != "README.md":
        assert page.name in links(page.parent / "README.md")
        assert "README.md" in links(page)


@pytest.mark.parametrize("page", ALL, ids=name)
def test_relative_links_resolve(page: Path) -> None:
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        file, _hash, place = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{name(page)}: {link}"
        if place:
            assert place in places(target), f"{name(page)}: {link}"


@pytest.mark.parametrize("page", ALL, ids=name)
def test_a_place_is_unique_on_its_page(page: Path) -> None:
    anchors = re.findall(r'<a id="([^"]+)"></a>', text(page))
    assert len(anchors) == len(set(anchors))


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    kinds = {(block.kind, block.mark) for kind in ("python", "toml", "text", "json", "") for block in blocks(kind)}
    assert kinds == {
        ("python", ""), ("toml", ""), ("toml", "structure"), ("toml", "walk"), ("toml", "demo"), ("toml", "case"),
        ("toml", "start"), ("toml", "expected"), ("text", ""), ("text", "problems"), ("text", "held"), ("json", ""),
        ("toml", "rows"),
    }  # fmt: skip


@pytest.mark.parametrize("block", blocks("python"), ids=str)
def test_python_runs(block: Block) -> None:
    # A signature stands for the one in hookspecs, and is read with the names that are known there.
    known = dict(vars(hookspecs)) if block.text.startswith("def juso_") else {}
    exec(compile(block.text, str(block), "exec"), known)


@pytest.mark.parametrize("block", blocks("toml", "structure"), ids=str)
def test_a_structure_loads(block: Block) -> None:
    town = load_text(block.text, str(block))
    assert town.name == "例示市"
    assert town.described_on
    assert town.at(town.described_on).meeting


@pytest.mark.parametrize("block", blocks("toml", "walk"), ids=str)
def test_a_walk_is_read(block: Block, tmp_path: Path) -> None:
    file = tmp_path / "example.walk.toml"
    file.write_text(block.text, encoding="utf-8")
    assert read_walk(file).steps[0].do == "receive"


@pytest.mark.parametrize("block", blocks("toml", "demo"), ids=str)
def test_a_demo_is_read_with_the_walk_of_its_page(block: Block, tmp_path: Path) -> None:
    (walk,) = [one for one in blocks("toml", "walk") if one.page == block.page]
    (tmp_path / "example.walk.toml").write_text(walk.text, encoding="utf-8")
    (tmp_path / "demo.toml").write_text(block.text, encoding="utf-8")
    assert read_demo(tmp_path).tell.id == "example"


def test_examples_are_the_same_in_both_languages() -> None:
    by_language = {
        language: [tomllib.loads(block.text) for block in blocks("toml") if block.page.parent.name == language]
        for language in LANGUAGES
    }
    assert by_language["ja"] == by_language["en"]
    assert len(by_language["ja"]) == 16


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_section(language: str) -> None:
    page = DOCS / language / "law.md"
    numbers = sorted({*(rule.id for rule in flow.RULES), "L23"})
    assert re.findall(r"^### (L\d\d) ", text(page), re.MULTILINE) == numbers
    overview = generated(page, "law.overview")
    for number in numbers:
        assert f"[{number}](#{number.lower()})" in overview
    for rule in flow.RULES:
        said = section(page, rule.id.lower())
        assert rule.kind.label(language) in said
        assert all(f"`{commands_as_typed(command)}`" in said for command in rule.at)


def commands_as_typed(command: type[commands.Command]) -> str:
    typed = {"RecordConsent": "consent", "CallConference": "call", "HoldConference": "hold", "CallOff": "call-off"}
    return typed.get(command.__name__, command.__name__.lower())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_vocabulary_and_word_is_in_the_glossary(language: str) -> None:
    page = DOCS / language / "glossary.md"
    for kind in glossary.vocabularies():
        said = section(page, kind.__name__.lower())
        assert f"### {kind.__name__} " in said
        for word in kind:
            assert f"| `{word.value}` | {word.ja} | {word.en} |" in said
    terms = section(page, "terms")
    for key, term in TERMS.items():
        assert f"| `{key}` | {term.ja} | {term.en} |" in terms


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_key_and_question_of_a_structure_is_explained(language: str) -> None:
    page = DOCS / language / "structure.md"
    common = set(known_keys(Row))
    for cls in ROW_CLASSES:
        said = section(page, f"table-{cls.table}")
        for key in known_keys(cls):
            if key not in common:
                assert f"| `{key}` | " in said, f"{cls.table}.{key}"
    for key in common:
        assert f"| `{key}` | " in generated(page, "structure.common")
    questions = generated(page, "structure.questions")
    for question in QUESTIONS.values():
        assert f"| `{question.id}` | {question.label(language)} |" in questions


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_in_the_flow_with_its_events(language: str) -> None:
    table = generated(DOCS / language / "flow.md", "flow.commands")
    for command in commands.COMMANDS.values():
        assert f"| `{commands_as_typed(command)}` | " in table
    for event in EVENTS:
        assert f"`{event}`" in table


@pytest.mark.parametrize("page", ALL, ids=name)
def test_nothing_of_a_workplace_is_mentioned(page: Path) -> None:
    assert not re.search(r"/work\b|domain\.md|\[GK\]|\[W\d|\bS[0-4][:）)]|sources\.md.*\bW\d\d", text(page))
