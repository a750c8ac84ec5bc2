"""A draft as a Word document: A4, headings that Word knows, tables whose first line comes again on every page."""

import datetime as dt
import io
from collections.abc import Iterable
from typing import Any, Final

from juso_core.documents.needed import needed
from juso_core.documents.plan_layout import Layout, laid_out
from juso_core.documents.plan_model import Draft
from juso_core.documents.word_page import dress
from juso_core.language.width import width

__all__ = ["as_docx"]

_SHADE: Final = "E8EDF2"
_COLUMN: Final = 57_150
"""A column of half-width signs of nine points, in the unit of Word."""
_WORD, _LINE, _MARGIN = 14, 60, 5
"""In such columns: the longest word that is kept whole, the longest line that is asked for, the margins of a cell."""


def as_docx(draft: Draft) -> bytes:
    """Return the document; raises DocumentsMissing where python-docx is not installed."""
    document = needed("docx").Document()
    layout = laid_out(draft)
    dress(document, draft.language)
    _describe(document, draft)
    document.add_paragraph(layout["title"], style="Title")
    document.add_paragraph(f"{layout['name']}　{layout['words']['as_described']} {layout['on']}", style="Subtitle")
    for text in layout["preface"]:
        document.add_paragraph(text)
    for section in layout["sections"]:
        document.add_heading(f"{section['number']} {section['title']}", level=section["level"])
        for part in section["parts"]:
            _add(document, part, layout)
    _open(document, layout)
    _sources(document, layout)
    _trace(document, layout)
    document.add_paragraph(layout["made_from"], style="Caption")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: Any, draft: Draft) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = f"{draft.title} {draft.name}", "juso", ""
    # The same draft is the same file: not the moment at which it was made, but the day that it describes.
    about.created = about.modified = dt.datetime.combine(draft.on, dt.time())


def _add(document: Any, part: Layout, layout: Layout) -> None:
    if part["kind"] == "table":
        _table(document, part["caption"] + part["marks"], part["columns"], [line["texts"] for line in part["lines"]])
        return
    if part["kind"] == "gap":
        colon = "：" if layout["language"] == "ja" else ": "
        text = f"☐ {layout['words']['open_mark']}{colon}{part['text']} [{part['state']}]"
        paragraph = document.add_paragraph(text)
        paragraph.runs[0].bold = True
    else:
        paragraph = document.add_paragraph(part["text"])
        if part["kind"] == "remark":
            paragraph.paragraph_format.left_indent = needed("docx.shared").Mm(6)
    paragraph.add_run(part["marks"]).font.superscript = True


def _table(document: Any, caption: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    oxml, shared = needed("docx.oxml"), needed("docx.shared")
    titled = document.add_paragraph(caption, style="Caption")
    titled.paragraph_format.keep_with_next = True
    lines = [list(header), *(list(row) for row in rows)]
    table = document.add_table(rows=len(lines), cols=len(lines[0]), style="Table Grid")
    for number, line in enumerate(lines):
        row = table.rows[number]
        properties = row._tr.get_or_add_trPr()
        if number == 0:
            properties.append(oxml.OxmlElement("w:tblHeader"))
        properties.append(oxml.OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, line, strict=True):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size = shared.Pt(9)
            run.bold = number == 0
            if number == 0:
                shade = oxml.OxmlElement("w:shd")
                shade.set(oxml.ns.qn("w:val"), "clear")
                shade.set(oxml.ns.qn("w:fill"), _SHADE)
                cell._tc.get_or_add_tcPr().append(shade)
    _widths(table, lines, document.sections[0])
    document.add_paragraph()


def _widths(table: Any, lines: list[list[str]], page: Any) -> None:
    """Columns as wide as what stands in them asks for: Word would make them all alike.

    None is narrower than its longest word or its heading; what is left goes to those that hold long texts.
    """
    room = page.page_width - page.left_margin - page.right_margin
    columns = list(zip(*lines, strict=True))
    least = [min(max(width(word) for text in column for word in _words(text)), _WORD) + _MARGIN for column in columns]
    more = [max(min(max(map(width, column)), _LINE) - floor, 0) for column, floor in zip(columns, least, strict=True)]
    left = max(int(room / _COLUMN) - sum(least), 0)
    wanted = [floor + left * part / (sum(more) or 1) for floor, part in zip(least, more, strict=True)]
    table.autofit = False
    for n, column in enumerate(table.columns):
        column.width = int(room * wanted[n] / sum(wanted))
        for cell in column.cells:
            cell.width = column.width


def _words(text: str) -> list[str]:
    """What should not be broken: words between blanks; of Japanese, the first few signs."""
    return [word if word.isascii() else word[:4] for word in text.split()] or [""]


def _open(document: Any, layout: Layout) -> None:
    words = layout["words"]
    document.add_heading(words["open"], level=1)
    for group in layout["open"]:
        document.add_heading(f"{group['state']} [{len(group['questions'])}]", level=2)
        document.add_paragraph(group["to_do"])
        rows = [["☐", one["text"] + one["marks"], one["explain"]] for one in group["questions"]]
        _table(document, group["state"], [words["done"], words["question"], words["id"]], rows)


def _sources(document: Any, layout: Layout) -> None:
    words = layout["words"]
    document.add_heading(words["sources"], level=1)
    rows = [[one["id"], one["title"], one["publisher"], one["as_of"]] for one in layout["sources"]]
    _table(document, words["sources"], [words["id"], words["title"], words["publisher"], words["as_of"]], rows)
    places = [[f"[{one['n']}]", one["source"], one["heading"]] for one in layout["references"]]
    _table(document, words["references"], [words["id"], words["source"], words["where"]], places)


def _trace(document: Any, layout: Layout) -> None:
    words = layout["words"]
    document.add_heading(words["trace"], level=1)
    rows = [[one["explain"], one["what"], ", ".join(one["rows"])] for one in layout["trace"]]
    _table(document, words["trace"], [words["id"], words["part"], words["rows"]], rows)
