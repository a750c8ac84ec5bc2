"""Plugins of released contracts on this core, and plugins of later ones: they work, or are refused by name."""

import ast
import datetime as dt
import importlib
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from history_surface import CLASSES, surface

from juso_core import hookspecs, registry
from juso_core.advice import ask
from juso_core.casework.case import Case
from juso_core.casework.facts import (
    Assessment,
    Consents,
    Consultation,
    EscalationStage,
    HouseholdMember,
    PlanContent,
)
from juso_core.discovery import BrokenAt, Found, survey
from juso_core.guard import ARGUMENTS
from juso_core.municipality.words import Approached, BroughtBy, Consent, Field, Includes, Occasion, PlanKind
from juso_core.registry import Broken, Loaded, load
from juso_core.research import case_file
from juso_core.research.simulation import place_of, simulate
from juso_core.research.standard_cases import standard_cases
from juso_core.static_hooks import look, slip_of

HERE = Path(__file__).parent
RELEASED = sorted(HERE.glob("v*_*"))
ON = dt.date(2024, 4, 1)
FULL = Consents(Consent.GIVEN, Consent.GIVEN)
MEMBER = HouseholdMember("p1", consent=FULL)
CONSULTATION = Consultation(
    approached=Approached.FIELD_WINDOW, brought_by=BroughtBy.FAMILY, person="p1", members=(MEMBER,), field=Field.ELDERLY
)
CASE = Case(
    id="C1",
    municipality="999997",
    consultation=CONSULTATION,
    members=(MEMBER,),
    agency="houkatsu",
    assessment=Assessment(agencies_needed=3),
)
CONTENT = PlanContent(PlanKind.MAC, {Includes.OTHER})
GIVEN: dict[str, dict[str, Any]] = {
    "juso_intake": {"consultation": CONSULTATION},
    "juso_escalate": {"case": CASE, "stage": EscalationStage.AT_WINDOW},
    "juso_convene": {"case": CASE, "occasion": Occasion.PLAN, "plan": CONTENT, "subjects": ("p1",)},
    "juso_approve": {"case": CASE, "plan": CONTENT},
    "juso_report": {},
}

Install = Callable[..., Found | Broken]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install the plugin of a released contract, as an installer leaves it; changed where that is asked for."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def installed(folder: Path, change: Callable[[str, str], str] = lambda _name, text: text) -> Found | Broken:
        info, package = tmp_path / "juso_frozen-0.1.0.dist-info", tmp_path / "juso_frozen"
        for made in (info, package):
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
        for place, names in ((info, ("METADATA", "entry_points.txt")), (package, ("structure.toml", "plugin.py"))):
            for name in names:
                text = change(name, (folder / name).read_text(encoding="utf-8"))
                (place / name).write_text(text, encoding="utf-8")
        (package / "__init__.py").touch()
        importlib.invalidate_caches()
        seen = survey([tmp_path])
        (one,) = (*seen.found, *seen.broken)
        return one

    yield installed
    registry.forget()
    for name in [name for name in sys.modules if name.partition(".")[0] == "juso_frozen"]:
        del sys.modules[name]


def frozen(folder: Path) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((folder / "surface.toml").read_text(encoding="utf-8"))


def found_in(entry: Found | Broken) -> Found:
    assert isinstance(entry, Found), entry
    return entry


def refused(entry: Loaded | Broken | None, stage: BrokenAt) -> Broken:
    assert isinstance(entry, Broken), entry
    assert (entry.distribution, entry.version, entry.stage) == ("juso-frozen", "0.1.0", stage)
    return entry


# -- an older plugin on this core ------------------------------------------------------------------------------------


def test_there_is_a_frozen_plugin() -> None:
    assert [folder.name for folder in RELEASED][:1] == ["v0_1"]


@pytest.mark.parametrize("folder", RELEASED, ids=lambda folder: folder.name)
def test_it_loads_and_every_hook_answers(install: Install, folder: Path) -> None:
    loaded = load(found_in(install(folder)))
    assert isinstance(loaded, Loaded), loaded
    municipality = loaded.structure.at(ON)
    plugin = loaded.givers()[0]
    assert set(plugin.hooks) == set(frozen(folder)["hook"])
    for hook in plugin.hooks:
        given = {**GIVEN[hook], "municipality": municipality, "on": ON}
        (answer,) = [one(**given) for one in plugin.hooks[hook]]
        assert answer is not None, hook
        assert type(answer) is hookspecs.RESULTS[hook]
        if hook != "juso_report":
            advice = ask(hook, hookspecs.RESULTS[hook], loaded.givers(), **given)
            assert advice.failures == ()


