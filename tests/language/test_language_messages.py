"""Which language is chosen, and what a message becomes in it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from juso_core.language import N_, _, choose, current, messages, use


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


@pytest.fixture
def catalog(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A Japanese catalog that the test fills."""
    translations: dict[str, str] = {}
    gettext = SimpleNamespace(gettext=lambda msgid: translations.get(msgid, msgid))
    monkeypatch.setattr(messages, "_japanese", lambda: gettext)
    use("ja")
    return translations


@pytest.mark.parametrize(
    ("argv", "environ", "expected"),
    [
        ([], {}, "en"),
        (["--lang", "ja"], {}, "ja"),
        (["case", "show", "--lang=ja"], {"JUSO_LANG": "en"}, "ja"),
        (["--lang", "en", "case"], {"JUSO_LANG": "ja"}, "en"),
        (["--lang", "ja", "--lang=en"], {}, "en"),
        (["--lang", "--lang=ja"], {}, "en"),
        (["--lang", "fr"], {"LANG": "ja_JP.UTF-8"}, "ja"),
        (["--lang"], {"LANG": "ja_JP.UTF-8"}, "ja"),
        (["--", "--lang", "ja"], {}, "en"),
        (["--language=ja", "ja"], {}, "en"),
        ([], {"JUSO_LANG": "ja", "LC_ALL": "C"}, "ja"),
        ([], {"JUSO_LANG": "", "LC_ALL": "", "LC_MESSAGES": "ja_JP", "LANG": "C"}, "ja"),
        ([], {"LC_ALL": "C.UTF-8", "LANG": "ja_JP.UTF-8"}, "en"),
        ([], {"LANG": "ja"}, "ja"),
        ([], {"LANG": "JA_JP.eucJP"}, "ja"),
        ([], {"LANGUAGE": "ja", "LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_language_is_chosen_by_option_then_environment(
    argv: list[str], environ: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_windows_locale", lambda: "")
    assert choose(argv, environ) == expected
    assert current() == "en", "choosing does not switch"


@pytest.mark.parametrize(("locale", "expected"), [("ja-JP", "ja"), ("en-US", "en"), ("", "en")])
def test_windows_locale_counts_when_the_environment_says_nothing(
    locale: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_windows_locale", lambda: locale)
    assert choose([], {}) == expected
    assert choose([], {"LANG": "en_US"}) == "en"
    assert choose([], {"LANG": "ja_JP"}) == "ja"


def test_use_switches_and_refuses_an_unknown_language() -> None:
    use("ja")
    assert current() == "ja"
    with pytest.raises(ValueError, match="fr"):
        use("fr")
    assert current() == "ja"


def test_message_is_translated_and_filled(catalog: dict[str, str]) -> None:
    catalog["{name} is not known"] = "{name}は登録されていません"
    assert _("{name} is not known", name="窓口") == "窓口は登録されていません"
    use("en")
    assert _("{name} is not known", name="a window") == "a window is not known"


def test_without_values_nothing_is_formatted(catalog: dict[str, str]) -> None:
    catalog["write {} here"] = "ここに {} と書く"
    assert _("write {} here") == "ここに {} と書く"
    assert _("100 %, {") == "100 %, {"
    assert _("") == ""


def test_missing_translation_is_shown_in_english(catalog: dict[str, str]) -> None:
    assert _("{count} cases", count=3) == "3 cases"


@pytest.mark.parametrize("broken", ["{nobody} です", "{name", "{name.missing}", "{0}", "{name:d}", "{name[x]}"])
def test_broken_translation_falls_back_to_english(broken: str, catalog: dict[str, str]) -> None:
    catalog["hello {name}"] = broken
    assert _("hello {name}", name="A") == "hello A"


@pytest.mark.parametrize("broken", ["{nobody}", "{name", "}{name}"])
def test_broken_message_is_shown_as_written(broken: str) -> None:
    assert _(broken, name="A") == broken


def test_message_may_have_a_value_named_msgid() -> None:
    assert _("{msgid} {self}", msgid=1, self=2) == "1 2"


def test_marked_message_is_unchanged() -> None:
    assert N_("Options") == "Options"


def test_real_catalog_is_read() -> None:
    use("ja")
    assert _("Options") == "オプション"


def test_catalog_has_no_text_for_the_empty_message() -> None:
    use("ja")
    assert _("") == ""


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ["babel", "click", "gettext", "locale", "datetime", "argparse", "json", "unicodedata"]
    code = f"import sys, juso_core.language; print([name for name in {heavy} if name in sys.modules])"
    root = str(Path(messages.__file__).parents[2])
    command = [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {root!r}); {code}"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "[]"
