"""An instance: finding it, its file, its allow-list."""

import datetime as dt
import os
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juso_core import whole_file
from juso_core.discovery import Broken, BrokenAt, Found
from juso_core.instance import (
    FILE,
    Enabled,
    Instance,
    InstanceError,
    create,
    disable,
    enable,
    enabled_plugins,
    find_instance,
    read,
)
from juso_core.instance_file import write
from juso_core.municipality.code import check_digit
from juso_core.registry import Loaded, load

A, B, C = "999016", "999024", "999032"
DIGEST = "0123456789abcdef" * 4
ON = dt.date(2024, 4, 1)
GOOD = f"""\
format = 1
database = "juso.db"

[[plugin]]
code = "{A}"
distribution = "juso-aaa"
version = "0.1.0"
digest = "{DIGEST}"
enabled_on = 2024-04-01
"""


def listed(code=A, distribution="juso-aaa", version="0.1.0", digest=DIGEST, on=ON):
    return Enabled(code=code, distribution=distribution, version=version, digest=digest, enabled_on=on)


def written(folder: Path, text: str | bytes) -> Path:
    """A folder whose juso.toml holds this."""
    (folder / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def error_of(folder: Path) -> InstanceError:
    with pytest.raises(InstanceError) as raised:
        read(folder)
    assert raised.value.how_to_mend()
    return raised.value


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- finding -------------------------------------------------------------------------------------------------------


def test_the_folder_above_that_has_one(tmp_path):
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    create(tmp_path)
    assert find_instance(None, {}, below) == tmp_path
    assert find_instance(None, {"JUSO_INSTANCE": ""}, tmp_path) == tmp_path
    create(tmp_path / "a")
    assert find_instance(None, {}, below) == tmp_path / "a"


def test_a_folder_called_so_is_no_instance(tmp_path):
    create(tmp_path)
    (tmp_path / "a" / FILE).mkdir(parents=True)
    assert find_instance(None, {}, tmp_path / "a") == tmp_path


def test_what_is_named_comes_before_what_is_here(tmp_path):
    for name in ("here", "named", "environment"):
        create(tmp_path / name)
    environ = {"JUSO_INSTANCE": str(tmp_path / "environment")}
    assert find_instance(None, environ, tmp_path / "here") == tmp_path / "environment"
    assert find_instance(tmp_path / "named", environ, tmp_path / "here") == tmp_path / "named"


@pytest.mark.parametrize("name", ["named", "named/juso.toml"])
def test_a_relative_name_is_taken_from_here(tmp_path, name):
    create(tmp_path / "named")
    assert find_instance(Path(name), {}, tmp_path) == tmp_path / "named"
    assert find_instance(None, {"JUSO_INSTANCE": name}, tmp_path) == tmp_path / "named"


def test_none_at_all(tmp_path):
    with pytest.raises(InstanceError, match=FILE) as raised:
        find_instance(None, {}, tmp_path)
    assert raised.value.missing
    assert "juso init" in raised.value.how_to_mend()


# -- reading -------------------------------------------------------------------------------------------------------


def test_reading_what_is_written(tmp_path):
    assert read(written(tmp_path, GOOD)) == Instance(folder=tmp_path, database="juso.db", plugins=(listed(),))
    assert read(tmp_path).journal == str(tmp_path / "juso.db")


def test_language_and_a_database_elsewhere(tmp_path):
    text = 'format = 1\nlanguage = "ja"\ndatabase = "postgresql+psycopg://juso:secret@db/juso"\n'
    instance = read(written(tmp_path, text))
    assert instance.language == "ja"
    assert instance.journal == "postgresql+psycopg://juso:secret@db/juso"
    assert "secret" not in repr(instance)


def test_a_file_that_windows_wrote(tmp_path):
    text = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert read(written(tmp_path, text)).plugins == (listed(),)


@pytest.mark.parametrize("where", ["nowhere", "file", "empty"])
def test_missing(tmp_path, where):
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    error = error_of(tmp_path / where)
    assert error.missing
    assert "juso init" in error.how_to_mend()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "juso.toml:1: format"),
        ("format = 1\ndatabase = ", "juso.toml:2: "),
        (GOOD[: len(GOOD) // 2], "juso.toml:7: "),
        ("format = 1\n\x00\x00\x00", "juso.toml:2: "),
        (b'format = 1\ndatabase = "\x83\x65.db"\n', "juso.toml:2: this is not UTF-8 text"),
        ("a = " + "[" * 5000, "juso.toml:1: "),
    ],
    ids=["empty", "unfinished", "cut off", "zeroes", "other encoding", "deep"],
)
def test_corrupted(tmp_path, text, where):
    error = error_of(written(tmp_path, text))
    assert not error.missing
    assert where in str(error)
    assert "copy" in error.how_to_mend()


