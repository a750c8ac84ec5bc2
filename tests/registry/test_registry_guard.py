"""The guard: a proper answer passes unchanged, a bad one becomes an error that says what and where."""

import copy
import datetime as dt
import inspect
import pickle
import sys
from pathlib import Path

import attrs
import pytest

from juso_core import hookspecs, national
from juso_core.advice import AnswerFailed
from juso_core.answer_check import wrong_in
from juso_core.answer_names import NATIONAL_SOURCES, Names, sort_of
from juso_core.casework.decisions import (
    Act,
    Approval,
    Convening,
    Decision,
    Escalation,
    Indicator,
    Intake,
    Reason,
    Reporting,
)
from juso_core.citation import Citation, Text
from juso_core.guard import ARGUMENTS, Author, Memory, PluginError, guard
from juso_core.municipality.structure import CountingRule
from juso_core.municipality.words import (
    ConferenceKind,
    Counts,
    Function,
    Level,
    Required,
    Special,
    Status,
    Together,
    Topic,
)

ON = dt.date(2024, 4, 1)
WHY = Reason(Text("理由", "a reason"), "plan: 2")
BECAUSE = (WHY,)
RULE = CountingRule(id="r", name="数", counts=Counts.CONSULTATION, cite=(Citation("plan", "1"),))
HERE = Path(__file__)
AUTHOR = Author("juso-example", "1.2", HERE.parent)


def guarded(function, hook="juso_escalate"):
    return guard(function, hook, AUTHOR, Memory())


def ask(function, town, case=None, hook="juso_escalate"):
    """Ask a guarded function with the arguments of its hook."""
    given = dict.fromkeys(ARGUMENTS[hook]) | {"municipality": town, "on": ON}
    if "case" in given:
        given["case"] = case
    return guarded(function, hook)(**given)


def hook_of(decision):
    return next(hook for hook, kind in hookspecs.RESULTS.items() if kind is type(decision))


PROPER = [
    Escalation(),
    Escalation(because=BECAUSE),
    Escalation(mac=Level.YES, local_class="③", because=BECAUSE),
    Escalation(
        receivers=("fukushi", "function:multi_agency_collaboration", "@municipality", Special.NEEDED),
        network=("city", "shien-kaigi"),
        triage="shien-kaigi",
        applicant="agency",
        form="uketsuke",
        proposal="uketsuke",
        post_closure_lead=Special.REFERRER,
        because=BECAUSE,
    ),
    Escalation(receivers=(), because=BECAUSE),
    Escalation(
        mac=Level.MAY,
        applicant="person",
        because=(
            Reason(Text("理由", "a reason"), "plan: 2", ("mac", "outreach")),
            Reason(Text("法", "the Act"), ("act: 106-4", Citation("manual", "6")), ("applicant",)),
        ),
    ),
    Escalation(mac=Level.NO, because=(attrs.evolve(WHY, row="meeting.shien-kaigi", status="planned"),)),
    Escalation(mac=Level.NO, because=(attrs.evolve(WHY, status=Status.TRIAL),)),
    Intake(
        window="window-elderly",
        alternatives=("function:comprehensive_consultation",),
        form="uketsuke",
        check=(Topic.DEBT, Topic.HOUSING),
        because=BECAUSE,
    ),
    Convening(
        required=Required.MUST,
        kind=ConferenceKind.SUPPORT_CONFERENCE,
        meeting="shien-kaigi",
        subjects=("p1", "p2"),
        identified=False,
        convener=("fukushi",),
        lead="fukushi",
        secretariat="@municipality",
        members=("@person", "@community", "houkatsu"),
        cadence="月1回",
        pledge=True,
        because=BECAUSE,
    ),
    Approval(
        drafters=("houkatsu",),
        together=Together.JOINT,
        deliberated_in=("shien-kaigi",),
        decider="shien-kaigi",
        informed="@municipality",
        act=Act.NONE,
        because=BECAUSE,
    ),
    Reporting(indicators=(Indicator(Text("数", "number"), RULE),), because=BECAUSE),
    Reporting(
        indicators=(
            Indicator(
                Text("数", "number"),
                attrs.evolve(RULE, received_from=("houkatsu",), taken_to=(ConferenceKind.LIAISON,), consent=True),
            ),
        ),
        because=BECAUSE,
    ),
]


@pytest.mark.parametrize("decision", PROPER, ids=str)
def test_proper_answer_passes_unchanged(decision, town, case):
    assert ask(lambda: decision, town, case, hook_of(decision)) is decision


def test_none_is_an_answer(town):
    assert ask(lambda: None, town) is None


