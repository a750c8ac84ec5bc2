"""A path tells who said what from where, and keeps silence, none, not entered and not known apart."""

import pytest
from attrs import evolve
from simulated_towns import JUSO, MAC, MOTHER, REFUSED, ROUTES, SUPPORT, TOWN, case, path, place, step, steps

from juso_core.advice import Asked
from juso_core.casework.decisions import Escalation, Intake, Reason
from juso_core.casework.record import Failure
from juso_core.citation import Giver, Text
from juso_core.guard import PluginError
from juso_core.language import messages
from juso_core.municipality.words import Level
from juso_core.research.path import laid_together
from juso_core.research.simulation import NoDay, place_of, simulate
from juso_core.research.summary import KEYS


def values(found: dict, name: str) -> list:
    return [one["answers"][name]["value"] for one in found["steps"] if name in one["answers"]]


# -- who said it ----


def test_every_answer_says_who_gave_it_from_which_row_and_where_it_stands():
    found = path(case())
    receivers = step(found, "escalate/at_window")["answers"]["receivers"]
    assert receivers["value"] == ["chiiki"]
    assert receivers["label"] == "社協 地域福祉係"
    assert (receivers["origin"], receivers["row"]) == ("structure", "service.mac")
    assert found["cites"][receivers["cite"]] == "plan: 3"
    used = {key for one in found["steps"] for a in one["answers"].values() for key in _keys(a.get("cite", []))}
    assert used == set(found["cites"])


def _keys(cite) -> list[str]:
    return [cite] if isinstance(cite, str) else cite


def test_the_walk_may_go_on_with_the_national_standard_but_the_summary_may_not():
    found = path(case(consent=REFUSED, wants='["outreach"]'))
    drafted = step(found, "approve/outreach")
    assert drafted["answers"]["drafters"]["value"] == ["function:outreach"]
    assert drafted["answers"]["drafters"]["origin"] == "national"
    assert found["summary"]["drafters"] == {"outreach": None}
    assert "approve.outreach.drafters" in [*found["silent"], *found["not_entered"]]


def test_what_the_sources_do_not_say_is_not_what_nobody_has_entered():
    found = path(case())
    assert "approve.mac.informed" in found["silent"], "plan.report is listed as silent"
    assert "convene.cadence" in found["silent"], "juso_conference.cadence is listed as silent"
    assert "intake.form" in found["not_entered"], "nothing is said about form.intake at all"
    assert not set(found["silent"]) & set(found["not_entered"])


def test_a_planned_row_stays_marked():
    planned = MAC.replace('takes = ["coop', 'status = "planned"\nsince = "2024-04"\ntakes = ["coop')
    found = path(case(), place(TOWN, planned, JUSO, SUPPORT, ROUTES))
    assert step(found, "escalate/at_window")["answers"]["mac"]["status"] == "planned"


def test_all_keys_of_the_summary_are_always_there():
    assert tuple(path(case(cooperation='"works"'))["summary"]) == KEYS
    assert tuple(path(case())["summary"]) == KEYS


def test_labels_and_effects_are_in_the_language_that_is_shown():
    before = messages.current()
    messages.use("ja")
    try:
        japanese = path(case(others=MOTHER.format(REFUSED)))
    finally:
        messages.use(before)
    english = path(case(others=MOTHER.format(REFUSED)))
    window = "escalate/at_window"
    assert step(japanese, window)["answers"]["mac"]["label"] == "該当"
    assert step(english, window)["answers"]["mac"]["label"] == "yes"
    assert step(japanese, window)["law"][0]["effect"] != step(english, window)["law"][0]["effect"]
    assert step(japanese, window)["law"][0]["rule"] == step(english, window)["law"][0]["rule"]


# -- what is not known ----


