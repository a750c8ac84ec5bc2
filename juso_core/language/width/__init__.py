"""Text in columns: a full-width character takes two of them, which len(), str.ljust() and textwrap do not know."""

from juso_core.language.width.breaking import wrap
from juso_core.language.width.measure import cut, pad, width
from juso_core.language.width.tables import table

__all__ = ["cut", "pad", "table", "width", "wrap"]
