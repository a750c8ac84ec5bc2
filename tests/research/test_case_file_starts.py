"""A case file takes a case up where a way leads: phase, plan and consent fit together, or it is told what does not."""

from itertools import product

import pytest
from research_cases import PLANS, fitting_consents
from research_errors import BASE, problems_of

from juso_core.casework.case import Phase
from juso_core.municipality.words import Consent, PlanKind
from juso_core.research.case_file import read_text


def started(phase, plan, consent):
    plan = f"\nplan = {plan}" if plan else ""
    return BASE.replace('use = "refused"', f'use = "{consent}"') + f'\n[start]\nphase = "{phase}"{plan}\n'


@pytest.mark.parametrize(("phase", "kind"), list(product(Phase, (None, *PlanKind))))
def test_a_start_is_one_to_which_a_way_leads(phase, kind):
    plan = f'{{ kind = "{kind}", includes = ["outreach", "participation"] }}' if kind else ""
    for consent in Consent:
        text = started(phase, plan, consent)
        wrong = {}
        if kind not in PLANS[phase]:
            wrong["start.plan.kind" if kind else "start"] = BASE.count("\n") + (4 if kind else 2)
        if consent not in fitting_consents(phase, kind):
            wrong["member[1].consent.use"] = 23
        if wrong:
            problems = problems_of(text)
            assert {problem.path: problem.line for problem in problems} == wrong, consent
            assert len(problems) == len(wrong)
            assert all(f" {phase.value} " in f" {problem.what} " for problem in problems)
        else:
            assert read_text(text).start.phase is phase


def test_an_unreachable_start_is_told_with_what_fits():
    (plan,) = problems_of(started("handling", '{ kind = "mac", includes = ["other"] }', "given"))
    assert plan.what == "no way leads to handling with a plan of the kind mac"
    assert plan.hint == "with handling fits: outreach, participation"
    (consent,) = problems_of(started("assessing", "", "refused"))
    assert consent.what == "no way leads to assessing without the person's consent"
    assert consent.hint == "with it fits use = given / withdrawn"
    (given,) = problems_of(started("preconsent", "", "given"))
    assert given.what == "preconsent is for persons who have not consented"
    assert given.hint == "with it fits use = not_asked / refused / unreachable / withdrawn"
    (missing,) = problems_of(started("supporting", "", "given"))
    assert missing.hint == 'plan = { kind = "mac", includes = ["other"] }'


@pytest.mark.parametrize("kind", ["outreach", "participation"])
@pytest.mark.parametrize("includes", ['["other"]', '"other"'])
def test_a_plan_of_one_service_contains_that_service(kind, includes):
    (problem,) = problems_of(started("planning", f'{{ kind = "{kind}", includes = {includes} }}', "given"))
    assert (problem.path, problem.what) == ("start.plan.includes", f"a plan of the kind {kind} contains {kind}")


def test_a_person_of_whom_no_consent_is_stated_has_not_been_asked():
    text = started("assessing", "", "given").replace('consent = { use = "given" }', "# nothing said")
    (problem,) = problems_of(text)
    assert (problem.line, problem.path) == (21, "member[1].consent.use")
    assert read_text(text.replace("assessing", "preconsent")).start.phase is Phase.PRECONSENT


@pytest.mark.parametrize("kind", ["[]", '["mac"]', "{}", "5"])
def test_a_kind_of_plan_of_the_wrong_type_is_told_like_any_other(kind):
    problems = problems_of(started("planning", f'{{ kind = {kind}, includes = ["other"] }}', "given"))
    assert {problem.path for problem in problems} == {"start.plan.kind"}
