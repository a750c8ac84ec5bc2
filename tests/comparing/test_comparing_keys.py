"""Keys of a structure that only some rows state are found in the comparison; what shares people is counted once."""

import pytest
from comparing_towns import TOWN, town_place

from juso_core.research.comparing.matrix import matrix_of

KEYS = """
[[service]]
id = "window-station"
function = "comprehensive_consultation"
name = "ステーション"
agencies = ["centre"]
approached = ["commissioner", "outreach"]
cite = "plan: 2 (2)"

[[form]]
id = "sheet-family"
name = "家族用シート"
use = ["intake"]
brought_by = ["family", "relative"]
cite = "plan: 2 (3)"

[[meeting]]
id = "shien-kaigi"
name = "支援会議"
kinds = ["support_conference"]
cases = "optional"
cite = "plan: 4"

[[meeting]]
id = "suishin"
name = "推進会議"
kinds = ["steering_body"]
cadence = "年２回"
cases = "none"
cite = "plan: 4"
"""


def values(dimension, more):
    return matrix_of([town_place(text=TOWN + more)]).cell("999997", dimension).values


def test_from_where_cases_come_to_a_window_that_is_no_window():
    found = values("window.approached", KEYS)
    assert [(value.code, value.rows) for value in found] == [
        ("commissioner", ("service.window-station",)),
        ("outreach", ("service.window-station",)),
    ]
    assert found[0].text.ja.startswith("民生委員・児童委員：ステーション")


def test_forms_for_what_certain_people_bring():
    found = values("form.brought_by", KEYS)
    assert [(value.code, value.text.ja) for value in found] == [
        ("family", "同居の家族：家族用シート"),
        ("relative", "親族：家族用シート"),
    ]


def test_whether_a_conference_takes_single_cases():
    assert [value.code for value in values("support_conference.cases", KEYS)] == ["optional"]
    assert values("juso_conference.cases", KEYS) == ()


def test_another_meeting_tells_that_it_takes_no_case():
    (found,) = values("conference.others", KEYS)
    assert (found.text.ja, found.text.en) == (
        "推進会議（年２回、個別の事例は扱わない）",
        "推進会議（年２回、no single case）",
    )


def staff(*rows):
    text = '\n[[role]]\nid = "{}"\nkind = "community_worker"\nheadcount = {}\nalso = {}\ncite = "plan: 7"\n'
    return "".join(text.format(name, count, list(also)) for name, count, *also in rows)


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ([("a", 3), ("b", 4)], "7"),
        ([("a", 5), ("b", 3, "a")], "5"),
        # More than those whom they also are: they are so many all the same.
        ([("a", 2), ("b", 5, "a")], "5"),
        ([("a", 3, "b"), ("b", 3, "a")], "3"),
        ([("a", 3), ("b", 3), ("c", 4, "a", "b")], "6"),
        ([("c", 4, "a", "b"), ("a", 3), ("b", 3)], "6"),
        ([("a", 5), ("b", 3, "a"), ("c", 2, "b")], "5"),
        ([("c", 2, "b"), ("a", 5), ("b", 3, "a")], "5"),
        ([("a", 5), ("b", 3, "a"), ("c", 2)], "7"),
    ],
)
def test_people_who_have_two_roles_are_counted_once(rows, total):
    assert [value.code for value in values("staff.total", staff(*rows))] == [total]


ALTERNATIVES = """
[[meeting]]
id = "both-elderly"
name = "高齢の会議"
kinds = ["support_conference"]
fields = ["elderly"]
cite = "plan: 4"

[[meeting]]
id = "child"
name = "子どもの会議"
kinds = ["juso_conference"]
fields = {fields}
cite = "plan: 4"

[[plan_route]]
plan = ["mac"]
consent = "after"
deliberated_in = ["both-elderly", "child"]
cite = "plan: 7"
"""


@pytest.mark.parametrize(("fields", "waits"), [('["child"]', ["after"]), ('["elderly", "child"]', [])])
def test_of_alternatives_each_waits_for_consent_and_of_a_row_only_the_last(fields, waits):
    rows = ALTERNATIVES.replace("{fields}", fields)
    assert [value.code for value in values("support_conference.consent", rows)] == waits
    assert [value.code for value in values("juso_conference.consent", rows)] == ["after"]
