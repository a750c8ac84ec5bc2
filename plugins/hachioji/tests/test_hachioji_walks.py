"""The demonstration: invented cases at the office of the city, and the counts of the half-year beside the published."""

import pytest
from hachioji_city import CASES, CODE, new_office

from juso_core.advice import advise_reporting
from juso_core.casework.case import OutreachState, ParticipationState, Phase, PlanStage
from juso_core.casework.law import VerdictKind
from juso_core.language.era import first_day, last_day
from juso_core.municipality.loading import load_text
from juso_core.municipality.words import ConferenceKind
from juso_core.reporting.report import Whose, indicators_of, make_report
from juso_core.research.explain import explain
from juso_core.research.walks import read_demo, read_walk, walk

HALF_YEAR = [f"half-year-{number}.walk.toml" for number in range(1, 7)]
CONFERENCE = HALF_YEAR[:2]


@pytest.fixture(scope="module")
def demo():
    return read_demo(CASES)


@pytest.fixture(scope="module")
def walked(demo):
    """Every walk made at one office: by file the case, its history and the refusals on the way."""
    office, journal = new_office()
    made = {}
    for one in demo.walks:
        done = walk(office, CODE, one)
        made[one.file] = (office.case(done.case_id), journal.history(done.case_id), done.refusals)
    assert journal.verify() == ()
    return made


@pytest.fixture(scope="module")
def structures(walked):
    """A journal keeps the structures; here every case rests on the one."""
    return {one.basis.digest for _case, history, _refusals in walked.values() for one in history if one.basis}


def test_every_walk_file_is_in_the_demo(demo):
    assert {one.file for one in demo.walks} == {path.name for path in CASES.glob("*.walk.toml")}
    assert demo.tell.file == "after.walk.toml"
    assert [read_walk(CASES / one.file) == one for one in demo.walks] == [True] * 7


def test_every_walk_has_a_title_in_both_languages(demo):
    assert all(one.title.ja and one.title.en and one.title.ja != one.title.en for one in demo.walks)
    assert len({one.id for one in demo.walks}) == len(demo.walks)


def test_no_plugin_fails_on_the_way(walked):
    for _case, history, _refusals in walked.values():
        assert all(one.basis.failures == () for one in history if one.basis)


@pytest.mark.parametrize("file", HALF_YEAR)
def test_in_the_half_year_nobody_consented(walked, file):
    case, history, refusals = walked[file]
    assert case.phase is Phase.PRECONSENT
    assert case.accepted
    assert refusals == ()
    assert not any(member.consent.full for member in case.members)
    assert all("2021-04-01" <= one.on.isoformat() <= "2021-09-30" for one in history)


@pytest.mark.parametrize("file", HALF_YEAR)
def test_two_of_six_were_taken_to_a_support_conference(walked, file):
    case = walked[file][0]
    kinds = [session.kind for session in case.sessions]
    assert kinds == ([ConferenceKind.SUPPORT_CONFERENCE] if file in CONFERENCE else [])
    for session in case.sessions:
        assert len(session.members) == 10
        assert session.meeting == "shien-kaigi"
    assert case.outreach is (OutreachState.BEFORE_CONSENT if file in CONFERENCE else OutreachState.NONE)
    assert case.calls == ()


def test_four_came_from_bases_and_two_from_the_centres_for_the_elderly(walked):
    windows = [walked[file][0].window for file in HALF_YEAR]
    assert sorted(windows) == ["window-base"] * 4 + ["window-elderly"] * 2


def test_the_told_case_ends_closed_with_the_base_as_lead(walked):
    case, history, _refusals = walked["after.walk.toml"]
    assert case.phase is Phase.CLOSED
    assert case.post_closure_lead == "kyoten-daimachi"
    assert case.local_class == "3"
    assert case.outreach is OutreachState.ENDED
    assert case.participation is ParticipationState.ENDED
    assert [plan.stage for plan in case.plans] == [PlanStage.ENDED, PlanStage.ENDED]
    assert [session.kind.value for session in case.sessions] == [
        "support_conference",
        "support_conference",
        "juso_conference",
        "juso_conference",
    ]
    assert all(member.consent.full for member in case.members)
    assert history[-1].on.isoformat() == "2023-03-24"


