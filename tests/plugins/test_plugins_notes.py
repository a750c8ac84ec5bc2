"""What an upgrade changes, and what the plugin itself says about it."""

from pathlib import Path

import pytest
from plugins_site import TOWN, Site, receive

from juso_core.management.changelog import notes_since

CHANGELOG = """\
# Changes

Unreleased things are nobody's version.

## Unreleased

- Not yet.

## [0.10.0] - 2026-04-01

- The window for children.

## 0.9.0

- Earlier.\x1b[31m

### A part

- More.

## 0.2.0 (2025)

- Long ago.
"""


def versions(folder: Path, since: str | None) -> list[str]:
    return [note.version for note in notes_since(folder, since) or ()]


def test_notes_are_those_of_newer_versions_newest_first(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    assert versions(tmp_path, None) == ["0.10.0", "0.9.0", "0.2.0"]
    assert versions(tmp_path, "0.2.0") == ["0.10.0", "0.9.0"]
    assert versions(tmp_path, "0.9") == ["0.10.0"]
    assert versions(tmp_path, "1") == []
    assert notes_since(tmp_path / "none", "1") is None
    with pytest.raises(ValueError, match="x"):
        notes_since(tmp_path, "x")


def test_notes_hold_their_parts_and_no_sign_that_steers_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG.replace("Earlier", "\u202eEarlier"), encoding="utf-8")
    (note,) = [note for note in notes_since(tmp_path, None) or () if note.version == "0.9.0"]
    assert note.heading == "0.9.0"
    assert note.text == "- Earlier.[31m\n\n### A part\n\n- More."


def test_enabled_against_installed_with_notes(juso, office: Path, site: Site) -> None:
    case = receive(office)
    text = TOWN.replace('name = "高齢者の窓口"', 'name = "高齢者相談"')
    site.town(version="0.10.0", structure=text, changelog=CHANGELOG)
    before = (office / "juso.toml").read_bytes()
    data = juso("plugins", "upgrade-notes", "reiji", "--json").data
    assert data["schema"] == "juso.upgrade-notes/1"
    assert (data["enabled"]["version"], data["installed"]["version"]) == ("0.1.0", "0.10.0")
    assert [row["id"] for row in data["differences"]["rows"]] == ["window-elderly"]
    assert data["touched_cases"] == [case]
    assert [note["version"] for note in data["notes"]] == ["0.10.0", "0.9.0", "0.2.0"]
    shown = juso("plugins", "upgrade-notes", "reiji", "--since", "0.9.0")
    assert "name (高齢者の窓口 → 高齢者相談)" in shown.out
    assert "The window for children." in shown.out
    assert "Earlier" not in shown.out
    assert (office / "juso.toml").read_bytes() == before


def test_without_changes_it_says_so(juso, office: Path) -> None:
    shown = juso("plugins", "upgrade-notes", "reiji")
    assert shown.code == 0
    assert "the structure is the same" in shown.out
    assert "there is no CHANGELOG.md" in shown.out


def test_without_an_instance_the_notes_are_shown(juso, site: Site) -> None:
    site.town(version="0.10.0", changelog=CHANGELOG)
    shown = juso("plugins", "upgrade-notes", "reiji", "--since", "0.9.0")
    assert shown.code == 0
    assert "The window for children." in shown.out
    assert "juso init" in shown.out


def test_what_is_no_version_or_no_text(juso, site: Site) -> None:
    site.town(changelog=CHANGELOG)
    ended = juso("plugins", "upgrade-notes", "reiji", "--since", "last year")
    assert ended.code == 2
    assert "--since" in ended.err
    site.town(changelog="## 1.0\n日本語".encode("cp932"))
    ended = juso("plugins", "upgrade-notes", "reiji")
    assert ended.code == 1
    assert "CHANGELOG.md" in ended.err
    assert "Traceback" not in ended.err
