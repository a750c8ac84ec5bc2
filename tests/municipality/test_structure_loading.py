"""Reading structure.toml: what a good file becomes, and how every kind of slip is told."""

import datetime as dt
import hashlib
import sys

import attrs
import pytest
from cattrs.errors import ClassValidationError
from hypothesis import given
from hypothesis import strategies as st

from juso_core.citation import Citation, Source, Text
from juso_core.municipality import conversion
from juso_core.municipality.conversion import Refused, Unknown
from juso_core.municipality.loading import Problem, StructureErrors, digest, load, load_text
from juso_core.municipality.problems import nearest
from juso_core.municipality.words import ConferenceKind, Field, Function, OperationForm, Stage, Topic

HEAD = 'code = "999997"\nname = "例示市"\n'
SOURCE = '[[source]]\nid = "plan"\ntitle = "t"\nas_of = "2024-03"\n'


def problems_of(text):
    with pytest.raises(StructureErrors) as caught:
        load_text(text, "town.toml")
    return caught.value.problems


def one(text):
    (problem,) = problems_of(text)
    return problem


def test_the_invented_town_loads(town):
    assert (town.code, town.name) == ("999997", "例示市")
    assert town.silent == ("juso_conference.cadence", "plan.decider", "closure")
    assert town.terms == {"community_base": "まるごとステーション"}
    assert town.source[0] == Source("plan", "例示市 実施計画", "2024-03")
    assert town.programme[0].stage is Stage.FULL
    assert town.described_on == dt.date(2024, 4, 1)
    window = town.ids["window-elderly"]
    assert window.function is Function.COMPREHENSIVE_CONSULTATION
    assert window.operation_form is OperationForm.OUTSOURCED
    assert window.fields == (Field.ELDERLY,)
    conference = town.ids["juso-kaigi"]
    assert conference.kinds == (ConferenceKind.JUSO_CONFERENCE,)
    assert conference.cite == (Citation("plan", "2 (2)"), Citation("slides", "4"))
    assert [member.who for member in conference.members] == ["fukushi", "@needed", "csw"]
    assert conference.members[1].topics == (Topic.DEBT,)
    assert town.figure[0].value == 120.0
    assert town.note[0].text == Text("保存期間は定めていない。", "No period of retention is set.")


def test_a_list_of_one_may_be_written_without_brackets(town):
    assert town.ids["shien-kaigi"].convener == ("fukushi",)
    assert town.ids["mac"].cite == (Citation("plan", "2 (2)"),)
    bare = load_text(HEAD + SOURCE + '[[priority]]\ntarget = "debt"\ncite = "plan: 1"\n')
    listed = load_text(HEAD + SOURCE + '[[priority]]\ntarget = "debt"\ncite = ["plan: 1"]\n')
    assert bare.priority == listed.priority


def test_the_digest_is_that_of_the_text_whatever_the_system(town, town_file, town_text, tmp_path):
    windows = tmp_path / "structure.toml"
    windows.write_bytes(b"\xef\xbb\xbf" + town_text.replace("\n", "\r\n").encode())
    assert load(windows).digest == town.digest == hashlib.sha256(town_text.encode()).hexdigest()
    assert load(windows) == load(str(town_file))
    assert digest(town_text + "\n") != town.digest


def test_a_file_cannot_state_what_the_program_fills_in():
    problems = problems_of(f'digest = "x"\non = 2024-04-01\n{HEAD}')
    assert [(problem.line, problem.path) for problem in problems] == [(1, "digest"), (2, "on")]


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b'code = "999997"\nname = \n', 2, "this is not TOML: Invalid value"),
        (b'code = "999997"\nname = "x', 2, "this is not TOML: Unterminated string"),
        (b'code = "999997"\n\nname = "\x83\x7d"\n', 3, "this is not UTF-8 text"),
        (b"a = " + b"[" * 5000, 1, "brackets are nested too deeply"),
        (b"a = 1" + b"0" * 5000, 1, "this is not TOML"),
        (b"[[source]]\nid = 1\nid = 2\n", 3, "this is not TOML: Cannot overwrite a value"),
    ],
)
def test_a_file_that_is_no_toml_is_one_problem(tmp_path, content, line, what):
    file = tmp_path / "structure.toml"
    file.write_bytes(content)
    with pytest.raises(StructureErrors) as caught:
        load(file)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.path) == (str(file), line, "")
    assert problem.what.startswith(what)


