"""One row of a list of windows: its window and its agency, and how two rows of the same one are put together."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from attrs import evolve, frozen

from juso_core.language.messages import _
from juso_core.municipality.problems import did_you_mean
from juso_core.municipality.words import Field
from juso_core.scaffold import columns
from juso_core.scaffold.columns import BY_KEY
from juso_core.scaffold.table_file import Cell
from juso_core.scaffold.window_list import EXAMPLE, Window, WindowAgency
from juso_core.scaffold.wrong import wrong_id, wrong_text

__all__ = ["WindowRow"]

T = TypeVar("T")
Tell = Callable[[int, str, str, str], None]
"""Notes what is wrong: row, heading of the column, what, hint."""

_FOOTNOTES: Final = ("※", "*", "注", "(注")
_SUMS: Final = ("計", "合計", "小計", "総計")
_FIELD_WORDS: Final = ("介護", "高齢", "障害", "子ども", "生活困窮", "総合", "分野を問わない")


@frozen
class WindowRow:
    """One row of the list, with its cells by column."""

    number: int
    cells: Mapping[str, Cell]
    tell: Tell

    def wrong(self, key: str, what: str, hint: str = "") -> None:
        """Note what is wrong in a column of the row."""
        self.tell(self.number, BY_KEY[key].heading, what, hint)

    def text(self, key: str) -> str:
        """The text of a column, a line break in it as a blank."""
        return " ".join(self.cells.get(key, Cell()).text.split())

    def is_nothing(self) -> bool:
        """Whether the row is empty, an example, or a remark below the table: a footnote, a sum."""
        first = columns.plain(self.text("name"))
        filled = [key for key, cell in self.cells.items() if cell.text or cell.wrong]
        remark = filled == ["name"] and (first.startswith(_FOOTNOTES) or first in _SUMS)
        return remark or first.startswith(columns.plain(EXAMPLE)) or not filled

    def agency(self) -> WindowAgency | None:
        """The agency of the row; None where it names none, or where it cannot be used."""
        name, kind = self._checked("agency"), self._word("agency_kind", columns.AGENCY_KINDS)
        area, operator, heading = self._checked("area"), self._checked("operator"), self.text("heading")
        own_id = self._own_id("agency_id")
        if not self.text("agency"):
            for key in ("agency_kind", "area", "agency_id"):
                if self.text(key):
                    self.wrong(key, _("this belongs to an agency, and none is named"), _("name it under 担当機関"))
        if not name:
            return None
        if kind is None and self.text("agency_kind"):
            return None
        return WindowAgency(
            row=self.number, name=name, id=own_id, kind=kind, operator=operator, area=area, heading=heading
        )

    def window(self) -> Window | None:
        """The window of the row; None where it cannot be used."""
        name, agency, operator = self._checked("name"), self.text("agency"), self.text("operator")
        if not self.text("name"):
            self.wrong("name", _("this is empty"))
        fields, any_field = self._fields()
        own_id, heading = self._own_id("id"), self._checked("heading")
        form, hours = self._word("operation_form", columns.FORMS), self._checked("open")
        if not name:
            return None
        return Window(
            row=self.number,
            name=name,
            id=own_id,
            fields=fields,
            any_field=any_field,
            agencies=(agency,) if agency else (),
            bodies=(operator,) if operator and not agency else (),
            form=form,
            open=hours,
            headings=(heading,) if heading else (),
        )

    def joined_window(self, one: Window, other: Window) -> Window:
        """Put this row's window to an earlier one of the same name."""
        return evolve(
            one,
            id=self._agreed("id", one.id, other.id, one.row),
            form=self._agreed("operation_form", one.form, other.form, one.row),
            open=self._agreed("open", one.open, other.open, one.row),
            any_field=one.any_field or other.any_field,
            fields=tuple(kind for kind in Field if kind in (*one.fields, *other.fields)),
            agencies=_each_once(*one.agencies, *other.agencies),
            bodies=_each_once(*one.bodies, *other.bodies),
            headings=_each_once(*one.headings, *other.headings),
        )

    def joined_agency(self, one: WindowAgency, other: WindowAgency) -> WindowAgency:
        """Put this row's agency to an earlier one of the same name."""
        return evolve(
            one,
            id=self._agreed("agency_id", one.id, other.id, one.row),
            kind=self._agreed("agency_kind", one.kind, other.kind, one.row),
            operator=self._agreed("operator", one.operator, other.operator, one.row),
            area=self._agreed("area", one.area, other.area, one.row),
        )

    def _agreed(self, key: str, one: Any, other: Any, row: int) -> Any:
        if one and other and one != other:
            what = _("this is the same as in row {row}, where something else stands here", row=row)
            self.wrong(key, what, _("write the same in both, or give them different names"))
        return one or other

    def _checked(self, key: str) -> str:
        """The text of a column; empty, with the problem noted, where it cannot be used."""
        cell, text = self.cells.get(key, Cell()), self.text(key)
        problem = cell.wrong or (wrong_text(text) if text else None)
        if problem:
            self.wrong(key, problem)
            return ""
        return text

    def _own_id(self, key: str) -> str:
        """The id of a column; empty, with the problem noted, where it cannot be one."""
        text = self._checked(key)
        problem = wrong_id(text) if text else None
        if problem:
            self.wrong(key, problem)
        return "" if problem else text

    def _word(self, key: str, words: Mapping[str, T]) -> T | None:
        """The word of a column; None, with the problem noted, where it is none of those."""
        text = self._checked(key)
        found = words.get(columns.plain(text))
        if text and found is None:
            possible = dict.fromkeys(word for word in words if not word.isascii())
            self.wrong(key, _("'{value}' is not a word that can stand here", value=text), did_you_mean(text, possible))
        return found

    def _fields(self) -> tuple[tuple[Field, ...], bool]:
        if not self._checked("fields"):
            if not self.text("fields"):
                self.wrong("fields", _("this is empty"), _("write the fields, or 総合 for any"))
            return (), False
        words = columns.split(self.cells["fields"].text)
        for word in words:
            if word not in columns.FIELDS and word not in columns.ANY_FIELD:
                what = _("'{value}' is not a word that can stand here", value=word)
                self.wrong("fields", what, did_you_mean(word, _FIELD_WORDS))
        found = {columns.FIELDS[word] for word in words if word in columns.FIELDS}
        return tuple(kind for kind in Field if kind in found), any(word in columns.ANY_FIELD for word in words)


def _each_once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
