"""The page ``simulation``: the standard cases, what a path is made of, how it looks, and expectation files."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from juso_core import hookspecs, national, stated
from juso_core.advice import Asked
from juso_core.casework.setting import setting_of
from juso_core.citation import Giver
from juso_core.cli.path_tables import path_lines
from juso_core.desk import Place
from juso_core.municipality.structure import Structure
from juso_core.research.case_file import read
from juso_core.research.expected import Expected
from juso_core.research.path import path_data
from juso_core.research.schemas import path_schema
from juso_core.research.simulation import Ended, simulate
from juso_core.research.standard_cases import named, standard_cases
from juso_core.research.turns import StepKind
from juso_core.research.variants import count
from juso_docs.cases import key_tables
from juso_docs.markdown import anchor, by, code, table
from juso_docs.sources import shipped
from juso_docs.texts import Texts

__all__ = ["PARTS", "without_plugin"]

# What the excerpt shows: municipalities that are facts alone, so that nothing needs to be installed here.
VIEW_CASE, VIEW_MUNICIPALITIES, VIEW_STEPS, VIEW_WIDTH = "V01", ("ikoma", "mimasaka"), 4, 100


def without_plugin(structure: Structure) -> Place:
    """Return a municipality as its sources describe it, answering by structure and national standard alone."""
    modules = {Giver.STRUCTURE: stated, Giver.NATIONAL: national}
    answers = {
        giver: {hook: (getattr(module, hook),) for hook in hookspecs.RESULTS if hasattr(module, hook)}
        for giver, module in modules.items()
    }
    givers = tuple(Asked(giver, giver.value, "", hooks) for giver, hooks in answers.items())
    assert structure.described_on, f"{structure.name} says which day it describes"
    day = structure.at(structure.described_on)
    return Place(
        code=day.code, givers=givers, structure=day, setting=setting_of(day), plugin=None, version=None, text=day.text
    )


def standard(language: str, texts: Texts) -> str:
    """The standard cases."""
    heads = by(language, "id|題名|場合の数", "id|title|variants").split("|")
    cases = [read(path) for path in standard_cases()]
    return table(heads, ([code(case.id), case.name.in_language(language), str(count(case))] for case in cases))


def view(language: str, texts: Texts) -> str:
    """The first steps of one case through two municipalities, as the terminal shows them."""
    every = list(path_lines([_path(name) for name in VIEW_MUNICIPALITIES], VIEW_WIDTH))
    legend = every[len(every) - every[::-1].index("") :]
    command = f"$ juso simulate {VIEW_CASE} --municipality {','.join(VIEW_MUNICIPALITIES)}"
    return "\n".join(["```text", command, "", *_first_steps(every), "…", "", *legend, "```"])


def _path(municipality: str) -> dict[str, Any]:
    case = named(VIEW_CASE)
    assert case is not None
    return path_data(simulate(read(case), without_plugin(dict(shipped())[municipality])))


def step(language: str, texts: Texts) -> str:
    """The first step of a path, as it stands in its JSON."""
    written = json.dumps(_path(VIEW_MUNICIPALITIES[0])["steps"][0], ensure_ascii=False, indent=2)
    # A list of words reads better in one line than one word a line.
    short = re.sub(r"\[\s*((?:\"[\w-]*\",?\s*)*)\]", lambda found: f"[{' '.join(found[1].split())}]", written)
    return f"```json\n{short}\n```"


def _first_steps(lines: list[str]) -> Iterator[str]:
    """The head of the table and its first steps, each with the empty line below it."""
    steps = 0
    for line in lines:
        yield line.rstrip()
        steps += not line.strip()
        if steps == VIEW_STEPS:
            return


def steps(language: str, texts: Texts) -> str:
    """What the steps of a path are."""
    heads = by(language, "`step`|呼び名|何が起こるか|`stage`", "`step`|name|what happens|`stage`").split("|")
    rows = []
    for kind in StepKind:
        said = [texts.get(language, "path_step", kind.value, name) for name in ("what", "stage")]
        rows.append([code(kind.value), kind.label(language), *said])
    return table(heads, rows)


def ends(language: str, texts: Texts) -> str:
    """Why a path ends."""
    heads = by(language, "`because`|呼び名|いつ", "`because`|name|when").split("|")
    rows = ([code(e.value), e.label(language), texts.get(language, "path_end", e.value)] for e in Ended)
    return table(heads, rows)


def path(language: str, texts: Texts) -> str:
    """Every key of a path, table by table."""
    return "\n\n".join(_keys(name, schema, language, texts) for name, schema in _objects(path_schema()))


def _objects(schema: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the tables of a path with the keys that they have; the summary has its own part."""
    top = schema["properties"]
    step = top["steps"]["items"]
    yield "path", schema
    yield "municipality", top["municipality"]
    yield "step", step
    yield "answer", step["properties"]["answers"]["additionalProperties"]
    yield "act", step["properties"]["acts"]["items"]
    yield "law", step["properties"]["law"]["items"]
    yield "stopped", step["properties"]["stopped"]
    yield "end", top["end"]
    yield "variant", top["variants"]["items"]
    yield "failure", top["failures"]["items"]


def summary(language: str, texts: Texts) -> str:
    """Every key of the summary."""
    heads = by(language, "キー|値|意味", "key|value|what it means").split("|")
    rows = []
    for key in path_schema()["properties"]["summary"]["properties"]:
        said = [texts.get(language, "summary_key", key, name) for name in ("value", "what")]
        rows.append([code(key), *said])
    return table(heads, rows)


def _keys(name: str, schema: Mapping[str, Any], language: str, texts: Texts) -> str:
    heads = by(language, "キー|いつも|意味", "key|always|what it means").split("|")
    rows = []
    for key in schema["properties"]:
        always = by(language, "○", "yes") if key in schema["required"] else ""
        rows.append([code(key), always, texts.get(language, "path_key", name, key)])
    title = texts.get(language, "path_table", name)
    return f"{anchor(f'path-{name}')}\n\n### {title}\n\n{table(heads, rows)}"


def expected(language: str, texts: Texts) -> str:
    """Every table of an expectation file with its keys."""
    return key_tables(Expected, "expected", language, texts)


PARTS = {
    "simulation.standard": standard,
    "simulation.view": view,
    "simulation.step": step,
    "simulation.steps": steps,
    "simulation.ends": ends,
    "simulation.path": path,
    "simulation.summary": summary,
    "simulation.expected": expected,
}
