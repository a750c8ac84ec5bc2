"""From advice and choice to a command: what is chosen wins, what is left open is taken from the advice.

The responsible person chooses; where they depart from the advice, the difference is kept. Office and simulation build
their commands here, so that a simulated case takes the same way as a real one.
"""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from juso_core.advice import Advice, plain
from juso_core.casework import commands as c
from juso_core.casework.acts import CloseReason
from juso_core.casework.case import Case
from juso_core.casework.decisions import Approval, Convening, Escalation, Intake
from juso_core.casework.facts import Assessment, Consultation, PlanContent
from juso_core.casework.groups import conference_groups
from juso_core.casework.meetings import fitting, members_of
from juso_core.casework.record import Difference
from juso_core.casework.refusal import RefusedByFlow
from juso_core.language.messages import N_
from juso_core.municipality.structure import Meeting, Structure
from juso_core.municipality.words import ConferenceKind, Level, Occasion, Special

__all__ = [
    "Settled",
    "answering",
    "applying",
    "assessing",
    "calling",
    "closing",
    "deciding",
    "drafting",
    "kind_by_consent",
    "receiving",
    "referring",
    "reporting",
    "submitting",
]


@frozen
class Settled:
    """A command, and where its choices depart from the advice."""

    command: Any
    differences: tuple[Difference, ...] = ()


def _settle(advice: Advice[Any], chosen: Mapping[str, Any]) -> tuple[dict[str, Any], list[Difference]]:
    """Fill what was left open from the advice; note where a choice differs from what was said."""
    values: dict[str, Any] = {}
    differences: list[Difference] = []
    for name, choice in chosen.items():
        advised = getattr(advice.decision, name)
        values[name] = advised if choice is None else choice
        if choice is not None and name in advice.origins and plain(choice) != plain(advised):
            differences.append(Difference(name, plain(advised), plain(choice)))
    return values, differences


def receiving(
    advice: Advice[Intake],
    consultation: Consultation,
    agency: str,
    *,
    window: str | None = None,
    form: str | None = None,
    pass_on: tuple[str, ...] | None = None,
) -> Settled:
    """Receive a consultation at the advised window, or another."""
    values, differences = _settle(advice, {"window": window, "form": form})
    command = c.Receive(
        consultation=consultation,
        window=values["window"],
        agency=agency,
        form=values["form"],
        passed_on=pass_on or (),
    )
    return Settled(command, tuple(differences))


def assessing(
    advice: Advice[Escalation],
    assessment: Assessment,
    *,
    at_window: bool,
    handle: bool | None = None,
    local_class: str | None = None,
    network: tuple[str, ...] | None = None,
    form_1_2: bool = False,
) -> Settled:
    """Enter an assessment; at a window the agency goes on itself when the advice says no to a referral."""
    values, differences = _settle(advice, {"local_class": local_class, "network": network})
    if handle is not None and at_window and advice.decision.mac in (Level.YES, Level.NO):
        advised = advice.decision.mac is Level.NO
        if handle is not advised:
            differences.append(Difference("mac", plain(advice.decision.mac), "no" if handle else "yes"))
    stays = advice.decision.mac is Level.NO if handle is None else handle
    command = c.Assess(
        assessment=assessment,
        local_class=values["local_class"],
        handle=bool(at_window and stays),
        network=values["network"] or (),
        form_1_2=form_1_2,
    )
    return Settled(command, tuple(differences))


def referring(
    case: Case,
    advice: Advice[Escalation],
    *,
    to: tuple[str, ...] | None = None,
    by: str | None = None,
    subjects: tuple[str, ...] | None = None,
    identified: tuple[str, ...] | None = None,
    explained: bool = False,
    agreed: bool = False,
) -> Settled:
    """Refer to the advised receivers, or others; a referral against the advice is a difference too."""
    values, differences = _settle(advice, {"receivers": to})
    if advice.decision.mac is Level.NO:
        differences.append(Difference("mac", "no", "yes"))
    command = c.Refer(
        to=values["receivers"] or (),
        by=by,
        subjects=case.refs if subjects is None else subjects,
        identified=identified,
        explained=explained,
        agreed=agreed,
    )
    return Settled(command, tuple(differences))


