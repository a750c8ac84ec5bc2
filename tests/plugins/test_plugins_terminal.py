"""Nothing that a plugin says steers the terminal of those who look at it."""

import unicodedata
from pathlib import Path

import pytest
from plugins_site import CODE, JUDGEMENT, TOWN, Site, receive

from juso_core.guard import told

NAME = 'name = "例示市"'
# As TOML writes an escape, and as it stands there itself.
STEERING = {
    "escape": "例\\u001b[31m示市",
    "direction": "例\u202e示市",
    "mark": "例\u200f示市",
    "c1": "例\\u009b31m示市",
}
COMMANDS = (
    ("plugins", "list"),
    ("plugins", "info", CODE),
    ("plugins", "enable", CODE),
    ("plugins", "check"),
    ("plugins", "upgrade-notes", CODE),
    ("check", CODE, "--static"),
    ("show", CODE),
    ("doctor",),
    # It names what is installed.
    ("plugins", "info", "nowhere"),
)


def steering(text: str) -> set[str]:
    """The signs in what was printed that steer a terminal or turn a direction."""
    return {
        sign
        for sign in text
        if sign not in "\n\t"
        and (unicodedata.category(sign) == "Cc" or unicodedata.bidirectional(sign) in BIDI or sign in "\u200e\u200f")
    }


BIDI = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize("kind", STEERING)
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_structure_with_such_a_sign_is_refused_and_the_sign_not_printed(juso, site: Site, kind, words) -> None:
    assert TOWN.count(NAME) == 2
    site.town(structure=TOWN.replace(NAME, f'name = "{STEERING[kind]}"', 1))
    ran = juso(*words)
    assert steering(ran.out + ran.err) == set()
    if words[1:] in (("info", CODE), ("check",)):
        assert ran.code == 1
        assert "juso_reiji/structure.toml:3: name: there is a sign in this text that cannot be seen: U+" in ran.out


def test_a_project_that_nobody_installed_steers_nothing(juso, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    (folder / "juso_x").mkdir(parents=True)
    (folder / "juso_x" / "structure.toml").write_text('code = "9\\u001b[31m"\nname = "x\u202e"\n', encoding="utf-8")
    for words in (("check", folder / "juso_x", "--static"), ("check", folder / "juso_x" / "structure.toml")):
        ran = juso(*words)
        assert ran.code == 1
        assert "U+" in ran.out
        assert steering(ran.out + ran.err) == set()
    (folder / "pyproject.toml").write_text(
        '[project]\nname = "juso-x\\u001b[31m"\nversion = "\u202e1"\ndependencies = ["juso-core>\\u009bb"]\n'
        '[project.entry-points."juso.v1"]\n"99\\u001b" = "juso_x"\n"999997" = "juso_\u202ey"\n',
        encoding="utf-8",
    )
    ran = juso("check", folder, "--static")
    assert ran.code == 1
    assert steering(ran.out + ran.err) == set()


def test_what_is_quoted_from_a_file_is_written_out(juso, site: Site) -> None:
    site.town(structure=TOWN.replace('kind = "section"', 'kind = "sec\\u001b[31mtion"', 1) + '\n"ab\\u001b" = 1\n')
    ran = juso("plugins", "check")
    assert ran.code == 1
    assert "'sec\\u001b[31mtion' is not a word" in ran.out
    assert steering(ran.out) == set()


def test_metadata_is_written_out(juso, site: Site, office: Path) -> None:
    metadata = next(site.folder.glob("juso_reiji-*.dist-info")) / "METADATA"
    metadata.write_text("Metadata-Version: 2.4\nName: juso-reiji\nVersion: 0.1\x1b[31m\u202e\n", encoding="utf-8")
    (metadata.parent / "entry_points.txt").write_text(
        f"[juso.v1]\n{CODE} = juso_reiji\n999\x1b[31m = x\n999016 = x\u202ey\n", encoding="utf-8"
    )
    for words in (*COMMANDS, ("plugins", "info", "999016"), ("case", "receive", "--municipality", CODE)):
        ran = juso(*words)
        assert steering(ran.out + ran.err) == set(), words


def test_what_an_exception_says_is_written_out(juso, site: Site, office: Path) -> None:
    error = ValueError("a\x1b[31mb\u202ec\nd")
    assert told(error, Path("/nowhere/package")) == "ValueError: a\\u001b[31mb\\u202ec d"
    site.town(plugin=JUDGEMENT + "raise ValueError('\\x1b[31m')\n")
    ran = juso("plugins", "info", CODE, "--import")
    assert ran.code == 1
    assert "ValueError: \\u001b[31m" in ran.out
    assert steering(ran.out + ran.err) == set()


def test_lines_and_tabs_in_a_text_are_none_of_these(juso, site: Site, office: Path) -> None:
    site.town(structure=TOWN.replace('title = "例示市 実施計画"', 'title = """例示市\n\t実施計画"""'))
    assert juso("plugins", "enable", CODE).code == 0
    assert receive(office)
