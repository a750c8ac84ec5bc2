"""A whole data set: the tables of one part with municipalities and sources, the dictionary, and how to cite it."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Final

from attrs import field, frozen

from juso_core.desk import Place
from juso_core.language.messages import _
from juso_core.reporting.csv_file import NotInEncoding
from juso_core.research.case_file import CaseFile
from juso_core.research.exporting import common_tables, dictionary
from juso_core.research.exporting.citation_file import citation_cff
from juso_core.research.exporting.model import Line, Lines, Table
from juso_core.research.exporting.writing import as_csv, as_jsonl

__all__ = ["PARTS", "DataSet", "data_set", "tables_of"]

PARTS: Final = ("structure", "paths", "matrix")
"""What can be exported; each is one folder."""

_MODULES: Final = {"structure": "structure_tables", "paths": "path_tables", "matrix": "matrix_tables"}
_TITLES: Final = {
    "structure": "Facts about comprehensive support systems (重層的支援体制整備事業) of municipalities",
    "paths": "Paths of invented cases through comprehensive support systems (重層的支援体制整備事業)",
    "matrix": "Comparison of comprehensive support systems (重層的支援体制整備事業) of municipalities",
}


@frozen
class DataSet:
    """Tables with their lines, the places that they are about, and what they are called."""

    part: str
    places: tuple[Place, ...]
    tables: tuple[Table, ...]
    lines: Lines = field(repr=False)

    def table(self, name: str) -> tuple[Table, list[Line]]:
        """Return a table with its lines; raises KeyError where there is none."""
        return {table.name: table for table in self.tables}[name], self.lines[name]

    def files(self, format: str = "csv", encoding: str = "utf-8") -> dict[str, bytes]:
        """Return every file of the data set by its name.

        Raises NotInEncoding with all characters, of all tables, that the encoding lacks.
        """
        title = _TITLES[self.part]
        files: dict[str, bytes] = {}
        missing: dict[str, None] = {}
        for table in self.tables:
            try:
                files[f"{table.name}.{format}"] = _written(table, self.lines[table.name], format, encoding)
            except NotInEncoding as error:
                missing |= dict.fromkeys(error.characters)
        if missing:
            raise NotInEncoding(tuple(missing), encoding)
        content = [table for table in self.tables if table not in dictionary.TABLES]
        named = encoding if format == "csv" else "utf-8"
        files["datapackage.json"] = dictionary.package(content, f"juso-{self.part}", title, format, named)
        files["CITATION.cff"] = citation_cff(self.places, title)
        return files


def tables_of(part: str) -> tuple[Table, ...]:
    """Return the tables of a part, in order, those that every part has included."""
    if part not in PARTS:
        raise ValueError(_("'{part}' cannot be exported; write one of {parts}", part=part, parts=", ".join(PARTS)))
    # Walking and comparing are heavy to import, so each part brings only its own.
    own: tuple[Table, ...] = import_module(f"juso_core.research.exporting.{_MODULES[part]}").TABLES
    return (*common_tables.TABLES, *own, *dictionary.TABLES)


def data_set(part: str, places: Iterable[Place], cases: Sequence[CaseFile] = ()) -> DataSet:
    """Return the data set of a part about these municipalities; ``cases`` are walked for the paths."""
    here, tables = tuple(places), tables_of(part)
    content = [table for table in tables if table not in dictionary.TABLES]
    lines = {**common_tables.lines(here), **_lines(part, here, cases), **dictionary.lines(content)}
    return DataSet(part, here, tables, lines)


def _lines(part: str, places: tuple[Place, ...], cases: Sequence[CaseFile]) -> Lines:
    if part == "structure":
        from juso_core.research.exporting.structure_tables import lines

        return lines(places)
    if part == "paths":
        from juso_core.research.exporting.path_tables import lines as path_lines

        return path_lines(places, cases)
    from juso_core.research.exporting.matrix_tables import lines as matrix_lines

    return matrix_lines(places)


def _written(table: Table, lines: list[Line], format: str, encoding: str) -> bytes:
    return as_jsonl(table, lines) if format == "jsonl" else as_csv(table, lines, encoding)
