"""One guarded decision of a plugin's hook beside a direct call of the same function, in one run, in turn.

Aim: under 4 µs added. The function is the escalation hook of 八王子市, which has to be installed.
"""

import datetime as dt
import statistics
import timeit

from juso_core.casework.events import Assessed, ConsultationReceived
from juso_core.casework.evolution import evolve, opened
from juso_core.casework.facts import (
    Assessment,
    Consultation,
    Cooperation,
    EscalationStage,
    HouseholdMember,
    Responsibility,
)
from juso_core.municipality.words import Approached, BroughtBy
from juso_core.registry import Loaded, discover, load

ROUNDS, CALLS = 15, 20_000

PACKAGE = "juso_hachioji"


def main() -> None:
    """Measure and print both, and the difference."""
    loaded = next(one for found in discover() if found.package == PACKAGE and isinstance(one := load(found), Loaded))
    guarded = loaded.givers()[0].hooks["juso_escalate"][0]
    plugin = __import__(f"{loaded.found.package}.plugin", fromlist=["juso_escalate"])
    consultation = Consultation(
        approached=Approached.BASE, brought_by=BroughtBy.FAMILY, person="a", members=(HouseholdMember("a"),)
    )
    case = opened("C", loaded.found.code, ConsultationReceived(consultation=consultation, window=None, agency="x"))
    found = Assessment(
        complaint_clear=False,
        responsibility=Responsibility.UNCLEAR,
        agencies_needed=3,
        household_issue=True,
        cooperation=Cooperation.FAILS,
    )
    case = evolve(case, Assessed(assessment=found))
    day = loaded.structure.described_on or dt.date.today()
    structure = loaded.structure.at(day)
    stage = EscalationStage.AT_WINDOW

    def ours() -> None:
        guarded(case=case, stage=stage, municipality=structure, on=day)

    def direct() -> None:
        plugin.juso_escalate(case, stage)

    pairs = [(timeit.timeit(ours, number=CALLS), timeit.timeit(direct, number=CALLS)) for _ in range(ROUNDS)]
    a, b = (statistics.median(one[n] for one in pairs) / CALLS * 1e6 for n in (0, 1))
    ratio = statistics.median(x / y for x, y in pairs)
    print(f"guarded: {a:.2f} µs, direct: {b:.2f} µs, added {a - b:.2f} µs (aim 4), ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
