"""Loading: a municipality that works, and one for each way in which it cannot."""

import datetime as dt
import sys
from types import SimpleNamespace

import pytest

import juso_core
from juso_core.advice import AnswerFailed, ask
from juso_core.casework.decisions import Escalation, Reason
from juso_core.casework.facts import EscalationStage
from juso_core.citation import Giver, Text
from juso_core.discovery import BrokenAt, Found, discover
from juso_core.guard import ARGUMENTS, PluginError
from juso_core.hookspecs import hookimpl
from juso_core.registry import Broken, Loaded, forget, load, read_structure

A, B = "999016", "999024"
ON = dt.date(2024, 4, 1)
HEAD = """
from juso_core.casework.decisions import Approval, Escalation, Reason
from juso_core.citation import Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality.words import Level

"""
GOOD = (
    HEAD
    + """
@hookimpl
def juso_escalate(case, stage):
    return Escalation(local_class="{name}", because=(Reason(Text("分類", "class"), "plan: 2"),))
"""
)


def one(site, code=A):
    """The plugin of a site with that code."""
    return next(found for found in discover([site.folder]) if found.code == code)


def works(loaded) -> Loaded:
    assert isinstance(loaded, Loaded), loaded
    return loaded


def fails(broken, stage) -> Broken:
    assert isinstance(broken, Broken), broken
    assert broken.stage is stage
    assert broken.fix
    return broken


def escalation(loaded, case):
    """What is advised, and who failed."""
    municipality = loaded.structure.at(ON)
    arguments = {"case": case, "stage": EscalationStage.AT_WINDOW, "municipality": municipality, "on": ON}
    return ask("juso_escalate", Escalation, loaded.givers(), **arguments)


def test_structure_alone_is_a_municipality(site, case):
    site.install("juso_aaa", A, init="raise SystemExit('imported')")
    loaded = works(load(one(site)))
    assert [giver.giver for giver in loaded.givers()] == [Giver.STRUCTURE, Giver.NATIONAL]
    assert not loaded.has_plugin
    assert loaded.structure.code == A
    structure, national = loaded.givers()
    assert (structure.name, structure.version) == ("structure", loaded.structure.digest)
    assert (national.name, national.version) == ("national", juso_core.__version__)
    assert set(structure.hooks) | set(national.hooks) == set(ARGUMENTS)
    assert escalation(loaded, case).failures == ()


def test_plugin_is_asked_first_and_by_its_distribution(site, case):
    site.install("juso_aaa", A, plugin=GOOD)
    loaded = works(load(one(site)))
    assert loaded.has_plugin
    plugin = loaded.givers()[0]
    assert (plugin.giver, plugin.name, plugin.version) == (Giver.PLUGIN, "juso-aaa", "0.1.0")
    assert list(plugin.hooks) == ["juso_escalate"]
    assert [giver.giver for giver in loaded.givers()] == [Giver.PLUGIN, Giver.STRUCTURE, Giver.NATIONAL]
    assert escalation(loaded, case).decision.local_class == "例示市"


def test_the_manager_asks_in_the_same_order(site, case):
    def says(name):
        reason = Reason(Text("分類", "class"), "act: 106-4")
        marked = hookimpl(lambda: Escalation(local_class=name, because=(reason,)))
        return SimpleNamespace(juso_escalate=marked)

    site.install("juso_aaa", A, plugin=GOOD.replace("@hookimpl", "@hookimpl(trylast=True)"))
    standards = ((Giver.STRUCTURE, says("structure")), (Giver.NATIONAL, says("national")))
    loaded = works(load(one(site), standards=standards))
    given = {"case": case, "stage": None, "municipality": loaded.structure, "on": ON}
    heard = [answer.local_class for answer in loaded.manager.hook.juso_escalate(**given)]
    assert heard == ["例示市", "structure", "national"]
    assert heard == [hook(**given).local_class for giver in loaded.givers() for hook in giver.hooks["juso_escalate"]]


