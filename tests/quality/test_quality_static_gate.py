"""What the gate asks of a structure on other days than the one that the sources describe, and how often."""

import datetime as dt

import pytest
from bad_plugins import GOOD

from juso_core.municipality.loading import load_text
from juso_core.municipality.structure import Structure
from juso_core.quality.gate_checks import gate_checks
from juso_core.quality.located import Located

TEXT = (GOOD / "juso_good" / "structure.toml").read_text(encoding="utf-8")
CONVENES = 'kinds = ["support_conference"]\nconvener = "{}"'
OFFICE = """
[[agency]]
id = "office"
name = "事務局"
kind = "section"
organization = "city"
until = "FY2024"
cite = "plan: 1"

[[agency]]
id = "office"
name = "事務局"
kind = "section"
organization = "reiji-shakyo"
since = "FY2025"
cite = "plan: 1"

[[service]]"""
AFTER = 'id = "after"\nplan = ["mac"]\nconsent = "after"\ndrafters = ["shakyo"]\ndeliberated_in = ["juso-kaigi"]\n'
OCCASIONS = 'occasions = ["plan", "replan", "closure"]'
UNTIL_2025 = ('id = "juso-kaigi"', 'id = "juso-kaigi"\nuntil = "FY2025"')
ANOTHER = """
[[meeting]]
id = "{id}"
name = "新しい会議"
kinds = ["{kind}"]
since = "FY2026"
cite = "plan: 4 (2)"

[[plan_route]]
id = "outreach-before\""""


def structure(*edits: tuple[str, str]) -> Structure:
    text = TEXT
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return load_text(text)


def told(*edits: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [(one.check_id, one.about, one.what) for one in gate_checks(Located(structure(*edits), "structure.toml"))]


def with_office(*edits: tuple[str, str]) -> list[tuple[str, str, str]]:
    return told(('\n[[service]]\nid = "window-elderly"', OFFICE + '\nid = "window-elderly"'), *edits)


def test_a_convener_that_goes_to_another_body_is_told_with_the_day() -> None:
    found = with_office((CONVENES.format("fukushi"), CONVENES.format("office")))
    assert [(check, about) for check, about, _what in found] == [("G02", "meeting.shien-kaigi")]
    assert found[0][2].startswith("on 2025-04-01: ")


def test_a_decider_that_goes_to_another_body_is_told_with_the_day() -> None:
    found = with_office((AFTER + 'decided_by = "fukushi"', AFTER + 'decided_by = "office"'))
    assert [(check, about) for check, about, _what in found] == [("G03", "plan_route.after")]
    assert found[0][2].startswith("on 2025-04-01: ")


def test_what_is_wrong_on_every_day_is_told_once_and_without_a_day() -> None:
    found = told(
        (CONVENES.format("fukushi"), CONVENES.format("shakyo")),
        ('name = "地域福祉係"', 'name = "地域福祉係"\nsince = "FY2020"'),
    )
    ((check, _about, what),) = found
    assert check == "G02"
    assert not what.startswith("on ")


def test_a_conference_that_is_gone_is_told_where_a_route_names_it() -> None:
    found = told(UNTIL_2025)
    assert {(check, about) for check, about, _what in found} == {
        ("G11", "plan_route.after"),
        ("G11", "plan_route.services"),
    }
    assert all("on 2026-04-01: it names 重層的支援会議 (juso-kaigi)" in what for _check, _about, what in found)


ROUTES = ('deliberated_in = ["juso-kaigi"]\ndecided_by', 'deliberated_in = ["juso-kaigi", "new"]\ndecided_by')
SERVICES = ('deliberated_in = ["juso-kaigi"]\ninformed', 'deliberated_in = ["juso-kaigi", "new"]\ninformed')
BEFORE = '\n[[plan_route]]\nid = "outreach-before"'


def test_a_conference_with_its_successor_is_not_told() -> None:
    another = (BEFORE, ANOTHER.format(id="new", kind="juso_conference"))
    assert told(UNTIL_2025, ROUTES, SERVICES, another) == []
    again = (BEFORE, ANOTHER.format(id="juso-kaigi", kind="juso_conference"))
    assert told(UNTIL_2025, again) == []


def test_a_successor_of_another_kind_is_told_from_its_day_on() -> None:
    another = (BEFORE, ANOTHER.format(id="new", kind="support_conference"))
    found = told(UNTIL_2025, ROUTES, SERVICES, another)
    # It is a conference that nobody is said to convene, which is another question.
    assert {(check, about) for check, about, _what in found} == {
        ("G05", "plan_route.after"),
        ("G05", "plan_route.services"),
    }
    assert all(what.startswith("on 2026-04-01: ") for _check, _about, what in found)


def test_a_route_that_ends_with_its_conference_is_not_told() -> None:
    assert (
        told(
            UNTIL_2025, (AFTER, AFTER + 'until = "FY2025"\n'), ('id = "services"', 'id = "services"\nuntil = "FY2025"')
        )
        == []
    )


def test_a_convener_that_is_gone_is_told_as_gone_and_not_as_somebody_elses() -> None:
    gone = ('id = "fukushi"\nname = "福祉課"', 'id = "fukushi"\nuntil = "FY2025"\nname = "福祉課"')
    found = told(gone)
    assert {check for check, _about, _what in found} == {"G11"}
    assert "meeting.shien-kaigi" in {about for _check, about, _what in found}


def test_of_days_before_the_sources_nothing_is_said() -> None:
    """Since when a row without a beginning holds nobody says, so it is not asked who was there before."""
    assert told(('id = "reiji-shakyo"\nkind', 'id = "reiji-shakyo"\nsince = "FY2023"\nkind'),
                ('id = "fukushi"\nname', 'id = "fukushi"\nsince = "FY2024"\nname')) == []  # fmt: skip


def test_the_last_day_there_is_has_none_after_it() -> None:
    assert told(('id = "juso-kaigi"', 'id = "juso-kaigi"\nuntil = "9999-12-31"')) == []


def test_however_many_windows_there_are_only_days_of_meetings_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    window = (
        '\n[[service]]\nid = "w{n}"\nfunction = "comprehensive_consultation"\nany_field = true\n'
        'since = "{year}-{month:02}"\ncite = "plan: 1"\n'
    )
    more = "".join(window.format(n=n, year=2000 + n // 12, month=n % 12 + 1) for n in range(240))
    asked: list[dt.date] = []
    at = Structure.at
    located = Located(load_text(TEXT + more), "structure.toml")
    monkeypatch.setattr(Structure, "at", lambda self, day: (asked.append(day), at(self, day))[1])
    assert list(gate_checks(located)) == []
    assert len(asked) <= 4
