"""The municipalities in the repository, and an invented town whose texts would be harmful in a spreadsheet."""

import datetime as dt
from functools import lru_cache
from pathlib import Path

from juso_core.casework.setting import setting_of
from juso_core.desk import Place
from juso_core.municipality.loading import load, load_text
from juso_core.municipality.structure import Structure
from juso_core.research.simulation import described_day

ROOT = Path(__file__).resolve().parents[2]
CODES = {"setagaya": "131121", "hachioji": "132012", "ikoma": "292095", "mimasaka": "332151"}
DAY = dt.date(2024, 6, 1)

TOWN = """
code = "999997"
name = "例示市"
name_en = "Reiji City"
silent = ["plan.report", "outreach.operator", "outreach.operation_form", "support_conference.held"]

[terms]
community_base = "まるごとステーション"

[[source]]
id = "plan"
title = "例示市 実施計画"
as_of = "2024-03"

[[programme]]
stage = "full"
since = "FY2024"
described_on = 2024-06-01
cite = "plan: 1"

[[organization]]
id = "city"
kind = "municipality"
name = "例示市"
cite = "plan: 1"

[[organization]]
id = "reiji-shakyo"
kind = "shakyo"
name = "例示市社会福祉協議会"
cite = "plan: 1"

[[agency]]
id = "soudan"
name = "＝相談係"
kind = "section"
organization = "city"
cite = "plan: 2"

[[agency]]
id = "centre"
name = "まるごとステーション東"
kind = "base"
cite = "plan: 2"

[[service]]
id = "window-general"
function = "comprehensive_consultation"
name = "=cmd|'x'!A1"
agencies = ["soudan"]
any_field = true
operation_form = "direct"
since = "2024-04"
cite = "plan: 2 (1)"

[[service]]
id = "window-elderly"
function = "comprehensive_consultation"
name = "高齢 | 窓口 <b>"
agencies = ["centre"]
fields = ["elderly"]
cite = "plan: 2 (1)"

[[service]]
id = "mac"
function = "multi_agency_collaboration"
agencies = ["soudan"]
operation_form = "direct"
takes = ["stalled"]
since = "2024-04"
until = "2025-03"
cite = "plan: 3"

[[service]]
id = "mac"
function = "multi_agency_collaboration"
agencies = ["reiji-shakyo"]
operation_form = "outsourced"
takes = ["stalled"]
status = "planned"
since = "2025-04"
cite = "plan: 3 (2)"

[[meeting]]
id = "juso-kaigi"
name = "重層的支援会議"
kinds = ["juso_conference"]
convener = ["soudan"]
cadence = "月１回"
cite = "plan: 4"

[[figure]]
id = "cases"
name = "相談"
value = 1200
unit = "case"
since = "FY2024"
until = "FY2024"
cite = "plan: 5"

[[note]]
kind = "none"
about = "retention"
text = { ja = "保存期間は定めていない。", en = "No period of retention is set." }
cite = "plan: 6"

[[note]]
kind = "conflict"
about = "juso_conference.convener"
text = { ja = "本文と図で異なる。", en = "The text and the figure differ." }
cite = "plan: 4"
"""


def town_text() -> str:
    return TOWN


@lru_cache
def whole(short: str) -> Structure:
    """The structure of a municipality in the repository, of all days."""
    return load(ROOT / "plugins" / short / f"juso_{short}" / "structure.toml")


def place(structure: Structure, on: dt.date) -> Place:
    """A municipality without a plugin, on a day."""
    there = structure.at(on)
    return Place(
        code=there.code, givers=(), structure=there, setting=setting_of(there), plugin=None, version=None, text=""
    )


def installed_places() -> list[Place]:
    return [place(whole(short), described_day(whole(short))) for short in CODES]


def town_place(on: dt.date = DAY, text: str = TOWN) -> Place:
    return place(load_text(text, "town.toml"), on)