@pytest.mark.parametrize("folder", RELEASED, ids=lambda folder: folder.name)
def test_its_text_shows_the_same_hooks(install: Install, folder: Path) -> None:
    found = found_in(install(folder))
    assert set(look(found).hooks) == set(frozen(folder)["hook"])
    assert slip_of(found, look(found)) is None


@pytest.mark.parametrize("case", standard_cases(), ids=lambda path: path.stem)
@pytest.mark.parametrize("folder", RELEASED, ids=lambda folder: folder.name)
def test_it_walks_the_standard_cases(install: Install, folder: Path, case: Path) -> None:
    place = place_of(found_in(install(folder)))
    assert not isinstance(place, Broken)
    walked = simulate(case_file.read(case), place)
    assert walked.failures == ()
    assert all(way.turns for way in walked.ways)


# -- the frozen plugin uses all that there was -----------------------------------------------------------------------


@pytest.mark.parametrize("folder", RELEASED, ids=lambda folder: folder.name)
def test_its_structure_uses_every_table_and_key(folder: Path) -> None:
    top = tomllib.loads((folder / "structure.toml").read_text(encoding="utf-8"))
    rows = {name: top.get(name, []) for name in frozen(folder)["table"]}
    rows |= {"structure": [top], "member": [one for row in top["meeting"] for one in row.get("members", [])]}
    for name, keys in frozen(folder)["table"].items():
        assert {key for row in rows[name] for key in row} == set(keys), name


@pytest.mark.parametrize("folder", RELEASED, ids=lambda folder: folder.name)
def test_its_code_takes_every_argument_and_fills_every_field(folder: Path) -> None:
    tree = ast.parse((folder / "plugin.py").read_text(encoding="utf-8"))
    functions = {one.name: [a.arg for a in one.args.args] for one in tree.body if isinstance(one, ast.FunctionDef)}
    for hook, arguments in frozen(folder)["hook"].items():
        assert functions[hook] == arguments
    filled: dict[str, set[str]] = {}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        filled.setdefault(call.func.id, set()).update(keyword.arg or "" for keyword in call.keywords)
    for answer, fields in frozen(folder)["answer"].items():
        # A mark of the core's own: a municipality's answer never carries it.
        assert filled[answer] == set(fields) - {"national"}, answer


# -- nothing of a released contract disappears -----------------------------------------------------------------------


def gone(before: dict[str, dict[str, list[str]]], now: dict[str, dict[str, list[str]]]) -> list[str]:
    """What was there and is not any more; what must be stated now and had not to be."""
    lost = [
        f"{kind} {name}: {one}"
        for kind in ("hook", "answer", "table", "word")
        for name, names in before[kind].items()
        for one in (names if name in now[kind] else ["all of it"])
        if one not in now[kind].get(name, [])
    ]
    for name, needed in now["needed"].items():
        lost += [f"now needed in {name}: {key}" for key in needed if key not in before["needed"].get(name, [key])]
    return lost


@pytest.mark.parametrize("folder", RELEASED, ids=lambda folder: folder.name)
def test_nothing_of_it_has_disappeared(folder: Path) -> None:
    assert gone(frozen(folder), surface()) == []


@pytest.mark.parametrize("folder", RELEASED, ids=lambda folder: folder.name)
def test_a_loss_would_be_seen(folder: Path) -> None:
    for kind, name in (("hook", "juso_convene"), ("table", "meeting"), ("answer", "Intake"), ("word", "Topic")):
        now = surface()
        lost = now[kind][name].pop()
        assert gone(frozen(folder), now) == [f"{kind} {name}: {lost}"]
        del now[kind][name]
        assert gone(frozen(folder), now)
    now = surface()
    now["needed"]["agency"].append("place")
    assert gone(frozen(folder), now) == ["now needed in agency: place"]


