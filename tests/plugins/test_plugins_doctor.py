"""``juso doctor``: every check runs whatever the others find, and says what to do."""

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from plugins_site import CODE, POISON, Site, receive

from juso_core.health import Around, Finding, State, files, findings, machine, parts
from juso_core.health.everything import CHECKS
from juso_core.language import messages

ALWAYS = {"python", "sqlite", "sqlite.build", "clock", "terminal", "catalogs", "extras", "plugins"}
IN_AN_INSTANCE = {
    *("instance", "permissions", "writable", "disk", "file_system"),
    *("database", "database.settings", "database.integrity"),
}


def set_zone(zone: str | None) -> None:
    """Let this process live in a time zone; Windows keeps its own."""
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(autouse=True)
def time_in_japan() -> Iterator[None]:
    before = os.environ.get("TZ")
    set_zone("Asia/Tokyo")
    yield
    set_zone(before)


def states(ran) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in ran.data["checks"]:
        # Of several findings of one check the worst.
        found[one["id"]] = max(found.get(one["id"], "ok"), one["state"], key=["ok", "info", "warning", "failed"].index)
    return found


def mend(ran, name: str) -> str:
    return next(one["mend"] for one in ran.data["checks"] if one["id"] == name and one["mend"])


def only(check, around: Around) -> Finding:
    (finding,) = check(around)
    return finding


def test_a_sound_instance(juso, office: Path) -> None:
    receive(office)
    ran = juso("doctor", "--json")
    assert ran.code == 0, ran.out
    assert ran.data["schema"] == "juso.doctor/1"
    assert all(set(one) == {"id", "state", "what", "value", "mend"} for one in ran.data["checks"])
    found = states(ran)
    assert ALWAYS | IN_AN_INSTANCE >= set(found) >= (ALWAYS | IN_AN_INSTANCE) - {"file_system"}
    assert {name for name, state in found.items() if state not in ("ok", "info")} <= {"disk"}
    deep = states(juso("doctor", "--deep", "--json"))
    assert deep["database.chains"] == "ok"


def test_both_languages_have_the_same_ids(juso, office: Path) -> None:
    ja, en = (juso("doctor", "--json", "--lang", language) for language in ("ja", "en"))
    assert [one["id"] for one in ja.data["checks"]] == [one["id"] for one in en.data["checks"]]


def test_without_an_instance_the_rest_is_checked(juso, site: Site) -> None:
    ran = juso("doctor", "--json")
    found = states(ran)
    assert set(found) == ALWAYS | {"instance"}
    assert found["instance"] == "info"
    assert "juso init" in mend(ran, "instance")
    assert "· instance: there is no instance here" in juso("doctor").out


def test_a_broken_juso_toml(juso, office: Path) -> None:
    (office / "juso.toml").write_text("format = 1\ndatabse = 'x'\n", encoding="utf-8")
    ran = juso("doctor", "--json")
    assert ran.code == 1
    found = states(ran)
    assert found["instance"] == "failed"
    assert set(found) >= ALWAYS | {"permissions", "disk"}
    shown = juso("doctor")
    assert "did you mean 'database'?" in shown.out
    assert "Traceback" not in shown.out + shown.err


@pytest.mark.parametrize("damage", ["missing", "no database", "newer", "a folder"])
def test_a_database_that_cannot_be_used(juso, office: Path, damage: str) -> None:
    path = office / "juso.db"
    if damage == "newer":
        with sqlite3.connect(path) as database:
            database.execute("UPDATE juso_schema SET schema_version = 99")
        database.close()
    else:
        path.unlink()
        if damage == "no database":
            path.write_bytes(b"these are no pages of a database" * 400)
        elif damage == "a folder":
            path.mkdir()
    ran = juso("doctor", "--json")
    assert ran.code == 1
    assert states(ran)["database"] == "failed"
    assert mend(ran, "database")
    # What comes after it is looked at all the same.
    assert states(ran)["plugins"] == "ok"


