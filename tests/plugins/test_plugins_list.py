"""What is installed: a list by metadata, each broken plugin in one line, and everything else goes on."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from plugins_site import CODE, JUDGEMENT, POISON, TOWN, Site

A, B, C = "999016", "999024", "999032"


def lines_of(out: str, word: str) -> list[str]:
    return [line for line in out.splitlines() if word in line]


def test_listing_imports_nothing_of_a_municipality(juso, site: Site) -> None:
    site.town(plugin=POISON)
    listed = juso("plugins", "list")
    assert listed.code == 0
    (line,) = lines_of(listed.out, "juso-reiji")
    assert line.split()[:5] == [CODE, "例示市", "reiji", "juso-reiji", "0.1.0"]
    assert [name for name in sys.modules if name.partition(".")[0] == "juso_reiji"] == []


def test_a_broken_plugin_is_one_line_with_all_that_is_needed(juso, site: Site) -> None:
    site.install("juso_old", A, group="juso.v0", version="3.1")
    site.town()
    listed = juso("plugins", "list")
    assert listed.code == 0
    (line,) = lines_of(listed.out, "juso-old")
    assert line.startswith(f"! {A} juso-old 3.1 · version: ")
    assert line.endswith(" → upgrade juso-old")
    assert lines_of(listed.out, "juso-reiji")


def test_of_a_long_cause_the_first_line_and_where_the_rest_is(juso, site: Site, office: Path) -> None:
    from juso_core.cli.plugin_words import broken_line
    from juso_core.registry import Broken, BrokenAt

    broken = Broken(A, "juso-aaa", "1", BrokenAt.STRUCTURE, "first\x1b[31m\nsecond\nthird", "the fix\nof two lines")
    line = broken_line(broken)
    assert len(line.splitlines()) == 1
    assert f"(and 2 more: juso plugins check {A})" in line
    assert "\x1b" not in line
    assert line.endswith("→ the fix of two lines")


def test_json_keeps_everything(juso, office: Path, site: Site) -> None:
    site.town(structure="# changed\n" + TOWN)
    site.install("juso_old", A, group="juso.v0")
    data = juso("plugins", "list", "--json").data
    assert data["schema"] == "juso.plugins/1"
    assert data["instance"] == str(office)
    assert {"code", "name", "short_name", "distribution", "version", "package", "api", "enabled"} <= set(
        data["plugins"][0]
    )
    broken = {one["code"]: one for one in data["broken"]}
    assert broken[A]["stage"] == "version"
    # Enabled as it was, and no longer as it is.
    assert broken[CODE]["stage"] == "structure"
    assert set(broken[CODE]) == {"code", "distribution", "version", "stage", "cause", "fix"}


def test_what_is_enabled_and_gone_is_told_beside_what_is_there(juso, office: Path, site: Site) -> None:
    site.remove("juso_reiji")
    site.install("juso_bbb", B)
    listed = juso("plugins", "list")
    (line,) = lines_of(listed.out, CODE)
    assert "not installed" in line
    assert f"juso plugins disable {CODE}" in line
    assert lines_of(listed.out, B)


def test_the_finder_of_another_distribution_fails(juso, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            return None

        @staticmethod
        def find_distributions(context=None):
            raise RuntimeError("somebody else's")

    monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
    site.town()
    listed = juso("plugins", "list")
    assert listed.code == 0, listed.err
    assert lines_of(listed.out, "juso-reiji")


ODD = {
    "a folder": None,
    "no text": b"\xff\xfe",
    "deep": b"x = " + b"[" * 5000,
    "a name over lines": b'code = "999016"\nname = "a\\u001b[31m\\nb"\n',
}


@pytest.mark.parametrize("kind", ODD)
def test_whatever_lies_in_one_plugin_the_others_are_told(juso, site: Site, kind: str) -> None:
    package = site.install("juso_aaa", A, structure=None)
    content = ODD[kind]
    if content is None:
        (package / "structure.toml").mkdir()
    else:
        (package / "structure.toml").write_bytes(content)
    (package / "plugin.py").mkdir()
    site.town()
    for words in (("plugins", "list"), ("plugins", "check"), ("doctor",)):
        ran = juso(*words)
        assert "Traceback" not in ran.out + ran.err
        assert "inside juso" not in ran.err
        # The last is a structure, if an odd one: doctor names only what is wrong.
        if words[0] == "plugins" or kind != "a name over lines":
            assert lines_of(ran.out, "juso-aaa")
        assert "\x1b" not in ran.out
    assert lines_of(juso("plugins", "check").out, "juso-reiji")


def test_a_check_that_fails_in_itself_is_a_record(juso, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from juso_core.management import plugin_check

    def fails(found: object) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr(plugin_check, "look", fails)
    site.town()
    ended = juso("plugins", "check", "reiji")
    assert ended.code == 1
    assert "it cannot be looked at (RuntimeError: odd)" in ended.out


def test_python_warns_its_author_and_nobody_else(juso, site: Site, recwarn: pytest.WarningsRecorder) -> None:
    site.town(plugin=JUDGEMENT + "TEXT = '\\d'\n")
    assert juso("plugins", "check", "reiji").code == 0
    assert [one for one in recwarn if "escape" in str(one.message)] == []


# -- info ----------------------------------------------------------------------------------------------------------


def test_info_runs_no_code_and_shows_its_hooks(juso, site: Site) -> None:
    site.town(plugin=JUDGEMENT + POISON)
    data = juso("plugins", "info", "reiji", "--json").data
    assert data["works"] is True
    assert data["code_is_asked"] is True
    assert data["imported"] is False
    assert data["hooks"] == ["juso_escalate"]
    assert data["facts"] == TOWN.count("\n[[") - TOWN.count("\n[[source]]")
    shown = juso("plugins", "info", "例示市")
    assert "juso_escalate" in shown.out
    assert f"juso plugins check --import {CODE}" in shown.out
    assert "juso_reiji" not in sys.modules


def test_info_with_import_says_what_fails(juso, site: Site) -> None:
    site.town(plugin=JUDGEMENT + POISON)
    ended = juso("plugins", "info", "reiji", "--import", "--json")
    assert ended.code == 1
    assert ended.data["works"] is False
    assert ended.data["stage"] == "import"
    assert "imported" in ended.data["cause"]


def test_info_of_a_structure_alone(juso, site: Site) -> None:
    site.town()
    data = juso("plugins", "info", "reiji", "--json").data
    assert data["code_is_asked"] is False
    assert data["hooks"] == []


# -- check ---------------------------------------------------------------------------------------------------------


def test_check_tells_all_that_is_wrong_with_one_and_that_the_others_work(juso, site: Site) -> None:
    site.install("juso_aaa", A, structure='code = "x"\nname = 3\n[[agencie]]\nid = "x"\n')
    site.install("juso_bbb", B, plugin="from juso_core.hookspecs import hookimpl\n@hookimpl\ndef juso_esclate(): ...\n")
    site.install("juso_ccc", C, plugin=JUDGEMENT + POISON)
    site.town(plugin="def broken(:\n")
    ended = juso("plugins", "check", A, B, C, CODE)
    assert ended.code == 1
    assert f"! {A} juso-aaa 0.1.0 · structure.toml" in ended.out
    assert len(lines_of(ended.out, "juso_aaa/structure.toml:")) >= 3
    assert "juso_bbb/plugin.py:3: there is no hook juso_esclate; did you mean 'juso_escalate'?" in ended.out
    assert f"✓ {C} 例示市 juso-ccc 0.1.0" in ended.out
    assert "juso_reiji/plugin.py:1: SyntaxError" in ended.out
    with_import = {one["code"]: one for one in juso("plugins", "check", C, "--import", "--json").data["plugins"]}
    assert with_import[C]["works"] is False
    assert with_import[C]["stage"] == "import"


def test_check_in_an_instance_is_about_what_is_enabled(juso, office: Path, site: Site) -> None:
    site.install("juso_aaa", A, structure=None)
    checked = juso("plugins", "check", "--json")
    assert checked.code == 0
    assert checked.data["schema"] == "juso.usable/1"
    assert [(one["code"], one["works"], one["enabled"]) for one in checked.data["plugins"]] == [(CODE, True, True)]
    site.town(version="0.2.0")
    changed = juso("plugins", "check", "--json")
    assert changed.code == 1
    assert changed.data["plugins"][0]["stage"] == "version"
    assert f"juso plugins enable {CODE}" in changed.data["plugins"][0]["fix"]


def test_check_of_somebody_unknown(juso, site: Site) -> None:
    site.town()
    ended = juso("plugins", "check", "nowhere")
    assert ended.code == 1
    assert "nowhere" in ended.err


def test_without_plugins_named_the_commands_import_none_of_the_office(site: Site, tmp_path: Path) -> None:
    """The list is a matter of metadata: no case, no database, no hook."""
    heavy = ("sqlalchemy", "cattrs", "pluggy", "juso_core.casework.case", "juso_core.office")
    program = (
        "import sys\nfrom juso_core.cli.main import run\ntry:\n    run(['plugins', 'list'])\n"
        f"except SystemExit:\n    print('HEAVY', [m for m in {heavy!r} if m in sys.modules])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=True, cwd=tmp_path
    )
    assert "HEAVY []" in ran.stdout


def test_what_is_shown_and_not_used_is_said(juso, office: Path) -> None:
    text = (office / "juso.toml").read_text(encoding="utf-8")
    (office / "juso.toml").write_text(re.sub(r'digest = "....', 'digest = "0000', text), encoding="utf-8")
    ran = juso("show", "999997")
    assert ran.code == 0
    assert "the instance here does not use it" in ran.err


def test_info_says_that_what_is_enabled_is_another(juso, office: Path) -> None:
    text = (office / "juso.toml").read_text(encoding="utf-8")
    (office / "juso.toml").write_text(text.replace('version = "0.1.0"', 'version = "0.0.9"'), encoding="utf-8")
    told = juso("plugins", "info", CODE)
    assert "version 0.0.9 is enabled in juso.toml, 0.1.0 is installed" in told.out
    data = juso("plugins", "info", CODE, "--json").data
    assert (data["works"], data["used_here"]) == (True, False)
    (row,) = (one for one in juso("plugins", "list", "--json").data["plugins"] if one["code"] == CODE)
    assert row["usable"] is False


def test_a_structure_that_cannot_be_read_at_all_is_a_line_of_its_own(juso, site: Site) -> None:
    site.town()
    site.install("juso_spoilt", A, structure="code = \n")
    listed = juso("plugins", "list")
    assert listed.code == 0
    (line,) = [line for line in lines_of(listed.out, "juso-spoilt") if line.startswith("!")]
    assert "structure.toml" in line
    assert [one["code"] for one in juso("plugins", "list", "--json").data["broken"]] == [A]
