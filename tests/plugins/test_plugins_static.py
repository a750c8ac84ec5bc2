"""What a plugin's text shows of its hooks: the same as loading finds, without running it."""

from pathlib import Path

import pytest
from plugins_site import CODE, Site

from juso_core.discovery import BrokenAt, Found
from juso_core.registry import Broken, load
from juso_core.static_hooks import look, look_at, slip_of

HEAD = "from juso_core.hookspecs import hookimpl\n"
SLIPS = [
    ("@hookimpl\ndef juso_esclate(case): ...", 3, "there is no hook juso_esclate", "did you mean 'juso_escalate'?"),
    ("@hookimpl(specname='juso_aprove')\ndef f(case): ...", 3, "there is no hook juso_aprove", "juso_approve"),
    ("@hookimpl\ndef juso_escalate(cas): ...", 3, "juso_escalate has no argument 'cas'", "did you mean 'case'?"),
    ("@hookimpl\ndef juso_report(on=None): ...", 3, "'on' is always given", ""),
    ("@hookimpl\ndef juso_report(*given): ...", 3, "'given' cannot be filled in", ""),
    ("@hookimpl\ndef juso_report(**given): ...", 3, "'given' cannot be filled in", ""),
    ("@hookimpl\ndef juso_report(*, on): ...", 3, "'on' cannot be filled in", ""),
    ("@hookimpl\ndef juso_report(on, /): ...", 3, "'on' cannot be filled in", ""),
    ("def juso_escalate(case): ...", 2, "juso_escalate is never asked", ""),
    ("@hookimpl(wrapper=True)\ndef juso_report():\n    return (yield)", 3, "juso_report is a wrapper", ""),
    ("@hookimpl\ndef juso_report():\n    yield None", 3, "juso_report has to return its answer", ""),
    ("@hookimpl\nasync def juso_report(): ...", 3, "juso_report has to return its answer", ""),
    ("@hookimpl\nclass juso_report: ...", 3, "juso_report has to be a function", ""),
    (
        "@hookimpl\ndef juso_report(): ...\n@hookimpl(specname='juso_report')\ndef more(): ...",
        5,
        "juso_report is answered twice",
        "",
    ),
    ("if True:\n    @hookimpl\n    def juso_reprot(): ...", 4, "there is no hook juso_reprot", "juso_report"),
]
SOUND = [
    "@hookimpl(optionalhook=True)\ndef juso_of_a_later_minor(case, more): ...",
    "@hookimpl(tryfirst=True)\ndef juso_report(): ...",
    "@hookimpl(specname='juso_report')\ndef counts(on, municipality): ...",
    "from juso_core.hookspecs import juso_escalate",
    "import functools\ndef kept(f):\n    @functools.wraps(f)\n    def g(*a): return f(*a)\n    return g\n"
    "@hookimpl\n@kept\ndef juso_report(on): ...",
    "def on_its_own_way(f):\n    def juso_report(on): return f(on)\n    return juso_report\n"
    "@hookimpl\n@on_its_own_way\ndef juso_report(whatever): ...",
    "def juso_report(on): ...\njuso_report = hookimpl(juso_report)",
    "@hookimpl\ndef juso_report():\n    return [one for one in (lambda: (yield))()] or None",
    "",
]


def found_in(site: Site, plugin: str) -> Found:
    package = site.town(plugin=plugin)
    return Found(CODE, "juso-reiji", "0.1.0", package.name, 1, str(site.folder))


@pytest.mark.parametrize(("code", "line", "what", "hint"), SLIPS, ids=[slip[2] + slip[3] for slip in SLIPS])
def test_a_slip_is_seen_as_loading_sees_it(site: Site, code: str, line: int, what: str, hint: str) -> None:
    found = found_in(site, HEAD + code + "\n")
    (slip,) = look(found).slips
    assert what in slip.what
    assert hint in slip.hint
    assert slip.line == line
    seen, loaded = slip_of(found, look(found)), load(found)
    assert isinstance(seen, Broken)
    assert isinstance(loaded, Broken)
    assert seen.stage is loaded.stage is BrokenAt.CONTRACT
    assert what in loaded.cause
    assert seen.fix == loaded.fix
    assert "upgrade juso-core" in seen.fix


@pytest.mark.parametrize("code", SOUND)
def test_nothing_is_seen_that_loading_does_not_see(site: Site, code: str) -> None:
    found = found_in(site, HEAD + code + "\n")
    assert look(found).slips == ()
    assert not isinstance(load(found), Broken)


def test_hooks_are_found_under_any_name_of_the_mark(site: Site) -> None:
    text = (
        "from juso_core import hookspecs\nfrom juso_core.hookspecs import hookimpl as answers\n"
        "@answers\ndef juso_report(): ...\n@hookspecs.hookimpl\ndef juso_intake(): ...\n"
    )
    assert look(found_in(site, text)).hooks == ("juso_intake", "juso_report")


@pytest.mark.parametrize("text", [b"def (", b"\x00", b"\xff\xfe", b"(" * 3000, b"# coding: none-such\n"])
def test_what_is_no_python_is_a_record(site: Site, tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "plugin.py"
    file.write_bytes(text)
    seen = look_at(file)
    assert not seen.readable
    assert len(seen.slips) == 1
    broken = slip_of(Found(CODE, "juso-reiji", "0.1.0", "juso_reiji", 1), seen)
    assert broken is not None
    assert broken.stage is BrokenAt.IMPORT


def test_without_code_there_is_nothing_to_see(site: Site) -> None:
    site.town()
    seen = look(Found(CODE, "juso-reiji", "0.1.0", "juso_reiji", 1))
    assert (seen.file, seen.hooks, seen.slips) == (None, (), ())


def test_a_second_function_of_one_name_hides_the_first_and_is_seen(site: Site) -> None:
    """Loading cannot see it: Python has forgotten the first."""
    found = found_in(site, HEAD + "@hookimpl\ndef juso_report(on): ...\n\n@hookimpl\ndef juso_report(): ...\n")
    (slip,) = look(found).slips
    assert "juso_report is answered twice" in slip.what
    assert slip.line == 6


def test_one_name_in_the_branches_of_an_if_is_one_function(site: Site) -> None:
    one = "    @hookimpl\n    def juso_report(on): ...\n"
    branches = f"if True:\n{one}else:\n{one}"
    assert look(found_in(site, HEAD + branches)).slips == ()
