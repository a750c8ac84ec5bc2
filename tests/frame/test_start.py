"""The launcher's own decisions; what it starts is not started here."""

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def start():
    spec = importlib.util.spec_from_file_location("juso_start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path):
    """A small checkout with one plugin."""
    root = tmp_path / "checkout"
    (root / "plugins" / "reiji").mkdir(parents=True)
    for name in ("requirements.txt", "constraints.txt", "pyproject.toml", "plugins/reiji/pyproject.toml"):
        (root / name).write_text(name, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("words", "parsed"),
    [
        ([], ("help", [])),
        (["--help"], ("help", [])),
        (["demo"], ("demo", [])),
        (["demo", "--lang", "ja"], ("demo", ["--lang", "ja"])),
        (["test", "-e", "py", "--", "-k", "law"], ("test", ["-e", "py", "--", "-k", "law"])),
        (["run", "--", "juso", "--help"], ("run", ["juso", "--help"])),
        (["run", "juso", "--", "x"], ("run", ["juso", "--", "x"])),
    ],
)
def test_parse(start, words, parsed):
    assert start.parse(words) == parsed


@pytest.mark.parametrize("words", [["run"], ["run", "--"], ["tset"]])
def test_parse_refuses(start, words):
    with pytest.raises(start.Stop) as stopped:
        start.parse(words)
    assert stopped.value.code == 2
    assert stopped.value.japanese


def test_place(start, tmp_path):
    assert start.place({}, tmp_path) == tmp_path / ".venv"
    assert start.place({"JUSO_VENV": ""}, tmp_path) == tmp_path / ".venv"
    assert start.place({"JUSO_VENV": str(tmp_path / "else where")}, ROOT) == tmp_path / "else where"
    assert start.place({"JUSO_VENV": "here"}, ROOT) == Path.cwd() / "here"


def test_paths_of_each_system(start):
    assert start.python_of(Path("v"), windows=True) == Path("v/Scripts/python.exe")
    assert start.python_of(Path("v"), windows=False) == Path("v/bin/python")


@pytest.mark.parametrize(
    "name", ["requirements.txt", "constraints.txt", "pyproject.toml", "plugins/reiji/pyproject.toml"]
)
def test_stamp_follows_what_is_installed(start, checkout, name):
    before = start.stamp_of(Path("v"), checkout)
    assert start.stamp_of(Path("v"), checkout) == before
    (checkout / name).write_text("changed", encoding="utf-8")
    assert start.stamp_of(Path("v"), checkout) != before


def test_stamp_follows_places_and_new_plugins(start, checkout):
    before = start.stamp_of(Path("v"), checkout)
    assert start.stamp_of(Path("w"), checkout) != before
    (checkout / "plugins" / "betsu").mkdir()
    (checkout / "plugins" / "betsu" / "pyproject.toml").write_text("", encoding="utf-8")
    assert start.stamp_of(Path("v"), checkout) != before


def test_stamp_that_cannot_be_read_is_none(start, tmp_path):
    assert start.read_stamp(tmp_path) == ""
    (tmp_path / start.STAMP).write_bytes(b"\xff\xfe\xff")
    assert start.read_stamp(tmp_path) == ""


def test_child_environ(start):
    given = {"PATH": "/usr/bin", "PYTHONPATH": "/x", "PYTHONHOME": "/y", "LANG": "ja_JP.UTF-8", "PIP_USER": "1"}
    made = start.child_environ(given, Path("v"))
    assert made["PATH"] == os.pathsep.join([str(start.bin_dir(Path("v"))), "/usr/bin"])
    assert made["LANG"] == "ja_JP.UTF-8"
    assert made["PIP_USER"] == "0"
    assert not {"PYTHONPATH", "PYTHONHOME"} & set(made)
    assert given["PYTHONPATH"] == "/x"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("WARNING: Retrying ... Failed to establish a new connection: [Errno 111]", "index"),
        (
            "ERROR: Could not find a version that satisfies the requirement attrs\nNo matching distribution found",
            "index",
        ),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk"),
        ("error: subprocess-exited-with-error", "other"),
        ("", "other"),
    ],
)
def test_why_install_failed(start, words, kind):
    assert start.why_install_failed(words) == kind
    assert all(start.INSTALL_FAILURES[kind])


def test_exit_codes_are_those_of_a_shell(start):
    assert [start.exit_code(code) for code in (0, 3, -15)] == [0, 3, 143]


def test_can_write(start, tmp_path):
    assert start.can_write(tmp_path / "not" / "yet")
    (tmp_path / "file").touch()
    assert not start.can_write(tmp_path / "file" / "below")


def test_pip_goes_without_a_cache_that_cannot_be_written(start, tmp_path, monkeypatch):
    answers = {"stdout": str(tmp_path)}
    monkeypatch.setattr(start.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, answers["stdout"]))
    assert start.without_cache(Path("v"), {"A": "b"}) == {"A": "b"}
    (tmp_path / "file").touch()
    answers["stdout"] = str(tmp_path / "file" / "pip")
    assert start.without_cache(Path("v"), {"A": "b"}) == {"A": "b", "PIP_NO_CACHE_DIR": "1"}


@pytest.mark.parametrize(
    ("there", "used"), [({"venv", "ensurepip", "virtualenv"}, "venv"), ({"venv", "virtualenv"}, "virtualenv")]
)
def test_maker(start, monkeypatch, there, used):
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: name in there or None)
    assert start.maker() == [sys.executable, "-m", used]


def test_maker_says_what_to_install(start, monkeypatch):
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(start.Stop, match=r"apt install python3\.\d+-venv"):
        start.maker()


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_start_did_not_make_is_left_alone(start, tmp_path, kind):
    if kind == "folder":
        (tmp_path / "mine").mkdir()
    kept = tmp_path / "mine" / "photo.jpg" if kind == "folder" else tmp_path / "mine"
    kept.touch()
    with pytest.raises(start.Stop, match="did not make it"):
        start.make(tmp_path / "mine", {})
    assert kept.exists()


def test_output_is_kept_apart(tmp_path):
    done = subprocess.run([sys.executable, ROOT / "start.py", "tset"], capture_output=True, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"tset" in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_older_python_can_read_the_launcher():
    """The plain sentence needs a file that an older Python can parse: no newer syntax than that of 3.6."""
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))
