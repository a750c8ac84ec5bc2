"""Invented towns without a plugin, case files as short texts, and what a walk through them came to."""

import datetime as dt
from pathlib import Path

import juso_core
from juso_core import national, stated
from juso_core.advice import Asked
from juso_core.casework.setting import setting_of
from juso_core.citation import Giver
from juso_core.contract import guarded
from juso_core.desk import Place
from juso_core.guard import Author, Memory
from juso_core.hookspecs import RESULTS
from juso_core.municipality.loading import load_text
from juso_core.research.case_file import CaseFile, read_text
from juso_core.research.path import path_data
from juso_core.research.simulation import simulate

DAY = dt.date(2024, 6, 1)

TOWN = """
code = "999997"
name = "例示市"
silent = ["juso_conference.cadence", "plan.report", "plan.outreach.decider", "reopening"]

[[source]]
id = "plan"
title = "例示市 実施計画"
as_of = "2024-03"

[[organization]]
id = "city"
kind = "municipality"
name = "例示市"
cite = "plan: 1"

[[organization]]
id = "reiji-shakyo"
kind = "shakyo"
name = "例示市社会福祉協議会"
cite = "plan: 1"

[[agency]]
id = "fukushi"
name = "福祉課"
kind = "section"
organization = "city"
cite = "plan: 1 (1)"

[[agency]]
id = "houkatsu"
name = "地域包括支援センター"
kind = "centre"
cite = "plan: 1 (2)"

[[agency]]
id = "chiiki"
name = "地域福祉係"
kind = "team"
organization = "reiji-shakyo"
cite = "plan: 1 (3)"

[[service]]
id = "window-elderly"
function = "comprehensive_consultation"
fields = ["elderly"]
agencies = ["houkatsu"]
cite = "plan: 2"
"""

MAC = """
[[service]]
id = "mac"
function = "multi_agency_collaboration"
agencies = ["chiiki"]
takes = ["cooperation_fails"]
may_take = ["outreach_wanted"]
hands_back_to = "houkatsu"
cite = "plan: 3"
"""

JUSO = """
[[meeting]]
id = "juso-kaigi"
name = "重層的支援会議"
kinds = ["juso_conference"]
convener = ["chiiki"]
members = [{ who = "chiiki" }, { who = "fukushi" }]
occasions = ["share", "plan", "replan", "closure", "interruption"]
must_on = ["plan", "interruption"]
cite = "plan: 4 (1)"
"""

SUPPORT = """
[[meeting]]
id = "shien-kaigi"
name = "支援会議"
kinds = ["support_conference"]
convener = ["fukushi"]
members = [{ who = "fukushi" }, { who = "chiiki" }]
cadence = "毎月"
cite = "plan: 4 (2)"
"""

ROUTES = """
[[plan_route]]
id = "mac-plan"
plan = ["mac"]
consent = "after"
drafters = ["chiiki"]
deliberated_in = ["juso-kaigi"]
decided_by = "fukushi"
cite = "plan: 5 (1)"

[[plan_route]]
id = "participation-plan"
plan = ["participation"]
drafters = ["chiiki"]
deliberated_in = ["juso-kaigi"]
decided_by = "fukushi"
cite = "plan: 5 (2)"
"""

WHOLE = (TOWN, MAC, JUSO, SUPPORT, ROUTES)

GIVEN = '{ use = "given", share = "given" }'
REFUSED = '{ use = "refused", share = "refused" }'


def _giver(module, name: Giver) -> Asked:
    ready = guarded(module, Author(name.value, "1", Path(juso_core.__file__).parent), Memory())
    return Asked(name, name.value, "1", {hook: (getattr(ready, hook),) for hook in RESULTS if hasattr(ready, hook)})


STANDARDS = (_giver(stated, Giver.STRUCTURE), _giver(national, Giver.NATIONAL))


def place(*tables: str, givers: tuple[Asked, ...] = STANDARDS, on: dt.date = DAY) -> Place:
    """The town that these tables make, on a day."""
    structure = load_text("".join(tables or WHOLE)).at(on)
    return Place(
        code=structure.code,
        givers=givers,
        structure=structure,
        setting=setting_of(structure),
        plugin=None,
        version=None,
        text=structure.text,
    )


def case(
    *later: str,
    consent: str = GIVEN,
    others: str = "",
    wants: str = '["other"]',
    start: str = "",
    cooperation: str = '"fails"',
    agencies: str = "2",
    **found: str,
) -> CaseFile:
    """A case about a son; ``later`` are the bodies of [[then]], ``found`` more of the assessment."""
    facts = {"complaint_clear": "true", "responsibility": '"unclear"', "household_issue": "false", **found}
    lines = "\n".join(f"{name} = {value}" for name, value in facts.items())
    return read_text(
        f"""
schema = "juso.case/1"
id = "T1"
invented = true
title = {{ ja = "試し", en = "a trial" }}

[consultation]
approached = "field_window"
field = "elderly"
brought_by = "family"
topics = ["hikikomori_nonattendance*"]
person = "son"

[[member]]
ref = "son"
age = 50
consent = {consent}
{others}

[assessment]
{lines}
agencies_needed = {agencies}
cooperation = {cooperation}
wants = {wants}
{start}
"""
        + "".join(f"\n[[then]]\n{body}\n" for body in later)
    )


MOTHER = '\n[[member]]\nref = "mother"\nrelation = "mother"\nage = 80\nconsent = {}\n'


def path(case_file: CaseFile, where: Place | None = None) -> dict:
    """The path of a case through the town (the whole one, where no other is named)."""
    return path_data(simulate(case_file, where or place()))


def steps(found: dict) -> list[str]:
    """The steps of a path in one word each: what, and at which stage."""
    return ["/".join(part for part in (step["step"], step.get("stage")) if part) for step in found["steps"]]


def step(found: dict, name: str) -> dict:
    """The first step of that name."""
    return found["steps"][steps(found).index(name)]


def law(found: dict) -> list[tuple[str, str]]:
    """What the gate did on a path: rule and verdict, in order."""
    return [(entry["rule"], entry["verdict"]) for one in found["steps"] for entry in one["law"]]
