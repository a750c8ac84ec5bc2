"""The scanner tells the line of every key and element, whatever the layout: checked on texts whose lines are known."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from juso_core.municipality.lines import find_lines, line_of, show

SCALARS = st.sampled_from(
    [
        "1",
        "-1.5e3",
        "0x1f",
        "true",
        "2024-04-01",
        "2024-04-01 10:00:00",
        "10:00:00",
        '""',
        "''",
        '"# no comment [ { ="',
        '"a \\" ] # \\\\"',
        "'C:\\dir\\'",
        "'\" ['",
        '"例示市、［１］＝"',
        '""""""',
        "''''''",
        '"""\n# [not] = {a\n\\""" ""\n"""',
        '"""say "hello""""',
        "'''\n]] }\n'' \\\n'''",
        "'''it's''''",
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.lists(inner, max_size=3).map(tuple)),
    max_leaves=6,
)
# Within brackets, lines may be broken and commented; within braces, and around "=", only blanks may stand.
BREAKS = st.sampled_from(["", " ", "\n", "\n\n  ", " # ] } \" ' [[\n", "\n# a = 1\n\t"])
KEY_FORMS = st.sampled_from(["{}", '"{} [x]"', "'{} = #'", '"{}.\\u3042"', "{} . a", "{}.'b.c'.\"d\""])


class Writer:
    """Writes a TOML text piece by piece and remembers on which line each thing began."""

    def __init__(self, data):
        self.data, self.text, self.lines, self.keys = data, "", {}, 0

    def line(self):
        return self.text.count("\n") + 1

    def key(self, form=KEY_FORMS):
        """A new key as it is written, and its parts."""
        self.keys += 1
        written = self.data.draw(form).format(f"k{self.keys}")
        parts, table = [], tomllib.loads(f"{written} = 1")
        while isinstance(table, dict):
            ((part, table),) = table.items()
            parts.append(part)
        return written, parts

    def mark(self, place):
        self.lines.setdefault(tuple(place), self.line())

    def pair(self, table, value):
        written, parts = self.key()
        for number in range(len(parts)):
            self.mark((*table, *parts[: number + 1]))
        self.text += written + self.data.draw(st.sampled_from(["=", " = ", "\t= "]))
        self.value((*table, *parts), value)

    def value(self, place, value):
        if isinstance(value, str):
            self.text += value
            return
        opening, closing = "[]" if isinstance(value, list) else "{}"
        self.text += opening
        for number, one in enumerate(value):
            self.text += ("," if number else "") + self.blank(value)
            if isinstance(value, list):
                self.mark((*place, number))
                self.value((*place, number), one)
            else:
                self.pair(place, one)
            self.text += self.blank(value)
        self.text += closing

    def blank(self, value):
        return self.data.draw(BREAKS) if isinstance(value, list) else " "

    def table(self, header, places, values):
        for place in places:
            self.mark(place)
        self.text += header + self.data.draw(st.sampled_from(["\n", " # [[x]]\n", "\n\n"]))
        for value in values:
            self.pair(places[-1], value)
            self.text += self.data.draw(st.sampled_from(["\n", " # x = [\n", "\n\n# [[y]]\n"]))


def write(data):
    writer = Writer(data)
    writer.text += data.draw(st.sampled_from(["", "\n", "# first = line\n\n"]))
    some_values = st.lists(VALUES, max_size=3)
    for value in data.draw(some_values):
        writer.pair((), value)
        writer.text += "\n"
    rows = nested = 0
    for kind in data.draw(st.lists(st.sampled_from(["row", "nested", "inner", "table", "deep"]), max_size=6)):
        values = data.draw(some_values)
        if kind == "row" or (kind in ("nested", "inner") and not rows):
            writer.table("[[ row ]]", [("row",), ("row", rows)], values)
            rows, nested = rows + 1, 0
        elif kind == "nested":
            at = ("row", rows - 1, "in it")
            writer.table('[[row."in it"]]', [at, (*at, nested)], values)
            nested += 1
        elif kind == "inner":
            written, parts = writer.key(st.just("{}"))
            writer.table(f"[row.{written}]", [("row", rows - 1, *parts)], values)
        elif kind == "table":
            written, parts = writer.key(st.sampled_from(["{}", '"{} ]"']))
            writer.table(f"[{written}]", [tuple(parts)], values)
        else:
            written, parts = writer.key(st.just("{}"))
            writer.table(f"[{written}.deep]", [tuple(parts), (*parts, "deep")], values)
    return writer


@given(st.data())
def test_every_key_and_element_is_found_on_its_line(data):
    writer = write(data)
    tomllib.loads(writer.text)  # the text is what it is meant to be
    assert find_lines(writer.text) == writer.lines


@given(st.data())
def test_every_value_that_tomllib_reads_has_a_line(data):
    text = write(data).text
    lines = find_lines(text)

    def places(value, place=()):
        if place:
            yield place
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, one in inner:
            yield from places(one, (*place, key))

    assert set(places(tomllib.loads(text))) == set(lines)


def test_what_is_not_in_the_text_stands_where_its_surroundings_stand():
    lines = find_lines('a = 1\n\n[[row]]\nb = 2\n\n[[row]]\nc = [\n  "x",\n]\n')
    assert line_of(lines, ("row", 1, "missing")) == 6
    assert line_of(lines, ("row", 1, "c", 0)) == 8
    assert line_of(lines, ("row", 0, "b", 5, "z")) == 4
    assert line_of(lines, ("missing",)) == 1


def test_places_are_shown_as_people_write_them():
    assert show(("meeting", 3, "members", 0, "who")) == "meeting[3].members[0].who"
    assert show(("code",)) == "code"
