"""The comparison page (``juso compare --format html``): what it costs beside importing and loading alone.

Every part runs in a process of its own, so that its time and its peak of memory are its own: importing and loading the
installed municipalities, the page of them and of the standard cases, and the pages of 50 and of 200 generated ones
(the structures of the installed ones under invented codes). The ratio that counts is the time a municipality at 200
by that at 50. Aim: at most 1.2, so that the page grows with the number of municipalities and not faster.

    python benchmarks/comparison.py [--rounds 3]

Above 24 municipalities the page sets each against the national standard only, and not all against all. Needs a Unix
system (``resource``).
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time

import attrs

from juso_core.cli.case_files import case_files
from juso_core.desk import Place
from juso_core.documents.comparison_html import comparison_page
from juso_core.registry import Broken, discover
from juso_core.research.comparing.behaviour import behaviours
from juso_core.research.comparing.matrix import matrix_of
from juso_core.research.simulation import place_of

FEW, MANY = 50, 200
PARTS = ("load", "page", str(FEW), str(MANY))


def here() -> list[Place]:
    """The installed municipalities, each on its day."""
    found = (place_of(one) for one in discover() if not isinstance(one, Broken))
    return [one for one in found if not isinstance(one, Broken)]


def generated(count: int) -> list[Place]:
    """As many municipalities as are wanted, under invented codes."""
    known = here()
    return [_renamed(known[number % len(known)], f"98{number:04d}") for number in range(count)]


def _renamed(place: Place, code: str) -> Place:
    name = place.structure.name + code
    return attrs.evolve(place, code=code, structure=attrs.evolve(place.structure, code=code, name=name, name_en=code))


def run(part: str) -> None:
    """One part, in this process: print its time, its peak of memory in megabytes, and the size of the page."""
    begin = time.perf_counter()
    places = here() if part in ("load", "page") else generated(int(part))
    size = 0
    if part != "load":
        size = len(comparison_page(matrix_of(places), places, behaviours(case_files(()), places)).encode())
    took = time.perf_counter() - begin
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(took, used, size)


def measured(part: str) -> tuple[float, float, int]:
    """Run one part in a process of its own; the time is that of the whole process, so that importing counts."""
    begin = time.perf_counter()
    done = subprocess.run([sys.executable, __file__, "--part", part], check=True, capture_output=True, text=True)
    whole = time.perf_counter() - begin
    _took, used, size = done.stdout.split()
    return whole, float(used), int(size)


def main() -> None:
    """Run all parts in turn, and print the median of each and the ratios."""
    parser = argparse.ArgumentParser(description="the comparison page beside importing and loading alone")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        run(options.part)
        return
    rounds = [[measured(part) for part in PARTS] for _round in range(options.rounds)]
    times = [statistics.median(one[at][0] for one in rounds) for at in range(len(PARTS))]
    peaks = [max(one[at][1] for one in rounds) for at in range(len(PARTS))]
    sizes = [rounds[0][at][2] for at in range(len(PARTS))]
    for part, took, peak, size in zip(PARTS, times, peaks, sizes, strict=True):
        print(f"{part:>5}: {took:6.2f} s, {peak:5.0f} MB at most, page {size / 1e6:5.2f} MB")
    ratio = statistics.median((one[3][0] / MANY) / (one[2][0] / FEW) for one in rounds)
    print(f"the page of all installed by importing and loading alone: {times[1] / times[0]:.2f} times")
    print(f"a municipality at {MANY} by one at {FEW}: {ratio:.2f} times")


if __name__ == "__main__":
    main()
