"""Expectation files as short texts, a path to hold them against, and what is missed or told of them."""

import pytest

from juso_core.research.expected import ExpectedErrors, read_text
from juso_core.research.misses import misses

HEAD = 'schema = "juso.expected/1"\ncase = "C1"\nmunicipality = "999997"\n'
CITE = 'cite = "plan: 2 (1)"\n'

PATH = {
    "summary": {
        "mac": "yes",
        "local_class": None,
        "conf1": {"maybe": ["support_conference", "juso_conference"]},
        "convener": ["fukushi"],
        "lead": None,
        "drafters": {"outreach": None, "mac": ["shakyo", "houkatsu"]},
        "decider": {"mac": {"maybe": [None, "fukushi"]}},
        "informed": {},
        "pattern": "B",
        "interruption": {"meeting": "juso_conference", "required": "must", "decided_by": "conference"},
        "reopening": "none",
        "replan": None,
    },
    "steps": [
        {"step": "intake", "answers": {"window": {"value": "window-1", "origin": "structure"}}, "law": []},
        {
            "step": "escalate",
            "stage": "at_window",
            "answers": {
                "mac": {"value": "yes", "origin": "plugin"},
                "receivers": {"value": ["shakyo"], "origin": "structure"},
                "applicant": {"value": "person", "origin": "national"},
            },
            "law": [{"rule": "L01", "verdict": "narrowed"}, {"rule": "L19", "verdict": "warning"}],
        },
        {
            "step": "escalate",
            "stage": "at_mac",
            "answers": {"mac": {"value": "no", "origin": "plugin"}, "form": {"value": "f", "origin": "structure"}},
            "law": [{"rule": "L20", "verdict": "ok"}],
        },
        {"step": "convene", "answers": {"pledge": {"value": True, "origin": "structure"}}, "law": []},
    ],
}


def row(table, keys, value, *more):
    return f"[[{table}]]\n{keys}\nis = {value}\n" + "".join(f"{line}\n" for line in more) + CITE


def expecting(*rows):
    return read_text(HEAD + "".join(rows))


def missed(*rows):
    return misses(expecting(*rows), PATH)


def problems_of(text):
    with pytest.raises(ExpectedErrors) as caught:
        read_text(text, "C1.expected.toml")
    return caught.value.problems
