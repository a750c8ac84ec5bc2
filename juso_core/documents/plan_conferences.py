"""Conferences in a draft, how plans come through them to a decision, and how support ends."""

from collections.abc import Iterator

from juso_core.documents.plan_model import Part
from juso_core.documents.plan_writer import Writer
from juso_core.municipality.structure import Meeting, Member, PlanRoute
from juso_core.municipality.words import Together

__all__ = ["conferences", "ends", "routes"]


def conferences(w: Writer) -> Iterator[Part]:
    """Yield what is said of each meeting, remarks, and what is open about the two conferences."""
    for n, one in enumerate(w.structure.meeting, 1):
        yield from w.facts(f"meeting.{n}", one.name + w.firm(one), one, _facts(w, one))
        yield from w.notes(f"meeting.{n}", one.id)
    yield from w.about("meetings", (), "support_conference.", "juso_conference.", "conference.order")


def _facts(w: Writer, one: Meeting) -> Iterator[tuple[str, str]]:
    yield w.say("種別", "kind"), w.words(one.kinds)
    yield w.say("母体となる会議", "a part of"), w.label(one.within) if one.within else ""
    yield w.say("招集", "convened by"), _conveners(w, one)
    yield w.say("主宰", "led by"), w.label(one.lead) if one.lead else ""
    yield w.say("事務局", "secretariat"), w.label(one.secretariat) if one.secretariat else ""
    yield w.say("開催を求める者", "asked for by"), w.labels(one.requested_by)
    yield w.say("構成員", "members"), w.say("、", "; ").join(_member(w, member) for member in one.members)
    yield w.say("開く時", "held for"), w.words(one.occasions)
    yield w.say("必ず開く時", "must be held for"), w.words(one.must_on)
    yield w.say("開催の要否", "called for"), one.required.label(w.language) if one.required else ""
    yield w.say("頻度", "how often"), one.cadence or ""
    yield w.say("随時の開催", "as needed"), w.yes(one.as_needed)
    yield w.say("事例の分野", "for cases of the fields"), w.words(one.fields)
    yield w.say("対象", "only for"), w.words(one.only_for)
    yield w.say("同意", "consent"), _consent(w, one)
    yield w.say("単位", "for each"), w.label(one.per) if one.per else ""
    yield w.say("誓約書", "pledge"), w.yes(one.pledge)
    yield w.say("合わせて開く会議", "held with"), w.labels(one.held_with)
    yield w.say("連携する会議", "linked with"), w.labels(one.linked_with)
    yield w.say("個別の事例", "single cases"), one.cases.label(w.language) if one.cases else ""
    yield w.say("時期", "period"), w.span(one)


def _conveners(w: Writer, one: Meeting) -> str:
    if one.together is None or len(one.convener) < 2:
        return w.labels(one.convener)
    how = w.say("共同", "jointly") if one.together is Together.JOINT else w.say("いずれか", "any of them")
    return w.labels(one.convener) + w.say(f"（{how}）", f" ({how})")


def _consent(w: Writer, one: Meeting) -> str:
    if one.needs_consent is None:
        return ""
    return w.say("要する", "needed") if one.needs_consent else w.say("要しない", "not needed")


def _member(w: Writer, member: Member) -> str:
    """Who; and in brackets at which kind of the meeting, and when, where it is not always."""
    only = [w.words(member.at), w.words(member.topics)]
    inside = w.say("、", ", ").join(text for text in only if text)
    return w.label(member.who) + (w.say(f"（{inside}）", f" ({inside})") if inside else "")


def routes(w: Writer) -> Iterator[Part]:
    """Yield the ways from the draft of a plan to its decision, remarks, and what is open about them."""
    rows = w.structure.plan_route
    yield from w.table(
        "plan_routes",
        w.say("プランの作成から決定まで", "From draft to decision"),
        (w.say("プラン", "plan"), w.say("同意", "consent"), w.say("内容", "content"), w.say("対象", "only for"),
         w.say("作成", "drafted by"), w.say("諮る会議（順）", "conferences, in order"), w.say("決定", "decided by"),
         w.say("報告先", "reported to"), w.say("時期", "period")),
        ((one, (w.words(one.plan) + w.firm(one), one.consent.label(w.language) if one.consent else "",
                w.words(one.pattern), w.words(one.only_for), _drafters(w, one),
                w.say(" → ", " → ").join(w.label(name) for name in one.deliberated_in),
                w.label(one.decided_by) if one.decided_by else "", w.label(one.informed) if one.informed else "",
                w.span(one))) for one in rows),
    )  # fmt: skip
    named = ["plan.drafter", "plan.decider", "plan.report", "plan.outreach.", "plan.participation."]
    yield from w.about("plan_routes", [one for one in rows if one.id], *named)


def _drafters(w: Writer, route: PlanRoute) -> str:
    jointly = route.together is Together.JOINT and len(route.drafters) > 1
    return w.labels(route.drafters) + (w.say("（共同）", " (jointly)") if jointly else "")


def ends(w: Writer) -> Iterator[Part]:
    """Yield what is said of closure, interruption and reopening, and what is open about them."""
    yield from w.about("ends", (), "closure", "interruption", "reopening", "post_closure_lead")
