"""Walk through every reachable state of a case, with the adversary choosing each step.

Breadth first over abstract keys (``abstract``); for each key one concrete case is kept, made by the real ``flow.act``.
Each family of commands (``adversary``) is tried once for each value of the parts of the key that it depends on: every
command on the real case, with every consent, and every accepted step is put before the invariants. What it leads to is
kept as changes of parts; a key that is new is then made by doing the commands on that key's own case, and must come out
as it was foreseen.

As a script: ``python tests/gate/walk.py --persons 2 --full``.
"""

import argparse
import gc
import sys
import time
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

import adversary
from abstract import Key, key_of, relevant_plans
from adversary import (
    FULL_CONTENTS,
    REDUCED_CONTENTS,
    Bound,
    Family,
    Move,
    Valuation,
    first_case,
    resolved,
    with_consents,
    with_engagements,
)
from attrs import asdict
from invariants import INVARIANTS, Memory, Step, remember, violated

from juso_core.casework import commands as c
from juso_core.casework.case import Case
from juso_core.casework.flow import RULES, act
from juso_core.casework.law import Context, RefusedByLaw, Rule
from juso_core.casework.refusal import RefusedByFlow
from juso_core.municipality.words import Consent


class Choice(NamedTuple):
    """What the adversary did: it set the consents, and then gave the command."""

    consents: Valuation
    command: c.Command
    context: Context


class Violation(NamedTuple):
    """The first step found that breaks an invariant, and the whole way to it."""

    invariant: str
    what: str
    path: tuple[Choice, ...]


class Result(NamedTuple):
    """What a walk found; ``states``: keys times all consents of all persons."""

    keys: int
    states: int
    edges: int
    tried: int
    seconds: float
    violations: dict[str, Violation]
    seen: dict[str, Counter]

    @property
    def violation(self) -> Violation | None:
        return next(iter(self.violations.values()), None)


class Found(NamedTuple):
    """What trying one family on one case found."""

    changes: dict[tuple, tuple[Choice, ...]]
    broken: dict[str, tuple[str, tuple[Choice, ...]]]
    accepted: frozenset[tuple]
    tried: int
    events: Counter
    reached: Counter


AGAIN = (3, 30)
"""When a family has been met so often with the same parts, it is tried again, and must come to the same."""

REFUSED = (RefusedByFlow, RefusedByLaw)


def explore(
    family: Family,
    case: Case,
    memory: Memory,
    bound: Bound,
    rules: Iterable[Rule] = RULES,
    engagements: bool = True,
    rest: Consent = Consent.NOT_ASKED,
    watched: Collection[str] = INVARIANTS.keys(),
) -> Found:
    """Try every command of a family on a case: what each changes, and which invariants it breaks."""
    source = key_of(case, memory, engagements)
    writes = frozenset(family.writes.split())
    changes: dict[tuple, tuple[Choice, ...]] = {}
    broken: dict[str, tuple[str, tuple[Choice, ...]]] = {}
    accepted: set[tuple] = set()
    events: Counter = Counter()
    reached: Counter = Counter()
    tried = 0

    free = not engagements and "engaged" in family.reads

    def attempt(case: Case, memory: Memory, moves: Iterable[Move], way: tuple[Choice, ...]) -> None:
        nonlocal tried
        for number, move in enumerate(moves):
            followed: set[tuple] = set()
            command = resolved(case, move.command)
            for which, valuation in enumerate(move.consents):
                before = with_consents(case, valuation, rest)
                tried += 1
                try:
                    done = act(before, command, move.context, rules)
                except REFUSED:
                    if move.never_refused:
                        raise
                    continue
                here = (*way, Choice(valuation, move.command, move.context))
                step = Step(before, done.events, done.case, move.context, memory)
                for event in done.events:
                    events[type(event).__name__] += 1
                if not free:
                    reached["outreach", done.case.outreach] += 1
                    reached["participation", done.case.participation] += 1
                for plan in done.case.plans:
                    reached["plan", plan.stage] += 1
                for name, what in violated(step):
                    if name in watched:
                        broken.setdefault(name, (what, here))
                after_memory = remember(step)
                if move.then is not None:
                    call = done.case.calls[-1]
                    signature = (call.kind, call.occasion, call.subjects, call.identified, call.plan)
                    if signature not in followed:
                        followed.add(signature)
                        attempt(done.case, after_memory, move.then(done.case), here)
                    continue
                target = key_of(done.case, after_memory, engagements)
                parts = _changes(source, target, case, done.case, family.sets)
                accepted.add((tuple(str(x.command) for x in way), number, which, parts))
                if parts and parts not in changes:
                    changes[parts] = here
                if not writes.issuperset(Key._fields[place] for place, _ in parts):
                    raise AssertionError(f"{family.name} changes more than it says: {here}")

    for start in with_engagements(case) if free else (case,):
        attempt(start, memory, family.moves(start, bound), ())
    return Found(changes, broken, frozenset(accepted), tried, events, reached)


