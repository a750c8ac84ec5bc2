"""The columns of a list of windows: how people head them, and the words that may stand in them.

The list is a table that every city has already. So a heading may be written in several ways, and columns that are not
known, such as a telephone number, are left aside.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen

from juso_core.citation import Text
from juso_core.municipality.words import AgencyKind, Field, OperationForm, OrganizationKind

__all__ = [
    "AGENCY_KINDS",
    "ANY_FIELD",
    "BY_KEY",
    "COLUMNS",
    "FIELDS",
    "FORMS",
    "SHAKYO",
    "Column",
    "column_headed",
    "is_body",
    "kind_by_name",
    "kind_of_body",
    "plain",
    "split",
]


@frozen
class Column:
    """A column: its key, the heading that the template has, other headings, and what people are told about it."""

    key: str
    heading: str
    others: tuple[str, ...]
    about: Text
    needed: bool = False


COLUMNS: Final = (
    Column(
        "name",
        "窓口の名称",
        ("窓口名", "窓口名称", "窓口", "名称", "相談窓口", "window"),
        Text(
            "住民に案内している名称。同じ名称の行は一つの窓口とみなし、分野と担当機関を合わせる。"
            "運営形態と開設日時は同じでなければならない。",
            "The name that people know. Rows of the same name are one window: their fields and agencies are put "
            "together; form and hours must agree.",
        ),
        needed=True,
    ),
    Column(
        "fields",
        "分野",
        ("対象分野", "対象", "field"),
        Text(
            "介護、障害、子ども、生活困窮。いくつでも「、」で区切って書く。どの分野も受けるなら「総合」または「分野を問わない」。"
            "「総合、生活困窮」のように、両方でもよい。",
            "介護 (elderly), 障害 (disability), 子ども (child), 生活困窮 (hardship); several with 、 between them; "
            "総合 or 分野を問わない for any field. It may be both: 総合、生活困窮.",
        ),
        needed=True,
    ),
    Column(
        "agency",
        "担当機関",
        ("機関", "担当", "担当課", "機関名", "担当機関名"),
        Text(
            "窓口を担う課やセンターなど、一行に一つ。空欄なら「担い手は未入力」になる。",
            "The section or centre at the window, one a row. Left empty, who does it is not entered.",
        ),
    ),
    Column(
        "agency_kind",
        "機関の種類",
        ("種類", "機関種類", "機関種別", "kind"),
        Text(
            "課、センター、拠点、チームのいずれか。担当機関の名称から分かるときは空欄でよい。",
            "課 (section), センター (centre), 拠点 (base) or チーム (team). "
            "Leave it empty where the agency's name says it.",
        ),
    ),
    Column(
        "operator",
        "運営法人",
        ("法人", "法人名", "運営主体", "受託法人", "organization"),
        Text(
            "担当機関を運営する団体。「市」（町、村、区）、「社協」、またはほかの法人の名称。",
            "The body that runs the agency: 市 (the municipality), 社協 (council of social welfare), "
            "or another's name.",
        ),
    ),
    Column(
        "operation_form",
        "運営形態",
        ("形態", "運営方法", "form"),
        Text(
            "直営、委託、補助、直営・委託のいずれか。",
            "直営 (direct), 委託 (outsourced), 補助 (subsidised) or 直営・委託 (mixed).",
        ),
    ),
    Column(
        "area",
        "圏域",
        ("担当圏域", "地区", "担当地区", "エリア"),
        Text(
            "担当機関が受け持つ圏域の名称。市全域なら空欄。",
            "The area of the agency; empty for the whole municipality.",
        ),
    ),
    Column(
        "open",
        "開設日時",
        ("開設時間", "受付時間", "受付日時", "相談日時", "開所時間", "開所日時", "hours"),
        Text("開いている曜日と時間。", "When it is open."),
    ),
    Column(
        "heading",
        "出典の見出し",
        ("出典", "見出し", "source"),
        Text("その行が書かれている、資料の見出し。", "The heading of the document under which the row stands."),
    ),
    Column(
        "id",
        "ID",
        ("識別子", "窓口のID", "窓口ID"),
        Text(
            "窓口のIDを自分で決めるとき（window-anshin など）。空欄なら window-elderly のようになる。",
            "An id of your own for the window (window-anshin); left empty it becomes one such as window-elderly.",
        ),
    ),
    Column(
        "agency_id",
        "機関のID",
        ("機関ID", "担当機関のID", "担当機関ID"),
        Text(
            "担当機関のIDを自分で決めるとき（anshin など）。空欄なら centre-1 のようになる。",
            "An id of your own for the agency (anshin); left empty it becomes one such as centre-1.",
        ),
    ),
)
"""The columns in the order of the template; only the first two are needed."""

BY_KEY: Final[Mapping[str, Column]] = {column.key: column for column in COLUMNS}

ANY_FIELD: Final = (
    *("総合", "分野を問わない", "分野不問", "問わない", "全分野", "すべての分野", "すべて", "全て", "全般"),
    *("any", "any_field"),
)
FIELDS: Final[Mapping[str, Field]] = {
    word: kind
    for kind, words in (
        (Field.ELDERLY, ("介護", "高齢", "高齢者", "elderly")),
        (Field.DISABILITY, ("障害", "障がい", "障害者", "障がい者", "disability")),
        (Field.CHILD, ("子ども", "こども", "子供", "子育て", "児童", "child")),
        (Field.HARDSHIP, ("生活困窮", "生活困窮者", "困窮", "生困", "hardship")),
    )
    for word in words
}
AGENCY_KINDS: Final[Mapping[str, AgencyKind]] = {
    word: kind
    for kind, words in (
        (AgencyKind.SECTION, ("課", "係", "課・係", "室", "部", "局", "班", "担当", "グループ", "支所", "section")),
        (AgencyKind.CENTRE, ("センター", "centre")),
        (AgencyKind.BASE, ("拠点", "base")),
        (AgencyKind.TEAM, ("チーム", "team")),
    )
    for word in words
}
FORMS: Final[Mapping[str, OperationForm]] = {
    word: form
    for form, words in (
        (OperationForm.DIRECT, ("直営", "direct")),
        (OperationForm.OUTSOURCED, ("委託", "outsourced")),
        (OperationForm.SUBSIDISED, ("補助", "subsidised")),
        (OperationForm.MIXED, ("直営・委託", "直営/委託", "直営、委託", "mixed")),
    )
    for word in words
}

_KIND_PARTS: Final = {word: AGENCY_KINDS[word] for word in ("センター", "拠点", "チーム")}
_KIND_ENDS: Final = {
    **{word: AGENCY_KINDS[word] for word in ("課", "係", "室", "部", "局", "班", "担当", "グループ", "支所")},
    **_KIND_PARTS,
}
_MUNICIPALITY: Final = ("市", "町", "村", "区", "市区町村", "municipality")
SHAKYO: Final = ("社協", "社会福祉協議会", "shakyo")
"""A council of social welfare that is called nothing else."""


def plain(text: str) -> str:
    """Return a word as it is compared: half-width, in small letters, without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()


