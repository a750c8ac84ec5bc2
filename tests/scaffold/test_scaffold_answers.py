"""Answers: whatever somebody writes is either refused, or the structure holds exactly that."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scaffold_made import TODAY, structure_of

from juso_core.citation import UNSOURCED
from juso_core.language.messages import use
from juso_core.municipality.loading import load_text
from juso_core.municipality.questions import AnswerState, answers
from juso_core.municipality.words import Function, OperationForm, OrganizationKind, Stage
from juso_core.scaffold.answers import (
    FUNCTIONS,
    Answers,
    LayerAnswer,
    OperatorAnswer,
    ProgrammeAnswer,
    SourceAnswer,
    laid_over,
)
from juso_core.scaffold.answers_file import check, read_text
from juso_core.scaffold.example import example as example_answers
from juso_core.scaffold.problems import AnswerErrors
from juso_core.scaffold.structure_text import structure_text
from juso_core.scaffold.toml_text import toml_value
from juso_core.scaffold.wrong import TEMPLATE_MARKS, wrong_name, wrong_short, wrong_text

NEEDED = {"code": "999997", "name": "例示市", "short": "reiji"}
TRICKY = st.one_of(
    st.text(max_size=30),
    st.text(
        alphabet="例示市\"'\\#[]{}%=/.,、・　 \t\n\r\x00\x7f\u200b\u202e\u2028\ud800,:@-_①Ａé葛\U000e0100", max_size=20
    ),
)


@given(name=TRICKY)
@example(name="例\"示'\\n市")
@example(name='"""')
@example(name="{{ 7*7 }}")
@example(name="例示市 # 一")
def test_any_name_is_refused_or_held_exactly(name: str) -> None:
    if wrong_name(name) is None:
        structure = structure_of(Answers(**{**NEEDED, "name": name}))
        assert structure.name == name
    else:
        assert list(check({**NEEDED, "name": name})), "the file's reader refuses it, too"


@given(texts=st.lists(TRICKY, min_size=4, max_size=4))
def test_any_text_of_an_answer_is_refused_or_held_exactly(texts: list[str]) -> None:
    title, body, section, layer = texts
    if any(wrong_text(text) for text in texts):
        return
    structure = structure_of(
        Answers(
            **NEEDED,
            source=(SourceAnswer(title=title, as_of="2026-03"),),
            programme=ProgrammeAnswer(stage=Stage.FULL, section=section, heading=body),
            operator=(
                OperatorAnswer(function=Function.OUTREACH, kind=OrganizationKind.OTHER, name=body, section=layer),
            ),
            layer=(LayerAnswer(name=layer, heading=title),),
        )
    )
    assert structure.source[0].title == title
    assert body in [one.name for one in structure.organization]
    assert {section, layer} <= {one.name for one in structure.agency}
    assert [one.name for one in structure.layer] == [layer]
    assert structure.programme[0].cite[0].heading == body.strip()


@given(text=TRICKY)
def test_what_templates_take_for_an_instruction_and_what_nobody_sees_is_refused(text: str) -> None:
    hidden = any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in text)
    marked = any(mark in text for mark in TEMPLATE_MARKS)
    assert (wrong_text(text) is not None) == (hidden or marked or not text.strip())


@pytest.mark.parametrize("name", ["../x", "a/b", "a\\b", "..", "{{ 7*7 }}", "{% raw %}", "a\nb", "", "  "])
def test_names_that_lead_somewhere_else_are_refused(name: str) -> None:
    assert wrong_name(name)


@pytest.mark.parametrize(
    "short",
    ["con", "aux", "com1", "core", "tests", "templates", "class", "import", "../x", "a/b", "a-b", "A", "ａ", "1a", "_a",
     "a_", "", "x" * 41, "{{x}}", "é"],
)  # fmt: skip
def test_short_names_that_cannot_be_a_package_are_refused(short: str) -> None:
    assert wrong_short(short)


@given(short=st.from_regex(r"[a-z][a-z0-9_]{0,20}[a-z0-9]", fullmatch=True))
def test_a_short_name_that_is_let_through_names_a_package(short: str) -> None:
    if wrong_short(short) is None:
        assert f"juso_{short}".isidentifier()


def test_with_nothing_but_what_is_needed_everything_is_not_entered() -> None:
    structure = structure_of(Answers(**NEEDED))
    assert list(structure.rows()) == []
    assert {one.state for one in answers(structure)} == {AnswerState.NOT_ENTERED}


def test_what_is_answered_is_entered_and_nothing_else() -> None:
    structure = structure_of(
        Answers(
            **NEEDED,
            programme=ProgrammeAnswer(stage=Stage.TRANSITION, since="FY2026", mac_setting_pattern=4),
            operator=tuple(
                OperatorAnswer(function=one, kind=OrganizationKind.SHAKYO, name="例示市社協", form=OperationForm.DIRECT)
                for one in FUNCTIONS
            ),
            layer=(LayerAnswer(name="市全域", count=1), LayerAnswer(name="東西", count=2)),
        )
    )
    entered = {one.question.id for one in answers(structure) if one.state is AnswerState.STATED}
    assert entered == {
        "programme.since", "programme.mac_setting", "areas", "window.operation_form",
        "mac.operator", "mac.operation_form", "outreach.operator", "outreach.operation_form",
        "participation.operator", "participation.operation_form",
        "community_building.operator", "community_building.operation_form",
    }  # fmt: skip
    assert [(one.name, one.order, one.count) for one in structure.layer] == [("市全域", 1, 1), ("東西", 2, 2)]
    assert [one.name for one in structure.organization] == ["例示市社協"], "one body, however often it is named"


