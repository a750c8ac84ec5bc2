"""Whether the wheels work on their own: built, installed where there are no sources, and run there.

    python tests/frame/wheel_check.py

Needs virtualenv, and an index for the dependencies. Everything happens in a temporary folder.
"""

import json
import os
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


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


def check_contents(wheel: Path, plugin: Path | None) -> None:
    """A wheel holds one package, with its data, and nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = "juso_core" if plugin is None else wheel.name.split("-")[0]
    strangers = sorted(name for name in names if not name.startswith((f"{package}/", f"{package}-")))
    check(not strangers, f"{wheel.name} holds what is not of {package}: {strangers}")
    check(f"{package}/py.typed" in names, f"{wheel.name} holds no py.typed")
    if plugin is not None:
        data = [path for path in [plugin / package / "structure.toml", *plugin.glob("cases/**/*")] if path.is_file()]
        wanted = {f"{package}/{path.relative_to(plugin).as_posix().removeprefix(package + '/')}" for path in data}
        check(wanted <= names, f"{wheel.name} lacks {sorted(wanted - names)}")


def main() -> None:
    """Build, install and run."""
    plugins = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))
    with tempfile.TemporaryDirectory(prefix="juso-wheels-") as name:
        work = Path(name)
        wheels = []
        for number, source in enumerate([ROOT, *plugins]):
            built = work / f"built{number}"
            run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", built, source, cwd=work)
            wheels += built.glob("*.whl")
            check_contents(wheels[-1], None if source == ROOT else source)

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
    print("wheel check: all is well")


if __name__ == "__main__":
    main()
