"""Widths, lines and tables of full-width text."""

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juso_core.language.width import cut, pad, table, width, wrap

# A slow machine is no finding.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

CLOSING = "。、）」』】・ーﾞっゃゅょァッャュョ々？！：；，．…〕］｝》〉"
OPENING = "（「『【〔［｛《〈"
TEXTS = st.text(
    st.sampled_from("支援会議をひらくカナABCxyz019-_/　 \nかﾃﾞ葛\U000e0100\u3099" + CLOSING + OPENING), max_size=80
)
PLAIN = st.text(st.sampled_from("支援会議をひらくカ　 AB"), max_size=80)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("支援", 4),
        ("ｱｲｳ", 3),
        ("ＡＢ", 4),
        ("か\u3099", 2),
        ("e\u0301", 1),
        ("葛\U000e0100", 2),
        ("①…→", 3),
        ("a\u200bb", 2),
        ("支援 plan", 9),
        ("\n\x1b", 0),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_pad_fills_by_width_and_never_cuts() -> None:
    assert pad("支援", 6) == "支援  "
    assert pad("ab", 6) == "ab    "
    assert pad("支援会議", 6) == "支援会議"


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("支援会議", 8, "支援会議"),
        ("支援会議", 7, "支援会…"),
        ("支援会議", 6, "支援…"),
        ("abcdef", 4, "abc…"),
        ("支援", 1, "…"),
        ("支援", 0, ""),
        ("支援", -3, ""),
        ("か\u3099き", 3, "か\u3099…"),
    ],
)
def test_cut(text: str, columns: int, expected: str) -> None:
    assert cut(text, columns) == expected


@patient
@given(TEXTS, st.integers(0, 40))
def test_cut_fits(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= columns


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("   ", 10, [""]),
        ("支援会議を開く", 6, ["支援会", "議を開", "く"]),
        ("支援会議。開く", 8, ["支援会", "議。開く"]),
        ("彼は「支援」と", 6, ["彼は", "「支", "援」と"]),
        ("ケースワーカー", 6, ["ケース", "ワー", "カー"]),
        ("一二三ちょっと", 8, ["一二三", "ちょっと"]),
        ("one two three", 7, ["one two", "three"]),
        ("juso checkを実行", 10, ["juso check", "を実行"]),
        ("様式1-1を出す", 6, ["様式", "1-1を", "出す"]),
        ("a\n\nb", 10, ["a", "", "b"]),
        ("一\n二", 10, ["一", "二"]),
        ("abcdefghij", 4, ["abcdefghij"]),
        ("（abcdefghij）。", 4, ["（abcdefghij）。"]),
        ("例:abcdef", 8, ["例:", "abcdef"]),
        ("例:abcdef", 20, ["例:abcdef"]),
        ("・・・・・・・", 8, ["・・・・", "・・・"]),
        ("  indented text", 12, ["  indented", "text"]),
        ("一\t二", 10, ["一 二"]),
    ],
)
def test_wrap(text: str, columns: int, lines: list[str]) -> None:
    assert wrap(text, columns) == lines


@patient
@given(TEXTS, st.integers(0, 30))
def test_no_line_is_too_wide_unless_a_word_is(text: str, columns: int) -> None:
    for line in wrap(text, columns):
        if width(line) > max(columns, 4):
            word = line.strip(CLOSING + OPENING + "\U000e0100\u3099")
            assert word
            assert not any(character.isspace() for character in word)
            assert all(width(character) < 2 for character in word), "only a word of half-width letters is never broken"


@patient
@given(TEXTS, st.integers(0, 30))
def test_wrap_loses_nothing(text: str, columns: int) -> None:
    assert "".join("".join(wrap(text, columns)).split()) == "".join(text.split())


@patient
@given(TEXTS, st.integers(0, 30))
def test_wrap_keeps_blanks_between_words_of_a_line(text: str, columns: int) -> None:
    for line in wrap(text, columns):
        assert line.strip() in text
        assert line == line.rstrip()


@patient
@given(TEXTS, st.integers(0, 30))
def test_wrapped_lines_stay_when_wrapped_again(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert [again for line in lines for again in wrap(line, columns)] == lines


@patient
@given(PLAIN, st.sampled_from(CLOSING), st.sampled_from(OPENING), st.integers(10, 30))
def test_no_line_begins_with_closing_or_ends_with_opening(text: str, closing: str, opening: str, columns: int) -> None:
    marked = "".join(
        f"{character}{closing if at % 3 else opening}" for at, character in enumerate("".join(text.split()))
    )
    lines = wrap(f"あ{marked}い", columns)
    assert not any(line[0] in CLOSING for line in lines)
    assert not any(line[-1] in OPENING for line in lines[:-1])


@patient
@given(PLAIN, st.integers(4, 30))
def test_lines_are_filled(text: str, columns: int) -> None:
    lines = wrap("".join(text.split()), columns)
    for line, following in pairwise(lines):
        first = re.match(r"[AB]+|.", following)
        assert first
        assert width(line + first[0]) > columns, "the beginning of the next line would have fitted"


def test_table_is_aligned_by_width() -> None:
    assert table([["支援会議", 3], ["MAC", "city"]], ["Meeting", "数"]) == (
        "Meeting   数\n--------  ----\n支援会議  3\nMAC       city"
    )


def test_table_without_header_and_with_short_rows() -> None:
    assert table([["a"], ["支援", "b"], ["c", "", "d"]]) == "a\n支援  b\nc        d"


def test_table_of_nothing() -> None:
    assert table([]) == ""
    assert table([], ["市", "code"]) == "市  code\n--  ----"
    assert table([[], []]) == ""


def test_table_too_wide_is_wrapped_in_its_widest_column() -> None:
    rows = [["1", "支援会議は、支援関係機関の役割を決める。"], ["2", "短い"]]
    assert table(rows, ["no", "meaning"], 20) == (
        "no  meaning\n--  ----------------\n1   支援会議は、支援\n    関係機関の役割を\n    決める。\n2   短い"
    )


def test_line_break_in_a_cell_stays() -> None:
    assert table([["a\nb", "c"], ["d", "e"]]) == "a  c\nb\nd  e"


def test_line_break_at_the_end_of_a_cell_moves_no_other() -> None:
    assert table([["", "a\n", "b"]], ["A", "B", "C"]).splitlines()[-1] == "   a  b"


@patient
@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(10, 60))
def test_table_stays_aligned_and_within_its_width(rows: list[list[str]], max_width: int) -> None:
    lines = table(rows, ["A", "B", "C"], max_width).splitlines()
    ruler = next(line for line in lines if set(line) <= {"-", " "} and "-" in line)
    words = max(width(word) for row in rows for cell in row for word in [*cell.split(), ""])
    assert all(width(line) <= width(ruler) for line in lines)
    if words <= (max_width - 4) // 3:
        assert width(ruler) <= max(max_width, 3 * 4 + 4)
    gaps = [at for at in range(1, len(ruler)) if ruler[at] == " "]
    for line in lines:
        # Every character of the text starts and ends outside the gaps between the columns.
        covered = [at for at, character in _places(line) if not character.isspace()]
        assert not set(covered) & set(gaps)


def _places(line: str) -> list[tuple[int, str]]:
    places: list[tuple[int, str]] = []
    for character in line:
        places += [(len(places), character)] * width(character)
    return places
