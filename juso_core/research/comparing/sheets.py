"""Dimensions of consent, of sheets, and of how support ends."""

from collections.abc import Callable, Iterator
from typing import Final

from juso_core.citation import Text
from juso_core.municipality import queries
from juso_core.municipality.structure import CountingRule, Form, Row, Structure
from juso_core.municipality.words import FormUse, Function, Occasion
from juso_core.research.comparing.model import IN_WORDS, Dimension, Group, Value
from juso_core.research.comparing.table import asked, more, nothing, rows_of
from juso_core.research.comparing.values import body_code, merged, name_of, said, same_text, words

__all__ = ["GROUPS", "dimensions"]

_SHEETS: Final = "sheets"
_ENDS: Final = "ends"

GROUPS: Final = (
    Group(_SHEETS, Text("同意と様式", "consent and forms")),
    Group(_ENDS, Text("終結・中断・再開", "how support ends")),
)

Of = Callable[[Structure], tuple[Value, ...]]


def dimensions() -> Iterator[Dimension]:
    """Yield the dimensions of these groups, in the order in which people read them."""
    yield asked(_SHEETS, "consent.form", _forms(FormUse.APPLICATION))
    for question in ("consent.minor", "consent.withdrawal", "consent.proxy"):
        yield asked(_SHEETS, question, nothing)
    for use in (FormUse.INTAKE, FormUse.ASSESSMENT, FormUse.PLAN, FormUse.EVALUATION):
        yield asked(_SHEETS, f"form.{use}", _forms(use))
    for use in (FormUse.REFERRAL, FormUse.PROPOSAL, FormUse.PLEDGE, FormUse.OTHER):
        yield more(_SHEETS, f"form.{use}", f"{use.ja}の様式", f"form ({use.en})", _forms(use))
    name = ("相談受付の様式の項目", "topics of the intake form")
    yield more(_SHEETS, "form.topics", *name, _topics, within="form.intake")
    name = ("相談を持ち込む人を限った様式", "forms for what certain people bring")
    yield more(_SHEETS, "form.brought_by", *name, _for_some, within="form.intake")
    yield asked(_ENDS, "closure", _closure)
    yield asked(_ENDS, "interruption", _interruption)
    yield asked(_ENDS, "reopening", nothing)
    yield asked(_ENDS, "post_closure_lead", _leads)
    yield asked(_ENDS, "outreach.without_plan", nothing)
    yield asked(_ENDS, "participation.without_plan", _without_plan)


def _forms(use: FormUse) -> Of:
    """The forms for a use: that there is one can be compared, its name cannot; of the rest each is its own thing."""
    code = IN_WORDS if use is FormUse.OTHER else "form"
    return lambda structure: tuple(said(_form_text(form), code, form) for form in queries.forms(structure, use))


def _form_text(form: Form) -> Text:
    return same_text(f"{form.name}（{form.number}）" if form.number else form.name)


def _topics(structure: Structure) -> tuple[Value, ...]:
    return words((topic, form) for form in queries.forms(structure, FormUse.INTAKE) for topic in form.topics)


def _for_some(structure: Structure) -> tuple[Value, ...]:
    return merged(
        (Text(f"{who.ja}：{name.ja}", f"{who.en}: {name.en}"), who.value, form)
        for form in structure.form
        for name in [_form_text(form)]
        for who in form.brought_by
    )


def _judged_in(structure: Structure, occasion: Occasion) -> Iterator[tuple[Text, str, Row]]:
    for meeting in structure.meeting:
        if occasion in meeting.occasions:
            text = Text(f"{meeting.name}で判断", f"judged in {meeting.name}")
            for kind in meeting.kinds:
                yield text, f"in:{kind.value}", meeting


def _closure(structure: Structure) -> tuple[Value, ...]:
    return merged([*_judged_in(structure, Occasion.CLOSURE), *_handed_back(structure)])


def _handed_back(structure: Structure) -> Iterator[tuple[Text, str, Row]]:
    for service in queries.services(structure, Function.MULTI_AGENCY_COLLABORATION):
        if service.hands_back_to:
            name, whose = name_of(structure, service.hands_back_to), body_code(structure, service.hands_back_to)
            code = f"to:{whose}" if whose != IN_WORDS else IN_WORDS
            yield Text(f"{name.ja}へ引き継ぐ", f"handed over to {name.en}"), code, service


def _interruption(structure: Structure) -> tuple[Value, ...]:
    return merged(_judged_in(structure, Occasion.INTERRUPTION))


def _leads(structure: Structure) -> tuple[Value, ...]:
    return merged(_handed_back(structure))


def _without_plan(structure: Structure) -> tuple[Value, ...]:
    rows = rows_of("participation.without_plan", CountingRule)(structure)
    return tuple(said(_rule_text(row), "counted", row) for row in rows if isinstance(row, CountingRule))


def _rule_text(rule: CountingRule) -> Text:
    return Text(rule.name, rule.name_en or rule.name)
