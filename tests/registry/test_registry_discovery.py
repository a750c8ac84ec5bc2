"""Discovery: what is installed, by metadata alone."""

import sys
from pathlib import Path

import pytest

from juso_core import hookspecs
from juso_core.discovery import API, BrokenAt, Found, discover, package_path, structure_path, survey
from juso_core.finding import UnknownMunicipality, find, name_of
from juso_core.registry import Broken, read_structure

A, B, C = "999016", "999024", "999032"


def only_broken(site) -> Broken:
    """The one broken plugin of a site, in which nothing else is found."""
    seen = survey([site.folder])
    assert seen.found == ()
    assert len(seen.broken) == 1
    return seen.broken[0]


def test_contract_has_one_number():
    assert API == hookspecs.API


def test_installed_plugins_are_found_sorted_by_code(site):
    site.install("juso_bbb", B, version="2.0")
    site.install("juso_aaa", A)
    assert discover([site.folder]) == (
        Found(A, "juso-aaa", "0.1.0", "juso_aaa", 1, str(site.folder)),
        Found(B, "juso-bbb", "2.0", "juso_bbb", 1, str(site.folder)),
    )
    assert survey([site.folder]).broken == ()


def test_discovery_also_looks_where_python_looks(site):
    site.install("juso_aaa", A)
    assert [one.code for one in discover() if one.site == str(site.folder)] == [A]


def test_nothing_of_the_plugin_is_imported(site):
    poison = "raise SystemExit('imported')"
    site.install("juso_poison", A, name="毒見市", init=poison, plugin=poison)
    before = set(sys.modules)
    (found,) = discover([site.folder])
    assert structure_path(found) == site.folder / "juso_poison" / "structure.toml"
    assert package_path(found) == site.folder / "juso_poison"
    assert name_of(found) == "毒見市"
    assert find([found], "毒見") == found
    assert not isinstance(read_structure(found), Broken)
    assert [name for name in set(sys.modules) - before if "poison" in name] == []


def test_other_peoples_distributions_are_left_alone(site):
    site.install("juso_aaa", A)
    site.install("other", "x", entry_points="[console_scripts]\nx = other:main\n")
    site.install("worse", "x", entry_points=b"[\xff\xfe not text")
    site.install("unparsable", "x", entry_points="[other]\nno equals sign\n")
    assert [one.code for one in survey([site.folder]).found] == [A]
    assert survey([site.folder]).broken == ()


def test_two_distributions_with_one_code_are_both_named(site):
    site.install("juso_aaa", A)
    site.install("juso_rival", A, version="3.1")
    site.install("juso_bbb", B)
    seen = survey([site.folder])
    assert [one.code for one in seen.found] == [B]
    assert [one.distribution for one in seen.broken] == ["juso-aaa", "juso-rival"]
    for one in seen.broken:
        assert one.stage is BrokenAt.METADATA
        assert "juso-aaa 0.1.0" in one.cause
        assert "juso-rival 3.1" in one.cause
        assert f"juso plugins enable {one.distribution}" in one.fix
    assert [one.distribution for one in seen.claims] == ["juso-aaa", "juso-rival"]


def test_one_distribution_claiming_a_code_twice_leaves_no_choice(site):
    site.install("juso_aaa", A, entry_points=f"[juso.v1]\n{A} = juso_aaa\n{A} = juso_bbb\n")
    seen = survey([site.folder])
    assert seen.found == seen.claims == ()
    assert [one.code for one in seen.broken] == [A, A]


def test_of_two_copies_of_a_distribution_the_first_on_the_path_counts(new_site):
    first, second = new_site("first"), new_site("second")
    first.install("juso_aaa", A, version="2.0")
    second.install("juso_aaa", A, distribution="Juso.AAA", version="1.0")
    seen = survey([first.folder, second.folder])
    assert [(one.distribution, one.version) for one in seen.found] == [("juso-aaa", "2.0")]
    assert seen.broken == ()


