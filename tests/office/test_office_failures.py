"""A plugin that fails costs only its own answer: the work goes on, and the failure is shown and recorded."""

import datetime as dt

import pytest
from office_bench import MAC_PLAN, ROLES_UNCLEAR, TOWN, Bench, bench_of, day, install

from juso_core.advice import AnswerFailed, Asked
from juso_core.casework.law import Actor
from juso_core.casework.record import Failure
from juso_core.casework.refusal import RefusedByFlow
from juso_core.casework.setting import setting_of
from juso_core.citation import Giver
from juso_core.desk import Desk, Place
from juso_core.journal.memory import MemoryJournal
from juso_core.municipality.loading import load_text
from juso_core.municipality.words import ConferenceKind, Consent, Level, Occasion
from juso_core.office import Office
from juso_core.places import MunicipalityUnavailable
from juso_core.research.explain import explain, step_data

HEAD = """
from juso_core.casework.decisions import Approval, Convening, Escalation, Intake, Reason
from juso_core.citation import Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality.words import ConferenceKind, Level

BECAUSE = (Reason(Text("町の判断", "the town's own judgement"), "plan: 9"),)

"""


def escalating(body):
    """A plugin whose one hook does this."""
    return f"{HEAD}@hookimpl\ndef juso_escalate(case):\n    {body}\n"


RAISES = escalating("raise ValueError('out of order')")
LEAVES = escalating("raise SystemExit(3)")
NONSENSE = {
    "a text": escalating("return 'yes'"),
    "another decision": escalating("return Intake(form='form-1-1', because=BECAUSE)"),
    "a word as a text": escalating("return Escalation(mac='yes', because=BECAUSE)"),
    "no reason": escalating("return Escalation(mac=Level.NO)"),
    "nobody": escalating("return Escalation(mac=Level.NO, receivers=('nobody',), because=BECAUSE)"),
    "an unknown source": escalating(
        "return Escalation(mac=Level.NO, because=(Reason(Text('町', 'town'), 'book: 1'),))"
    ),
}


def assessed(bench):
    case = bench.received()
    return bench.office.assess(case, ROLES_UNCLEAR, bench.window, day(1))


def said(done):
    return {one.field: (one.value, one.origin.giver) for one in done.advice.said}


def explained(bench, case):
    def kept(digest):
        text = bench.journal.structure(digest)
        return load_text(text) if text else None

    return explain(bench.history(case), kept)


@pytest.mark.parametrize("plugin", [RAISES, LEAVES, *NONSENSE.values()], ids=["raises", "leaves", *NONSENSE])
def test_the_structure_and_the_standard_answer_for_a_plugin_that_fails(site, plugin):
    bench, without = bench_of(install(site, plugin=plugin)), bench_of(install(site))
    done, plain = assessed(bench), assessed(without)
    assert {name: value for name, (value, _giver) in said(done).items()} == {
        name: value for name, (value, _giver) in said(plain).items()
    }
    assert said(done)["mac"] == ("yes", Giver.STRUCTURE)
    assert done.case.assessment == ROLES_UNCLEAR


@pytest.mark.parametrize("plugin", [RAISES, LEAVES, *NONSENSE.values()], ids=["raises", "leaves", *NONSENSE])
def test_a_failure_is_returned_recorded_and_explained(site, plugin):
    bench = bench_of(install(site, plugin=plugin))
    done = assessed(bench)
    (failure,) = done.failures
    assert (failure.plugin, failure.hook) == ("juso-reiji", "juso_escalate")
    assert "plugin.py:" in failure.where
    assert str(site) not in failure.where + failure.what
    assert bench.basis(done).failures == (failure,)
    steps = explained(bench, done.case.id)
    assert steps[0].failures == ()
    assert steps[1].failures == (failure,)
    assert step_data(steps[1])["failures"][0]["what"] == failure.what


def test_what_was_raised_is_told_with_its_line(site):
    bench = bench_of(install(site, plugin=RAISES))
    (failure,) = assessed(bench).failures
    line = RAISES.splitlines().index("    raise ValueError('out of order')") + 1
    assert failure.where.endswith(f"/plugin.py:{line}")
    assert failure.what == "ValueError: out of order"


