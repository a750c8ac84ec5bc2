"""What the contract is now: its hooks and arguments, what they return, the tables and keys of a structure, its words.

Run as a program it prints this as TOML: the list that is frozen when a contract is released.
"""

import json

import attrs

from juso_core.casework.decisions import Indicator, Reason
from juso_core.citation import Source
from juso_core.guard import ARGUMENTS
from juso_core.hookspecs import RESULTS
from juso_core.municipality import words
from juso_core.municipality.conversion import known_keys, required_keys
from juso_core.municipality.structure import ROW_CLASSES, Member, Structure

Surface = dict[str, dict[str, list[str]]]
CLASSES: dict[str, type] = {"structure": Structure, "source": Source, "member": Member}
CLASSES |= {cls.table: cls for cls in ROW_CLASSES}


def surface() -> Surface:
    """Return everything that a plugin of this contract may rely on, by kind and name."""
    answers: dict[str, type] = {cls.__name__: cls for cls in (*RESULTS.values(), Reason, Indicator)}
    vocabularies = {name: kind for name, kind in vars(words).items() if isinstance(kind, type)}
    return {
        "hook": {hook: list(arguments) for hook, arguments in ARGUMENTS.items()},
        "answer": {name: [a.name for a in attrs.fields(cls)] for name, cls in answers.items()},
        "table": {name: list(known_keys(cls)) for name, cls in CLASSES.items()},
        "needed": {name: list(required_keys(cls)) for name, cls in CLASSES.items()},
        "word": {
            name: [str(word.value) for word in kind]
            for name, kind in vocabularies.items()
            if issubclass(kind, words.Word) and kind is not words.Word
        },
    }


def as_toml(found: Surface) -> str:
    """Return a surface as TOML, one name a line."""
    lines = []
    for kind, names in found.items():
        lines += ["", f"[{kind}]", *(f"{name} = {json.dumps(values)}" for name, values in names.items())]
    return "\n".join(lines).lstrip("\n") + "\n"


if __name__ == "__main__":
    print(as_toml(surface()), end="")
