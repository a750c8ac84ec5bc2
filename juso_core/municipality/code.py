"""The six-digit code of a municipality (全国地方公共団体コード): prefecture, municipality, check digit.

Two digits name the prefecture, three the municipality in it, and the sixth is a check digit, by which a slip of the
hand is found. Source: 総務省「全国地方公共団体コード」.
"""

import re
import unicodedata
from types import MappingProxyType
from typing import Final

from juso_core.citation import Text
from juso_core.language.messages import _

__all__ = ["INVENTED", "PREFECTURES", "check_digit", "explain", "is_valid", "prefecture"]

INVENTED: Final = "99"
"""The first two digits of invented municipalities; no prefecture has them."""

_NAMES: Final = (
    ("北海道", "Hokkaido"),
    ("青森県", "Aomori"),
    ("岩手県", "Iwate"),
    ("宮城県", "Miyagi"),
    ("秋田県", "Akita"),
    ("山形県", "Yamagata"),
    ("福島県", "Fukushima"),
    ("茨城県", "Ibaraki"),
    ("栃木県", "Tochigi"),
    ("群馬県", "Gunma"),
    ("埼玉県", "Saitama"),
    ("千葉県", "Chiba"),
    ("東京都", "Tokyo"),
    ("神奈川県", "Kanagawa"),
    ("新潟県", "Niigata"),
    ("富山県", "Toyama"),
    ("石川県", "Ishikawa"),
    ("福井県", "Fukui"),
    ("山梨県", "Yamanashi"),
    ("長野県", "Nagano"),
    ("岐阜県", "Gifu"),
    ("静岡県", "Shizuoka"),
    ("愛知県", "Aichi"),
    ("三重県", "Mie"),
    ("滋賀県", "Shiga"),
    ("京都府", "Kyoto"),
    ("大阪府", "Osaka"),
    ("兵庫県", "Hyogo"),
    ("奈良県", "Nara"),
    ("和歌山県", "Wakayama"),
    ("鳥取県", "Tottori"),
    ("島根県", "Shimane"),
    ("岡山県", "Okayama"),
    ("広島県", "Hiroshima"),
    ("山口県", "Yamaguchi"),
    ("徳島県", "Tokushima"),
    ("香川県", "Kagawa"),
    ("愛媛県", "Ehime"),
    ("高知県", "Kochi"),
    ("福岡県", "Fukuoka"),
    ("佐賀県", "Saga"),
    ("長崎県", "Nagasaki"),
    ("熊本県", "Kumamoto"),
    ("大分県", "Oita"),
    ("宮崎県", "Miyazaki"),
    ("鹿児島県", "Kagoshima"),
    ("沖縄県", "Okinawa"),
)

PREFECTURES: Final = MappingProxyType({f"{number:02}": Text(ja, en) for number, (ja, en) in enumerate(_NAMES, 1)})
"""The 47 prefectures by their two digits, "01" to "47"."""


def check_digit(first_five: str) -> str:
    """Return the check digit that belongs to the first five digits; raises ValueError for anything else.

    The digits are weighted 6, 5, 4, 3, 2 and added up to S; the check digit is the last digit of 11 - (S mod 11).

    >>> check_digit("13201")
    '2'
    """
    if not re.fullmatch("[0-9]{5}", first_five):
        raise ValueError(_("'{text}' is not five digits", text=first_five))
    total = sum(weight * int(digit) for weight, digit in zip((6, 5, 4, 3, 2), first_five, strict=True))
    return str((11 - total % 11) % 10)


def prefecture(code: str) -> Text | None:
    """Return the name of the prefecture in which the municipality lies; None for an invented or a wrong code.

    >>> prefecture("130001").en
    'Tokyo'
    """
    return PREFECTURES.get(code[:2])


def is_valid(code: str) -> bool:
    """Whether this can be the code of a municipality, real or invented (``99....``); see ``explain`` for the reason."""
    return explain(code) is None


def explain(code: str) -> str | None:
    """Return a sentence for people that says what is wrong with a code, and what would be right; None if nothing is."""
    narrow = unicodedata.normalize("NFKC", code).strip()
    if narrow != code and re.fullmatch("[0-9]{5,6}", narrow):
        return _("'{code}' is not six half-width digits; write '{right}'", code=code, right=_completed(narrow))
    if re.fullmatch("[0-9]{5}", code):
        return _("'{code}' has no check digit; with it, it is '{right}'", code=code, right=_completed(code))
    if not re.fullmatch("[0-9]{6}", code):
        return _("'{code}' is not a municipality code of six digits", code=code)
    if code[:2] != INVENTED and code[:2] not in PREFECTURES:
        return _("'{code}' begins with '{digits}', which is no prefecture (01 to 47)", code=code, digits=code[:2])
    if code[-1] != check_digit(code[:5]):
        return _(
            "the check digit of '{code}' is wrong; with the right one, it is '{right}'",
            code=code,
            right=_completed(code),
        )
    if code[:2] in PREFECTURES and code[2:5] == "000":
        name = PREFECTURES[code[:2]]
        return _("'{code}' is the code of a prefecture ({name}), not of a municipality", code=code, name=name.ja)
    return None


def _completed(digits: str) -> str:
    return digits[:5] + check_digit(digits[:5])
