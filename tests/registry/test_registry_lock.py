"""One at a time changes juso.toml: what two enable at once is both kept, and who holds the lock is named."""

import datetime as dt
import os
import threading
import time
from pathlib import Path

import pytest

from juso_core import instance as instances
from juso_core.instance import FILE, InstanceError, create, disable, enable, read
from juso_core.instance_lock import held, lock_of
from juso_core.municipality.code import check_digit

DIGEST = "0123456789abcdef" * 4
ON = dt.date(2024, 4, 1)
CODES = [five + check_digit(five) for five in (f"99{number:03}" for number in range(1, 6))]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_several_enable_at_once_is_all_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office, write = create(tmp_path), instances.write

    def slowly(instance):
        # Long enough that all have read before the first has written, were they not kept apart.
        time.sleep(0.1)
        return write(instance)

    monkeypatch.setattr(instances, "write", slowly)
    enabling = [
        threading.Thread(target=enable, args=(office, code, "juso-x", "1", DIGEST, ON), daemon=True) for code in CODES
    ]
    for one in enabling:
        one.start()
    for one in enabling:
        one.join(60)
    assert [one.code for one in read(tmp_path).plugins] == CODES
    assert names(tmp_path) == [FILE]


def test_who_holds_the_lock_is_named_and_nothing_is_changed(tmp_path: Path) -> None:
    create(tmp_path)
    with held(tmp_path), pytest.raises(InstanceError) as raised, held(tmp_path, patience=0):
        pytest.fail("two hold it")
    assert f"process {os.getpid()} on " in str(raised.value)
    # Whoever was refused takes nothing away from whoever holds it, and afterwards it is free.
    assert names(tmp_path) == [FILE]
    with held(tmp_path, patience=0):
        assert names(tmp_path) == [FILE, f"{FILE}.lock"]


def test_a_lock_that_was_left_behind_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = create(tmp_path)
    lock_of(tmp_path).write_text("4242 mach\x1b[31mine")
    monkeypatch.setattr("juso_core.instance.held", lambda folder: held(folder, patience=0))
    before = (tmp_path / FILE).read_bytes()
    for change in (lambda: enable(office, CODES[0], "juso-x", "1", DIGEST, ON), lambda: disable(office, CODES[0])):
        with pytest.raises(InstanceError, match="process 4242") as raised:
            change()
        assert "\x1b" not in str(raised.value)
        assert f"remove {lock_of(tmp_path)}" in raised.value.how_to_mend()
    assert (tmp_path / FILE).read_bytes() == before
    lock_of(tmp_path).unlink()
    assert enable(office, CODES[0], "juso-x", "1", DIGEST, ON).plugins


def test_two_folders_whose_file_is_one_share_the_lock(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    create(tmp_path / "b")
    (tmp_path / "a" / FILE).symlink_to(tmp_path / "b" / FILE)
    with held(tmp_path / "a"), pytest.raises(InstanceError), held(tmp_path / "b", patience=0):
        pytest.fail("two hold it")


def test_where_no_lock_can_be_made_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InstanceError, match=r"juso\.toml cannot be written"), held(tmp_path / "gone"):
        pytest.fail("there is no folder")