@pytest.mark.parametrize(
    "slip", ["name　= 'x'", "name ＝ 'x'", "name = “例示市”", "ｎａｍｅ = 'x'", "silent = [＂x＂]"]
)
def test_full_width_signs_are_pointed_out(slip):
    problem = one(f'code = "999997"\n{slip}\n')
    assert problem.line == 2
    assert "full-width" in problem.hint


@pytest.mark.parametrize(
    ("slip", "hint"),
    [
        ("name = 例示市", 'write a value after =, and a text in "quotes"'),
        ("name =", 'write a value after =, and a text in "quotes"'),
        ("name = ＂例示市＂", "'＂' is a full-width sign; write it half-width"),
        ("[agency]\n[agency]", "write [[agency]] for each where there can be several, and else one [agency]"),
        ("[[agency]]\n[ agency ]", "write [[agency]] for each where there can be several, and else one [agency]"),
        ("[agency]\n[[agency]]", "write [[agency]] for each where there can be several, and else one [agency]"),
        ("id = 1\nid = 2", ""),
    ],
)
def test_the_commonest_slips_of_toml_are_told_with_a_remedy(slip, hint):
    problem = one(f'code = "999997"\n{slip}\n')
    assert problem.what.startswith("this is not TOML")
    assert problem.hint == hint
    assert problem.line == 2 + slip.count("\n")


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("Nonsense", "consent", None),
        ("brother", "other", None),
        ("sun", "son", "son"),
        ("closur", "closure", "closure"),
        ("sektion", "section", "section"),
        ("ohter", "other", "other"),
        ("tage", "stage", "stage"),
        ("Roles-Unclere", "roles_unclear", "roles_unclear"),
        ("ｈｏｕｓｉｎｇ", "housing", "housing"),
        ("", "section", None),
    ],
)
def test_what_is_one_or_two_letters_off_is_probably_meant(word, known, near):
    assert nearest(word, [known]) == near


class Starred:
    """What is written in a form of its own: a word with a star."""

    @classmethod
    def from_file(cls, value):
        if value != "housing*":
            raise Refused("no")
        return cls()


@attrs.frozen
class Facts:
    """A class with everything that has a sign of its own."""

    starred: Starred | None = None
    stage: Stage | Unknown = Unknown.UNKNOWN
    number: int | Unknown = Unknown.UNKNOWN


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [
        ("starred", "housing＊", "did you mean 'housing*'?"),
        ("starred", "other", ""),
        ("stage", "？", "did you mean '?'?"),
        ("stage", "ｆｕｌｌ", "did you mean 'full'?"),
        ("number", "？", "did you mean '?'?"),
        ("number", "5", ""),
    ],
)
def test_a_full_width_sign_is_told_as_it_is_meant(key, value, hint):
    read, (slip,) = conversion.convert({key: value}, Facts)
    assert read is None
    assert slip.hint == hint


def test_full_width_signs_in_a_text_are_no_slip():
    assert one('name = "（市）" x # ＝\n').hint == ""


@pytest.mark.parametrize(
    ("name", "what"), [("nowhere.toml", "no such file"), (".", "folder"), ("a\0b", "cannot be read")]
)
def test_a_file_that_is_not_there_is_one_problem(tmp_path, name, what):
    with pytest.raises(StructureErrors) as caught:
        load(tmp_path / name)
    (problem,) = caught.value.problems
    # Windows reads no folder either, and says of it that it may not.
    assert what in problem.what or (sys.platform == "win32" and name == ".")
    assert str(caught.value).startswith(f"{tmp_path / name}:1: ")


