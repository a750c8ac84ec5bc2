"""``juso check``: what it checks, what it prints in both languages, and its exit codes."""

import json
import sys
from xml.etree import ElementTree

import pytest
from attrs import evolve
from bad_plugins import GOOD_ONE

from juso_core.quality import apart, behaviour
from juso_core.quality.badge import badge
from juso_core.quality.checks import Level, checks

# Static checks are quick; behaviour is asked for where it matters.
STATIC = "--static"
NAME = GOOD_ONE.package
KEYS = {"code", "name", "distribution", "version", "digest", "level", "failed", "remarks", "exempted"}
OF_A_REMARK = {"check", "severity", "level", "file", "line", "about", "what", "hint", "page"}
EXEMPTION = 'schema = "juso.exemptions/1"\n\n[[exemption]]\ncheck = "{}"\nabout = "{}"\nreason = "{}"\n'


def spoil(project, file, old, new):
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def processes():
    """For a test in which processes are started as they are for everybody."""


@pytest.fixture(autouse=True)
def in_one_process(request, monkeypatch):
    """Further processes take their time; few tests here start them, and the bad plugins show what they find."""
    if "processes" not in request.fixturenames:
        monkeypatch.setattr(apart, "has_code", lambda subject: False)
        monkeypatch.setattr(behaviour, "again", lambda subject, who, before: ())


@pytest.fixture
def package(good):
    return good / NAME


@pytest.fixture
def bad(good, package):
    """One with an error, a warning and a hint; the project's folder."""
    spoil(good, f"{NAME}/structure.toml", 'informed = "fukushi"', 'informed = "shakyo"')
    spoil(good, f"{NAME}/structure.toml", 'kind = "judged"', 'kind = "stated"')
    (good / "README.md").unlink()
    return good


# -- levels and exit codes ----


def test_a_good_plugin_is_proven_and_nothing_stays_behind(juso, good, processes):
    before = list(sys.path)
    code, out, err = juso("check", good)
    assert (code, err) == (0, "")
    assert "level: proven" in out
    assert "errors 0, warnings 0, hints 0" in out
    assert sys.path == before
    assert not any(name.partition(".")[0] == NAME for name in sys.modules)


def test_an_error_fails_and_says_where_and_what_to_do(juso, bad):
    code, out, _err = juso("check", bad, STATIC)
    assert code == 1
    assert "✗ G04 error" in out
    assert f"{NAME}/structure.toml:" in out
    assert checks()["G04"].mend.en in out
    assert "△ E07 warning" in out
    assert "· S07 hint" in out
    assert "errors 1, warnings 1, hints 1" in out


def test_it_is_told_in_japanese_too(juso, bad):
    code, out, _err = juso("--lang", "ja", "check", bad, STATIC)
    assert code == 1
    assert "✗ G04 誤り" in out
    assert checks()["G04"].mend.ja in out
    assert checks()["G04"].mend.en not in out


def test_warnings_alone_do_not_fail(juso, good):
    spoil(good, "pyproject.toml", '["juso-core>=0.1,<1"]', "[]")
    code, out, _err = juso("check", good, STATIC)
    assert code == 0
    assert "S06" in out


@pytest.mark.parametrize(("level", "code"), [("structure", 0), ("lawful", 0), ("explained", 1), ("proven", 1)])
def test_at_least_fails_below_the_level(juso, good, level, code):
    spoil(good, f"{NAME}/structure.toml", 'kind = "judged"', 'kind = "stated"')
    ended, out, err = juso("check", good, "--at-least", level)
    assert ended == code
    assert "level: lawful" in out
    assert ("does not reach" in err) is bool(code)


# -- what a plugin does to the program that checks it ----


HOOK = "def juso_escalate(case: Case, stage: EscalationStage) -> Escalation | None:\n"


def test_a_plugin_that_ends_the_process_fails_and_what_its_files_show_is_told(juso, good, package, processes):
    spoil(good, f"{NAME}/plugin.py", "from juso_core.hookspecs", "import os\nfrom juso_core.hookspecs")
    spoil(good, f"{NAME}/structure.toml", 'informed = "fukushi"', 'informed = "shakyo"')
    for before, after in (
        ("@hookimpl\n", "os._exit(0)\n\n\n@hookimpl\n"),
        ("os._exit(0)", ""),
        (HOOK, HOOK + "    os._exit(0)\n"),
    ):
        spoil(good, f"{NAME}/plugin.py", before, after)
        if "_exit" in after:
            code, out, _err = juso("check", good)
            assert code == 1
            assert "✗ S08 error" in out
            assert "✗ S04 error" in out
            assert "✗ G04 error" in out
            assert "level: none" in out


