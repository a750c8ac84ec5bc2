"""A path: what came out of a case file in one municipality, as plain data (schema ``juso.path/1``).

The ways of all variants are laid upon one another: a step that only some of them come to is marked, an answer in
which they differ is ``{"maybe": [...]}``. Each answer keeps who gave it and the place in its source.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from juso_core.advice import Advice, plain
from juso_core.casework.law import Verdict
from juso_core.citation import Citation
from juso_core.language.messages import _
from juso_core.municipality.structure import Structure
from juso_core.research.deeds import told
from juso_core.research.dependence import Taken, depends_on
from juso_core.research.explain import labeller, show_value
from juso_core.research.numbered import numbered
from juso_core.research.silence import missing, not_entered, unanswered
from juso_core.research.simulation import Simulated, Way
from juso_core.research.summary import is_maybe, maybe, merged, said_of
from juso_core.research.turns import Acted, Turn

__all__ = ["SCHEMA", "laid_together", "path_data"]

SCHEMA = "juso.path/1"
Place = tuple[str, str, str, int]
"""Where a step stands: when, what, at which stage, and the number that it has among those of its like."""


def laid_together(ways: Iterable[Iterable[Turn]]) -> dict[Place, dict[int, Turn]]:
    """Return the steps of several ways in one order, each with the turns of the ways that come to it, by way."""
    order: list[Place] = []
    found: dict[Place, dict[int, Turn]] = {}
    for number, way in enumerate(ways):
        after: Place | None = None
        for place, turn in _places(way):
            if place not in found:
                order.insert(order.index(after) + 1 if after else 0, place)
                found[place] = {}
            found[place][number] = turn
            after = place
    return {place: found[place] for place in order}


def _places(turns: Iterable[Turn]) -> Iterator[tuple[Place, Turn]]:
    return numbered(turns, lambda turn: (turn.after, turn.step.value, turn.stage.value if turn.stage else ""))


def path_data(simulated: Simulated) -> dict[str, Any]:
    """Return the path as JSON-able data; labels and effects are in the current language."""
    structure, ways = simulated.place.structure, simulated.ways
    steps = laid_together(way.turns for way in ways)
    writer = _Writer(structure, [way.variant.taken for way in ways])
    written = [writer.step(number, turns) for number, turns in enumerate(steps.values(), 1)]
    silent, unknown = _silences(structure, ways)
    return {
        "schema": SCHEMA,
        "case": simulated.case.id,
        "title": {"ja": simulated.case.title.ja, "en": simulated.case.title.en},
        "municipality": {
            "code": structure.code,
            "name": structure.name,
            "structure_on": structure.on.isoformat() if structure.on else None,
            "digest": structure.digest,
            "plugin": simulated.place.plugin,
            "version": simulated.place.version,
        },
        "cites": writer.cites,
        "steps": written,
        "end": {
            "phase": maybe(way.case.phase.value for way in ways),
            "because": maybe(way.because.value for way in ways),
        },
        "summary": merged(said_of(way.turns, structure) for way in ways),
        "silent": silent,
        "not_entered": unknown,
        "variants": _variants(ways, steps) if len(ways) > 1 else [],
        "failures": [
            {"plugin": f.plugin, "hook": f.hook, "where": f.where, "what": f.what} for f in simulated.failures
        ],
    }


def _silences(structure: Structure, ways: Iterable[Way]) -> tuple[list[str], list[str]]:
    asked = dict(one for way in ways for one in unanswered(way.turns, structure))
    unknown = [key for key, question in asked.items() if not_entered(structure, question)]
    return [key for key in asked if key not in unknown], unknown


def _variants(ways: Iterable[Way], steps: Mapping[Place, Any]) -> list[dict[str, Any]]:
    numbers = {place: number for number, place in enumerate(steps, 1)}
    return [
        {
            "taken": {name: plain(value) for name, value in way.variant.taken},
            "steps": [numbers[place] for place, _turn in _places(way.turns)],
            "phase": way.case.phase.value,
            "because": way.because.value,
        }
        for way in ways
    ]


class _Writer:
    """Writes the steps of one path; the citations get short keys as they come up."""

    def __init__(self, structure: Structure, taken: Sequence[Taken]) -> None:
        self.structure, self.taken = structure, taken
        self.cites: dict[str, str] = {}
        self._keys: dict[Citation, str] = {}

    def step(self, number: int, by_way: Mapping[int, Turn]) -> dict[str, Any]:
        turns = list(by_way.values())
        first = turns[0]
        data: dict[str, Any] = {"n": number, "after": first.after, "step": first.step.value}
        if first.stage is not None:
            data["stage"] = first.stage.value
        if len(turns) < len(self.taken):
            data["maybe"] = True
            data["depends_on"] = depends_on((taken, way in by_way) for way, taken in enumerate(self.taken))
        if first.subjects:
            data["subjects"] = list(first.subjects)
        data["answers"] = self._answers({way: turn.advice for way, turn in by_way.items() if turn.advice is not None})
        silent = dict.fromkeys(name for turn in turns for name in missing(turn))
        if silent:
            data["silent"] = list(silent)
        data["acts"] = self._acts(turns)
        data["law"] = [self._law(verdict) for verdict in _each_once(turns)]
        stopped = next((turn.stopped for turn in turns if turn.stopped is not None), None)
        if stopped is not None:
            data["stopped"] = {"what": str(stopped), "mend": stopped.how_to_mend()}
        data["phase"] = maybe(turn.phase.value for turn in turns)
        return data

    def _answers(self, advices: Mapping[int, Advice[Any]]) -> dict[str, Any]:
        names = dict.fromkeys(said.field for advice in advices.values() for said in advice.said)
        return {name: self._answer(name, advices) for name in names}

    def _answer(self, name: str, advices: Mapping[int, Advice[Any]]) -> dict[str, Any]:
        values = {way: _value(advice, name) for way, advice in advices.items()}
        value = maybe(values.values())
        data = {"value": value, "label": self._label(name, value), **self._said(name, advices.values())}
        if is_maybe(value):
            data["depends_on"] = depends_on((self.taken[way], one) for way, one in values.items())
            data["each"] = [
                {
                    "value": one,
                    "label": self._label(name, one),
                    **self._said(name, [advices[way] for way in values if values[way] == one]),
                }
                for one in value["maybe"]
            ]
        return data

    def _said(self, name: str, advices: Iterable[Advice[Any]]) -> dict[str, Any]:
        """Who said a value, from which rows and sources."""
        origins = dict.fromkeys(advice.origins[name] for advice in advices if name in advice.origins)
        if not origins:
            return {}
        data: dict[str, Any] = {"origin": maybe(origin.giver.value for origin in origins)}
        cites = list(dict.fromkeys(self._key(cite) for origin in origins for cite in origin.cites))
        if cites:
            data["cite"] = cites[0] if len(cites) == 1 else cites
        rows = list(dict.fromkeys(origin.name for origin in origins))
        data["row"] = rows[0] if len(rows) == 1 else rows
        statuses = list(dict.fromkeys(origin.status for origin in origins if origin.status))
        if statuses:
            data["status"] = statuses[0] if len(statuses) == 1 else statuses
        return data

    def _label(self, name: str, value: Any) -> str:
        if is_maybe(value):
            return " / ".join(self._label(name, one) for one in value["maybe"])
        return _("not said") if value is None else show_value(name, value, self.structure)

    def _key(self, cite: Citation) -> str:
        if cite not in self._keys:
            self._keys[cite] = _letters(len(self._keys))
            self.cites[self._keys[cite]] = str(cite)
        return self._keys[cite]

    def _acts(self, turns: list[Turn]) -> list[dict[str, Any]]:
        """What was done in any of the variants that come to the step; marked, where not in all of them."""
        done: dict[tuple[str, str, int], tuple[Acted, int]] = {}
        for turn in turns:
            for key, act in numbered(turn.acts, lambda act: (type(act.command).__name__, act.by)):
                first, times = done.get(key, (act, 0))
                done[key] = (first, times + 1)
        return [self._act(act) | ({"maybe": True} if n < len(turns) else {}) for act, n in done.values()]

    def _act(self, act: Acted) -> dict[str, Any]:
        label = labeller(self.structure)
        return {
            "do": type(act.command).__name__,
            "by": act.by,
            "label": label(act.by),
            "told": [line for event in act.events if (line := told(event, label))],
            "events": [type(event).__name__ for event in act.events],
        }

    def _law(self, verdict: Verdict) -> dict[str, Any]:
        return {
            "rule": verdict.rule,
            "verdict": verdict.verdict.value,
            "effect": verdict.text(labeller(self.structure)),
            "basis": _(verdict.basis),
            "refs": list(verdict.refs),
        }


def _value(advice: Advice[Any], name: str) -> Any:
    return plain(getattr(advice.decision, name)) if name in advice.origins else None


def _each_once(turns: Iterable[Turn]) -> Iterator[Verdict]:
    seen: list[Verdict] = []
    for turn in turns:
        for verdict in turn.verdicts:
            if verdict not in seen:
                seen.append(verdict)
                yield verdict


def _letters(number: int) -> str:
    """Return the short key of the n-th citation: a, b, … z, aa, ab …

    >>> [_letters(n) for n in (0, 25, 26, 27)]
    ['a', 'z', 'aa', 'ab']
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
