"""Durable commands of the journal against a bare SQLAlchemy insert and commit of the same rows.

Both run alternately, in the same folder, with the same tables and the same settings of SQLite (WAL, synchronous=FULL),
so that every command of either is on the disk before the next begins. The journal's share: turning events and basis
into JSON, the hash chain, the version check and the index. The aim is a ratio of 0.5 or more.

    python benchmarks/journal.py [--folder DIR] [--rounds 20] [--commands 100]

The ratio of each round compares neighbours in time; the median is what counts.
"""

import argparse
import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from juso_core.casework.case import Case
from juso_core.casework.events import Assessed, ConsultationReceived, Event, HandledByAgency
from juso_core.casework.evolution import evolve, opened
from juso_core.casework.facts import AgeBand, Assessment, Consultation, Cooperation, HouseholdMember, Responsibility
from juso_core.casework.law import Actor, Verdict, VerdictKind
from juso_core.casework.record import Basis, Recorded, Said
from juso_core.citation import Citation, Giver, Origin, Text
from juso_core.journal import CaseIndex, schema
from juso_core.journal.sql import SqlJournal
from juso_core.journal.transaction import Rows, prepared
from juso_core.municipality.words import Approached, BroughtBy, Includes, Relation, Topic, Trait

Command = tuple[list[Recorded], Case]

TOWN = "999997"
DAY = dt.date(2024, 4, 1)
PER_CASE = 8

ORIGIN = Origin(
    Giver.PLUGIN,
    "juso-reiji",
    "1.0",
    (Citation("plan", "2 (1)"),),
    (Text("複数の機関の関わりが必要なため", "several agencies are needed"),),
)
BASIS = Basis(
    hook="juso_escalate",
    stage="at_window",
    plugin="juso-reiji",
    version="1.0",
    digest="0" * 64,
    said=(
        Said("mac", "no", ORIGIN),
        Said("receivers", ["shakyo"], ORIGIN),
        Said("form", "1-1", Origin(Giver.NATIONAL, "national", "1.0", (Citation("manual", "6 5)(3)"),))),
    ),
    verdicts=(
        Verdict(rule="L01", verdict=VerdictKind.OK, basis="Act 106-6", what="nothing", mend="nothing", refs=("P1",)),
    ),
)
RECEIVED = ConsultationReceived(
    consultation=Consultation(
        approached=Approached.FIELD_WINDOW,
        brought_by=BroughtBy.FAMILY,
        person="P1",
        topics=(Topic.ELDERLY_CARE, Topic.HIKIKOMORI_NONATTENDANCE),
        members=(
            HouseholdMember("P1", age=AgeBand.A75, traits=(Trait.CARE_NEEDED,)),
            HouseholdMember("P2", Relation.CHILD, AgeBand.A45, traits=(Trait.HIKIKOMORI,)),
        ),
    ),
    window="window-elderly",
    agency="houkatsu",
)
ASSESSED = Assessed(
    assessment=Assessment(
        responsibility=Responsibility.CLEAR,
        agencies_needed=2,
        cooperation=Cooperation.WORKS,
        wants=frozenset({Includes.OTHER}),
    )
)
HANDLED = HandledByAgency(network=("shakyo",))


def commands_of(case_id: str) -> Iterator[Command]:
    """The commands of one case, of one event and of two in turn, and the case after each."""
    case = opened(case_id, TOWN, RECEIVED)
    yield _recorded(case, (RECEIVED,), 1), case
    for step in range(2, PER_CASE + 1):
        events: tuple[Event, ...] = (ASSESSED, HANDLED) if step % 2 else (ASSESSED,)
        for event in events:
            case = evolve(case, event)
        yield _recorded(case, events, step), case


