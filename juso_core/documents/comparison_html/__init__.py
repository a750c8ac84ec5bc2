"""The comparison as one HTML file to look at: no script, nothing from outside, readable in print and by screen reader.

Each part of the page is first plain values (``*_view``), then a template writes it; pictures are laid out here and
drawn as SVG by the same templates, each with a text alternative.
"""

from juso_core.documents.comparison_html.page import comparison_page

__all__ = ["comparison_page"]
