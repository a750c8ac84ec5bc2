"""Every step stays explainable: by whom, from which source, what was chosen; also when the plugin is gone."""

import json

import pytest
from attrs import evolve
from office_bench import MOTHER, NONE, ROLES_UNCLEAR, SON, TOWN, Bench, bench_of, consultation, day, install

from juso_core.journal.codec import to_plain
from juso_core.language import messages
from juso_core.municipality.loading import load_text
from juso_core.municipality.words import Consent
from juso_core.research.explain import explain, step_data

PLUGIN = """
from juso_core.casework.decisions import Convening, Reason
from juso_core.citation import Text
from juso_core.hookspecs import hookimpl
from juso_core.municipality.words import ConferenceKind


@hookimpl
def juso_convene(case, subjects):
    why = Text("この町では福祉課が招集する。", "Here 福祉課 convenes.")
    return Convening(
        kind=ConferenceKind.JUSO_CONFERENCE,
        meeting="juso-kaigi",
        subjects=subjects,
        convener=("fukushi",),
        because=(Reason(why, "plan: 9 (1)", row="meeting.juso-kaigi"),),
    )
"""


@pytest.fixture
def in_japanese():
    before = messages.current()
    messages.use("ja")
    yield
    messages.use(before)


def explained(bench, case, lost=False):
    def kept(digest):
        text = None if lost else bench.journal.structure(digest)
        return load_text(text) if text else None

    return explain(bench.history(case), kept)


def fields_of(step):
    return {field.field: field for field in step.advice}


def test_every_step_of_a_case_is_explained_in_order(bench):
    case = bench.closable()
    steps = explained(bench, case)
    assert [step.n for step in steps] == list(range(1, len(steps) + 1))
    assert [step.command for step in steps][:4] == ["Receive", "Assess", "Refer", "Answer"]
    assert steps[-1].phase == bench.case(case).phase.value
    for step in steps:
        assert step.label != step.command
        assert step.plugin
        for field in step.advice:
            assert field.label
            assert field.cites
            assert field.why
            assert all(cite.title and cite.as_of for cite in field.cites)


def test_a_step_can_be_written_as_json(bench):
    for step in explained(bench, bench.closable()):
        assert json.loads(json.dumps(step_data(step), default=str))["n"] == step.n


def test_it_says_from_which_document_the_municipality_itself_speaks(hachioji):
    steps = explained(hachioji, hachioji.referred())
    mac = fields_of(steps[1])["mac"]
    assert (mac.giver, mac.row) == ("plugin", "juso-hachioji")
    assert [(cite.source, cite.heading) for cite in mac.cites] == [("casebook", "八王子 Ⅱ(3) 表")]
    assert "実践事例集" in mac.cites[0].title
    receivers = fields_of(steps[2])["receivers"]
    assert (receivers.giver, receivers.row) == ("structure", "service.mac")
    assert receivers.shown == "社協 支えあい推進課"


def test_the_national_standard_is_never_shown_as_local(hachioji):
    case = hachioji.agreed()
    hachioji.office.decide(case, hachioji.section, day(9))
    decided = fields_of(explained(hachioji, case)[-1])
    assert decided["decider"].giver == "national"
    assert decided["decider"].cites[0].title.startswith("重層的支援体制整備事業に係る自治体事務マニュアル")
    assert "nothing is stated for the municipality" in decided["decider"].origin


def test_a_difference_stands_beside_the_advice_with_its_note(bench):
    case = bench.received()
    bench.office.assess(case, ROLES_UNCLEAR, bench.window, day(1), handle=True, why="様子を見る")
    mac = fields_of(explained(bench, case)[1])["mac"]
    assert (mac.value, mac.difference, mac.chosen, mac.note) == ("yes", True, "no", "N1")
    assert mac.chosen_shown
    others = [field for field in explained(bench, case)[1].advice if field.field != "mac"]
    assert not any(field.difference for field in others)


