"""What the page shows of municipalities: every cell to be explained, silences told apart, who says a step."""

import datetime as dt
import re

import attrs
import pytest
from comparing_towns import TOWN, town_place
from page_places import asked, installed, invented, town, town_of
from page_read import read

from juso_core.documents.comparison_html.differences_view import differences_view
from juso_core.documents.comparison_html.distance_view import MOST_IN_SQUARE
from juso_core.language.messages import use
from juso_core.municipality.structure import Layer
from juso_core.research.case_file import Title
from juso_core.research.comparing.behaviour import behaviour_of
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.comparing.model import Matrix
from juso_core.research.comparing.standard import with_national

MEGABYTE = 1_000_000


def test_every_cell_is_there_under_the_id_that_explain_takes(root):
    matrix = matrix_of(installed())
    ids = {one.attributes["id"]: one for one in root.every("td") if "id" in one.attributes}
    for cell in matrix.cells.values():
        assert cell.state.value in ids[cell.id].attributes["class"].split()
        folded = ids[cell.id].text
        assert all(row in folded for row in cell.rows)
        assert all(cite.heading in folded for cite in cell.cites)


def test_what_is_silent_and_what_is_not_entered_have_signs_of_their_own(root):
    for state, sign in {"silent": "–", "not_entered": "□", "none": "∅", "conflict": "≠", "no_row": "·"}.items():
        cells = [one for one in root.with_class(state) if one.name == "td"]
        # Of the shipped municipalities every question is answered.
        assert bool(cells) is (state != "not_entered")
        assert all(one.with_class("state")[0].text.startswith(sign) for one in cells)


def test_a_number_of_a_path_is_there_under_the_id_that_explain_takes(root, cases):
    ids = {one.attributes["id"] for one in root.every("td") if "id" in one.attributes}
    found = behaviour_of(cases[0], installed())
    assert {each.id for each in found.of_measure("handoffs")} <= ids


def test_every_step_is_drawn_and_told_in_words(root, cases):
    (first, *_others) = cases
    for path in behaviour_of(first, installed()).paths:
        picture = next(
            one
            for one in root.every("svg")
            if one.attributes.get("aria-labelledby", "").startswith(
                f"lanes-{first.id}-{path['municipality']['code']}-t"
            )
        )
        numbers = {box.text.split()[0] for box in picture.with_class("box")}
        assert numbers == {str(step["n"]) for step in path["steps"]}


def test_who_says_a_step_is_drawn_apart_and_marked_with_a_letter(root):
    for name, letter in {"town": "M", "norm": "N", "open": "–"}.items():
        boxes = root.with_class(name)
        boxes = [one for one in boxes if "box" in one.attributes["class"].split()]
        assert boxes
        assert all(letter in next(iter(box.every("text"))).text.split() for box in boxes)
    assert all("M" not in next(iter(box.every("text"))).text for box in root.with_class("norm"))


def test_what_the_gate_narrowed_is_marked_with_sign_and_rule(pages):
    texts = [one.text for one in read(pages["en"]).every("text")]
    assert "▽ narrowed L01" in texts


def test_what_the_gate_refused_and_what_is_not_possible_is_marked(pages):
    from juso_core.documents.comparison_html.step_law import found_at

    use("en")
    law = {"rule": "L07", "effect": "not before consent", "basis": "Act 106-6"}
    step = {
        "law": [law | {"verdict": "refused"}, law | {"verdict": "ok"}],
        "stopped": {"what": "There is no plan.", "mend": "Draft one."},
    }
    refused, stopped = found_at(step)
    assert (refused.kind, refused.short) == ("refused", "✗ refused L07")
    assert "Act 106-6" in refused.told
    assert stopped.short == "■ not possible here"
    assert "Draft one." in stopped.told


def test_the_national_standard_never_stands_as_a_municipalitys_difference():
    matrix = matrix_of(installed())
    assert differences_view(with_national(matrix)) == differences_view(matrix)


def test_of_which_only_one_speaks_and_which_are_to_be_read_are_told():
    matrix = matrix_of(installed())
    shown = differences_view(matrix)
    speakers = {one.id: sum(cell.answered for cell in matrix.row(one.id)) for one in matrix.dimensions}
    assert {one["id"] for one in shown["alone"]} == {name for name, count in speakers.items() if count == 1}
    several = [one["id"] for part in ("differing", "same", "untold") for one in shown[part]]
    assert sorted(several) == sorted(name for name, count in speakers.items() if count > 1)


@pytest.fixture
def two_silent() -> Matrix:
    return matrix_of([town(), attrs.evolve(town(code="999989"), code="999989")])


def test_two_silences_are_no_agreement(two_silent):
    shown = differences_view(two_silent)
    same = {one["id"] for one in shown["same"]}
    silent = {dimension for (_code, dimension), cell in two_silent.cells.items() if not cell.answered}
    assert "outreach.operator" in silent
    assert not same & silent
    assert shown["differing"] == []
    assert "mac.operator" in same


