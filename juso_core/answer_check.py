"""Whether a hook's answer is a proper one: types, words, names of the structure, reasons with citations.

A simulation asks hooks ten thousands of times, so a proper answer is waved through quickly: what a class of decision
needs is worked out once, and what a structure names once for as long as that structure is asked about. Only what is
wrong is looked at closely, to say what would be right.
"""

from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import attrs

from juso_core.answer_names import Names, sort_of
from juso_core.casework.case import Case
from juso_core.casework.decisions import Decision, Reason
from juso_core.citation import Citation, Text
from juso_core.language.messages import _
from juso_core.municipality.consistency import APPLICANTS
from juso_core.municipality.problems import nearest
from juso_core.municipality.structure import CountingRule
from juso_core.municipality.words import Status, Word

__all__ = ["wrong_in", "wrong_parts"]

_STATUSES: Final = frozenset(status.value for status in Status)

Check = Callable[[Any, Names, Case | None], str | None]
"""Looks at a value of one field and says what is wrong with it, for people."""


def wrong_in(answer: Decision, names: Names, case: Case | None = None) -> str | None:
    """Return what is wrong in an answer, for people; None for a proper one. ``case`` is the case it is about."""
    fields, reasons = wrong_parts(answer, names, case)
    return fields or reasons


def wrong_parts(answer: Decision, names: Names, case: Case | None = None) -> tuple[str | None, str | None]:
    """Return what is wrong in the fields of an answer, and in its reasons where the fields are right."""
    said: list[str] = []
    try:
        wrong = _wrong_fields(answer, names, case, said)
        return wrong, None if wrong else _wrong_reasons(answer.because, said, type(answer), names)
    except Exception as error:
        # Only an object that was built past its own class gets here.
        return _("it cannot be read ({error})", error=f"{type(error).__name__}: {error}"), None


def _wrong_fields(record: Any, names: Names, case: Case | None, said: list[str]) -> str | None:
    cls: Any = type(record)
    values, checks = _plan(cls)
    for value, (name, optional, check) in zip(values(record), checks, strict=True):
        if value is None and optional:
            continue
        if wrong := check(value, names, case):
            return f"{name}: {wrong}"
        said.append(name)
    return None


@cache
def _plan(cls: type) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[str, bool, Check], ...]]:
    """How to fetch all fields of a class at once, and what to look at in each. The reasons are looked at apart."""
    hints = get_type_hints(cls)
    checks = []
    for name in (a.name for a in attrs.fields(cls) if a.name != "because"):
        kinds = get_args(hints[name]) if get_origin(hints[name]) in (Union, UnionType) else (hints[name],)
        (kind,) = (kind for kind in kinds if kind is not type(None))
        checks.append((name, len(kinds) > 1, _check_of(cls, name, kind)))
    get = attrgetter(*(name for name, _optional, _check in checks))
    return (get if len(checks) > 1 else lambda record: (get(record),)), tuple(checks)


def _check_of(cls: type, name: str, kind: Any) -> Check:
    if name in getattr(cls, "names", ()) or (cls is CountingRule and name == "received_from"):
        return (_names if get_origin(kind) is tuple else _name)(sort_of(name))
    if name == "subjects":
        return _subjects
    if name == "applicant":
        return _applicant
    return _tuple_of(_check_kind(get_args(kind)[0])) if get_origin(kind) is tuple else _check_kind(kind)


def _check_kind(kind: type) -> Check:
    if issubclass(kind, Word):
        return _word(kind)
    if kind is Text:
        return _text_in_both
    if kind is Citation:
        return lambda value, names, case: _wrong_cite(value, names)
    return _record(kind) if attrs.has(kind) else _exactly(kind)


def _word(vocabulary: type[Word]) -> Check:
    def check(value: Any, names: Names, case: Case | None) -> str | None:
        if type(value) is vocabulary:
            return None
        meant = nearest(str(value), [word.value for word in vocabulary]) if isinstance(value, str) else None
        return _instead(value, f"{vocabulary.__name__}.{vocabulary(meant).name if meant else '...'}")

    return check


def _exactly(kind: type) -> Check:
    def check(value: Any, names: Names, case: Case | None) -> str | None:
        if type(value) is not kind:
            return _instead(value, _("True or False") if kind is bool else kind.__name__)
        if value == "":
            return _("it is empty; write None where nothing is said")
        return None

    return check


def _record(kind: type) -> Check:
    def check(value: Any, names: Names, case: Case | None) -> str | None:
        return _wrong_fields(value, names, case, []) if type(value) is kind else _instead(value, kind.__name__)

    return check


def _tuple_of(one: Check) -> Check:
    def check(value: Any, names: Names, case: Case | None) -> str | None:
        if type(value) is not tuple:
            return _no_tuple(value)
        return next((wrong for element in value if (wrong := one(element, names, case))), None)

    return check


