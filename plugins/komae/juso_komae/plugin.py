"""狛江市の判断: which of the two sorts of 相談支援包括化推進員 takes a case.

Both take the same cases (``takes`` in ``structure.toml``). The city's promoter is for what is urgent, such as abuse;
the promoters of 社協, who are its community workers, for what takes time, until there is a tie with the community.
Where both hold, the city's takes it and those of 社協 are brought in beside. Where neither does, the source says
nothing, and so does this module. It never says whether a case is taken: that is a fact of the structure.
"""

from juso_core.casework.case import Case
from juso_core.casework.decisions import Escalation, Reason
from juso_core.casework.facts import EscalationStage
from juso_core.casework.triggers import any_holds
from juso_core.citation import Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality import queries
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Function, Topic, Trait

CITY = "promoter-city"
SHAKYO = "promoter-shakyo"

STAGES = (EscalationStage.AT_WINDOW, EscalationStage.AT_MAC)
ABUSE = frozenset({Trait.ABUSE_SUSPECTED, Trait.DOMESTIC_VIOLENCE})
WITHOUT_TIES = frozenset({Trait.HIKIKOMORI, Trait.SOCIAL_ISOLATION})

URGENT = Reason(
    Text(
        "虐待への対応のように急を要する事例は、市の推進員が受け持つ。",
        "What is urgent, such as abuse, is for the city's promoter.",
    ),
    ("casebook: 狛江 Ⅵ", "casebook: 狛江 Ⅵ 図", "casebook-summary: ７"),
    ("receivers",),
)
TIES = Text(
    "地域とのつながりが育つのを待ちながら関わる事例は、CSWでもある社協の推進員が受け持つ。",
    "What takes time, until there is a tie with the community, is for the promoters of 社協, its community workers.",
)
TIES_CITES = ("casebook: 狛江 Ⅵ", "casebook: 狛江 Ⅵ 図", "casebook: 狛江 前文")


def is_taken(case: Case, municipality: Structure) -> bool:
    """Whether one of the two operators takes the case by the conditions that the structure states."""
    operators = queries.services(municipality, Function.MULTI_AGENCY_COLLABORATION)
    return any(any_holds(operator.takes, case) for operator in operators)


def is_urgent(case: Case) -> bool:
    """Whether the agency found it urgent, or it is about abuse or violence, the source's example of what is urgent."""
    found_so = case.assessment is not None and case.assessment.urgent
    return found_so or Topic.DV_ABUSE in case.consultation.topics or _somebody(case, ABUSE)


def needs_ties(case: Case) -> bool:
    """Whether somebody is withdrawn or isolated, or it is about relations in the community."""
    return Topic.COMMUNITY_RELATIONS in case.consultation.topics or _somebody(case, WITHOUT_TIES)


def _somebody(case: Case, traits: frozenset[Trait]) -> bool:
    return any(trait in traits for member in case.members for trait in member.traits)


@hookimpl
def juso_escalate(case: Case, stage: EscalationStage, municipality: Structure) -> Escalation | None:
    """Say which promoter takes a case that is taken, where the source says which."""
    if stage not in STAGES or not is_taken(case, municipality):
        return None
    if is_urgent(case) and needs_ties(case):
        beside = Reason(TIES, TIES_CITES, ("network",))
        return Escalation(receivers=(CITY,), network=(SHAKYO,), because=(URGENT, beside))
    if is_urgent(case):
        return Escalation(receivers=(CITY,), because=(URGENT,))
    if needs_ties(case):
        return Escalation(receivers=(SHAKYO,), because=(Reason(TIES, TIES_CITES, ("receivers",)),))
    return None