def test_the_last_words_of_a_plugin_that_ends_the_process_are_told(juso, good, processes):
    text = "import os\nimport sys\n\nprint('\\033[31mno licence', file=sys.stderr)\nos._exit(3)\n"
    (good / NAME / "plugin.py").write_text(text, encoding="utf-8")
    code, out, _err = juso("check", good)
    assert code == 1
    assert "no licence" in out
    assert "\033" not in out


def test_a_plugin_that_changes_juso_spoils_nobody_elses_checks(juso, good, tmp_path, processes):
    other = evolve(GOOD_ONE, name="another").write(tmp_path)
    spoil(other, "pyproject.toml", "999997", "999989")
    structure = other / evolve(GOOD_ONE, name="another").package / "structure.toml"
    text = structure.read_text(encoding="utf-8")
    structure.write_text(text.replace('"999997"', '"999989"').replace('kind = "judged"', 'kind = "stated"'))
    for file in (other / "cases").glob("*.expected.toml"):
        file.write_text(file.read_text(encoding="utf-8").replace("999997", "999989"), encoding="utf-8")
    alone = juso("check", other, "--json")[1]
    spoil(
        good,
        f"{NAME}/plugin.py",
        "\n@hookimpl",
        "\nfrom juso_core.casework import flow\n\nflow._LOOKING.clear()\n\n\n@hookimpl",
    )
    code, out, _err = juso("check", good, other, "--json")
    first, second = json.loads(out)["checked"]
    assert code == 1
    assert "S09" in {one["check"] for one in first["remarks"]}
    assert second == json.loads(alone)["checked"][0]
    assert {one["check"] for one in second["remarks"]} == {"E07"}


def test_what_a_plugin_prints_is_not_shown_but_told_of(juso, good, processes):
    spoil(good, f"{NAME}/plugin.py", HOOK, HOOK + "    print('to be seen')\n")
    code, out, err = juso("check", good)
    assert (code, err) == (0, "")
    assert "· C11 hint" in out
    assert "it prints: to be seen" in out
    assert "level: proven" in out


def test_where_code_cannot_be_imported_is_told_once_with_its_line(juso, good):
    spoil(good, f"{NAME}/plugin.py", "\n@hookimpl", "\nraise RuntimeError\n\n\n@hookimpl")
    data = json.loads(juso("check", good, "--json")[1])
    (remark,) = (one for one in data["checked"][0]["remarks"] if one["check"] == "S08")
    lines = (good / NAME / "plugin.py").read_text(encoding="utf-8").splitlines()
    assert remark["file"] == f"{NAME}/plugin.py"
    assert lines[remark["line"] - 1] == "raise RuntimeError"
    assert NAME not in remark["what"]


def test_static_checks_compute_no_level_and_reach_none(juso, good):
    code, out, _err = juso("check", good, STATIC)
    assert code == 0
    assert "level: not computed" in out
    assert juso("check", good, STATIC, "--at-least", "structure")[0] == 1


def test_static_checks_import_nothing(juso, good, package):
    marker = good / "was-imported"
    for name in ("__init__.py", "plugin.py"):
        (package / name).write_text(f"open({str(marker)!r}, 'w').close()\nraise RuntimeError\n")
    _code, out, _err = juso("check", good, STATIC)
    assert not marker.exists()
    assert "S04" in out
    assert not any(name.partition(".")[0] == NAME for name in sys.modules)


def test_the_same_folder_is_read_anew_each_time(juso, good):
    assert juso("check", good)[0] == 0
    spoil(good, f"{NAME}/plugin.py", "Level.YES", "Level.NO")
    code, out, _err = juso("check", good)
    assert code == 1
    assert "P03" in out


# -- what is checked ----


def name_of(out):
    return out.splitlines()[0].split()[0]


def test_the_plugin_in_this_folder_is_checked(juso, good, monkeypatch):
    monkeypatch.chdir(good)
    code, out, _err = juso("check", STATIC)
    assert (code, name_of(out)) == (0, "例示市")


def test_package_and_structure_file_name_their_plugin(juso, good, package):
    for where in (package, package / "structure.toml"):
        code, out, _err = juso("check", where, STATIC)
        assert code == 0, where
        assert "juso-good 0.1.0" in out


