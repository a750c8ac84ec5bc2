"""The answers of which a new municipality is made.

Everything may be left out but the code, the name and the short name; what nobody answered is not entered, and never
guessed. The file that can hold them is TOML:

    code = "999997"                      # six digits
    name = "例示市"
    name_en = "Reiji City"
    short = "reiji"                      # the package is then juso_reiji

    [[source]]                           # a document in which the answers stand; [source] where there is only one
    id = "plan"                          # "plan" when left out of the first
    title = "例示市 実施計画"
    as_of = "2026-03"
    publisher = "例示市"
    checked = "2026-06-01"               # today when left out

    [programme]
    stage = "full"                       # none, transition, full
    since = "FY2026"
    described_on = 2026-04-01            # the day that the document describes
    mac_setting_pattern = 1              # the ministry's number, 1 to 5
    section = "福祉課"
    section_id = "fukushi"
    heading = "1 (1)"                    # where in the document that stands; "id: heading" for another than the first

    [[operator]]                         # who runs a function; several tables where several do
    function = "outreach"
    id = "outreach"
    kind = "shakyo"                      # municipality, shakyo, other
    name = "例示市社会福祉協議会"         # not for the municipality itself
    body_id = "shakyo"
    section = "地域福祉係"               # the section or centre of it that does it
    section_id = "chiiki"
    per = "日常生活圏域"                  # one such section in each area of this layer
    count = 5                            # how many such sections there are
    form = "outsourced"                  # direct, outsourced, subsidised, mixed
    together = "joint"                   # joint, any; where several are one row
    heading = "2 (3)"

    [[layer]]                            # areas, from the whole municipality downward
    name = "日常生活圏域"
    id = "ken-iki"
    count = 5

    [vendor]                             # who makes the plugin, and under which licence
    name = "例示システム"
    license = "Apache-2.0"

Several operators of one function are one row with several agencies where their form and heading are the same, and else
a row each. A fact without a heading is written with the stand-in source ``unsourced``, so that somebody names the
document. An id that is left out becomes a neutral one (``juso_core.scaffold.ids``).
"""

import datetime as dt
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final

import attrs
from attrs import field, frozen

from juso_core.municipality.words import Function, OperationForm, OrganizationKind, Stage, Together

__all__ = [
    "FUNCTIONS",
    "MOST_AREAS",
    "NEEDED",
    "PLAN",
    "Answers",
    "LayerAnswer",
    "OperatorAnswer",
    "ProgrammeAnswer",
    "SourceAnswer",
    "VendorAnswer",
    "laid_over",
    "missing",
]

NEEDED: Final = ("code", "name", "short")
"""What cannot be left out."""

PLAN: Final = "plan"
"""The id of the first source, where it has no other."""

MOST_AREAS: Final = 99_999
"""No layer has more areas: every city block of the largest city is fewer."""

FUNCTIONS: Final = (
    Function.COMPREHENSIVE_CONSULTATION,
    Function.PARTICIPATION_SUPPORT,
    Function.COMMUNITY_BUILDING,
    Function.OUTREACH,
    Function.MULTI_AGENCY_COLLABORATION,
)
"""The five functions whose operator is asked for."""


@frozen(kw_only=True)
class SourceAnswer:
    """A document that the answers stand in."""

    id: str | None = None
    title: str | None = None
    as_of: str | None = None
    publisher: str | None = None
    checked: str | None = None


@frozen(kw_only=True)
class ProgrammeAnswer:
    """How far the programme is, since when, where multi-agency collaboration sits, and who is in charge."""

    stage: Stage | None = None
    since: str | None = None
    described_on: dt.date | None = None
    mac_setting_pattern: int | None = field(
        default=None, validator=attrs.validators.optional(attrs.validators.in_(range(1, 6)))
    )
    section: str | None = None
    section_id: str | None = None
    heading: str | None = None


@frozen(kw_only=True)
class OperatorAnswer:
    """Who runs a function: the body, its section where one is named, and how it is run."""

    function: Function
    id: str | None = None
    kind: OrganizationKind
    name: str | None = None
    body_id: str | None = None
    section: str | None = None
    section_id: str | None = None
    per: str | None = None
    count: int | None = None
    form: OperationForm | None = None
    together: Together | None = None
    heading: str | None = None


@frozen(kw_only=True)
class LayerAnswer:
    """A layer of areas."""

    name: str
    id: str | None = None
    count: int | None = None
    heading: str | None = None


@frozen(kw_only=True)
class VendorAnswer:
    """Who makes the plugin, and under which licence (an SPDX expression)."""

    name: str | None = None
    license: str | None = None


@frozen(kw_only=True)
class Answers:
    """What somebody answered; None, or nothing in a list, is what nobody did."""

    code: str | None = None
    name: str | None = None
    name_en: str | None = None
    short: str | None = None
    source: tuple[SourceAnswer, ...] = ()
    programme: ProgrammeAnswer | None = None
    operator: tuple[OperatorAnswer, ...] = ()
    layer: tuple[LayerAnswer, ...] = ()
    vendor: VendorAnswer | None = None

    @property
    def package(self) -> str:
        """The name of the package."""
        return f"juso_{self.short}"

    def operators_of(self, function: Function) -> tuple[OperatorAnswer, ...]:
        """Return who runs a function, where that was answered."""
        return tuple(one for one in self.operator if one.function is function)


def laid_over(answers: Answers, over: Answers) -> Answers:
    """Return answers with others laid over them: what those leave out stays.

    The first source is filled in, and layers and the operators of a function are taken as a whole.
    """
    replaced = {one.function for one in over.operator}
    top: Answers = _filled(answers, over)
    return attrs.evolve(
        top,
        source=tuple(_filled(*pair) for pair in zip_longest(answers.source, over.source)),
        programme=_filled(answers.programme, over.programme),
        operator=(*(one for one in answers.operator if one.function not in replaced), *over.operator),
        layer=over.layer or answers.layer,
        vendor=_filled(answers.vendor, over.vendor),
    )


def _filled(value: Any, over: Any) -> Any:
    if value is None or over is None:
        return value if over is None else over
    said = {key: one for key, one in attrs.asdict(over, recurse=False).items() if one is not None and one != ()}
    return attrs.evolve(value, **said)


def missing(answers: Answers) -> Iterator[str]:
    """Yield what has to be answered and is not: what is always needed, and what another answer needs beside it."""
    for key in NEEDED:
        if getattr(answers, key) is None:
            yield key
    for source in answers.source[:1]:
        yield from (f"source.{key}" for key in ("title", "as_of") if getattr(source, key) is None)
    if answers.programme is not None and answers.programme.stage is None:
        yield "programme.stage"
