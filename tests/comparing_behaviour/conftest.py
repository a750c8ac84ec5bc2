"""Make the helpers of this folder, and the invented towns of tests/research, importable however pytest imports."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
for folder in (HERE, HERE.parent / "research"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