def test_what_the_gate_narrowed_is_explained(bench):
    case = bench.received(SON, evolve(MOTHER, consent=NONE))
    bench.office.refer(case, bench.window, day(1), to=(bench.mac.agency,), explained=True, agreed=True)
    (verdict,) = explained(bench, case)[-1].verdicts
    assert (verdict.rule, verdict.verdict) == ("L01", "narrowed")
    assert "mother" in verdict.what
    assert verdict.mend


def test_an_old_case_is_explained_by_the_structure_of_its_time(site):
    bench = bench_of(install(site, plugin=PLUGIN))
    case = bench.accepted()
    bench.office.call(case, bench.section, day(4))
    before = explained(bench, case)
    # The plugin is taken away, and its structure no longer has that meeting or that section by that name.
    renamed = TOWN.replace('"福祉課"', '"くらし課"').replace('name = "重層的支援会議"', 'name = "連携会議"')
    later = Bench(
        bench_of(install(site, renamed)).office, bench.journal, bench.code, bench.window, bench.mac, bench.section
    )
    assert explained(later, case) == before
    called = fields_of(before[-1])
    assert (called["convener"].giver, called["convener"].shown) == ("plugin", "福祉課")
    assert called["meeting"].shown == "重層的支援会議"
    assert called["convener"].why == ("Here 福祉課 convenes.",)


def test_two_structures_in_one_case_are_kept_side_by_side(site):
    first = bench_of(install(site))
    case = first.received()
    renamed = TOWN.replace('"福祉課"', '"くらし課"')
    second = bench_of(install(site, renamed))
    # The same journal, after an upgrade.
    desk = evolve(second.office.desk, journal=first.journal)
    type(second.office)(desk).share(case, ("fukushi",), first.window, day(1))
    steps = explained(first, case)
    digests = [one.basis.digest for one in first.history(case) if one.basis]
    assert len(set(digests)) == 2
    assert "くらし課" in steps[-1].told[0]
    assert "くらし課" in first.journal.structure(digests[1])
    assert "くらし課" not in first.journal.structure(digests[0])


def test_what_is_kept_is_what_was_worked_with(site):
    found = install(site)
    bench = bench_of(found)
    assert bench.office.desk.place(bench.code, day(0)).structure.digest
    # The file is replaced while the office goes on working with what it has read.
    path = site / found.package / "structure.toml"
    path.write_text(TOWN.replace('"福祉課"', '"くらし課"'), encoding="utf-8")
    done = bench.office.receive(bench.code, consultation(), bench.window, day(1))
    digest = bench.basis(done).digest
    assert load_text(bench.journal.structure(digest)).digest == digest


def test_a_lost_structure_leaves_the_ids(bench):
    case = bench.closable()
    steps = explained(bench, case, lost=True)
    assert len(steps) == len(explained(bench, case))
    assert fields_of(steps[2])["receivers"].shown == bench.mac.agency
    assert fields_of(steps[2])["receivers"].cites[0].title in ("plan", "casebook")
    assert steps[0].actor_shown == bench.window.agency


def test_it_is_told_in_japanese_too(bench, in_japanese):
    case = bench.accepted()
    bench.office.consent(case, "son", bench.mac, day(4), share=Consent.WITHDRAWN)
    steps = explained(bench, case)
    assert steps[1].phase_shown == "相談受付"
    assert "撤回" in steps[-1].told[0]
    assert fields_of(steps[1])["mac"].shown == "該当"


def test_nothing_in_an_explanation_needs_the_plugin(site, monkeypatch):
    bench = bench_of(install(site, plugin=PLUGIN))
    case = bench.accepted()
    bench.office.call(case, bench.section, day(4))
    history, structures = bench.history(case), {}
    for one in history:
        if one.basis:
            structures[one.basis.digest] = bench.journal.structure(one.basis.digest)
    plain = [to_plain(one) for one in history]
    assert all(json.dumps(one, default=str) for one in plain)

    def unavailable(*arguments):
        raise AssertionError("an explanation asked for the plugin")

    monkeypatch.setattr("juso_core.registry.load", unavailable)
    monkeypatch.setattr("juso_core.places.load", unavailable)
    steps = explain(history, lambda digest: load_text(structures[digest]))
    assert fields_of(steps[-1])["convener"].giver == "plugin"
