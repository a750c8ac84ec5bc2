"""A report: a half-year that can be counted by hand, national and local side by side, and what was published."""

import datetime as dt
from collections.abc import Iterable

import pytest
from attrs import evolve
from diaries import SUPPORT, Diary
from half_year import SPAN, givers, half_year, report_of

from juso_core.advice import advise_reporting
from juso_core.casework.decisions import Indicator
from juso_core.citation import Citation, Giver, Origin, Text
from juso_core.language import use
from juso_core.municipality.structure import CountingRule, Structure
from juso_core.municipality.words import ConferenceKind, Unit
from juso_core.reporting.countables import COUNTABLES
from juso_core.reporting.report import Report, Whose, indicators_of, make_report
from juso_core.reporting.wording import rule_in_words

BY_HAND = {
    "mac-cases": 6,
    "mac-cases-conference": 2,
    "mac-cases-individual": 4,
    "mac-cases-base": 4,
    "mac-cases-elderly": 2,
    "mac-cases-consent": 0,
}


@pytest.fixture
def report(counted_town: Structure) -> Report:
    return report_of(counted_town, half_year())


def local(report: Report) -> dict[str, int | None]:
    return {row.id: row.value for row in report.rows if row.whose is Whose.MUNICIPALITY}


def test_the_half_year_that_was_counted_by_hand(report: Report) -> None:
    assert local(report) == BY_HAND


def test_cases_of_other_periods_and_other_towns_change_nothing(counted_town: Structure) -> None:
    others = [
        Diary("C7", dt.date(2021, 3, 1)).taken_in(dt.date(2021, 3, 31)),
        Diary("C8", dt.date(2021, 9, 1)).taken_in(dt.date(2021, 10, 1)),
        Diary("C9", dt.date(2021, 9, 1)).refer(dt.date(2021, 9, 2)),
        Diary("C10", dt.date(2021, 5, 1), town="999998").taken_in(dt.date(2021, 5, 1)),
    ]
    assert local(report_of(counted_town, [*half_year(), *others])) == BY_HAND


def test_national_and_local_indicators_stand_side_by_side_also_with_one_id(report: Report) -> None:
    same = [row for row in report.rows if row.id == "mac-cases"]
    assert [(row.whose, row.value) for row in same] == [(Whose.MUNICIPALITY, 6), (Whose.NATIONAL, 6)]
    nationals = {row.id: row.value for row in report.rows if row.whose is Whose.NATIONAL}
    assert nationals["consultations"] == 6
    assert nationals["support-conferences"] == 1  # one session about two cases
    assert nationals["plans"] == 0


def test_published_figures_of_the_same_rule_and_period_are_compared(report: Report) -> None:
    compared = {
        (row.whose.value, row.id): [(one.value, one.agrees) for one in row.published]
        for row in report.rows
        if row.published
    }
    assert compared == {
        ("municipality", "mac-cases"): [(6, True)],
        ("municipality", "mac-cases-elderly"): [(3, False)],
    }
    assert report.rows[0].published[0].cites == (Citation("plan", "5"),)


def test_a_figure_in_another_unit_is_not_compared(counted_town: Structure) -> None:
    town = evolve(counted_town, figure=tuple(evolve(one, unit=Unit.PERSON) for one in counted_town.figure))
    published = [one for row in report_of(town, half_year()).rows for one in row.published]
    assert [one.agrees for one in published] == [None, None]


@pytest.mark.parametrize(("value", "up_to", "agrees"), [(5, 7, True), (6, 7, True), (5, 6, True), (7, 8, False)])
def test_a_published_range_agrees_where_the_count_lies_in_it(
    counted_town: Structure, value: int, up_to: int, agrees: bool
) -> None:
    figures = (evolve(one, value=value, up_to=up_to) for one in counted_town.figure if one.id == "published-cases")
    (published,) = report_of(evolve(counted_town, figure=tuple(figures)), half_year()).rows[0].published
    assert (published.amount, published.agrees) == (f"{value}～{up_to}", agrees)


