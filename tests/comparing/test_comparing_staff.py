"""Staff of which a source says how many there are for each place, beside or instead of their number in all."""

from comparing_towns import TOWN, town_place

from juso_core.research.comparing.matrix import matrix_of


def role(id, *lines, kind="community_worker"):
    return "\n".join(("", "[[role]]", f'id = "{id}"', f'kind = "{kind}"', *lines, 'cite = "plan: 7"', ""))


def values(dimension, *roles):
    return matrix_of([town_place(text=TOWN + "".join(roles))]).cell("999997", dimension).values


def total(*roles):
    (value,) = values("staff.total", *roles)
    return value.code


LAYER = """
[[layer]]
id = "ken-iki"
name = "圏域"
order = 1
count = 4
cite = "plan: 7"
"""
EACH = role("csw", 'local_title = "CSW"', "each = 2", 'per = "ken-iki"')


def test_so_many_for_each_place_is_told_with_the_place_and_counted_as_no_total():
    (roles,) = values("staff.roles", LAYER, EACH)
    assert roles.text.ja.endswith("CSW（圏域ごとに2人）")
    assert roles.text.en.endswith("CSW (2 for each 圏域)")
    (staff,) = values("staff", LAYER, EACH)
    assert staff.text.en.endswith("CSW (2 for each 圏域)")
    assert values("staff.total", LAYER, EACH) == ()


def test_a_headcount_beside_it_is_what_is_counted():
    both = EACH.replace("each = 2", "headcount = 9\neach = 2")
    assert total(LAYER, both) == "9"
    (roles,) = values("staff.roles", LAYER, both)
    assert "圏域ごとに2人" in roles.text.ja


def test_a_role_that_is_not_for_each_place_is_told_by_its_title_alone():
    (roles,) = values("staff.roles", role("csw", 'local_title = "CSW"', "headcount = 3"))
    assert roles.text.ja.endswith("：CSW")
