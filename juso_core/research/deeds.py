"""What happened, in a line: each event as people would tell it, without any identity."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from juso_core.casework import events as e
from juso_core.casework.facts import Assessment
from juso_core.language.messages import N_, _, current
from juso_core.municipality.words import Word

__all__ = ["told"]

Label = Callable[[str], str]


def told(event: e.Event, label: Label = str) -> str:
    """Return what happened in the current language, empty where the step's name says it all.

    ``label`` turns an id of the structure into what people read.
    """
    teller = _TELLERS.get(type(event))
    return teller(event, label) if teller else ""


def _names(ids: Iterable[str], label: Label = str) -> str:
    return (_SEPARATOR[current()]).join(label(one) for one in ids) or "-"


_SEPARATOR: Mapping[str, str] = {"ja": "、", "en": ", "}


def _said(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _word(word: Word | None) -> str:
    return word.label(current()) if word else ""


def _named(subjects: tuple[str, ...], identified: tuple[str, ...]) -> str:
    """Who was spoken of by name and who without."""
    unnamed = tuple(ref for ref in subjects if ref not in identified)
    return _said(
        _("by name: {who}", who=_names(identified)) if identified else "",
        _("without identity: {who}", who=_names(unnamed)) if unnamed else "",
    )


def _received(event: e.ConsultationReceived, label: Label) -> str:
    consultation = event.consultation
    topics = [t.label(current()) + ("◎" if t is consultation.worst else "") for t in consultation.topics]
    return _said(
        _("brought by {who}", who=_word(consultation.brought_by)),
        _("household of {count}", count=len(consultation.members)),
        _names(topics),
    )


def _assessed(event: e.Assessed, label: Label) -> str:
    return _said(*_findings(event.assessment))


def _findings(found: Assessment) -> Iterable[str]:
    if found.complaint_clear is not None:
        yield _("the complaint is clear") if found.complaint_clear else _("the complaint is unclear")
    if found.responsibility is not None:
        yield _("responsibility: {word}", word=_word(found.responsibility))
    if found.agencies_needed is not None:
        yield _("agencies needed: {count}", count=found.agencies_needed)
    if found.household_issue:
        yield _("an issue of the household")
    if found.cooperation is not None:
        yield _("cooperation: {word}", word=_word(found.cooperation))
    if found.urgent:
        yield _("urgent")
    if found.stalled:
        yield _("support has stalled")
    if found.wants:
        yield _("wanted: {what}", what=_names(sorted(one.label(current()) for one in found.wants)))


def _answered(event: e.ReferralAnswered, label: Label) -> str:
    return _("taken in") if event.accepted else _("not taken in; a proposal was made")


def _applied(event: e.ApplicationReceived, label: Label) -> str:
    return event.person or label(event.agency or "")


def _consented(event: e.ConsentRecorded, label: Label) -> str:
    return _said(
        event.of,
        _("to use: {word}", word=_word(event.use)) if event.use else "",
        _("to sharing: {word}", word=_word(event.share)) if event.share else "",
    )


def _called(event: e.ConferenceCalled, label: Label) -> str:
    where = label(event.meeting) if event.meeting else _word(event.kind)
    return _said(
        f"{where} ({_word(event.occasion)})",
        _("convened by {who}", who=_names(event.convener, label)) if event.convener else "",
        _named(event.subjects, event.identified),
    )


def _held(event: e.ConferenceHeld, label: Label) -> str:
    return _said(_word(event.outcome), _("attended by {who}", who=_names((a.who for a in event.attendees), label)))


def _drafted(event: e.PlanDrafted, label: Label) -> str:
    return _said(
        f"{event.plan} {_word(event.content.kind)}",
        _names(sorted(one.label(current()) for one in event.content.includes)),
        _("drafted by {who}", who=_names(event.drafters, label)) if event.drafters else "",
        _("follows {plan}", plan=event.successor_of) if event.successor_of else "",
    )


_TELLERS: dict[type[e.Event], Callable[[Any, Label], str]] = {
    e.ConsultationReceived: _received,
    e.Assessed: _assessed,
    e.HandledByAgency: lambda event, label: _("the agency goes on itself"),
    e.Referred: lambda event, label: _said(
        _("to {who}", who=_names(event.to, label)), _named(event.subjects, event.identified)
    ),
    e.ReferralAnswered: _answered,
    e.ApplicationReceived: _applied,
    e.ConsentRecorded: _consented,
    e.InformationShared: lambda event, label: _said(
        _("to {who}", who=_names(event.to, label)), _named(event.subjects, event.identified)
    ),
    e.ConferenceCalled: _called,
    e.ConferenceHeld: _held,
    e.PlanDrafted: _drafted,
    e.PlanSubmitted: lambda event, label: f"{event.plan} → {_word(event.kind)}",
    e.PlanDeliberated: lambda event, label: _(
        N_("{plan} agreed to") if event.agreed else N_("{plan} sent back"), plan=event.plan
    ),
    e.PlanDecided: lambda event, label: _(
        N_("{plan} granted by {who}") if event.granted else N_("{plan} refused by {who}"),
        plan=event.plan,
        who=label(event.decider),
    ),
    e.PlanReported: lambda event, label: _("{plan} to {who}", plan=event.plan, who=label(event.to)),
    e.SupportGiven: lambda event, label: _("by plan {plan}", plan=event.plan) if event.plan else "",
    e.ContactChanged: lambda event, label: _("contact: {word}", word=_word(event.contact)),
    e.OutreachDone: lambda event, label: _word(event.act),
    e.ParticipationDone: lambda event, label: _word(event.act),
    e.PlanEvaluated: lambda event, label: event.plan,
    e.Closed: lambda event, label: _said(
        _word(event.reason), _("lead afterwards: {who}", who=label(event.lead)) if event.lead else ""
    ),
    e.EmergencyTold: lambda event, label: _said(*dict.fromkeys((_word(event.kind), label(event.to)))),
    e.Corrected: lambda event, label: _("entry {number}", number=event.corrects),
}
