"""What the legal gate found at a step, and what the flow did not allow: with a sign, a word and the rule."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from juso_core.casework.law import VerdictKind
from juso_core.language.messages import N_, _

__all__ = ["MARKS", "STOPPED", "Found", "found_at"]

MARKS: Final = {
    VerdictKind.REFUSED: ("✗", N_("refused")),
    VerdictKind.NARROWED: ("▽", N_("narrowed")),
    VerdictKind.WARNING: ("!", N_("warning")),
}
STOPPED: Final = ("■", N_("not possible here"))


@frozen
class Found:
    """One thing that was found: how bad, in few words for a picture, and as a sentence with what it rests on."""

    kind: str
    short: str
    told: str


def found_at(step: Mapping[str, Any]) -> Iterator[Found]:
    """Yield what the gate found at a step (``juso.path/1``), each rule once, and why the flow did not let it happen."""
    seen = set()
    for entry in step["law"]:
        kind = VerdictKind(entry["verdict"])
        if kind not in MARKS or (kind, entry["rule"], entry["effect"]) in seen:
            continue
        seen.add((kind, entry["rule"], entry["effect"]))
        sign, word = MARKS[kind]
        yield Found(
            kind.value,
            f"{sign} {_(word)} {entry['rule']}",
            f"{sign} {_(word)} {entry['rule']}: {entry['effect']} [{entry['basis']}]",
        )
    if "stopped" in step:
        sign, word = STOPPED
        stopped = step["stopped"]
        yield Found("refused", f"{sign} {_(word)}", f"{sign} {_(word)}: {stopped['what']} {stopped['mend']}")
