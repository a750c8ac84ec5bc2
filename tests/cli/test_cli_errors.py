"""What people enter wrongly, and what is not possible: a message, an exit code, nothing written, never a traceback."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from juso_core.journal.sql import SqlJournal


def rows(folder: Path) -> dict[str, int]:
    """How many rows each table of the instance's database has."""
    with sqlite3.connect(folder / "juso.db") as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        return {name: database.execute(f"select count(*) from {name}").fetchone()[0] for name in tables}


ONE = ("case", "receive", "--approached", "base", "--brought-by", "person", "--person", "a")
WRONG = [
    (("cas",), 2, "'case'"),
    (("case", "refe", "X"), 2, "'refer'"),
    (("case", "refer"), 2, "CASE is missing"),
    (("case", "refer", "{case}", "--too", "sasaeai"), 2, "--to"),
    (("case", "refer", "NOSUCH"), 1, "there is no case NOSUCH"),
    (("case", "refer", "{case}", "--by", "anshinn"), 1, "did you mean anshin?"),
    (("case", "refer", "{case}", "--to", "sasaei"), 1, "did you mean sasaeai?"),
    (("case", "refer", "{case}", "--about", "uncle"), 1, "son, mother"),
    (("case", "refer", "{case}", "--on", "平成31年5月1日"), 2, "令和"),
    (("case", "refer", "{case}", "--on", "2024-02-30"), 2, "--on"),
    (("case", "refer", "{case}", "--on", "2024-05-01"), 1, "before the last entry"),
    (("case", "refer", "{case}", "--identify", "son"), 1, "L01"),
    (("case", "decide", "{case}"), 1, "there is no plan"),
    (("case", "hold", "{case}", "--attendee", "anshin"), 1, "no conference has been called"),
    (("case", "support", "{case}", "--plan", "P9"), 1, "P9"),
    (("case", "interrupt", "{case}"), 1, "elsewhere in its flow"),
    (("case", "answer", "{case}"), 1, "elsewhere in its flow"),
    (("case", "outreach", "{case}", "visti"), 2, "'visit'"),
    (("case", "call", "{case}", "--kind", "juso_conference", "--identify", "all", "--by", "sasaeai"), 1, "L06"),
    (("case", "call", "{case}", "--kind", "support_conference", "--convener", "sasaeai"), 1, "L02"),
    (("case", "consent", "{case}"), 2, "--of"),
    (("case", "consent", "{case}", "--of", "son"), 1, "--use"),
    (("case", "assess", "{case}", "--facts", "missing.toml"), 2, "missing.toml"),
    (("case", "receive", "--approached", "windw"), 2, "--brought-by"),
    ((*ONE, "--member", "b::3"), 1, "a"),
    ((*ONE, "--member", "a::300"), 2, "300"),
    (("show", "132013"), 1, "132012"),
    (("show", "八王寺市"), 1, "八王子市"),
    (("show", "hachioji", "meetings"), 2, "'meeting'"),
    (("explain", "NOSUCH"), 1, "there is no case"),
    (("explain", "{case}", "--step", "99"), 2, "99"),
    (("report", "--year", "R99x"), 2, "--year"),
    (("report", "--from", "2024-05-01"), 2, "--to"),
    (("report", "--from", "2024-06", "--to", "2024-05"), 2, "--from"),
    (("schema", "structur"), 2, "'structure'"),
    (("schema", "words", "Topics"), 2, "'Topic'"),
    (("plugins", "enable", "nowhere"), 1, "nowhere"),
    (("plugins", "disable", "nowhere"), 1, "nowhere"),
    (("init", "."), 1, "already"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG, ids=[" ".join(words) for words, _, _ in WRONG])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_bad_input_is_said_and_nothing_is_written(juso, received, office: Path, words, code, said, language) -> None:
    before = rows(office)
    ended = juso(*(word.replace("{case}", received) for word in words), "--lang", language)
    assert ended.code == code, ended.err
    assert ended.err.strip()
    assert "Traceback" not in ended.err
    if language == "en":
        assert said in ended.err
    assert rows(office) == before


def test_all_that_is_missing_is_said_at_once(juso, office: Path) -> None:
    ended = juso("case", "receive")
    assert ended.code == 2
    assert all(flag in ended.err for flag in ("--approached", "--brought-by", "--person"))


def test_no_instance_here(juso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (("case", "list"), ("report",), ("explain", "X"), ("case", "list", "--instance", tmp_path / "none")):
        ended = juso(*words)
        assert ended.code == 1
        assert "juso init" in ended.err


BROKEN_FILES = {
    "not toml": "format = = 1",
    "empty": "",
    "unknown key": 'format = 1\ndatabase = "juso.db"\ndatabse = "x"\n',
    "newer": 'format = 99\ndatabase = "juso.db"\n',
    "wrong check digit": 'format = 1\ndatabase = "juso.db"\n[[plugin]]\ncode = "132013"\ndistribution = "x"\n'
    'version = "1"\ndigest = "d"\nenabled_on = 2026-01-01\n',
    "binary": "\x00\x01",
}


@pytest.mark.parametrize("kind", BROKEN_FILES)
def test_a_broken_juso_toml_is_named(juso, received: str, office: Path, kind: str) -> None:
    (office / "juso.toml").write_text(BROKEN_FILES[kind], encoding="utf-8")
    for words in (("case", "list"), ("plugins", "list"), ("case", "refer", received)):
        ended = juso(*words)
        assert ended.code == 1
        assert "juso.toml" in ended.err
        assert "Traceback" not in ended.err


@pytest.mark.parametrize("damage", ["missing", "no database", "a folder", "cut short"])
def test_a_damaged_database_is_named_and_left_alone(juso, received: str, office: Path, damage: str) -> None:
    path = office / "juso.db"
    for beside in (office / "juso.db-wal", office / "juso.db-shm"):
        beside.unlink(missing_ok=True)
    if damage == "missing":
        path.unlink()
    elif damage == "no database":
        path.write_bytes(b"these are no pages of a database" * 400)
    elif damage == "a folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(path.read_bytes()[:5000])
    before = path.read_bytes() if path.is_file() else None
    for words in (("case", "show", received), ("case", "refer", received)):
        ended = juso(*words)
        assert ended.code == 1, (damage, words, ended.out)
        assert "juso.db" in ended.err
        assert "Traceback" not in ended.err
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_full_database_refuses_and_keeps_what_it_has(
    juso, received: str, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = SqlJournal.open

    def small(where: str) -> SqlJournal:
        journal = opened(where)
        journal.engine.dispose()
        sa.event.listen(journal.engine, "connect", lambda database, _: database.execute("PRAGMA max_page_count = 1"))
        return journal

    monkeypatch.setattr(SqlJournal, "open", staticmethod(small))
    before = rows(office)
    ended = None
    for number in range(200):
        words = ("refer", received) if number == 0 else ("share", received, "--to", "sasaeai")
        ended = juso("case", *words)
        if ended.code:
            break
    assert ended is not None
    assert ended.code == 1
    assert "juso.db" in ended.err
    monkeypatch.undo()
    monkeypatch.chdir(office)
    after = rows(office)
    assert all(after[table] >= count for table, count in before.items())
    journal = opened(str(office / "juso.db"))
    assert journal.verify() == ()
    journal.close()


PLUGINS = {
    "raises": "    raise RuntimeError('架空の故障')\n",
    "exits": "    raise SystemExit(3)\n",
    "nonsense": "    return 'yes'\n",
    "unknown id": "    return Escalation(receivers=('nobody-here',), because=(Reason(Text('あ', 'a'), 'plan: 1'),))\n",
}
TOWN = Path(__file__).parent / "town.toml"


@pytest.mark.parametrize("kind", [*PLUGINS, "cannot be imported"])
def test_a_failing_plugin_costs_only_its_own_answer(tmp_path: Path, kind: str) -> None:
    """In a process of its own: the failing plugin is a real distribution on the path."""
    package = tmp_path / "site" / "juso_town"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "structure.toml").write_text(TOWN.read_text(encoding="utf-8"), encoding="utf-8")
    head = (
        "from juso_core.casework.decisions import Escalation, Reason\nfrom juso_core.citation import Text\n"
        "from juso_core.hookspecs import hookimpl\n\n\n@hookimpl\ndef juso_escalate(case, stage):\n"
    )
    body = PLUGINS.get(kind)
    (package / "plugin.py").write_text(head + body if body else "import no_such_module\n", encoding="utf-8")
    info = tmp_path / "site" / "juso_town-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: juso-town\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[juso.v1]\n999997 = juso_town\n")
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("JUSO", "LC_", "LANG"))},
        "PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), os.environ.get("PYTHONPATH", "")]),
        "JUSO_BY": "fukushi",
    }

    def juso(*words: str) -> subprocess.CompletedProcess[str]:
        program = "import sys; from juso_core.cli.main import run; run(sys.argv[1:])"
        return subprocess.run(
            [sys.executable, "-c", program, *words],
            cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    assert juso("init", ".").returncode == 0
    enabled = juso("plugins", "enable", "999997")
    # Enabling runs no code; whoever wants to know beforehand asks for it.
    assert enabled.returncode == 0, enabled.stderr
    if kind == "cannot be imported":
        tried = juso("plugins", "check", "--import")
        assert tried.returncode == 1
        assert "no_such_module" in tried.stdout
    received = juso(*ONE, "--member", "a::30")
    assert received.returncode == 0, received.stderr
    case = received.stdout.split()[1].rstrip(":")
    done = juso("case", "assess", case, "--responsibility", "unclear")
    assert done.returncode == 0, done.stderr
    assert "juso_town/plugin.py:" in done.stdout or "juso-town" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    explained = juso("explain", case)
    assert "juso-town" in explained.stdout
    assert "the national standard" in explained.stdout
    two = ("V01", "--municipality", "999997,132012")
    for words in (("simulate", *two), ("simulate", *two, "--json"), ("explain", "V01", "--municipality", "999997")):
        simulated = juso(*words)
        assert simulated.returncode == 0, simulated.stderr
        assert "juso-town failed" in simulated.stderr + (simulated.stdout if words[0] == "explain" else "")
    checked = juso("simulate", *two, "--check")
    assert checked.returncode == 1
    assert "juso-town failed" in checked.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check", "--older-than", "-5"), "--older-than: -5 は範囲 x>=0 の外です"),
        (("check", "--at-least", "provn"), "--at-least: 「provn」は使えません。使えるもの：structure"),
        (("doctor", "extra"), "余分な指定があります: (extra)"),
    ],
)
def test_what_click_finds_is_told_in_japanese(words, told, juso):
    result = juso("--lang", "ja", *words)
    assert result.code == 2
    assert told in result.err
