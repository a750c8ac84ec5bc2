#!/usr/bin/env python3
"""Start juso from a checkout: make an environment, install into it, run.

    python3 start.py demo [args]            show what juso does
    python3 start.py test [args]            run every check; the arguments go to `tox run`
    python3 start.py run -- juso args...    run a command inside the environment

The environment is .venv in the checkout; JUSO_VENV names another place. It is installed again whenever what it is made
from has changed. Needs nothing but Python 3.11 or later, and once a package index.
"""

import sys

OLDEST = (3, 11)

# An older Python gets as far as this line: the syntax of this file is therefore that of Python 3.6.
if sys.version_info < OLDEST:
    sys.stderr.write(
        "juso needs Python 3.11 or later; this is Python {}.{}. Please run start.py with a newer one.\n"
        "juso には Python 3.11 以降が必要です（いまの Python は {}.{}）。"
        "新しい Python を入れ、それで start.py を実行してください。\n".format(*(sys.version_info[:2] * 2))
    )
    sys.exit(1)

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# start.py leaves this file in an environment that it makes, first saying "unfinished".
STAMP = "juso-start.txt"
UNFINISHED = "unfinished\n"
INSTALL_FAILURES = {
    "index": (
        "pip could not reach a package index, or did not find a package there. Check the network, or the proxy and "
        "index settings of pip, and run the same command again.",
        "パッケージの配布元に接続できないか、必要なパッケージが見つかりません。ネットワーク、または pip の"
        "プロキシと配布元の設定を確かめてから、同じコマンドをもう一度実行してください。",
    ),
    "disk": (
        "There is no space left on the disk, or the disk refuses to be written.",
        "ディスクの空きがないか、書き込みができません。",
    ),
    "other": (
        "pip could not install what juso needs; its own words are above.",
        "juso に必要なパッケージを pip が導入できませんでした。理由は上の pip の表示のとおりです。",
    ),
}
# What pip says, in lower case. The first that fits counts: a full disk before the index.
SIGNS = (
    (
        "disk",
        ("no space left on device", "read-only file system", "disk quota exceeded", "not enough space on the disk"),
    ),
    (
        "index",
        (
            "could not find a version that satisfies",
            "no matching distribution found",
            "failed to establish a new connection",
            "connection broken",
            "connection to ",
            "max retries exceeded",
            "name or service not known",
            "temporary failure in name resolution",
            "network is unreachable",
            "read timed out",
            "proxyerror",
            "sslerror",
            "certificate verify failed",
            "http error 4",
            "http error 5",
        ),
    ),
)


class Stop(Exception):
    """Something that the person can mend, said in English and in Japanese."""

    def __init__(self, english: str, japanese: str, code: int = 1) -> None:
        super().__init__(english)
        self.japanese = japanese
        self.code = code


def say(english: str, japanese: str) -> None:
    """Tell on stderr what is going on, so that stdout belongs to the command that is run."""
    for text in (english, japanese):
        sys.stderr.write(f"start: {text}\n")
    sys.stderr.flush()


def parse(arguments: list) -> tuple:
    """Split the command line into what to do and its arguments."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        return "help", []
    action, rest = arguments[0], list(arguments[1:])
    if action == "run":
        if rest[:1] == ["--"]:
            rest = rest[1:]
        if not rest:
            raise Stop(
                "run what? For example: python3 start.py run -- juso --help",
                "実行するコマンドを書いてください。例: python3 start.py run -- juso --help",
                2,
            )
        return action, rest
    if action in ("demo", "test"):
        return action, rest
    raise Stop(
        f"unknown: {action}. Use demo, test or run.",
        f"不明な指定です: {action}。demo、test、run のいずれかを指定してください。",
        2,
    )


def place(environ: dict, root: Path = ROOT) -> Path:
    """Where the environment lies."""
    named = environ.get("JUSO_VENV")
    return Path(os.path.abspath(os.path.expanduser(named))) if named else root / ".venv"


def bin_dir(venv: Path, windows: bool = os.name == "nt") -> Path:
    """The folder of an environment's commands."""
    return venv / ("Scripts" if windows else "bin")


def python_of(venv: Path, windows: bool = os.name == "nt") -> Path:
    """The Python of an environment."""
    return bin_dir(venv, windows) / ("python.exe" if windows else "python")


def sources(root: Path = ROOT) -> list:
    """The files that decide what is installed."""
    named = [root / "requirements.txt", root / "constraints.txt", root / "pyproject.toml"]
    return named + sorted(root.glob("plugins/*/pyproject.toml"))


def stamp_of(venv: Path, root: Path = ROOT) -> str:
    """The stamp of an up-to-date environment: where it lies, for which checkout, and a hash of the sources."""
    digest = hashlib.sha256()
    for path in sources(root):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return f"{venv}\n{root}\n{digest.hexdigest()}\n"