def _recorded(case: Case, events: tuple[Event, ...], step: int) -> list[Recorded]:
    return [
        Recorded(
            case_id=case.id,
            municipality=TOWN,
            seq=case.seq - len(events) + n,
            step=step,
            command="Assess",
            on=DAY,
            at="2024-04-01T00:00:00+00:00",
            actor=Actor("houkatsu", "worker"),
            event=event,
            basis=BASIS if n == 1 else None,
        )
        for n, event in enumerate(events, 1)
    ]


def rows_of(case_id: str) -> list[tuple[Rows, dict[str, Any]]]:
    """The rows of the same commands, ready to insert: events, and the line of the index."""
    rows, index = [], None
    for recorded, case in commands_of(case_id):
        events, index = prepared(recorded, case, index)
        line = {"phase": index.phase.value, "agency": index.agency, "seq": index.seq, "step": index.step}
        line |= {"updated_on": index.updated_on.isoformat(), "head": index.head, "case_id": case_id}
        rows.append((events, line | {"municipality": TOWN, "opened_on": DAY.isoformat()}))
    return rows


def time_journal(journal: SqlJournal, cases: list[list[Command]]) -> float:
    """Seconds that the journal takes for these commands."""
    start = time.perf_counter()
    for commands in cases:
        index: CaseIndex | None = None
        for recorded, case in commands:
            index = journal.append(recorded, case, after=index)
    return time.perf_counter() - start


INSERT, OPEN = sa.insert(schema.event), sa.insert(schema.case_index)
UPDATE = sa.update(schema.case_index).where(schema.case_index.c.case_id == sa.bindparam("of_case"))


def time_raw(engine: sa.Engine, cases: list[list[tuple[Rows, dict[str, Any]]]]) -> float:
    """Seconds that inserting and committing these rows takes."""
    start = time.perf_counter()
    for commands in cases:
        for step, (events, line) in enumerate(commands):
            with engine.begin() as connection:
                connection.execute(INSERT, events)
                if step:
                    connection.execute(UPDATE, line | {"of_case": line["case_id"]})
                else:
                    connection.execute(OPEN, line)
    return time.perf_counter() - start


def main() -> None:
    """Run both and print their rates and the ratio."""
    parser = argparse.ArgumentParser(description="durable commands against a bare insert and commit")
    parser.add_argument("--folder", help="on the disk to be measured; the system's temporary folder by default")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--commands", type=int, default=100, help="of each, in each round")
    options = parser.parse_args()
    count = max(1, options.commands // PER_CASE)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        journal, raw = (SqlJournal.create(Path(folder) / f"{name}.sqlite") for name in ("journal", "raw"))
        engine = raw.engine.execution_options(write=True)
        rates: list[tuple[float, float]] = []
        for turn in range(-1, options.rounds):
            names = [f"C{turn + 1:04}-{n:04}" for n in range(count)]
            commands, rows = [list(commands_of(name)) for name in names], [rows_of(name) for name in names]
            # Who goes first changes from round to round.
            if turn % 2:
                mine = time_journal(journal, commands)
                bare = time_raw(engine, rows)
            else:
                bare = time_raw(engine, rows)
                mine = time_journal(journal, commands)
            if turn >= 0:  # the first is for warming up
                rates.append((count * PER_CASE / mine, count * PER_CASE / bare))
        with journal.reading() as ours, raw.reading() as theirs:
            everything = sa.select(schema.event).order_by(schema.event.c.case_id, schema.event.c.seq)
            same = [row[1:] for row in ours.execute(everything)] == [row[1:] for row in theirs.execute(everything)]
        assert same, "the two did not write the same rows"
        assert not journal.verify()
        journal.close()
        raw.close()
    ratios = sorted(mine / bare for mine, bare in rates)
    print(f"journal  {statistics.median(mine for mine, _ in rates):8.0f} commands/s")
    print(f"bare     {statistics.median(bare for _, bare in rates):8.0f} commands/s")
    print(f"ratio    {statistics.median(ratios):8.2f}  (from {ratios[0]:.2f} to {ratios[-1]:.2f}; aim: 0.50 or more)")


if __name__ == "__main__":
    main()
