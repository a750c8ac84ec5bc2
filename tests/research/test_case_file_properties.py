"""Any case file over the closed vocabularies is read as it stands, in every layout; damage is told on its line."""

import datetime as dt
import tomllib

import jsonschema
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from research_cases import TEXTS, case_files, case_tables, case_texts
from research_toml import LAYOUTS, at, changed, places, written

from juso_core.casework.facts import AgeBand
from juso_core.municipality.conversion import Unknown
from juso_core.research.case_file import CaseFile, CaseFileErrors, read_text
from juso_core.research.schemas import case_schema
from juso_core.research.standard_cases import standard_cases

VALIDATOR = jsonschema.Draft202012Validator(case_schema())
FREE = ("id", "ja", "en", "ref")
"""Keys whose text no vocabulary closes."""


def problems_of(text):
    """What is wrong in a text; nothing where it is read. Anything but CaseFileErrors is an error of the reader."""
    try:
        assert isinstance(read_text(text), CaseFile)
    except CaseFileErrors as errors:
        return errors.problems
    return ()


def accepted(text):
    return VALIDATOR.is_valid(tomllib.loads(text))


# -- valid files ----


@given(case_tables(), LAYOUTS)
def test_a_case_file_says_what_stands_in_it_and_nothing_else(tables, layout):
    case = read_text(written(tables, layout).text)
    came, found = tables["consultation"], tables["assessment"]
    assert (case.schema, case.id, case.title.ja, case.title.en) == (
        tables["schema"],
        tables["id"],
        tables["title"]["ja"],
        tables["title"]["en"],
    )
    marks = [topic.topic + "*" * topic.worst for topic in case.consultation.topics]
    assert marks == listed(came.get("topics", []))
    for key in ("approached", "field", "brought_by", "person"):
        assert getattr(case.consultation, key) == came.get(key)
    assert [member.ref for member in case.member] == [member["ref"] for member in tables["member"]]
    for member, row in zip(case.member, tables["member"], strict=True):
        assert member.relation == row.get("relation")
        assert member.age is None if "age" not in row else member.age.band is AgeBand.of(row["age"])
        assert list(member.traits) == listed(row.get("traits", []))
        assert list(member.maybe_traits) == listed(row.get("maybe_traits", []))
        consent = {"use": "not_asked", "share": "not_asked"} | row.get("consent", {})
        assert (member.consent.use, member.consent.share) == (consent["use"], consent["share"])
    for fact in ("complaint_clear", "responsibility", "agencies_needed", "household_issue", "cooperation"):
        value = getattr(case.assessment, fact)
        assert (value.value if value is Unknown.UNKNOWN else value) == found.get(fact, "?")
    assert list(case.assessment.wants) == listed(found.get("wants", []))
    assert case.assessment.urgent is found.get("urgent", False)
    assert case.assessment.stalled is found.get("stalled", False)


def listed(value):
    return [value] if isinstance(value, str) else value


@given(case_tables(), LAYOUTS)
def test_a_start_and_what_happens_later_stand_as_they_are_written(tables, layout):
    case = read_text(written(tables, layout).text)
    start = tables.get("start")
    assert (case.start is None) == (start is None)
    if start is not None:
        assert case.start.phase == start["phase"]
        plan = case.start.plan
        assert (plan and (plan.kind, list(plan.includes))) == (
            (start["plan"]["kind"], listed(start["plan"]["includes"])) if "plan" in start else None
        )
    days = [one.after.later_than(dt.date(2001, 1, 1)) for one in case.then]
    assert days == sorted(days)
    told = [
        {"after": str(one.after)}
        | ({"contact": one.contact} if one.contact else {})
        | ({"ask": one.ask} if one.ask else {})
        | ({"consent": _said(one.consent)} if one.consent else {})
        for one in case.then
    ]
    later = tables.get("then", [])
    assert all(one in told for one in later)
    assert len(told) == len(later)


def _said(consent):
    words = {"of": consent.of, "use": consent.use, "share": consent.share}
    return {key: word for key, word in words.items() if word is not None}


@given(case_tables(), LAYOUTS, LAYOUTS)
def test_the_order_of_keys_and_tables_and_the_layout_do_not_matter(tables, one, other):
    assert read_text(written(tables, one).text) == read_text(written(tables, other).text)


@given(case_texts())
def test_a_valid_file_is_accepted_by_the_schema(text):
    VALIDATOR.validate(tomllib.loads(text))


@pytest.mark.parametrize("path", standard_cases(), ids=lambda path: path.stem)
def test_a_standard_case_is_accepted_by_the_schema(path):
    VALIDATOR.validate(tomllib.loads(path.read_text(encoding="utf-8")))


