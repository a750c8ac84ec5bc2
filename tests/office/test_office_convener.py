"""Who convenes a 支援会議 that no row convenes: as advised the municipality, by the Act; as chosen who is named."""

import pytest
from attrs import evolve
from office_bench import NONE, SON, TOWN, bench_of, day, install

from juso_core.casework.law import RefusedByLaw
from juso_core.citation import Giver
from juso_core.municipality.words import ConferenceKind

SUPPORT = ConferenceKind.SUPPORT_CONFERENCE
ROW = TOWN[TOWN.index('[[meeting]]\nid = "shien-kaigi"') : TOWN.index('[[meeting]]\nid = "juso-kaigi"')]
NOT_SAID = ROW.replace('convener = ["fukushi"]\n', "")
WITHOUT, WITH = evolve(SON, consent=NONE), SON


def office_of(site, row):
    """The town with this row of a 支援会議; without a route before consent, which would name the meeting."""
    return bench_of(install(site, TOWN.replace(ROW, row).partition('[[plan_route]]\nid = "before"')[0]))


def refused_by(attempt):
    """The rules that refuse it."""
    with pytest.raises(RefusedByLaw) as refused:
        attempt()
    return [one.rule for one in refused.value.verdicts if one.verdict.value == "refused"]


def test_as_advised_it_is_the_municipality_by_the_act_and_no_answer_of_its_own(site):
    bench = office_of(site, NOT_SAID)
    done = bench.office.call(bench.accepted(WITHOUT), bench.section, day(4))
    event = done.recorded[0].event
    assert (event.kind, event.meeting, event.convener) == (SUPPORT, "shien-kaigi", ("@municipality",))
    assert done.advice.stated("convener") is None
    origin = done.advice.origins["convener"]
    assert (origin.giver, [str(cite) for cite in origin.cites]) == (Giver.NATIONAL, ["act: 106-6 (1)"])
    assert done.differences == ()
    assert done.advice.stated("meeting") == "shien-kaigi"


@pytest.mark.parametrize("row", [NOT_SAID, ""], ids=["nobody convenes it", "there is none"])
@pytest.mark.parametrize("identified", [None, ("son",)], ids=["names left open", "by name"])
@pytest.mark.parametrize("who", ["mac", "section"])
def test_whoever_chooses_it_names_who_convenes_it(site, row, identified, who):
    """With consent the advice is a 重層的支援会議: nothing of it says who would convene the other."""
    bench = office_of(site, row)
    case, by = bench.accepted(WITH), getattr(bench, who)
    before = bench.snapshot()
    assert refused_by(lambda: bench.office.call(case, by, day(4), kind=SUPPORT, identified=identified)) == ["L02"]
    assert bench.snapshot() == before
    done = bench.office.call(case, by, day(4), kind=SUPPORT, convener=("fukushi",), why="架空")
    assert done.recorded[0].event.convener == ("fukushi",)


@pytest.mark.parametrize("identified", [None, ("son",)], ids=["names left open", "by name"])
def test_an_outside_body_cannot_choose_it_about_somebody_who_has_not_consented(site, identified):
    """Where a 重層的支援会議 is all there is, the advice is to talk about him there without his name."""
    bench = office_of(site, "")
    case = bench.accepted(WITHOUT)
    assert bench.office.call(case, bench.mac, day(4)).recorded[0].event.identified == ()
    rules = refused_by(lambda: bench.office.call(case, bench.mac, day(5), kind=SUPPORT, identified=identified))
    assert rules == ["L02"]
