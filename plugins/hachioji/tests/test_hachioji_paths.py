"""The paths of the standard cases are what the sources say: each expectation in ``cases/`` is held against its path."""

import pytest
from hachioji_city import FOUND

from juso_core.registry import package_path
from juso_core.research.expected import files_in
from juso_core.research.held import hold

CASES = package_path(FOUND).parent / "cases"


@pytest.mark.parametrize("file", files_in(CASES), ids=lambda file: file.name.partition(".")[0])
def test_the_path_is_what_the_sources_say(file):
    held = hold(file, FOUND)
    assert held, str(held)
