"""Case files: invented cases that name no municipality's own ids, so that one case can walk through all of them.

A case file (schema ``juso.case/1``) is what one consultation was about, who belongs to the household, what the agency
found, and what happens later. It is strict: an unknown key or word, a person who is not there, or a start to which no
way leads is an error, told with its line and all at once. ``"?"`` in an assessment, and ``maybe_traits``, say that a
fact is not known: the case then stands for all that it can be (``variants``).
"""

from pathlib import Path
from typing import Any, ClassVar, Self

import attrs
from attrs import field, frozen

from juso_core.casework.acts import Contact
from juso_core.casework.case import Phase
from juso_core.casework.facts import AgeBand, Consents, Consultation, Cooperation, HouseholdMember, Responsibility
from juso_core.citation import Text
from juso_core.language.messages import _
from juso_core.municipality import toml_file
from juso_core.municipality.conversion import Refused, Unknown
from juso_core.municipality.problems import FileErrors, did_you_mean
from juso_core.municipality.structure import COMPUTED
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
    Word,
)
from juso_core.research.case_checks import SCHEMA, check
from juso_core.research.durations import Duration

__all__ = [
    "SCHEMA",
    "Ask",
    "CaseFile",
    "CaseFileErrors",
    "Findings",
    "Start",
    "Then",
    "read",
    "read_text",
]


class CaseFileErrors(FileErrors):
    """A case file cannot be used; ``problems`` are all the reasons."""


@frozen
class MarkedTopic:
    """A topic as a case file writes it: with ``*`` behind the worst one."""

    file_schema: ClassVar[dict[str, Any]] = {"enum": [*Topic, *(f"{topic}*" for topic in Topic)]}

    topic: Topic
    worst: bool = False

    @classmethod
    def from_file(cls, value: Any) -> Self:
        """Read a topic; raises Refused for a word that is none."""
        word = str(value).removesuffix("*")
        if not isinstance(value, str) or word not in tuple(Topic):
            raise Refused(_("'{value}' is not a word that can stand here", value=value), did_you_mean(word, Topic))
        return cls(Topic(word), value.endswith("*"))


@frozen
class Age:
    """An age as a case file writes it, in completed years; cases know only its band."""

    file_schema: ClassVar[dict[str, Any]] = {"type": "integer", "minimum": 0, "maximum": 130}

    band: AgeBand

    @classmethod
    def from_file(cls, value: Any) -> Self:
        """Read an age; raises Refused for anything but a number from 0 to 130."""
        if type(value) is not int or not 0 <= value <= 130:
            raise Refused(_("'{value}' is not an age in years", value=value), _("write a whole number from 0 to 130"))
        return cls(AgeBand.of(value))


@frozen(kw_only=True)
class CaseConsultation:
    """The consultation as it arrived.

    ``approached`` is where it arrived; ``field`` is the field of that place, left out where none of the four fits.
    ``brought_by`` is who brought it; ``topics`` are what it is about, with ``*`` behind the worst. ``person`` is the
    ``ref`` of the member whom the case is about.
    """

    approached: Approached
    field: Field | None = None
    brought_by: BroughtBy
    topics: tuple[MarkedTopic, ...] = ()
    person: str


@frozen(kw_only=True)
class CaseMember:
    """One person of the household.

    ``ref`` is a short word that names nobody. ``relation`` is that to the person whom the case is about; ``age`` is in
    completed years. ``traits`` are what is known to hold; ``maybe_traits`` are those of which it is not known.
    ``consent`` are the consents to use the programme and to sharing; what is left out has not been asked.
    """

    ref: str
    relation: Relation | None = None
    age: Age | None = None
    traits: tuple[Trait, ...] = ()
    maybe_traits: tuple[Trait, ...] = ()
    consent: Consents = field(factory=Consents)


