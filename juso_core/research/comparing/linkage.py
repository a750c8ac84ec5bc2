"""Average linkage: who is near whom, as a tree, from the distances of pairs.

Two clusters are joined at the mean distance of all pairs between them. A pair without a distance is never taken as
near: clusters are joined only where every pair between them has one, and what cannot be joined stays apart. Equal
distances are settled by the codes, so that the order of the municipalities does not matter.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

__all__ = ["Cluster", "linked", "tree_data"]


@frozen(cache_hash=True)
class Cluster:
    """One municipality, or two clusters joined at a height; ``codes`` are its members, sorted."""

    codes: tuple[str, ...]
    height: float = 0.0
    parts: tuple["Cluster", ...] = ()

    @property
    def leaves(self) -> tuple[str, ...]:
        """Its members in the order of the tree, near ones beside each other."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) if self.parts else self.codes


def linked(codes: Iterable[str], distances: Mapping[frozenset[str], float]) -> tuple[Cluster, ...]:
    """Return the trees of these municipalities: one, or several where some are too little comparable.

    ``distances`` holds the pairs that have a distance. The largest tree comes first.
    """
    clusters = [Cluster((code,)) for code in sorted(set(codes))]
    between = {
        (a, b): distances[frozenset((a.codes[0], b.codes[0]))]
        for at, a in enumerate(clusters)
        for b in clusters[at + 1 :]
        if frozenset((a.codes[0], b.codes[0])) in distances
    }
    while between:
        (a, b), height = min(between.items(), key=lambda one: (one[1], one[0][0].codes, one[0][1].codes))
        joined = Cluster(tuple(sorted(a.codes + b.codes)), height, (a, b))
        clusters = [one for one in clusters if one not in (a, b)]
        for other in clusters:
            from_a, from_b = _known(between, a, other), _known(between, b, other)
            if from_a is not None and from_b is not None:
                mean = (from_a * len(a.codes) + from_b * len(b.codes)) / len(joined.codes)
                between[_pair(joined, other)] = mean
        between = {pair: one for pair, one in between.items() if a not in pair and b not in pair}
        clusters.append(joined)
    return tuple(sorted(clusters, key=lambda one: (-len(one.codes), one.codes)))


def _known(between: Mapping[tuple[Cluster, Cluster], float], one: Cluster, other: Cluster) -> float | None:
    return between.get(_pair(one, other))


def _pair(one: Cluster, other: Cluster) -> tuple[Cluster, Cluster]:
    return (one, other) if one.codes < other.codes else (other, one)


def tree_data(cluster: Cluster) -> dict[str, Any]:
    """Return a tree as plain data."""
    if not cluster.parts:
        return {"code": cluster.codes[0]}
    return {"height": cluster.height, "parts": [tree_data(part) for part in cluster.parts]}
