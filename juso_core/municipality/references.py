"""Whether everything that a structure file names exists, and is of a kind that fits."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from juso_core.citation import Citation
from juso_core.language.messages import _
from juso_core.municipality.problems import Slip, did_you_mean, it_can_be
from juso_core.municipality.questions import QUESTIONS
from juso_core.municipality.raw import RawFile, RawRow
from juso_core.municipality.structure import TABLES
from juso_core.municipality.words import Field, Function, RoleKind, Special, Trait, Word

__all__ = ["REFERENCES", "Fits", "check_references"]


@frozen
class Fits:
    """What a key may name: rows of some tables, words of some vocabularies, ``function:<function>``."""

    tables: tuple[str, ...]
    words: tuple[type[Word], ...] = ()
    functions: bool = False

    def all_words(self) -> tuple[str, ...]:
        """Return every word that needs no row."""
        words = [word.value for vocabulary in self.words for word in vocabulary]
        return (*words, *(f"function:{function.value}" for function in Function if self.functions))

    def for_people(self) -> tuple[str, ...]:
        """Return what may be named: the tables, then the words."""
        return (*(f"[[{table}]]" for table in self.tables), *self.all_words())


_AGENCY = Fits(("agency",))
_BODIES = Fits(("agency", "organization"))
_LAYER = Fits(("layer",))
_PER = Fits(("layer", "agency"))
_FORM = Fits(("form",))
_MEETING = Fits(("meeting",))
_ACTORS = Fits(("agency", "organization", "service", "role"), (Special,), functions=True)

REFERENCES = {
    ("programme", "section"): _AGENCY,
    ("area", "layer"): _LAYER,
    ("agency", "organization"): Fits(("organization",)),
    ("agency", "within"): _AGENCY,
    ("agency", "seated_in"): _AGENCY,
    ("agency", "per"): _LAYER,
    ("agency", "area"): Fits(("area",)),
    ("service", "agencies"): _BODIES,
    ("service", "roles"): Fits(("role",)),
    ("service", "section"): _AGENCY,
    ("service", "excludes"): Fits(("service",), (Trait,)),
    ("service", "per"): _PER,
    ("service", "form"): _FORM,
    ("service", "proposal_form"): _FORM,
    ("service", "hands_back_to"): Fits(("agency", "service", "role"), (Special,)),
    ("role", "agencies"): _BODIES,
    ("role", "per"): _PER,
    ("role", "also"): Fits(("role",), (RoleKind,)),
    ("meeting", "within"): _MEETING,
    ("meeting", "convener"): _ACTORS,
    ("meeting", "lead"): _ACTORS,
    ("meeting", "secretariat"): _ACTORS,
    ("meeting", "requested_by"): _ACTORS,
    ("meeting", "members.who"): _ACTORS,
    ("meeting", "per"): _PER,
    ("meeting", "held_with"): _MEETING,
    ("meeting", "linked_with"): _MEETING,
    ("plan_route", "drafters"): _ACTORS,
    ("plan_route", "deliberated_in"): _MEETING,
    ("plan_route", "decided_by"): _ACTORS,
    ("plan_route", "informed"): _ACTORS,
    ("form", "filled_by"): _ACTORS,
    ("counting_rule", "received_from"): Fits(("agency", "organization", "service", "role")),
    ("figure", "counting_rule"): Fits(("counting_rule",)),
}
"""What each key may name, by table and key."""

_ABOUT: Mapping[str, tuple[type[Word], ...]] = {"figure": (Trait, Field, Function)}
"""Words that ``about`` may name in some tables, besides questions, rows and ids."""


def check_references(file: RawFile) -> Iterator[Slip]:
    """Yield a slip for every name that leads nowhere: in ``REFERENCES``, in ``cite``, in ``about``."""
    subjects = (*QUESTIONS, *(row.key for row in file.rows), *file.by_id)
    for row in file.rows:
        for (table, key), fits in REFERENCES.items():
            if table == row.table:
                yield from _check_names(file, row, key, fits)
        yield from _check_cites(file, row)
        yield from _check_about(file, row, subjects)


def _check_names(file: RawFile, row: RawRow, key: str, fits: Fits) -> Iterator[Slip]:
    for place, name in row.texts(key):
        named = file.by_id.get(name, ())
        if name in fits.all_words() or any(one.table in fits.tables for one in named):
            continue
        possible = it_can_be(fits.for_people())
        if named:
            what = _("'{name}' is a row of [[{table}]], which cannot stand here", name=name, table=named[0].table)
            yield Slip(place, what, possible)
        elif not file.nameless(fits.tables):
            ids = [known for known, rows in file.by_id.items() if any(one.table in fits.tables for one in rows)]
            hint = did_you_mean(name, (*ids, *fits.all_words()), possible)
            yield Slip(place, _("nothing here is called '{name}'", name=name), hint)


def _check_cites(file: RawFile, row: RawRow) -> Iterator[Slip]:
    sources = [source.id for source in file.sources if source.id is not None]
    for place, text in row.texts("cite"):
        try:
            name = Citation.parse(text).source
        except ValueError:
            continue  # told when the value was read
        if name not in sources and not file.nameless(("source",)):
            yield Slip(place, _("there is no [[source]] '{name}'", name=name), did_you_mean(name, sources))


def _check_about(file: RawFile, row: RawRow, subjects: tuple[str, ...]) -> Iterator[Slip]:
    known = (*subjects, *(word.value for vocabulary in _ABOUT.get(row.table, ()) for word in vocabulary))
    for place, about in row.texts("about"):
        if about not in known and not file.nameless(TABLES):
            what = _("'{about}' is no question, no row and no id of this file", about=about)
            yield Slip(place, what, did_you_mean(about, known, ""))