def test_a_failure_costs_only_its_own_answer(site, case):
    body = GOOD.replace("    return", "    raise SystemExit(2)\n    return")
    site.install("juso_aaa", A, plugin=body)
    loaded = works(load(one(site)))
    advice = escalation(loaded, case)
    (failure,) = advice.failures
    line = body.lstrip("\n").splitlines().index("    raise SystemExit(2)") + 1
    assert (failure.plugin, failure.hook) == ("juso-aaa", "juso_escalate")
    assert (failure.where, failure.what) == (f"juso_aaa/plugin.py:{line}", "SystemExit: 2")
    given = {"case": case, "stage": None, "municipality": loaded.structure, "on": ON}
    with pytest.raises(PluginError) as raised:
        loaded.manager.hook.juso_escalate(**given)
    assert isinstance(raised.value, AnswerFailed)
    assert raised.value.version == "0.1.0"


def test_an_answer_that_names_nobody_is_a_failure(site, case):
    answer = 'Escalation(receivers=("fukusi",), because=(Reason(Text("あ", "a"), "plan: 2"),))'
    site.install("juso_aaa", A, plugin=HEAD + f"\n@hookimpl\ndef juso_escalate():\n    return {answer}\n")
    (failure,) = escalation(works(load(one(site))), case).failures
    assert "did you mean 'fukushi'?" in failure.what


def test_two_municipalities_do_not_touch_each_other(site, case):
    site.install("juso_aaa", A, name="甲市", plugin=GOOD)
    site.install("juso_bbb", B, name="乙市", plugin=GOOD)
    first, second = works(load(one(site))), works(load(one(site, B)))
    assert first.manager is not second.manager
    assert escalation(first, case).decision.local_class == "甲市"
    assert escalation(second, case).decision.local_class == "乙市"
    assert [giver.name for giver in first.givers()] == ["juso-aaa", "structure", "national"]


def test_loaded_once_a_process(site):
    site.install("juso_aaa", A, plugin=GOOD)
    found = one(site)
    loaded = load(found)
    assert load(found) is loaded
    assert load(found, with_plugin=False) is not loaded
    forget()
    assert load(found) is not loaded


def test_what_was_broken_is_looked_at_again(site):
    site.install("juso_aaa", A, structure=None)
    found = one(site)
    fails(load(found), BrokenAt.STRUCTURE)
    site_b = site.folder / "juso_aaa" / "structure.toml"
    site.install("juso_bbb", A)
    site_b.write_bytes((site.folder / "juso_bbb" / "structure.toml").read_bytes())
    works(load(found))


def test_broken_code_leaves_the_structure_usable(site, case):
    site.install("juso_aaa", A, plugin="import no_such_module_anywhere")
    found = one(site)
    fails(load(found), BrokenAt.IMPORT)
    loaded = works(load(found, with_plugin=False))
    assert not loaded.has_plugin
    assert escalation(loaded, case).failures == ()


def test_a_broken_plugin_stops_no_other(site):
    site.install("juso_aaa", A, plugin="raise SystemExit")
    site.install("juso_bbb", B, plugin=GOOD)
    assert [type(load(found)) for found in discover([site.folder])] == [Broken, Loaded]


# -- structure -----------------------------------------------------------------------------------------------------


def test_package_is_missing(site):
    site.install("juso_aaa", A, value="juso_gone")
    broken = fails(load(one(site)), BrokenAt.METADATA)
    assert "juso_gone" in broken.cause
    assert "juso-aaa" in broken.fix


def test_structure_is_missing(site):
    site.install("juso_aaa", A, structure=None)
    assert fails(load(one(site)), BrokenAt.STRUCTURE).cause == "there is no juso_aaa/structure.toml"


def test_structure_with_errors_tells_all_of_them(site):
    site.install("juso_aaa", A, structure='code = "{code}"\nname = 3\n\n[[agencie]]\nid = "x"\n')
    cause = fails(load(one(site)), BrokenAt.STRUCTURE).cause
    assert [line.split(": ")[0] for line in cause.splitlines()] == [
        "juso_aaa/structure.toml:2",
        "juso_aaa/structure.toml:4",
    ]
    assert "did you mean 'agency'?" in cause
    assert str(site.folder) not in cause