def test_a_fact_without_a_heading_cites_the_stand_in_and_one_with_a_heading_the_document() -> None:
    structure = structure_of(
        Answers(
            **NEEDED,
            source=(SourceAnswer(title="計画", as_of="2026-03", publisher="例示市"),),
            programme=ProgrammeAnswer(stage=Stage.FULL, heading="1 (1)"),
            layer=(LayerAnswer(name="市全域"),),
        )
    )
    assert str(structure.programme[0].cite[0]) == "plan: 1 (1)"
    assert structure.layer[0].cite[0].source == UNSOURCED
    assert [one.id for one in structure.source] == ["plan", UNSOURCED]


def test_the_stand_in_is_not_there_when_everything_has_its_document() -> None:
    programme = ProgrammeAnswer(stage=Stage.FULL, heading="1")
    structure = structure_of(Answers(**NEEDED, source=(SourceAnswer(title="計画", as_of="2026"),), programme=programme))
    assert [one.id for one in structure.source] == ["plan"]


def test_a_section_of_the_municipality_is_its_agency() -> None:
    structure = structure_of(
        Answers(
            **NEEDED,
            programme=ProgrammeAnswer(stage=Stage.FULL, section="福祉課"),
            operator=(
                OperatorAnswer(
                    function=Function.MULTI_AGENCY_COLLABORATION, kind=OrganizationKind.MUNICIPALITY, section="福祉課"
                ),
            ),
        )
    )
    (agency,) = structure.agency
    (body,) = structure.organization
    assert (body.kind, body.name, agency.organization) == (OrganizationKind.MUNICIPALITY, "例示市", body.id)
    assert structure.programme[0].section == agency.id
    assert structure.service[0].agencies == (agency.id,)


@pytest.mark.parametrize("with_source", [True, False])
def test_every_example_row_can_be_used_by_taking_its_marks_away(with_source: bool) -> None:
    source = (SourceAnswer(title="計画", as_of="2026-03"),) if with_source else ()
    text = structure_text(Answers(**NEEDED, source=source), None, TODAY)
    lines = [line[1:] if line[:1] == "#" and line[1:2] not in (" ", "") else line for line in text.split("\n")]
    structure = load_text("\n".join(lines))
    tables = {type(row).table for row in structure.rows()}
    assert len(tables) == 13, "an example for every table but areas"
    assert structure.silent


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_example_of_an_answers_file_can_be_used(language: str) -> None:
    use(language)
    found = read_text(example_answers())
    assert found.code == "999997"
    assert structure_of(found).name == "例示市"


BAD = """\
code = "99999"
name = "a/b"
shrt = "reiji"

[programme]
stage = "ful"
since = "R8"
mac_setting_pattern = 6

[[operator]]
function = "outreach"
kind = "shakyo"

[[operator]]
function = "outreach"
kind = "municipality"
name = "例示市"

[[operator]]
function = "outreach"
kind = "shakyo"

[[layer]]
name = "{{ x }}"
count = 0
"""


def test_everything_that_is_wrong_in_a_file_is_told_at_once_with_its_line() -> None:
    with pytest.raises(AnswerErrors) as errors:
        read_text(BAD, "answers.toml")
    told = {(problem.line, problem.path) for problem in errors.value.problems}
    assert told == {
        (1, "code"), (2, "name"), (3, "shrt"), (6, "programme.stage"), (7, "programme.since"),
        (8, "programme.mac_setting_pattern"), (10, "operator[0].name"),
        (17, "operator[1].name"), (19, "operator[2].name"), (20, "operator[2].function"), (24, "layer[0].name"),
        (25, "layer[0].count"),
    }  # fmt: skip
    assert "did you mean 'short'?" in str(errors.value)


def test_answers_laid_over_others_replace_only_what_they_say() -> None:
    low = read_text('code = "999997"\nname = "例示市"\n[programme]\nstage = "full"\nsince = "FY2026"\n')
    over = Answers(name="見本市", programme=ProgrammeAnswer(stage=Stage.NONE), layer=(LayerAnswer(name="市全域"),))
    found = laid_over(low, over)
    assert (found.code, found.name, found.layer) == ("999997", "見本市", over.layer)
    assert found.programme == ProgrammeAnswer(stage=Stage.NONE, since="FY2026")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20))
def test_a_text_is_written_as_toml_that_reads_as_the_same_text(text: str) -> None:
    import tomllib

    if "\x7f" not in text:
        assert tomllib.loads(f"x = {toml_value(text)}") == {"x": text}
