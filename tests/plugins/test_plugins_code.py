"""Another code is another judgement: it is told when enabling, and noticed afterwards."""

from pathlib import Path

import pytest
from plugins_site import CODE, JUDGEMENT, Site, receive

OTHER = JUDGEMENT.replace("return None", "return case and None")
TWO = JUDGEMENT + "\n\n@hookimpl\ndef juso_report(case, municipality):\n    return None\n"


def toml(office: Path) -> str:
    return (office / "juso.toml").read_text(encoding="utf-8")


def enabled(juso, *words: str) -> None:
    done = juso("plugins", "enable", "reiji", "--yes", *words)
    assert done.code == 0, done.err


def test_judgement_that_is_new_is_told_and_touches_every_open_case(juso, office: Path, site: Site) -> None:
    case, before = receive(office), toml(office)
    site.town(version="0.2.0", plugin=JUDGEMENT)
    refused = juso("plugins", "enable", "reiji")
    assert refused.code == 1
    assert "the structure is the same" in refused.out
    assert "its code differs" in refused.out
    assert "+ hooks: juso_escalate" in refused.out
    assert "open cases: 1, touched by this: 1" in refused.out
    assert toml(office) == before
    assert "its code differs" in juso("plugins", "upgrade-notes", "reiji").out
    data = juso("plugins", "enable", "reiji", "--dry-run", "--json").data
    assert data["differences"] == {"top": [], "rows": []}
    assert (data["code_differs"], data["hooks_added"], data["hooks_gone"]) == (True, ["juso_escalate"], [])
    assert data["touched_cases"] == [case]
    assert data["before"]["code_digest"] != data["code_digest"]
    enabled(juso)
    site.town(version="0.3.0")
    assert "- hooks: juso_escalate" in juso("plugins", "enable", "reiji", "--dry-run").out


def test_code_that_stays_as_it_is_touches_nobody(juso, office: Path, site: Site) -> None:
    site.town(plugin=JUDGEMENT)
    enabled(juso)
    receive(office)
    package = site.town(version="0.2.0", plugin=JUDGEMENT)
    # As a checkout on Windows leaves it, and with what Python keeps beside it.
    (package / "plugin.py").write_bytes(JUDGEMENT.replace("\n", "\r\n").encode())
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__" / "plugin.cpython-311.pyc").write_bytes(b"\0")
    done = juso("plugins", "enable", "reiji", "--json")
    assert done.code == 0, done.err
    assert (done.data["code_differs"], done.data["touched_cases"]) == (False, [])


@pytest.mark.parametrize("file", ["plugin.py", "helper.py", "below/helper.py"])
def test_code_that_is_replaced_at_the_same_version_is_noticed(juso, office: Path, site: Site, file: str) -> None:
    package = site.town(plugin=JUDGEMENT)
    enabled(juso)
    assert juso("plugins", "check").code == 0
    (package / file).parent.mkdir(exist_ok=True)
    (package / file).write_text(OTHER, encoding="utf-8")
    checked = juso("plugins", "check")
    assert checked.code == 1
    assert "its code is no longer the one that was enabled" in checked.out
    assert f"juso plugins enable {CODE}" in checked.out
    assert juso("doctor").code == 1
    assert "no longer the one" in juso("plugins", "list").out
    done = juso("plugins", "enable", "reiji", "--json")
    assert done.data["changed"] is True
    assert done.data["code_differs"] is True
    assert juso("plugins", "check").code == 0


def test_without_judgement_no_module_is_run_and_none_counts(juso, office: Path, site: Site) -> None:
    receive(office)
    package = site.town(version="0.2.0")
    (package / "__init__.py").write_text('"""Another text."""\n')
    done = juso("plugins", "enable", "reiji")
    assert done.code == 0, done.err
    assert "its code" not in done.out


def test_a_file_of_before_is_read_and_what_is_not_known_is_asked(juso, office: Path, site: Site) -> None:
    site.town(plugin=JUDGEMENT)
    enabled(juso)
    old = [line for line in toml(office).splitlines() if not line.startswith(("code_digest", "hooks"))]
    (office / "juso.toml").write_text("\n".join(old) + "\n", encoding="utf-8")
    assert juso("plugins", "check").code == 0
    receive(office)
    refused = juso("plugins", "enable", "reiji")
    assert refused.code == 1
    assert "whether its code differs cannot be told" in refused.out
    assert "touched by this" not in refused.out
    data = juso("plugins", "enable", "reiji", "--dry-run", "--json").data
    assert (data["code_differs"], data["hooks_added"], data["touched_cases"]) == (None, [], None)
    enabled(juso)
    assert "code_digest" in toml(office)
    assert juso("plugins", "enable", "reiji", "--json").data["changed"] is False


def test_enabling_again_what_was_disabled_is_no_surprise_unless_its_code_is_another(juso, office, site: Site) -> None:
    site.town(plugin=JUDGEMENT)
    enabled(juso)
    case = receive(office)
    assert juso("plugins", "disable", "reiji").code == 0
    site.town(plugin=OTHER)
    refused = juso("plugins", "enable", "reiji")
    assert refused.code == 1
    assert "its code differs" in refused.out
    assert case in refused.out
    site.town(plugin=JUDGEMENT)
    done = juso("plugins", "enable", "reiji")
    assert done.code == 0, done.err
    assert "[[disabled]]" not in toml(office)


def test_what_is_disabled_is_read_as_strictly_and_used_by_nobody(juso, office: Path, site: Site) -> None:
    assert juso("plugins", "disable", "reiji").code == 0
    assert "[[disabled]]" in toml(office)
    assert "[[plugin]]" not in toml(office)
    assert juso("case", "list").code == 0
    assert juso("plugins", "list", "--json").data["broken"] == []
    (office / "juso.toml").write_text(
        toml(office).replace("[[disabled]]", '[[disabled]]\nmore = "x"'), encoding="utf-8"
    )
    assert "disabled[0].more: there is no key 'more' here" in juso("plugins", "list").err


def test_the_file_notes_the_hooks_and_refuses_what_is_none(juso, office: Path, site: Site) -> None:
    site.town(plugin=JUDGEMENT)
    enabled(juso)
    assert 'hooks = ["juso_escalate"]' in toml(office)
    text = (
        toml(office).replace('["juso_escalate"]', '["juso_escalate", 3]').replace('code_digest = "', 'code_digest = "x')
    )
    (office / "juso.toml").write_text(text, encoding="utf-8")
    ran = juso("plugins", "check")
    assert ran.code == 1
    assert "plugin[0].hooks[1]" in ran.err
    assert "plugin[0].code_digest: this is no SHA-256 digest" in ran.err
