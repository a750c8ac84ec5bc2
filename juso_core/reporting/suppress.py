"""Small numbers kept out of what leaves the office.

In a small town "two cases from this centre" can be two households that everybody knows. The own office sees all
numbers; whoever passes a report on names a minimum, and every number below it but 0 is shown as ``<minimum``.

This is a help and no guarantee. A number that was left out can be found again by subtracting others from a total, or
by comparing two reports of overlapping periods. The note that goes with the report says so, and whether the count
agrees with a published figure is not said where the count is not shown.
"""

from juso_core.citation import Text
from juso_core.language.messages import _

__all__ = ["check_minimum", "note", "shown"]

_LEAST = 2


def check_minimum(minimum: int | None) -> None:
    """Raise ValueError for a minimum that would keep nothing back; None, for no suppression, is fine."""
    if minimum is not None and minimum < _LEAST:
        raise ValueError(_("the minimum is at least {least}: smaller numbers would all be shown", least=_LEAST))


def shown(value: int, minimum: int | None) -> int | str:
    """Return the value, or ``<minimum`` where it is below the minimum and not 0.

    >>> shown(2, 5), shown(0, 5), shown(5, 5), shown(2, None)
    ('<5', 0, 5, 2)
    """
    return f"<{minimum}" if minimum is not None and 0 < value < minimum else value


def note(minimum: int) -> Text:
    """Return what is to be said beside numbers with this minimum."""
    return Text(
        f"{minimum}未満の数は（0を除き）「<{minimum}」と表示している。合計からの引き算や、期間の重なる別の報告との比較により"
        "推定できる場合があるため、公表の前に確かめること。",
        f"Numbers below {minimum}, other than 0, are shown as <{minimum}. They may still be found by subtracting from "
        "a total, or by comparing with a report of an overlapping period: check this before publishing.",
    )
