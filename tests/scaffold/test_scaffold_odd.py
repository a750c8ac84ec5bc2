"""Odd lists and answers: files with names that no text can hold, ids that mean something else, numbers without end."""

import errno
import os
import sys
import tempfile
from pathlib import Path

import pytest
from scaffold_made import NEEDED, structure_in
from scaffold_tables import csv_file

from juso_core.municipality.words import Field
from juso_core.scaffold.problems import AnswerErrors
from juso_core.scaffold.toml_text import toml_value
from juso_core.scaffold.windows import read_windows

HEAD = ("窓口の名称", "分野", "担当機関", "機関の種類")
LIST = (HEAD, ("一", "介護", "福祉課", ""))
NAMES = {
    "no UTF-8": os.fsdecode(b"\x91\x8b\x8c\xfb.csv"),
    "a sign nobody sees": "窓\x7f口.csv",
    "a direction": "窓\u202e口.csv",
    "an instruction": "{{ 7 }}.csv",
}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there no file can be called so")
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_file_may_be_called_what_no_text_can_hold(juso, tmp_path: Path, name: str) -> None:
    csv_file(tmp_path / name, LIST)
    done = juso(*NEEDED, "--from", name)
    assert (done.code, done.err) == (0, "")
    (service,) = structure_in(tmp_path / "juso-reiji").service
    assert [str(cite) for cite in service.cite] == ["unsourced: 一覧、2行目"]


def test_every_text_can_be_written_as_toml() -> None:
    import tomllib

    text = "".join(map(chr, range(0x20))) + "\x7f\x80\"'\\窓"
    assert tomllib.loads(f"x = {toml_value(text)}")["x"] == text


def test_an_agency_may_have_the_name_of_the_stand_in(juso, tmp_path: Path) -> None:
    csv_file(tmp_path / "a.csv", (HEAD, ("一", "介護", "unsourced", "課")))
    assert juso(*NEEDED, "--from", "a.csv").code == 0
    text = (tmp_path / "juso-reiji" / "juso_reiji" / "structure.toml").read_text(encoding="utf-8")
    explained = "take\n# this source out."
    assert text.count(explained) == 1
    assert text.split(explained)[1].lstrip().startswith("[[source]]")
    agencies = text.partition("/ Agencies")[2].partition("# ---")[0]
    assert "#[[agency]]" not in agencies, "an example stands only where there is no row"


@pytest.mark.parametrize("count", ["0", "100000", "9" * 20, "9" * 5_000])
def test_no_layer_has_so_many_areas(juso, tmp_path: Path, count: str) -> None:
    done = juso(*NEEDED, "--layer", f"圏域:{count}")
    assert done.code == 2
    assert "--layer" in done.err
    (tmp_path / "a.toml").write_text(f'[[layer]]\nname = "圏域"\ncount = {count}\n', encoding="utf-8")
    done = juso(*NEEDED, "--answers", "a.toml")
    assert done.code == 2
    assert "a.toml:" in done.err
    assert juso(*NEEDED, "--layer", "圏域:99999").code == 0


def test_nor_at_a_terminal(juso, tmp_path: Path) -> None:
    typed = ["999997", "例示市", "", "reiji", *[""] * 7, "圏域", "9" * 5_000, "100000", "3"]
    done = juso(typed=[*typed, *[""] * 3])
    assert done.code == 0, done.err
    assert done.err.count("is no number of areas") == 2
    assert [one.count for one in structure_in(tmp_path / "juso-reiji").layer] == [3]


def test_the_short_word_for_hardship_is_known(tmp_path: Path) -> None:
    (window,) = read_windows(csv_file(tmp_path / "a.csv", (HEAD, ("一", "生困", "福祉課", "")))).windows
    assert window.fields == (Field.HARDSHIP,)


@pytest.mark.parametrize(
    ("name", "is_body"),
    [
        ("社協", True),
        ("例示市社会福祉協議会", True),
        ("例示市", True),
        ("市", True),
        ("例示町", True),
        ("なぞの所", False),
    ],
)
def test_a_body_in_the_place_of_an_agency_is_told_where_to_write_it(tmp_path: Path, name: str, is_body: bool) -> None:
    with pytest.raises(AnswerErrors) as wrong:
        read_windows(csv_file(tmp_path / "a.csv", (HEAD, ("一", "介護", name, ""))))
    assert ("write it under 運営法人" in str(wrong.value)) is is_body


def test_a_folder_that_cannot_be_made_is_told_by_its_own_name(
    juso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", f"{tmp_path}/.juso-new-x1y2")

    monkeypatch.setattr(tempfile, "mkdtemp", refused)
    done = juso(*NEEDED, "--output", "there")
    assert done.code == 1
    assert done.err.rstrip().endswith(f"Permission denied: {tmp_path / 'there'}")