@pytest.mark.parametrize(
    ("line", "path", "what", "hint"),
    [
        ("name = 5", "name", 'a text in "quotes" is needed here, not a whole number', ""),
        ("silent = 5", "silent", "a list in [brackets] is needed here, not a whole number", ""),
        ("silent = [true]", "silent[0]", 'a text in "quotes" is needed here, not true or false', ""),
        ("terms = 'x'", "terms", 'a table is needed here, not a text in "quotes"', ""),
        ("terms = { window = 1 }", "terms.window", 'a text in "quotes" is needed here, not a whole number', ""),
        ("agency = 'x'", "agency", 'a list in [brackets] is needed here, not a text in "quotes"', ""),
        ("agency = { id = 'x' }", "agency", "this is one table, and a list of them is needed", "[[ ]]"),
        ("agency = ['x']", "agency[0]", 'a table is needed here, not a text in "quotes"', "{ cite = ..., id = ..., "),
    ],
)
def test_values_of_another_kind_at_the_top(line, path, what, hint):
    name = "" if line.startswith("name") else 'name = "例示市"\n'
    problem = one(f'code = "999997"\n{name}{line}\n')
    assert (problem.path, problem.what) == (path, what)
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("table", "row", "key", "what", "hint"),
    [
        ("programme", "stage = 'ful'", "stage", "'ful' is not a word that can stand here", "did you mean 'full'?"),
        ("programme", "stage = 'Full'", "stage", "'Full' is not a word", "did you mean 'full'?"),
        ("programme", "stage = 'xyz'", "stage", "'xyz' is not a word", "it can be: none, transition, full"),
        ("programme", "stage = 1", "stage", 'a text in "quotes" is needed', ""),
        ("programme", "stage = 'full'\ndescribed_on = '2024-04-01'", "described_on", "a date such as", ""),
        ("programme", "stage = 'full'\ndescribed_on = 2024-04-01T10:00:00", "described_on", "a date such as", ""),
        (
            "programme",
            "stage = 'full'\nmac_setting_pattern = 6",
            "mac_setting_pattern",
            "6 cannot stand here",
            "1, 2, 3",
        ),
        ("programme", "stage = 'full'\nmac_setting_pattern = true", "mac_setting_pattern", "a whole number is", ""),
        ("programme", "stage = 'full'\nmac_setting_pattern = 1.0", "mac_setting_pattern", "a whole number is", ""),
        ("programme", "stage = 'full'\nsince = 2024", "since", 'a text in "quotes" is needed', ""),
        ("programme", "stage = 'full'\nsince = 'R6.4'", "since", "'R6.4' is not a period", "FY2021"),
        ("programme", "stage = 'full'\nsince = '2024-13'", "since", "'2024-13' is not a period", "FY2021"),
        ("programme", "stage = 'full'\nuntil = 'FY2020'\nsince = 'FY2021'", "until", "this ends before it begins", ""),
        ("programme", "stage = 'full'\nstagee = 'full'", "stagee", "there is no key 'stagee' here", "'stage'"),
        ("programme", "stage = 'full'\nqqq = 1", "qqq", "there is no key 'qqq' here", "it can be: cite, status"),
        ("programme", "since = '2024'", "stage", "the key 'stage' is missing", ""),
        ("figure", "id='f'\nname='f'\nunit='case'\nvalue='1'", "value", "a number is needed here", ""),
        ("figure", "id='f'\nname='f'\nunit='case'\nvalue=nan", "value", "a number is needed here", ""),
        ("figure", "id='f'\nname='f'\nunit='case'\nvalue=true", "value", "a number is needed here", ""),
        ("meeting", "id='m'\nname='m'\nkinds=[]", "kinds", "at least one is needed here", ""),
        ("meeting", "id='m'\nname='m'\nkinds='staff_meeting'\npledge='yes'", "pledge", "true or false is needed", ""),
        (
            "meeting",
            "id='m'\nname='m'\nkinds='staff_meetin'",
            "kinds[0]",
            "'staff_meetin' is not a word",
            "'staff_meeting'",
        ),
        (
            "meeting",
            "id='m'\nname='m'\nkinds='staff_meeting'\nmembers=['x']",
            "members[0]",
            "a table is",
            "{ who = ... }",
        ),
        ("meeting", "id='m'\nname='m'\nkinds='staff_meeting'\nmembers=[{}]", "members[0].who", "the key 'who' is", ""),
        ("note", "kind='none'\nabout='closure'\ntext='x'", "text", "a table is needed here", "{ ja = ..., en = ... }"),
        ("note", "kind='none'\nabout='closure'\ntext={ja='x'}", "text.en", "the key 'en' is missing", ""),
    ],
)
def test_values_of_another_kind_in_a_row(table, row, key, what, hint):
    problem = one(f"{HEAD}{SOURCE}[[{table}]]\ncite = 'plan: 1'\n{row}\n")
    assert problem.path == f"{table}[0].{key}"
    assert problem.what.startswith(what)
    assert hint in problem.hint
    if "missing" not in problem.what and "." not in key:
        lines = [number for number, line in enumerate(row.split("\n"), 9) if line.startswith(key.partition("[")[0])]
        assert problem.line == lines[-1]


