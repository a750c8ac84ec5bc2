"""A counting rule as a sentence that people can check, made from the rule itself so that it cannot differ from it."""

from collections.abc import Callable
from typing import Final

from juso_core.citation import Text
from juso_core.municipality.structure import CountingRule
from juso_core.municipality.words import Unit
from juso_core.reporting.count import problem
from juso_core.reporting.countables import COUNTABLES

__all__ = ["rule_in_words"]

_UNITS: Final = {
    Unit.CASE: Text(
        "一つの事例は、期間中に何度あっても1件とし、最初のものによる。",
        "A case counts once, by the first time in the period.",
    ),
    Unit.PERSON: Text(
        "事例の本人を1人とし、期間中に何度あっても最初のものによる。同じ人の別の事例は別に数える。",
        "The person whom a case is about counts once, by the first time in the period; "
        "somebody with two cases counts for each.",
    ),
    Unit.HOUSEHOLD: Text(
        "事例の世帯を1世帯とし、期間中に何度あっても最初のものによる。同じ世帯の別の事例は別に数える。",
        "The household of a case counts once, by the first time in the period; one with two cases counts for each.",
    ),
    Unit.CONTACT: Text("一回ごとに数える（延べ）。", "Every time counts."),
    Unit.SESSION: Text(
        "同じ会議の同じ日の開催は、扱った事例がいくつあっても1回とする。",
        "One meeting on one day counts once, however many cases it spoke of.",
    ),
    Unit.PLAN: Text("一つのプランは1件とする。", "A plan counts once."),
}


def rule_in_words(rule: CountingRule, label: Callable[[str, str], str] = lambda name, language: name) -> Text:
    """Return what a rule counts, in sentences; ``label(id, language)`` is what people read for an id.

    For a rule that cannot be counted, why.
    """
    why = problem(rule)
    if why is not None:
        return Text(f"数えられない：{why.ja}。", f"Cannot be counted: {why.en}.")
    thing = COUNTABLES[rule.counts]
    only = _narrowings(rule, label)
    ja = f"{thing.name.ja}：{thing.when.ja}{_UNITS[rule.unit].ja}"
    en = f"{_capital(thing.name.en)}: {_lower(thing.when.en)} {_UNITS[rule.unit].en}"
    if only:
        ja += f"次のものに限る：{'、かつ'.join(one.ja for one in only)}。"
        en += f" Only where {', and '.join(one.en for one in only)}."
    return Text(ja, en)


def _narrowings(rule: CountingRule, label: Callable[[str, str], str]) -> list[Text]:
    said: list[Text] = []
    if rule.received_from:
        ja, en = ("・".join(label(one, "ja") for one in rule.received_from),
                  " or ".join(label(one, "en") for one in rule.received_from))  # fmt: skip
        said.append(Text(f"{ja}から寄せられたもの", f"the case came from {en}"))
    if rule.taken_to:
        ja = "または".join(kind.ja for kind in rule.taken_to)
        en = " or ".join(kind.en for kind in rule.taken_to)
        if rule.counts == "session":
            said.append(Text(f"{ja}として開いたもの", f"it was a {en}"))
        else:
            said.append(
                Text(f"その事例について期間中に{ja}を開いたもの", f"a {en} was held for the case in the period")
            )
    if rule.without_conference:
        said.append(
            Text(
                "その事例について期間中に支援会議も重層的支援会議も開かなかったもの",
                "neither a support conference nor a juso conference was held for the case in the period",
            )
        )
    if rule.consent is not None:
        has = ("ある", "had given") if rule.consent else ("そろっていない", "had not given")
        said.append(
            Text(
                f"期間の末日に、事例の本人の二つの同意（利用・情報共有）が{has[0]}もの",
                f"at the end of the last day of the period the person the case is about {has[1]} both consents "
                "(to use and to sharing)",
            )
        )
    if rule.plan is not None:
        said.append(_plan(rule))
    return said


def _plan(rule: CountingRule) -> Text:
    service = COUNTABLES[rule.counts].service
    ja, en = (f"{service.ja}を含む", f" with {service.en}") if service else ("", "")
    return Text(
        f"{ja}プランが期間の末日までに確定して{'いる' if rule.plan else 'いない'}もの",
        f"by the end of the period {'a' if rule.plan else 'no'} plan{en} had become final",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
