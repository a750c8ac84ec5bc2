"""What a counting rule can count: a closed list, each with the event that counts and on which day.

``CountingRule.counts`` is one of these. The list knows no case, so that whoever reads a structure can check the word
without loading anything else.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import frozen

from juso_core.citation import Text
from juso_core.municipality.words import Includes, Unit

__all__ = ["COUNTABLES", "Countable"]

_ANY: Final = frozenset({Unit.CASE, Unit.PERSON, Unit.HOUSEHOLD, Unit.CONTACT})


@frozen(kw_only=True)
class Countable:
    """One thing that can be counted.

    ``when`` says in a sentence which event counts and on which day; ``units`` are the units in which it can be counted;
    ``service`` is the service that a plan must contain to be the plan of it (None: any plan is).
    """

    id: str
    name: Text
    when: Text
    units: frozenset[Unit] = _ANY
    service: Includes | None = None


_LIST: Final = (
    Countable(
        id="consultation",
        name=Text("相談受付", "consultation"),
        when=Text(
            "窓口が相談を受け付けた日に数える。",
            "On the day on which a window received the consultation that opens the case.",
        ),
    ),
    Countable(
        id="referral",
        name=Text("多機関協働へのつなぎ", "referral"),
        when=Text(
            "多機関協働へつないだ日に数える。受け付けられたかどうかは問わない。",
            "On the day on which the case was referred to multi-agency collaboration, whatever the answer.",
        ),
    ),
    Countable(
        id="mac_case",
        name=Text("多機関協働の受付", "case of multi-agency collaboration"),
        when=Text(
            "多機関協働がつなぎを受け付けた日に数える。再開は含まない。",
            "On the day on which multi-agency collaboration took a referral in; reopening a case is none.",
        ),
    ),
    Countable(
        id="proposal",
        name=Text("提案による回答", "proposal"),
        when=Text(
            "つなぎを受け付けず、提案などで回答した日に数える。",
            "On the day on which a referral was answered without taking the case in, as with a proposal.",
        ),
    ),
    Countable(
        id="return",
        name=Text("紹介元への返し", "return to the referrer"),
        when=Text(
            "多機関協働が紹介元へ戻した日、または会議が紹介元を主担当とした日に数える。",
            "On the day on which multi-agency collaboration gave the case back, or a conference "
            "left it to the referrer.",
        ),
    ),
    Countable(
        id="application",
        name=Text("利用申込", "application"),
        when=Text(
            "世帯の一人が利用を申し込んだ（様式1-1）日に数える。機関による申込は含まない。",
            "On the day on which a person of the household applied (form 1-1); an application by an agency is none.",
        ),
    ),
    Countable(
        id="session",
        name=Text("会議の開催", "session of a conference"),
        when=Text(
            "事例についての会議を開いた日に数える。招集しても開かれなかったものは含まない。",
            "On the day on which a conference about a case was held; one that was called off is none.",
        ),
        units=_ANY | {Unit.SESSION},
    ),
    Countable(
        id="plan",
        name=Text("プランの確定", "plan made final"),
        when=Text(
            "プランが確定した日に数える。支援決定を要するものは決定の日、要しないものは会議が了承した日とする。再プランも一つのプランである。",
            "On the day on which a plan became final: decided, or agreed to in conference where it needs no decision; "
            "its successor (再プラン) is a plan of its own.",
        ),
        units=_ANY | {Unit.PLAN},
    ),
    Countable(
        id="decision",
        name=Text("支援決定", "support decision"),
        when=Text(
            "支援決定があった日に数える。支援しないとした決定は含まない。",
            "On the day on which the municipality granted support (支援決定); a refusal is none.",
        ),
        units=_ANY | {Unit.PLAN},
    ),
    Countable(
        id="plan_report",
        name=Text("プランの報告", "plan report"),
        when=Text(
            "プランを市区町村へ報告した日に数える。", "On the day on which a plan was reported to the municipality."
        ),
        units=_ANY | {Unit.PLAN},
    ),
    Countable(
        id="outreach",
        name=Text("アウトリーチ等の開始", "outreach begun"),
        when=Text(
            "アウトリーチ等を始めた日に数える。終えた後に改めて始めたものを含み、中断後に続けたものは含まない。",
            "On the day on which outreach began, or began anew after it had ended; going on after an "
            "interruption is none.",
        ),
        service=Includes.OUTREACH,
    ),
    Countable(
        id="outreach_activity",
        name=Text("アウトリーチ等の活動", "outreach activity"),
        when=Text(
            "アウトリーチ等の活動（情報収集、事前調整、関係性構築、訪問、同行、面会）をした日に数える。開始と終結は含まない。",
            "On the day of each activity of outreach (information, preparation, relationship, visit, accompaniment, "
            "contact made); its beginning and end are none.",
        ),
        service=Includes.OUTREACH,
    ),
    Countable(
        id="participation",
        name=Text("参加支援の開始", "participation support begun"),
        when=Text(
            "参加支援を始めた（早期の関わりまたはマッチングの最初の）日に数える。終えた後に改めて始めたものを含み、"
            "中断後に続けたものは含まない。",
            "On the day of the first step of participation support (early contact or matching), or of the first after "
            "it had ended; going on after an interruption is none.",
        ),
        service=Includes.PARTICIPATION,
    ),
    Countable(
        id="participation_activity",
        name=Text("参加支援の活動", "participation support activity"),
        when=Text(
            "参加支援の活動（早期の関わり、マッチング、定着支援）をした日に数える。終結は含まない。",
            "On the day of each activity of participation support (early contact, matching, retention); its "
            "end is none.",
        ),
        service=Includes.PARTICIPATION,
    ),
    Countable(
        id="closure",
        name=Text("終結", "closure"),
        when=Text("事例を終結した日に数える。", "On the day on which the case was closed."),
    ),
    Countable(
        id="interruption",
        name=Text("中断", "interruption"),
        when=Text("事例を中断した日に数える。", "On the day on which the case was interrupted."),
    ),
    Countable(
        id="reopening",
        name=Text("再開", "reopening"),
        when=Text(
            "終結または中断した事例を再開した日に数える。",
            "On the day on which a closed or interrupted case was taken up again.",
        ),
    ),
    Countable(
        id="emergency",
        name=Text("緊急の連絡・通報", "emergency"),
        when=Text(
            "警察・医療機関・虐待の通報先に知らせた日に数える。",
            "On the day on which police, medical services or the body competent for abuse reports were told.",
        ),
    ),
)

COUNTABLES: Final[Mapping[str, Countable]] = MappingProxyType({one.id: one for one in _LIST})
"""Everything that can be counted, by the word that a counting rule writes."""
