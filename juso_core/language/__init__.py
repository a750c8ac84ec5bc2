"""The words that people read: Japanese and English, 和暦 and fiscal years, the width of full-width text.

Importing this package loads only `messages`, so that every module may write `from juso_core.language import _` without
making the start slower. The rest is imported by name: `juso_core.language.era`, `.width`, `.help`, `.catalog`.
"""

from juso_core.language.messages import LANGUAGES, N_, Language, _, choose, current, use

__all__ = ["LANGUAGES", "N_", "Language", "_", "choose", "current", "use"]
