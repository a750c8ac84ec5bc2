"""The page ``checks``: every check of ``juso check``, the level it is needed for, why it matters, how to mend it."""

from juso_core.quality.checks import Check, Level, checks
from juso_docs.markdown import NOTHING, anchor, by, table
from juso_docs.texts import Texts

__all__ = ["PARTS"]


def levels(language: str, texts: Texts) -> str:
    """Return the table of levels, each with its checks."""
    heads = [by(language, *pair) for pair in (("水準", "level"), ("検査", "checks"))]
    rows = []
    for level in list(Level)[1:]:
        ids = [one.id for one in checks().values() if one.level is level]
        rows.append([f"`{level}` {level.label(language)}", ", ".join(_link(one) for one in ids)])
    advice = [_link(one.id) for one in checks().values() if one.level is None]
    rows.append([by(language, "（水準に関わらない助言）", "(advice: no level waits for it)"), ", ".join(advice)])
    return table(heads, rows)


def overview(language: str, texts: Texts) -> str:
    """Return the table of all checks."""
    heads = by(language, "検査,重さ,見方,調べること", "check,severity,how,what it looks for").split(",")
    return table(
        heads,
        (
            [_link(one.id), one.severity.label(language), one.kind.label(language), one.what.in_language(language)]
            for one in checks().values()
        ),
    )


def every(language: str, texts: Texts) -> str:
    """Return a section for each check."""
    return "\n\n".join(_section(one, language) for one in checks().values())


def _section(one: Check, language: str) -> str:
    why, mend, exempt = (
        by(language, *pair) for pair in (("なぜ", "Why"), ("直し方", "What to do"), ("除外", "Exemption"))
    )
    may = by(language, "できる（理由が要る）", "possible, with a reason")
    never = by(language, "できない", "not possible")
    level = one.level.label(language) if one.level else NOTHING
    needed = by(language, f"必要な水準：{level}", f"needed for: {level}")
    return "\n".join(
        [
            f"{anchor(one.id.lower())}",
            f"### {one.id} {one.what.in_language(language)}",
            "",
            f"{one.severity.label(language)} · {one.kind.label(language)} · {needed}",
            "",
            f"- {why}: {one.why.in_language(language)}",
            f"- {mend}: {one.mend.in_language(language)}",
            f"- {exempt}: {may if one.exemptable else never}",
        ]
    )


def _link(check_id: str) -> str:
    return f"[{check_id}](#{check_id.lower()})"


PARTS = {"checks.levels": levels, "checks.overview": overview, "checks.every": every}
