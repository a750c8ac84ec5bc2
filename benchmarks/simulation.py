"""Many invented cases through every installed municipality, on two cores: what the last costs beside the first.

Each case is made from the closed vocabularies by its number alone (no file is read), walked through each municipality
and reduced to its summary, as a study of many cases would do it. The workers share nothing. The last tenth are the
cases of the first tenth once more, and its answers must be the same: what the same hundred cases take, last by first,
says whether a case costs more the more cases went before. Both are processor time, each by the time of a yardstick
beside it, since the machine's speed drifts; the median of all hundreds counts. Aim: a ratio between 0.9 and 1.1, and a
peak of memory that does not grow after the first tenth.

    python benchmarks/simulation.py [--cases 100000] [--processes 2]

The rates count from the start of the workers to the last summary. A path is one case in one municipality; a way is one
variant of it. Needs a Unix system (``resource``).
"""

import argparse
import multiprocessing
import resource
import statistics
import sys
import time
from random import Random
from typing import NamedTuple
from zlib import crc32

from juso_core.casework.acts import Contact
from juso_core.casework.case import Phase
from juso_core.casework.facts import AgeBand, Consents, Cooperation, Responsibility
from juso_core.desk import Place
from juso_core.municipality.conversion import Unknown
from juso_core.municipality.words import (
    Approached,
    BroughtBy,
    Consent,
    Field,
    Includes,
    PlanKind,
    Relation,
    Topic,
    Trait,
)
from juso_core.registry import Broken, discover
from juso_core.research.case_file import (
    SCHEMA,
    Age,
    Ask,
    CaseConsultation,
    CaseFile,
    CaseMember,
    Findings,
    MarkedTopic,
    Start,
    StartPlan,
    Then,
    ThenConsent,
    Title,
)
from juso_core.research.durations import Duration
from juso_core.research.simulation import place_of, simulate
from juso_core.research.summary import merged, said_of
from juso_core.research.variants import EVERY

TENTHS = 10
CHUNK = 100
WARM = range(50)

# -- invented cases ---------------------------------------------------------------------------------------------------

AGES, TOPICS, TRAITS, WANTED = tuple(AgeBand), tuple(Topic), tuple(Trait), tuple(Includes)
PLACES, FIELDS, BRINGERS, RELATIONS = tuple(Approached), (*Field, None), tuple(BroughtBy), tuple(Relation)
CONSENTS = (*Consent, Consent.GIVEN, Consent.GIVEN)
BOTH = StartPlan(kind=PlanKind.MAC, includes=(Includes.OTHER, Includes.PARTICIPATION))
WITH_CONSENT = (
    Start(phase=Phase.ASSESSING),
    Start(phase=Phase.PLANNING, plan=BOTH),
    Start(phase=Phase.SUPPORTING, plan=BOTH),
    Start(phase=Phase.CLOSED, plan=BOTH),
)
WITHOUT_CONSENT = (Start(phase=Phase.HANDLING), Start(phase=Phase.PRECONSENT))
LOST = (
    Then(after=Duration("P2M"), contact=Contact.LOST),
    Then(after=Duration("P6M"), ask=Ask.INTERRUPTION),
    Then(after=Duration("P7M"), contact=Contact.RESTORED),
    Then(after=Duration("P7M"), ask=Ask.REOPENING),
)
CLOSED = (Then(after=Duration("P1Y"), ask=Ask.CLOSURE),)
AGREES = Then(after=Duration("P3M"), consent=ThenConsent(of="m1", use=Consent.GIVEN, share=Consent.GIVEN))
LATER = ((), (), (AGREES,), CLOSED, (AGREES, *CLOSED), (*LOST, *CLOSED))
TITLE = Title(ja="架空の事例", en="an invented case")


def invented(number: int) -> CaseFile:
    """The case of that number, whenever and wherever it is asked for; it is about the member m1."""
    chance = Random(number)
    topics = chance.sample(TOPICS, chance.randint(1, 4))
    members = tuple(_member(f"m{n}", chance) for n in range(1, chance.choice((1, 2, 2, 3, 4)) + 1))
    consented = members[0].consent.use is Consent.GIVEN
    starts = WITH_CONSENT if consented else WITHOUT_CONSENT
    return CaseFile(
        schema=SCHEMA,
        id=f"N{number}",
        invented=True,
        title=TITLE,
        consultation=CaseConsultation(
            approached=chance.choice(PLACES),
            field=chance.choice(FIELDS),
            brought_by=chance.choice(BRINGERS),
            topics=tuple(MarkedTopic(topic, worst=topic is topics[0]) for topic in topics),
            person="m1",
        ),
        member=members,
        assessment=_findings(number, chance),
        start=chance.choice(starts) if chance.random() < 0.15 else None,
        then=chance.choice(LATER),
    )


def _member(ref: str, chance: Random) -> CaseMember:
    return CaseMember(
        ref=ref,
        relation=None if ref == "m1" else chance.choice(RELATIONS),
        age=Age(chance.choice(AGES)),
        traits=tuple(chance.sample(TRAITS, chance.randint(0, 3))),
        consent=Consents(chance.choice(CONSENTS), chance.choice(CONSENTS)),
    )