def test_structure_of_another_municipality(site):
    site.install("juso_aaa", A)
    text = (site.folder / "juso_aaa" / "structure.toml").read_text(encoding="utf-8")
    (site.folder / "juso_aaa" / "structure.toml").write_text(text.replace(A, B), encoding="utf-8")
    broken = fails(load(one(site)), BrokenAt.STRUCTURE)
    assert A in broken.cause
    assert B in broken.cause


def test_structure_is_read_without_the_plugin(site):
    site.install("juso_aaa", A, plugin="raise SystemExit")
    structure = read_structure(one(site))
    assert not isinstance(structure, Broken)
    assert structure.name == "例示市"
    assert "juso_aaa" not in sys.modules


# -- import --------------------------------------------------------------------------------------------------------

IMPORTS = [
    ("import no_such_module_anywhere", "ModuleNotFoundError", "install what it needs ('no_such_module_anywhere')"),
    ("import juso_core.no_such_module", "ModuleNotFoundError", "it is written for another juso-core"),
    ("from juso_core.hookspecs import hookimple", "ImportError", "it is written for another juso-core"),
    ("from juso_aaa import nothing", "ImportError", "mend the plugin"),
    ("import juso_aaa.nothing", "ModuleNotFoundError", "mend the plugin"),
    ("def broken(:\n    pass", "SyntaxError", "mend the plugin"),
    ("raise SystemExit('no')", "SystemExit: no", "mend the plugin"),
    ("def f():\n    return f()\nf()", "RecursionError", "mend the plugin"),
    ("raise BaseException('odd')", "BaseException: odd", "mend the plugin"),
    ("1 / 0", "ZeroDivisionError", "mend the plugin"),
]


@pytest.mark.parametrize(("line", "cause", "fix"), IMPORTS, ids=[line for line, _cause, _fix in IMPORTS])
def test_plugin_that_cannot_be_imported(site, line, cause, fix):
    site.install("juso_aaa", A, plugin=f"# the first line\n{line}\n")
    broken = fails(load(one(site)), BrokenAt.IMPORT)
    number = 3 if "return f()" in line else 2
    assert broken.cause.startswith(f"juso_aaa/plugin.py:{number}: {cause}")
    assert fix in broken.fix
    assert str(site.folder) not in broken.cause
    assert (broken.code, broken.distribution, broken.version) == (A, "juso-aaa", "0.1.0")


def test_package_whose_own_file_fails(site):
    site.install("juso_aaa", A, init="1 / 0", plugin=GOOD)
    # It is imported only where there is code to be asked.
    assert fails(load(one(site)), BrokenAt.IMPORT).cause.startswith("juso_aaa/__init__.py:1: ZeroDivisionError")
    works(load(one(site), with_plugin=False))


