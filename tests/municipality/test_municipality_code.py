"""The six-digit code: real codes pass, every slip of one hand is found and the right code is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juso_core.municipality.code import PREFECTURES, check_digit, explain, is_valid, prefecture

ELEVEN = "131075 131121 131148 132012 132021 132144 132195 132250 132292 292095 332151"

codes = st.builds(lambda pref, town: f"{pref:02}{town:03}", st.integers(1, 47), st.integers(1, 999)).map(
    lambda five: five + check_digit(five)
)


@pytest.mark.parametrize("code", ELEVEN.split())
def test_codes_of_the_ministrys_list_are_valid(code):
    assert is_valid(code)
    assert explain(code) is None


@pytest.mark.parametrize(("five", "digit"), [("01202", "5"), ("01100", "2"), ("13201", "2"), ("40100", "5")])
def test_check_digits_of_the_ministrys_list(five, digit):
    assert check_digit(five) == digit


@given(codes)
def test_one_wrong_digit_at_the_end_is_found_and_the_right_code_is_said(code):
    wrong = code[:5] + str((int(code[5]) + 1) % 10)
    assert not is_valid(wrong)
    assert code in explain(wrong)


@given(codes)
def test_five_digits_are_completed(code):
    assert code in explain(code[:5])


@given(codes)
def test_full_width_digits_are_named(code):
    wide = code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert not is_valid(wide)
    assert code in explain(wide)


@given(st.text(max_size=8))
def test_anything_is_either_valid_or_explained(text):
    assert is_valid(text) == (explain(text) is None)


def test_an_invented_code_needs_a_right_check_digit():
    assert is_valid("999997")
    assert not is_valid("999991")
    assert prefecture("999997") is None


def test_a_prefecture_is_no_municipality():
    assert "東京都" in explain("130001")


def test_no_prefecture_above_47():
    assert "'48'" in explain("48201" + check_digit("48201"))


@pytest.mark.parametrize("code", ["", "13abcd", "1320123", "13-201"])
def test_a_code_is_six_digits(code):
    assert explain(code) == f"'{code}' is not a municipality code of six digits"


def test_the_47_prefectures_have_their_names():
    assert len(PREFECTURES) == 47
    assert (prefecture("132012").ja, prefecture("132012").en) == ("東京都", "Tokyo")
    assert prefecture("292095").ja == "奈良県"
    assert prefecture("332151").ja == "岡山県"
    assert PREFECTURES["47"].en == "Okinawa"


@pytest.mark.parametrize("text", ["", "1320", "132012", "1320a", "１３２０１"])
def test_a_check_digit_needs_five_digits(text):
    with pytest.raises(ValueError, match="five digits"):
        check_digit(text)