def test_every_field_of_every_decision_is_checked(town):
    """A value that can stand nowhere is refused everywhere: no field is forgotten when the contract grows."""
    for kind in hookspecs.RESULTS.values():
        for name in (a.name for a in attrs.fields(kind)):
            for nonsense in (object(), [], 3.5, {}, (object(),), ([],)):
                assert wrong_in(kind(**{"because": BECAUSE, name: nonsense}), Names.of(town)), (kind, name, nonsense)


def test_every_field_that_holds_names_refuses_a_name_that_is_none(town):
    for kind in hookspecs.RESULTS.values():
        assert issubclass(kind, Decision)
        for name in kind.names:
            for nonsense in ("nobody", ("nobody",), ("fukushi", "nobody"), "plan", ""):
                assert wrong_in(kind(**{name: nonsense}, because=BECAUSE), Names.of(town)), (kind, name)


def because(*reasons, **said):
    return Escalation(**{"mac": Level.YES} | said, because=reasons)


BAD = [
    # What is no decision at all.
    (True, "it returned bool; write Escalation or None"),
    ("yes", "it returned str; write Escalation or None"),
    ({"mac": "yes"}, "it returned dict"),
    (Escalation, "it returned type"),
    (Intake(), "it returned Intake; write Escalation or None"),
    # Words.
    (Escalation(mac="yes", because=BECAUSE), "mac: 'yes' cannot stand here; write Level.YES"),
    (Escalation(mac="Yes ", because=BECAUSE), "write Level.YES"),
    (Escalation(mac="nonsense", because=BECAUSE), "write Level...."),
    (Escalation(mac=True, because=BECAUSE), "mac: True cannot stand here; write Level...."),
    (Escalation(mac=Required.MAY, because=BECAUSE), "mac: Required.MAY cannot stand here; write Level.MAY"),
    (Intake(check=(Topic.DEBT, "housing"), because=BECAUSE), "check: 'housing' cannot stand here; write Topic.HOUSING"),
    (Intake(check=[Topic.DEBT], because=BECAUSE), "check: list cannot stand here; write (..., ...)"),
    (Convening(identified="yes", because=BECAUSE), "identified: 'yes' cannot stand here; write True or False"),
    (Convening(identified=1, because=BECAUSE), "identified: 1 cannot stand here"),
    (Escalation(local_class=3, because=BECAUSE), "local_class: 3 cannot stand here; write str"),
    (Escalation(local_class="", because=BECAUSE), "local_class: it is empty; write None"),
    (Escalation(local_class=Level.YES, because=BECAUSE), "local_class: Level.YES cannot stand here"),
    (Escalation(applicant="somebody", because=BECAUSE), "applicant: 'somebody' cannot stand here; write 'person' / 'a"),
    # Names.
    (Escalation(receivers=["fukushi"], because=BECAUSE), "receivers: list cannot stand here; write (..., ...)"),
    (Escalation(receivers="fukushi", because=BECAUSE), "receivers: 'fukushi' cannot stand here; write ('fukushi',)"),
    (Escalation(receivers=("fukusi",), because=BECAUSE), "is called 'fukusi'; did you mean 'fukushi'?"),
    (Escalation(receivers=("fukushi", None), because=BECAUSE), "receivers: None cannot stand here; write str"),
    (Escalation(receivers=(["fukushi"],), because=BECAUSE), "receivers: list cannot stand here; write str"),
    (Escalation(receivers=("@nobody",), because=BECAUSE), "is called '@nobody'"),
    (Escalation(receivers=("function:cooking",), because=BECAUSE), "is called 'function:cooking'"),
    (Escalation(receivers=(Function.OUTREACH,), because=BECAUSE), "is called 'outreach'"),
    (Escalation(receivers=("uketsuke",), because=BECAUSE), "'uketsuke' is a row of [[form]]; one of [[agency]], "),
    (Escalation(form="shien-kaigi", because=BECAUSE), "'shien-kaigi' is a row of [[meeting]]; one of [[form]] is nee"),
    (Escalation(form="@person", because=BECAUSE), "form: nothing in the structure of the day is called '@person'"),
    (Escalation(triage="fukushi", because=BECAUSE), "'fukushi' is a row of [[agency]]; one of [[meeting]] is needed"),
    (Convening(meeting="function:outreach", because=BECAUSE), "meeting: nothing in the structure"),
    (Convening(convener=("shien-kaigi",), because=BECAUSE), "convener: 'shien-kaigi' is a row of [[meeting]]"),
    (Intake(window="houkatsu", because=BECAUSE), "window: 'houkatsu' is a row of [[agency]]; one of [[service]] is n"),
    # Subjects.
    (
        Convening(subjects=("p1", "p3"), because=BECAUSE),
        "subjects: 'p3' is nobody of this case; its members are p1, p2",
    ),
    (Convening(subjects="p1", because=BECAUSE), "subjects: 'p1' cannot stand here; write ('p1',)"),
    # Reasons.
    (Escalation(mac=Level.YES), "mac: no reason is given for it"),
    (because(attrs.evolve(WHY, about=("outreach",) * 20)), "mac: no reason is given for it"),
    (because(attrs.evolve(WHY, about=("mac",)), outreach=Level.NO), "outreach: no reason is given for it"),
    (because(Reason(Text("理由", "a reason"))), '"a reason" has no citation'),
    (because(attrs.evolve(WHY, about=("mack",))), "about: there is no field 'mack'; there are applicant, form,"),
    (because(attrs.evolve(WHY, about=("because", "mac"))), "about: there is no field 'because'"),
    (because(attrs.evolve(WHY, about="mac")), "about: 'mac' cannot stand here; write ('mac',)"),
    (because(attrs.evolve(WHY, row="meeting.gone")), "the structure of the day has no row 'meeting.gone'"),
    (because(attrs.evolve(WHY, status="perhaps")), "'perhaps' cannot stand here; write 'in_force' / 'planned'"),
    (because(Reason(Text("理由", "a reason"), "plna: 2")), "there is no source 'plna'; there are act, manual, plan"),
    (because(Reason(Text("理由", "a reason"), "Act: 106-4")), "there is no source 'Act'; there are act, manual, plan"),
    (because(Reason(Text("理由", "a reason"), (Citation("plan", ""),))), "the citation of 'plan' names no heading"),
    (because(Reason(Text("理由", "a reason"), (3,))), 'because: 3 cannot stand here; write "source id: heading"'),
    (because(Reason(Text("理由", ""), "plan: 2")), "a text is needed in both languages"),
    (because(Reason(Text(3, "a reason"), "plan: 2")), "a text is needed in both languages"),
    (because(Reason("理由", "plan: 2")), "because: '理由' cannot stand here; write juso_core.citation.Text("),
    (because("plan: 2"), "because: 'plan: 2' cannot stand here; write Reason("),
    (Escalation(mac=Level.YES, because=WHY), "because: juso_core.casework.decisions.Reason cannot stand here; write ("),
    (Escalation(mac=Level.YES, because=[WHY]), "because: list cannot stand here"),
    # What is counted.
    (
        Reporting(indicators=(RULE,), because=BECAUSE),
        "indicators: juso_core.municipality.structure.CountingRule cannot",
    ),
    (Reporting(indicators=(Indicator("数", RULE),), because=BECAUSE), "indicators: name: '数' cannot stand here"),
    (Reporting(indicators=(Indicator(WHY.text, "r"),), because=BECAUSE), "indicators: rule: 'r' cannot stand here"),
    (
        Reporting(indicators=(Indicator(WHY.text, attrs.evolve(RULE, unit="case")),), because=BECAUSE),
        "indicators: rule: unit: 'case' cannot stand here; write Unit.CASE",
    ),
    (
        Reporting(indicators=(Indicator(WHY.text, attrs.evolve(RULE, unit=None)),), because=BECAUSE),
        "indicators: rule: unit: None cannot stand here; write Unit....",
    ),
    (
        Reporting(indicators=(Indicator(WHY.text, attrs.evolve(RULE, cite=(Citation("x", "1"),))),), because=BECAUSE),
        "indicators: rule: cite: there is no source 'x'",
    ),
    (
        Reporting(indicators=(Indicator(WHY.text, attrs.evolve(RULE, received_from=("x",))),), because=BECAUSE),
        "indicators: rule: received_from: nothing in the structure of the day is called 'x'",
    ),
]