def test_the_told_case_is_refused_twice_as_it_foresees(walked):
    refusals = walked["after.walk.toml"][2]
    refused = [(one.do, [v.rule for v in one.verdicts if v.verdict is VerdictKind.REFUSED]) for one in refusals]
    assert refused == [("call", ["L06"]), ("support", ["L10"])]


def test_the_told_case_is_explained_step_by_step(walked, whole):
    history = walked["after.walk.toml"][1]
    steps = explain(history, lambda digest: whole if digest == whole.digest else None)
    assert len(steps) == max(one.step for one in history)
    assert steps[-1].phase == "closed"
    givers = {field.giver for step in steps for field in step.advice}
    assert givers == {"plugin", "structure", "national"}


def test_where_the_source_is_silent_the_told_case_says_national(walked, whole):
    history = walked["after.walk.toml"][1]
    steps = {step.n: step for step in explain(history, lambda digest: whole)}
    by_command = {step.command: {field.field: field for field in step.advice} for step in steps.values()}
    assert by_command["Decide"]["decider"].giver == "national"
    assert by_command["Close"]["post_closure_lead"].giver == "national"


def test_the_last_step_departs_from_nothing(walked):
    """The base brought the case and leads on: just what "the referrer" means."""
    last = walked["after.walk.toml"][1][-1]
    assert last.basis.differences == ()


def test_all_rests_on_the_structure_that_is_shipped(structures, whole):
    assert structures == {whole.digest}


def test_free_text_is_in_the_vault_only(demo):
    office, journal = new_office()
    texts = {value for one in demo.walks for step in one.steps for key, value in step.entered.items() if key == "why"}
    assert texts
    cases = [walk(office, CODE, one).case_id for one in demo.walks]
    written = "".join(repr(one) for one in journal.events())
    assert not any(text in written for text in texts)
    notes = {note.text for case in cases for note in journal.vault.notes(case)}
    assert notes <= texts


# -- counts ----


@pytest.fixture(scope="module")
def report(demo, walked, whole, givers):
    since, until = first_day(demo.since), last_day(demo.until)
    indicators = indicators_of(advise_reporting(givers, whole.at(until)))
    return make_report(whole, indicators, [history for _case, history, _refusals in walked.values()], since, until)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("mac-cases", 6),
        ("mac-cases-support-conference", 2),
        ("mac-cases-individual", 4),
        ("mac-cases-from-base", 4),
        ("mac-cases-from-anshin", 2),
        ("mac-cases-consent", 0),
    ],
)
def test_the_counts_of_the_half_year_are_the_published_ones(report, rule, value):
    (row,) = [row for row in report.rows if row.id == rule and row.whose is Whose.MUNICIPALITY]
    assert row.value == value
    (published,) = row.published
    assert published.value == value
    assert published.agrees is True


def test_every_rule_of_the_city_can_be_counted_and_is_published(report):
    own = [row for row in report.rows if row.whose is Whose.MUNICIPALITY]
    assert len(own) == 6
    assert all(row.problem is None and row.published for row in own)
    assert report.since.isoformat() == "2021-04-01"
    assert report.until.isoformat() == "2021-09-30"


def test_the_national_counts_stand_beside_them_unpublished(report):
    national = {row.id: row for row in report.rows if row.whose is Whose.NATIONAL}
    assert national["consultations"].value == 6
    assert national["support-conferences"].value == 2
    assert national["juso-conferences"].value == 0
    assert national["plans"].value == 0
    assert not any(row.published for row in national.values())


def test_the_structure_that_is_kept_with_a_case_is_the_shipped_file(walked, whole):
    office, journal = new_office()
    done = walk(office, CODE, read_walk(CASES / HALF_YEAR[0]))
    digest = journal.history(done.case_id)[0].basis.digest
    assert load_text(journal.structure(digest)) == whole
