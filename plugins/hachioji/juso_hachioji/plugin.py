"""八王子市の判断: the four classes of cases by which each window decides about multi-agency collaboration.

The city collected cases from its sections and sorted them into ①–④: whether the complaint is clear, whether the
receiving agency can deal with it, whether it comes from somebody other than the person. Mainly ② and above are
meant, in practice ③ and ④ (casebook: 八王子 Ⅱ(3)). Everything else about the city is a fact in ``structure.toml``.
"""

from juso_core.casework.case import Case
from juso_core.casework.decisions import Escalation, Reason
from juso_core.casework.facts import Assessment, Cooperation, EscalationStage, Responsibility
from juso_core.citation import Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality.words import Level

TABLE = "casebook: 八王子 Ⅱ(3) 表"
FLOW_CHART = "casebook: 八王子 図 相談フロー図"

CLASSES: dict[str, tuple[Level, Text]] = {
    "1": (
        Level.NO,
        Text(
            "①主訴が明確で、複数の所管の協力により既存の流れで解決できる。",
            "Class ①: the complaint is clear and several sections can solve it together in the existing way.",
        ),
    ),
    "2": (
        Level.MAY,
        Text(
            "②複数の所管が関わるが責任の範囲や主訴が明確でない。多機関協働にかけることもできる。",
            "Class ②: several sections are involved, and responsibility or complaint is unclear; it may be referred.",
        ),
    ),
    "3": (
        Level.YES,
        Text(
            "③本人だけでなく世帯に課題があり、複数の所管で対応する。多機関協働にかける。",
            "Class ③: not only the person but the household has issues, for several sections; it is referred.",
        ),
    ),
    "4": (
        Level.YES,
        Text(
            "④対応できる所管がなく、主担当が明確でない（制度の狭間など）。多機関協働にかける。",
            "Class ④: no section can take it and nobody is clearly in charge (a gap between systems); it is referred.",
        ),
    ),
}


def local_class(assessment: Assessment) -> str | None:
    """Return the class of a case, or None when it is no case of several sections or too little is known."""
    if assessment.responsibility is Responsibility.NOBODY:
        return "4"
    if assessment.responsibility is None or assessment.agencies_needed is None or assessment.agencies_needed < 2:
        return None
    if assessment.household_issue is not False:
        return "3" if assessment.household_issue else None
    unclear = (
        assessment.complaint_clear is False,
        assessment.responsibility is Responsibility.UNCLEAR,
        assessment.cooperation is Cooperation.FAILS,
    )
    if any(unclear):
        return "2"
    known = assessment.complaint_clear is not None and assessment.cooperation is not None
    return "1" if known else None


@hookimpl
def juso_escalate(case: Case, stage: EscalationStage) -> Escalation | None:
    """Classify at the window; without consent, a conference prepares outreach until consent is given."""
    if stage is EscalationStage.IN_CONFERENCE:
        return None if case.person.consent.full else _outreach_until_consent()
    if stage is not EscalationStage.AT_WINDOW or case.assessment is None:
        return None
    found = local_class(case.assessment)
    if found is None and _alone(case.assessment):
        return Escalation(mac=Level.NO, because=(Reason(_NOT_COMPOUND, "casebook: 八王子 Ⅱ(3)"),))
    if found is None:
        return _either_way(case.assessment)
    level, why = CLASSES[found]
    return Escalation(mac=level, local_class=found, because=(Reason(why, TABLE),))


def _alone(assessment: Assessment) -> bool:
    """One agency is enough, and it is known that somebody is responsible."""
    return assessment.agencies_needed == 1 and assessment.responsibility is not None


def _either_way(assessment: Assessment) -> Escalation | None:
    """An issue of the household for several sections is referred, be it ③ or, with nobody responsible, ④."""
    several = assessment.agencies_needed is not None and assessment.agencies_needed > 1
    if not (several and assessment.household_issue):
        return None
    return Escalation(mac=Level.YES, because=(Reason(CLASSES["3"][1], TABLE), Reason(CLASSES["4"][1], TABLE)))


_NOT_COMPOUND = Text(
    "複雑化・複合化した課題がないため、受け付けた機関が対応する。",
    "There is no complex or compound issue: the agency that received it handles it.",
)


def _outreach_until_consent() -> Escalation:
    why = Text(
        "同意のない事例は、支援会議を経てアウトリーチのプランを作り、同意を得るまで関係づくりを繰り返す。",
        "Without consent the support conference leads to an outreach plan; relations are built until consent is given.",
    )
    return Escalation(outreach=Level.YES, because=(Reason(why, FLOW_CHART),))
