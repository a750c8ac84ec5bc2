"""Enabling shows what changes before it changes; disabling keeps cases readable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from plugins_site import CODE, JUDGEMENT, POISON, TOWN, Site, draft, receive

from juso_core.journal.errors import JournalUnavailable
from juso_core.journal.sql import SqlJournal

NEW_WINDOW = """
[[service]]
id = "window-child"
function = "comprehensive_consultation"
name = "子どもの窓口"
fields = ["child"]
agencies = ["fukushi"]
cite = "plan: 2 (1)"
"""
ELDERLY = TOWN[TOWN.index('[[service]]\nid = "window-elderly"') : TOWN.index('[[service]]\nid = "window-any"')]
WITHOUT_ELDERLY = TOWN.replace(ELDERLY, "")
# Its source is called like an agency.
SOURCE = TOWN.replace('id = "plan"', 'id = "houkatsu"').replace('"plan: ', '"houkatsu: ')
# A change that concerns no case.
HARMLESS = TOWN + '\n[[figure]]\nid = "n"\nname = "件数"\nvalue = 3\nunit = "case"\ncite = "plan: 5"\n'
ROUTE = TOWN.replace('deliberated_in = ["juso-kaigi"]', 'deliberated_in = ["juso-kaigi", "shien-kaigi"]')


def toml(office: Path) -> str:
    return (office / "juso.toml").read_text(encoding="utf-8")


def test_shows_what_will_be_used_and_every_kind_of_difference(juso, office: Path, site: Site) -> None:
    text = WITHOUT_ELDERLY.replace('convener = ["shakyo"]\nsec', 'convener = ["fukushi"]\nsec') + NEW_WINDOW
    site.town(version="0.2.0", structure=text)
    done = juso("plugins", "enable", "reiji")
    assert done.code == 0, done.err
    assert "juso-reiji 0.2.0, digest " in done.out
    assert "before: juso-reiji 0.1.0, digest " in done.out
    assert "+ window: 子どもの窓口 (window-child)" in done.out
    assert "- window: 高齢者の窓口 (window-elderly)" in done.out
    assert "~ conference: 重層的支援会議 (juso-kaigi): convener (shakyo → fukushi)" in done.out
    assert done.out.index("子どもの窓口") < done.out.index("重層的支援会議")
    assert 'version = "0.2.0"' in toml(office)


def test_a_route_that_changes_is_told(juso, office: Path, site: Site) -> None:
    site.town(structure=ROUTE)
    done = juso("plugins", "enable", "reiji", "--dry-run")
    assert "~ plan's route: " in done.out
    assert "deliberated_in (juso-kaigi → juso-kaigi, shien-kaigi)" in done.out


def test_what_begins_later_is_told_as_such(juso, office: Path, site: Site) -> None:
    site.town(structure=TOWN + NEW_WINDOW + 'since = "2999-04"\n')
    done = juso("plugins", "enable", "reiji", "--dry-run", "--json")
    (row,) = done.data["differences"]["rows"]
    assert row == {"table": "service", "id": "window-child", "change": "added", "today": False}
    assert "[not today" in juso("plugins", "enable", "reiji", "--dry-run").out


def test_without_a_touched_case_nobody_is_asked(juso, office: Path, site: Site) -> None:
    receive(office)
    site.town(structure=HARMLESS)
    done = juso("plugins", "enable", "reiji", "--json")
    assert done.code == 0, done.err
    assert done.data["open_cases"] == 1
    assert done.data["touched_cases"] == []
    assert done.data["changed"] is True
    assert done.data["before"]["version"] == "0.1.0"


def test_what_is_only_cited_elsewhere_touches_nobody(juso, office: Path, site: Site) -> None:
    receive(office)
    site.town(structure=TOWN.replace('cite = "plan: 1 (2)"', 'cite = "plan: 1 (9)"'))
    data = juso("plugins", "enable", "reiji", "--json").data
    assert [(row["id"], [key["key"] for key in row["keys"]]) for row in data["differences"]["rows"]] == [
        ("houkatsu", ["cite"])
    ]
    assert data["touched_cases"] == []


def test_a_source_that_is_called_like_an_agency_touches_nobody(juso, office: Path, site: Site) -> None:
    site.town(structure=SOURCE)
    assert juso("plugins", "enable", "reiji").code == 0
    receive(office)
    site.town(structure=SOURCE.replace("例示市 実施計画", "例示市 第二期実施計画"))
    data = juso("plugins", "enable", "reiji", "--json").data
    assert [row["table"] for row in data["differences"]["rows"]] == ["source"]
    assert data["touched_cases"] == []


@pytest.mark.parametrize(("change", "where"), [(WITHOUT_ELDERLY, "window"), (ROUTE, "route")])
def test_a_touched_case_is_counted_before_anything_changes(juso, office: Path, site: Site, change, where) -> None:
    touched = receive(office) if where == "window" else draft(office)
    receive(office, "shakyo", field=None)
    site.town(version="0.2.0", structure=change)
    before = toml(office)
    refused = juso("plugins", "enable", "reiji")
    assert refused.code == 1
    assert "open cases: 2, touched by this: 1" in refused.out
    assert touched in refused.out
    assert "--yes" in refused.err
    assert toml(office) == before
    seen = juso("plugins", "enable", "reiji", "--dry-run", "--json")
    assert seen.code == 0
    assert seen.data["touched_cases"] == [touched]
    assert seen.data["changed"] is False
    assert toml(office) == before
    assert juso("plugins", "enable", "reiji", "--json").out == ""
    done = juso("plugins", "enable", "reiji", "--yes")
    assert done.code == 0
    assert 'version = "0.2.0"' in toml(office)


def test_a_closed_case_is_not_counted(juso, office: Path, site: Site) -> None:
    import datetime as dt

    from juso_core.casework.acts import CloseReason
    from juso_core.casework.law import Actor
    from juso_core.opening import open_office

    case = draft(office)
    with open_office(office) as opened:
        opened.office.close(case, CloseReason.MOVED_AWAY, Actor("shakyo"), dt.date(2024, 7, 1))
    site.town(structure=WITHOUT_ELDERLY)
    data = juso("plugins", "enable", "reiji", "--json").data
    assert (data["open_cases"], data["touched_cases"]) == (0, [])


def at_a_terminal(office: Path, site: Site, said: bytes) -> subprocess.CompletedProcess[str]:
    """Enable at a terminal at which somebody says this."""
    import pty

    parent, child = pty.openpty()
    program = "import sys; from juso_core.cli.main import run; run(sys.argv[1:])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site.folder), os.environ.get("PYTHONPATH", "")])}
    process = subprocess.Popen(
        [sys.executable, "-c", program, "plugins", "enable", "reiji", "--lang", "en"],
        stdin=child, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=office,
        env={**environment, "PYTHONUTF8": "1"},
    )  # fmt: skip
    os.close(child)
    os.write(parent, said)
    out, err = process.communicate(timeout=60)
    os.close(parent)
    return subprocess.CompletedProcess([], process.returncode, out, err)


@pytest.mark.parametrize(("said", "code"), [(b"y\n", 0), (b"n\n", 1)])
def test_at_a_terminal_it_asks(office: Path, site: Site, said, code) -> None:
    receive(office)
    site.town(version="0.2.0", structure=WITHOUT_ELDERLY)
    ended = at_a_terminal(office, site, said)
    assert ended.returncode == code, ended.stderr
    assert "open cases are touched: 1 of 1. Enable it?" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ('version = "0.2.0"' in toml(office)) is (code == 0)


def test_what_is_enabled_already_changes_nothing(juso, office: Path) -> None:
    receive(office)
    before = toml(office)
    done = juso("plugins", "enable", "reiji")
    assert done.code == 0
    assert "nothing was changed" in done.out
    assert toml(office) == before


def test_the_structure_is_kept_so_that_the_next_difference_can_be_told(juso, office: Path, site: Site) -> None:
    site.town(structure=HARMLESS)
    assert juso("plugins", "enable", "reiji").code == 0
    site.town()
    data = juso("plugins", "enable", "reiji", "--dry-run", "--json").data
    assert [(row["table"], row["change"]) for row in data["differences"]["rows"]] == [("figure", "gone")]
    journal = SqlJournal.open(office / "juso.db")
    try:
        assert journal.structure(data["before"]["digest"]) == HARMLESS
    finally:
        journal.close()


def forget_structures(office: Path) -> None:
    import sqlite3

    with sqlite3.connect(office / "juso.db") as database:
        database.execute("DELETE FROM structure")
    database.close()


def test_where_the_structure_of_before_is_not_known_it_says_so_and_asks(juso, office: Path, site: Site) -> None:
    receive(office)
    forget_structures(office)
    site.town(structure=HARMLESS)
    refused = juso("plugins", "enable", "reiji")
    assert refused.code == 1
    assert "cannot be told" in refused.out
    data = juso("plugins", "enable", "reiji", "--yes", "--json").data
    assert data["differences"] is None
    assert data["touched_cases"] is None
    assert data["open_cases"] == 1


def test_a_database_that_cannot_be_reached(juso, office: Path, site: Site) -> None:
    (office / "juso.db").rename(office / "away.db")
    site.town(structure=HARMLESS)
    refused = juso("plugins", "enable", "reiji")
    assert refused.code == 1
    assert "could not be counted" in refused.out
    done = juso("plugins", "enable", "reiji", "--yes", "--json")
    assert done.code == 0, done.err
    assert done.data["open_cases"] is None
    assert done.data["changed"] is True


def test_after_disabling_it_is_compared_with_what_the_open_cases_rested_on(juso, office: Path, site: Site) -> None:
    case = receive(office)
    assert juso("plugins", "disable", "reiji").code == 0
    site.town(structure=WITHOUT_ELDERLY)
    refused = juso("plugins", "enable", "reiji")
    assert refused.code == 1
    assert "by the open cases" in refused.out
    assert case in refused.out
    site.town()
    assert juso("plugins", "enable", "reiji").code == 0


def test_enabling_runs_no_code_unless_asked(juso, office: Path, site: Site) -> None:
    site.town(version="0.2.0", plugin=JUDGEMENT + POISON)
    refused = juso("plugins", "enable", "reiji", "--import")
    assert refused.code == 1
    assert "imported" in refused.err
    done = juso("plugins", "enable", "reiji")
    assert done.code == 0, done.err
    assert f"juso plugins check --import {CODE}" in done.out


def test_a_slip_that_the_text_shows_is_refused_without_running_it(juso, office: Path, site: Site) -> None:
    site.town(version="0.2.0", plugin=JUDGEMENT.replace("escalate", "esclate") + POISON)
    before = toml(office)
    refused = juso("plugins", "enable", "reiji")
    assert refused.code == 1
    assert "juso_reiji/plugin.py:5: there is no hook juso_esclate" in refused.err
    assert toml(office) == before


def test_where_the_structure_cannot_be_kept_nothing_is_enabled(
    juso, office: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise JournalUnavailable("there is no space left", "make space")

    monkeypatch.setattr(SqlJournal, "keep_structure", full)
    site.town(version="0.2.0", structure=HARMLESS)
    before = toml(office)
    ended = juso("plugins", "enable", "reiji")
    assert ended.code == 1
    assert "no space left" in ended.err
    assert toml(office) == before


# -- disabling -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [CODE, "reiji", "juso-reiji", "例示市", "例示"])
def test_disabling_by_any_name_also_when_it_is_gone(juso, office: Path, site: Site, name: str) -> None:
    case = receive(office)
    site.remove("juso_reiji")
    done = juso("plugins", "disable", name)
    assert done.code == 0, done.err
    assert "1 of its cases are open: they stay readable" in done.out
    assert case in done.out
    assert "[[plugin]]" not in toml(office)
    shown = juso("case", "show", case)
    assert shown.code == 0, shown.err


@pytest.mark.parametrize("name", ["hachioji", "nowhere"])
def test_disabling_what_is_not_enabled_names_what_is(juso, office: Path, name: str) -> None:
    ended = juso("plugins", "disable", name)
    assert ended.code == 1
    assert f"{CODE} (juso-reiji)" in ended.err


def test_disabling_without_a_database(juso, office: Path) -> None:
    (office / "juso.db").unlink()
    done = juso("plugins", "disable", "reiji", "--json")
    assert done.code == 0, done.err
    assert done.data == {"schema": "juso.disabled/1", "code": CODE, "open_cases": None, "plugins": []}
