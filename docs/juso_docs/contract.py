"""The page ``contract``: hooks, what they are given, what they return."""

import ast
import inspect
from collections.abc import Iterator
from typing import Any, get_type_hints

import attrs

from juso_core import hookspecs
from juso_core.casework.case import Call, Case, Plan, Session
from juso_core.casework.decisions import Decision, Indicator, Reason
from juso_core.casework.facts import Assessment, Consents, Consultation, HouseholdMember, PlanContent
from juso_docs.markdown import NOTHING, anchor, by, code, codes, is_word, parts_of, python_type, table, word_link
from juso_docs.texts import Texts

__all__ = ["PARTS", "signature"]


def signature(hook: str) -> str:
    """Return a hook's signature as it stands in ``hookspecs``."""
    tree = ast.parse(inspect.getsource(getattr(hookspecs, hook))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    arguments = [ast.unparse(argument) for argument in tree.args.args]
    result = ast.unparse(tree.returns) if tree.returns else "None"
    line = f"def {hook}({', '.join(arguments)}) -> {result}: ..."
    if len(line) <= 100:
        return line
    return "\n".join([f"def {hook}(", *(f"    {argument}," for argument in arguments), f") -> {result}: ..."])


def hooks(language: str, texts: Texts) -> str:
    """Every hook: its question, its signature, when it is called, its arguments, its result field by field."""
    return "\n\n".join("\n\n".join(_hook(hook, kind, language, texts)) for hook, kind in hookspecs.RESULTS.items())


def _hook(hook: str, kind: type[Decision], language: str, texts: Texts) -> Iterator[str]:
    yield anchor(hook) + f"\n\n### {hook}"
    yield f"**{texts.get(language, 'hook', hook, 'question')}**"
    yield f"```python\n{signature(hook)}\n```"
    yield by(language, "**呼ばれるとき**：", "**Called**: ") + texts.get(language, "hook", hook, "when")
    hints = {k: v for k, v in get_type_hints(getattr(hookspecs, hook)).items() if k != "return"}
    heads = by(language, "引数|型|中身", "argument|type|what it holds").split("|")
    yield table(heads, ([code(n), _type(t), texts.get(language, "argument", n)] for n, t in hints.items()))
    returned = by(language, "**返すもの**：`{}` または `None`。", "**Returns** `{}`, or `None`. ").format(kind.__name__)
    yield returned + texts.get(language, "hook", hook, "result")
    yield _result(kind, language, texts)


def _result(kind: type[Decision], language: str, texts: Texts) -> str:
    heads = by(language, "欄|型|意味|まとまり", "field|type|what it says|group").split("|")
    hints = get_type_hints(kind)
    names = [a.name for a in attrs.fields(kind)]
    names.sort(key=lambda name: name == "because")
    rows = []
    for name in names:
        group = next((f"{n}" for n, group in enumerate(kind.groups, 1) if name in group), NOTHING)
        mark = by(language, "（軸）", " (anchor)") if name in kind.anchors else ""
        owner = "Decision" if name == "because" else kind.__name__
        rows.append([code(name), _type(hints[name]), texts.get(language, "field", owner, name), group + mark])
    return table(heads, rows)


_VALUES: tuple[type, ...] = (
    Consultation,
    HouseholdMember,
    Consents,
    Assessment,
    PlanContent,
    Case,
    Plan,
    Call,
    Session,
)


def values(language: str, texts: Texts) -> str:
    """The frozen values that hooks are given, field by field."""
    return "\n\n".join(_class(kind, language, texts) for kind in _VALUES)


def reasons(language: str, texts: Texts) -> str:
    """A reason, and an indicator."""
    return "\n\n".join(_class(kind, language, texts) for kind in (Reason, Indicator))


def _class(kind: type, language: str, texts: Texts) -> str:
    heads = by(language, "欄|型|中身", "field|type|what it holds").split("|")
    hints = get_type_hints(kind)
    rows = [
        [code(a.name), _type(hints[a.name]), texts.get(language, "value", kind.__name__, a.name)]
        for a in attrs.fields(kind)
    ]
    for name in _properties(kind):
        rows.append([code(name), "", texts.get(language, "value", kind.__name__, name)])
    title = f"{anchor(kind.__name__.lower())}\n\n### {kind.__name__}"
    return f"{title}\n\n{texts.get(language, 'values', kind.__name__)}\n\n{table(heads, rows)}"


def _properties(kind: type) -> list[str]:
    """What can be asked of a value beside its fields."""
    found = []
    for name, member in vars(kind).items():
        if name.startswith("_") or (not isinstance(member, property) and not inspect.isfunction(member)):
            continue
        arguments = list(inspect.signature(member).parameters)[1:] if inspect.isfunction(member) else None
        found.append(name if arguments is None else f"{name}({', '.join(arguments)})")
    return found


def _type(kind: Any) -> str:
    heart = parts_of(kind)[0]
    said = code(python_type(kind))
    return f"{said} → {word_link(heart)}" if is_word(heart) else said


def groups(language: str, texts: Texts) -> str:
    """Which fields are merged as one, and by which anchors a later giver may complete them."""
    heads = by(language, "決定|まとまり|欄|軸", "decision|group|fields|anchors").split("|")
    rows = [
        [code(kind.__name__), str(number), codes(group), codes(a for a in kind.anchors if a in group)]
        for kind in hookspecs.RESULTS.values()
        for number, group in enumerate(kind.groups, 1)
    ]
    return table(heads, rows)


def example(language: str, texts: Texts) -> str:
    """The worked example of ``hookspecs``, as it stands there."""
    text = inspect.cleandoc(hookspecs.__doc__ or "")
    start = next(n for n, line in enumerate(text.split("\n")) if line.startswith("    "))
    lines = [line.removeprefix("    ") for line in text.split("\n")[start:]]
    # As a formatter has it, which looks into pages too.
    code_ = "\n".join(lines).rstrip().replace("\n\n@", "\n\n\n@")
    return f"```python\n{code_}\n```"


PARTS = {
    "contract.hooks": hooks,
    "contract.values": values,
    "contract.reasons": reasons,
    "contract.groups": groups,
    "contract.example": example,
}
