"""Text as the index keeps it and as queries ask for it: one folding, one segmentation.

Han, kana and hangul are cut into pairs of neighbours, everything else into words.
Source: Unicode Standard Annex 15 for the folding of widths; the rest is our own.
"""

import re
import unicodedata

from blog.search.simplified import SIMPLIFIED

HAN = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""What is written without blanks between words, as the inside of a character class."""

LONGEST_WORD = 60
"""Characters of a word that count; a longer one is recognised by its beginning."""

_SIGNS = "\u2190-\u23ff\u25a0-\u27bf\u27c0-\u27ef\u2900-\u2aff\u2b00-\u2bff\U0001f300-\U0001faff"
_UNIT = re.compile(rf"([{HAN}]+)|[^\W\d_{HAN}]+|\d+|[{_SIGNS}]")
_LOOSE = re.compile(rf"(?<=[{HAN}])[ \t]+(?=[^\s{HAN}])|(?<=[^\s{HAN}])[ \t]+(?=[{HAN}])")
_BLANKS = re.compile(r"[^\S\n]+")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′"), "'") | dict.fromkeys(map(ord, "“”„‟″"), '"')


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        self[code] = folded
        return folded


def fold(text: str) -> str:
    """Return ``text`` without the differences a reader does not look for.

    Width, case, accents and traditional forms go, invisible characters too. Each character by
    itself: a part of a text folds to a part of the folded text.
    """
    return text.translate(FOLDING)


def squeezed(text: str) -> str:
    """Return folded text as it is compared: blanks between Han and other signs dropped.

    Some put them there and some do not; all other blanks are single.
    """
    return _BLANKS.sub(" ", _LOOSE.sub("", text)).strip()


def lexemes(text: str, *, singles: bool = False) -> set[str]:
    """Return what folded ``text`` is found by: words, signs, and pairs of neighbours in Han.

    singles: also each Han character alone, for the index; a query asks for one only where it has
    nothing beside it.
    """
    found: set[str] = set()
    for unit in _UNIT.finditer(text):
        run = unit[0]
        if not unit[1]:
            found.add(run[:LONGEST_WORD])
            continue
        found.update(run[place : place + 2] for place in range(len(run) - 1))
        if singles or len(run) == 1:
            found.update(run)
    return found


def resemblances(text: str) -> set[str]:
    """Return what folded ``text`` shares with texts like it: Han, and letters by three.

    Marked with a tilde, which no lexeme holds.
    """
    found: set[str] = set()
    for unit in _UNIT.finditer(text):
        if unit[1]:
            found.update(f"~{character}" for character in unit[0])
        else:
            padded = f" {unit[0][:LONGEST_WORD]} "
            found.update(f"~{padded[i : i + 3]}" for i in range(len(padded) - 2))
    return found


def _folded(character: str) -> str:
    if unicodedata.category(character) == "Cf":
        return ""
    plain = unicodedata.normalize("NFKC", character).casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        # Accents go from letters; a negated sign is another sign, and hangul is put together again.
        if len(apart) > 1 and apart[0].isalpha():
            bare = "".join(c for c in apart if not "\u0300" <= c <= "\u036f")
            plain = unicodedata.normalize("NFKC", bare)
        elif "\u0300" <= character <= "\u036f":
            plain = ""
    return plain.translate(_SPELLINGS)


_SPELLINGS = SIMPLIFIED | _DASHES | _QUOTES
FOLDING = _Folding()
"""From a code point to what ``fold`` makes of it."""
