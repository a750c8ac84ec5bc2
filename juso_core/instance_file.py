"""Reads and writes ``juso.toml``: format 1, strictly, and as a whole or not at all.

    format = 1
    database = "juso.db"            # beside this file, or a database URL
    language = "ja"                 # may be left out

    [[plugin]]
    code = "999997"
    distribution = "juso-reiji"
    version = "0.1.0"
    digest = "…"                    # of its structure.toml
    enabled_on = 2026-11-20
    code_digest = "…"               # of the modules of its package; not there where an earlier juso wrote the file
    hooks = ["juso_escalate"]       # those that its code answers; may be left out

    [[disabled]]                    # what was on the list last, the same keys: to enable it again is no surprise

The file is written by the program. People may write in it too, but their comments are not kept.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from attrs import asdict, field, frozen

from juso_core.language.messages import LANGUAGES, N_, _
from juso_core.language.told import ToldError
from juso_core.municipality import code as codes
from juso_core.municipality.problems import Problem, Slip, did_you_mean
from juso_core.whole_file import write_whole

__all__ = ["FILE", "Enabled", "Instance", "InstanceError", "read", "write"]

FILE: Final = "juso.toml"
FORMAT: Final = 1
_TOP: Final[Mapping[str, type]] = {"format": int, "database": str, "language": str, "plugin": list, "disabled": list}
_OPTIONAL: Final = ("language", "plugin", "disabled", "code_digest", "hooks")
_ROW: Final[Mapping[str, type]] = {
    "code": str,
    "distribution": str,
    "version": str,
    "digest": str,
    "enabled_on": dt.date,
    "code_digest": str,
    "hooks": list,
}


class InstanceError(ToldError):
    """An instance that is not there or cannot be used: what is wrong, in which file, what to do.

    ``missing`` says that there is no instance at all; ``problems`` are all that is wrong with its file, by line.
    """

    def __init__(
        self, what: str, mend: str, missing: bool = False, problems: Iterable[Problem] = (), **values: str
    ) -> None:
        """Keep the message's parts."""
        super().__init__(what, mend, **values)
        self.missing = missing
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))

    def __str__(self) -> str:
        return "\n  ".join([super().__str__(), *map(str, self.problems)])


@frozen(kw_only=True)
class Enabled:
    """One line of the allow-list: a municipality's code, what was enabled for it, its structure's digest, and when.

    ``code_digest`` and ``hooks`` say the same of its code; None where an earlier juso wrote the file.
    """

    code: str
    distribution: str
    version: str
    digest: str
    enabled_on: dt.date
    code_digest: str | None = None
    hooks: tuple[str, ...] = ()


@frozen(kw_only=True)
class Instance:
    """What ``juso.toml`` says. ``database`` is a path beside it, or a database URL.

    ``disabled`` remembers what was enabled and is not any more; nothing of it is used.
    """

    folder: Path
    # A database URL may hold a password, which has no business in a traceback.
    database: str = field(default="juso.db", repr=False)
    language: str | None = None
    plugins: tuple[Enabled, ...] = ()
    disabled: tuple[Enabled, ...] = ()

    @property
    def journal(self) -> str:
        """Where the journal is: the URL, or the whole path of the file."""
        return self.database if "://" in self.database else str(self.folder / self.database)


