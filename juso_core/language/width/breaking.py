"""Lines of Japanese and English text: Japanese breaks between any two characters that 禁則 does not keep together."""

from __future__ import annotations

from typing import Final
from unicodedata import east_asian_width

from juso_core.language.width.measure import columns_of, width

# Never first on a line, never last on a line.
_CLOSING: Final = (
    "、。，．,.・：；:;？！?!゛゜ヽヾゝゞ々ー〜～…‥」』）】〉》〕］｝)]}’”％"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡｣､･ｰﾞﾟｧｨｩｪｫｬｭｮｯ"
)
_OPENING: Final = "「『（【〈《〔［｛([{‘“｢"

# A full-width character and a mark that stays with it; no line is narrower.
_NARROWEST: Final = 4


def wrap(text: str, columns: int) -> list[str]:
    """The lines of `text`, at least one; line breaks in it stay, blanks at the ends of the new lines go.

    columns: how wide a line may be; fewer than four count as four. A word of half-width letters is never broken, so a
    longer one makes a wider line, together with the marks that stay with it. Where nothing but such marks runs on, like
    ・・・・・, they are broken all the same.
    """
    limit = max(columns, _NARROWEST)
    return [line for paragraph in text.splitlines() or [""] for line in _lines(paragraph, limit)]


def narrowest(text: str) -> int:
    """The columns that `wrap` needs at least so that no line of `text` becomes wider."""
    units = [unit for paragraph in text.splitlines() for unit in _units(paragraph)]
    return max([width("".join(unit)) for unit in units if any(map(_is_word, unit))] + [_NARROWEST])


def _lines(paragraph: str, limit: int) -> list[str]:
    lines: list[str] = []
    line = blank = ""
    for unit in _units(paragraph):
        for piece in _pieces(unit, limit):
            if piece.isspace():
                blank = piece
                continue
            if width(line + blank + piece) <= limit:
                line += blank + piece
            else:
                lines += [line] if line else []
                line = piece
            blank = ""
    return [*lines, line] if line else lines or [""]


def _units(paragraph: str) -> list[list[str]]:
    """The tokens of a paragraph, those together between which no line may break."""
    units: list[list[str]] = []
    for token in _tokens(paragraph):
        before = units[-1][-1] if units else " "
        if before.isspace() or token.isspace() or not (token[0] in _CLOSING or before[-1] in _OPENING):
            units.append([token])
        else:
            units[-1].append(token)
    return units


def _tokens(paragraph: str) -> list[str]:
    """Words, runs of blanks, and single full-width characters with the marks combined with them."""
    tokens: list[str] = []
    for character in paragraph.replace("\t", " "):
        before = tokens[-1] if tokens else ""
        if character.isspace():
            joined = before.isspace()
        elif columns_of(character) == 0:
            joined = bool(before) and not before.isspace()
        else:
            joined = bool(before) and not before.isspace() and _is_word(before) and _is_word(character)
        if joined:
            tokens[-1] += character
        else:
            tokens.append(character)
    return tokens


def _is_word(token: str) -> bool:
    """Whether a token is, or a character belongs in, a word that stays whole."""
    return not token.isspace() and east_asian_width(token[0]) not in ("W", "F", "H")


def _pieces(unit: list[str], limit: int) -> list[str]:
    """A unit, whole where it fits in a line; else broken between its marks, though not one mark from its only token."""
    if width("".join(unit)) <= limit:
        return ["".join(unit)]
    pieces: list[str] = []
    count = 0
    for token in [part for whole in unit for part in _without_marks(whole)]:
        # What is already too wide is a long word; its marks stay with it.
        if pieces and (count == 1 or width(pieces[-1]) > limit or width(pieces[-1] + token) <= limit):
            pieces[-1] += token
            count += 1
        else:
            pieces.append(token)
            count = 1
    return pieces


def _without_marks(token: str) -> list[str]:
    """A word such as :path as its closing marks, which belong to what stands before it, and the rest."""
    rest = token.lstrip(_CLOSING)
    return [part for part in (token[: len(token) - len(rest)], rest) if part]
