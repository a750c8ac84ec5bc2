"""立川市の判断: which households the 困窮相談振り分け会議 looks at before they go on.

In hardship the city does not wait until cooperation fails: what くらし・しごとサポートセンター received is sorted in
that meeting, which finds the cases for the programme (casebook: 立川 Ⅲ(3)). The source names the households: those
that took a special loan or got the housing benefit, and the like. A consultation does not say so in as many words;
reading it is judgement. Who sits in the meeting, from which field its cases come, and what multi-agency collaboration
takes are facts in ``structure.toml``.
"""

from juso_core.casework.case import Case
from juso_core.casework.decisions import Escalation, Reason
from juso_core.casework.facts import EscalationStage
from juso_core.citation import Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality.structure import Meeting, Structure
from juso_core.municipality.words import Topic, Trait

MEETING = "furiwake-kaigi"
TEXT, FIGURE = "casebook: 立川 Ⅲ(3)", "casebook: 立川 図 令和４年度重点対象者"

LOANS_AND_RENT = frozenset({Topic.LOAN_REQUEST, Topic.RENT_LOAN_PAYMENT})
"""What a household with a special loan (特例貸付) or the housing benefit (住居確保給付金) comes about."""

BY_GROUP = Reason(
    Text(
        "ポストコロナの生活困窮者のいる世帯なので、困窮相談振り分け会議でその後の状況と必要な支援を確かめる。",
        "Somebody is in hardship after covid: the 困窮相談振り分け会議 looks at how they are and what they need.",
    ),
    (TEXT, FIGURE),
)
BY_MATTER = Reason(
    Text(
        "貸付や家賃に関わる困窮の相談なので、困窮相談振り分け会議でその後の状況と必要な支援を確かめる。",
        "Hardship about loans or rent: the 困窮相談振り分け会議 looks at how the household is and what it needs.",
    ),
    TEXT,
)


def why_sorted(case: Case) -> Reason | None:
    """Return why a household in hardship comes to the meeting, or None when it is none of those that are named."""
    if any(Trait.POST_COVID_HARDSHIP in member.traits for member in case.members):
        return BY_GROUP
    return BY_MATTER if LOANS_AND_RENT & set(case.consultation.topics) else None


@hookimpl
def juso_escalate(case: Case, stage: EscalationStage, municipality: Structure) -> Escalation | None:
    """Say which meeting sorts it first. Whether it is referred then is said by the conditions in the structure."""
    meeting = municipality.ids.get(MEETING)
    if stage is not EscalationStage.AT_WINDOW or not isinstance(meeting, Meeting):
        return None
    why = why_sorted(case) if case.consultation.field in meeting.fields else None
    return Escalation(triage=MEETING, because=(why,)) if why else None