def read_stamp(venv: Path) -> str:
    """The stamp that an environment bears, or nothing."""
    try:
        return (venv / STAMP).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def child_environ(environ: dict, venv: Path) -> dict:
    """The variables for a command in the environment: its folder comes first, nothing leads to another Python."""
    led_astray = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")
    result = {name: value for name, value in environ.items() if name not in led_astray}
    result["VIRTUAL_ENV"] = str(venv)
    result["PATH"] = os.pathsep.join([str(bin_dir(venv)), *filter(None, [environ.get("PATH")])])
    result["PIP_USER"] = "0"
    result["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    return result


def why_install_failed(output: str) -> str:
    """Which of INSTALL_FAILURES the words of pip speak of."""
    lowered = output.lower()
    return next((kind for kind, words in SIGNS if any(word in lowered for word in words)), "other")


def exit_code(returned: int) -> int:
    """The exit code to pass on; a command ended by a signal counts as in a shell."""
    return 128 - returned if returned < 0 else returned


def can_write(folder: Path) -> bool:
    """Whether a file can be written in this folder, or in the one that it would be made in."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=str(folder)):
            return True
    except OSError:
        return False


def run(command: list, environ: dict, folder: str | None = None) -> int:
    """Run a command and wait for its end, also when it is interrupted: the command decides what to do then."""
    try:
        process = subprocess.Popen([str(part) for part in command], env=environ, cwd=folder)
    except OSError as error:
        raise Stop(f"could not run {command[0]}: {error}", f"{command[0]} を実行できません: {error}") from None
    while True:
        try:
            return exit_code(process.wait())
        except KeyboardInterrupt:
            continue


def run_aloud(command: list, environ: dict) -> tuple:
    """Run a command in the checkout, show what it says on stderr, and return its exit code and its words."""
    words = []
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=str(ROOT),
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout:
            words.append(line)
            sys.stderr.write(line)
            sys.stderr.flush()
    return exit_code(process.returncode), "".join(words)


def maker() -> list:
    """The command that makes an environment: venv, else virtualenv, else an explanation."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return [sys.executable, "-m", "venv"]
    if importlib.util.find_spec("virtualenv"):
        return [sys.executable, "-m", "virtualenv"]
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    raise Stop(
        "this Python cannot make virtual environments (venv or ensurepip is missing). "
        f"On Debian or Ubuntu: sudo apt install {package}   Elsewhere: install virtualenv for this Python.",
        "この Python では仮想環境を作れません（venv または ensurepip がありません）。"
        f"Debian・Ubuntu では: sudo apt install {package}   それ以外では、この Python に virtualenv を入れてください。",
    )


def works(venv: Path, environ: dict) -> bool:
    """Whether the Python of an environment runs, is new enough and has pip."""
    test = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([str(python_of(venv)), "-c", test], env=environ, capture_output=True).returncode == 0
    except OSError:
        return False


def make(venv: Path, environ: dict) -> None:
    """Make the environment. A folder that start.py has not made itself is never emptied."""
    found = [] if not venv.exists() else list(venv.iterdir()) if venv.is_dir() else [venv]
    if found and not read_stamp(venv):
        raise Stop(
            f"{venv} is there already and start.py did not make it. Remove it, or name another place with JUSO_VENV.",
            f"{venv} はすでにあり、start.py が作ったものではありません。"
            "削除するか、JUSO_VENV で別の場所を指定してください。",
        )
    command = [*maker(), str(venv)]
    say(f"making an environment in {venv}", f"{venv} に環境を作っています")
    venv.mkdir(parents=True, exist_ok=True)
    (venv / STAMP).write_text(UNFINISHED, encoding="utf-8")
    for old in found:
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(str(old))
        elif old.name != STAMP:
            old.unlink()
    code, _ = run_aloud(command, environ)
    if code or not works(venv, child_environ(environ, venv)):
        raise Stop(
            f"could not make an environment in {venv}; the reason is above.",
            f"{venv} に環境を作れませんでした。理由は上の表示のとおりです。",
        )


def install(venv: Path, environ: dict) -> None:
    """Install juso, its plugins and its tools."""
    say(
        "installing juso and what it needs (the first time takes a minute or more)",
        "juso と必要なパッケージを導入しています（初回は 1 分以上かかります）",
    )
    command = [python_of(venv), "-m", "pip", "install", "--quiet", "--progress-bar", "off"]
    code, words = run_aloud([*command, "-r", "requirements.txt", "-c", "constraints.txt"], environ)
    if code:
        raise Stop(*INSTALL_FAILURES[why_install_failed(words)])


def without_cache(venv: Path, environ: dict) -> dict:
    """The variables with pip's cache turned off where it cannot be written."""
    asked = subprocess.run(
        [str(python_of(venv)), "-m", "pip", "cache", "dir"],
        env=environ,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    folder = asked.stdout.strip()
    return environ if folder and can_write(Path(folder)) else dict(environ, PIP_NO_CACHE_DIR="1")


def prepare(environ: dict) -> tuple:
    """See to an environment that is up to date; return where it lies and the variables for commands in it."""
    venv = place(environ)
    inside = child_environ(environ, venv)
    wanted, found = stamp_of(venv), read_stamp(venv)
    if wanted == found and python_of(venv).exists():
        return venv, inside
    # An environment that was moved, or whose checkout was, keeps the old paths in its commands.
    moved = found.splitlines()[:2] != wanted.splitlines()[:2]
    if moved or not works(venv, inside):
        make(venv, environ)
    (venv / STAMP).write_text("\n".join(wanted.splitlines()[:2]) + "\n" + UNFINISHED, encoding="utf-8")
    install(venv, without_cache(venv, inside))
    (venv / STAMP).write_text(wanted, encoding="utf-8")
    return venv, inside


def main(arguments: list) -> int:
    """Do what the command line says; return the exit code."""
    action, rest = parse(arguments)
    if action == "help":
        print(__doc__.strip())
        return 0
    venv, inside = prepare(dict(os.environ))
    if action == "test":
        return run([python_of(venv), "-m", "tox", "run", *rest], without_cache(venv, inside), str(ROOT))
    name, *rest = rest if action == "run" else ["juso", "demo", *rest]
    command = shutil.which(name, path=inside["PATH"])
    if command is None:
        raise Stop(f"there is no command {name} in {venv}", f"{venv} に {name} というコマンドはありません", 127)
    return run([command, *rest], inside)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        say(str(stop), stop.japanese)
        sys.exit(stop.code)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        say(f"could not go on: {error}", f"続けられません: {error}")
        sys.exit(1)
