"""The functions of the programme in a draft: which services do each, who runs them, for whom, where and how."""

from collections.abc import Iterator
from typing import Final

from juso_core.documents.plan_model import Part
from juso_core.documents.plan_writer import Writer
from juso_core.language.messages import _
from juso_core.language.speaking import speaking
from juso_core.municipality import queries
from juso_core.municipality.structure import Service
from juso_core.municipality.words import Function, Together
from juso_core.research.wording import APPLICANTS

__all__ = ["of_function"]

_QUESTIONS: Final = {
    Function.COMPREHENSIVE_CONSULTATION: ("window.",),
    Function.PARTICIPATION_SUPPORT: ("participation.",),
    Function.COMMUNITY_BUILDING: ("community_building.",),
    Function.OUTREACH: ("outreach.",),
    Function.MULTI_AGENCY_COLLABORATION: ("mac.",),
    Function.SUPPORT_PLANNING: (),
}


def of_function(w: Writer, function: Function) -> Iterator[Part]:
    """Yield the table of a function's services, how cases come to it, remarks, and what is open about it."""
    services = queries.services(w.structure, function)
    yield from w.table(
        f"{function}.services",
        w.say(f"{function.ja}の事業", f"Services of {function.en}"),
        (w.say("事業", "service"), w.say("担い手", "by"), w.say("形態", "form"), w.say("分野・対象", "for"),
         w.say("単位・開所", "where, when"), w.say("様式", "sheet"), w.say("併用できない事業", "not with"),
         w.say("時期", "period")),
        ((one, (_name(w, one) + w.firm(one), _who(w, one),
                one.operation_form.label(w.language) if one.operation_form else "", _for_whom(w, one),
                w.listed((w.number(None, one.per), one.open or "")), w.label(one.form) if one.form else "",
                w.labels(one.excludes), w.span(one))) for one in services),
    )  # fmt: skip
    for service in services:
        yield from w.paragraph(f"service.{service.id}.way", _way(w, service), service)
    yield from w.about(function.value, services, *_QUESTIONS[function])


def _name(w: Writer, service: Service) -> str:
    return service.name or service.function.label(w.language)


def _who(w: Writer, service: Service) -> str:
    who = w.labels(service.agencies)
    jointly = service.together is Together.JOINT and len(service.agencies) > 1
    inside = [
        w.say("共同", "jointly") if jointly else "",
        w.labels(service.roles),
        w.say(f"所管：{w.label(service.section)}", f"in charge: {w.label(service.section)}") if service.section else "",
    ]
    said = w.say("、", "; ").join(text for text in inside if text)
    return who + (w.say(f"（{said}）", f" ({said})") if said else "")


def _for_whom(w: Writer, service: Service) -> str:
    fields = w.words(service.fields)
    anything = w.say("分野を問わない", "any field") if service.any_field else ""
    only = w.say(f"{w.words(service.only_for)}に限る", f"only {w.words(service.only_for)}") if service.only_for else ""
    places = w.words(service.approached)
    elsewhere = w.say(f"{places}から届いたもの", f"what arrives through: {places}") if places else ""
    return w.say("；", "; ").join(text for text in (fields, anything, only, elsewhere) if text)


def _way(w: Writer, one: Service) -> str:
    """How a case comes to a service and leaves it, in sentences; nothing where no row says so."""
    name, said = _name(w, one), []
    if one.takes:
        said.append(w.say(f"{name}が受けるのは、次のいずれかの場合である：{w.words(one.takes)}",
                          f"{name} takes a case on any of these grounds: {w.words(one.takes)}"))  # fmt: skip
    if one.needs:
        said.append(w.say(f"いずれの場合も次を条件とする：{w.words(one.needs)}" if one.takes else
                          f"{name}は次を条件とする：{w.words(one.needs)}",
                          f"In any case it needs: {w.words(one.needs)}" if one.takes else
                          f"{name} needs: {w.words(one.needs)}"))  # fmt: skip
    if one.may_take:
        said.append(w.say(f"次の場合に受けるかどうかは定めていない：{w.words(one.may_take)}",
                          f"Whether it takes these is left open: {w.words(one.may_take)}"))  # fmt: skip
    if one.applicant:
        with speaking(w.language):
            who = _(APPLICANTS[one.applicant])
        said.append(w.say(f"{name}に申し込むのは{who}である", f"Who applies for {name} is {who}"))
    if one.answers:
        said.append(w.say(f"{name}への依頼には提案で回答する", f"A referral to {name} is answered with a proposal"))
    if one.proposal_form:
        said.append(
            w.say(f"提案には{w.label(one.proposal_form)}を使う", f"A proposal uses {w.label(one.proposal_form)}")
        )
    if one.hands_back_to:
        said.append(w.say(f"{name}の終結後は{w.label(one.hands_back_to)}に戻す",
                          f"After closure a case of {name} goes back to {w.label(one.hands_back_to)}"))  # fmt: skip
    stop = w.say("。", ". ")
    return (stop.join(said) + stop).strip() if said else ""