@pytest.mark.parametrize(
    ("cite", "what"),
    [
        ("'plan 1'", "'plan 1' does not say where the fact stands"),
        ("'plan:'", "'plan:' does not say where the fact stands"),
        ("5", "a list in [brackets] is needed here"),
        ("[5]", 'a text in "quotes" is needed here, not a whole number'),
        ("[]", "at least one is needed here"),
        ("'plann: 1'", "there is no [[source]] 'plann'"),
    ],
)
def test_a_citation_names_a_source_and_a_heading(cite, what):
    problem = one(f"{HEAD}{SOURCE}[[priority]]\ntarget = 'debt'\ncite = {cite}\n")
    assert problem.line == 9
    assert problem.what.startswith(what)


def test_all_problems_come_at_once_in_the_order_of_the_lines():
    text = f"""{HEAD}{SOURCE}
[[agency]]
id = "a"
kind = "sektion"
name = "A"
within = "b"
cite = [
    "plan: 1",
    "plam: 2",
]

[[service]]
id = "s"
function = "outreach"
agencies = [
    "a",   # [
    "zzz",
]
"""
    assert str(StructureErrors(problems_of(text))).split("\n") == [
        "town.toml:10: agency[0].kind: 'sektion' is not a word that can stand here; did you mean 'section'?",
        "town.toml:12: agency[0].within: nothing here is called 'b'; it can be: [[agency]]",
        "town.toml:15: agency[0].cite[1]: there is no [[source]] 'plam'; did you mean 'plan'?",
        "town.toml:18: service[0].cite: the key 'cite' is missing",
        "town.toml:23: service[0].agencies[1]: nothing here is called 'zzz'; it can be: [[agency]], [[organization]]",
    ]


def test_a_problem_without_hint_is_shown_without_one():
    assert str(Problem("f", 3, "a", "wrong")) == "f:3: a: wrong"
    assert str(Problem("f", 1, "", "wrong", "right")) == "f:1: wrong; right"


def test_a_rule_that_a_class_may_have_one_day_is_told_like_the_others(monkeypatch):
    class Strict:
        def structure(self, raw, cls):
            raise ClassValidationError("", [ValueError("the days do not fit")], cls)

    monkeypatch.setattr(conversion, "_converter", Strict)
    assert one(HEAD).what == "the days do not fit"


JUNK = st.recursive(
    st.one_of(
        st.sampled_from(
            ["1", "1.5", "true", "2024-04-01", "'x'", "'plan: 1'", "'section'", "'@needed'", "''", "'closure'"]
        )
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda values: f"[{', '.join(values)}]"),
        inner.map(lambda value: f"{{ who = {value}, id = 'x' }}"),
    ),
    max_leaves=4,
)
KEYS = """id idd name kind cite status since until within layer organization fields takes members kinds text about rule
value applicant excludes plan use unit counts target function stage per also x"""
TABLES = """source programme layer area organization agency agencyy service role meeting plan_route form priority
counting_rule figure note other"""
KEY, TABLE = st.sampled_from(KEYS.split()), st.sampled_from(TABLES.split())


@given(st.lists(st.tuples(TABLE, st.dictionaries(KEY, JUNK, max_size=6)), max_size=5), st.dictionaries(KEY, JUNK))
def test_whatever_stands_in_a_file_is_told_and_never_a_traceback(rows, top):
    text = "".join(f"{key} = {value}\n" for key, value in top.items())
    for table, row in rows:
        text += f"[[{table}]]\n" + "".join(f"{key} = {value}\n" for key, value in row.items())
    if top.keys() & {table for table, _row in rows}:
        return
    last = text.count("\n") + 1
    problems = problems_of(text)
    assert all(1 <= problem.line <= last and problem.what for problem in problems)
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