def answering(advice: Advice[Escalation], *, accept: bool | None = None, proposal: str | None = None) -> Settled:
    """Take a referral in unless the municipality itself says no; ``proposal`` is the form of the answer."""
    differences: list[Difference] = []
    advised = advice.stated("mac") is not Level.NO
    if accept is not None and accept is not advised and advice.stated("mac") is not Level.MAY:
        differences.append(Difference("mac", plain(advice.decision.mac), "yes" if accept else "no"))
    taken = advised if accept is None else accept
    form = proposal or advice.decision.proposal
    return Settled(c.Answer(accept=taken, proposal=None if taken else form), tuple(differences))


def applying(
    case: Case, advice: Advice[Escalation], by: str, *, person: str | None = None, agency: str | None = None
) -> Settled:
    """Apply: whoever is named; else the acting agency, where an agency applies here, and otherwise the person.

    An application of the person is a consent. So nobody is taken for the person where an agency applies here and the
    answer has been given: raises RefusedByFlow.
    """
    if person is None and agency is None:
        if advice.decision.applicant != "agency":
            person = case.person.ref
        elif case.accepted:
            raise RefusedByFlow(
                N_("an agency applies here, and it has been answered; an application of the person is a consent"),
                N_("name the person who applies (--person), or the agency (--agency)"),
            )
        else:
            agency = by
    return Settled(c.Apply(person=person, agency=agency))


def calling(
    case: Case,
    advice: Advice[Convening],
    municipality: Structure,
    *,
    occasion: Occasion,
    subjects: tuple[str, ...],
    plan: str | None = None,
    kind: ConferenceKind | None = None,
    meeting: str | None = None,
    convener: tuple[str, ...] | None = None,
    lead: str | None = None,
    secretariat: str | None = None,
    members: tuple[str, ...] | None = None,
    identified: tuple[str, ...] | None = None,
) -> Settled:
    """Call the advised conference. Whoever chooses another kind or meeting gets that meeting's own convener."""
    chosen: dict[str, Any] = {
        "kind": kind,
        "meeting": meeting,
        "convener": convener,
        "lead": lead,
        "secretariat": secretariat,
        "members": members,
    }
    values, differences = _settle(advice, chosen)
    row = _meeting(municipality, case, kind if meeting else values["kind"], values["meeting"], occasion)
    if any(d.field in ("kind", "meeting") for d in differences) or values["kind"] is None:
        values.update(_own(row, case, kind, kind_by_consent(case, subjects), chosen))
    if values["kind"] is None:
        raise RefusedByFlow(
            N_("nobody says what kind of conference this is, and none was named"),
            N_("name it: --kind support_conference or --kind juso_conference"),
        )
    if advice.decision.identified is False and identified is None:
        identified = ()
    command = c.CallConference(
        kind=values["kind"],
        occasion=occasion,
        subjects=subjects,
        identified=identified,
        convener=values["convener"] or (),
        meeting=values["meeting"],
        lead=values["lead"],
        secretariat=values["secretariat"],
        members=values["members"] or (),
        plan=plan,
    )
    return Settled(command, tuple(differences))


def kind_by_consent(case: Case, subjects: tuple[str, ...]) -> ConferenceKind:
    """Return the kind of conference that the consent of these people asks for."""
    consented = all(case.member(ref).consent.full for ref in subjects)
    return ConferenceKind.JUSO_CONFERENCE if consented else ConferenceKind.SUPPORT_CONFERENCE


def _meeting(
    municipality: Structure, case: Case, kind: ConferenceKind | None, meeting: str | None, occasion: Occasion
) -> Meeting | None:
    """The row of the meeting that is named, or of the first of that kind to which such a case comes."""
    named = next((row for row in municipality.meeting if row.id == meeting), None)
    if named is not None and (kind is None or kind in named.kinds):
        return named
    return next(iter(fitting(municipality, kind, case, occasion)), None) if kind else named


