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

[source]                        # 答えが書かれている資料
title = "例示市 重層的支援体制整備事業実施計画"
as_of = "2026-03"               # 資料の時点（2026-03-31、2026-03、2026、FY2025 など、資料より細かく書かない）
publisher = "例示市"

[programme]
stage = "full"                  # 事業の段階: none（未実施）、transition（移行準備）、full（本格実施）
since = "FY2026"                # 開始時期
described_on = 2026-04-01       # 資料が説明している日
mac_setting_pattern = 1         # 多機関協働の設置形態の番号（1～5）。資料が番号を述べるときだけ
section = "福祉課"              # 所管課
heading = "1 (1)"               # 資料のどこに書かれているか。見出しがなければ「出典を確かめていない入力」になる

[[operator]]                    # 機能の実施主体。機能ごとに1つ
function = "multi_agency_collaboration"
kind = "municipality"           # municipality（市区町村）、shakyo（社会福祉協議会）、other（その他の法人）
section = "福祉課"
form = "direct"                 # 運営形態: direct（直営）、outsourced（委託）、subsidised（補助）、mixed（直営・委託）
heading = "2 (1)"

[[operator]]                    # ほかに comprehensive_consultation、participation_support、community_building
function = "outreach"
kind = "shakyo"
name = "例示市社会福祉協議会"
form = "outsourced"

[[layer]]                       # 圏域の層。市全域から順に
name = "市全域"
count = 1

[[layer]]
name = "日常生活圏域"
count = 5
"""

_EN: Final = """\
# Answers for juso new (an invented example). But for code, name and short, a line taken out is "not entered".
# Use it with: juso new --answers THIS_FILE.toml

code = "999997"                 # the municipality's code, six digits with the check digit
name = "例示市"
name_en = "Reiji City"
short = "reiji"                 # the short name: the package is juso_reiji, the folder juso-reiji

[source]                        # the document in which the answers stand
title = "例示市 重層的支援体制整備事業実施計画"
as_of = "2026-03"               # its time (2026-03-31, 2026-03, 2026, FY2025), no more precise than it says
publisher = "例示市"

[programme]
stage = "full"                  # none, transition (the transition programme), full
since = "FY2026"                # when it began
described_on = 2026-04-01       # the day that the document describes
mac_setting_pattern = 1         # where multi-agency collaboration sits (1 to 5), where the document gives the number
section = "福祉課"              # the section in charge
heading = "1 (1)"               # where in the document; without a heading the fact is marked as not sourced yet

[[operator]]                    # who runs a function, one table for each
function = "multi_agency_collaboration"
kind = "municipality"           # municipality, shakyo (council of social welfare), other
section = "福祉課"
form = "direct"                 # direct, outsourced, subsidised, mixed
heading = "2 (1)"

[[operator]]                    # the others: comprehensive_consultation, participation_support, community_building
function = "outreach"
kind = "shakyo"
name = "例示市社会福祉協議会"
form = "outsourced"

[[layer]]                       # layers of areas, from the whole municipality downward
name = "市全域"
count = 1

[[layer]]
name = "日常生活圏域"
count = 5
"""


def example() -> str:
    """Return the text of an answers file that can be used as it is."""
    return _JA if current() == "ja" else _EN