def test_a_package_may_lie_below_src(juso, good, package):
    (good / "src").mkdir()
    package.rename(good / "src" / package.name)
    code, out, _err = juso("check", good)
    assert code == 0, out
    assert "level: proven" in out


def test_a_structure_without_a_project_is_checked_alone(juso, good, package, tmp_path):
    alone = tmp_path / "alone" / "reiji"
    alone.mkdir(parents=True)
    (alone / "structure.toml").write_bytes((package / "structure.toml").read_bytes())
    code, out, _err = juso("check", alone)
    assert code == 0
    assert "P01" in out
    assert "S02" not in out


def test_several_municipalities_of_one_project_are_all_checked(juso, good, package):
    other = good / "juso_good_two"
    other.mkdir()
    text = (package / "structure.toml").read_text(encoding="utf-8")
    (other / "structure.toml").write_text(text.replace('"999997"', '"999989"'), encoding="utf-8")
    spoil(good, "pyproject.toml", "999997 =", '999989 = "juso_good_two"\n999997 =')
    _code, out, _err = juso("check", good, STATIC, "--json")
    assert {one["code"] for one in json.loads(out)["checked"]} == {"999997", "999989"}
    _code, out, _err = juso("check", package, STATIC, "--json")
    assert [one["code"] for one in json.loads(out)["checked"]] == ["999997"]


def test_an_installed_municipality_is_named_as_everywhere(juso):
    for name in ("ikoma", "生駒市", "292095"):
        code, out, _err = juso("check", name, STATIC)
        assert (code, name_of(out)) == (0, "生駒市")


def test_another_plugin_of_the_same_name_is_not_mixed_up(juso, good, package, tmp_path):
    """Each folder is imported as itself, though the packages are called alike."""
    code, _out, _err = juso("check", good)
    assert code == 0
    moved = good.rename(tmp_path / "moved")
    spoil(moved, f"{package.name}/plugin.py", "Level.YES", "Level.NO")
    assert juso("check", moved)[0] == 1


# -- what cannot be checked ----


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: None, "there is no"),
        (lambda folder: folder.mkdir(), "there is no plugin in"),
        (lambda folder: project(folder, "[project]\nname = 'x'\n"), "registers no municipality"),
        (lambda folder: project(folder, "[project\n"), "cannot be read"),
    ],
)
def test_a_folder_without_a_plugin_is_refused(juso, tmp_path, make, said):
    make(tmp_path / "x")
    code, out, err = juso("check", f"{tmp_path / 'x'}/")
    assert (code, out) == (1, "")
    assert said in err
    assert "→" in err
    assert "Traceback" not in err


def project(folder, text):
    folder.mkdir()
    (folder / "pyproject.toml").write_text(text)


def test_a_project_whose_package_is_missing_is_told_so(juso, good, package):
    package.rename(good / "elsewhere")
    code, out, _err = juso("check", good)
    assert code == 1
    assert "✗ S02 error" in out


def test_nobody_of_that_name_is_installed(juso):
    code, _out, err = juso("check", "ikomo")
    assert code == 1
    assert "ikoma" in err


# -- more to see ----


def test_json_is_stable(juso, bad):
    code, out, _err = juso("check", bad, STATIC, "--json")
    data = json.loads(out)
    assert code == 1
    assert set(data) == {"schema", "checked", "broken"}
    assert data["schema"] == "juso.check/1"
    (one,) = data["checked"]
    assert set(one) == KEYS
    assert one["level"] is None
    assert one["failed"] is True
    assert [remark["check"] for remark in one["remarks"]] == ["G04", "E07", "S07"]
    assert all(set(remark) == OF_A_REMARK for remark in one["remarks"])


def test_exemptions_are_shown_with_their_reason(juso, bad, package):
    text = EXEMPTION.format("G04", "plan_route.services", "図がそう述べている。")
    (package / "exemptions.toml").write_text(text, encoding="utf-8")
    code, out, _err = juso("check", bad, STATIC)
    assert code == 0
    assert "exempted: G04" in out
    assert "図がそう述べている。" in out
    _code, out, _err = juso("check", bad, STATIC, "--json")
    (exempted,) = json.loads(out)["checked"][0]["exempted"]
    assert set(exempted) == OF_A_REMARK | {"reason"}