def test_the_year_has_its_own_figure(counted_town: Structure) -> None:
    span = (dt.date(2021, 4, 1), dt.date(2022, 3, 31))
    published = [one for row in report_of(counted_town, half_year(), span).rows for one in row.published]
    assert [(one.id, one.agrees) for one in published] == [("published-year", True)]


def test_an_indicator_that_cannot_be_counted_costs_only_its_own_row(counted_town: Structure) -> None:
    bad = CountingRule(id="bad", name="誤り", counts="mac_cases", cite=(Citation("plan", "9"),))
    good = evolve(bad, id="good", counts="mac_case")
    origin = Origin(Giver.PLUGIN, "juso-example", "1")
    both = [(Indicator(Text("誤り", "bad"), one), origin) for one in (bad, good)]
    rows = make_report(counted_town, both, (diary.history for diary in half_year()), *SPAN).rows
    assert [row.value for row in rows] == [None, 6]
    assert rows[0].problem is not None
    assert "mac_cases" in rows[0].problem.ja
    assert rows[1].whose is Whose.MUNICIPALITY


def test_histories_are_read_once_and_one_by_one(counted_town: Structure) -> None:
    read: list[str] = []

    def stream() -> Iterable[tuple]:
        for diary in half_year():
            read.append(diary.case.id)
            yield diary.history

    heard = advise_reporting(givers(), counted_town.at(SPAN[0]))
    make_report(counted_town, indicators_of(heard), stream(), *SPAN)
    assert read == ["C1", "C2", "C3", "C4", "C5", "C6"]


def test_rules_are_said_in_both_languages_with_the_names_that_people_know(report: Report) -> None:
    words = {row.id: row.in_words for row in report.rows if row.whose is Whose.MUNICIPALITY}
    assert words["mac-cases-base"].ja.endswith("次のものに限る：拠点の相談から寄せられたもの。")
    assert words["mac-cases-base"].en.endswith("Only where the case came from 拠点の相談.")
    assert "期間中に支援会議（法106条の6）を開いたもの" in words["mac-cases-conference"].ja
    assert "had given both consents" in words["mac-cases-consent"].en
    assert "支援会議も重層的支援会議も開かなかった" in words["mac-cases-individual"].ja


def test_every_rule_has_words_of_its_own() -> None:
    narrowings = [
        {}, {"received_from": ("a",)}, {"received_from": ("b",)}, {"taken_to": (SUPPORT,)},
        {"taken_to": (ConferenceKind.LIAISON,)}, {"without_conference": True}, {"consent": True}, {"consent": False},
        {"plan": True}, {"plan": False},
    ]  # fmt: skip
    said: list[Text] = []
    for thing in COUNTABLES.values():
        for unit in thing.units:
            for narrowed in narrowings:
                if not (thing.id == "session" and "without_conference" in narrowed):
                    rule = CountingRule(
                        id="r", name="r", counts=thing.id, unit=unit, cite=(Citation("p", "1"),), **narrowed
                    )
                    said.append(rule_in_words(rule))
    assert len({text.ja for text in said}) == len({text.en for text in said}) == len(said)
    assert not any("Cannot" in text.en for text in said)


def test_words_do_not_depend_on_the_language_that_is_shown(counted_town: Structure) -> None:
    english = report_of(counted_town, half_year())
    use("ja")
    assert report_of(counted_town, half_year()) == english


def test_countables_are_labelled_and_defined_in_both_languages() -> None:
    for word, thing in COUNTABLES.items():
        assert word == thing.id
        for text in (thing.name, thing.when):
            assert text.ja
            assert text.en.isascii() or "再プラン" in text.en or "支援決定" in text.en
        assert thing.when.ja.endswith("。")
        assert thing.when.en.endswith(".")