def test_the_other_hooks_of_a_plugin_that_fails_are_still_asked(site):
    convene = (
        "\n@hookimpl\ndef juso_convene(case, subjects):\n"
        "    return Convening(kind=ConferenceKind.JUSO_CONFERENCE, meeting='juso-kaigi', subjects=subjects,\n"
        "                     identified=True, convener=('fukushi',), because=BECAUSE)\n"
    )
    bench = bench_of(install(site, plugin=RAISES + convene))
    case = bench.accepted()
    done = bench.office.call(case, bench.section, day(4))
    assert done.failures == ()
    assert said(done)["convener"] == (["fukushi"], Giver.PLUGIN)
    assert said(done)["secretariat"] == ("fukushi", Giver.STRUCTURE)


def test_every_step_can_be_taken_while_the_plugin_fails_at_everything(site):
    hooks = "".join(
        f"@hookimpl\ndef {hook}():\n    raise RuntimeError('{hook}')\n\n"
        for hook in ("juso_intake", "juso_escalate", "juso_convene", "juso_approve", "juso_report")
    )
    bench = bench_of(install(site, plugin=HEAD + hooks))
    case = bench.closable()
    failed = [
        (one.command, [failure.hook for failure in one.basis.failures])
        for one in bench.history(case)
        if one.basis and one.basis.failures
    ]
    assert ("Receive", ["juso_intake"]) in failed
    assert ("Refer", ["juso_escalate"]) in failed
    assert ("CallConference", ["juso_convene"]) in failed
    assert ("Draft", ["juso_approve"]) in failed
    assert all(one.basis.hook for one in bench.history(case) if one.basis and one.basis.failures)


def test_a_choice_by_hand_is_always_possible(site):
    bench = bench_of(install(site, plugin=RAISES))
    case = bench.received()
    done = bench.office.refer(case, bench.window, day(1), to=("fukushi",), explained=True, agreed=True)
    assert done.case.receivers == ("fukushi",)
    assert len(done.failures) == 1


# -- a plugin that cannot be loaded ----

CANNOT_BE_LOADED = {
    "not there": "import juso_nowhere_at_all\n",
    "no python": "def juso_escalate(:\n",
    "at once": "raise RuntimeError('not today')\n",
    "misspelt": HEAD + "@hookimpl\ndef juso_escalade(case):\n    return None\n",
    "unknown argument": HEAD + "@hookimpl\ndef juso_escalate(kase):\n    return None\n",
}


@pytest.mark.parametrize("plugin", CANNOT_BE_LOADED.values(), ids=CANNOT_BE_LOADED)
def test_a_plugin_that_cannot_be_loaded_does_not_stop_the_work(site, plugin):
    bench = bench_of(install(site, plugin=plugin))
    done = assessed(bench)
    assert said(done)["mac"] == ("yes", Giver.STRUCTURE)
    (failure,) = done.failures
    assert failure.plugin == "juso-reiji"
    assert failure.what
    assert str(site) not in failure.what


@pytest.mark.parametrize("plugin", CANNOT_BE_LOADED.values(), ids=CANNOT_BE_LOADED)
def test_what_cannot_be_loaded_is_recorded_with_every_command(site, plugin):
    bench = bench_of(install(site, plugin=plugin))
    case = bench.received()
    bench.office.consent(case, "son", bench.window, day(1), use=Consent.REFUSED)
    recorded = [one.basis for one in bench.history(case) if one.basis]
    assert len(recorded) == 2
    assert all(len(basis.failures) == 1 for basis in recorded)
    assert [len(step.failures) for step in explained(bench, case)] == [1, 1]
    assert {basis.plugin for basis in recorded} == {"juso-reiji"}


def test_where_it_cannot_be_loaded_is_a_place_in_its_files(site):
    bench = bench_of(install(site, plugin=CANNOT_BE_LOADED["at once"]))
    (failure,) = assessed(bench).failures
    assert "plugin.py" in failure.where


