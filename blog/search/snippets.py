"""What a result shows of a text: the place where the words stand, two lines long, words marked.

Cut between words or Han characters, never inside a formula.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from blog.search.segment import FOLDING, HAN, fold
from blog.search.syntax import Term

WIDTH = 150
"""What two lines hold, a Han character counted as two."""
LEAD = 36
"""How much of it stands before the first word that was looked for."""

_SILENT = re.compile(
    r'<(a|span|sup|div) class="(?:heading__anchor|heading__number|footnote-ref|footnote-back'
    r'|figure__label|equation__number|code__head)[^"]*".*?</\1>',
    re.DOTALL,
)
_PIECE = re.compile(r"(<math.*?</math>)|<(/?[a-z][a-z0-9]*)[^>]*>|([^<]+)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_PHRASING = frozenset(
    """a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub sup u
    wbr""".split()
)
_FORMULA = "\ufffc"
_HAN = re.compile(f"[{HAN}]")
_LETTER = rf"[^\W\d_{HAN}]"
# Lines break between a formula and its comma unless something holds them together.
_WITH_COMMA = re.compile(r"<math(?:(?!</math>).)*</math>[，。、；：！？,.;:!?)）」』”]+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Unit:
    """A character, or a formula, or a tag: how it is written, folded, and how wide it stands."""

    html: str
    folded: str
    width: int


class Formula(str):
    """A formula as HTML; any other piece is text, whatever it looks like."""

    __slots__ = ()


Block = list[str]
"""The pieces of a paragraph or its like: text, unescaped, and whole formulas."""


def marked(html: str, terms: Iterable[Term]) -> str:
    """Return stored HTML, a title say, with the words marked; tags stay where they are."""
    units = [unit for piece in _PIECE.finditer(html) for unit in _units(piece)]
    return _written(units, _places(units, terms, {}), {})


def snippet(
    html: str, terms: tuple[Term, ...], formulas: Mapping[str, str], *, ellipsis: str = "……"
) -> str:
    """Return the part of stored HTML that shows most of what was looked for, marked.

    formulas: from a formula's ``<math>`` to how it is shown; those count as found. Where nothing
    is found the text begins. Linear in the length of ``html``.
    """
    blocks = _blocks(html)
    if not blocks:
        return ""
    patterns = [pattern_of(term) for term in terms]
    best = max(blocks, key=lambda block: _score(block, patterns, formulas))
    units = [unit for piece in best for unit in _block_units(piece)]
    places = _places(units, terms, formulas)
    first = min((start for start, _ in places), default=0)
    start, stop = _window(units, first)
    before = ellipsis if start else ""
    text = _written(units[start:stop], [(a - start, b - start) for a, b in places], formulas)
    text = _WITH_COMMA.sub(r'<span class="math-run">\g<0></span>', text)
    after = ellipsis if stop < len(units) else ""
    return f"{before}{text.strip()}{after}"


@lru_cache(maxsize=512)
def pattern_of(term: Term) -> re.Pattern[str]:
    """Return what finds the term in folded text, whatever blanks ``squeezed`` dropped."""
    pieces: list[str] = []
    previous = ""
    for character in term.needle:
        if previous and bool(_HAN.match(previous)) != bool(_HAN.match(character)):
            pieces.append(r"\s*")
        pieces.append(r"\s+" if character == " " else re.escape(character))
        previous = character
    pattern = "".join(pieces)
    if term.is_lexeme and not _HAN.match(term.needle):
        unit = r"\d" if term.needle.isdigit() else _LETTER
        pattern = f"(?<!{unit}){pattern}(?!{unit})"
    return re.compile(pattern)


def _blocks(html: str) -> list[Block]:
    """Return the paragraphs of stored HTML and their like, those without words left out."""
    blocks: list[Block] = [[]]
    for piece in _PIECE.finditer(_SILENT.sub("", html)):
        if piece[1]:
            if 'display="block"' not in piece[1][:30]:
                blocks[-1].append(Formula(piece[1]))
        elif piece[3]:
            blocks[-1].append(" ".join(f"|{unescape(piece[3])}|".split())[1:-1])
        elif piece[2].lstrip("/") not in _PHRASING and blocks[-1]:
            blocks.append([])
    return [block for block in blocks if any(_is_word(piece) for piece in block)]


def _is_word(piece: str) -> bool:
    return bool(piece.strip()) and not isinstance(piece, Formula)


def _score(
    block: Block, patterns: list[re.Pattern[str]], formulas: Mapping[str, str]
) -> tuple[int, bool]:
    """Return how much of what is looked for a block shows, and whether it is a sentence."""
    text = fold("".join(_FORMULA if isinstance(piece, Formula) else piece for piece in block))
    shown = sum(1 for pattern in patterns if pattern.search(text))
    shown += any(piece in formulas for piece in block)
    return shown, len(text) > 24


def _units(piece: re.Match[str]) -> list[Unit]:
    if piece[3] is None:
        folded = _FORMULA if piece[1] else ""
        return [Unit(piece[0], folded, 0)]
    return _characters(unescape(piece[3]))


def _block_units(piece: str) -> list[Unit]:
    if isinstance(piece, Formula):
        return [Unit(piece, _FORMULA, max(1, len(_TAG.sub("", piece))))]
    return _characters(piece)


def _characters(text: str) -> list[Unit]:
    return [Unit(escape(c, quote=False), FOLDING[ord(c)], 2 if c >= "\u2e80" else 1) for c in text]


def _places(
    units: list[Unit], terms: Iterable[Term], formulas: Mapping[str, str]
) -> list[tuple[int, int]]:
    """Return where what was looked for stands, as ranges of units, in order, none overlapping."""
    owners = [place for place, unit in enumerate(units) for _ in unit.folded]
    text = "".join(unit.folded for unit in units)
    found = [
        (owners[match.start()], owners[match.end() - 1] + 1)
        for term in terms
        for match in pattern_of(term).finditer(text)
    ]
    found += [(i, i + 1) for i, unit in enumerate(units) if unit.html in formulas]
    places: list[tuple[int, int]] = []
    for start, stop in sorted(found):
        if places and start <= places[-1][1]:
            places[-1] = (places[-1][0], max(stop, places[-1][1]))
        else:
            places.append((start, stop))
    return places


def _window(units: list[Unit], first: int) -> tuple[int, int]:
    """Return the range of units that is shown, ``first`` in it, no word cut."""
    start, room = first, LEAD
    while start > 0 and units[start - 1].width <= room:
        start -= 1
        room -= units[start].width
    if start:
        while start < first and not _may_break(units, start):
            start += 1
    stop, room = start, WIDTH
    while stop < len(units) and (units[stop].width <= room or stop <= first):
        room -= units[stop].width
        stop += 1
    last = stop
    while last > first + 1 and last < len(units) and not _may_break(units, last):
        last -= 1
    return start, last if last > first + 1 else stop


def _may_break(units: list[Unit], place: int) -> bool:
    """Tell whether a line could end before this unit."""
    before, after = units[place - 1].html, units[place].html
    is_word = len(before) == len(after) == 1 and before.isalnum() and after.isalnum()
    return not is_word or bool(_HAN.match(before) or _HAN.match(after))


def _written(
    units: list[Unit], places: Iterable[tuple[int, int]], formulas: Mapping[str, str]
) -> str:
    """Return units as HTML, those at ``places`` marked; a tag is never inside a mark."""
    inside = {place for start, stop in places for place in range(start, stop)}
    pieces: list[str] = []
    is_open = False
    for place, unit in enumerate(units):
        wants = place in inside and unit.html[:1] != "<"
        if wants != is_open:
            pieces.append("<mark>" if wants else "</mark>")
            is_open = wants
        pieces.append(formulas.get(unit.html, unit.html))
    return "".join([*pieces, "</mark>"] if is_open else pieces)
