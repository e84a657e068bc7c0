"""The slices of the mathematics font: what each holds, and what the browser is told of it."""

import re

import pytest
from fontTools.ttLib import TTFont

from site_config.math_font import FONTS, STYLESHEET, stretchable

FACE = re.compile(r'url\("\.\./fonts/(.+?)"\).+?unicode-range: (.+?);', re.DOTALL)


def ranges(text: str) -> set[int]:
    """Return the characters of a ``unicode-range``."""
    codes: set[int] = set()
    for span in text.removeprefix("U+").split(", U+"):
        first, _, last = span.partition("-")
        codes |= set(range(int(first, 16), int(last or first, 16) + 1))
    return codes


@pytest.fixture(scope="module")
def slices() -> list[tuple[TTFont, set[int]]]:
    faces = FACE.findall(STYLESHEET.read_text(encoding="utf-8"))
    return [(TTFont(FONTS / file), ranges(span)) for file, span in faces]


def test_every_slice_is_named_by_the_stylesheet():
    named = {file for file, _ in FACE.findall(STYLESHEET.read_text(encoding="utf-8"))}
    assert named == {path.name for path in FONTS.glob("latinmodern-math*.woff2")}


def test_every_character_is_in_the_one_slice_where_the_browser_looks(slices):
    asked = [code for _, codes in slices for code in codes]
    assert len(asked) == len(set(asked))
    found = set().union(*(codes & set(font.getBestCmap()) for font, codes in slices))
    assert found == set().union(*(font.getBestCmap() for font, _ in slices))
    assert len(found) == 2045


def test_every_slice_knows_the_constants(slices):
    constants = [vars(font["MATH"].table.MathConstants).keys() for font, _ in slices]
    assert all(names == constants[0] for names in constants)
    heights = {font["MATH"].table.MathConstants.AxisHeight.Value for font, _ in slices}
    assert heights == {250}


@pytest.mark.parametrize("sign", "()[]{}|‖⟨⟩⌊⌋⌈⌉√∑∏∫∮⋃⋂⏞⏟→←↔⇒⇔↦⇌\u0302\u0303\u20d7\u0305\u0332")
def test_what_stretches_is_beside_the_space(slices, sign):
    first_available = next(font for font, codes in slices if ord(" ") in codes)
    assert ord(sign) in stretchable(first_available)


def test_every_radical_sign_reserves_the_same_width(slices):
    first_available = next(font for font, codes in slices if ord(" ") in codes)
    names = [name for name in first_available.getGlyphOrder() if name.startswith("radical")]
    assert len(names) > 5
    assert len({first_available["hmtx"][name][0] for name in names}) == 1


@pytest.mark.parametrize("sign", "\u0332\u20d7")
def test_an_accent_that_stands_alone_has_a_width(slices, sign):
    first_available = next(font for font, codes in slices if ord(" ") in codes)
    width, bearing = first_available["hmtx"][first_available.getBestCmap()[ord(sign)]]
    assert width > 300
    assert bearing == 0


@pytest.mark.parametrize("sign", "\u0302\u0303ˆ˜⏠⏡")
def test_accents_stretch_over_six_letters(slices, sign):
    first_available = next(font for font, codes in slices if ord(" ") in codes)
    variants = first_available["MATH"].table.MathVariants
    glyph = first_available.getBestCmap()[ord(sign)]
    place = variants.HorizGlyphCoverage.glyphs.index(glyph)
    records = variants.HorizGlyphConstruction[place].MathGlyphVariantRecord
    assert records[-1].AdvanceMeasurement > 4000


def test_a_typical_article_loads_at_most_120_kilobytes():
    usual = ("core", "bold", "bold-italic", "script", "double-struck")
    files = [FONTS / f"latinmodern-math-{name}.woff2" for name in usual]
    assert sum(file.stat().st_size for file in files) <= 120_000
