"""Whether the wheels work on their own: built, installed where there are no sources, and run there.

    python tests/frame/wheel_check.py

Needs virtualenv, and an index for the dependencies. Everything happens in a temporary folder.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What a vendor begins with: answers, and the list of windows that the city has. The town is invented.
ANSWERS = """\
code = "999997"
name = "例示市"
short = "reiji"

[programme]
stage = "full"
since = "FY2026"
described_on = 2026-04-01

[[operator]]
function = "multi_agency_collaboration"
kind = "shakyo"
name = "例示市社協"
form = "outsourced"
"""
WINDOWS = """\
窓口の名称,分野,担当機関,運営法人,運営形態
あんしん窓口,介護,東センター,社協,委託
くらしの窓口,総合,福祉課,市,直営
"""


def run(*command: object, cwd: Path, env: dict[str, str] | None = None) -> str:
    """Run a command, show it, and return what it printed; a failure ends the check."""
    words = [str(word) for word in command]
    print("$", *words, flush=True)
    done = subprocess.run(words, cwd=cwd, env=env, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode:
        sys.exit(f"{done.stdout}\nwheel check: exit code {done.returncode} from: {' '.join(words)}")
    return done.stdout


def check(right: object, otherwise: str) -> None:
    """End the check where something is not right."""
    if not right:
        sys.exit(f"wheel check: {otherwise}")


def codes(plugin: Path) -> list[str]:
    """The municipality codes that a plugin's entry points claim."""
    project = tomllib.loads((plugin / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return list(project["entry-points"]["juso.v1"])


def build(source: Path, work: Path) -> Path:
    """Build the wheel of a folder; it holds what it should."""
    built = work / f"built-{source.name}"
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", built, source, cwd=work)
    (wheel,) = built.glob("*.whl")
    check_contents(wheel, None if source == ROOT else source)
    return wheel


def check_contents(wheel: Path, plugin: Path | None) -> None:
    """A wheel holds one package, with its data, and nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = "juso_core" if plugin is None else wheel.name.split("-")[0]
    strangers = sorted(name for name in names if not name.startswith((f"{package}/", f"{package}-")))
    check(not strangers, f"{wheel.name} holds what is not of {package}: {strangers}")
    check(f"{package}/py.typed" in names, f"{wheel.name} holds no py.typed")
    if plugin is None:
        check(f"{package}/_templates/municipality/cookiecutter.json" in names, f"{wheel.name} holds no template")
    else:
        data = [path for path in [plugin / package / "structure.toml", *plugin.glob("cases/**/*")] if path.is_file()]
        wanted = {f"{package}/{path.relative_to(plugin).as_posix().removeprefix(package + '/')}" for path in data}
        check(wanted <= names, f"{wheel.name} lacks {sorted(wanted - names)}")


def check_new(commands: Path, install: tuple[object, ...], core: Path, work: Path, env: dict[str, str]) -> None:
    """A new municipality is made offline, built, installed, listed, checked, and its own tests pass."""
    run(*install, f"{core}[scaffold]", "pytest", cwd=work)
    (work / "answers.toml").write_text(ANSWERS, encoding="utf-8")
    (work / "windows.csv").write_bytes(WINDOWS.encode("cp932"))
    offline = env | {"PIP_NO_INDEX": "1"}
    new = (commands / "juso", "new", "--answers", "answers.toml", "--from", "windows.csv", "--json")
    made = json.loads(run(*new, cwd=work, env=offline))
    folder = Path(made["folder"])
    check(not [*folder.rglob("__pycache__")], f"{folder} holds compiled files")
    check("window.elderly" in made["entered"], f"the window was not entered: {made}")

    built = work / "new"
    run(commands / "python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", built, folder, cwd=work)
    (wheel,) = built.glob("*.whl")
    check_contents(wheel, folder)
    run(*install, wheel, cwd=work)
    listed = json.loads(run(commands / "juso", "plugins", "list", "--json", cwd=work, env=env))
    named = {plugin["code"]: plugin["short_name"] for plugin in listed["plugins"]}
    check(named.get(made["code"]) == "reiji", f"juso plugins list does not name the new one: {listed}")
    print(run(commands / "juso", "check", made["code"], cwd=work, env=env))
    run(commands / "juso", "simulate", "--municipality", made["code"], cwd=work, env=env)

    # Its tests test what is installed, not the folder it was made in.
    copied = work / "copied"
    shutil.copytree(folder / "tests", copied / "tests")
    shutil.copy(folder / "pyproject.toml", copied)
    print(run(commands / "python", "-m", "pytest", "-q", cwd=copied, env=env))


def follow_guides(commands: Path, work: Path) -> None:
    """Every command of the guide does what it shows, in both languages."""
    for language in ("en", "ja"):
        page = ROOT / "docs" / language / "onboarding.md"
        print(run(commands / "python", ROOT / "tests" / "frame" / "guide_check.py", page, cwd=work))
        run(commands / "python", "-m", "pip", "uninstall", "--quiet", "--yes", "juso-mizuumi", cwd=work)


def main() -> None:
    """Build, install and run."""
    plugins = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))
    with tempfile.TemporaryDirectory(prefix="juso-wheels-") as name:
        work = Path(name)
        with ThreadPoolExecutor(2) as pool:
            wheels = list(pool.map(lambda source: build(source, work), [ROOT, *plugins]))

        venv, away = work / "venv", work / "away"
        away.mkdir()
        commands = venv / ("Scripts" if os.name == "nt" else "bin")
        run(sys.executable, "-m", "virtualenv", "--quiet", venv, cwd=away)
        install = (commands / "python", "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt")
        run(*install, *wheels, cwd=away)

        lead = ("JUSO_", "PYTHONPATH", "PYTHONHOME")
        env = {key: value for key, value in os.environ.items() if not key.startswith(lead)} | {"PYTHONUTF8": "1"}
        juso = commands / "juso"
        version = wheels[0].name.split("-")[1]
        answer = run(juso, "--version", cwd=away, env=env)
        check(version in answer, f"juso --version does not say {version}: {answer}")
        listed = run(juso, "plugins", "list", "--json", cwd=away, env=env)
        json.loads(listed)
        for plugin in plugins:
            for code in codes(plugin):
                check(code in listed, f"juso plugins list does not name {code} of {plugin.name}:\n{listed}")
        print(run(juso, "demo", cwd=away, env=env))
        check_new(commands, install, wheels[0], away, env)
        follow_guides(commands, away)
    print("wheel check: all is well")


if __name__ == "__main__":
    main()