def test_interrupt_from_the_keyboard_goes_on(site):
    site.install("juso_aaa", A, plugin="raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        load(one(site))


# -- contract ------------------------------------------------------------------------------------------------------

CONTRACT = [
    ("@hookimpl\ndef juso_esclate(case): ...", "there is no hook juso_esclate; did you mean 'juso_escalate'?"),
    (
        "@hookimpl(specname='juso_aprove')\ndef f(case): ...",
        "there is no hook juso_aprove; did you mean 'juso_approve'?",
    ),
    ("@hookimpl\ndef other(): ...", "there is no hook other; it can be: juso_intake, juso_escalate"),
    ("@hookimpl\ndef juso_escalate(cas): ...", "juso_escalate has no argument 'cas'; did you mean 'case'?"),
    ("@hookimpl\ndef juso_report(case): ...", "juso_report has no argument 'case'; it can be: municipality, on"),
    ("@hookimpl\ndef juso_report(on=None): ...", "juso_report: 'on' is always given, so it takes no default"),
    ("@hookimpl\ndef juso_report(*given): ...", "juso_report: 'given' cannot be filled in"),
    ("@hookimpl\ndef juso_report(**given): ...", "juso_report: 'given' cannot be filled in"),
    ("@hookimpl\ndef juso_report(*, on): ...", "juso_report: 'on' cannot be filled in"),
    ("@hookimpl\ndef juso_report(on, /): ...", "juso_report: 'on' cannot be filled in"),
    ("def juso_escalate(case): ...", "juso_escalate is never asked: write @hookimpl above it"),
    ("@hookimpl(wrapper=True)\ndef juso_report():\n    return (yield)", "juso_report is a wrapper"),
    ("@hookimpl(hookwrapper=True)\ndef juso_report():\n    yield", "juso_report is a wrapper"),
    ("@hookimpl\ndef juso_report():\n    yield None", "juso_report has to return its answer"),
    ("@hookimpl\nasync def juso_report(): ...", "juso_report has to return its answer"),
    ("@hookimpl\nclass juso_report: ...", "juso_report has to be a function"),
    ("import functools\n@hookimpl\n@functools.cache\ndef juso_report(): ...", "juso_report has to be a function"),
    (
        "@hookimpl\ndef juso_report(): ...\n@hookimpl(specname='juso_report')\ndef more(): ...",
        "juso_report is answered twice",
    ),
]


@pytest.mark.parametrize(("code", "cause"), CONTRACT, ids=[cause for _code, cause in CONTRACT])
def test_plugin_that_breaks_the_contract(site, code, cause):
    site.install("juso_aaa", A, plugin=HEAD + code + "\n")
    broken = fails(load(one(site)), BrokenAt.CONTRACT)
    assert cause in broken.cause
    assert "hookspecs" in broken.fix
    assert broken.cause.startswith("juso_aaa")


def test_all_slips_are_told_at_once_with_their_places(site):
    slips = "@hookimpl\ndef juso_esclate(case): ...\n\n@hookimpl\ndef juso_report(when, cas): ...\n"
    site.install("juso_aaa", A, plugin=HEAD + slips)
    lines = fails(load(one(site)), BrokenAt.CONTRACT).cause.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        "juso_aaa/plugin.py:6",
        "juso_aaa/plugin.py:9",
        "juso_aaa/plugin.py:9",
    ]


@pytest.mark.parametrize(
    "code",
    [
        "@hookimpl(optionalhook=True)\ndef juso_of_a_later_minor(case, more): ...",
        "@hookimpl(tryfirst=True)\ndef juso_report(): ...",
        "@hookimpl(specname='juso_report')\ndef counts(on, municipality): ...",
        "from juso_core.hookspecs import juso_escalate",
        "from unittest.mock import MagicMock\nanything = MagicMock()",
        "class Lazy:\n    def __getattr__(self, name): raise RuntimeError(name)\nlazy = Lazy()",
        "import functools\ndef kept(f):\n    @functools.wraps(f)\n    def g(*a): return f(*a)\n    return g\n"
        "@hookimpl\n@kept\ndef juso_report(on): assert on.year == 2024",
        "",
    ],
)
def test_plugin_that_keeps_to_the_contract(site, code):
    site.install("juso_aaa", A, plugin=HEAD + code + "\n")
    loaded = works(load(one(site)))
    for hook in loaded.givers()[0].hooks.get("juso_report", ()):
        assert hook(municipality=loaded.structure, on=ON) is None


def test_slip_of_the_core_is_no_fault_of_a_municipality(site):
    site.install("juso_aaa", A)
    wrong = SimpleNamespace(juso_esclate=hookimpl(lambda: None))
    with pytest.raises(Exception, match="did you mean 'juso_escalate'"):
        load(one(site), standards=((Giver.NATIONAL, wrong),))


def test_record_reads_as_a_sentence():
    found = Found(A, "juso-aaa", "0.1.0", "juso_aaa", 1)
    broken = Broken.at(BrokenAt.IMPORT, found, "the cause", "the fix")
    assert str(broken) == f"{A} (juso-aaa 0.1.0): the cause\n  the fix"
    assert broken.stage.label("ja") == "読み込み"
