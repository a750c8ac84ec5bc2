"""For the tests of the core: the program in this process."""

from collections.abc import Callable, Iterator

import pytest

from juso_core.language.messages import current, use
from tests.called import SETTINGS, Ran, called


@pytest.fixture
def juso(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Ran]]:
    """Call the program with these words; in English unless a language is asked for."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    before = current()
    yield lambda *words: called(capsys, *words)
    use(before)
