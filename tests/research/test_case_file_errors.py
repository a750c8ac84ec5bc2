"""What is wrong in a case file is told with file, line, place and what to write instead, all at once."""

import pytest
from research_errors import BASE, problems_of, told

from juso_core.language import messages
from juso_core.research.case_file import CaseFileErrors, read, read_text


def test_the_base_of_these_tests_is_right():
    assert read_text(BASE).id == "C1"


# -- one thing wrong, told once, on its line ----

SLIPS = [
    ("juso.case/1", "juso.case/2", "schema", "'juso.case/2' is not a case file of this version",
     'schema = "juso.case/1"'),
    ('"C1"', '"C 1"', "id", "'C 1' cannot be an id", "write letters, digits, - and _ only"),
    ('"C1"', '"事例1"', "id", "'事例1' cannot be an id", "write letters, digits, - and _ only"),
    ('"C1"', '""', "id", "'' cannot be an id", "write letters, digits, - and _ only"),
    ('"C1"', f'"{"C" * 41}"', "id", f"'{'C' * 41}' cannot be an id", "write letters, digits, - and _ only"),
    ("invented = true", "invented = false", "invented", "a case file is invented, and says so", "invented = true"),
    ("invented = true", 'invented = "true"', "invented", 'true or false is needed here, not a text in "quotes"', ""),
    ("invented = true", "invented = 1", "invented", "true or false is needed here, not a whole number", ""),
    (' en = "', ' enn = "', "title.enn", "there is no key 'enn' here", "did you mean 'en'?"),
    ('title = { ja = "架空の世帯", en = "invented household" }', 'title = "架空"', "title",
     'a table is needed here, not a text in "quotes"', "write { ja = ..., en = ... }"),
    ("approached =", "aproached =", "consultation.aproached", "there is no key 'aproached' here",
     "did you mean 'approached'?"),
    ('"field_window"', '"field-windw"', "consultation.approached",
     "'field-windw' is not a word that can stand here", "did you mean 'field_window'?"),
    ('"elderly"', '"老人"', "consultation.field", "'老人' is not a word that can stand here",
     "it can be: elderly, disability, child, hardship"),
    ('"elderly"', '["elderly"]', "consultation.field", 'a text in "quotes" is needed here, not a list in [brackets]',
     ""),
    ('"debt"]\nperson', '"dept"]\nperson', "consultation.topics[1]", "'dept' is not a word that can stand here",
     "did you mean 'debt'?"),
    ('"elderly_care*"', '"debt**"', "consultation.topics[0]", "'debt**' is not a word that can stand here",
     "did you mean 'debt'?"),
    ('"debt"]\nperson', '"debt*"]\nperson', "consultation.topics",
     "only one topic can be the worst (*): elderly_care*, debt*", ""),
    ('person = "son"', 'person = "sun"', "consultation.person", "nobody here is called 'sun'", "did you mean 'son'?"),
    ('person = "son"', 'person = "本人"', "consultation.person", "nobody here is called '本人'",
     "it can be: mother, son"),
    ('relation = "mother"', 'relation = "mothr"', "member[0].relation", "'mothr' is not a word that can stand here",
     "did you mean 'mother'?"),
    ("age = 84", "age = 131", "member[0].age", "'131' is not an age in years", "write a whole number from 0 to 130"),
    ("age = 84", "age = -1", "member[0].age", "'-1' is not an age in years", "write a whole number from 0 to 130"),
    ("age = 84", "age = 84.0", "member[0].age", "'84.0' is not an age in years", "write a whole number from 0 to 130"),
    ("age = 84", "age = true", "member[0].age", "'True' is not an age in years", "write a whole number from 0 to 130"),
    ("age = 84", "birthday = 1940-01-01", "member[0].birthday", "there is no key 'birthday' here",
     "it can be: ref, relation, age, traits, maybe_traits, consent"),
    ('"care_needed", "debt"', '"care_neded", "debt"', "member[0].traits[0]",
     "'care_neded' is not a word that can stand here", "did you mean 'care_needed'?"),
    ('["dementia"]', '["dementia", "debt", "care_needed"]', "member[0].maybe_traits",
     "known and not known at once: care_needed, debt", "name a trait once, under traits or under maybe_traits"),
    ('"given", share', '"giben", share', "member[0].consent.use", "'giben' is not a word that can stand here",
     "did you mean 'given'?"),
    ('"refused" }', '"?" }', "member[1].consent.use", "'?' is not a word that can stand here",
     "it can be: not_asked, given, refused, unreachable, withdrawn"),
    ('ref = "mother"', 'ref = "花子"', "member[0].ref",
     "'花子' cannot be a reference: a member is called by a short word that names nobody",
     "use letters, digits, - and _, such as: son, child-2"),
    ('ref = "mother"', f'ref = "{"m" * 25}"', "member[0].ref",
     f"'{'m' * 25}' cannot be a reference: a member is called by a short word that names nobody",
     "use letters, digits, - and _, such as: son, child-2"),
    ('ref = "mother"', 'ref = "2nd"', "member[0].ref",
     "'2nd' cannot be a reference: a member is called by a short word that names nobody",
     "use letters, digits, - and _, such as: son, child-2"),
    ("agencies_needed = 2", "agencies_needed = 0", "assessment.agencies_needed", "at least one agency is needed", ""),
    ("agencies_needed = 2", "agencies_needed = 1.5", "assessment.agencies_needed",
     "a whole number is needed here, not a number", ""),
    ("agencies_needed = 2", 'agencies_needed = "two"', "assessment.agencies_needed",
     'a whole number is needed here, not a text in "quotes"', ""),
    ('"unclear"', '"unclera"', "assessment.responsibility", "'unclera' is not a word that can stand here",
     "did you mean 'unclear'?"),
    ("urgent = false", 'urgent = "?"', "assessment.urgent", 'true or false is needed here, not a text in "quotes"', ""),
    ("urgent = false", "urgnt = false", "assessment.urgnt", "there is no key 'urgnt' here", "did you mean 'urgent'?"),
    ('"P6M"', '"6M"', "then[0].after", "'6M' is not how long after the beginning",
     "write a duration such as P10D, P6M or P1Y"),
    ('"P6M"', '"P"', "then[0].after", "'P' is not how long after the beginning",
     "write a duration such as P10D, P6M or P1Y"),
    ('"P6M"', '"PT5H"', "then[0].after", "'PT5H' is not how long after the beginning",
     "write a duration such as P10D, P6M or P1Y"),
    ('"P6M"', "6", "then[0].after", "'6' is not how long after the beginning",
     "write a duration such as P10D, P6M or P1Y"),
    ('"P6M"', '"2024-06-01"', "then[0].after", "'2024-06-01' is not how long after the beginning",
     "write a duration such as P10D, P6M or P1Y"),
    ('of = "son"', 'of = "father"', "then[0].consent.of", "nobody here is called 'father'", "it can be: mother, son"),
    (', use = "given" }\n\n[[then', " }\n\n[[then", "then[0].consent", "neither consent is stated",
     "state use, share or both"),
    ('"lost"', '"losst"', "then[1].contact", "'losst' is not a word that can stand here", "did you mean 'lost'?"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "what", "hint"), SLIPS)