@given(case_files())
def test_whom_a_case_is_about_is_one_of_the_members_and_at_most_one_topic_is_the_worst(case):
    assert case.consultation.person in [member.ref for member in case.member]
    assert sum(topic.worst for topic in case.consultation.topics) <= 1


# -- damaged files ----

NEEDED = "is needed here, not a text"


def damaged_keys(tables):
    return [place for place in places(tables) if isinstance(place[-1], str)]


@given(case_tables(), LAYOUTS, st.data())
def test_a_misspelt_key_is_told_on_its_line(tables, layout, data):
    place = data.draw(st.sampled_from(damaged_keys(tables)))
    wrong = place[-1] + data.draw(st.sampled_from(["x", "s", "_", "2"]))

    def rename(table, key):
        table[wrong] = table.pop(key)

    text = written(changed(tables, place, rename), layout)
    told = {(problem.line, problem.what) for problem in problems_of(text.text)}
    assert (text.line((*place[:-1], wrong)), f"there is no key '{wrong}' here") in told
    assert not accepted(text.text)


@given(case_tables(), LAYOUTS, st.data())
def test_a_key_that_is_there_but_does_not_belong_is_the_only_thing_told(tables, layout, data):
    inside = data.draw(st.sampled_from([(), *(p for p in places(tables) if isinstance(at(tables, p), dict))]))
    text = written(changed(tables, (*inside, "name"), lambda table, key: table.update({key: "架空"})), layout)
    (problem,) = problems_of(text.text)
    assert problem.line == text.line((*inside, "name"))
    assert problem.what == "there is no key 'name' here"
    assert not accepted(text.text)


@given(case_tables(), LAYOUTS, st.data())
def test_a_misspelt_word_is_told_on_its_line(tables, layout, data):
    texts = [place for place in places(tables) if isinstance(at(tables, place), str) and place[-1] not in FREE]
    place = data.draw(st.sampled_from(texts))
    wrong = data.draw(st.sampled_from(["x{}", "{}x", "{}_", "{} ", "？{}"])).format(at(tables, place))
    assume(wrong not in [member["ref"] for member in tables["member"]])
    text = written(changed(tables, place, lambda around, key: around.__setitem__(key, wrong)), layout)
    told = [problem.line for problem in problems_of(text.text) if wrong in problem.what or NEEDED in problem.what]
    assert text.line(place) in told


@given(case_tables(), LAYOUTS, st.data())
def test_a_key_that_must_be_there_and_is_not_is_told(tables, layout, data):
    must = {"schema", "id", "invented", "title", "consultation", "member", "assessment", "ja", "en"}
    must |= {"approached", "brought_by", "person", "ref", "phase", "kind", "includes", "after", "of"}
    place = data.draw(st.sampled_from([place for place in places(tables) if place[-1] in must]))
    text = written(changed(tables, place, lambda around, key: around.pop(key)), layout)
    told = {(problem.line, problem.what) for problem in problems_of(text.text)}
    assert (text.line(place), f"the key '{place[-1]}' is missing") in told
    assert not accepted(text.text)


PLAIN = st.one_of(
    st.integers(-3, 200),
    st.floats(),
    st.booleans(),
    TEXTS,
    st.sampled_from(["?", "*", "given", "debt", "debt*", "mac", "supporting", "P1D", "son"]),
    st.dates(),
)
JUNK = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["ref", "use", "kind", "of", "x", "名"]), inner, max_size=3),
    ),
    max_leaves=4,
)


# What was drawn says what is wrong; to make it smaller would take minutes.
@settings(max_examples=200, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(case_tables(), LAYOUTS, st.data())
def test_whatever_stands_in_a_file_it_is_read_or_told_and_what_the_schema_refuses_is_told(tables, layout, data):
    place = data.draw(st.sampled_from(list(places(tables))))
    junk = data.draw(JUNK)
    text = written(changed(tables, place, lambda around, key: around.__setitem__(key, junk)), layout).text
    problems = problems_of(text)
    assert problems or accepted(text)
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
    for problem in problems:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.what
        assert str(problem).startswith(f"case.toml:{problem.line}: ")


@given(case_texts(), st.data())
def test_a_text_that_is_cut_or_has_a_sign_too_many_is_read_or_told(text, data):
    at_sign = data.draw(st.integers(0, len(text)))
    cut, more = data.draw(st.integers(0, 3)), data.draw(st.text(st.sampled_from("[]{}=\"'\n#.,　＝“\\x"), max_size=2))
    for problem in problems_of(text[:at_sign] + more + text[at_sign + cut :]):
        assert 1 <= problem.line <= text.count("\n") + 3