def test_every_class_of_a_structure_is_looked_at() -> None:
    assert set(CLASSES) >= {"structure", "source", "member", "agency", "note"}
    assert set(surface()["word"]) >= {"Topic", "Trigger", "Special"}


# -- a newer plugin on this core, which is then the older one --------------------------------------------------------


def test_an_argument_that_this_core_does_not_give(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ARGUMENTS, "juso_convene", ("case", "occasion", "municipality", "on"))
    found = found_in(install(HERE / "v0_1"))
    for broken in (refused(load(found, standards=()), BrokenAt.CONTRACT), slip_of(found, look(found))):
        assert broken is not None
        assert "juso_convene has no argument 'plan'" in broken.cause
        assert "juso_convene has no argument 'subjects'" in broken.cause
        assert "upgrade juso-core" in broken.fix


def test_a_hook_that_this_core_does_not_ask(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ARGUMENTS, "juso_report")
    found = found_in(install(HERE / "v0_1"))
    for broken in (refused(load(found, standards=()), BrokenAt.CONTRACT), slip_of(found, look(found))):
        assert broken is not None
        assert "there is no hook juso_report" in broken.cause
        assert "upgrade juso-core" in broken.fix


def test_a_hook_marked_as_one_that_may_not_be_there_works(install: Install) -> None:
    later = "\n\n@hookimpl(optionalhook=True)\ndef juso_of_a_later_minor(case, more):\n    return None\n"
    found = found_in(install(HERE / "v0_1", lambda name, text: text + later if name == "plugin.py" else text))
    assert slip_of(found, look(found)) is None
    assert isinstance(load(found), Loaded)


LATER = [
    ('name = "福祉課"', 'name = "福祉課"\nopened_by = "mayor"', "there is no key 'opened_by'"),
    ('kind = "base"', 'kind = "pavilion"', "'pavilion'"),
    ("[terms]", '[[budget]]\nid = "x"\n\n[terms]', "budget"),
]


@pytest.mark.parametrize(("old", "new", "what"), LATER, ids=["key", "word", "table"])
def test_a_structure_with_what_this_core_does_not_know(install: Install, old: str, new: str, what: str) -> None:
    def later(name: str, text: str) -> str:
        return text.replace(old, new, 1) if name == "structure.toml" else text

    broken = refused(load(found_in(install(HERE / "v0_1", later))), BrokenAt.STRUCTURE)
    assert what in broken.cause
    assert "upgrade juso-core" in broken.fix


def test_with_a_requirement_the_version_is_told_and_not_the_keys(install: Install) -> None:
    def later(name: str, text: str) -> str:
        if name == "structure.toml":
            return "unknown = 1\n" + text
        return text.replace("<1,>=0.1", ">=0.99,<1")

    broken = install(HERE / "v0_1", later)
    assert isinstance(broken, Broken)
    assert refused(broken, BrokenAt.VERSION).fix == "upgrade juso-core"
    assert "juso-core>=0.99" in broken.cause


def test_an_answer_with_a_field_that_this_core_does_not_know_costs_that_answer(install: Install) -> None:
    def later(name: str, text: str) -> str:
        return text.replace('form="form-1-1",\n        check', 'form="form-1-1",\n        priority=1,\n        check')

    loaded = load(found_in(install(HERE / "v0_1", later)))
    assert isinstance(loaded, Loaded)
    given = {**GIVEN["juso_intake"], "municipality": loaded.structure.at(ON), "on": ON}
    advice = ask("juso_intake", hookspecs.RESULTS["juso_intake"], loaded.givers(), **given)
    (failure,) = advice.failures
    assert "priority" in failure.what
    # The structure goes on answering.
    assert advice.decision.window == "window-elderly"


@pytest.mark.parametrize(("group", "upgrade"), [("juso.v2", "juso-core"), ("juso.v0", "juso-frozen")])
def test_another_major_version(install: Install, group: str, upgrade: str) -> None:
    broken = install(HERE / "v0_1", lambda _name, text: text.replace("[juso.v1]", f"[{group}]"))
    assert isinstance(broken, Broken)
    assert refused(broken, BrokenAt.VERSION).fix == f"upgrade {upgrade}"
