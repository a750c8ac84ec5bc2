"""The fixed words of the page; templates take them by their key, so that the catalog holds them all."""

from typing import Final

from juso_core.language.messages import N_, _

__all__ = ["words"]

_WORDS: Final = {
    "title": N_("Comparison of municipalities"),
    "about": N_("What is compared"),
    "about_text": N_(
        "What the published sources of these municipalities say about their comprehensive support system, side by "
        "side, and how invented cases go in them. A silence is no agreement, and what only the national standard "
        "says never counts as a municipality's answer."
    ),
    "skip_matrix": N_("Skip to what the sources say"),
    "skip_cases": N_("Skip to how cases go"),
    "contents": N_("Contents"),
    "municipality": N_("municipality"),
    "code": N_("code"),
    "day": N_("day"),
    "plugin": N_("plugin and version"),
    "digest": N_("digest of the structure file (SHA-256)"),
    "signs": N_("Signs"),
    "sign": N_("sign"),
    "meaning": N_("meaning"),
    "matrix": N_("What the sources say"),
    "matrix_text": N_(
        "Each cell folds out to the rows of the structure file and the places in the sources that it rests on. The "
        "id of a cell is CODE:DIMENSION."
    ),
    "dimension": N_("dimension"),
    "explain": N_("Where a cell or a number comes from, in a terminal:"),
    "places": N_("sources"),
    "quiet": N_("What no municipality says"),
    "differences": N_("Where they differ"),
    "differences_text": N_(
        "Only what sources say is set against each other, by codes that mean the same everywhere. Those who say "
        "nothing stand apart, below a line."
    ),
    "no_differences": N_("In nothing that codes can compare do two sources differ."),
    "who_says": N_("who says it"),
    "what_is_said": N_("what is said"),
    "same": N_("Where all who speak say the same"),
    "alone": N_("Of which only one speaks"),
    "untold": N_("Which codes cannot compare: to be read"),
    "distance": N_("How far they are from each other"),
    "square": N_("Distances: 0 is the same, 1 nothing in common"),
    "square_text": N_(
        "In brackets: in how many of {count} dimensions both say something that can be compared. –: too little is said."
    ),
    "pair": N_("pair"),
    "overall": N_("distance"),
    "compared": N_("compared"),
    "spread": N_("without one group"),
    "firm": N_("firm facts only"),
    "rank": N_("rank"),
    "sensitivity": N_("how much it depends on what is compared"),
    "sensitivity_text": N_(
        "Compared: in how many dimensions, and their share of all. Without one group: the least and the most when "
        "any one group of dimensions is left out; –: without one of them too little is said. Firm facts: what is "
        "only planned or proposed is left out. Rank: 1 is the nearest pair, in brackets the best and the worst "
        "rank of all these. Pairs with the national standard are ranked among themselves."
    ),
    "parts": N_("by dimension"),
    "left_out": N_("left out"),
    "tree": N_("Who is near whom"),
    "tree_text": N_("Average linkage: two branches join at the mean distance of all pairs between them."),
    "in_words": N_("in words"),
    "cases": N_("How cases go"),
    "cases_text": N_(
        "Invented cases, taken through every municipality: everybody does what they are advised to do. A lane is "
        "an organisation; steps at the same height are the same step. The number in a box is that of the step in "
        "the path."
    ),
    "no_cases": N_("No case was asked for."),
    "lanes": N_("Paths side by side"),
    "steps": N_("Step by step"),
    "step": N_("step"),
    "measures": N_("Measures"),
    "measures_text": N_(
        "2–5: it depends on what is not known in the case. An empty cell: the path never came to it. Below a "
        "number: the steps from which it was counted."
    ),
    "measure": N_("measure"),
    "definitions": N_("How each measure is defined"),
    "definition": N_("definition"),
    "areas": N_("Layers of areas"),
    "areas_text": N_(
        "Each band is a layer, divided into as many parts as it has areas; hatched where the number is not said."
    ),
    "layer": N_("layer"),
    "count": N_("number"),
    "named_areas": N_("areas that are named"),
    "no_layers": N_("No layer is entered:"),
    "figures": N_("Published figures"),
    "figures_text": N_(
        "Bars stand beside each other only where unit and stated period are the same. What is counted may still "
        "differ: read the names. All figures are in the table above."
    ),
    "no_figures": N_("No two figures have the same unit and the same stated period."),
    "figure": N_("figure"),
    "value": N_("value"),
    "sources": N_("Sources"),
    "document": N_("document"),
    "as_of": N_("as of"),
    "publisher": N_("publisher"),
    "headings": N_("headings that are cited"),
    "box_town": N_("the municipality's sources say so: full frame, filled"),
    "box_norm": N_("only the national standard says so: dashed frame, hatched"),
    "box_open": N_("silent or not entered: dotted frame, empty"),
    "box_deed": N_("nothing is asked, something is done: round frame"),
    "box_called": N_("called to a conference: dot"),
    "law_refused": N_("the legal gate refused it"),
    "law_narrowed": N_("the legal gate narrowed it, such as without identity"),
    "law_warning": N_("the legal gate warned"),
    "law_stopped": N_("the flow does not allow it here"),
    "maybe": N_("only some variants of the case come to it: it depends on what is not known"),
    "made": N_("made with juso {version}"),
}


def words(**values: object) -> dict[str, str]:
    """Return the words in the current language, with ``values`` put in for their {names}."""
    return {key: _(text, **values) for key, text in _WORDS.items()}
