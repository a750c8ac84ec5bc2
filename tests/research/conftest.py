"""Make the helpers of this folder importable however pytest imports tests."""

import sys
from pathlib import Path

HERE = str(Path(__file__).resolve().parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)

from tests.shipping import site  # noqa: E402, F401  (a fixture)