def test_newer_format_is_not_complained_about_key_by_key(tmp_path):
    error = error_of(written(tmp_path, 'format = 2\nstore = "new"\n'))
    assert "format 2" in str(error)
    assert error.how_to_mend() == "upgrade juso-core"
    assert error.problems == ()


PROBLEMS = [
    ("format = 1", "format = 0", 1, "format", "there is no format 0"),
    ("format = 1", "format = true", 1, "format", "another kind"),
    ("format = 1", "", 1, "format", "missing"),
    ('database = "juso.db"', 'databse = "juso.db"', 2, "databse", "did you mean 'database'?"),
    ('database = "juso.db"', 'database = ""', 2, "database", "empty"),
    ('database = "juso.db"', "database = 3", 2, "database", 'write: database = "..."'),
    ('database = "juso.db"', 'database = "juso.db"\nlanguage = "fr"', 3, "language", "'fr' is no language"),
    ("[[plugin]]", "[plugin]", 4, "plugin", "write: [[plugin]]"),
    ("enabled_on = 2024-04-01", 'enabled_on = "2024-04-01"', 9, "plugin[0].enabled_on", "enabled_on = 20"),
    ("enabled_on = 2024-04-01", "enabled_on = 2024-04-01T10:00:00", 9, "plugin[0].enabled_on", "another kind"),
    (f'code = "{A}"', 'code = "999017"', 5, "plugin[0].code", "check digit"),
    (f'code = "{A}"', "code = 999016", 5, "plugin[0].code", "another kind"),
    (DIGEST, DIGEST.upper(), 8, "plugin[0].digest", "SHA-256"),
    ('version = "0.1.0"', 'version = "0.1.0"\nmore = 1', 8, "plugin[0].more", "there is no key 'more' here"),
    ('version = "0.1.0"\n', "", 4, "plugin[0].version", "missing"),
    (
        "enabled_on = 2024-04-01\n",
        "enabled_on = 2024-04-01\n\n" + GOOD.partition("\n\n")[2],
        12,
        "plugin[1].code",
        "twic",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "path", "what"), PROBLEMS, ids=[f"{p[3]} {p[4]}" for p in PROBLEMS])
def test_problem_has_its_line(tmp_path, old, new, line, path, what):
    assert old in GOOD
    error = error_of(written(tmp_path, GOOD.replace(old, new)))
    assert (line, path) in [(problem.line, problem.path) for problem in error.problems]
    assert what in str(error)
    assert not error.missing


def test_all_problems_at_once(tmp_path):
    text = GOOD.replace("format = 1", "form = 1").replace("juso-aaa", " ").replace("plugin]]\n", 'plugin]]\nx = "y"\n')
    problems = error_of(written(tmp_path, text)).problems
    assert [problem.line for problem in problems] == [1, 1, 5, 7]


def test_rows_that_are_no_tables(tmp_path):
    problems = error_of(written(tmp_path, 'format = 1\ndatabase = "x"\nplugin = [1, "x"]\n')).problems
    assert [problem.path for problem in problems] == ["plugin[0]", "plugin[1]"]


def test_file_that_cannot_be_read(tmp_path):
    (tmp_path / FILE).mkdir()
    assert not error_of(tmp_path).missing


# -- writing -------------------------------------------------------------------------------------------------------


def test_creating(tmp_path):
    folder = tmp_path / "new" / "office"
    instance = create(folder, language="en")
    assert instance == Instance(folder=folder, database="juso.db", language="en")
    assert read(folder) == instance
    assert names(folder) == [FILE]
    with pytest.raises(InstanceError, match="already"):
        create(folder)


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_creating_where_no_folder_can_be(tmp_path, name):
    (tmp_path / "file").write_text("")
    with pytest.raises(InstanceError, match="cannot be made"):
        create(tmp_path / name)


def test_creating_where_a_link_leads_nowhere(tmp_path):
    (tmp_path / FILE).symlink_to(tmp_path / "gone")
    with pytest.raises(InstanceError, match="already"):
        create(tmp_path)


def test_a_new_file_is_read_by_its_owner_alone_and_keeps_other_rights(tmp_path):
    create(tmp_path)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    os.chmod(tmp_path / FILE, 0o640)
    enable(read(tmp_path), A, "juso-aaa", "0.1.0", DIGEST, ON)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o640