@frozen(kw_only=True)
class Findings:
    """What the agency found; ``"?"``, and what is left out, is not known: every value is then tried.

    ``complaint_clear`` says whether the complaint is clear. ``responsibility`` is whether it is clear who is
    responsible. ``agencies_needed`` is a number of agencies. ``household_issue`` is true where the way out is
    re-ordering the household, not merely where several members have troubles. ``cooperation`` is whether ordinary
    cooperation works. ``wants`` is what is wanted; ``urgent`` and ``stalled`` are false where left out.
    """

    complaint_clear: bool | Unknown = Unknown.UNKNOWN
    responsibility: Responsibility | Unknown = Unknown.UNKNOWN
    agencies_needed: int | Unknown = Unknown.UNKNOWN
    household_issue: bool | Unknown = Unknown.UNKNOWN
    cooperation: Cooperation | Unknown = Unknown.UNKNOWN
    wants: tuple[Includes, ...] = ()
    urgent: bool = False
    stalled: bool = False


@frozen(kw_only=True)
class StartPlan:
    """The plan that stands at the start: ``kind`` is whose it is; ``includes`` is what it contains."""

    kind: PlanKind
    includes: tuple[Includes, ...]


@frozen(kw_only=True)
class Start:
    """Where the case stands when the file takes it up; without it, at the consultation.

    ``phase`` is where it stands; ``plan`` is the plan that there is then.
    """

    phase: Phase
    plan: StartPlan | None = None


class Ask(Word):
    """What can be asked for in the course of a case."""

    INTERRUPTION = "interruption", "中断", "interruption"
    CLOSURE = "closure", "終結", "closure"
    REOPENING = "reopening", "再開", "reopening"


@frozen(kw_only=True)
class ThenConsent:
    """One person's consent from then on: ``of`` is whose; ``use`` and ``share`` are the consents that change."""

    of: str
    use: Consent | None = None
    share: Consent | None = None


@frozen(kw_only=True)
class Then:
    """Something that happens later, one thing at a time.

    ``after`` is when, from the beginning of the case; ``consent`` is a consent that changes; ``contact`` is lost or
    restored; ``ask`` is an occasion that is asked for.
    """

    after: Duration
    consent: ThenConsent | None = None
    contact: Contact | None = None
    ask: Ask | None = None


@frozen(kw_only=True)
class Title:
    """What people call the case, in both languages."""

    ja: str
    en: str


@frozen(kw_only=True)
class CaseFile:
    """An invented case.

    ``schema`` is the version of the format; ``id`` is the name of the case. ``invented`` must be true: nobody's real
    case belongs into such a file. ``title`` is what people call it; ``consultation`` is what arrived; ``member`` are
    the people of the household; ``assessment`` is what the agency found; ``start`` is where the file takes the case
    up; ``then`` is what happens later.
    """

    schema: str
    id: str
    invented: bool
    title: Title
    consultation: CaseConsultation
    member: tuple[CaseMember, ...]
    assessment: Findings
    start: Start | None = None
    then: tuple[Then, ...] = ()
    file: str = field(default="", eq=False, metadata=COMPUTED)

    @property
    def name(self) -> Text:
        """The title in both languages."""
        return Text(self.title.ja, self.title.en)

    def consulted(self, members: tuple[HouseholdMember, ...]) -> Consultation:
        """Return the consultation as it arrives, about these members."""
        came = self.consultation
        worst = next((marked.topic for marked in came.topics if marked.worst), None)
        return Consultation(
            approached=came.approached,
            brought_by=came.brought_by,
            person=came.person,
            field=came.field,
            topics=tuple(marked.topic for marked in came.topics),
            worst=worst,
            members=members,
        )


def read(path: str | Path) -> CaseFile:
    """Read a case file; raises CaseFileErrors with everything that is wrong in it."""
    return read_text(toml_file.text_of(path, CaseFileErrors), str(path))


def read_text(text: str, file: str = "case.toml") -> CaseFile:
    """Read the text of a case file; ``file`` is the name that problems show. Raises CaseFileErrors."""
    case = toml_file.read_as(text, file, CaseFile, check, CaseFileErrors)
    return attrs.evolve(case, file=file, then=tuple(sorted(case.then, key=lambda one: one.after)))
