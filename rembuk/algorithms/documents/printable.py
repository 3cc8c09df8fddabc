"""Which characters an official document can show, and what stands for the others.

A tagged PDF must not hold a character without a glyph, and the compiler refuses it; so whatever a person
typed is first brought to what its fonts have. Nothing is lost: the attached data keeps the original.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

STAND_IN = "\u25a1"  # a hollow square: something stood here that cannot be printed
MARKS_IN_A_ROW = 2  # more marks on one letter would run into the lines above and below
LONGEST_RUN = 18  # letters without a place to break; the longest ordinary words are about that long
PIECE = 6

# What the fonts inside the Typst wheel cover, tested character by character.
_RANGES = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x377), (0x37A, 0x37F), (0x384, 0x38A), (0x38C, 0x38C),
    (0x38E, 0x3A1), (0x3A3, 0x482), (0x48A, 0x4FF), (0x5D0, 0x5EA), (0x5EF, 0x5F4),
    (0x606, 0x60C), (0x61B, 0x61B), (0x61F, 0x61F), (0x621, 0x63A), (0x640, 0x64A), (0x660, 0x66D),
    (0x6F0, 0x6F9), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x2040), (0x2044, 0x205E),
    (0x2070, 0x2071), (0x2074, 0x208E), (0x2090, 0x209C), (0x20A0, 0x20C0), (0x2100, 0x211E),
    (0x2120, 0x2120), (0x2122, 0x2122), (0x2124, 0x2124), (0x2126, 0x214F), (0x2150, 0x2151),
    (0x2153, 0x2184), (0x2190, 0x23FF), (0x2460, 0x262F), (0x2638, 0x268B), (0x2701, 0x2704),
    (0x2706, 0x2709), (0x270C, 0x2727), (0x2729, 0x274B), (0x2761, 0x277F),
)  # fmt: skip
_LINE_ENDS = re.compile(r"\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_BREAK = "\u200b"  # a place to break, without width


def printable(text: str) -> str:
    """The text as it can be printed: no control characters, no overprinting marks, long runs breakable."""
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    text = _SPACES.sub(" ", "".join(_characters(text)))
    return _RUN.sub(_breakable, text).strip()


def printable_data(data: object) -> object:
    """The same for every text in lists and mappings; addresses, pictures and codes are kept by their key."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, Mapping):
        return {key: value if key in ("url", "qr") else printable_data(value) for key, value in data.items()}
    if isinstance(data, Sequence):
        return [printable_data(value) for value in data]
    return data


@cache
def covered() -> frozenset[str]:
    """Every character that can be printed."""
    return frozenset(chr(point) for first, last in _RANGES for point in range(first, last + 1))


def _characters(text: str) -> list[str]:
    kept: list[str] = []
    marks = 0
    for character in text:
        kind = unicodedata.category(character)
        if kind in ("Mn", "Me", "Mc"):
            marks += 1
            if marks <= MARKS_IN_A_ROW and kept and _may_carry(kept[-marks], character):
                kept.append(character)
            else:
                marks = MARKS_IN_A_ROW
        elif kind in ("Cc", "Cf", "Zs") or _is_skin_tone(character):
            # What sets off words stays as a space; what only steers the display goes.
            kept.extend(character if character == "\n" else " " if character == "\t" or kind == "Zs" else "")
            marks = MARKS_IN_A_ROW
        else:
            kept.append(character if character in covered() else STAND_IN)
            marks = 0
    return kept


def _may_carry(letter: str, mark: str) -> bool:
    """Marks above and below are drawn well on Latin, Greek and Cyrillic letters only."""
    return (
        "\u0300" <= mark <= "\u036f"
        and letter.isalpha()
        and (letter < "\u0530" or "\u1e00" <= letter <= "\u1eff")
    )


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _breakable(run: re.Match[str]) -> str:
    pieces, letters = [""], 0
    for character in run[0]:
        if unicodedata.combining(character) == 0:
            letters += 1
            if letters > PIECE:
                pieces.append("")
                letters = 1
        pieces[-1] += character
    return _BREAK.join(pieces)
