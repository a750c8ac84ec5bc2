"""What a case file is about, in a few lines for people: its title, where it arrived, and the household."""

from collections.abc import Iterator

from juso_core.language.messages import _, current
from juso_core.language.width import wrap
from juso_core.municipality.conversion import Unknown
from juso_core.research.case_file import CaseFile, CaseMember, Findings
from juso_core.research.wording import FINDINGS, fact_name, value_shown

__all__ = ["case_lines"]


def case_lines(case: CaseFile, width: int) -> Iterator[str]:
    """Yield what the case is, in lines of that width: its title, where it arrived, and the household."""
    for text in _case_texts(case):
        first, *rest = wrap(text.lstrip(), width - 4)
        indent = len(text) - len(text.lstrip())
        yield " " * indent + first
        yield from (" " * (indent + 2) + line for line in rest)


def _case_texts(case: CaseFile) -> Iterator[str]:
    came = case.consultation
    yield f"{case.id}  {case.name.in_language(current())}  " + _("(invented)")
    arrived = came.approached.label(current()) + (f" ({came.field.label(current())})" if came.field else "")
    topics = ", ".join(one.topic.label(current()) + ("◎" if one.worst else "") for one in came.topics)
    yield "  " + _("arrived: {where}; brought by: {who}", where=arrived, who=came.brought_by.label(current()))
    if topics:
        yield "  " + _("about: {topics}", topics=topics)
    for one in case.member:
        yield "  · " + _member(case, one)
    yield from _findings(case.assessment)


def _findings(found: Findings | None) -> Iterator[str]:
    """What the agency found, and what of it is not known: the reason why a case can go several ways."""
    if found is None:
        return
    values = {fact_name(name): getattr(found, name) for name in FINDINGS}
    unknown = [name for name, value in values.items() if value is Unknown.UNKNOWN]
    known = [f"{name}: {value_shown(value)}" for name, value in values.items() if name not in unknown]
    if known:
        yield "  " + _("found: {what}", what=", ".join(known))
    if unknown:
        yield "  " + _("not known: {what}", what=", ".join(unknown))
    if found.wants:
        yield "  " + _("wanted: {what}", what=", ".join(one.label(current()) for one in found.wants))


def _member(case: CaseFile, one: CaseMember) -> str:
    about = one.relation.label(current()) if one.relation else ""
    if one.ref == case.consultation.person:
        about = _("the person")
    traits = [trait.label(current()) for trait in one.traits]
    traits += [_("{trait} (not known)", trait=trait.label(current())) for trait in one.maybe_traits]
    consent = _("use: {use}, sharing: {share}", use=one.consent.use.label(current()),
                share=one.consent.share.label(current()))  # fmt: skip
    age = one.age.band.label(current()) if one.age else ""
    return "; ".join(part for part in (f"{one.ref} ({about})" if about else one.ref, age, *traits, consent) if part)
