"""Paths as tidy tables: one path for each case, municipality and variant; its steps, answers, deeds and verdicts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from juso_core.advice import plain
from juso_core.casework.case import Phase
from juso_core.casework.law import VerdictKind
from juso_core.citation import Citation, Text
from juso_core.desk import Place
from juso_core.language.speaking import speaking
from juso_core.municipality.structure import Structure
from juso_core.municipality.words import Status
from juso_core.research.case_file import CaseFile
from juso_core.research.explain import show_value
from juso_core.research.exporting.model import CODE, Column, Line, Lines, Table, Type, both
from juso_core.research.path import path_data
from juso_core.research.simulation import Ended, Simulated, simulate
from juso_core.research.turns import StepKind

__all__ = ["TABLES", "lines", "path_lines"]

_CASE: Final = Column("case", Text("事例の記号", "id of the case"), source="case file")
_VARIANT: Final = Column(
    "variant",
    Text("わからない事実の取り方の番号（explainの--variant）", "which way unknown facts are taken (explain --variant)"),
    Type.INTEGER,
    source="simulation",
)
_STEP: Final = Column(
    "step",
    Text("経路の何番目の段階か（explainの--step）", "number of the step on the path (explain --step)"),
    Type.INTEGER,
    source="simulation",
)
_PATH: Final = (_CASE, CODE, _VARIANT)
_AT: Final = ("case", "municipality", "variant", "step")


def _said(name: str, ja: str, en: str, **more: Any) -> Column:
    return Column(name, Text(ja, en), **{"source": "simulation", **more})


_POSITION: Final = _said("position", "何番目か", "which of them, from 1", kind=Type.INTEGER)

TABLES: Final = (
    Table(
        "cases",
        Text("1行は1つの架空の事例", "one line is one invented case"),
        (_CASE, *both("title", "題名", "title")),
        ("case",),
    ),
    Table(
        "paths",
        Text("1行は、1事例・1自治体・わからない事実の1つの取り方の経路",
             "one line is the path of one case in one municipality, for one way of taking what is unknown"),
        (
            *_PATH,
            _said("steps", "段階の数", "number of steps", kind=Type.INTEGER, unit="step"),
            _said("end_phase", "終わりの局面", "phase at the end", codes=Phase),
            _said("end_because", "そこで終わる理由", "why it ends there", codes=Ended),
        ),
        _AT[:3],
    ),
    Table(
        "variants",
        Text("1行は、わからない事実の1つの取り方", "one line is how one unknown fact is taken in a variant"),
        (
            *_PATH,
            _said("fact", "わからない事実", "the unknown fact"),
            _said("value", "取った値", "the value that it has in this variant"),
        ),
        (*_AT[:3], "fact"),
    ),
    Table(
        "steps",
        Text("1行は経路の1段階", "one line is one step of a path"),
        (
            *_PATH,
            _STEP,
            _said("after", "始まりからの期間（ISO 8601）", "time since the beginning (ISO 8601)", unit="duration"),
            _said("kind", "段階の種類", "kind of step", codes=StepKind),
            _said("stage", "どの時点・機会・プランについてか", "at which stage, on which occasion or for which plan",
                  empty=Text("種類だけで足りる", "the kind says it all")),
            _said("phase", "その後の局面", "phase afterwards", codes=Phase),
            _said("stopped", "進めなかった理由", "why it could not be done",
                  empty=Text("進めた", "it could be done")),
        ),
        _AT,
    ),
    Table(
        "answers",
        Text("1行は、ある段階の1つの答えの1つの値", "one line is one value of one answer at a step"),
        (
            *_PATH,
            _STEP,
            _said("hook", "問われた事柄（フック）", "what was asked (the hook)"),
            _said("field", "答えの項目", "field of the answer"),
            _POSITION,
            _said("value", "値（符号または記号）", "value: a code or an id",
                  empty=Text("該当なしという答え", "the answer is that there is none")),
            *both("label", "値の読み", "what people read for the value"),
            _said("giver", "誰が答えたか：plugin、structure、national", "who answered: plugin, structure or national"),
            _said("row", "答えた行の名前。プラグインや国の標準ではその名前",
                  "key of the row that answered; of a plugin or the national standard its name"),
            _said("status", "その行の確かさ", "how firm the row is", codes=Status,
                  empty=Text("実施されている", "in force")),
        ),
        (*_AT, "field", "position"),
    ),
    Table(
        "answer_citations",
        Text("1行は、ある答えの1つの出典箇所", "one line is one place in a document that says an answer"),
        (
            *_PATH,
            _STEP,
            _said("field", "答えの項目", "field of the answer"),
            _POSITION,
            _said("source", "資料の記号（sources）。manualとactは国の標準",
                  "id of the document (sources); manual and act are the national standard"),
            _said("heading", "資料の中の箇所", "place in the document"),
        ),
        (*_AT, "field", "position"),
    ),
    Table(
        "acts",
        Text("1行は、ある段階で誰かがした1つのこと", "one line is one thing that somebody did at a step"),
        (
            *_PATH,
            _STEP,
            _POSITION,
            _said("act", "したこと", "what was done"),
            _said("by", "した者（記号）", "who did it (id)"),
            *both("by", "した者", "who did it"),
        ),
        (*_AT, "position"),
    ),
    Table(
        "verdicts",
        Text("1行は、法の規則の1つの判定", "one line is one verdict of a rule of the law"),
        (
            *_PATH,
            _STEP,
            _POSITION,
            _said("rule", "規則", "rule", source="law"),
            _said("verdict", "判定", "verdict", codes=VerdictKind),
            *both("effect", "その内容", "what it comes to"),
            *both("basis", "根拠", "basis"),
        ),
        (*_AT, "position"),
    ),
    Table(
        "silences",
        Text("1行は、自治体の出典が答えなかった1つの問い", "one line is one thing that the sources did not answer"),
        (
            *_PATH,
            _said("asked", "問われた項目", "what was asked"),
            _said("state", "silent（記載なし）かnot_entered（未入力）", "silent or not_entered"),
        ),
        (*_AT[:3], "asked"),
    ),
    Table(
        "failures",
        Text("1行は、答えられなかった1つのプラグイン。ほかの答えで経路をたどった",
             "one line is a plugin that failed to answer; the path was walked with the other answers"),
        (
            _CASE,
            CODE,
            _POSITION,
            _said("plugin", "プラグイン", "the plugin"),
            _said("hook", "問われた事柄（フック）", "what was asked (the hook)"),
            _said("where", "どこで", "where in its code"),
            _said("what", "何が起きたか", "what happened"),
        ),
        ("case", "municipality", "position"),
    ),
)  # fmt: skip


def lines(places: Iterable[Place], cases: Iterable[CaseFile]) -> Lines:
    """Walk the cases through the municipalities and return the lines of these tables."""
    here, found = tuple(places), _nothing()
    for case in cases:
        found["cases"].append({"case": case.id, "title_ja": case.title.ja, "title_en": case.title.en})
        for place in here:
            for name, more in path_lines(simulate(case, place)).items():
                found[name] += more
    return found


def path_lines(simulated: Simulated) -> Lines:
    """Return the lines of one case in one municipality, all its variants."""
    found = _nothing()
    whose = {"case": simulated.case.id, "municipality": simulated.place.code}
    found["failures"] += [
        whose | {"position": n, "plugin": one.plugin, "hook": one.hook, "where": one.where, "what": one.what}
        for n, one in enumerate(simulated.failures, 1)
    ]
    for number, way in enumerate(simulated.ways, 1):
        alone = attrs.evolve(simulated, ways=(way,))
        with speaking("ja"):
            ja = path_data(alone)
        with speaking("en"):
            en = path_data(alone)
        where = whose | {"variant": number}
        found["paths"].append(
            where
            | {"steps": len(ja["steps"]), "end_phase": ja["end"]["phase"], "end_because": ja["end"]["because"]}
        )  # fmt: skip
        found["variants"] += [where | {"fact": fact, "value": _text(plain(v))} for fact, v in way.variant.taken]
        found["silences"] += [where | {"asked": one, "state": "silent"} for one in ja["silent"]]
        found["silences"] += [where | {"asked": one, "state": "not_entered"} for one in ja["not_entered"]]
        for turn, step, other in zip(way.turns, ja["steps"], en["steps"], strict=True):
            at = where | {"step": step["n"]}
            hook = turn.advice.hook if turn.advice else ""
            found["steps"].append(at | _step(step))
            found["answers"] += [at | {"hook": hook} | one for one in _answers(step, simulated.place.structure)]
            found["answer_citations"] += [at | one for one in _cited(step, ja["cites"])]
            found["acts"] += [at | one for one in _acts(step, other)]
            found["verdicts"] += [at | one for one in _verdicts(step, other)]
    return found


def _nothing() -> dict[str, list[Line]]:
    return {table.name: [] for table in TABLES}


def _step(step: Mapping[str, Any]) -> Line:
    return {
        "after": step["after"],
        "kind": step["step"],
        "stage": step.get("stage"),
        "phase": step["phase"],
        "stopped": step["stopped"]["what"] if "stopped" in step else None,
    }


def _answers(step: Mapping[str, Any], structure: Structure) -> Iterator[Line]:
    for name, answer in step["answers"].items():
        value = answer["value"]
        # An answer that is an empty list says that there is nobody, or nothing: that is one value, and empty.
        values = (value or [None]) if isinstance(value, list) else [value]
        for position, one in enumerate(values, 1):
            yield {
                "field": name,
                "position": position,
                "value": None if one is None else _text(one),
                "label_ja": _label(name, one, structure, "ja"),
                "label_en": _label(name, one, structure, "en"),
                "giver": answer["origin"],
                "row": answer["row"],
                "status": answer.get("status"),
            }


def _label(name: str, value: Any, structure: Structure, language: str) -> str:
    with speaking(language):
        # Several together are counted by what people read; here each stands alone.
        return show_value(name, [value] if value is not None else None, structure)


def _cited(step: Mapping[str, Any], cites: Mapping[str, str]) -> Iterator[Line]:
    for name, answer in step["answers"].items():
        keys = answer.get("cite", [])
        for position, key in enumerate([keys] if isinstance(keys, str) else keys, 1):
            cite = Citation.parse(cites[key])
            yield {"field": name, "position": position, "source": cite.source, "heading": cite.heading}


def _acts(step: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Line]:
    for position, (ja, en) in enumerate(zip(step["acts"], other["acts"], strict=True), 1):
        yield {"position": position, "act": ja["do"], "by": ja["by"], "by_ja": ja["label"], "by_en": en["label"]}


def _verdicts(step: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Line]:
    for position, (ja, en) in enumerate(zip(step["law"], other["law"], strict=True), 1):
        yield {
            "position": position,
            "rule": ja["rule"],
            "verdict": ja["verdict"],
            "effect_ja": ja["effect"],
            "effect_en": en["effect"],
            "basis_ja": ja["basis"],
            "basis_en": en["basis"],
        }


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