def test_a_linked_file_stays_linked(tmp_path):
    (tmp_path / "etc").mkdir()
    (tmp_path / "office").mkdir()
    written(tmp_path / "etc", GOOD)
    (tmp_path / "office" / FILE).symlink_to(tmp_path / "etc" / FILE)
    disable(read(tmp_path / "office"), A)
    assert (tmp_path / "office" / FILE).is_symlink()
    assert read(tmp_path / "etc").plugins == ()


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch, step):
    instance = read(written(tmp_path, GOOD))

    def full(*_args, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, step, full)
    with pytest.raises(InstanceError, match="No space left") as raised:
        disable(instance, A)
    assert "as it was" in raised.value.how_to_mend()
    assert (tmp_path / FILE).read_text() == GOOD
    assert names(tmp_path) == [FILE]


def test_what_cannot_be_written_as_utf_8(tmp_path):
    with pytest.raises(InstanceError, match="cannot be written"):
        create(tmp_path, database="\udcff.db")
    assert names(tmp_path) == []


def test_the_name_lasts_only_when_the_folder_is_synced(tmp_path, monkeypatch):
    synced = []
    fsync = os.fsync
    monkeypatch.setattr(whole_file.os, "fsync", lambda handle: synced.append(os.fstat(handle)) or fsync(handle))
    create(tmp_path)
    assert [stat.S_ISDIR(what.st_mode) for what in synced] == [False, True]


