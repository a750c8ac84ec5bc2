"""Levels, exemptions, the watch and the days on which a plugin is asked: what holds whatever comes."""

import datetime as dt
import sys
import time

import pytest
from attrs import evolve
from bad_plugins import GOOD
from hypothesis import given
from hypothesis import strategies as st

from juso_core.municipality import loading
from juso_core.quality.checks import Level, checks
from juso_core.quality.exemptions import Exemption, sort_out
from juso_core.quality.probes import MOST_DAYS, days_of_change, days_to_ask
from juso_core.quality.remarks import Remark, sorted_remarks
from juso_core.quality.verdict import level_of
from juso_core.quality.watch import TooMuchWork, Watch

ORDER = list(Level)
TODAY = dt.date(2026, 4, 1)
WHOLE = loading.load(GOOD / "juso_good" / "structure.toml")

ids = st.sampled_from(list(checks()))
abouts = st.sampled_from(["", "mac", "plan_route.after"])
remarks = st.builds(Remark, ids, st.sampled_from(["a", "b"]), abouts, st.sampled_from(["", "f"]), st.integers(0, 3))
exemptions = st.builds(
    Exemption,
    check=ids,
    reason=st.just("The source says so."),
    about=abouts,
    until=st.sampled_from([None, "FY2024", "FY2030"]),
    line=st.integers(1, 99),
)


# -- levels ----


@given(st.lists(remarks), remarks)
def test_one_more_remark_never_raises_the_level(some, more):
    assert ORDER.index(level_of([*some, more])) <= ORDER.index(level_of(some))


@given(st.lists(remarks))
def test_the_level_is_just_below_the_first_that_is_blocked(some):
    blocked = [ORDER.index(one.check.level) for one in some if one.check.level]
    assert ORDER.index(level_of(some)) == min([n - 1 for n in blocked], default=len(ORDER) - 1)


@given(st.lists(remarks))
def test_order_makes_no_difference_to_a_verdict(some):
    assert sorted_remarks(some) == sorted_remarks(sorted_remarks(some))
    assert set(sorted_remarks(some)) == set(some)
    assert level_of(some) == level_of(reversed(some))


# -- exemptions ----


@given(st.lists(remarks), st.lists(exemptions))
def test_every_remark_is_kept_once_standing_or_exempted(some, listed):
    # Given as iterators: nothing is to be lost by looking twice.
    apart = sort_out(iter(some), iter(listed), TODAY, "exemptions.toml", checks())
    kept = [one for one in apart.standing if one.file != "exemptions.toml"]
    assert sorted(map(str, kept + [one for one, _why in apart.exempted])) == sorted(map(str, some))
    assert all(one.check_id == "X01" for one in apart.standing if one.file == "exemptions.toml")


@given(st.lists(remarks), st.lists(exemptions))
def test_nobody_is_exempted_from_working_or_by_what_is_over(some, listed):
    for one, by in sort_out(some, listed, TODAY, "f", checks()).exempted:
        assert one.check_id[0] not in "SCX"
        assert one.check_id not in ("G02", "G07", "G09", "P01", "P02", "P03")
        assert by.about == one.about
        assert by.until != "FY2024"
        assert by.check == one.check_id


@given(st.lists(remarks), st.lists(exemptions), st.lists(ids))
def test_an_exemption_is_doubted_only_where_it_was_looked_for(some, listed, looked):
    apart = sort_out(some, listed, TODAY, "exemptions.toml", looked)
    for one in apart.standing:
        if one.file == "exemptions.toml" and "any more" in one.what:
            assert one.about.split()[0] in looked


# -- the watch ----


@given(st.sampled_from([None, ValueError, KeyboardInterrupt, TooMuchWork]), st.integers(0, 3))
def test_a_watch_leaves_nothing_behind(error, depth):
    before = (sys.getprofile(), sys.gettrace())

    def within(n):
        with Watch("/nowhere"):
            if n:
                within(n - 1)
            if error:
                raise error

    if error:
        with pytest.raises(error):
            within(depth)
    else:
        within(depth)
    assert (sys.getprofile(), sys.gettrace()) == before


