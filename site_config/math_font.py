"""Cut Latin Modern Math into slices by Unicode range, so that a page loads what its formulas use.

A browser takes stretched glyphs and the MATH table's constants from one font only, the first
available one: the slice that holds the space. So that slice holds everything that can stretch.
Source: CSS Fonts 4, "first available font"; MathML Core, 3.2.4 and 5.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from site_config.math_glyphs import mend

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "static/fonts"
STYLESHEET = ROOT / "static/css/math-font.css"
COMMON = (
    "\N{NO-BREAK SPACE}\u2060\u2061\u2062\u2063\u2064–—‘’“”°¬±·×÷′″‴…ˆˇ˘˙˜¯´`¨\u0338\u20d7ℎℏℓ∀∂∃∄∅∆"
    "∇∈∉∋−∓∖∗∘√∝∞∠∤∥∦∧∨∩∪∴∵∶∼≃≅≈≔≠≢≤≥≪≫≺≻⊂⊃⊄⊆⊇⊊⊕⊖⊗⊙⊥⋀⋁⋂⋃⋄⋅⋆⋮⋯⋰⋱△▽□◻■◊♯⟂⟨⟩⟵⟶⟷⟸⟹⟺⟼⩽⩾⪯⪰"
)
"""Signs that most articles use, beside letters, digits and what stretches."""
NEVER_STRETCHED = (
    "↚↛↟↡↢↣↤↥↧↫↬↭↮↰↱↲↳↶↷↾↿⇂⇃⇅⇇⇈⇉⇊⇍⇎⇏⇖⇗⇘⇙⇚⇛⇜⇝⇦⇧⇨⇩⇳⇵⇶⤆⤇⬄⬅⬆⬇⬌⬍⬱➡↖↗↘↙"
    "\u034d\u032c\u032d\u032e\u032f\u0330\u20e1\u20e9\u20ec\u20ed\u20ee\u20ef"
)
"""Signs with larger forms that no TeX command asks for; they may stand in the last slice."""
Span = tuple[int, int]
SLICES: dict[str, list[Span]] = {
    "bold": [(0x1D400, 0x1D433), (0x1D6A8, 0x1D6E1), (0x1D7CA, 0x1D7D7)],
    "bold-italic": [(0x1D468, 0x1D49B), (0x1D71C, 0x1D755)],
    "script": [(0x1D49C, 0x1D503), *((ord(c), ord(c)) for c in "ℊℋℐℒℛℬℯℰℱℳℴ")],
    "fraktur": [(0x1D504, 0x1D537), (0x1D56C, 0x1D59F), *((ord(c), ord(c)) for c in "ℌℑℜℨℭ")],
    "double-struck": [
        (0x1D538, 0x1D56B),
        (0x1D7D8, 0x1D7E1),
        (0x213C, 0x2140),
        (0x2145, 0x2149),
        *((ord(c), ord(c)) for c in "ℂℍℕℙℚℝℤ"),
    ],
    "sans": [(0x1D5A0, 0x1D5D3), (0x1D7E2, 0x1D7EB)],
    "sans-styles": [(0x1D5D4, 0x1D66F), (0x1D756, 0x1D7C9), (0x1D7EC, 0x1D7F5)],
    "mono": [(0x1D670, 0x1D6A3), (0x1D7F6, 0x1D7FF)],
    "text": [(0xA0, 0x2BA), (0x400, 0x4FF), (0x1E00, 0x20CF)],
}
"""What stands apart from the core; whatever is left over makes the last slice, "symbols"."""

FACE = """\
@font-face {{
  font-family: "Latin Modern Math";
  src: url("../fonts/{file}") format("woff2");
  font-display: swap;
  ascent-override: 80.6%;
  descent-override: 19.4%;
  line-gap-override: 0%;
  unicode-range: {ranges};
}}
"""
HEAD = """\
/*
 * Written by `make fonts`. The overrides: the file says 3560/3060 on Windows, which would blow
 * lines apart.
 */
"""


def cut(source: Path) -> dict[str, int]:
    """Write the slices of the font ``source`` and their stylesheet; return each slice's bytes."""
    font = TTFont(source)
    mend(font)
    slices = characters_by_slice(font)
    faces, sizes = [], {}
    for name, characters in slices.items():
        file = FONTS / f"latinmodern-math-{name}.woff2"
        _write(source, characters, file)
        sizes[name] = file.stat().st_size
        others = set().union(*(chars for other, chars in slices.items() if other != name))
        ranges = ", ".join(_range(span) for span in _spans(characters, others))
        faces.append(FACE.format(file=file.name, ranges=ranges))
    STYLESHEET.write_text("\n".join([HEAD.rstrip("\n"), *faces]), encoding="utf-8")
    return sizes


def characters_by_slice(font: TTFont) -> dict[str, set[int]]:
    """Share out the characters of ``font``, each to one slice."""
    left = set(font.getBestCmap())
    slices = {"core": left & (_core() | stretchable(font) - _codes(NEVER_STRETCHED))}
    left -= slices["core"]
    for name, spans in SLICES.items():
        slices[name] = {code for code in left if any(a <= code <= b for a, b in spans)}
        left -= slices[name]
    return {**slices, "symbols": left}


def stretchable(font: TTFont) -> set[int]:
    """Return the characters for which ``font`` has larger forms."""
    variants = font["MATH"].table.MathVariants
    glyphs = {*variants.VertGlyphCoverage.glyphs, *variants.HorizGlyphCoverage.glyphs}
    return {code for code, glyph in font.getBestCmap().items() if glyph in glyphs}


def _core() -> set[int]:
    """Return ASCII, italic letters, Greek and the signs that most articles use."""
    blocks = [(0x20, 0x7E), (0x391, 0x3F6), (0x1D434, 0x1D467), (0x1D6E2, 0x1D71B)]
    return {code for first, last in blocks for code in range(first, last + 1)} | _codes(COMMON)


def _codes(text: str) -> set[int]:
    return set(map(ord, text))


def _write(source: Path, characters: Iterable[int], target: Path) -> None:
    """Write a slice, without the letters for scripts: they double it, few browsers use them."""
    options = subset.Options(
        flavor="woff2", layout_features=[], notdef_outline=True, drop_tables=["FFTM"]
    )
    font = subset.load_font(source, options)
    mend(font)
    font.recalcTimestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    subset.save_font(font, target, options)


def _spans(characters: set[int], others: set[int]) -> list[Span]:
    """Return the ranges of ``characters``; they run across what no slice has."""
    spans: list[Span] = []
    for code in sorted(characters):
        if spans and code - spans[-1][1] <= 16 and others.isdisjoint(range(spans[-1][1], code)):
            spans[-1] = (spans[-1][0], code)
        else:
            spans.append((code, code))
    return spans


def _range(span: Span) -> str:
    first, last = span
    return f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"


def main() -> None:
    """Cut the font named on the command line and say what each slice weighs."""
    parser = argparse.ArgumentParser(description=cut.__doc__)
    parser.add_argument("source", type=Path, help="latinmodern-math.otf")
    for name, size in cut(parser.parse_args().source).items():
        print(f"{name:14} {size / 1000:6.1f} KB")


if __name__ == "__main__":
    main()
