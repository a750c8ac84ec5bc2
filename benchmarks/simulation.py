"""Many invented cases through every installed municipality, on two cores: what a case costs when many went before.

Each case is made from the closed vocabularies by its number alone (no file is read), walked through each municipality
and reduced to its summary, as a study of many cases would do it. The workers share nothing. Printed are the rates, the
peak of memory after 10, 50 and 100 % of the cases, and what a case of the last tenth took beside one of the first.

That last one drifts with the machine, so the ratio that counts is taken at the end: the first cases are walked once
more, at the same time by the workers that have walked everything and by as many new ones; the median over each hundred
cases of the processor time of the former by that of the latter. Aims: 0.9 to 1.1, the same answers everywhere, and a
peak of memory that does not grow after the first tenth.

    python benchmarks/simulation.py [--cases 100000] [--processes 2]

A path is one case in one municipality; a way is one variant of it. Needs a Unix system (``resource``).
"""

import argparse
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Iterable
from multiprocessing.pool import Pool
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

HUNDRED = 100
AGAIN = 50
"""So many hundreds are walked again."""
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
    """What came of some cases: how many ways, the sum of the summaries' checksums, what it took and needed."""

    cases: range
    ways: int
    answers: int
    seconds: float
    peak: float


def settle_in() -> None:
    """Load the municipalities into this process, once, and walk a few cases so that everything is warm."""
    HERE.extend(here())
    walk(WARM)


def here() -> list[Place]:
    """The installed municipalities, each on its day."""
    places = [place_of(found) for found in discover()]
    broken = [f"{place.code}: {place.cause}" for place in places if isinstance(place, Broken)]
    if broken or not places:
        sys.exit("\n".join(broken) or "no municipality is installed: pip install -e plugins/…")
    return [place for place in places if isinstance(place, Place)]


def walk(cases: range) -> Walked:
    """Walk these cases through every municipality."""
    ways = answers = 0
    begin = time.process_time()
    for number in cases:
        case = invented(number)
        for place in HERE:
            simulated = simulate(case, place)
            summary = merged(said_of(way.turns, place.structure) for way in simulated.ways)
            ways += len(simulated.ways)
            answers += crc32(repr(summary).encode())
    return Walked(cases, ways, answers, time.process_time() - begin, peak())


def peak() -> float:
    """The most memory that this process has had, in megabytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)


# -- all of them ------------------------------------------------------------------------------------------------------


def main() -> None:
    """Walk them all and print rates, memory and the ratio."""
    parser = argparse.ArgumentParser(description="many invented cases through every installed municipality")
    parser.add_argument("--cases", type=int, default=100_000, help="in hundreds; 1,000 or more")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    if options.cases < 10 * HUNDRED:
        parser.error("at least 1,000 cases")
    names = [place.structure.name for place in here()]  # in a worker it would be too late to complain
    tasks = [range(at, at + HUNDRED) for at in range(0, options.cases - HUNDRED + 1, HUNDRED)]
    cases = len(tasks) * HUNDRED
    # Spawned, not forked: a worker has nothing of this process.
    context = multiprocessing.get_context("spawn")
    started = time.perf_counter()
    with context.Pool(options.processes, initializer=settle_in) as old:
        walked, peaks = _all(old.imap_unordered(walk, tasks), cases, started)
        seconds = time.perf_counter() - started
        with context.Pool(options.processes, initializer=settle_in) as new:
            pairs = _again(old, new, tasks[:AGAIN])
    walked.sort(key=lambda one: one.cases.start)
    tenth = len(tasks) // 10
    drifting = sum(one.seconds for one in walked[-tenth:]) / sum(one.seconds for one in walked[:tenth])
    ratios = [a.seconds / b.seconds for a, b in pairs]
    same = all(a.answers == b.answers == one.answers for (a, b), one in zip(pairs, walked, strict=False))
    paths, ways = cases * len(names), sum(one.ways for one in walked)
    each = sum(one.seconds for one in walked) / cases * 1000
    most = ", ".join(f"{value:.1f} MB at {percent} %" for percent, value in peaks.items())
    print(f"{cases} cases through {', '.join(names)}; {options.processes} processes: {seconds:.0f} s")
    print(f"rate    {cases / seconds:.0f} cases/s, {paths / seconds:.0f} paths/s, {ways / seconds:.0f} ways/s")
    print(f"cost    {each:.1f} ms of processor time a case; last tenth by first tenth {drifting:.2f} (with all drift)")
    print(f"memory  peak of a worker {most}; of this process {peak():.1f} MB")
    print(
        f"ratio   {statistics.median(ratios):.3f} after {cases} cases by new (aim: 0.9 to 1.1; {len(ratios)} hundreds)"
    )
    print(f"answers {'the same' if same else 'DIFFER'}; checksum {sum(one.answers for one in walked) & 0xFFFFFFFF:08x}")
    if not same:
        sys.exit("the same cases got other answers")


def _all(walking: Iterable[Walked], cases: int, started: float) -> tuple[list[Walked], dict[int, float]]:
    """Collect what the workers give, and their peak of memory on the way; the progress goes to stderr."""
    walked: list[Walked] = []
    peaks: dict[int, float] = {}
    for one in walking:
        walked.append(one)
        done = len(walked) * HUNDRED
        for percent in (10, 50, 100):
            if done >= cases * percent // 100:
                peaks.setdefault(percent, max(each.peak for each in walked))
        rate = done / (time.perf_counter() - started)
        line = f"\r{done} of {cases} cases, {rate:.0f} cases/s, {(cases - done) / rate:.0f} s left   "
        print(line, end="" if done < cases else "\n", file=sys.stderr, flush=True)
    return walked, peaks


def _again(old: Pool, new: Pool, tasks: list[range]) -> list[tuple[Walked, Walked]]:
    """Walk the same cases by old and by new workers at the same time."""
    print(f"the first {len(tasks) * HUNDRED} once more, beside new workers", file=sys.stderr, flush=True)
    new.map(walk, [range(1)] * 50, chunksize=1)  # until all of them are there
    return list(zip(old.imap(walk, tasks), new.imap(walk, tasks), strict=True))


if __name__ == "__main__":
    main()