def _own(
    row: Meeting | None,
    case: Case,
    kind: ConferenceKind | None,
    by_consent: ConferenceKind,
    chosen: Mapping[str, Any],
) -> dict[str, Any]:
    """What the chosen meeting's row says; nothing of the advised meeting is carried over to another one."""
    kinds = row.kinds if row else ()
    held_as = kind or (by_consent if by_consent in kinds else next(iter(kinds), None))
    said: dict[str, Any] = {
        "kind": held_as,
        "meeting": row.id if row else None,
        "convener": row.convener if row else None,
        "lead": row.lead if row else None,
        "secretariat": row.secretariat if row else None,
        "members": members_of(row, held_as, case) if row and held_as else None,
    }
    return {name: chosen[name] if chosen[name] is not None else value for name, value in said.items()}


def drafting(
    case: Case,
    advice: Advice[Approval],
    content: PlanContent,
    *,
    about: tuple[str, ...] | None = None,
    drafters: tuple[str, ...] | None = None,
    learned: tuple[str, ...] | None = None,
) -> Settled:
    """Draft a plan by the advised drafters, or others."""
    values, differences = _settle(advice, {"drafters": drafters})
    command = c.Draft(
        content=content,
        about=about or conference_groups(case)[0],
        drafters=values["drafters"] or (),
        learned=learned or (),
    )
    return Settled(command, tuple(differences))


def submitting(
    case: Case,
    advice: Advice[Approval],
    municipality: Structure,
    plan: str,
    *,
    kind: ConferenceKind | None = None,
    learned: tuple[str, ...] | None = None,
) -> Settled:
    """Put a plan to the first advised conference, as the kind that the person's consent asks for."""
    advised = _kind(case, advice, municipality)
    departs = kind is not None and kind is not advised
    differences = (Difference("kind", advised.value, kind.value),) if kind and departs else ()
    return Settled(c.Submit(plan=plan, kind=kind or advised, learned=learned), differences)


def _kind(case: Case, advice: Advice[Approval], municipality: Structure) -> ConferenceKind:
    """The kind of the first advised meeting, where it has several that which consent asks for."""
    by_consent = kind_by_consent(case, (case.person.ref,))
    advised = advice.decision.deliberated_in or ()
    kinds = [kind for row in municipality.meeting if row.id in advised for kind in row.kinds]
    fitting = [k for k in kinds if k in (ConferenceKind.JUSO_CONFERENCE, ConferenceKind.SUPPORT_CONFERENCE)]
    return by_consent if by_consent in fitting or not fitting else fitting[0]


def deciding(
    advice: Advice[Approval],
    plan: str,
    agency: str,
    *,
    decider: str | None = None,
    granted: bool = True,
) -> Settled:
    """Decide on a plan; where the advice names only the municipality, the acting agency decides for it."""
    advised = advice.decision.decider
    differences: list[Difference] = []
    if decider is not None and advised not in (None, decider, Special.MUNICIPALITY.value):
        differences.append(Difference("decider", advised, decider))
    stands_for = agency if advised in (None, Special.MUNICIPALITY.value) else advised
    return Settled(c.Decide(plan=plan, decider=decider or stands_for, granted=granted), tuple(differences))


def reporting(advice: Advice[Approval], plan: str, *, to: str | None = None) -> Settled:
    """Report a plan to whom the advice says, or to the municipality."""
    values, differences = _settle(advice, {"informed": to})
    return Settled(c.Report(plan=plan, to=values["informed"] or Special.MUNICIPALITY.value), tuple(differences))


_NOBODY_LEADS = (CloseReason.DIED, CloseReason.MOVED_AWAY)


def closing(case: Case, advice: Advice[Escalation], reason: CloseReason, *, lead: str | None = None) -> Settled:
    """Close a case; the advised lead takes over, the referrer meaning the agency that referred the case.

    Where nobody was referred to, and where the person died or moved away, nobody is put in the lead unasked.
    """
    said = advice.decision.post_closure_lead
    advised = case.referrer if said == Special.REFERRER.value else said
    if lead is None:
        open_end = case.referrer is None or reason in _NOBODY_LEADS
        return Settled(c.Close(reason=reason, lead=None if open_end else advised))
    departs = said is not None and lead not in (said, advised)
    differences = (Difference("post_closure_lead", said, lead),) if departs else ()
    return Settled(c.Close(reason=reason, lead=advised if lead == Special.REFERRER.value else lead), differences)