def _name(sort: str) -> Check:
    def check(value: Any, names: Names, case: Case | None) -> str | None:
        if isinstance(value, str):
            return None if value in names.by_sort[sort] else names.wrong(value, sort)
        return _instead(value, "str")

    return check


def _names(sort: str) -> Check:
    closely = _tuple_of(_name(sort))

    def check(value: Any, names: Names, case: Case | None) -> str | None:
        try:
            if type(value) is tuple and names.by_sort[sort].issuperset(value):
                return None
        except TypeError:
            pass  # a list in it: looked at closely
        return closely(value, names, case)

    return check


def _subjects(value: Any, names: Names, case: Case | None) -> str | None:
    if type(value) is not tuple:
        return _no_tuple(value)
    refs = case.refs if case else ()
    for ref in value:
        if ref not in refs:
            return _("'{ref}' is nobody of this case; its members are {refs}", ref=ref, refs=", ".join(refs))
    return None


def _applicant(value: Any, names: Names, case: Case | None) -> str | None:
    return None if value in APPLICANTS else _instead(value, " / ".join(map(repr, APPLICANTS)))


def _text_in_both(value: Any, names: Names, case: Case | None) -> str | None:
    if type(value) is not Text:
        return _instead(value, 'juso_core.citation.Text("日本語", "English")')
    if type(value.ja) is str and type(value.en) is str and value.ja and value.en:
        return None
    return _("a text is needed in both languages")


def _wrong_reasons(because: Any, said: list[str], cls: Any, names: Names) -> str | None:
    """Everything that is said needs a reason, and every reason a citation."""
    if type(because) is not tuple:
        return f"because: {_no_tuple(because)}"
    fields = _field_names(cls)
    explained: list[str] = []
    for reason in because:
        if wrong := _wrong_reason(reason, fields, names):
            return f"because: {wrong}"
        # A reason that names no field speaks for all of them.
        explained.extend(reason.about or said)
    for name in said:
        if name not in explained:
            return _("{field}: no reason is given for it", field=name)
    return None


@cache
def _field_names(cls: type) -> frozenset[str]:
    return frozenset(a.name for a in attrs.fields(cls) if a.name != "because")


def _wrong_reason(reason: Any, fields: frozenset[str], names: Names) -> str | None:
    if type(reason) is not Reason:
        return _instead(reason, 'Reason(Text("日本語", "English"), "source id: heading")')
    known = names.proper.setdefault(fields, {})
    if known.get(id(reason)) is reason:
        return None
    wrong = _looked_at(reason, fields, names)
    if wrong is None and len(known) < _MOST:
        # Kept with its id, so that no other can get the same.
        known[id(reason)] = reason
    return wrong


_MOST: Final = 2_000
"""So many proper reasons are remembered of a structure."""


def _looked_at(reason: Reason, fields: frozenset[str], names: Names) -> str | None:
    if wrong := _text_in_both(reason.text, names, None):
        return wrong
    if not reason.cites:
        return _('"{reason}" has no citation', reason=reason.text.en)
    for cite in reason.cites:
        if wrong := _wrong_cite(cite, names):
            return wrong
    if reason.about and not (type(reason.about) is tuple and fields.issuperset(reason.about)):
        return _wrong_about(reason.about, fields)
    if reason.row is not None and reason.row not in names.rows:
        return _("the structure of the day has no row '{row}'", row=reason.row)
    if reason.status is not None and reason.status not in _STATUSES:
        return _instead(reason.status, " / ".join(sorted(map(repr, _STATUSES))))
    return None


def _wrong_cite(cite: Any, names: Names) -> str | None:
    if type(cite) is not Citation:
        return _instead(cite, '"source id: heading"')
    if cite.source in names.sources:
        return None if cite.heading else _("the citation of '{source}' names no heading", source=cite.source)
    known = ", ".join(sorted(names.sources))
    return _("there is no source '{source}'; there are {sources}", source=cite.source, sources=known)


def _wrong_about(about: Any, fields: Iterable[str]) -> str:
    if type(about) is not tuple:
        return f"about: {_no_tuple(about)}"
    name = next(name for name in about if name not in fields)
    return _("about: there is no field '{field}'; there are {fields}", field=name, fields=", ".join(sorted(fields)))


def _instead(value: Any, right: str) -> str:
    return _("{found} cannot stand here; write {right}", found=_shown(value), right=right)


def _no_tuple(value: Any) -> str:
    return _instead(value, f"({value!r},)" if type(value) is str else "(..., ...)")


def _shown(value: Any) -> str:
    """A value as its author wrote it, or of which type it is."""
    if isinstance(value, Word):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, bool | int | float | str) or value is None:
        return repr(value)
    return f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")
