"""The page ``law``: every rule of the gate, what it rests on, what it says and what is to be done."""

import re
from collections.abc import Iterator

from juso_core.casework.flow import RULES
from juso_core.casework.law import Rule, RuleKind, VerdictKind
from juso_core.language.messages import _
from juso_docs.flow import command_line, label
from juso_docs.markdown import anchor, by, code, codes, table
from juso_docs.texts import Texts

__all__ = ["PARTS"]

# What a message puts in for its {names}, for a reader who sees no case.
_STANDS_FOR = {
    "who": ("〔対象者〕", "‹who›"),
    "convener": ("〔招集者〕", "‹convener›"),
    "attendees": ("〔出席者〕", "‹attendees›"),
    "kind": ("〔会議の種類〕", "‹kind›"),
    "occasion": ("〔開催の時期〕", "‹occasion›"),
    "plan": ("〔プラン〕", "‹plan›"),
    "decider": ("〔決めた者〕", "‹decider›"),
    "drafter": ("〔作成者〕", "‹drafter›"),
    "missing": ("〔足りないもの〕", "‹what is missing›"),
}
# Where L23, which looks at no command, is shown.
_SHOWING = ("juso show", "juso plugins info")
_BASES = (
    (r"Act 106-(\d+) \((\d+)\) (\d+)", r"社会福祉法106条の\1第\2項\3号"),
    (r"Act 106-(\d+) \((\d+)\)", r"社会福祉法106条の\1第\2項"),
    (r"Act 106-(\d+)", r"社会福祉法106条の\1"),
    (r"data protection", "個人情報保護の法令"),
    (r"manual: ", "自治体事務マニュアル "),
    (r"casebook ", "実践事例集 "),
    (r"^derived$", "導出（資料に記載がない）"),
    (r"; ", "、"),
)


def basis(text: str, language: str) -> str:
    """Return what a rule rests on, as people read it."""
    if language == "ja":
        for pattern, said in _BASES:
            text = re.sub(pattern, said, text)
    return text


class _StandIn(dict[str, str]):
    """Stand-ins for the names in a message; one that is not known stands for itself."""

    def __init__(self, language: str) -> None:
        super().__init__({name: by(language, *texts) for name, texts in _STANDS_FOR.items()})

    def of(self, message: str) -> dict[str, str]:
        names = re.findall(r"{(\w+)}", message)
        return {name: self.get(name, name) for name in names}


def overview(language: str, texts: Texts) -> str:
    """Every rule in one line."""
    heads = by(language, "規則|種類|一言で|どのコマンドで", "rule|kind|in a word|at which command").split("|")
    rows = [
        [
            f"[{rule.id}](#{rule.id.lower()})",
            rule.kind.label(language),
            texts.get(language, "rule", rule.id, "short"),
            ", ".join(code(command_line(command.__name__)) for command in rule.at),
        ]
        for rule in RULES
    ]
    extra = [
        "[L23](#l23)",
        RuleKind.WARNING.label(language),
        texts.get(language, "rule", "L23", "short"),
        codes(_SHOWING),
    ]
    return table(heads, sorted([*rows, extra]))


def rules(language: str, texts: Texts) -> str:
    """Every rule in full; L23, which looks at a structure and not at a command, among them."""
    shown = {rule.id: "\n\n".join(_rule(rule, language, texts)) for rule in RULES}
    shown["L23"] = "\n\n".join(_about_structures(language, texts))
    return "\n\n".join(shown[number] for number in sorted(shown))


def _rule(rule: Rule, language: str, texts: Texts) -> Iterator[str]:
    yield _title(rule.id, rule.kind, language, texts)
    yield texts.get(language, "rule", rule.id, "what")
    bracketed = by(language, "{}（{}）", "{} ({})")
    at = ", ".join(bracketed.format(code(command_line(c.__name__)), label(c.__name__)) for c in rule.at)
    lines = [
        by(language, "根拠：", "Basis: ") + basis(rule.basis, language),
        by(language, "見るコマンド：", "Looks at: ") + at,
        by(language, "表示：", "Says: ") + _message(rule.what, language),
        by(language, "すること：", "What to do: ") + _message(rule.mend, language),
    ]
    if rule.narrows:
        narrowed = by(language, "空けておけば狭める欄：", "Narrows, where it is left open: ")
        lines.append(narrowed + code(rule.narrows))
    yield "\n".join(f"- {line}" for line in lines)


def _title(number: str, kind: RuleKind, language: str, texts: Texts) -> str:
    short = texts.get(language, "rule", number, "short")
    return f"{anchor(number.lower())}\n\n### {number} {short}{by(language, '（' + kind.ja + '）', f' ({kind.en})')}"


def _message(message: str, language: str) -> str:
    return _(message, **_StandIn(language).of(message))


def _about_structures(language: str, texts: Texts) -> Iterator[str]:
    yield _title("L23", RuleKind.WARNING, language, texts)
    yield texts.get(language, "rule", "L23", "what")
    lines = [
        by(language, "根拠：", "Basis: ") + basis("Act 106-4 (2) 1", language),
        by(language, "見るもの：構造。示すところ：", "Looks at: a structure. Shown by: ") + codes(_SHOWING),
    ]
    yield "\n".join(f"- {line}" for line in lines)


def kinds(language: str, texts: Texts) -> str:
    """What the kinds of rules mean."""
    heads = by(language, "種類|何に基づくか|反したとき", "kind|rests on|when a command is against it").split("|")
    rows = []
    for kind in RuleKind:
        said = [texts.get(language, "rule_kind", name) for name in (kind.value, f"{kind.value}_does")]
        rows.append([f"{code(kind.value)} {kind.label(language)}", *said])
    return table(heads, rows)


def verdicts(language: str, texts: Texts) -> str:
    """What the gate can do."""
    heads = by(language, "判定|意味", "verdict|what it means").split("|")
    rows = ([f"{code(v.value)} {v.label(language)}", texts.get(language, "verdict", v.value)] for v in VerdictKind)
    return table(heads, rows)


def derived(language: str, texts: Texts) -> str:
    """What was derived, rule by rule."""
    numbers = [number for number, entry in sorted(texts.data("rule").items()) if "derived" in entry]
    heads = by(language, "規則|何を導いたか", "rule|what was derived").split("|")
    return table(heads, ([f"[{n}](#{n.lower()})", texts.get(language, "rule", n, "derived")] for n in numbers))


PARTS = {
    "law.overview": overview,
    "law.rules": rules,
    "law.kinds": kinds,
    "law.verdicts": verdicts,
    "law.derived": derived,
}