def test_a_damaged_page_is_found(juso, office: Path) -> None:
    for number in range(40):
        receive(office, "houkatsu" if number % 2 else "shakyo")
    path = office / "juso.db"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        wanted = "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'event'"
        (index,) = database.execute(wanted).fetchone()
        size = database.execute("PRAGMA page_size").fetchone()[0]
    database.close()
    content = bytearray(path.read_bytes())
    start = (index - 1) * size
    content[start + 200 : start + size] = b"\x55" * (size - 200)
    path.write_bytes(bytes(content))
    ran = juso("doctor", "--json")
    assert ran.code == 1
    assert states(ran)["database.integrity"] == "failed"
    assert "backup" in mend(ran, "database.integrity")


def test_a_changed_entry_is_found_in_depth(juso, office: Path) -> None:
    receive(office)
    with sqlite3.connect(office / "juso.db") as database:
        database.execute("DROP TRIGGER event_never_changed")
        database.execute("UPDATE event SET agency = 'shakyo'")
    database.close()
    assert juso("doctor").code == 0
    ran = juso("doctor", "--deep", "--json")
    assert ran.code == 1
    assert states(ran)["database.chains"] == "failed"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other means")
@pytest.mark.parametrize("name", ["juso.db", "juso.toml"])
def test_files_that_others_may_read(juso, office: Path, name: str) -> None:
    os.chmod(office, 0o755)
    os.chmod(office / name, 0o644)
    ran = juso("doctor", "--json")
    assert ran.code == 0
    assert states(ran)["permissions"] == "warning"
    assert mend(ran, "permissions").startswith(f"close them to others: chmod go-rwx {office / name}")
    # Nobody comes into a closed folder.
    os.chmod(office, 0o700)
    assert states(juso("doctor", "--json"))["permissions"] == "ok"
    os.chmod(office, 0o777)
    assert states(juso("doctor", "--json"))["permissions"] == "warning"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other means")
def test_files_that_a_group_may_read(juso, office: Path) -> None:
    os.chmod(office, 0o750)
    os.chmod(office / "juso.db", 0o660)
    ran = juso("doctor", "--json")
    assert states(ran)["permissions"] == "warning"
    assert "the group" in ran.out
    assert f"chmod g-rwx {office / 'juso.db'}" in mend(ran, "permissions")


def test_an_instance_that_is_named_and_not_there_has_failed(juso, tmp_path: Path) -> None:
    ran = juso("--instance", tmp_path / "gone", "doctor", "--json")
    assert ran.code == 1
    assert states(ran)["instance"] == "failed"
    assert juso("--instance", tmp_path / "gone", "plugins", "check").code == 1


def test_what_this_user_may_not_write(juso, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.os, "access", lambda path, mode: Path(path).name != "juso.db")
    ran = juso("doctor", "--json")
    assert ran.code == 1
    assert states(ran)["writable"] == "failed"


@pytest.mark.parametrize(
    ("total", "free", "state"),
    [(10**12, 9 * 10**11, "ok"), (10**12, 10**10, "warning"), (2 * 10**9, 9 * 10**8, "warning"), (10**12, 5, "failed")],
)
def test_room_on_the_disk(juso, office: Path, monkeypatch: pytest.MonkeyPatch, total, free, state) -> None:
    monkeypatch.setattr(files.shutil, "disk_usage", lambda _place: shutil._ntuple_diskusage(total, total - free, free))
    assert states(juso("doctor", "--json"))["disk"] == state