@pytest.mark.parametrize(("group", "upgrade"), [("juso.v2", "juso-core"), ("juso.v0", "juso-aaa")])
def test_another_major_says_which_side_to_upgrade(site, group, upgrade):
    site.install("juso_aaa", A, group=group)
    broken = only_broken(site)
    assert (broken.stage, broken.code) == (BrokenAt.VERSION, A)
    assert group[-1] in broken.cause
    assert broken.fix == f"upgrade {upgrade}"


def test_a_distribution_may_serve_two_majors(site):
    site.install("juso_aaa", A, entry_points=f"[juso.v1]\n{A} = juso_aaa\n[juso.v2]\n{A} = juso_aaa.v2\n")
    seen = survey([site.folder])
    assert [(one.code, one.api, one.package) for one in seen.found] == [(A, 1, "juso_aaa")]
    assert seen.broken == ()


@pytest.mark.parametrize("code", ["hachioji", "13201", "132013", "990000", "１３２０１２", "999016x"])
def test_entry_point_that_is_no_code(site, code):
    site.install("juso_aaa", code)
    broken = only_broken(site)
    assert (broken.stage, broken.code) == (BrokenAt.METADATA, code)
    assert code in broken.cause
    assert "six digits" in broken.fix


@pytest.mark.parametrize("value", ["juso_aaa.plugin", "juso_aaa:load", "juso-aaa", "juso_aaa [extra]"])
def test_entry_point_that_leads_to_no_package(site, value):
    site.install("juso_aaa", A, value=value)
    broken = only_broken(site)
    assert broken.stage is BrokenAt.METADATA
    assert value in broken.cause
    assert A in broken.fix


def test_metadata_without_a_version(site):
    site.install("juso_aaa", A)
    (site.folder / "juso_aaa-0.1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: juso-aaa\n")
    broken = only_broken(site)
    assert (broken.stage, broken.distribution) == (BrokenAt.METADATA, "juso-aaa")


@pytest.mark.parametrize("content", [b"[juso.v1]\n\xff = juso_aaa\n", b"[juso.v1]\nno equals sign\n"])
def test_metadata_that_cannot_be_read(site, content):
    site.install("juso_aaa", A, entry_points=content)
    site.install("juso_bbb", B)
    seen = survey([site.folder])
    assert [one.code for one in seen.found] == [B]
    assert [(one.distribution.replace("_", "-"), one.stage) for one in seen.broken] == [("juso-aaa", BrokenAt.METADATA)]


def test_editable_install_is_found_beside_its_sources(new_site):
    # An editable install leaves the metadata in one folder and puts the checkout on the path.
    installed, checkout = new_site("installed"), new_site("checkout")
    checkout.install("juso_aaa", A)
    info = checkout.folder / "juso_aaa-0.1.0.dist-info"
    info.rename(installed.folder / info.name)
    (found,) = discover([installed.folder])
    assert structure_path(found) == checkout.folder / "juso_aaa" / "structure.toml"


def test_editable_install_by_a_finder(new_site, monkeypatch):
    # Some builders put a finder on the meta path instead of a folder on the path.
    import importlib.util

    away = new_site("away", on_path=False)
    away.install("juso_aaa", A)

    class Finder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            if name == "juso_aaa":
                return importlib.util.spec_from_file_location(
                    name, away.folder / name / "__init__.py", submodule_search_locations=[str(away.folder / name)]
                )
            if name == "juso_bbb":
                raise RuntimeError("a finder that fails")
            return None

    monkeypatch.setattr(sys, "meta_path", [Finder, *sys.meta_path])
    (found,) = discover([away.folder])
    assert package_path(found) == away.folder / "juso_aaa"
    assert package_path(Found(B, "juso-bbb", "1", "juso_bbb", 1)) is None