def _changes(source: Key, target: Key, before: Case, after: Case, sets: str | None) -> tuple:
    """The parts in which two keys differ, by their places, with what they become.

    ``sets`` is said in any case. Where a successor has taken its predecessor's place, what comes in its place is said
    even if it should be equal: it is so whatever was there before.
    """
    said = {sets}
    was, now = relevant_plans(before), relevant_plans(after)
    if was and now and was[0].id != now[0].id:
        said |= {"plan0", "told", "agreed"}
    return tuple(
        (place, new)
        for place, (name, old, new) in enumerate(zip(Key._fields, source, target, strict=True))
        if new != old or name in said
    )


def do(case: Case, memory: Memory, choices: Iterable[Choice], rules: Iterable[Rule] = RULES) -> tuple[Case, Memory]:
    """Do what was chosen, on any case with the same key."""
    for consents, command, context in choices:
        before = with_consents(case, consents)
        done = act(before, resolved(before, command), context, rules)
        memory = remember(Step(before, done.events, done.case, context, memory))
        case = done.case
    return case, memory


def walk(
    persons: int = 1,
    contents: tuple = FULL_CONTENTS,
    successor: bool = True,
    rules: Iterable[Rule] = RULES,
    *,
    two_audiences: bool = False,
    engagements: bool = True,
    watched: Collection[str] = INVARIANTS.keys(),
    stop: bool = False,
) -> Result:
    """Walk through all states; ``stop``: at the first violation. The first of each invariant is kept.

    ``watched``: the invariants that count. Without ``engagements`` the states of outreach and participation are no part
    of the key: no command reads them but their own, the closing and the interruption, so that these are tried with
    each of them at each key, whether it can be reached there or not. That finds no less.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing is thrown away
    try:
        return _walk(persons, Bound(contents, successor, two_audiences), tuple(rules), engagements, watched, stop)
    finally:
        if collecting:
            gc.enable()


def _walk(
    persons: int,
    bound: Bound,
    rules: tuple[Rule, ...],
    engagements: bool,
    watched: Collection[str],
    stop: bool,
) -> Result:
    begun = time.perf_counter()
    start, memory = first_case(persons), Memory()
    first = key_of(start, memory, engagements)
    came: dict[Key, tuple[Key, tuple[Choice, ...]] | None] = {first: None}
    queue = deque([(first, start, memory)])
    families = [(family, attrgetter(*family.reads.split())) for family in adversary.FAMILIES]
    tried: dict[str, dict[tuple, list[tuple[tuple, tuple[Choice, ...]]]]] = {f.name: {} for f, _ in families}
    met: Counter = Counter()
    violations: dict[str, Violation] = {}
    seen = {name: Counter() for name in ("phase", "reached", "events")}
    edges = attempts = 0
    while queue and not (stop and violations):
        key, case, memory = queue.popleft()
        seen["phase"][case.phase] += 1
        for family, reads in families:
            if family.plan is not None and getattr(key, family.plan) is None:
                continue  # nothing of which these commands could be
            own = reads(key)
            known = tried[family.name].get(own)
            met[family.name, own] += 1
            if met[family.name, own] in AGAIN and not stop:
                again = explore(family, case, memory, bound, rules, engagements, watched=watched)
                if {parts for parts, _ in known} != set(again.changes):
                    raise AssertionError(f"{family.name} depends on more than it says: {own}")
            if known is None:
                found = explore(family, case, memory, bound, rules, engagements, watched=watched)
                known = tried[family.name][own] = list(found.changes.items())
                attempts += found.tried
                seen["events"].update(found.events)
                seen["reached"].update(found.reached)
                for name, (what, choices) in found.broken.items():
                    violations.setdefault(name, Violation(name, what, (*_way(came, key), *choices)))
                if stop and violations:
                    break
            edges += len(known)
            for parts, choices in known:
                target = list(key)
                for place, part in parts:
                    target[place] = part
                new = Key(*target)
                if new in came:
                    continue
                after = do(case, memory, choices, rules)
                if key_of(*after, engagements) != new:
                    raise AssertionError(f"{family.name} depends on more than it says: {choices}\n{key}\n{new}")
                came[new] = (key, choices)
                queue.append((new, *after))
    return Result(len(came), len(came) * 9**persons, edges, attempts, time.perf_counter() - begun, violations, seen)


def _way(came: dict[Key, tuple[Key, tuple[Choice, ...]] | None], key: Key) -> tuple[Choice, ...]:
    steps: list[tuple[Choice, ...]] = []
    while (previous := came[key]) is not None:
        key, choices = previous
        steps.append(choices)
    return tuple(choice for choices in reversed(steps) for choice in choices)


def replay(path: Iterable[Choice], persons: int, rules: Iterable[Rule] = RULES) -> Iterator[tuple[c.Command, Step]]:
    """Do a path from the beginning with real commands only: the consents that matter are recorded by RecordConsent."""
    case, memory = first_case(persons), Memory()
    for consents, command, context in path:
        spoken: list[c.Command] = []
        for member, (use, share) in zip(case.members, consents, strict=True):
            for flag, wanted in (("use", use), ("share", share)):
                if wanted is not None and wanted is not getattr(member.consent, flag):
                    spoken.append(c.RecordConsent(of=member.ref, **{flag: wanted}))
        for one in (*spoken, command):
            one = resolved(case, one)
            done = act(case, one, context, rules)
            step = Step(case, done.events, done.case, context, memory)
            yield one, step
            case, memory = done.case, remember(step)


def lines(path: Iterable[Choice], persons: int, rules: Iterable[Rule] = RULES) -> list[str]:
    """The path as people read it: each command, and the phase after it."""
    return [
        f"{step.context.actor.agency:9} {described(command):90} -> {step.after.phase.en}"
        for command, step in replay(path, persons, rules)
    ]


def described(command: c.Command) -> str:
    """A command in one line, without the fields that were left as they are."""
    blank = {a.name: a.default for a in type(command).__attrs_attrs__}
    fields = asdict(command, recurse=False)
    shown = {
        name: value
        for name, value in fields.items()
        if value != blank[name] and name not in ("assessment", "consultation", "drafters", "reason", "why")
    }
    return f"{type(command).__name__}({', '.join(f'{name}={_shown(value)}' for name, value in shown.items())})"


def _shown(value: object) -> str:
    if isinstance(value, tuple | frozenset):
        return "+".join(_shown(one) for one in value) or "nobody"
    if hasattr(value, "who"):
        return value.who + ("" if value.confidentiality else " (no confidentiality)")
    if hasattr(value, "includes"):
        return f"{value.kind}[{_shown(value.includes) if value.includes else ''}]"
    return str(value)


def main() -> int:
    parser = argparse.ArgumentParser(description="Walk through every state of a case.")
    parser.add_argument("--persons", type=int, default=1)
    parser.add_argument("--full", action="store_true", help="all plan contents, and successors of plans")
    parser.add_argument("--services", action="store_true", help="outreach and participation in the key")
    parser.add_argument("--without", default="", help="the rule to leave out")
    parser.add_argument("--stop", action="store_true", help="stop at the first violation")
    asked = parser.parse_args()
    full = asked.full or asked.persons == 1
    rules = [rule for rule in RULES if rule.id != asked.without]
    result = walk(
        asked.persons,
        FULL_CONTENTS if full else REDUCED_CONTENTS,
        full,
        rules,
        engagements=asked.services,
        stop=asked.stop,
    )
    print(
        f"persons {asked.persons}: {result.keys:,} keys = {result.states:,} states with all consents, "
        f"{result.edges:,} edges, {result.tried:,} commands tried, {result.seconds:.1f} s"
    )
    for found in result.violations.values():
        print(f"\n{found.invariant}: {found.what}")
        print("\n".join(f"  {line}" for line in lines(found.path, asked.persons, rules)))
    return 1 if result.violations else 0


if __name__ == "__main__":
    sys.exit(main())