@pytest.mark.parametrize(("answer", "what"), BAD, ids=[what for _answer, what in BAD])
def test_bad_answer(answer, what, town, case):
    hook = hook_of(answer) if type(answer) in hookspecs.RESULTS.values() else "juso_escalate"
    hook = "juso_escalate" if what.startswith("it returned") else hook

    def answering():
        return answer

    with pytest.raises(PluginError) as raised:
        ask(answering, town, case, hook)
    error = raised.value
    assert what in error.what
    assert (error.plugin, error.version, error.hook) == ("juso-example", "1.2", hook)
    assert error.where == f"registry/{HERE.name}:{inspect.getsourcelines(answering)[1]}"


def test_decision_that_was_built_past_its_class(town):
    with pytest.raises(PluginError, match="it cannot be read"):
        ask(lambda: object.__new__(Escalation), town)


def test_subjects_without_a_case_are_nobody(town):
    assert "is nobody of this case" in (wrong_in(Convening(subjects=("p1",), because=BECAUSE), Names.of(town)) or "")


def test_names_are_those_of_the_structure_that_was_asked_about(town):
    # One memory serves all hooks of a municipality, on whatever days it is asked about.
    bare = attrs.evolve(town, agency=(), form=())
    hook = guarded(lambda: Escalation(receivers=("fukushi",), because=BECAUSE))
    for _again in range(2):
        assert hook(None, None, town, ON)
        with pytest.raises(PluginError, match="is called 'fukushi'"):
            hook(None, None, bare, ON)