def test_those_who_say_nothing_stand_last_and_apart(root):
    table = root.with_class("compared")[0]
    for body in table.every("tbody"):
        rows = ["nobody" in row.attributes.get("class", "") for row in body.every("tr")]
        assert rows == sorted(rows)
        assert rows.count(False) >= 2


FIGURE = """
[[figure]]
id = "visits"
name = "訪問"
value = 30
unit = "case"
since = "FY2024"
until = "FY2024"
cite = "plan: 5"
"""


@pytest.mark.parametrize(
    ("text", "charts"),
    [
        (TOWN + FIGURE, 1),
        (TOWN + FIGURE.replace('"case"', '"person"'), 0),
        (TOWN + FIGURE.replace("FY2024", "FY2023"), 0),
        ((TOWN + FIGURE).replace('since = "FY2024"\nuntil = "FY2024"\n', ""), 0),
    ],
)
def test_figures_stand_beside_each_other_only_with_the_same_unit_and_stated_period(make, text, charts):
    assert len(read(make([town_of(text)])).with_class("chart")) == charts


def test_a_layer_whose_number_is_not_said_is_drawn_apart(make):
    layers = (
        Layer(id="a", name="全市", order=1, count=1, cite=()),
        Layer(id="b", name="圏域", order=2, cite=()),
        Layer(id="c", name="地区", order=3, count=3, cite=()),
    )
    shown = read(make([town(layer=layers)]))
    bands = [one for one in shown.every("rect") if "band" in one.attributes.get("class", "").split()]
    assert ["unknown" in one.attributes["class"] for one in bands] == [False, True, False]
    (cuts,) = [one.attributes["d"] for one in shown.every("path") if one.attributes.get("class") == "cut"]
    assert cuts.count("M") == 2


def test_hostile_names_are_shown_and_do_nothing(make, cases):
    name = "<script>alert(1)</script>&\"'><img src=x onerror=alert(2)>"
    rows = town().structure
    hostile = town(
        name=name + "市",
        name_en=name + "\u202etxt.exe",
        service=tuple(attrs.evolve(one, name=name) for one in rows.service),
        organization=tuple(attrs.evolve(one, name=name) for one in rows.organization),
        figure=tuple(attrs.evolve(one, name=name) for one in rows.figure) * 2,
        layer=(Layer(id="l", name=name, order=1, count=2, cite=()),),
    )
    case = attrs.evolve(cases[0], title=Title(ja=name, en=name))
    shown = make([hostile], [case])
    root = read(shown)
    assert not list(root.every("script", "img"))
    assert not any(attribute.startswith("on") for one in root.every() for attribute in one.attributes)
    assert name in root.text
    assert "\u202e" not in shown
    assert any(one.text.startswith(name) and "\ufffd" in one.text for one in root.every("th"))


def test_the_same_comparison_gives_the_same_bytes(make, cases, pages):
    assert make(installed(), cases, "ja") == pages["ja"]


def test_an_invented_municipality_is_one_more_column(make, cases):
    root = read(make([*installed(), town()], cases[:1]))
    assert {"999997:mac.operator", f"path:{cases[0].id}:999997:handoffs"} <= {
        one.attributes["id"] for one in root.every("td") if "id" in one.attributes
    }
    assert any("Reiji City" in one.text for one in root.every("th"))
    assert any(one.attributes.get("id") == f"lanes-{cases[0].id}-999997-t" for one in root.every("title"))


def test_the_page_is_small_enough_to_send(page):
    assert len(page.encode()) < 2 * MEGABYTE


@pytest.mark.parametrize("count", [11, 12])
def test_eleven_and_twelve_municipalities_with_all_cases_are_small_enough(make, cases, count):
    assert len(make(list(invented(count)), cases, "en").encode()) < 2 * MEGABYTE


def test_of_very_many_the_square_is_left_out_and_each_stands_against_the_standard(make):
    count = MOST_IN_SQUARE + 1
    root = read(make(list(invented(count))))
    pairs = [one for one in root.every("tr") if one.attributes.get("id", "").startswith("distance:")]
    assert len(pairs) == count
    assert all("national" in one.attributes["id"] for one in pairs)


def test_never_more_columns_stand_side_by_side_than_can_be_read(make):
    tables = read(make(list(invented(12)))).with_class("matrix")
    assert max(len(list(next(table.every("tr")).every("th"))) for table in tables) <= 7


def test_one_municipality_alone_is_shown_too(make, cases):
    root = read(make([town()], cases[:1]))
    assert root.by_id("999997:mac.operator").text.strip()


def test_without_cases_the_rest_is_there(make):
    assert read(make([town()])).by_id("cases")


def test_the_day_of_each_is_shown(make):
    shown = make([asked(town_place(on=dt.date(2024, 7, 2)))])
    assert re.search(r"<td>2024-07-02</td>", shown)