def read(folder: Path) -> Instance:
    """Read an instance; raises InstanceError with everything that is wrong with its file."""
    path = folder / FILE
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (FileNotFoundError, NotADirectoryError):
        raise InstanceError(
            N_("there is no instance in {folder}: {file} is missing"),
            N_("make one with: juso init {folder}"),
            missing=True,
            folder=str(folder),
            file=FILE,
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _unusable(path, [Problem(FILE, line, "", _("this is not UTF-8 text"))]) from None
    except OSError as error:
        raise _unusable(path, [Problem(FILE, 1, "", error.strerror or str(error))]) from None
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"\(at line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise _unusable(path, [Problem(FILE, line, "", _("this is not TOML: {what}", what=str(error)))]) from None
    newer = data.get("format")
    if type(newer) is int and newer > FORMAT:
        raise InstanceError(
            N_("{file} was written by a newer juso-core (format {theirs}; this one reads {ours})"),
            N_("upgrade juso-core"),
            file=str(path),
            theirs=str(newer),
            ours=str(FORMAT),
        )
    slips = list(_slips(data))
    if slips:
        raise _unusable(path, _placed(slips, text))
    return Instance(
        folder=folder,
        database=data["database"],
        language=data.get("language"),
        plugins=_rows(data, "plugin"),
        disabled=_rows(data, "disabled"),
    )


def _rows(data: Mapping[str, Any], table: str) -> tuple[Enabled, ...]:
    return tuple(Enabled(**{**row, "hooks": tuple(row.get("hooks", ()))}) for row in data.get(table, ()))


def _unusable(path: Path, problems: Iterable[Problem]) -> InstanceError:
    return InstanceError(
        N_("{file} cannot be used:"),
        N_("mend the file, or put back a copy of it; the cases are in the database and not touched"),
        problems=problems,
        file=str(path),
    )


def _placed(slips: Iterable[Slip], text: str) -> Iterator[Problem]:
    from juso_core.municipality.lines import find_lines, line_of, show

    lines = find_lines(text)
    for slip in slips:
        yield Problem(FILE, line_of(lines, slip.place), show(slip.place), slip.what, slip.hint)


def _slips(data: Mapping[str, Any]) -> Iterator[Slip]:
    """Everything that is wrong with what the file says."""
    yield from _wrong((), data, _TOP)
    if type(data.get("format")) is int and data["format"] != FORMAT:
        yield Slip(("format",), _("there is no format {format}", format=data["format"]), f"format = {FORMAT}")
    language = data.get("language")
    if type(language) is str and language not in LANGUAGES:
        yield Slip(("language",), _("'{language}' is no language here", language=language), " / ".join(LANGUAGES))
    for table in ("plugin", "disabled"):
        rows = data.get(table, [])
        yield from _wrong_rows(table, rows if isinstance(rows, list) else [])


def _wrong_rows(table: str, rows: list[Any]) -> Iterator[Slip]:
    seen = set()
    for number, row in enumerate(rows):
        place = (table, number)
        if not isinstance(row, dict):
            yield Slip(place, _("this is no table"), f"[[{table}]]")
            continue
        yield from _wrong(place, row, _ROW)
        code, hooks = row.get("code"), row.get("hooks")
        if type(code) is str and (wrong := codes.explain(code)):
            yield Slip((*place, "code"), wrong)
        elif type(code) is str and code in seen:
            yield Slip((*place, "code"), _("{code} is listed twice", code=code))
        seen.add(str(code))
        for key in ("digest", "code_digest"):
            if type(row.get(key)) is str and not re.fullmatch("[0-9a-f]{64}", row[key]):
                yield Slip((*place, key), _("this is no SHA-256 digest (64 digits and letters a to f)"))
        for at, hook in enumerate(hooks if isinstance(hooks, list) else []):
            if not isinstance(hook, str):
                yield Slip((*place, "hooks", at), _("'{key}' is of another kind here", key="hooks"), 'hooks = ["..."]')


def _wrong(place: tuple[str | int, ...], table: Mapping[str, Any], keys: Mapping[str, type]) -> Iterator[Slip]:
    for key in table:
        if key not in keys:
            yield Slip((*place, key), _("there is no key '{key}' here", key=key), did_you_mean(key, keys))
    for key, kind in keys.items():
        if key not in table:
            if key not in _OPTIONAL:
                yield Slip((*place, key), _("the key '{key}' is missing", key=key))
        elif type(table[key]) is not kind:
            yield Slip((*place, key), _("'{key}' is of another kind here", key=key), _example(key, kind))
        elif kind is str and not table[key].strip():
            yield Slip((*place, key), _("'{key}' is empty", key=key))


def _example(key: str, kind: type) -> str:
    examples = {int: f"{key} = {FORMAT}", str: f'{key} = "..."', list: f"[[{key}]]", dt.date: f"{key} = 2026-04-01"}
    return _("write: {example}", example=examples[kind])


def write(instance: Instance) -> Instance:
    """Write the instance's file, as a whole or not at all, and return the instance; raises InstanceError."""
    path = instance.folder / FILE
    try:
        write_whole(path, _text(instance).encode())
    except (OSError, UnicodeEncodeError) as error:
        raise InstanceError(
            N_("{file} cannot be written: {why}"),
            N_("make room or rights in its folder; the file is as it was"),
            file=str(path),
            why=getattr(error, "strerror", None) or str(error),
        ) from None
    return instance


def _text(instance: Instance) -> str:
    lines = [f"format = {FORMAT}", f"database = {_quoted(instance.database)}"]
    if instance.language is not None:
        lines.append(f"language = {_quoted(instance.language)}")
    rows = [*(("plugin", one) for one in instance.plugins), *(("disabled", one) for one in instance.disabled)]
    for table, one in rows:
        lines += ["", f"[[{table}]]"]
        known = {key: value for key, value in asdict(one, recurse=False).items() if value not in (None, ())}
        lines += [f"{key} = {_written(value)}" for key, value in known.items()]
    return "\n".join(lines) + "\n"


def _written(value: str | dt.date | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    return _quoted(value) if isinstance(value, str) else value.isoformat()


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda sign: f"\\u{ord(sign[0]):04x}", escaped) + '"'
