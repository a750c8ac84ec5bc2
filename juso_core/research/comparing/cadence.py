"""How often something is held, as a number that can be compared: 月1回 and 年12回 are the same."""

import re
import unicodedata
from fractions import Fraction
from typing import Final

from juso_core.research.comparing.model import IN_WORDS

__all__ = ["cadence_code"]

_TIMES: Final = re.compile(
    r"(?P<unit>週|月|年|(?P<months>\d+)(?:か|カ|ヶ|ヵ|ケ)月)に?"
    r"(?P<least>\d+)(?:回?[-~〜～](?P<most>\d+))?回"
)
_SHARED: Final = ("合わせて", "あわせて", "含めて")
"""Where a number is said so, something else is counted in it too."""

_A_YEAR: Final = {"週": 52, "月": 12, "年": 1}


def cadence_code(text: str) -> str:
    """Return how often a year, as a code; IN_WORDS where the text does not say it just once.

    >>> cadence_code("定例で月１回"), cadence_code("年1-2回"), cadence_code("2か月に1回"), cadence_code("必要なとき")
    ('12/year', '1-2/year', '6/year', '')
    >>> cadence_code("他の会議と合わせて年6回")
    ''
    """
    found = list(_TIMES.finditer(unicodedata.normalize("NFKC", text)))
    if len(found) != 1 or any(word in text for word in _SHARED):
        return IN_WORDS
    one = found[0]
    a_year = Fraction(12, int(one["months"])) if one["months"] and int(one["months"]) else _A_YEAR.get(one["unit"], 0)
    if not a_year:
        return IN_WORDS
    counts = [one["least"], *([one["most"]] if one["most"] else [])]
    return "-".join(f"{float(int(count) * a_year):.4g}" for count in counts) + "/year"