@pytest.mark.parametrize(
    "structure", ["code = 999997", TOWN.replace('convener = ["fukushi"]', 'convener = ["fukuhsi"]')]
)
def test_a_structure_that_cannot_be_read_is_a_municipality_that_is_not_there(site, structure):
    bench = bench_of(install(site, structure))
    with pytest.raises(MunicipalityUnavailable) as caught:
        bench.received()
    assert "juso-reiji" in str(caught.value)
    assert "structure.toml" in caught.value.how_to_mend()
    assert bench.journal.cases() == ()


# -- givers that are handed in ----


def bench_with(*givers):
    """An office at which these givers are asked, without any registry."""
    structure, journal = load_text(TOWN), MemoryJournal()

    def place(code: str, on: dt.date) -> Place:
        here = structure.at(on)
        return Place(
            code=code,
            givers=givers,
            structure=here,
            setting=setting_of(here),
            plugin="juso-reiji",
            version="1",
            text=TOWN,
        )

    ids = iter("ABCDE")
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    desk = Desk(journal=journal, place=place, now=lambda: now, new_id=lambda: next(ids))
    actors = (Actor("houkatsu"), Actor("shakyo"), Actor("fukushi"))
    return Bench(Office(desk), journal, "999997", *actors)


def fails(hook):
    def answer(**arguments):
        raise AnswerFailed(Failure("juso-reiji", hook, "plugin.py:7", "KeyError: 'x'"))

    return answer


def test_when_nobody_can_answer_everything_is_chosen_by_hand():
    hooks = ("juso_intake", "juso_escalate", "juso_convene", "juso_approve")
    bench = bench_with(*(Asked(giver, giver.value, "1", {hook: (fails(hook),) for hook in hooks}) for giver in Giver))
    case = bench.received(window="window-elderly")
    bench.office.assess(case, ROLES_UNCLEAR, bench.window, day(1))
    bench.office.refer(case, bench.window, day(2), to=("shakyo",))
    done = bench.office.answer(case, bench.mac, day(3), accept=True)
    assert len(done.failures) == len(Giver)
    called = bench.office.call(
        case, bench.mac, day(4), kind=ConferenceKind.JUSO_CONFERENCE, meeting="juso-kaigi", convener=("shakyo",)
    )
    assert called.case.calls[0].convener == ("shakyo",)
    assert called.differences == ()


@pytest.mark.parametrize("choices", [{}, {"convener": ("fukushi",)}])
def test_a_conference_of_no_kind_is_not_called(choices):
    bench = bench_with()
    case = bench.received()
    before = bench.snapshot()
    with pytest.raises(RefusedByFlow):
        bench.office.call(case, bench.mac, day(4), **choices)
    assert bench.snapshot() == before


def test_a_plugin_that_chooses_a_meeting_without_its_kind_gets_the_kind_of_the_meeting(site):
    plugin = HEAD + (
        "@hookimpl\ndef juso_convene(case):\n    return Convening(meeting='shien-kaigi', because=BECAUSE)\n"
    )
    bench = bench_of(install(site, plugin=plugin))
    case = bench.accepted()
    done = bench.office.call(case, bench.section, day(4))
    assert done.recorded[0].event.kind is ConferenceKind.SUPPORT_CONFERENCE


def test_a_plan_is_drafted_by_hand_where_nobody_answers():
    bench = bench_with()
    case = bench.received()
    done = bench.office.assess(case, ROLES_UNCLEAR, bench.window, day(1))
    assert done.advice.said == ()
    assert done.advice.decision.mac is not Level.NO
    bench.office.refer(case, bench.window, day(2), to=("shakyo",))
    bench.office.answer(case, bench.mac, day(3))
    bench.office.apply(case, bench.mac, day(4))
    bench.office.assess(case, ROLES_UNCLEAR, bench.mac, day(5), form_1_2=True)
    drafted = bench.office.draft(case, MAC_PLAN, bench.mac, day(6), drafters=("shakyo",))
    assert drafted.case.plan("P1").drafters == ("shakyo",)
    submitted = bench.office.submit(case, bench.mac, day(6))
    assert submitted.case.plan("P1").submitted_to is ConferenceKind.JUSO_CONFERENCE
    assert bench.office.advise_conference(case, day(7), Occasion.PLAN, plan="P1").said == ()