def test_package_without_init_is_found_where_its_structure_lies(new_site):
    first, second = new_site("first"), new_site("second")
    (second.folder / "juso_aaa").mkdir()
    first.install("juso_aaa", A, init=None)
    (found,) = discover([first.folder])
    assert structure_path(found) == first.folder / "juso_aaa" / "structure.toml"


def test_package_that_is_gone_has_no_path(site):
    site.install("juso_aaa", A, value="juso_gone")
    (found,) = discover([site.folder])
    assert package_path(found) is None
    assert structure_path(found) is None
    assert name_of(found) is None


def test_package_installed_a_moment_ago_is_found(site):
    gone = Found(A, "juso-late", "0.1.0", "juso_late", 1)
    assert package_path(gone) is None
    site.install("juso_late", A)
    assert package_path(gone) == site.folder / "juso_late"


class TestFind:
    @pytest.fixture
    def found(self, site):
        site.install("juso_hachioji", "132012", name="八王子市")
        site.install("juso_fuchu", "132063", name="府中市")
        site.install("juso_fuchu_hiroshima", "342084", name="府中市")
        site.install("juso_fuchucho", "343021", name="府中町")
        site.install("juso_yokkaichi", "242021", name="四日市市")
        return discover([site.folder])

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("132012", "132012"),
            ("１３２０１２", "132012"),
            ("八王子市", "132012"),
            ("八王子", "132012"),
            (" 八王子 ", "132012"),
            ("東京都八王子市", "132012"),
            ("東京都八王子", "132012"),
            ("hachioji", "132012"),
            ("Hachioji", "132012"),
            ("juso-hachioji", "132012"),
            ("juso_hachioji", "132012"),
            ("四日市", "242021"),
            ("府中町", "343021"),
            ("東京都府中市", "132063"),
            ("fuchu", "132063"),
            ("fuchu-hiroshima", "342084"),
        ],
    )
    def test_by_whatever_people_call_it(self, found, name, code):
        assert find(found, name).code == code

    @pytest.mark.parametrize(
        ("name", "codes"), [("府中市", ("132063", "342084")), ("府中", ("132063", "342084", "343021"))]
    )
    def test_name_of_several(self, found, name, codes):
        with pytest.raises(UnknownMunicipality) as raised:
            find(found, name)
        assert name in str(raised.value)
        assert all(code in raised.value.how_to_mend() for code in codes)
        assert "広島県府中市" in raised.value.how_to_mend()

    @pytest.mark.parametrize(
        ("name", "hint"),
        [
            ("hachiouji", "hachioji"),
            ("八王寺市", "八王子市"),
            ("13201", "132012"),
            ("132013", "check digit"),
            ("nowhere", "hachioji"),
            ("", "hachioji"),
        ],
    )
    def test_unknown_name_says_what_could_be_meant(self, found, name, hint):
        with pytest.raises(UnknownMunicipality) as raised:
            find(found, name)
        assert hint in raised.value.how_to_mend()

    def test_nothing_installed(self):
        with pytest.raises(UnknownMunicipality, match="八王子") as raised:
            find((), "八王子")
        assert "install" in raised.value.how_to_mend()

    @pytest.mark.parametrize("name", ["999016", "juso-aaa", "aaa"])
    def test_broken_one_says_why(self, found, name):
        broken = Broken(A, "juso-aaa", "0.1.0", BrokenAt.VERSION, "the cause", "the fix")
        with pytest.raises(UnknownMunicipality, match="the cause") as raised:
            find(found, name, [broken])
        assert raised.value.how_to_mend() == "the fix"

    def test_one_whose_structure_cannot_be_read_hides_no_other(self, site):
        site.install("juso_aaa", A, structure="name = 'unfinished")
        site.install("juso_bbb", B, structure=None)
        site.install("juso_ccc", C, name="例示市")
        assert find(discover([site.folder]), "例示").code == C


def test_paths_may_be_text(site):
    site.install("juso_aaa", A)
    assert discover([str(Path(site.folder))]) == discover([site.folder])