def _findings(number: int, chance: Random) -> Findings:
    """One case in eight leaves a fact open, one in thirty-two two of them."""
    found = {
        "complaint_clear": chance.random() < 0.5,
        "responsibility": chance.choice(tuple(Responsibility)),
        "agencies_needed": chance.choice((1, 2, 2, 3, 4)),
        "household_issue": chance.random() < 0.5,
        "cooperation": chance.choice(tuple(Cooperation)),
    }
    for name in chance.sample(tuple(EVERY), (number % 8 == 0) + (number % 32 == 0)):
        found[name] = Unknown.UNKNOWN
    return Findings(
        **found,
        wants=tuple(chance.sample(WANTED, chance.randint(0, 2))),
        urgent=chance.random() < 0.1,
        stalled=chance.random() < 0.2,
    )


# -- a worker ---------------------------------------------------------------------------------------------------------

HERE: list[Place] = []


class Walked(NamedTuple):
    """What came of some cases: how many ways, the sum of the summaries' checksums, and what it took.

    ``yard`` is what a piece of work that is always the same took before and after: how fast the machine was meanwhile.
    """

    cases: range
    ways: int
    answers: int
    seconds: float
    yard: float
    peak: float


def settle_in(different: int) -> None:
    """Load the municipalities into this process, once, and walk a few cases so that everything is warm."""
    HERE.extend(here())
    walk((WARM, different))


def here() -> list[Place]:
    """The installed municipalities, each on its day."""
    places = [place_of(found) for found in discover()]
    broken = [f"{place.code}: {place.cause}" for place in places if isinstance(place, Broken)]
    if broken or not places:
        sys.exit("\n".join(broken) or "no municipality is installed: pip install -e plugins/…")
    return [place for place in places if isinstance(place, Place)]


def walk(task: tuple[range, int]) -> Walked:
    """Walk these cases through every municipality; after so many different cases they begin anew."""
    cases, different = task
    ways = answers = 0
    yard = yardstick()
    begin = time.process_time()
    for number in cases:
        case = invented(number % different)
        for place in HERE:
            simulated = simulate(case, place)
            summary = merged(said_of(way.turns, place.structure) for way in simulated.ways)
            ways += len(simulated.ways)
            answers += crc32(repr(summary).encode())
    seconds = time.process_time() - begin
    return Walked(cases, ways, answers, seconds, yard + yardstick(), peak())


def yardstick() -> float:
    """The processor time of a piece of work that has nothing to do with cases."""
    begin = time.process_time()
    for _turn in range(15):
        words = [f"{n * 7919 % 1009:04}-{n}" for n in range(500)]
        found: dict[str, list[str]] = {}
        for word in sorted(words):
            found.setdefault(word[:2], []).append(word)
    return time.process_time() - begin


def peak() -> float:
    """The most memory that this process has had, in megabytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)


# -- all of them ------------------------------------------------------------------------------------------------------


def main() -> None:
    """Walk them all and print rates, memory and the ratio."""
    parser = argparse.ArgumentParser(description="many invented cases through every installed municipality")
    parser.add_argument("--cases", type=int, default=100_000, help="at least 10")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    names = [place.structure.name for place in here()]  # in a worker it would be too late to complain
    tenth = max(1, options.cases // TENTHS)
    cases, size = tenth * TENTHS, min(CHUNK, tenth)
    different = cases - tenth
    # No chunk lies across the end of a tenth.
    tasks = [
        (range(at, min(at + size, begin + tenth)), different)
        for begin in range(0, cases, tenth)
        for at in range(begin, begin + tenth, size)
    ]
    walked: list[Walked] = []
    peaks: dict[int, float] = {}
    started, done = time.perf_counter(), 0
    # Spawned, not forked: a worker has nothing of this process.
    context = multiprocessing.get_context("spawn")
    with context.Pool(options.processes, initializer=settle_in, initargs=(different,)) as pool:
        for one in pool.imap_unordered(walk, tasks):
            walked.append(one)
            done += len(one.cases)
            for percent in (10, 50, 100):
                if done >= cases * percent // 100:
                    peaks.setdefault(percent, max(each.peak for each in walked))
            _tell(done, cases, time.perf_counter() - started)
    seconds = time.perf_counter() - started
    places, ways = len(names), sum(one.ways for one in walked)
    first = [one for one in walked if one.cases.stop <= tenth]
    last = [one for one in walked if one.cases.start >= different]
    pairs = zip(*(sorted(part, key=lambda one: one.cases.start) for part in (first, last)), strict=True)
    ratio = statistics.median(b.seconds / b.yard / (a.seconds / a.yard) for a, b in pairs)
    same = sum(one.answers for one in last) == sum(one.answers for one in first)
    each = sum(one.seconds for one in walked) / cases * 1000
    print(f"{cases} cases through {', '.join(names)}; {options.processes} processes: {seconds:.0f} s")
    print(f"rate    {cases / seconds:.0f} cases/s, {cases * places / seconds:.0f} paths/s, {ways / seconds:.0f} ways/s")
    print(f"cost    {each:.1f} ms of processor time a case, {each / places:.2f} ms a path")
    most = ", ".join(f"{value:.1f} MB at {percent} %" for percent, value in peaks.items())
    print(f"memory  peak of a worker {most}; of this process {peak():.1f} MB")
    print(f"ratio   {ratio:.3f} last tenth by first (aim: 0.9 to 1.1); answers {'the same' if same else 'DIFFER'}")
    print(f"digest  {sum(one.answers for one in walked) & 0xFFFFFFFF:08x}, whatever the number of processes")
    if not same:
        raise SystemExit("the same cases got other answers")


def _tell(done: int, cases: int, seconds: float) -> None:
    left = seconds / done * (cases - done)
    end = "\n" if done == cases else ""
    print(f"\r{done} of {cases} cases, {done / seconds:.0f} cases/s, {left:.0f} s left ", end=end, file=sys.stderr)


if __name__ == "__main__":
    main()
