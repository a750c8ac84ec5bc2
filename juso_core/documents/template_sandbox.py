"""The sandbox for somebody else's template: no way into the program, and no more work than a plan can need.

A template is somebody's text, and a slip or a trick in it can ask for a text of gigabytes or for loops without end.
So everything that can grow is paid from one purse: each turn of a loop, each call, each filter, and each text that is
put together or written out. When it is empty, the template is refused. What cannot be paid beforehand is not there:
filters and methods that pad a text to a width, or repeat it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, StrictUndefined, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from juso_core.language.messages import _

__all__ = ["PURSE", "Sandbox"]

PURSE: Final = 30_000_000
"""What all that a template does may cost, in characters: a hundred times what the starter takes for a long plan."""

_TURN: Final = 100
"""What a turn of a loop or a filter costs beside the text that it makes."""

_CALL: Final = 1_000
"""What a call costs beside it: a macro can call itself twice, and that again twice."""

_WRITING: Final = 20
"""What each text costs beside its length."""

_LONGEST: Final = 1_000_000
"""Characters of one text, or members of one list, that a template may make."""

_FILTERS: Final = frozenset(
    (
        "abs",
        "capitalize",
        "count",
        "d",
        "default",
        "dictsort",
        "e",
        "escape",
        "first",
        "float",
        "groupby",
        "int",
        "items",
        "join",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "replace",
        "reverse",
        "safe",
        "select",
        "selectattr",
        "sort",
        "string",
        "striptags",
        "title",
        "trim",
        "unique",
        "upper",
        "wordcount",
    )
)
_GROWING: Final = frozenset(
    ("center", "expandtabs", "format", "format_map", "join", "ljust", "replace", "rjust", "translate", "zfill")
)
"""Methods of texts that make a long one out of nothing; the filters ``join`` and ``replace`` do what is needed."""


class _Counted(NodeTransformer):
    """Makes each loop, each ``~`` and each comparison of a template pay."""

    def visit_For(self, node: nodes.For, *args: Any, **kwargs: Any) -> nodes.Node:
        self.generic_visit(node)
        text = sum(len(one.data) for one in node.find_all(nodes.TemplateData))
        cost = [nodes.Const(_TURN + text, lineno=node.lineno)]
        node.iter = nodes.Filter(node.iter, "paid_turns", cost, [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat, *args: Any, **kwargs: Any) -> nodes.Node:
        self.generic_visit(node)
        texts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(texts, "put_together", [], [], None, None, lineno=node.lineno)

    def visit_Compare(self, node: nodes.Compare, *args: Any, **kwargs: Any) -> nodes.Node:
        self.generic_visit(node)
        compared: list[Any] = [node, *node.ops]
        for one in compared:
            one.expr = nodes.Filter(one.expr, "compared", [], [], None, None, lineno=node.lineno)
        return node


class _Generator(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:
        if any(loop.recursive for loop in node.find_all(nodes.For)):
            self.fail(_("a loop cannot call itself here"), node.lineno)
        _Counted().visit(node)
        super().visit_Template(node, frame)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment that fills one template, and raises SecurityError where that costs too much."""

    code_generator_class = _Generator
    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=self._fitting)
        self.purse = PURSE
        self.globals = {"range": self._range, "namespace": Namespace}
        self.filters = {name: self._paid(name, one) for name, one in self.filters.items() if name in _FILTERS}
        self.filters |= {"paid_turns": self._turns, "put_together": self._put_together, "compared": self._fitting}

    def pay(self, cost: int) -> None:
        """Take the cost of something out of the purse; raises SecurityError when it is empty."""
        self.purse -= cost
        if self.purse < 0:
            raise SecurityError(_("the template does more than filling in a plan can need"))

    def wrap_str_format(self, value: Any) -> None:
        """Leave ``format`` as the method that it is, which no template may have: a width in it can be of any size."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have an attribute."""
        growing = isinstance(obj, str | bytes) and attr in _GROWING
        return not growing and super().is_safe_attribute(obj, attr, value)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call something that a template calls."""
        __self.pay(_CALL)
        return __self._fitting(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon what a template reckons, where the outcome is of a size that can be."""
        self.pay(_TURN)
        if operator == "*":
            self._fits(_size(left) * abs(right) if isinstance(right, int) else _size(right) * abs(left))
        elif operator == "**":
            self._fits(_size(left) * (abs(int(right)) + 1))
        elif operator == "%" and isinstance(left, str | bytes):
            raise SecurityError(_("texts are put together with ~ in a template, not with %"))
        return self._fitting(super().call_binop(context, operator, left, right))

    def _range(self, *bounds: int) -> range:
        found = range(*bounds)
        self._fits(max(found.stop - found.start, found.start - found.stop) // abs(found.step))
        return found

    def _turns(self, members: Iterable[Any], cost: int) -> Iterator[Any]:
        for member in members:
            self.pay(cost)
            yield member

    def _put_together(self, texts: list[Any]) -> Any:
        return self._fitting(markup_join(texts))

    def _paid(self, name: str, made: Callable[..., Any]) -> Callable[..., Any]:
        """A filter that pays for what it is given and for what it makes."""

        @wraps(made)
        def paid(*args: Any, **kwargs: Any) -> Any:
            args = tuple(list(one) if isinstance(one, Iterator) else one for one in args)
            given = [_size(one) for one in (*args, *kwargs.values())]
            self.pay(_TURN + sum(given))
            if name in ("join", "replace"):
                # Each place where one text comes between or instead of others.
                self._fits(max(given) * max([1, *sorted(given)[:-1]]))
            return self._fitting(made(*args, **kwargs))

        return paid

    def _fitting(self, made: Any) -> Any:
        self._fits(_size(made))
        self.pay(_WRITING + _size(made))
        return made

    def _fits(self, size: int) -> None:
        if size > _LONGEST:
            raise SecurityError(_("the template makes a text or a list that is longer than any plan"))


def _size(value: Any) -> int:
    """How large something is with all that is in it: characters, members, or the digits of a number (in bits).

    What is larger than can be is not looked through to its end: a list can hold itself many times over.
    """
    size, left = 0, [value]
    while left and size <= _LONGEST:
        one = left.pop()
        if isinstance(one, str | bytes):
            size += len(one)
        elif isinstance(one, int):
            size += one.bit_length()
        elif isinstance(one, Mapping):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list | tuple | set):
            left += one
        size += 1
    return size
