"""click's help in Japanese."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from juso_core.language import use
from juso_core.language.help import Command, Context, Formatter, Group
from juso_core.language.width import width


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


def program() -> click.Group:
    @click.group(cls=Group)
    def juso() -> None:
        """重層的支援体制整備事業の枠組みです。市町村ごとの違いは、
        それぞれのプラグインにあります。

        \b
        例:
          juso case list
        """

    @juso.command()
    @click.argument("case")
    @click.option(
        "--on", metavar="日付", help="この日の体制で見ます。年度の途中で変わった組織は、その日のものを使います。"
    )
    def show(case: str, on: str) -> None:
        """事案を一つ表示します。くわしくは手引きを見てください。"""

    @juso.group()
    def 会議() -> None:
        """Meetings of a case. More is not shown."""

    assert isinstance(show, Command)
    assert isinstance(会議, Group)
    return juso


def help_of(*arguments: str, columns: int = 60) -> str:
    result = CliRunner().invoke(program(), [*arguments, "--help"], prog_name="juso", terminal_width=columns)
    assert result.exit_code == 0, result.output
    return result.output


def test_group_help_in_japanese_lines_up() -> None:
    use("ja")
    assert help_of() == (
        "使い方: juso [OPTIONS] COMMAND [ARGS]...\n"
        "\n"
        "  重層的支援体制整備事業の枠組みです。市町村ごとの違いは、そ\n"
        "  れぞれのプラグインにあります。\n"
        "\n"
        "  例:\n"
        "    juso case list\n"
        "\n"
        "オプション:\n"
        "  --help  この説明を表示して終わります。\n"
        "\n"
        "コマンド:\n"
        "  show  事案を一つ表示します\n"
        "  会議  Meetings of a case\n"
    )


def test_definitions_are_wrapped_beside_their_terms() -> None:
    assert help_of("show", columns=51) == (
        "Usage: juso show [OPTIONS] CASE\n"
        "\n"
        "  事案を一つ表示します。くわしくは手引きを見てくだ\n"
        "  さい。\n"
        "\n"
        "Options:\n"
        "  --on 日付  この日の体制で見ます。年度の途中で変\n"
        "             わった組織は、その日のものを使います。\n"
        "  --help     Show this message and exit.\n"
    )


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    for line in (help_of(columns=columns) + help_of("show", columns=columns)).splitlines():
        assert width(line) <= columns


def formatter(columns: int = 40) -> Formatter:
    return Formatter(width=columns)


def test_term_wider_than_its_column_stands_alone() -> None:
    written = formatter()
    written.indent()
    written.write_dl([("短い", "一つ目"), ("とても長い用語がここにある", "二つ目"), ("空", "")], col_max=10)
    assert written.getvalue() == ("  短い        一つ目\n  とても長い用語がここにある\n              二つ目\n  空\n")


def test_definition_list_may_be_empty() -> None:
    written = formatter()
    written.write_dl([])
    assert written.getvalue() == ""


def test_usage_goes_on_below_its_arguments() -> None:
    written = formatter()
    written.write_usage("juso", "[選択肢] ファイル1 ファイル2 ファイル3")
    assert written.getvalue() == "Usage: juso [選択肢] ファイル1 ファイル2\n            ファイル3\n"


def test_usage_of_a_long_name_has_its_arguments_below() -> None:
    written = formatter()
    written.write_usage("a-very-long-name-of-a-program", "FILE", prefix="使い方: ")
    assert written.getvalue() == "使い方: a-very-long-name-of-a-program\n            FILE\n"


def test_usage_without_arguments() -> None:
    for name in ("juso", "a-very-long-name-of-a-program"):
        written = formatter()
        written.write_usage(name)
        assert written.getvalue() == f"Usage: {name}\n"


def test_text_joins_japanese_lines_without_a_blank_and_english_with_one() -> None:
    written = formatter()
    written.write_text("支援\n会議\n\nsupport\nconference\n\n  字下げ\n  の段落")
    assert written.getvalue() == "支援会議\n\nsupport conference\n\n  字下げの段落\n"


def test_heading_that_click_does_not_write_is_shown_as_given() -> None:
    use("ja")
    written = formatter()
    with written.section("様式"):
        written.write_text("一")
    assert written.getvalue() == "様式:\n  一\n"


def test_context_makes_this_formatter() -> None:
    assert isinstance(Context(Command("x")).make_formatter(), Formatter)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("事案を表示します。二文目。", "事案を表示します"),
        ("事案を\n表示します。", "事案を表示します"),
        ("Show a case. And more.", "Show a case"),
        ("Show a case.", "Show a case"),
        ("Show v1.0 of a case", "Show v1.0 of a case"),
        ("First paragraph\n\nsecond", "First paragraph"),
        ("Shown\n\f\nnot shown", "Shown"),
        ("", ""),
    ],
)
def test_short_help_is_the_first_sentence(text: str, short: str) -> None:
    assert Command("x", help=text).get_short_help_str() == short


def test_short_help_that_is_given_is_taken() -> None:
    assert Command("x", help="長い説明です。", short_help="短く").get_short_help_str() == "短く"
