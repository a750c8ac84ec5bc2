"""How a Word document is dressed: A4, fonts and language of its text, page numbers."""

from typing import Any, Final

from juso_core.documents.needed import needed

__all__ = ["dress"]

_FONTS: Final = {"ja": ("Yu Gothic", "ja-JP"), "en": ("Calibri", "en-GB")}
_STYLES: Final = ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet")
_THEMES: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def dress(document: Any, language: str) -> None:
    """Set the page, the fonts and the language; without them Word takes the text for English on letter paper."""
    shared = needed("docx.shared")
    page = document.sections[0]
    page.page_width, page.page_height = shared.Mm(210), shared.Mm(297)
    page.left_margin = page.right_margin = shared.Mm(22)
    page.top_margin = page.bottom_margin = shared.Mm(20)
    for name in _STYLES:
        _style(document.styles[name], *_FONTS[language])
    document.styles["Normal"].font.size = shared.Pt(10.5)
    document.styles["Title"].font.size = shared.Pt(18)
    document.styles["Subtitle"].font.italic = False
    document.core_properties.language = _FONTS[language][1]
    _page_numbers(page)


def _style(style: Any, font: str, language: str) -> None:
    shared, oxml = needed("docx.shared"), needed("docx.oxml")
    style.font.name = font
    style.font.color.rgb = shared.RGBColor(0x1C, 0x20, 0x24)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in _THEMES:
        # A font of the theme would win over the one that is named.
        fonts.attrib.pop(oxml.ns.qn(f"w:{theme}"), None)
    fonts.set(oxml.ns.qn("w:eastAsia"), font)
    spoken = oxml.OxmlElement("w:lang")
    spoken.set(oxml.ns.qn("w:val"), language)
    spoken.set(oxml.ns.qn("w:eastAsia"), "ja-JP")
    properties.append(spoken)


def _page_numbers(page: Any) -> None:
    oxml = needed("docx.oxml")
    paragraph = page.footer.paragraphs[0]
    paragraph.alignment = needed("docx.enum.text").WD_ALIGN_PARAGRAPH.CENTER
    for kind in ("begin", None, "end"):
        if kind:
            mark = oxml.OxmlElement("w:fldChar")
            mark.set(oxml.ns.qn("w:fldCharType"), kind)
        else:
            mark = oxml.OxmlElement("w:instrText")
            mark.text = "PAGE"
        paragraph.add_run()._r.append(mark)
