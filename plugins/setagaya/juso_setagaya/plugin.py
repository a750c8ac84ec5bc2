"""世田谷区の判断: whom the source gives another way than multi-agency collaboration.

Multi-agency collaboration is described for people in social withdrawal only (``only_for`` in ``structure.toml``), which
says nothing about others. Where the source describes a way that works for them, the answer is no; where it describes
none, it is silent, and so is this module. It never says yes. Everything else about the city is a fact.
"""

from collections.abc import Callable

from juso_core.casework.case import Case
from juso_core.casework.decisions import Escalation, Reason
from juso_core.casework.facts import Cooperation, EscalationStage, Responsibility
from juso_core.citation import Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality import queries
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Field, Function, Level, Topic, Trait

STAGES = (EscalationStage.AT_WINDOW, EscalationStage.AT_MAC)
HARDSHIP = frozenset({Trait.HARDSHIP, Trait.POST_COVID_HARDSHIP})


def may_be_withdrawn(case: Case) -> bool:
    """Whether somebody in the household is in social withdrawal, or it is not known that nobody is.

    The topic of the sheet is withdrawal or absence from school: it leaves the former open unless somebody is absent.
    """
    if any(Trait.HIKIKOMORI in (*member.traits, *member.maybe_traits) for member in case.members):
        return True
    absent = any(Trait.SCHOOL_NONATTENDANCE in member.traits for member in case.members)
    return Topic.HIKIKOMORI_NONATTENDANCE in case.consultation.topics and not absent


def is_hardship(case: Case) -> bool:
    """Whether it came by the field of hardship, or somebody in the household is in hardship."""
    traits = {trait for member in case.members for trait in member.traits}
    return case.consultation.field is Field.HARDSHIP or bool(HARDSHIP & traits)


def is_about_care(case: Case) -> bool:
    """Whether it came by the field of the elderly, or care is among its topics."""
    return case.consultation.field is Field.ELDERLY or Topic.ELDERLY_CARE in case.consultation.topics


def is_shared_out(case: Case) -> bool:
    """Whether it is known that the agencies' cooperation works and who is responsible for what."""
    found = case.assessment
    return found is not None and found.cooperation is Cooperation.WORKS and found.responsibility is Responsibility.CLEAR


WAYS: tuple[tuple[Callable[[Case], bool], Reason], ...] = (
    (
        is_hardship,
        Reason(
            Text(
                "生活困窮の事例は、ぷらっとホーム世田谷が支援調整会議（地域ごとに月1回）と、必要なときの支援会議（困窮）で扱う。",
                "In hardship, ぷらっとホーム世田谷 has conferences: one each month in every area, one as needed.",
            ),
            "casebook: 世田谷 Ⅱ(3)",
        ),
    ),
    (
        is_about_care,
        Reason(
            Text(
                "介護の事例は、地区の3者が分担し、対応が困難ならあんしんすこやかセンターが開く地区版地域ケア会議で扱う。",
                "In care, the three parties of the district share it; what is hard goes to 地区版地域ケア会議.",
            ),
            ("casebook: 世田谷 Ⅰ(3)", "casebook: 世田谷 Ⅰ(1)"),
        ),
    ),
    (
        is_shared_out,
        Reason(
            Text(
                "役割分担が明確で連携できているので、「福祉の相談窓口」の3者が分担して対応する。",
                "Roles are clear and cooperation works: the three parties of 福祉の相談窓口 divide it.",
            ),
            ("casebook: 世田谷 Ⅰ(1)", "casebook: 世田谷 前文"),
        ),
    ),
)
"""The ways that the source describes beside multi-agency collaboration: for which cases, and why."""


@hookimpl
def juso_escalate(case: Case, stage: EscalationStage, municipality: Structure) -> Escalation | None:
    """Say no where nobody is in social withdrawal and the source describes another way; otherwise nothing."""
    if stage not in STAGES or may_be_withdrawn(case):
        return None
    if not queries.services(municipality, Function.MULTI_AGENCY_COLLABORATION):
        return None
    because = tuple(reason for leads, reason in WAYS if leads(case))
    return Escalation(mac=Level.NO, because=because) if because else None
