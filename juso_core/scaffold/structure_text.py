"""The text of a new ``structure.toml``: what was answered as rows, the rest as examples to be filled in.

The file is read and gone on with by people who do not program, so every table has a heading in both languages, and a
table that is empty has a row in comments. Lines of such an example begin with ``#`` and no blank; comments with a
blank.
"""

import datetime as dt
from typing import Any, Final

from juso_core.citation import UNSOURCED
from juso_core.scaffold.answers import Answers
from juso_core.scaffold.facts import facts
from juso_core.scaffold.toml_text import toml_row, toml_value
from juso_core.scaffold.window_list import WindowList

__all__ = ["structure_text"]

_HEAD: Final = """\
# {name}の重層的支援体制整備事業：出典に書かれた事実だけを並べる。
# How {name} runs the programme: only what its sources say.
#
# 一つの行（[[...]] から次の [[...]] まで）が一つの事実。cite に「出典のid: 見出し」を書く。
# 「#」で始まり空白のない行は記入例。使うときは先頭の「#」を消して書き換える。
# 資料に書かれていないことは推測で埋めず、下の silent に問いの名前を並べる。
# One row ([[...]] to the next) is one fact; cite says where it stands, as "source id: heading". Lines that begin with
# "#" and no blank are examples: take the "#" away and rewrite them. Do not fill in what the sources do not say: list
# the question under silent."""

_SILENT: Final = """\
# 資料を確かめたが、書かれていなかった問い（まだ確かめていない問いは並べない）
# 問いの一覧: juso show {code} questions
# What the sources, once read, do not answer; not what nobody has looked up yet.
# All questions: juso show {code} questions
#silent = ["juso_conference.cadence", "closure"]

# ここでの呼び名 / What things are called here
#[terms]
#mac = "多機関協働"
#support_plan = "支援プラン\""""

_UNSOURCED: Final = f"""\
# {UNSOURCED} を引く行は、出典の名前と見出しがまだ分からない行。
# 資料を確かめて cite を書き換え、全部なくなったらこの出典を消す。
# Rows that cite {UNSOURCED} still need the name of a document: look it up, mend their cite, and when none is left take
# this source out."""

_SECTIONS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("source", "出典", "Sources", '#[[source]]\n#id = "keikaku"\n#title = "実施計画"\n#as_of = "2026-03"'),
    ("programme", "事業", "Programme", '#[[programme]]\n#stage = "full"\n#since = "FY2026"\n#cite = "{source}: 1"'),
    (
        "layer",
        "圏域の層（市全域が order = 1）",
        "Layers of areas (the whole municipality is order = 1)",
        '#[[layer]]\n#id = "seikatsu-ken-iki"\n#name = "日常生活圏域"\n#order = 2\n#count = 5\n#cite = "{source}: 2"',
    ),
    ("area", "圏域", "Areas", ""),
    (
        "organization",
        "団体",
        "Bodies",
        '#[[organization]]\n#id = "shiyakusho"\n#kind = "municipality"\n#name = {name}\n#cite = "{source}: 1"',
    ),
    (
        "agency",
        "機関（課、センター、拠点、チーム）",
        "Agencies (section, centre, base, team)",
        '#[[agency]]\n#id = "fukushi-ka"\n#name = "福祉課"\n#kind = "section"\n#cite = "{source}: 1"',
    ),
    (
        "service",
        "窓口と各事業",
        "Windows and functions",
        '#[[service]]\n#id = "window-elderly"\n#function = "comprehensive_consultation"\n#fields = ["elderly"]\n'
        '#operation_form = "outsourced"\n#cite = "{source}: 2"',
    ),
    (
        "role",
        "職員",
        "Workers",
        '#[[role]]\n#id = "hokatsuka-suishin-in"\n#kind = "integration_promoter"\n#headcount = 2\n'
        '#cite = "{source}: 3"',
    ),
    (
        "meeting",
        "会議",
        "Meetings",
        '#[[meeting]]\n#id = "juso-kaigi"\n#name = "重層的支援会議"\n#kinds = ["juso_conference"]\n'
        '#convener = "@municipality"\n#members = [{{ who = "@needed" }}]\n#occasions = ["plan"]\n'
        "#needs_consent = true\n#as_needed = true\n"
        '#cite = "{source}: 4"',
    ),
    (
        "plan_route",
        "プランの流れ",
        "How plans are made",
        '#[[plan_route]]\n#plan = ["mac"]\n#drafters = ["function:multi_agency_collaboration"]\n'
        '#decided_by = "@municipality"\n#cite = "{source}: 5"',
    ),
    (
        "form",
        "様式",
        "Forms",
        '#[[form]]\n#id = "plan-sheet"\n#name = "支援プラン"\n#use = ["plan"]\n#cite = "{source}: 様式"',
    ),
    ("priority", "重点対象", "Priority groups", '#[[priority]]\n#target = "hikikomori"\n#cite = "{source}: 1"'),
    (
        "counting_rule",
        "実績の数え方",
        "Counting rules",
        '#[[counting_rule]]\n#id = "uketsuke"\n#name = "相談受付件数"\n#counts = "consultation"\n#cite = "{source}: 6"',
    ),
    (
        "figure",
        "公表された数",
        "Published figures",
        '#[[figure]]\n#id = "uketsuke-r7"\n#name = "相談受付件数（令和7年度）"\n#value = 120\n#unit = "case"\n'
        '#cite = "{source}: 6"',
    ),
    (
        "note",
        "「ない」と書かれていること、記述の食い違い、表にない事項",
        "What is stated as none, conflicts, what no table holds",
        '#[[note]]\n#kind = "none"\n#about = "window.general"\n'
        '#text = {{ ja = "総合窓口は設けない。", en = "There is no general window." }}\n#cite = "{source}: 2"',
    ),
)


def structure_text(answers: Answers, windows: WindowList | None, today: dt.date) -> str:
    """Return the text of the structure that answers and windows make; it ends without a line break."""
    rows = facts(answers, windows, today)
    values = {
        "code": answers.code,
        "name": toml_value(answers.name),
        "source": rows["source"][0]["id"],
    }
    parts = [
        _HEAD.format(name=answers.name),
        _top(answers),
        _SILENT.format(**values),
        *(
            _section(table, ja, en, example.format(**values), rows.get(table, []))
            for table, ja, en, example in _SECTIONS
        ),
    ]
    return "\n\n".join(parts)


def _top(answers: Answers) -> str:
    said = {"code": answers.code, "name": answers.name, "name_en": answers.name_en}
    return "\n".join(f"{key} = {toml_value(value)}" for key, value in said.items() if value is not None)


def _section(table: str, ja: str, en: str, example: str, rows: list[dict[str, Any]]) -> str:
    parts = [f"# {'-' * 64} {ja} / {en}"]
    for row in rows:
        if _is_unsourced(table, row):
            parts.append(_UNSOURCED + "\n" + toml_row(table, row))
        else:
            parts.append(toml_row(table, row))
    named = [row for row in rows if not _is_unsourced(table, row)]
    return "\n\n".join(parts if named or not example else [*parts, example])


def _is_unsourced(table: str, row: dict[str, Any]) -> bool:
    """Whether it is the stand-in for a source; an agency may be called so too."""
    return table == "source" and row.get("id") == UNSOURCED
