"""The trees of average linkage to look at: as indented text, and as plain SVG with a text alternative."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from juso_core.language.messages import _
from juso_core.research.comparing.linkage import Cluster

__all__ = ["dendrogram_lines", "dendrogram_svg", "told"]

_ROW: Final = 26
_TOP: Final = 30
_WIDE: Final = 420
_LABELS: Final = 220
_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


def dendrogram_lines(trees: Sequence[Cluster], names: Mapping[str, str]) -> Iterator[str]:
    """Yield the trees as lines: where two are joined stands at which distance; a tree of its own stands apart."""
    for number, tree in enumerate(trees):
        if number:
            yield ""
        yield from _branch(tree, names, "", "")


def _branch(cluster: Cluster, names: Mapping[str, str], head: str, rest: str) -> Iterator[str]:
    if not cluster.parts:
        yield f"{head}{names[cluster.codes[0]]}"
        return
    yield f"{head}{cluster.height:.2f}"
    *firsts, last = cluster.parts
    for part in firsts:
        yield from _branch(part, names, f"{rest}├─ ", f"{rest}│  ")
    yield from _branch(last, names, f"{rest}└─ ", f"{rest}   ")


def told(trees: Sequence[Cluster], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what the drawing shows, as sentences: each joining, nearest first, and what stands apart."""
    for one in sorted(_joined(trees), key=lambda cluster: (cluster.height, cluster.codes)):
        first, second = (", ".join(names[code] for code in part.leaves) for part in one.parts)
        yield _("{first} | {second}: joined at {distance}", first=first, second=second, distance=f"{one.height:.2f}")
    if len(trees) > 1:
        groups = " | ".join(", ".join(names[code] for code in tree.leaves) for tree in trees)
        yield _("apart, since too little is said to join them: {groups}", groups=groups)


def _joined(trees: Sequence[Cluster]) -> Iterator[Cluster]:
    for tree in trees:
        if tree.parts:
            yield tree
            yield from _joined(tree.parts)


def dendrogram_svg(trees: Sequence[Cluster], names: Mapping[str, str], prefix: str = "dendrogram") -> str:
    """Return the trees as SVG for a page: no style, no script; ids begin with ``prefix``."""
    leaves = [leaf for tree in trees for leaf in tree.leaves]
    rows = {leaf: _TOP + _ROW * (at + _apart(trees, leaf)) for at, leaf in enumerate(leaves)}
    bottom = max(rows.values(), default=_TOP) + _ROW
    lines: list[str] = []
    for tree in trees:
        _draw(tree, rows, lines)
    texts = [
        f'<text x="{_WIDE + 28}" y="{y + 5}" fill="currentColor" font-size="14">{escape(names[leaf])}</text>'
        for leaf, y in rows.items()
    ]
    title, described = _("Who is near whom"), " ".join(told(trees, names)) or _("nothing is joined")
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDE + 28 + _LABELS} {bottom + 24}" ',
            f"aria-labelledby={quoteattr(f'{prefix}-title {prefix}-desc')}>",
            f"<title id={quoteattr(f'{prefix}-title')}>{escape(title)}</title>",
            f"<desc id={quoteattr(f'{prefix}-desc')}>{escape(described)}</desc>",
            *_axis(bottom),
            f'<path d="{" ".join(lines)}" fill="none" stroke="currentColor" stroke-width="2"/>',
            *texts,
            "</svg>",
        ]
    )


def _apart(trees: Sequence[Cluster], leaf: str) -> int:
    """How many rows are left free above a leaf: one before each tree but the first."""
    return next(number for number, tree in enumerate(trees) if leaf in tree.codes)


def _x(height: float) -> float:
    """Distance 0 stands at the labels, 1 at the left."""
    return round(20 + _WIDE * (1 - height), 1)


def _draw(cluster: Cluster, rows: Mapping[str, float], lines: list[str]) -> tuple[float, float]:
    """Draw a tree; return where its stem is."""
    if not cluster.parts:
        return _x(0), rows[cluster.codes[0]]
    ends = [_draw(part, rows, lines) for part in cluster.parts]
    x = _x(cluster.height)
    lines += [f"M{end_x} {y}H{x}" for end_x, y in ends]
    lines.append(f"M{x} {ends[0][1]}V{ends[-1][1]}")
    return x, round(sum(y for _end, y in ends) / len(ends), 1)


def _axis(bottom: float) -> Iterator[str]:
    name = escape(_("distance"))
    yield f'<text x="{_WIDE + 44}" y="{bottom + 10}" fill="currentColor" font-size="12">{name}</text>'
    for tick in _TICKS:
        x = _x(tick)
        yield f'<path d="M{x} {_TOP - 14}V{bottom - 8}" stroke="currentColor" stroke-width="0.5" opacity="0.5"/>'
        yield f'<text x="{x}" y="{bottom + 10}" fill="currentColor" font-size="12" text-anchor="middle">{tick:g}</text>'
