"""How long ``juso --version`` and ``juso --help`` take beside ``python -c "import click"``, in one run, in turn.

Aims: 1.25 and 1.5 times. Prints the median of the ratios pair by pair.
"""

import statistics
import subprocess
import sys
import time

RUNS = 25
PEER = [sys.executable, "-c", "import click"]
OURS = "import sys; from juso_core.cli.main import run; run(sys.argv[1:])"
AIMS = {"--version": 1.25, "--help": 1.5}


def seconds(command: list[str]) -> float:
    """Return how long one run of the command takes."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> None:
    """Measure each option against the peer."""
    for option, aim in AIMS.items():
        ours = [sys.executable, "-c", OURS, option]
        seconds(PEER), seconds(ours)
        pairs = [(seconds(ours), seconds(PEER)) for _ in range(RUNS)]
        ratio = statistics.median(a / b for a, b in pairs)
        ms = statistics.median(a for a, _ in pairs) * 1000, statistics.median(b for _, b in pairs) * 1000
        print(f"juso {option}: {ms[0]:.0f} ms, import click: {ms[1]:.0f} ms, ratio {ratio:.2f} (aim {aim})")


if __name__ == "__main__":
    main()
