"""What the names in a plugin's code stand for, as far as its text shows it: imports, and what is called otherwise.

Where something is only computed (``getattr(x, "to" + "day")``), nothing is said; whoever runs the code sees it.
"""

import ast
from collections.abc import Iterator, Mapping

from attrs import frozen

__all__ = ["Names", "names_in"]

_TYPES_ONLY = "typing.TYPE_CHECKING"
_DAY = "datetime.date"
_ROUNDS = 3
"""So often names are followed through other names."""


@frozen
class Names:
    """The names of a module: ``nodes`` is everything that can be run in it, ``bound`` what it names itself.

    ``stands_for`` are whole names, such as ``datetime.date`` for ``Day``.
    """

    nodes: tuple[ast.AST, ...]
    bound: frozenset[str]
    stands_for: Mapping[str, str]

    def meaning(self, expression: ast.expr) -> str:
        """Return the whole name of what a dotted name leads to; empty for everything else."""
        parts: list[str] = []
        while not isinstance(expression, ast.Name):
            if isinstance(expression, ast.Attribute):
                if expression.attr != "__class__":
                    parts.append(expression.attr)
                expression = expression.value
            elif isinstance(expression, ast.Call) and _is_type_of(expression):
                # The class of a day is asked for the time as well as the class by its name.
                expression = expression.args[0]
            else:
                return ""
        root = self.stands_for.get(expression.id, "")
        return ".".join([root, *reversed(parts)]) if root else ""

    def shown(self, expression: ast.expr) -> str:
        """Return a dotted name as it is written; with … for what is none."""
        parts: list[str] = []
        while isinstance(expression, ast.Attribute):
            parts.append(expression.attr)
            expression = expression.value
        parts.append(expression.id if isinstance(expression, ast.Name) else "…")
        return ".".join(reversed(parts))


def names_in(tree: ast.Module) -> Names:
    """Return the names of a module. What stands there for type checkers alone is left out."""
    whole = tuple(ast.walk(tree))
    bound = frozenset(_bound(whole))
    stands_for = dict(_imports(whole))
    if stands_for.get("TYPE_CHECKING") == _TYPES_ONLY and any(_stores(node, "TYPE_CHECKING") for node in whole):
        del stands_for["TYPE_CHECKING"]
    named = Names((), bound, stands_for)
    skipped = {id(inner) for node in whole if _is_for_types(node, named) for inner in _inside(node)}
    nodes = tuple(node for node in whole if id(node) not in skipped)
    for _round in range(_ROUNDS):
        stands_for |= {name: what for name, what in _renamed(nodes, named) if name not in stands_for}
    return Names(nodes, bound, stands_for)


def _imports(nodes: tuple[ast.AST, ...]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield (alias.asname, alias.name) if alias.asname else (alias.name.partition(".")[0],) * 2
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                if alias.name == "*" and node.module == "datetime":
                    yield from ((name, f"datetime.{name}") for name in ("date", "datetime"))
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _renamed(nodes: tuple[ast.AST, ...], names: Names) -> Iterator[tuple[str, str]]:
    """Other names for what is known: given to it, of a class made from it, or of an argument that is one."""
    for node in nodes:
        if isinstance(node, ast.Assign | ast.NamedExpr | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name) and (what := names.meaning(node.value)):
                    yield target.id, what
        elif isinstance(node, ast.ClassDef):
            if any(_is_day(names.meaning(base)) for base in node.bases):
                yield node.name, _DAY
        elif isinstance(node, ast.arg) and (
            node.arg == "on" or (node.annotation is not None and _is_day(names.meaning(node.annotation)))
        ):
            yield node.arg, _DAY


def _is_day(what: str) -> bool:
    return what in (_DAY, "datetime.datetime")


def _bound(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    """The names that the module gives to something, but for those that belong to a class of it."""
    of_classes = {id(one) for node in nodes if isinstance(node, ast.ClassDef) for one in _of_class(node)}
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
        elif id(node) in of_classes:
            continue
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _of_class(node: ast.ClassDef) -> Iterator[ast.AST]:
    """What becomes a name of the class, and none that its methods see."""
    for statement in node.body:
        yield statement
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        yield from (target for target in targets if target is not None)


def _is_for_types(node: ast.AST, names: Names) -> bool:
    return isinstance(node, ast.If) and names.meaning(node.test) == _TYPES_ONLY


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """Everything within the body of an if, but not what is otherwise done."""
    for statement in getattr(node, "body", []):
        yield from ast.walk(statement)


def _stores(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name


def _is_type_of(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "type" and len(call.args) == 1
