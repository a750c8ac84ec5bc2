"""A plugin for another juso-core: refused by name, with which side to upgrade."""

import pytest
from plugins_site import CODE, Site

from juso_core import __version__
from juso_core.core_requirement import is_on_core, unmet
from juso_core.discovery import Broken, BrokenAt, survey

REQUIREMENTS = [
    ("juso-core>=0.9", "0.1.0", "juso-core"),
    ("juso-core>=0.1,<1", "0.1.0", None),
    ("juso-core<1,>=0.1", "1.0.0", "juso-aaa"),
    ("juso-core>=0.1", "0.2.0.dev1", None),
    ("juso-core>=0.2", "0.2.0.dev1", "juso-core"),
    ("juso-core<0.1", "0.1.0", "juso-aaa"),
    ("juso_core (>=0.1)", "0.1.0", None),
    ("Juso.Core>=2", "0.1.0", "juso-core"),
    ("juso-core", "0.1.0", None),
    ("juso-core!=0.1.0", "0.1.0", "juso-core"),
    ("juso-core==0.2.*", "0.1.0", "juso-core"),
    ("juso-core==0.2.*", "0.3.0", "juso-aaa"),
    ("juso-core~=0.2", "0.1.0", "juso-core"),
    ("juso-core>=0.9; extra == 'more'", "0.1.0", None),
    ("juso-core>=0.9; python_version >= '3.0'", "0.1.0", "juso-core"),
    ("juso-core[scaffold]>=0.9", "0.1.0", "juso-core"),
]


@pytest.mark.parametrize(("requirement", "version", "upgrade"), REQUIREMENTS)
def test_a_requirement_says_which_side_is_too_old(requirement: str, version: str, upgrade: str | None) -> None:
    assert is_on_core(requirement)
    wrong = unmet(requirement, "juso-aaa", version)
    assert (wrong is None) is (upgrade is None)
    if wrong:
        cause, fix = wrong
        assert version in cause
        assert requirement.partition(";")[0] in cause
        assert fix == f"upgrade {upgrade}"


@pytest.mark.parametrize("requirement", ["juso-core-extras>=9", "juso>=9", "other>=9", "juso-corelation"])
def test_other_requirements_are_none_of_our_business(requirement: str) -> None:
    assert not is_on_core(requirement)


def only(site: Site) -> Broken:
    (broken,) = survey([site.folder]).broken
    return broken


def test_a_plugin_that_needs_a_newer_core_is_refused_by_name(site: Site) -> None:
    # Its structure may hold what this version does not know; nobody reads it.
    site.town(requires="juso-core>=99", structure="[[no_such_table]]\n")
    broken = only(site)
    assert (broken.code, broken.distribution, broken.version) == (CODE, "juso-reiji", "0.1.0")
    assert broken.stage is BrokenAt.VERSION
    assert broken.cause == f"it needs juso-core>=99, and this is {__version__}"
    assert broken.fix == "upgrade juso-core"


def test_a_plugin_that_is_too_old_for_this_core(site: Site) -> None:
    site.town(requires="juso-core<0.0.1")
    assert only(site).fix == "upgrade juso-reiji"


def test_a_requirement_that_nobody_can_read(site: Site) -> None:
    site.town(requires="juso-core>>1")
    broken = only(site)
    assert broken.stage is BrokenAt.METADATA
    assert "juso-core>>1" in broken.cause


def test_what_is_in_the_description_is_no_requirement(site: Site) -> None:
    package = site.town()
    info = package.parent / "juso_reiji-0.1.0.dist-info" / "METADATA"
    info.write_text(info.read_text() + "\nRequires-Dist: juso-core>=99\n")
    assert survey([site.folder]).broken == ()


def test_an_instance_tells_it_too(juso, office, site: Site) -> None:
    site.town(requires="juso-core>=99")
    listed = juso("plugins", "list")
    assert f"! {CODE} juso-reiji 0.1.0 · version: it needs juso-core>=99" in listed.out
    refused = juso("plugins", "enable", "reiji")
    assert refused.code == 1
    assert "upgrade juso-core" in refused.err


def test_an_unknown_key_may_be_that_of_a_newer_core(juso, site: Site) -> None:
    site.town(structure='code = "999997"\nname = "例示市"\nsomething_new = 1\n')
    ended = juso("plugins", "info", "reiji", "--json")
    assert ended.code == 1
    assert "something_new" in ended.data["cause"]
    assert "upgrade juso-core" in ended.data["fix"]