def test_a_network_drive_is_warned_of(juso, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    kept = str(office).replace(" ", "\\040")
    mounts.write_text(f"none / ext4 rw 0 0\nserver:/share {kept} nfs4 rw 0 0\nnone /elsewhere cifs rw 0 0\n")
    monkeypatch.setattr(files, "_MOUNTS", mounts)
    ran = juso("doctor", "--json")
    assert states(ran)["file_system"] == "warning"
    # A name with Japanese in it and a blank, which stands there as \\040.
    mounts.write_text(f"none / ext4 rw 0 0\nserver:/x {tmp_path}/共有\\040一 nfs4 rw 0 0\n", encoding="utf-8")
    assert files._kind_of(tmp_path / "共有 一" / "juso.db", mounts.read_text(encoding="utf-8")) == "nfs4"
    mounts.write_text("none / ext4 rw 0 0\n")
    assert states(juso("doctor", "--json"))["file_system"] == "ok"


class TestClock:
    def test_before_the_newest_entry(self, juso, office: Path) -> None:
        receive(office)
        with sqlite3.connect(office / "juso.db") as database:
            database.execute("DROP TRIGGER event_never_changed")
            database.execute("UPDATE event SET entered_at = '2999-01-01T00:00:00+00:00'")
        database.close()
        ran = juso("doctor", "--json")
        assert ran.code == 1
        assert "2999" in mend(ran, "clock")

    def test_before_juso_was_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(machine, "_BUILT", 2999)
        assert only(machine.clock, Around()).state is State.FAILED

    def test_in_another_time_zone(self) -> None:
        assert only(machine.clock, Around()).state is State.OK
        set_zone("UTC")
        found = only(machine.clock, Around())
        assert found.state is State.WARNING
        assert "Asia/Tokyo" in found.mend


def test_versions_that_are_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_PYTHON", (99,))
    assert only(machine.python, Around()).state is State.FAILED
    monkeypatch.setattr(machine, "_SQLITE", (99, 1))
    version, _build = machine.sqlite(Around())
    assert version.state is State.WARNING
    assert "99.1" in version.mend
    monkeypatch.setattr(machine.sqlite3, "threadsafety", 0)
    _version, build = machine.sqlite(Around())
    assert build.state is State.FAILED


def test_output_that_cannot_be_japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        encoding = "ascii"

    monkeypatch.setattr(machine.sys, "stdout", Terminal())
    found = only(machine.terminal, Around())
    assert found.state is State.WARNING
    assert "PYTHONUTF8=1" in found.mend


def test_a_spoilt_catalog_leaves_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "ja" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "juso.mo").write_bytes(b"\xde\x12")
    monkeypatch.setattr(messages, "_CATALOGS", str(tmp_path))
    monkeypatch.setattr(messages, "_language", "ja")
    messages._japanese.cache_clear()
    try:
        assert messages._("no") == "no"
    finally:
        messages._japanese.cache_clear()


@pytest.mark.parametrize("content", [None, b"", b"no catalog"])
def test_a_catalog_that_is_gone_or_spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content) -> None:
    if content is not None:
        place = tmp_path / "ja" / "LC_MESSAGES"
        place.mkdir(parents=True)
        (place / "juso.mo").write_bytes(content)
    monkeypatch.setattr(parts, "_CATALOGS", tmp_path)
    found = only(parts.catalogs, Around())
    assert found.state is State.FAILED
    assert found.mend == "install juso-core again"


def test_plugins_are_looked_at_and_not_run(juso, office: Path, site: Site) -> None:
    site.install("juso_aaa", "999016", structure=None)
    site.town(plugin=POISON)
    assert juso("plugins", "enable", "reiji").code == 0
    ran = juso("doctor", "--json")
    assert ran.code == 0
    assert states(ran)["plugins"] == "ok"
    site.remove("juso_reiji")
    gone = juso("doctor", "--json")
    assert gone.code == 1
    assert states(gone)["plugins"] == "failed"
    assert f"juso plugins disable {CODE}" in mend(gone, "plugins")


def test_outside_an_instance_a_broken_plugin_is_a_warning(juso, site: Site) -> None:
    site.install("juso_aaa", "999016", structure=None)
    ran = juso("doctor", "--json")
    assert ran.code == 0
    assert states(ran)["plugins"] == "warning"


def test_a_check_that_fails_in_itself_stops_no_other(juso, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(_around: Around):
        raise RuntimeError("an odd machine")

    found = list(findings([odd, machine.python], Around()))
    assert [one.state for one in found] == [State.FAILED, State.OK]
    assert "an odd machine" in found[0].value
    assert found[0].mend
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)
