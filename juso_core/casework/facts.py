"""Coded facts about a consultation and its household: all that hooks and events ever hold about people.

Nothing here identifies anybody directly: a person is a reference within the case, an age is a band, a circumstance is
a word of a closed vocabulary. Names, addresses, birthdays and free text live in the vault.
"""

from collections.abc import Iterable
from typing import Self

from attrs import field, frozen

from juso_core.casework.changing import changed
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    Consent,
    Field,
    Includes,
    PlanKind,
    PlanPattern,
    Relation,
    Topic,
    Trait,
    Word,
)

__all__ = [
    "AgeBand",
    "Assessment",
    "Consents",
    "Consultation",
    "Cooperation",
    "EscalationStage",
    "HouseholdMember",
    "PlanContent",
    "Responsibility",
]


class AgeBand(Word):
    """An age as a band, the only form in which the journal knows it."""

    A00 = "0-5", "0～5歳", "0 to 5"
    A06 = "6-11", "6～11歳", "6 to 11"
    A12 = "12-14", "12～14歳", "12 to 14"
    A15 = "15-17", "15～17歳", "15 to 17"
    A18 = "18-24", "18～24歳", "18 to 24"
    A25 = "25-34", "25～34歳", "25 to 34"
    A35 = "35-44", "35～44歳", "35 to 44"
    A45 = "45-54", "45～54歳", "45 to 54"
    A55 = "55-64", "55～64歳", "55 to 64"
    A65 = "65-74", "65～74歳", "65 to 74"
    A75 = "75-84", "75～84歳", "75 to 84"
    A85 = "85+", "85歳以上", "85 and over"

    @classmethod
    def of(cls, age: int) -> Self:
        """Return the band of an age in completed years; raises ValueError below 0 or above 130.

        >>> AgeBand.of(17).value
        '15-17'
        """
        if not 0 <= age <= 130:
            raise ValueError(f"{age} is not an age in years")
        return next(band for band in reversed(cls) if age >= int(band.value.rstrip("+").split("-")[0]))

    @property
    def is_minor(self) -> bool:
        """Whether everybody in the band is under eighteen."""
        return self in (AgeBand.A00, AgeBand.A06, AgeBand.A12, AgeBand.A15)


class Responsibility(Word):
    """Whether it is clear which agency is responsible for what."""

    CLEAR = "clear", "明確", "clear"
    UNCLEAR = "unclear", "不明確", "unclear"
    NOBODY = "nobody", "担当する所管がない", "nobody"


class Cooperation(Word):
    """Whether the agencies' ordinary cooperation works."""

    WORKS = "works", "連携できている", "works"
    FAILS = "fails", "連携では解決しない", "fails"


class EscalationStage(Word):
    """Where a case stands when the escalation hook is asked."""

    AT_WINDOW = "at_window", "相談窓口", "at the window"
    AT_MAC = "at_mac", "多機関協働", "at multi-agency collaboration"
    IN_CONFERENCE = "in_conference", "会議", "in a conference"
    AT_CLOSURE = "at_closure", "終結", "at closure"


@frozen
class Consents:
    """One person's two independent consents: to use the programme (form 1-1), and to sharing with agencies."""

    use: Consent = Consent.NOT_ASKED
    share: Consent = Consent.NOT_ASKED

    @property
    def full(self) -> bool:
        """Whether both are given now."""
        return self.use is Consent.GIVEN and self.share is Consent.GIVEN


@frozen(slots=False)
class HouseholdMember:
    """One person of the household, by a reference that means something only within the case.

    ``learned`` says that a 支援会議 has spoken about this person: what was learned there stays there while they do not
    consent to sharing.
    """

    ref: str
    relation: Relation | None = None
    age: AgeBand | None = None
    traits: tuple[Trait, ...] = ()
    maybe_traits: tuple[Trait, ...] = ()
    consent: Consents = Consents()
    learned: bool = False

    def consenting(self, use: Consent | None = None, share: Consent | None = None) -> Self:
        """Return the member with the consents that are named changed."""
        return changed(self, consent=Consents(use or self.consent.use, share or self.consent.share))


@frozen(kw_only=True, slots=False)
class Consultation:
    """A consultation as it arrived: where, about what, brought by whom, about which household.

    ``person`` is the reference of the member whom it is about; ``worst`` is the topic marked as the worst (at most
    one), which is also among ``topics``; ``field`` is None where none of the four fields fits.
    """

    approached: Approached
    brought_by: BroughtBy
    person: str
    field: Field | None = None
    topics: tuple[Topic, ...] = ()
    worst: Topic | None = None
    area: str | None = None
    members: tuple[HouseholdMember, ...] = ()

    def member(self, ref: str) -> HouseholdMember | None:
        """Return the member with that reference, or None."""
        return next((member for member in self.members if member.ref == ref), None)

    @property
    def traits(self) -> frozenset[Trait]:
        """Every trait of every member."""
        return frozenset(trait for member in self.members for trait in member.traits)


@frozen(kw_only=True)
class Assessment:
    """What the agency found. None is not known: a rule that needs it then says nothing.

    ``agencies_needed`` is a number of agencies; ``household_issue`` is true where the way out is re-ordering the
    household, not merely where several members have troubles.
    """

    complaint_clear: bool | None = None
    responsibility: Responsibility | None = None
    agencies_needed: int | None = None
    household_issue: bool | None = None
    cooperation: Cooperation | None = None
    wants: frozenset[Includes] = frozenset()
    urgent: bool = False
    stalled: bool = False


def _set_of(includes: Iterable[Includes]) -> frozenset[Includes]:
    return frozenset(includes)


@frozen
class PlanContent:
    """What a plan is: its kind and what it contains."""

    kind: PlanKind
    includes: frozenset[Includes] = field(default=frozenset(), converter=_set_of)

    @property
    def needs_decision(self) -> bool:
        """Whether it needs a support decision of the municipality (manual: 6 6)(4), patterns A and B)."""
        return bool(self.includes & {Includes.OUTREACH, Includes.PARTICIPATION})

    @property
    def pattern(self) -> PlanPattern:
        """Which of the manual's three patterns it is (manual: 6 6)(4))."""
        if not self.needs_decision:
            return PlanPattern.C
        return PlanPattern.B if Includes.OTHER in self.includes else PlanPattern.A