def test_what_is_done_outside_a_watch_or_by_others_is_not_seen(tmp_path):
    with Watch(str(tmp_path)) as watch:
        time.time()
        open(__file__).close()
    assert watch.clock == {}
    assert watch.reach == {}
    with Watch(str(tmp_path)) as watch:
        pass
    open(__file__).close()
    assert watch.reach == {}


def _run(tmp_path, text):
    file = tmp_path / "code.py"
    file.write_text(text)
    file.with_suffix(".toml").write_text("x = 1\n")
    return compile(text, str(file), "exec")


@pytest.mark.parametrize(
    ("text", "clock", "reach"),
    [
        ("import time; time.time()", True, False),
        ("import colorsys", False, False),
        ("open(__file__).close()", False, True),
        ("import pkgutil; pkgutil.get_data('juso_core', 'py.typed')", False, True),
        ("import os; os.listdir('.')", False, True),
        ("x = 1 + 1", False, False),
        # A warning shows the line that it is about.
        ("import linecache; linecache.clearcache(); linecache.getline(__file__, 1)", False, False),
        ("import linecache; linecache.clearcache(); linecache.getline(__file__[:-2] + 'toml', 1)", False, True),
    ],
)
def test_a_watch_sees_what_the_code_itself_does(tmp_path, monkeypatch, text, clock, reach):
    # Importing a module opens a file, and is not the code's own doing.
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    code = _run(tmp_path, text)
    with Watch(str(tmp_path)) as watch:
        exec(code, {"__file__": str(tmp_path / "code.py")})
    assert (bool(watch.clock), bool(watch.reach)) == (clock, reach)


@pytest.mark.parametrize(
    "text",
    [
        "while True: pass",
        "[0 for _ in iter(int, 1)]",
        "def f(): g()\ndef g():\n    f()\nf()",
        "any(map(lambda _: False, iter(int, 1)))",
        "def g(): yield from iter(int, 1)\nany(g())",
    ],
)
def test_what_does_not_end_is_stopped(tmp_path, text):
    code = _run(tmp_path, text)
    with pytest.raises((TooMuchWork, RecursionError)), Watch(str(tmp_path)):
        exec(code, {})


def test_steps_within_a_line_are_not_listened_to(tmp_path):
    """To hear of each takes ten times as long; what does not end is stopped by its lines and calls."""
    code = _run(tmp_path, "import sys\nseen = sys._getframe().f_trace_opcodes\n")
    there = {}
    with Watch(str(tmp_path)):
        exec(code, there)
    assert there["seen"] is False


# -- days ----

years = st.integers(2010, 2035).map("FY{}".format)


@given(st.lists(st.tuples(st.none() | years, st.none() | years), max_size=len(WHOLE.agency)), st.dates())
def test_the_days_of_change_are_few_and_never_the_described_one(periods, described):
    rows = tuple(
        evolve(row, since=since, until=until) for row, (since, until) in zip(WHOLE.agency, periods, strict=False)
    )
    programme = tuple(evolve(row, described_on=described) for row in WHOLE.programme)
    structure = evolve(WHOLE, agency=rows, programme=programme)
    days = days_of_change(structure)
    assert len(days) <= MOST_DAYS
    assert described not in days
    assert list(days) == sorted(set(days))
    asked = days_to_ask(structure)
    assert set(days) < set(asked)
    assert described not in asked
    last = max((*days, described))
    assert any((day.month, day.day) == (2, 29) for day in asked if day > last)
    assert max(asked).year == last.year + 10


def test_a_day_of_change_is_the_first_or_the_day_after_the_last():
    assert days_of_change(WHOLE) == (
        dt.date(2022, 3, 31),
        dt.date(2022, 4, 1),
        dt.date(2025, 3, 31),
        dt.date(2025, 4, 1),
    )