def test_unknown_facts_that_lead_to_differing_answers_are_maybe():
    found = path(case(cooperation='"?"'))
    assert found["summary"]["mac"] == {"maybe": ["no", "yes"]}
    assert found["summary"]["conf1"] == "juso_conference", "what only one variant comes to is told of that one"
    assert step(found, "escalate/at_window")["phase"] == {"maybe": ["handling", "referred"]}
    assert "maybe" not in step(found, "escalate/at_window")
    assert step(found, "approve/mac")["maybe"] is True
    assert [one["taken"] for one in found["variants"]] == [{"cooperation": "works"}, {"cooperation": "fails"}]
    assert [one["phase"] for one in found["variants"]] == ["handling", "supporting"]
    assert [len(one["steps"]) for one in found["variants"]] == [2, len(found["steps"])]


def test_unknown_facts_that_lead_nowhere_else_are_no_maybe():
    found = path(case(complaint_clear='"?"'))
    assert len(found["variants"]) == 2
    assert "maybe" not in str(found["summary"])
    assert not any(one.get("maybe") for one in found["steps"])


def test_a_maybe_between_silence_and_an_answer_says_both():
    only = MAC.replace('takes = ["cooperation_fails"]\nmay_take = ["outreach_wanted"]', 'only_for = ["hikikomori"]')
    maybe = case(others='maybe_traits = ["hikikomori"]')
    assert path(maybe, place(TOWN, only, JUSO, SUPPORT, ROUTES))["summary"]["mac"] == {"maybe": [None, "yes"]}


def test_each_value_of_a_maybe_has_its_own_giver_row_and_source_and_names_the_fact_that_decides():
    only = MAC.replace('takes = ["cooperation_fails"]\nmay_take = ["outreach_wanted"]', 'only_for = ["hikikomori"]')
    maybe = case(others='maybe_traits = ["hikikomori"]', complaint_clear='"?"')
    found = path(maybe, place(TOWN, only, JUSO, SUPPORT, ROUTES))
    receivers = step(found, "escalate/at_window")["answers"]["receivers"]
    told = {str(one["value"]): (one["origin"], one["row"], one.get("cite")) for one in receivers["each"]}
    assert told["['chiiki']"][:2] == ("structure", "service.mac")
    assert found["cites"][told["['chiiki']"][2]] == "plan: 3"
    assert {origin for origin, _row, _cite in told.values()} == {"structure", "national"}
    assert receivers["depends_on"] == ["son: hikikomori"], "and not on whether the complaint is clear"


def test_a_step_that_only_some_come_to_names_the_fact_that_leads_there():
    found = path(case(cooperation='"?"', complaint_clear='"?"'))
    assert step(found, "approve/mac")["depends_on"] == ["cooperation"]


def test_what_is_said_in_some_cases_only_is_not_said_in_the_others():
    def classes(case, **_):
        return Escalation(local_class="2") if case.assessment.cooperation == "fails" else None

    town = place()
    givers = (_plugin("juso_escalate", classes), *town.givers)
    found = path(case(cooperation='"?"'), evolve(town, givers=givers))
    answer = step(found, "escalate/at_window")["answers"]["local_class"]
    assert (answer["value"], answer["label"]) == ({"maybe": [None, "2"]}, "not said / 2")
    assert [one.get("origin") for one in answer["each"]] == [None, "plugin"]


def test_that_a_case_is_told_without_identity_is_the_national_law_and_not_said_by_the_town():
    found = path(case(consent=REFUSED), place(TOWN, MAC, JUSO, ROUTES))
    answers = step(found, "convene/share")["answers"]
    assert (answers["meeting"]["origin"], answers["identified"]["value"]) == ("structure", False)
    assert answers["identified"]["origin"] == "national"
    assert found["cites"][answers["identified"]["cite"]] == "act: 106-6"


def test_steps_of_several_ways_are_laid_on_one_another_in_their_order():
    ways = [way.turns for way in simulate(case(cooperation='"?"', wants='["participation"]'), place()).ways]
    together = laid_together(ways)
    order = list(together)
    for way in ways:
        at = [order.index(where) for where in _where(way)]
        assert at == sorted(at)
    assert sum(map(len, together.values())) == sum(map(len, ways))


