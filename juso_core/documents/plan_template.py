"""A city's own Word template, filled with a draft.

A template is somebody else's file with tags in it, so it is filled in a sandbox: it gets plain values, nothing that
leads into the program, and no more work than a plan can need. Whatever goes wrong in it is told with its words.
"""

import io
import zipfile
from pathlib import Path
from typing import Final

from juso_core.documents.needed import needed
from juso_core.documents.plan_layout import laid_out
from juso_core.documents.plan_model import Draft
from juso_core.documents.word_page import dress
from juso_core.language.messages import N_
from juso_core.language.told import ToldError

__all__ = ["TemplateRefused", "filled", "starter"]

_LARGEST: Final = 20_000_000
"""Bytes of a template: more is no letterhead, and a packed file can grow without end."""


class TemplateRefused(ToldError):
    """A template that cannot be filled: which file, why, and what to do."""


def filled(draft: Draft, template: Path) -> bytes:
    """Return the template filled with the draft; raises TemplateRefused, DocumentsMissing, OSError."""
    data = template.read_bytes()
    _check(data, template)
    docxtpl, _jinja2 = needed("docxtpl"), needed("jinja2")
    # It stands on the library, so it is imported once that is known to be there.
    from juso_core.documents.template_sandbox import Sandbox

    document = docxtpl.DocxTemplate(io.BytesIO(data))
    out = io.BytesIO()
    try:
        document.render(laid_out(draft), jinja_env=Sandbox())
        document.save(out)
    except Exception as error:
        # Whatever somebody else's tags do, it is their file that is wrong and has to be mended.
        raise TemplateRefused(
            N_("the template {file} cannot be filled: {why}"),
            N_("mend the tag in the template; an example with all tags: juso plan-draft --starter FILE.docx"),
            file=template,
            why=_told(error),
        ) from error
    return out.getvalue()


def starter() -> bytes:
    """Return a template with all tags, to begin from: a city puts its letterhead and its styles around them."""
    document = needed("docx").Document()
    dress(document, "ja")
    for text, style in _BEFORE:
        document.add_paragraph(text, style=style)
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    for texts in _TABLE:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.paragraphs[0].text = text
    table.autofit = True
    document.add_paragraph()
    for text, style in _AFTER:
        document.add_paragraph(text, style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_BEFORE: Final = (
    ("{{ title }}", "Title"),
    ("{{ name }} {{ on }}", "Subtitle"),
    ("{%p for text in preface %}", None),
    ("{{ text }}", None),
    ("{%p endfor %}", None),
    ("{%p for section in sections %}", None),
    ("{%p if section.level == 1 %}", None),
    ("{{ section.number }} {{ section.title }}", "Heading 1"),
    ("{%p else %}", None),
    ("{{ section.number }} {{ section.title }}", "Heading 2"),
    ("{%p endif %}", None),
    ("{%p for part in section.parts %}", None),
    ("{%p if part.kind == 'gap' %}", None),
    ("☐ {{ words.open_mark }}: {{ part.text }} ({{ part.state }}){{ part.marks }}", "List Bullet"),
    ("{%p elif part.kind == 'table' %}", None),
    ("{{ part.caption }}{{ part.marks }}", "Caption"),
)
_TABLE: Final = (
    ("{%tc for column in part.columns %}", "{{ column }}", "{%tc endfor %}"),
    ("{%tr for line in part.lines %}", "", ""),
    ("{%tc for text in line.texts %}", "{{ text }}", "{%tc endfor %}"),
    ("{%tr endfor %}", "", ""),
)
_AFTER: Final = (
    ("{%p else %}", None),
    ("{{ part.text }}{{ part.marks }}", None),
    ("{%p endif %}", None),
    ("{%p endfor %}", None),
    ("{%p endfor %}", None),
    ("{{ words.open }}", "Heading 1"),
    ("{%p for group in open %}", None),
    ("{{ group.state }}: {{ group.to_do }}", "Heading 2"),
    ("{%p for one in group.questions %}", None),
    ("☐ {{ one.text }}{{ one.marks }} ({{ one.explain }})", "List Bullet"),
    ("{%p endfor %}", None),
    ("{%p endfor %}", None),
    ("{{ words.sources }}", "Heading 1"),
    ("{%p for one in sources %}", None),
    ("{{ one.id }}: {{ one.title }} ({{ one.as_of }})", None),
    ("{%p endfor %}", None),
    ("{%p for one in references %}", None),
    ("[{{ one.n }}] {{ one.source }}: {{ one.heading }}", None),
    ("{%p endfor %}", None),
    ("{{ words.trace }}", "Heading 1"),
    ("{%p for one in trace %}", None),
    ("{{ one.explain }}: {{ one.rows | join(', ') }}", None),
    ("{%p endfor %}", None),
    ("{{ made_from }}", "Caption"),
)


def _check(data: bytes, template: Path) -> None:
    """Refuse what is no Word document, or unpacks to more than a template can need."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names, size = packed.namelist(), sum(one.file_size for one in packed.infolist())
    except zipfile.BadZipFile:
        names, size = [], 0
    if "word/document.xml" not in names:
        raise TemplateRefused(
            N_("{file} is no Word document (.docx)"), N_("save the template in Word as .docx"), file=template
        )
    if size > _LARGEST:
        raise TemplateRefused(
            N_("{file} is too large for a template: {size} bytes unpacked"),
            N_("take large pictures out of it"),
            file=template,
            size=size,
        )


def _told(error: Exception) -> str:
    """What went wrong in a template, with the words around it where the library knows them."""
    around = " ".join("".join(getattr(error, "docx_context", ())).split())
    return f"{error or type(error).__name__}" + (f" … {around[:120]} …" if around else "")
