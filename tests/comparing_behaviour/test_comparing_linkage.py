"""Average linkage: joined at the mean of all pairs, deterministic, and never across a pair that has no distance."""

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juso_core.research.comparing.dendrogram import dendrogram_lines, dendrogram_svg
from juso_core.research.comparing.linkage import linked

CODES = ["999990", "999991", "999992", "999993", "999994"]
NAMES = {code: f"町<{code}>&" for code in CODES}


def between(**known: float) -> dict[frozenset[str], float]:
    """Distances by the last digits of two codes: ``d01`` is between 999990 and 999991."""
    return {frozenset(f"99999{digit}" for digit in name[1:]): one for name, one in known.items()}


def joined(tree):
    if not tree.parts:
        return []
    return [(tree.codes, tree.height), *(one for part in tree.parts for one in joined(part))]


def test_clusters_are_joined_at_the_mean_of_all_pairs_between_them():
    (tree,) = linked(CODES[:4], between(d01=0.1, d02=0.4, d12=0.6, d03=0.8, d13=0.9, d23=0.7))
    assert dict(joined(tree)) == {
        ("999990", "999991"): pytest.approx(0.1),
        ("999990", "999991", "999992"): pytest.approx(0.5),
        tuple(CODES[:4]): pytest.approx(0.8),
    }


def test_a_pair_without_a_distance_is_never_joined():
    trees = linked(CODES[:3], between(d01=0.1, d02=0.1))
    assert [tree.codes for tree in trees] == [("999990", "999991"), ("999992",)]


def test_nobody_with_a_distance_means_everybody_apart():
    assert [tree.codes for tree in linked(CODES, {})] == [(code,) for code in CODES]
    assert linked([], {}) == ()


distances = st.dictionaries(
    st.sampled_from([frozenset(pair) for pair in combinations(CODES, 2)]), st.sampled_from([0, 0.25, 0.5, 0.5, 1])
)


@given(distances, st.permutations(CODES))
def test_order_does_not_matter_also_where_distances_are_equal(known, order):
    assert linked(order, dict(reversed(known.items()))) == linked(CODES, known)


@given(distances)
def test_everybody_is_in_one_tree_and_heights_are_of_pairs_that_have_one(known):
    trees = linked(CODES, known)
    assert sorted(code for tree in trees for code in tree.leaves) == CODES
    for tree in trees:
        for codes, height in joined(tree):
            assert all(frozenset(pair) in known for pair in combinations(codes, 2))
            assert min(known.values()) <= height <= max(known.values())


@given(distances)
def test_text_and_drawing_name_everybody_once(known):
    trees = linked(CODES, known)
    lines = "\n".join(dendrogram_lines(trees, NAMES))
    svg = ElementTree.fromstring(dendrogram_svg(trees, NAMES))
    texts = [one.text for one in svg.iter("{http://www.w3.org/2000/svg}text")]
    for name in NAMES.values():
        assert lines.count(name) == 1
        assert texts.count(name) == 1


def test_the_drawing_says_in_words_what_it_shows():
    svg = ElementTree.fromstring(dendrogram_svg(linked(CODES[:3], between(d01=0.25)), NAMES, "near"))
    title, desc = list(svg)[:2]
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}" == "near-title near-desc"
    assert "0.25" in desc.text
    assert all(name in desc.text for name in list(NAMES.values())[:3])
    assert not {one.tag.rpartition("}")[2] for one in svg.iter()} & {"script", "style", "image", "use", "a"}
    assert not any(name in one.attrib for one in svg.iter() for name in ("style", "href", "onload"))
