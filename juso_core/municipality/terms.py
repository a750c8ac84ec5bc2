"""The words of the glossary that a municipality may call by a name of its own, under ``[terms]`` of its structure.

A closed list, so that a misspelt key is found. What a structure does not localise is called by the national word.
"""

from types import MappingProxyType
from typing import Final

from juso_core.citation import Text
from juso_core.municipality.words import ConferenceKind, FormUse, Function, RoleKind, Trigger, Word

__all__ = ["TERMS", "national_term"]


def _of(word: Word) -> Text:
    return Text(word.ja, word.en)


TERMS: Final = MappingProxyType(
    {
        "community_base": Text("地域の拠点", "community base"),
        "window": Text("相談窓口", "window"),
        "general_window": Text("総合相談窓口", "general window"),
        "target_window": Text("対象を絞った窓口", "target window"),
        "consultation_agency": Text("相談支援機関", "consultation agency"),
        "service_area": Text("圏域", "service area"),
        "daily_life_area": Text("日常生活圏域", "daily life area"),
        "mac": _of(Function.MULTI_AGENCY_COLLABORATION),
        "outreach": _of(Function.OUTREACH),
        "participation_support": _of(Function.PARTICIPATION_SUPPORT),
        "community_building": _of(Function.COMMUNITY_BUILDING),
        "support_conference": Text("支援会議", "support conference"),
        "juso_conference": _of(ConferenceKind.JUSO_CONFERENCE),
        "community_worker": _of(RoleKind.COMMUNITY_WORKER),
        "lead_community_worker": _of(RoleKind.LEAD_COMMUNITY_WORKER),
        "integration_promoter": _of(RoleKind.INTEGRATION_PROMOTER),
        "section_promoter": _of(RoleKind.SECTION_PROMOTER),
        "district_worker": _of(RoleKind.DISTRICT_WORKER),
        "intake_sheet": Text("相談受付・申込票", "intake sheet"),
        "referral_sheet": Text("つなぐシート", "referral sheet"),
        "proposal_sheet": Text("提案用シート", "proposal sheet"),
        "application": Text("利用申込", "application"),
        "assessment": _of(FormUse.ASSESSMENT),
        "support_plan": Text("支援プラン", "support plan"),
        "evaluation": _of(FormUse.EVALUATION),
        "household_issue": Text(Trigger.HOUSEHOLD_ISSUE.ja, "household issue"),
    }
)
"""Every key of ``[terms]`` with the national word in both languages."""


def national_term(key: str, language: str) -> str:
    """Return the national word for a key; raises KeyError when it is not in the list."""
    return TERMS[key].in_language(language)
