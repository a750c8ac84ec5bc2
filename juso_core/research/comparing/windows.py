"""Dimensions of the windows: for each field and in general, whose they are, and how they are run."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from juso_core.citation import Text
from juso_core.municipality import labels, queries
from juso_core.municipality.structure import Row, Service, Structure
from juso_core.municipality.words import Field, OperationForm
from juso_core.research.comparing.model import IN_WORDS, Dimension, Group, Value
from juso_core.research.comparing.table import asked, more, rows_of
from juso_core.research.comparing.values import body_code, by_status, joined, merged, name_of, said, same_text

__all__ = ["GROUPS", "dimensions", "forms_of", "service_text"]

_WINDOWS: Final = "windows"

GROUPS: Final = (Group(_WINDOWS, Text("相談窓口", "windows")),)


def dimensions() -> Iterator[Dimension]:
    """Yield the dimensions of this group, in the order in which people read them."""
    yield asked(_WINDOWS, "window.general", _windows("window.general"))
    name = ("総合相談窓口の運営形態", "how the general window is run")
    yield more(_WINDOWS, "window.general.form", *name, _forms("window.general"), within="window.operation_form")
    for one in Field:
        question = f"window.{one}"
        yield asked(_WINDOWS, question, _windows(question))
        name = (f"{one.ja}の相談窓口の運営形態", f"how the window is run ({one.en})")
        yield more(_WINDOWS, f"{question}.form", *name, _forms(question), within="window.operation_form")
    yield asked(_WINDOWS, "window.operation_form", _forms("window.operation_form"))
    yield more(_WINDOWS, "window.target", "対象を絞った窓口", "windows for a target group", _for_a_group)
    yield more(_WINDOWS, "window.other", "四分野以外の窓口", "windows of no field", _of_no_field)
    name = ("窓口でない所から事例が届く窓口", "windows to which cases come from elsewhere")
    yield more(_WINDOWS, "window.approached", *name, _from_elsewhere)
    yield more(_WINDOWS, "window.open", "窓口の開設日時", "when windows are open", _opening)


def _windows(question: str) -> Callable[[Structure], tuple[Value, ...]]:
    """Windows that answer a question, by whose they are."""

    def of(structure: Structure) -> tuple[Value, ...]:
        return merged(
            (service_text(structure, one), _whose(structure, one), one) for one in _services(question, structure)
        )

    return of


def _whose(structure: Structure, service: Service) -> str:
    return body_code(structure, service.id) if service.agencies else IN_WORDS


def _services(question: str, structure: Structure) -> Iterator[Service]:
    rows: Iterable[Row] = rows_of(question, Service)(structure)
    return (row for row in rows if isinstance(row, Service))


def service_text(structure: Structure, service: Service) -> Text:
    """Return a service as people read it: its name, who does it, and for each of which areas."""
    name = Text(labels.label(structure, service.id, "ja"), labels.label(structure, service.id, "en"))
    charge = name_of(structure, service.section) if service.section else None
    if service.name is None and charge is None and not service.roles:
        return name
    agencies = service.agencies if service.name else ()
    who = joined((name_of(structure, agency) for agency in agencies), most=3)
    per = structure.ids.get(service.per or "")
    where = getattr(per, "name", "")
    ja, en = [*([who.ja] if who.ja else [])], [*([who.en] if who.en else [])]
    if service.roles:
        workers = joined((name_of(structure, role) for role in service.roles), most=3)
        ja.append(workers.ja)
        en.append(workers.en)
    if charge:
        ja.append(f"所管：{charge.ja}")
        en.append(f"in charge: {charge.en}")
    if where:
        whole = getattr(per, "count", None) == 1
        ja.append(where if whole else f"{where}ごと")
        en.append(f"for {where}" if whole else f"for each {where}")
    return Text(f"{name.ja}（{'、'.join(ja)}）" if ja else name.ja, f"{name.en} ({'; '.join(en)})" if en else name.en)


def _forms(question: str) -> Callable[[Structure], tuple[Value, ...]]:
    return lambda structure: forms_of(structure, _services(question, structure))


def forms_of(structure: Structure, services: Iterable[Service]) -> tuple[Value, ...]:
    """Return in which forms services are run, each form once for each status, with the names of those services."""
    by_form: dict[OperationForm, list[Service]] = {}
    for service in services:
        if service.operation_form:
            by_form.setdefault(service.operation_form, []).append(service)
    return tuple(
        said(_form_text(structure, form, equally_firm), form.value, *equally_firm)
        for form, run_so in by_form.items()
        for equally_firm in by_status(run_so)
    )


def _form_text(structure: Structure, form: OperationForm, run_so: Iterable[Service]) -> Text:
    names = joined(name_of(structure, service.id) for service in run_so)
    return Text(f"{form.ja}（{names.ja}）", f"{form.en} ({names.en})")


def _for_a_group(structure: Structure) -> tuple[Value, ...]:
    return merged(
        (Text(f"{trait.ja}：{text.ja}", f"{trait.en}: {text.en}"), trait.value, window)
        for window in queries.windows(structure)
        for text in [service_text(structure, window)]
        for trait in window.only_for
    )


def _of_no_field(structure: Structure) -> tuple[Value, ...]:
    return merged(
        (service_text(structure, window), IN_WORDS, window)
        for window in queries.windows(structure)
        if not (window.fields or window.any_field or window.only_for)
    )


def _from_elsewhere(structure: Structure) -> tuple[Value, ...]:
    return merged(
        (Text(f"{place.ja}：{text.ja}", f"{place.en}: {text.en}"), place.value, window)
        for window in queries.windows(structure)
        for text in [service_text(structure, window)]
        for place in window.approached
    )


def _opening(structure: Structure) -> tuple[Value, ...]:
    return tuple(
        said(same_text(f"{labels.label(structure, window.id, 'ja')}：{window.open}"), IN_WORDS, window)
        for window in queries.windows(structure)
        if window.open
    )