def test_a_slip_is_told_once_on_its_line_with_what_to_write_instead(old, new, path, what, hint):
    text = BASE.replace(old, new, 1)
    assert text != BASE
    line = BASE[: BASE.index(old)].count("\n") + 1
    (problem,) = problems_of(text, "事例.toml")
    assert (problem.file, problem.line, problem.path) == ("事例.toml", line, path)
    assert (problem.what, problem.hint) == (what, hint)


def test_two_members_are_not_called_alike():
    (problem,) = problems_of(BASE.replace("[assessment]", '[[member]]\nref = "son"\n\n[assessment]'))
    assert (problem.line, problem.path, problem.what) == (26, "member[2].ref", "another member is called 'son' too")


THINGS = {"consent": 'consent = { of = "son", use = "given" }', "contact": 'contact = "lost"', "ask": 'ask = "closure"'}


@pytest.mark.parametrize("said", ["", "consent, contact", "consent, ask", "contact, ask", "consent, contact, ask"])
def test_one_thing_happens_at_a_time(said):
    things = [THINGS[key] for key in said.split(", ") if key]
    (problem,) = problems_of("\n".join((BASE, "[[then]]", *things, 'after = "P1D"')))
    assert (problem.line, problem.path) == (BASE.count("\n") + 2, "then[2]")
    assert problem.what == f"one thing happens at a time; here: {said or '-'}"
    assert problem.hint == "write one of: consent, contact, ask"


@pytest.mark.parametrize(
    ("removed", "line", "path"),
    [
        ('schema = "juso.case/1"\n', 1, "schema"),
        ("invented = true\n", 1, "invented"),
        ('approached = "field_window"\n', 6, "consultation.approached"),
        ('person = "son"\n', 6, "consultation.person"),
        ('after = "P7M"\n', 38, "then[1].after"),
        ('of = "son", ', 36, "then[0].consent.of"),
        (', en = "invented household"', 4, "title.en"),
    ],
)
def test_a_missing_key_is_told_where_it_belongs(removed, line, path):
    text = BASE.replace(removed, "", 1)
    (problem,) = problems_of(text)
    assert (problem.line, problem.path, problem.hint) == (line, path, "")
    assert problem.what == f"the key '{path.rpartition('.')[2]}' is missing"