def _where(turns):
    return list(laid_together([turns]))


# -- plugins ----


def _plugin(hook, function) -> Asked:
    return Asked(Giver.PLUGIN, "juso-reiji", "1", {hook: (function,)})


def test_what_the_plugin_says_is_what_the_municipality_says():
    reason = Reason(Text("この町の判断", "judged here"), "plan: 7")
    mine = _plugin("juso_escalate", lambda **_: Escalation(mac=Level.NO, local_class="2", because=(reason,)))
    town = place()
    found = path(case(), evolve(town, givers=(mine, *town.givers)))
    assert found["summary"]["mac"] == "no"
    assert found["summary"]["local_class"] == "2"
    assert step(found, "escalate/at_window")["answers"]["mac"]["origin"] == "plugin"
    assert steps(found) == ["intake", "escalate/at_window"]


def test_a_plugin_that_fails_costs_its_own_answer_and_is_told():
    def fails(**_):
        raise PluginError("juso-reiji", "1", "juso_intake", "juso_reiji/plugin.py:3", "ZeroDivisionError")

    town = place()
    found = path(case(), evolve(town, givers=(_plugin("juso_intake", fails), *town.givers)))
    assert found["steps"][0]["answers"]["window"]["value"] == "window-elderly"
    assert [(one["plugin"], one["hook"]) for one in found["failures"]] == [("juso-reiji", "juso_intake")]
    assert found["end"]["phase"] == "supporting"


def test_a_plugin_that_could_not_be_loaded_is_told_once():
    lost = Failure("juso-reiji", "import", "juso_reiji/plugin.py", "ImportError")
    found = path(case(), evolve(place(), failures=(lost,)))
    assert [one["what"] for one in found["failures"]] == ["ImportError"]


def test_a_window_named_by_a_plugin_is_where_it_is_received():
    reason = Reason(Text("ここで受ける", "received here"), "plan: 8")
    mine = _plugin("juso_intake", lambda **_: Intake(window="window-elderly", because=(reason,)))
    town = place(TOWN.replace('fields = ["elderly"]', 'fields = ["child"]'), MAC, JUSO, SUPPORT, ROUTES)
    found = path(case(), evolve(town, givers=(mine, *town.givers)))
    assert found["steps"][0]["acts"][0]["by"] == "houkatsu"


# -- the day ----


def test_the_day_is_the_one_that_the_sources_describe_and_never_today(reiji):
    assert (
        place_of(
            reiji('\n[[programme]]\nstage = "full"\ndescribed_on = 2023-05-01\ncite = "plan: 1"\n')
        ).structure.on.isoformat()
        == "2023-05-01"
    )
    described = reiji('\n[[programme]]\nstage = "full"\ndescribed_on = 2023-05-01\ncite = "plan: 1"\n')
    assert place_of(described).structure.on.isoformat() == "2023-05-01"
    assert place_of(reiji()).structure.on.isoformat() == "2024-03-31", "the last day that a source speaks of"


def test_without_any_day_one_must_be_named(reiji):
    found = reiji(sources=False)
    with pytest.raises(NoDay) as wrong:
        place_of(found)
    assert "例示市" in str(wrong.value)
    assert "--on" in wrong.value.how_to_mend()


@pytest.fixture
def reiji(tmp_path, monkeypatch):
    """Makes an installed plugin of the town, and returns it as it is found."""
    from juso_core import registry
    from juso_core.discovery import Found

    made = []

    def install(more: str = "", sources: bool = True) -> Found:
        package = f"juso_reiji_{tmp_path.name.replace('-', '_')}_{len(made)}"
        folder = tmp_path / package
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        text = TOWN + more if sources else 'code = "999997"\nname = "例示市"\n'
        (folder / "structure.toml").write_text(text, encoding="utf-8")
        made.append(Found("999997", "juso-reiji", "0.1", package, 1))
        return made[-1]

    monkeypatch.syspath_prepend(str(tmp_path))
    registry.forget()
    yield install
    registry.forget()