def test_national_sources_are_those_of_the_national_standard():
    assert {source.id for source in national.SOURCES} == NATIONAL_SOURCES


def test_sorts_are_those_of_fields_that_there_are():
    names = {name for kind in hookspecs.RESULTS.values() for name in kind.names}
    assert {sort_of(name) for name in names} == {"service", "form", "meeting", "actor", "anybody"}


def exits():
    sys.exit(3)


def recurses(depth=0):
    return recurses(depth + 1)


def interrupts():
    raise KeyboardInterrupt


class Unspeakable(Exception):
    def __str__(self):
        raise ValueError("not even that")


def unspeakable():
    raise Unspeakable


def far_away():
    return attrs.evolve(WHY, nothing=1)


def chained():
    try:
        {}["key"]
    except KeyError as error:
        raise RuntimeError(f"in {HERE.parent.parent}/x\nsecond line " + "long " * 100) from error


RAISING = [
    (exits, "SystemExit: 3", "sys.exit(3)"),
    (recurses, "RecursionError: maximum recursion", "return recurses(depth + 1)"),
    (unspeakable, "Unspeakable", "raise Unspeakable"),
    (far_away, "TypeError: ", "return attrs.evolve"),
    (chained, "RuntimeError: in x second line long", "raise RuntimeError"),
]


@pytest.mark.parametrize(("raising", "what", "line"), RAISING, ids=[what for _raising, what, _line in RAISING])
def test_whatever_is_raised_names_the_line_in_the_plugins_own_file(raising, what, line, town):
    with pytest.raises(PluginError) as raised:
        ask(lambda: raising(), town)
    error = raised.value
    assert error.what.startswith(what)
    assert len(error.what) < 350
    assert "\n" not in error.what
    file, number = error.where.split(":")
    assert file == f"registry/{HERE.name}"
    assert line in HERE.read_text(encoding="utf-8").splitlines()[int(number) - 1]
    assert str(HERE.parent) not in str(error)
    assert error.__cause__ is not None


def test_interrupt_from_the_keyboard_is_no_failure(town):
    with pytest.raises(KeyboardInterrupt):
        ask(lambda: interrupts(), town)


def test_failure_outside_the_plugins_files_names_the_function(town, tmp_path):
    hook = guard(lambda: exits(), "juso_escalate", Author("juso-example", "1.2", tmp_path / "elsewhere"), Memory())
    with pytest.raises(PluginError) as raised:
        hook(None, None, town, ON)
    assert raised.value.where.startswith(f"registry/{HERE.name}:")


def test_error_is_what_advice_understands_and_can_be_copied():
    error = PluginError("juso-example", "1.2", "juso_report", "juso_example/plugin.py:41", "ValueError: x")
    assert isinstance(error, AnswerFailed)
    assert (error.failure.plugin, error.failure.hook) == ("juso-example", "juso_report")
    assert str(error) == "juso-example 1.2: juso_report (juso_example/plugin.py:41): ValueError: x"
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert str(twin) == str(error)
        assert twin.failure == error.failure


def test_arguments_are_handed_on_by_name_whatever_their_order(town):
    heard = []
    asked = guarded(lambda on, case: heard.append((on, case)))
    asked("the case", "the stage", town, ON)
    asked(municipality=town, on=ON, stage="the stage", case="the case")
    asked("the case", "the stage", town, on=ON)
    assert heard == [(ON, "the case")] * 3


def test_guarded_function_takes_exactly_the_arguments_of_its_hook(town):
    def juso_escalate(case):
        """Say it."""

    hook = guarded(juso_escalate)
    assert tuple(inspect.signature(hook).parameters) == ARGUMENTS["juso_escalate"]
    assert (hook.__name__, hook.__doc__) == ("juso_escalate", "Say it.")
    # Whoever asks wrongly is told so; it is not the plugin's fault.
    for arguments in ({"case": None}, dict.fromkeys((*ARGUMENTS["juso_escalate"], "more"))):
        with pytest.raises(TypeError):
            hook(**arguments)
    with pytest.raises(TypeError):
        hook(None)


def test_what_an_implementation_prints_does_not_stand_among_the_output(town, capsys):
    def prints(case):
        print("looked at the case")

    assert ask(prints, town) is None
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "looked at the case\n")