TEXTS = st.text(min_size=1).filter(str.strip)
ROWS = st.builds(
    Enabled,
    code=st.integers(0, 999).map(lambda n: f"99{n:03}").map(lambda five: five + check_digit(five)),
    distribution=TEXTS,
    version=TEXTS,
    digest=st.text("0123456789abcdef", min_size=64, max_size=64),
    enabled_on=st.dates(),
    code_digest=st.none() | st.text("0123456789abcdef", min_size=64, max_size=64),
    hooks=st.lists(TEXTS, max_size=2).map(tuple),
)
INSTANCES = st.builds(
    Instance,
    folder=st.just(Path("replaced")),
    database=TEXTS,
    language=st.sampled_from([None, "ja", "en"]),
    plugins=st.lists(ROWS, max_size=4, unique_by=lambda row: row.code).map(tuple),
    disabled=st.lists(ROWS, max_size=2, unique_by=lambda row: row.code).map(tuple),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(instance=INSTANCES)
def test_what_is_written_is_what_is_read(tmp_path, instance):
    from attrs import evolve

    instance = evolve(instance, folder=tmp_path)
    assert write(instance) == instance
    assert read(tmp_path) == instance
    # Any other reader of TOML reads the same.
    assert tomllib.loads((tmp_path / FILE).read_text(encoding="utf-8"))["database"] == instance.database


def test_the_file_is_easy_to_read(tmp_path):
    instance = create(tmp_path)
    enable(instance, A, "juso-aaa", "0.1.0", DIGEST, ON)
    assert (tmp_path / FILE).read_bytes() == GOOD.encode()


# -- the allow-list ------------------------------------------------------------------------------------------------


def test_enabling_and_disabling(tmp_path):
    first = create(tmp_path)
    second = enable(first, B, "juso-bbb", "1", DIGEST, ON)
    third = enable(second, A, "juso-aaa", "1", DIGEST, ON)
    assert third.plugins == (listed(A, "juso-aaa", "1"), listed(B, "juso-bbb", "1"))
    newer = enable(third, A, "juso-other", "2", DIGEST, dt.date(2025, 4, 1))
    assert newer.plugins == (listed(A, "juso-other", "2", on=dt.date(2025, 4, 1)), listed(B, "juso-bbb", "1"))
    assert read(tmp_path) == newer
    assert disable(newer, B).plugins == newer.plugins[:1]
    assert disable(newer, B) == read(tmp_path)


def test_what_somebody_else_enabled_meanwhile_is_kept(tmp_path):
    old = create(tmp_path)
    enable(old, A, "juso-aaa", "1", DIGEST, ON)
    assert [one.code for one in enable(old, B, "juso-bbb", "1", DIGEST, ON).plugins] == [A, B]
    assert [one.code for one in disable(old, A).plugins] == [B]


def test_a_file_that_was_spoilt_meanwhile_is_not_written_over(tmp_path):
    instance = create(tmp_path)
    written(tmp_path, "format = ")
    with pytest.raises(InstanceError):
        enable(instance, A, "juso-aaa", "1", DIGEST, ON)
    assert (tmp_path / FILE).read_text() == "format = "


class TestEnabledPlugins:
    @pytest.fixture
    def office(self, tmp_path):
        return create(tmp_path / "office")

    def enabled(self, office, site, code=A):
        """The office with an installed plugin enabled."""
        (loaded,) = (load(found) for found in self.installed(site) if found.code == code)
        assert isinstance(loaded, Loaded)
        found = loaded.found
        return enable(office, code, found.distribution, found.version, loaded.structure.digest, ON)

    def installed(self, site):
        from juso_core.discovery import discover

        return discover([site.folder])

    def test_only_what_is_listed(self, office, site):
        site.install("juso_aaa", A)
        site.install("juso_bbb", B)
        assert enabled_plugins(office, [site.folder]) == ()
        office = self.enabled(office, site)
        (found,) = enabled_plugins(office, [site.folder])
        assert isinstance(found, Found)
        assert found.code == A
        # Without paths it looks where Python looks.
        assert enabled_plugins(office) == (found,)

    def test_in_the_order_of_the_file(self, office, site):
        for package, code in (("juso_ccc", C), ("juso_aaa", A), ("juso_bbb", B)):
            site.install(package, code)
            office = self.enabled(office, site, code)
        assert [one.code for one in enabled_plugins(office, [site.folder])] == [A, B, C]

    def test_not_installed(self, office):
        office = enable(office, A, "juso-aaa", "0.1.0", DIGEST, ON)
        (broken,) = enabled_plugins(office, [])
        assert isinstance(broken, Broken)
        assert (broken.stage, broken.distribution, broken.version) == (BrokenAt.METADATA, "juso-aaa", "0.1.0")
        assert "juso-aaa 0.1.0" in broken.fix
        assert f"juso plugins disable {A}" in broken.fix

    def test_installed_by_another_distribution(self, office, site):
        site.install("juso_rival", A)
        office = enable(office, A, "juso-aaa", "0.1.0", DIGEST, ON)
        (broken,) = enabled_plugins(office, [site.folder])
        assert isinstance(broken, Broken)

    def test_another_version(self, office, site):
        site.install("juso_aaa", A, version="0.2.0")
        office = enable(office, A, "juso-aaa", "0.1.0", DIGEST, ON)
        (broken,) = enabled_plugins(office, [site.folder])
        assert isinstance(broken, Broken)
        assert broken.stage is BrokenAt.VERSION
        assert "0.1.0" in broken.cause
        assert "0.2.0" in broken.cause
        assert f"juso plugins enable {A}" in broken.fix

    def test_another_structure_than_the_one_enabled(self, office, site):
        site.install("juso_aaa", A)
        office = self.enabled(office, site)
        structure = site.folder / "juso_aaa" / "structure.toml"
        before = structure.read_bytes()
        structure.write_bytes(b"# changed\n" + before)
        (broken,) = enabled_plugins(office, [site.folder])
        assert isinstance(broken, Broken)
        assert broken.stage is BrokenAt.STRUCTURE
        # A checkout on Windows changes the ends of lines, and nothing else.
        structure.write_bytes(before.replace(b"\n", b"\r\n"))
        assert isinstance(enabled_plugins(office, [site.folder])[0], Found)

    def test_structure_that_is_gone_is_left_to_loading(self, office, site):
        site.install("juso_aaa", A)
        office = self.enabled(office, site)
        (site.folder / "juso_aaa" / "structure.toml").unlink()
        (found,) = enabled_plugins(office, [site.folder])
        assert isinstance(found, Found)

    def test_names_are_compared_as_installers_do(self, office, site):
        site.install("juso_aaa", A, distribution="Juso.AAA")
        digest = self.enabled(office, site).plugins[0].digest
        office = enable(office, A, "juso-aaa", "0.1.0", digest, ON)
        assert isinstance(enabled_plugins(office, [site.folder])[0], Found)

    def test_the_list_chooses_between_two_that_claim_a_code(self, office, site):
        site.install("juso_aaa", A)
        office = self.enabled(office, site)
        site.install("juso_rival", A)
        assert self.installed(site) == ()
        (found,) = enabled_plugins(office, [site.folder])
        assert isinstance(found, Found)
        assert found.distribution == "juso-aaa"

    def test_what_is_known_to_be_broken_says_why(self, office, site):
        site.install("juso_aaa", A, group="juso.v9")
        office = enable(office, A, "juso-aaa", "0.1.0", DIGEST, ON)
        (broken,) = enabled_plugins(office, [site.folder])
        assert isinstance(broken, Broken)
        assert broken.fix == "upgrade juso-core"
