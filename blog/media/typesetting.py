"""Setting a title in lines: where Chinese and Latin may break, and how to fit a box.

Source: W3C, Requirements for Chinese Text Layout, 3.1 (no mark of closing begins a line).
"""

import re
import unicodedata
from bisect import bisect
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path(__file__).parent / "fonts/NotoSerifCJKsc-Bold-titles.otf"
MISSING = "〓"
"""What a compositor sets for a sort that the case lacks."""

NARROW = {"‘": "\ue000", "’": "\ue001", "“": "\ue002", "”": "\ue003"}
"""Quotes are as wide as Chinese characters, those beside Latin text apart."""

INDEX_SCALE = 0.62
_SHIFTS = {"<super>": 0.36, "<sub>": -0.16}

_CLOSING = re.escape("、。，．：；！？）》〉」』】〕”’…—％℃,.:;!?)]}%\ue001\ue003")
_OPENING = re.escape("（《〈「『【〔“‘([{\ue000\ue002")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’…—"
_BESIDE_LATIN = re.compile("[“‘](?=[!-\u1fff])|(?<=[!-\u1fff])[”’]")
_UNIT = re.compile(rf"[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}]+|\S)[{_CLOSING}]*")


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of a title, and the size they fit in."""

    lines: list[str]
    size: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that stand on one line. shift: upwards, in parts of the size."""

    text: str
    shift: float = 0

    def scaled(self, size: int) -> int:
        """Return the size they have where the text has ``size``."""
        return round(size * INDEX_SCALE) if self.shift else size


@lru_cache(maxsize=16)
def font_of(size: int) -> ImageFont.FreeTypeFont:
    """Return the face at a size in pixels."""
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def printable(text: str) -> str:
    """Return ``text`` in characters that the face has.

    Signs that it lacks (emoji) fall out, letters become what they are compatible with or ``〓``.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    text = _BESIDE_LATIN.sub(lambda quote: NARROW[quote[0]], text)
    return "".join(map(_in_the_face, text)).strip()


def write(
    pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: int, colour: str
) -> None:
    """Write ``text``, its indices smaller and shifted. place: the left end of the base line."""
    x, y = place
    for run in _runs(text):
        font = font_of(run.scaled(size))
        pen.text((x, y - run.shift * size), run.text, colour, font, anchor="ls")
        x += font.getlength(run.text)


def length(text: str, size: int) -> float:
    """Return how wide ``text`` is."""
    return sum(font_of(run.scaled(size)).getlength(run.text) for run in _runs(text))


def fit(text: str, width: int, height: int, sizes: tuple[int, ...]) -> Setting:
    """Return ``text`` in the largest of ``sizes`` that fits; the end of one too long is cut."""
    for size in sizes:
        lines = _balanced(text, size, width)
        if len(lines) * line_height(size) <= height:
            return Setting(lines, size)
    # The smallest size stays.
    lines = lines[: height // line_height(size)]
    while lines[-1] and length(f"{lines[-1]}…", size) > width:
        lines[-1] = lines[-1][:-1]
    return Setting([*lines[:-1], f"{lines[-1].rstrip()}…"], size)


def line_height(size: int) -> int:
    """Return the distance of lines in pixels."""
    return round(size * 1.35)


def _balanced(text: str, size: int, width: int) -> list[str]:
    """Return as few lines as possible, of as equal a length as possible."""
    lines = _filled(text, size, width)
    narrow, wide = width // 2, width
    while wide - narrow > size // 2:
        middle = (narrow + wide) // 2
        tried = _filled(text, size, middle)
        if len(tried) == len(lines):
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def _filled(text: str, size: int, width: int) -> list[str]:
    """Return lines, each as full as it gets."""
    lines = [""]
    for unit in _units(text):
        if lines[-1] and length(lines[-1] + unit.rstrip(), size) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            unit = unit.lstrip()
        while length(unit.rstrip(), size) > width:
            # A word wider than the picture breaks where it must.
            counts = range(1, len(unit))
            head = max(1, bisect(counts, float(width), key=lambda n: length(unit[:n], size)))
            lines[-1:] = [unit[:head], ""]
            unit = unit[head:]
        lines[-1] += unit
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _units(text: str) -> list[str]:
    """Return what no line may end within; a blank goes with what stands before it."""
    found: list[str] = []
    end = 0
    for match in _UNIT.finditer(text):
        if found:
            found[-1] += text[end : match.start()]
        found.append(match[0])
        end = match.end()
    return found


def _runs(text: str) -> list[_Run]:
    """Return ``text`` in pieces, those of raised and lowered characters apart."""
    return [
        _Run("".join(_place_of(character).text for character in run), shift)
        for shift, run in groupby(text, key=lambda character: _place_of(character).shift)
    ]


@lru_cache(maxsize=4096)
def _place_of(character: str) -> _Run:
    """Return what a character is and where it stands: ⁿ is an n, raised."""
    form, _, codes = unicodedata.decomposition(character).partition(" ")
    if form not in _SHIFTS:
        return _Run(character)
    return _Run("".join(chr(int(code, 16)) for code in codes.split()), _SHIFTS[form])


@lru_cache(maxsize=4096)
def _in_the_face(character: str) -> str:
    if _place_of(character).shift and _is_in_the_face(_place_of(character).text):
        return character
    if character == " " or _is_in_the_face(character):
        return character
    compatible = unicodedata.normalize("NFKC", character)
    if compatible != character:
        return "".join(map(_in_the_face, compatible))
    return MISSING if unicodedata.category(character)[0] in "LN" else ""


def _is_in_the_face(character: str) -> bool:
    """Tell whether the face has a character: what it lacks all looks the same."""
    return _picture(character) != _picture("\uffff")


def _picture(character: str) -> bytes:
    image = Image.new("L", (48, 48))
    ImageDraw.Draw(image).text((0, 0), character, fill=255, font=font_of(32))
    return image.tobytes()