def test_everything_is_told_at_once_in_the_order_of_the_lines():
    text = BASE
    for old, new in (
        ("invented = true", "invented = false"),
        ('"field_window"', '"window"'),
        ("age = 84", "age = 840"),
        ('"dementia"', '"debt"'),
        ('person = "son"', 'person = "sun"'),
        ("agencies_needed = 2", "agencies_needed = 0"),
        ('"P6M"', '"later"'),
        ('of = "son"', 'of = "sun"'),
        ('contact = "lost"', 'contct = "lost"\nask = "closure"'),
    ):
        text = text.replace(old, new, 1)
    problems = problems_of(text + "\n[strat]\n")
    assert told(problems) == [
        (3, "invented"),
        (7, "consultation.approached"),
        (11, "consultation.person"),
        (16, "member[0].age"),
        (18, "member[0].maybe_traits"),
        (28, "assessment.agencies_needed"),
        (35, "then[0].after"),
        (36, "then[0].consent.of"),
        (38, "then[1]"),
        (40, "then[1].contct"),
        (43, "strat"),
    ]
    lines = str(CaseFileErrors(reversed(problems))).split("\n")
    assert lines == [str(problem) for problem in problems]
    assert lines[-1] == "case.toml:43: strat: there is no key 'strat' here; did you mean 'start'?"


def test_it_is_told_in_japanese_to_those_who_read_japanese():
    before = messages.current()
    messages.use("ja")
    try:
        (problem,) = problems_of(BASE.replace("agencies_needed = 2", "agencies_needed = 0"))
    finally:
        messages.use(before)
    assert str(problem) == "case.toml:28: assessment.agencies_needed: 必要な機関は1以上です"


ENDING = '[start]\nphase = "{}"\nplan = {}\n'


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("then[1].contct", 'contact = "lost"', 'contct = "lost"'),
        ("then[0].consent.usse", 'of = "son", use', 'of = "son", usse'),
        ("member[1].reff", 'ref = "son"', 'reff = "son"'),
        ("member[1].ref", 'ref = "son"', "ref = 5"),
        ("start.plan.includes", "# the end", ENDING.format("planning", '{ kind = "outreach", includes = [] }')),
        ("start.plan", "# the end", ENDING.format("supporting", '"mac"')),
        ("start.plan.kind", "# the end", ENDING.format("supporting", '{ includes = ["other"] }')),
    ],
)
def test_one_mistake_is_told_once(path, old, new):
    text = BASE.replace('use = "refused"', 'use = "given"') + "# the end"
    assert [problem.path for problem in problems_of(text.replace(old, new, 1))] == [path]


@pytest.mark.parametrize("maybe", ['"debt"', '["debt"]'])
def test_a_trait_is_not_known_and_unknown_however_the_list_is_written(maybe):
    text = BASE.replace('["care_needed", "debt"]', '"debt"').replace('["dementia"]', maybe)
    (problem,) = problems_of(text)
    assert problem.path == "member[0].maybe_traits"


# -- files that are none ----


@pytest.mark.parametrize(
    ("old", "new", "sign"),
    [("id =", "id ＝", "＝"), ("[consultation]", "［consultation］", "［"), ('"son"\n\n', "“son”\n\n", "“"),
     ("age = 84", "age = ８４", "８"), ("id =", "id　=", "\u3000")],
)  # fmt: skip
def test_full_width_signs_are_told_where_toml_wants_half_width_ones(old, new, sign):
    text = BASE.replace(old, new, 1)
    (problem,) = problems_of(text)
    assert problem.line == BASE[: BASE.index(old)].count("\n") + 1
    assert problem.what.startswith("this is not TOML: ")
    assert problem.hint == f"'{sign}' is a full-width sign; write it half-width"


def test_full_width_words_are_near_enough_to_be_meant():
    (problem,) = problems_of(BASE.replace('"elderly"', '"ｅｌｄｅｒｌｙ"'))
    assert (problem.path, problem.hint) == ("consultation.field", "did you mean 'elderly'?")


@pytest.mark.parametrize("digits", ["P６M", "P٦M"])
def test_digits_of_a_duration_are_plain_ones(digits):
    (problem,) = problems_of(BASE.replace("P6M", digits))
    assert problem.path == "then[0].after"


def test_a_file_that_is_not_utf_8_is_told_with_the_line(tmp_path):
    path = tmp_path / "sjis.toml"
    path.write_bytes(BASE.encode("shift_jis"))
    with pytest.raises(CaseFileErrors) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.what) == (str(path), 4, "this is not UTF-8 text")
    assert problem.hint == "save the file with the encoding UTF-8"


def test_a_folder_and_a_missing_file_are_told(tmp_path):
    told = []
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(CaseFileErrors) as caught:
            read(path)
        told += [(problem.file, problem.line, problem.what) for problem in caught.value.problems]
    assert told == [(str(tmp_path), 1, "this is a folder"), (str(tmp_path / "none.toml"), 1, "there is no such file")]


@pytest.mark.parametrize("text", ["[" * 5000, "a = " + "[" * 5000, 'id = "C1"\nid = "C2"\n', "\x00", 'id = "'])
def test_what_is_no_toml_is_told_and_nothing_else(text):
    (problem,) = problems_of(text)
    assert problem.path == ""
    assert 1 <= problem.line <= 2