def test_old_sources_are_listed_only_when_asked_for(juso, good):
    text = (good / NAME / "structure.toml").read_text(encoding="utf-8")
    text = text.replace('checked = "2026-01-10"', 'checked = "2020-01-10"')
    (good / NAME / "structure.toml").write_text(text, encoding="utf-8")
    assert "E05" not in juso("check", good, STATIC)[1]
    code, out, _err = juso("check", good, STATIC, "--stale")
    assert code == 0
    assert "E05 warning" in out
    assert "(2)" in out
    assert "E05" not in juso("check", good, STATIC, "--stale", "--older-than", "100000")[1]
    assert juso("check", good, STATIC, "--stale", "--older-than", "-1")[0] == 2


def test_many_remarks_of_a_kind_are_cut_short_unless_all_are_asked_for(juso, good):
    text = (good / NAME / "structure.toml").read_text(encoding="utf-8")
    begin, end = text.index("silent = ["), text.index("]\n") + 2
    (good / NAME / "structure.toml").write_text(text[:begin] + "silent = []\n" + text[end:], encoding="utf-8")
    short, whole = (juso("check", good, STATIC, *more)[1] for more in ((), ("--all",)))
    assert "--all shows them" in short
    assert "--all" not in whole
    assert whole.count("not entered") > short.count("not entered") == 5


def test_the_list_of_checks_holds_all_of_them(juso):
    code, out, _err = juso("check", "--list")
    assert code == 0
    assert all(one.id in out for one in checks().values())
    data = json.loads(juso("check", "--list", "--json")[1])
    assert data["schema"] == "juso.checks/1"
    assert [one["id"] for one in data["checks"]] == list(checks())
    assert all(
        one[text][language] for one in data["checks"] for text in ("what", "why", "mend") for language in ("ja", "en")
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_check_is_explained(juso, language):
    for one in checks().values():
        code, out, _err = juso("--lang", language, "check", "--explain", one.id.lower())
        said = "".join(out.split())
        assert code == 0
        for text in (one.what, one.why, one.mend):
            assert "".join(text.in_language(language).split()) in said
        assert f"docs/{language}/checks.md#{one.id.lower()}" in said


def test_a_check_that_is_not_there_is_not_understood(juso):
    code, _out, err = juso("check", "--explain", "S99")
    assert code == 2
    assert "S99" in err


# -- the badge ----


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("level", [None, *Level])
def test_a_badge_can_be_read_by_everybody(level, language):
    svg = ElementTree.fromstring(badge(level, language))
    right = level.label(language) if level else "?"
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == f"juso: {right}"
    space = "{http://www.w3.org/2000/svg}"
    assert [text.text for text in svg.iter(f"{space}text")] == ["juso", right]
    for one in svg.iter(f"{space}rect"):
        assert 1.05 / (luminance(one.get("fill")) + 0.05) >= 4.5
    widths = [float(one.get("width")) for one in svg.iter(f"{space}rect")]
    assert sum(widths) == float(svg.get("width"))


def test_a_badge_is_written_of_one_municipality(juso, good, tmp_path):
    file = tmp_path / "level.svg"
    code, _out, err = juso("--lang", "ja", "check", good, "--badge", file)
    assert code == 0
    assert str(file) in err
    assert "検証済み" in file.read_text(encoding="utf-8")
    file.unlink()
    assert juso("check", good, "ikoma", STATIC, "--badge", file)[0] == 2
    assert not file.exists()


# -- an instance ----


def test_in_an_instance_the_enabled_ones_are_checked(juso, tmp_path, monkeypatch):
    folder = tmp_path / "office"
    assert juso("init", folder, "--municipality", "ikoma")[0] == 0
    monkeypatch.chdir(folder)
    code, out, _err = juso("check", STATIC, "--json")
    data = json.loads(out)
    assert code == 0
    assert [one["code"] for one in data["checked"]] == ["292095"]
    assert data["broken"] == []


def test_in_an_instance_a_broken_one_is_told_and_fails(juso, tmp_path, monkeypatch):
    folder = tmp_path / "office"
    assert juso("init", folder, "--municipality", "ikoma")[0] == 0
    text = (folder / "juso.toml").read_text(encoding="utf-8")
    (folder / "juso.toml").write_text(text.replace("juso-ikoma", "juso-ikoma-gone"), encoding="utf-8")
    monkeypatch.chdir(folder)
    code, out, _err = juso("check", STATIC)
    assert code == 1
    assert out.startswith("✗ 292095 (juso-ikoma-gone")
    assert "→" in out
    data = json.loads(juso("check", STATIC, "--json")[1])
    assert [set(one) for one in data["broken"]] == [{"code", "distribution", "version", "stage", "cause", "fix"}]
