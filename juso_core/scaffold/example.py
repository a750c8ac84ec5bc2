"""An answers file to begin with, in the language of whoever asks for it."""

from typing import Final

from juso_core.language.messages import current

__all__ = ["example"]

_JA: Final = """\
# juso new の答えのファイル（架空の例）。code、name、short のほかは、行ごと消せば「未入力」になる。
# 使い方: juso new --answers このファイル.toml

code = "999997"                 # 市区町村コード（検査数字まで6桁）
name = "例示市"
name_en = "Reiji City"
short = "reiji"                 # 短い名前。パッケージは juso_reiji、フォルダは juso-reiji になる

[[source]]                      # 答えが書かれている資料。いくつでも書ける。一つなら [source] でもよい
id = "plan"                     # 資料のid。最初の資料では、書かなければ plan
title = "例示市 重層的支援体制整備事業実施計画"
as_of = "2026-03"               # 資料の時点（2026-03-31、2026-03、2026、FY2025 など、資料より細かく書かない）
publisher = "例示市"
checked = "2026-06-01"          # 最後に確かめた日。書かなければ今日

[[source]]
id = "youkou"
title = "例示市 重層的支援会議設置要綱"
as_of = "2026-04-01"

[programme]
stage = "full"                  # 事業の段階: none（未実施）、transition（移行準備）、full（本格実施）
since = "FY2026"                # 開始時期
described_on = 2026-04-01       # 資料が説明している日
mac_setting_pattern = 1         # 多機関協働の設置形態の番号（1～5）。資料が番号を述べるときだけ
section = "福祉課"              # 所管課
section_id = "fukushi"          # そのid（半角の英数字、-、_ がよい）。書かなければ section-1 のようになる
heading = "1 (1)"               # 資料のどこに書かれているか。見出しがなければ「出典を確かめていない入力」になる

[[operator]]                    # 機能の実施主体
function = "multi_agency_collaboration"
kind = "municipality"           # municipality（市区町村）、shakyo（社会福祉協議会）、other（その他の法人）
section = "福祉課"
form = "direct"                 # 運営形態: direct（直営）、outsourced（委託）、subsidised（補助）、mixed（直営・委託）
heading = "youkou: 第2条"       # 最初の資料でなければ「id: 見出し」

[[operator]]                    # ほかに comprehensive_consultation、participation_support、community_building
function = "outreach"
kind = "municipality"
section = "福祉課"
form = "direct"
heading = "2 (3)"

# 同じ機能をいくつかの団体が担うなら、表を並べる。運営形態と見出しが同じなら、機関を並べた一つの行になり
# （共同で行うなら、どちらかに together = "joint" と書く）、違えば別々の行になる。
[[operator]]
function = "outreach"
id = "outreach-shakyo"          # この行のid。書かなければ outreach-2
kind = "shakyo"
name = "例示市社会福祉協議会"
body_id = "shakyo"              # 団体のid。書かなくても、最初の社協は shakyo、市区町村は city
section = "地域支援センター"    # 団体の中の課、センター、チームなど
section_id = "chiiki-shien"
per = "日常生活圏域"            # この層の圏域ごとに一つある
count = 5                       # いくつあるか
form = "outsourced"
heading = "2 (3)"

[[layer]]                       # 圏域の層。市全域から順に
name = "市全域"
count = 1

[[layer]]
name = "日常生活圏域"
id = "ken-iki"                  # 書かなければ layer-2
count = 5

[vendor]                        # このプラグインの作り手。pyproject.toml に書かれる
name = "例示システム"
license = "Apache-2.0"          # ライセンス（SPDX の書き方）
"""

_EN: Final = """\
# Answers for juso new (an invented example). But for code, name and short, a line taken out is "not entered".
# Use it with: juso new --answers THIS_FILE.toml

code = "999997"                 # the municipality's code, six digits with the check digit
name = "例示市"
name_en = "Reiji City"
short = "reiji"                 # the short name: the package is juso_reiji, the folder juso-reiji

[[source]]                      # a document in which the answers stand; several may be, and one alone may be [source]
id = "plan"                     # its id; of the first one plan, when left out
title = "例示市 重層的支援体制整備事業実施計画"
as_of = "2026-03"               # its time (2026-03-31, 2026-03, 2026, FY2025), no more precise than it says
publisher = "例示市"
checked = "2026-06-01"          # when somebody last looked at it; today, when left out

[[source]]
id = "youkou"
title = "例示市 重層的支援会議設置要綱"
as_of = "2026-04-01"

[programme]
stage = "full"                  # none, transition (the transition programme), full
since = "FY2026"                # when it began
described_on = 2026-04-01       # the day that the document describes
mac_setting_pattern = 1         # where multi-agency collaboration sits (1 to 5), where the document gives the number
section = "福祉課"              # the section in charge
section_id = "fukushi"          # its id (letters a to z, digits, - and _ are best); else it is one such as section-1
heading = "1 (1)"               # where in the document; without a heading the fact is marked as not sourced yet

[[operator]]                    # who runs a function
function = "multi_agency_collaboration"
kind = "municipality"           # municipality, shakyo (council of social welfare), other
section = "福祉課"
form = "direct"                 # direct, outsourced, subsidised, mixed
heading = "youkou: 第2条"       # "id: heading", where it is not the first document

[[operator]]                    # the others: comprehensive_consultation, participation_support, community_building
function = "outreach"
kind = "municipality"
section = "福祉課"
form = "direct"
heading = "2 (3)"

# Where several run one function, there are several tables. With the same form and heading they become one row with
# several agencies (together = "joint" in one of them, where they act jointly), and else a row each.
[[operator]]
function = "outreach"
id = "outreach-shakyo"          # the id of this row; outreach-2, when left out
kind = "shakyo"
name = "例示市社会福祉協議会"
body_id = "shakyo"              # the body's id; the first council is shakyo anyway, and the municipality city
section = "地域支援センター"    # a section, centre or team of it
section_id = "chiiki-shien"
per = "日常生活圏域"            # one in each area of this layer
count = 5                       # how many there are
form = "outsourced"
heading = "2 (3)"

[[layer]]                       # layers of areas, from the whole municipality downward
name = "市全域"
count = 1

[[layer]]
name = "日常生活圏域"
id = "ken-iki"                  # layer-2, when left out
count = 5

[vendor]                        # who makes this plugin, for its pyproject.toml
name = "例示システム"
license = "Apache-2.0"          # the licence, as SPDX writes it
"""


def example() -> str:
    """Return the text of an answers file that can be used as it is."""
    return _JA if current() == "ja" else _EN
