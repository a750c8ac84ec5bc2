"""What installed municipalities cost those who do not use them: 1,741 of them beside none, and beside click alone.

Makes as many dummy distributions as Japan has municipalities in a temporary folder on Python's path, and measures
``juso --version``, ``juso --help`` and ``juso plugins list`` with and without them, in turn, beside a plain
``import click`` on the same path. Prints medians of ratios pair by pair; aims: 1.15 times for the first two. Each dummy
leaves a mark when it is imported; at the end there must be none.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from juso_core.municipality.code import check_digit

MUNICIPALITIES = 1741
CLICK = [sys.executable, "-c", "import click"]
JUSO = [sys.executable, "-c", "import sys; from juso_core.cli.main import run; run(sys.argv[1:])"]
COMMANDS = (["--version"], ["--help"], ["plugins", "list"], ["plugins", "list", "--json"])
MARK = "import pathlib\npathlib.Path(__file__).with_name('imported').touch()\n"
STRUCTURE = """\
code = "{code}"
name = "例示市{number}"

[[source]]
id = "plan"
title = "例示市{number} 実施計画"
as_of = "2024-03"
"""


def make(site: Path, count: int) -> None:
    """Install dummy distributions: metadata, a package with a structure, code that leaves a mark when imported."""
    for number in range(count):
        # Codes of the prefectures 01 to 47, with their check digits.
        five = f"{1 + number % 47:02}{900 - number // 47:03}"
        code, package = five + check_digit(five), f"juso_dummy{number}"
        info = site / f"{package}-0.1.0.dist-info"
        info.mkdir(parents=True)
        heads = f"Metadata-Version: 2.4\nName: {package.replace('_', '-')}\nVersion: 0.1.0\n"
        (info / "METADATA").write_text(heads + "Requires-Dist: juso-core<1,>=0.1\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[juso.v1]\n{code} = {package}\n", encoding="utf-8")
        (site / package).mkdir()
        (site / package / "structure.toml").write_text(STRUCTURE.format(code=code, number=number), encoding="utf-8")
        for name in ("__init__.py", "plugin.py"):
            (site / package / name).write_text(MARK, encoding="utf-8")


def seconds(command: list[str], environment: dict[str, str], folder: Path) -> float:
    """Return how long one run of the command takes."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment, cwd=folder)
    return time.perf_counter() - begin


def main() -> None:
    """Measure each command three ways."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--municipalities", type=int, default=MUNICIPALITIES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        site, elsewhere = Path(made, "site"), Path(made, "elsewhere")
        elsewhere.mkdir()
        make(site, options.municipalities)
        without = {name: value for name, value in os.environ.items() if name != "JUSO_INSTANCE"}
        path = os.pathsep.join(filter(None, (str(site), without.get("PYTHONPATH", ""))))
        many = {**without, "PYTHONPATH": path}
        for words in COMMANDS:
            seconds(JUSO + words, many, elsewhere), seconds(JUSO + words, without, elsewhere)
            rows = [
                (
                    seconds(JUSO + words, many, elsewhere),
                    seconds(JUSO + words, without, elsewhere),
                    seconds(CLICK, many, elsewhere),
                )
                for _ in range(options.runs)
            ]
            beside_none = statistics.median(a / b for a, b, _ in rows)
            beside_click = statistics.median(a / c for a, _, c in rows)
            print(
                f"juso {' '.join(words)}: with {options.municipalities} municipalities "
                f"{statistics.median(a for a, _, _ in rows) * 1000:.0f} ms, without "
                f"{statistics.median(b for _, b, _ in rows) * 1000:.0f} ms, ratio {beside_none:.2f}; "
                f"beside import click {beside_click:.2f}"
            )
        listed = subprocess.run(
            [*JUSO, "plugins", "list"], check=True, capture_output=True, text=True, encoding="utf-8",
            env={**many, "PYTHONIOENCODING": "utf-8"}, cwd=elsewhere,
        )  # fmt: skip
        assert listed.stdout.count("juso-dummy") == options.municipalities, "not all of them were found"
        imported = sorted(path.parent.name for path in site.glob("*/imported"))
        print(f"listed: {options.municipalities}; imported: {len(imported)}")
        assert not imported, f"imported: {imported[:5]}"


if __name__ == "__main__":
    main()