def split(text: str) -> list[str]:
    """Return the words of a cell that may hold several."""
    return [word for part in re.split(r"[、,・/;()\n]", unicodedata.normalize("NFKC", text)) if (word := plain(part))]


def column_headed(text: str) -> Column | None:
    """Return the column that a heading means; what stands in brackets, and signs around it, count for nothing."""
    word = re.sub(r"\(.*?\)|[*※:]", "", plain(text))
    for column in COLUMNS:
        if word in (column.key, *map(plain, (column.heading, *column.others))):
            return column
    return None


def kind_by_name(name: str) -> AgencyKind | None:
    """Return what an agency is by the end of its name, or else a word in it; None where the name does not say it.

    What stands in brackets at the end counts for nothing.
    """
    word = re.sub(r"\(.*?\)$", "", plain(name))
    by_end = (kind for end, kind in _KIND_ENDS.items() if word.endswith(end))
    return next(by_end, None) or next((kind for part, kind in _KIND_PARTS.items() if part in word), None)


def kind_of_body(name: str, municipality: Iterable[str] = ()) -> OrganizationKind:
    """Return what kind of body is meant; ``municipality`` are the names of the municipality itself."""
    word = plain(name)
    if word in (*_MUNICIPALITY, *map(plain, municipality)):
        return OrganizationKind.MUNICIPALITY
    if word.endswith(SHAKYO):
        return OrganizationKind.SHAKYO
    return OrganizationKind.OTHER


def is_body(name: str) -> bool:
    """Whether a name is that of a municipality or of a council of social welfare as a whole, and of no part of them."""
    return plain(name).endswith((*_MUNICIPALITY, *SHAKYO))
