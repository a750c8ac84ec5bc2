"""A city's own Word template: filled in a sandbox, and what is wrong in it is told with its words."""

import io
from pathlib import Path

import docx
import pytest
from documents_towns import FILES, TOWNS, draft_of

from juso_core.documents.plan_model import Gap, Table
from juso_core.documents.plan_template import TemplateRefused, filled, starter


def template(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    path = folder / "city.docx"
    document.save(path)
    return path


def text_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for cell in table._cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_the_template_to_begin_from_takes_the_whole_draft(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "starter.docx"
    path.write_bytes(starter())
    draft = draft_of(file)
    text = text_of(filled(draft, path))
    assert "{" not in text
    for part in draft.parts():
        if isinstance(part, Table):
            assert all(cell in text for line in part.lines for cell in line.cells)
        else:
            assert (part.question if isinstance(part, Gap) else part.text) in text
        assert part.id in text


def test_what_the_city_wrote_around_the_tags_stays(tmp_path: Path) -> None:
    text = text_of(filled(draft_of(TOWNS[1]), template(tmp_path, "福祉課 起案", "{{ name }}の{{ title }}")))
    assert "福祉課 起案\n例示市の重層的支援体制整備事業実施計画（素案）" in text


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__ }}",
        "{{ title.__class__.__mro__ }}",
        "{{ sections.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(title) }}",
        "{{ title|attr('__class__') }}",
        "{% set _ = sections.clear() %}",
        "{{ cycler.__init__.__globals__.os }}",
        "{% include 'plan.html' %}",
        "{{ range(10000000)|list }}",
    ],
)
def test_a_tag_that_reaches_into_the_program_is_refused(tag: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateRefused, match=r"city\.docx"):
        filled(draft_of(TOWNS[1]), template(tmp_path, "前文", tag))


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 'a' * 10000000000 }}",
        "{{ 10000000000 * [title] }}",
        "{{ 9 ** (9 ** 9) }}",
        "{{ '%10000000000d' % 1 }}",
        "{{ '{:10000000000}'.format(1) }}",
        "{{ 'a'.ljust(10000000000) }}",
        "{{ title|center(10000000000) }}",
        "{{ (['a' * 1000] * 1000000)|join }}",
        "{{ (['a' * 100000] * 1000)|map('upper')|join }}",
        "{{ ('a' * 100000)|replace('a', 'b' * 100000) }}",
        "{{ ['a' * 100000] * 1000 }}",
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
        "{% for a in 'a' * 100000 %}{% for b in 'a' * 100000 %}{{ b }}{% endfor %}{% endfor %}",
        "{% set t = 'a' * 100000 %}{% for a in range(100000) %}{{ t }}{% endfor %}",
        "{% set n = namespace(t='a') %}{% for a in range(60) %}{% set n.t = n.t ~ n.t %}{% endfor %}",
        "{% set n = namespace(t=['a']) %}{% for a in range(60) %}{% set n.t = [n.t, n.t] %}{% endfor %}{{ n.t }}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "{% for a in sections recursive %}{{ loop(sections) }}{% endfor %}",
        "{{ lipsum(n=1000000) }}",
    ],
)
def test_a_tag_that_asks_for_endless_work_is_refused(tag: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateRefused, match=r"city\.docx"):
        filled(draft_of(TOWNS[1]), template(tmp_path, "前文", tag))


def test_what_a_letterhead_needs_can_be_done(tmp_path: Path) -> None:
    tags = (
        "{{ name|replace('例示', '見本') }}・{{ 'A' * 3 }}・{{ 1 + 2 * 3 ** 2 }}",
        "{{ sections|map(attribute='title')|join('、') }}",
        "{% set n = namespace(all=0) %}{% for one in sections %}{% set n.all = n.all + one.parts|length %}{% endfor %}"
        "{{ '全' ~ n.all ~ '項' if n.all > 1 and name == '例示市' else '' }}",
        "{% for one in sections %}{{ loop.index }}/{{ loop.length }}{{ '。' if loop.last }}{% endfor %}",
    )
    draft = draft_of(TOWNS[1])
    first, second, third, fourth = text_of(filled(draft, template(tmp_path, *tags))).splitlines()
    assert first == "見本市・AAA・19"
    assert second == "、".join(section.title for section in draft.sections)
    assert third == f"全{len([part for section in draft.sections for part in section.parts])}項"
    assert fourth.endswith(f"{len(draft.sections)}/{len(draft.sections)}。")


@pytest.mark.parametrize(
    ("tag", "told"),
    [("{{ tittle }}", "tittle"), ("{% for one in sections", "for one in sections"), ("{{ 1 / 0 }}", "zero")],
)
def test_a_tag_that_is_wrong_is_told_with_its_words(tag: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateRefused) as refused:
        filled(draft_of(TOWNS[1]), template(tmp_path, tag))
    assert told in str(refused.value)
    assert "--starter" in refused.value.how_to_mend()


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"PK\x03\x04 broken"])
def test_what_is_no_word_document_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "city.docx"
    path.write_bytes(data)
    with pytest.raises(TemplateRefused, match="no Word document"):
        filled(draft_of(TOWNS[1]), path)
