"""What more than one key of a case file decides: who is meant, what fits together, and whether a start is reached.

The checks look at the tables of the file as they stand there, so that everything wrong is told at once. A value of the
wrong type is simply not there for them: reading it has already complained.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from juso_core.casework.case import Phase
from juso_core.language.messages import _
from juso_core.municipality.problems import Slip, did_you_mean
from juso_core.municipality.words import Consent, Includes, PlanKind

__all__ = ["check"]

SCHEMA = "juso.case/1"
_REFERENCE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,23}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_THEN = ("consent", "contact", "ask")
_NEEDS_USE = (Phase.ASSESSING, Phase.PLANNING, Phase.SUPPORTING, Phase.INTERRUPTED)
_NEEDS_PLAN = (Phase.SUPPORTING, Phase.INTERRUPTED)
_PLANS = {
    Phase.HANDLING: (PlanKind.OUTREACH, PlanKind.PARTICIPATION),
    Phase.PRECONSENT: (PlanKind.OUTREACH,),
    Phase.PLANNING: tuple(PlanKind),
    Phase.SUPPORTING: tuple(PlanKind),
    Phase.INTERRUPTED: tuple(PlanKind),
    Phase.CLOSED: tuple(PlanKind),
}
_CONTAINS = {PlanKind.OUTREACH: Includes.OUTREACH, PlanKind.PARTICIPATION: Includes.PARTICIPATION}
_EVER_GIVEN = (Consent.GIVEN, Consent.WITHDRAWN)


def check(raw: Mapping[str, Any]) -> Iterator[Slip]:
    """Yield a slip for everything that does not fit together in the tables of a case file."""
    yield from _head(raw)
    yield from _people(raw)
    yield from _findings(raw)
    yield from _later(raw)
    if isinstance(raw.get("start"), dict):
        yield from _start(raw, raw["start"])


def _head(raw: Mapping[str, Any]) -> Iterator[Slip]:
    schema, name = raw.get("schema"), raw.get("id")
    if isinstance(schema, str) and schema != SCHEMA:
        yield Slip(
            ("schema",), _("'{schema}' is not a case file of this version", schema=schema), f'schema = "{SCHEMA}"'
        )
    if isinstance(name, str) and not _ID.fullmatch(name):
        yield Slip(("id",), _("'{id}' cannot be an id", id=name), _("write letters, digits, - and _ only"))
    if raw.get("invented") is False:
        yield Slip(("invented",), _("a case file is invented, and says so"), "invented = true")


def _tables(raw: Mapping[str, Any], key: str) -> list[tuple[int, dict[str, Any]]]:
    value = raw.get(key)
    return [(n, one) for n, one in enumerate(value) if isinstance(one, dict)] if isinstance(value, list) else []


def _table(raw: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def _refs(raw: Mapping[str, Any]) -> set[str]:
    """The references of all members; none at all where one of them has none, since it may be the one that is meant."""
    refs = [one.get("ref") for _n, one in _tables(raw, "member")]
    return {ref for ref in refs if isinstance(ref, str)} if all(isinstance(ref, str) for ref in refs) else set()


def _listed(value: Any) -> list[str]:
    """A list, which may be written without its brackets where it has one element."""
    return [str(one) for one in value] if isinstance(value, list) else [value] if isinstance(value, str) else []


def _people(raw: Mapping[str, Any]) -> Iterator[Slip]:
    seen: set[str] = set()
    for n, one in _tables(raw, "member"):
        ref = one.get("ref")
        if not isinstance(ref, str):
            continue
        if not _REFERENCE.fullmatch(ref):
            what = _("'{ref}' cannot be a reference: a member is called by a short word that names nobody", ref=ref)
            yield Slip(("member", n, "ref"), what, _("use letters, digits, - and _, such as: son, child-2"))
        elif ref in seen:
            yield Slip(("member", n, "ref"), _("another member is called '{ref}' too", ref=ref))
        seen.add(ref)
        both = _both(one)
        if both:
            what = _("known and not known at once: {words}", words=", ".join(both))
            yield Slip(("member", n, "maybe_traits"), what, _("name a trait once, under traits or under maybe_traits"))
    refs, person = _refs(raw), _table(raw, "consultation").get("person")
    if isinstance(person, str) and refs and person not in refs:
        yield _nobody(("consultation", "person"), person, refs)
    worst = [one for one in _listed(_table(raw, "consultation").get("topics")) if one.endswith("*")]
    if len(worst) > 1:
        what = _("only one topic can be the worst (*): {topics}", topics=", ".join(worst))
        yield Slip(("consultation", "topics"), what)


def _both(member: Mapping[str, Any]) -> list[str]:
    return sorted(set(_listed(member.get("traits"))) & set(_listed(member.get("maybe_traits"))))


def _nobody(place: tuple[str | int, ...], ref: str, known: set[str]) -> Slip:
    return Slip(place, _("nobody here is called '{ref}'", ref=ref), did_you_mean(ref, sorted(known)))


def _findings(raw: Mapping[str, Any]) -> Iterator[Slip]:
    needed = _table(raw, "assessment").get("agencies_needed")
    if type(needed) is int and needed < 1:
        yield Slip(("assessment", "agencies_needed"), _("at least one agency is needed"))


def _later(raw: Mapping[str, Any]) -> Iterator[Slip]:
    refs = _refs(raw)
    for n, one in _tables(raw, "then"):
        said = [key for key in _THEN if key in one]
        if len(said) != 1:
            what = _("one thing happens at a time; here: {what}", what=", ".join(said) or "-")
            yield Slip(("then", n), what, _("write one of: {words}", words=", ".join(_THEN)))
        consent = _table(one, "consent")
        who = consent.get("of")
        if isinstance(who, str) and refs and who not in refs:
            yield _nobody(("then", n, "consent", "of"), who, refs)
        if consent and not {"use", "share"} & set(consent):
            yield Slip(("then", n, "consent"), _("neither consent is stated"), _("state use, share or both"))


def _start(raw: Mapping[str, Any], start: Mapping[str, Any]) -> Iterator[Slip]:
    """A start must be one to which a way leads: phase, plan and the person's consent fit together."""
    phase, plan = start.get("phase"), _table(start, "plan")
    if phase not in tuple(Phase):
        return
    phase = Phase(phase)
    kind = plan.get("kind")
    if plan and kind in tuple(PlanKind) and kind not in _PLANS.get(phase, ()):
        what = _("no way leads to {phase} with a plan of the kind {kind}", phase=phase.value, kind=kind)
        fits = ", ".join(_PLANS.get(phase, ())) or "-"
        yield Slip(("start", "plan", "kind"), what, _("with {phase} fits: {kinds}", phase=phase.value, kinds=fits))
    if "plan" not in start and phase in _NEEDS_PLAN:
        what = _("no way leads to {phase} without a plan", phase=phase.value)
        yield Slip(("start",), what, 'plan = { kind = "mac", includes = ["other"] }')
    yield from _contents(plan)
    if phase in _NEEDS_USE or (phase is Phase.CLOSED and plan):
        yield from _start_consent(raw, phase, _EVER_GIVEN, _("no way leads to {phase} without the person's consent"))
    elif phase is Phase.PRECONSENT:
        without = tuple(word for word in Consent if word is not Consent.GIVEN)
        yield from _start_consent(raw, phase, without, _("{phase} is for persons who have not consented"))


def _contents(plan: Mapping[str, Any]) -> Iterator[Slip]:
    includes, kind = plan.get("includes"), plan.get("kind")
    needed = _CONTAINS.get(PlanKind(kind)) if kind in tuple(PlanKind) else None
    if needed and includes and set(_listed(includes)) <= set(Includes) and needed not in _listed(includes):
        what = _("a plan of the kind {kind} contains {needed}", kind=kind, needed=needed.value)
        yield Slip(("start", "plan", "includes"), what)


def _start_consent(raw: Mapping[str, Any], phase: Phase, fitting: tuple[Consent, ...], what: str) -> Iterator[Slip]:
    person = _table(raw, "consultation").get("person")
    for n, one in _tables(raw, "member"):
        use = _table(one, "consent").get("use", Consent.NOT_ASKED.value)
        if one.get("ref") == person and use in tuple(Consent) and use not in fitting:
            hint = _("with it fits use = {words}", words=" / ".join(word.value for word in fitting))
            yield Slip(("member", n, "consent", "use"), what.format(phase=phase.value), hint)
