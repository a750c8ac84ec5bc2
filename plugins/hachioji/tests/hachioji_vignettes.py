"""Eight invented cases that name no municipality, and what the source says of each for 八王子市, written by hand.

``?`` stands for what a case leaves open: every value is then tried. In ``SAYS``, None is a question to which the source
gives no answer, and "none" says that there is none.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from attrs import field, frozen

from juso_core.casework.facts import (
    AgeBand,
    Assessment,
    Consents,
    Consultation,
    Cooperation,
    HouseholdMember,
    PlanContent,
    Responsibility,
)
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    Consent,
    Field,
    Includes,
    PlanKind,
    Relation,
    Topic,
    Trait,
)

GIVEN = Consents(Consent.GIVEN, Consent.GIVEN)
REFUSED = Consents(Consent.REFUSED, Consent.REFUSED)
UNREACHABLE = Consents(Consent.UNREACHABLE, Consent.UNREACHABLE)
CLEAR, UNCLEAR, NOBODY = Responsibility
WORKS, FAILS = Cooperation
OUTREACH_PLAN = PlanContent(PlanKind.OUTREACH, {Includes.OUTREACH})
PARTICIPATION_PLAN = PlanContent(PlanKind.PARTICIPATION, {Includes.PARTICIPATION})
_EVERY = {
    "complaint_clear": (True, False),
    "responsibility": tuple(Responsibility),
    "household_issue": (True, False),
    "cooperation": tuple(Cooperation),
}


@frozen(kw_only=True)
class Vignette:
    """A case, what was found ("?" is left open), the plans that it attempts before and after ``consents``."""

    consultation: Consultation
    found: dict[str, Any]
    before: tuple[PlanContent, ...] = ()
    consents: tuple[str, ...] = ()
    after: tuple[PlanContent, ...] = ()

    def assessments(self) -> Iterator[Assessment]:
        """Every assessment that the case can mean."""
        unknown = [name for name, value in self.found.items() if value == "?"]
        for values in product(*(_EVERY[name] for name in unknown)):
            yield Assessment(**{**self.found, **dict(zip(unknown, values, strict=True))})


@frozen(kw_only=True)
class Says:
    """What comes out, as far as the municipality itself says it. ``window`` is the agency that takes the case."""

    window: str
    mac: frozenset[str]
    local_class: frozenset[str | None]
    conf1: str | None
    convener: tuple[str, ...] | None = None
    drafters: dict[str, tuple[str, ...] | None] = field(factory=dict)
    decider: dict[str, str | None] = field(factory=dict)


def _mac_plan(*includes: Includes) -> PlanContent:
    return PlanContent(PlanKind.MAC, includes)


def _member(
    ref: str,
    age: int,
    *traits: Trait,
    relation: Relation | None = None,
    consent: Consents = Consents(),  # noqa: B008 - frozen
    maybe: tuple[Trait, ...] = (),
) -> HouseholdMember:
    return HouseholdMember(ref, relation, AgeBand.of(age), traits, maybe, consent)


def _came(
    approached: Approached, brought_by: BroughtBy, topics: tuple[Topic, ...], *members: HouseholdMember, **more: Any
) -> Consultation:
    """The first topic is the worst, and the case is about the first member."""
    return Consultation(
        approached=approached,
        brought_by=brought_by,
        topics=topics,
        worst=topics[0],
        person=members[0].ref,
        members=members,
        **more,
    )


def _found(
    complaint: Any, responsibility: Any, agencies: int, household: Any, cooperation: Any, *wants: Includes
) -> dict[str, Any]:
    return {
        "complaint_clear": complaint,
        "responsibility": responsibility,
        "agencies_needed": agencies,
        "household_issue": household,
        "cooperation": cooperation,
        "wants": frozenset(wants),
    }


VIGNETTES: dict[str, Vignette] = {
    # 8050: the mother's care manager finds the son, who refuses any contact and consents after half a year.
    "8050": Vignette(
        consultation=_came(
            Approached.FIELD_WINDOW,
            BroughtBy.CARE_MANAGER,
            (Topic.ELDERLY_CARE, Topic.HIKIKOMORI_NONATTENDANCE, Topic.INCOME_LIVING_COST, Topic.FAMILY_RELATIONS),
            _member("son", 56, Trait.HIKIKOMORI, Trait.SUPPORT_REFUSAL, consent=REFUSED),
            _member("mother", 84, Trait.CARE_LEVEL_PENDING, relation=Relation.MOTHER, consent=GIVEN),
            field=Field.ELDERLY,
        ),
        found=_found(True, UNCLEAR, 2, True, FAILS, Includes.OUTREACH),
        before=(OUTREACH_PLAN,),
        consents=("son",),
        after=(_mac_plan(Includes.OUTREACH),),
    ),
    # A girl who looks after the household; a school tells; the girl and her mother consent after three months.
    "young carer": Vignette(
        consultation=_came(
            Approached.FIELD_WINDOW,
            BroughtBy.SCHOOL,
            (Topic.CHILDCARE, Topic.MENTAL_HEALTH),
            _member("girl", 16, Trait.YOUNG_CARER),
            _member("mother", 40, Trait.MENTAL_ILLNESS, relation=Relation.MOTHER),
            _member("brother", 7, relation=Relation.SIBLING),
            field=Field.CHILD,
        ),
        found=_found(True, UNCLEAR, 3, True, FAILS, Includes.OTHER),
        consents=("girl", "mother"),
        after=(_mac_plan(Includes.OTHER),),
    ),
    # A man of 55 alone, whom nobody reaches; his sister telephones.
    "55 and alone": Vignette(
        consultation=_came(
            Approached.BASE,
            BroughtBy.RELATIVE,
            (Topic.HIKIKOMORI_NONATTENDANCE,),
            _member("man", 55, Trait.HIKIKOMORI, Trait.SOCIAL_ISOLATION, consent=UNREACHABLE),
        ),
        found=_found(False, NOBODY, 2, False, FAILS, Includes.OUTREACH),
        before=(OUTREACH_PLAN,),
    ),
    # A family from abroad in hardship, of whose case much is left open.
    "family from abroad": Vignette(
        consultation=_came(
            Approached.FIELD_WINDOW,
            BroughtBy.PERSON,
            (Topic.RENT_LOAN_PAYMENT, Topic.JOB_SEARCH, Topic.INCOME_LIVING_COST),
            _member("man", 40, Trait.FOREIGN_RESIDENT, Trait.LIMITED_JAPANESE, Trait.HARDSHIP, consent=GIVEN),
            _member(
                "wife", 38, Trait.FOREIGN_RESIDENT, Trait.LIMITED_JAPANESE, relation=Relation.SPOUSE, consent=GIVEN
            ),
            _member("child", 10, Trait.SCHOOL_NONATTENDANCE, relation=Relation.CHILD, consent=GIVEN),
            field=Field.HARDSHIP,
        ),
        found=_found(True, "?", 3, "?", "?", Includes.OTHER),
        after=(_mac_plan(Includes.OTHER),),
    ),
    # A toddler and a father with dementia; the agencies cooperate.
    "double care": Vignette(
        consultation=_came(
            Approached.FIELD_WINDOW,
            BroughtBy.PERSON,
            (Topic.CHILDCARE, Topic.ELDERLY_CARE),
            _member("woman", 42, Trait.DOUBLE_CARE, consent=GIVEN),
            _member("father", 72, Trait.DEMENTIA, relation=Relation.FATHER),
            _member("toddler", 2, relation=Relation.CHILD),
            field=Field.CHILD,
        ),
        found=_found(True, CLEAR, 2, False, WORKS),
    ),
    # A single mother after covid, for whom ordinary cooperation is enough.
    "ordinary cooperation": Vignette(
        consultation=_came(
            Approached.FIELD_WINDOW,
            BroughtBy.PERSON,
            (Topic.LOAN_REQUEST, Topic.INCOME_LIVING_COST),
            _member("woman", 38, Trait.POST_COVID_HARDSHIP, Trait.SINGLE_PARENT, consent=GIVEN),
            _member("child", 12, relation=Relation.CHILD),
            field=Field.HARDSHIP,
        ),
        found=_found(True, CLEAR, 2, False, WORKS),
    ),
    # A young woman who looks for a place, and needs nothing else.
    "participation only": Vignette(
        consultation=_came(
            Approached.BASE,
            BroughtBy.PERSON,
            (Topic.COMMUNITY_RELATIONS,),
            _member("woman", 27, consent=GIVEN, maybe=(Trait.HIKIKOMORI,)),
        ),
        found=_found(True, CLEAR, 1, False, WORKS, Includes.PARTICIPATION),
        after=(PARTICIPATION_PLAN,),
    ),
    # A man in support, with whom contact is lost and later found again.
    "contact lost": Vignette(
        consultation=_came(Approached.BASE, BroughtBy.PERSON, (Topic.HOUSING,), _member("man", 33, consent=GIVEN)),
        found=_found(True, UNCLEAR, 2, False, FAILS, Includes.PARTICIPATION, Includes.OTHER),
        after=(_mac_plan(Includes.PARTICIPATION, Includes.OTHER),),
    ),
}

SHAKYO = ("sasaeai",)
CITY = ("fukushi-seisaku",)

SAYS: dict[str, Says] = {
    "8050": Says(
        window="anshin",
        mac=frozenset({"yes"}),
        local_class=frozenset({"3"}),
        conf1="support_conference",
        convener=CITY,
        drafters={"outreach": None, "mac": SHAKYO},
        decider={"outreach": None, "mac": None},
    ),
    "young carer": Says(
        window="kodomo-katei",
        mac=frozenset({"yes"}),
        local_class=frozenset({"3"}),
        conf1="support_conference",
        convener=CITY,
        drafters={"mac": SHAKYO},
        decider={"mac": None},
    ),
    "55 and alone": Says(
        window="kyoten-ishikawa",
        mac=frozenset({"yes"}),
        local_class=frozenset({"4"}),
        conf1="support_conference",
        convener=CITY,
        drafters={"outreach": None},
        decider={"outreach": None},
    ),
    # ④ only where nobody at all is responsible.
    "family from abroad": Says(
        window="seikatsu-jiritsu",
        mac=frozenset({"no", "may", "yes"}),
        local_class=frozenset({"1", "2", "3", "4"}),
        conf1="juso_conference",
        convener=SHAKYO,
        drafters={"mac": SHAKYO},
        decider={"mac": None},
    ),
    "double care": Says(window="kodomo-katei", mac=frozenset({"no"}), local_class=frozenset({"1"}), conf1="none"),
    "ordinary cooperation": Says(
        window="seikatsu-jiritsu", mac=frozenset({"no"}), local_class=frozenset({"1"}), conf1="none"
    ),
    # Whether participation support may begin without a plan is not said, nor where such a plan would go.
    "participation only": Says(
        window="kyoten-ishikawa",
        mac=frozenset({"no"}),
        local_class=frozenset({None}),
        conf1=None,
        drafters={"participation": None},
        decider={"participation": None},
    ),
    "contact lost": Says(
        window="kyoten-ishikawa",
        mac=frozenset({"may"}),
        local_class=frozenset({"2"}),
        conf1="juso_conference",
        convener=SHAKYO,
        drafters={"mac": SHAKYO},
        decider={"mac": None},
    ),
}
