"""A case file with nothing wrong in it, for the tests to damage, and what is told of a damaged one."""

import pytest

from juso_core.research.case_file import CaseFileErrors, read_text

BASE = """schema = "juso.case/1"
id = "C1"
invented = true
title = { ja = "架空の世帯", en = "invented household" }

[consultation]
approached = "field_window"
field = "elderly"
brought_by = "care_manager"
topics = ["elderly_care*", "debt"]
person = "son"

[[member]]
ref = "mother"
relation = "mother"
age = 84
traits = ["care_needed", "debt"]
maybe_traits = ["dementia"]
consent = { use = "given", share = "given" }

[[member]]
ref = "son"
consent = { use = "refused" }

[assessment]
complaint_clear = true
responsibility = "unclear"
agencies_needed = 2
household_issue = "?"
cooperation = "fails"
wants = ["outreach"]
urgent = false

[[then]]
after = "P6M"
consent = { of = "son", use = "given" }

[[then]]
after = "P7M"
contact = "lost"
"""


def problems_of(text, file="case.toml"):
    with pytest.raises(CaseFileErrors) as caught:
        read_text(text, file)
    return caught.value.problems


def told(problems):
    return [(problem.line, problem.path) for problem in problems]
