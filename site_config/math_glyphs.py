"""Mend the mathematics font where browsers ask of it what TeX never does.

Radical signs get one width, for Chromium reserves the widest before it knows which one it needs.
The tilde and the circumflex of TeX end at 1.9em and only as combining characters; wider ones are
made of the widest, and their spacing twins, which browsers stretch, get them too. Combining signs
that stand alone as accents get a width: drawn over what came before, they missed the letter.
Source: MathML Core, 3.2.4.3 and 5.3; OpenType, "MathVariants".
"""

from typing import Any

from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

RADICAL = 0x221A
RADICAL_ADVANCE = 890
OVERLAP = 20
"""How far a radical sign reaches below its rule, so that the two join."""
SMALLEST_BEARING = 60

STANDING_ALONE = (0x0332, 0x20D7)
"""The line and the arrow that engines write as operators of their own."""
WIDE_ACCENTS = {0x0302: 0x02C6, 0x0303: 0x02DC}
"""Combining accents and the spacing characters that stretch as they do."""
STEPS = (1.25, 1.6, 2.0, 2.5, 3.2)
"""How much wider than the font's own widest accent ours are."""


def mend(font: TTFont) -> None:
    """Change ``font`` in place; hints of the changed glyphs are lost."""
    _even_radicals(font)
    for combining, spacing in WIDE_ACCENTS.items():
        _widen(font, combining, spacing)
    for code in STANDING_ALONE:
        _stand_alone(font, font.getBestCmap()[code])


def _even_radicals(font: TTFont) -> None:
    construction = _construction(font, font.getBestCmap()[RADICAL], "Vert")
    own = construction.MathGlyphVariantRecord
    for name in {record.VariantGlyph for record in own}:
        left, _, right, _ = _bounds(font, name)
        _fit(font, [name], left, right)
    parts = [part.glyph for part in construction.GlyphAssembly.PartRecords]
    bounds = [_bounds(font, name) for name in parts]
    _fit(font, parts, min(b[0] for b in bounds), max(b[2] for b in bounds))


def _fit(font: TTFont, names: list[str], left: float, right: float) -> None:
    """Set ``names``, which reach from ``left`` to ``right``, into the radical's advance."""
    room = RADICAL_ADVANCE + OVERLAP - SMALLEST_BEARING
    scale = min(1.0, room / (right - left))
    shift = RADICAL_ADVANCE + OVERLAP - right * scale
    for name in names:
        _redraw(font, name, name, Transform(scale, 0, 0, 1, shift, 0), RADICAL_ADVANCE)


def _widen(font: TTFont, combining: int, spacing: int) -> None:
    names = font.getBestCmap()
    construction = _construction(font, names[combining], "Horiz")
    widest = construction.MathGlyphVariantRecord[-1]
    for number, step in enumerate(STEPS, start=1):
        name = f"{widest.VariantGlyph}.w{number}"
        width = round(widest.AdvanceMeasurement * step)
        _redraw(font, widest.VariantGlyph, name, Transform(step, 0, 0, 1, 0, 0), width)
        record = otTables.MathGlyphVariantRecord()
        record.VariantGlyph, record.AdvanceMeasurement = name, width
        construction.MathGlyphVariantRecord.append(record)
    construction.VariantCount = len(construction.MathGlyphVariantRecord)
    _stretch_alike(font, names[spacing], construction.MathGlyphVariantRecord[1:])


def _stand_alone(font: TTFont, glyph: str) -> None:
    """Move what ``glyph`` draws left of its place into a width of its own."""
    left, _, right, _ = _bounds(font, glyph)
    _redraw(font, glyph, glyph, Transform(1, 0, 0, 1, -left, 0), round(right - left))


def _stretch_alike(font: TTFont, glyph: str, records: list[Any]) -> None:
    """Let ``glyph`` stretch to the glyphs of ``records``."""
    variants = font["MATH"].table.MathVariants
    construction = otTables.MathGlyphConstruction()
    construction.GlyphAssembly = None
    construction.MathGlyphVariantRecord = list(records)
    construction.VariantCount = len(records)
    pairs = dict(
        zip(variants.HorizGlyphCoverage.glyphs, variants.HorizGlyphConstruction, strict=True)
    )
    pairs[glyph] = construction
    ordered = sorted(pairs, key=font.getGlyphID)
    variants.HorizGlyphCoverage.glyphs = ordered
    variants.HorizGlyphConstruction = [pairs[name] for name in ordered]
    variants.HorizGlyphCount = len(ordered)


def _redraw(font: TTFont, source: str, name: str, transform: Transform, advance: int) -> None:
    """Draw the glyph ``source``, transformed, as the glyph ``name``, which may be new."""
    table = font["CFF "].cff
    top = table.topDictIndex[0]
    pen = T2CharStringPen(advance - top.Private.nominalWidthX, None)
    font.getGlyphSet()[source].draw(TransformPen(pen, transform))
    drawn = pen.getCharString(top.Private, table.GlobalSubrs)
    strings = top.CharStrings
    if name not in strings:
        strings.charStringsIndex.append(drawn)
        strings.charStrings[name] = len(strings.charStringsIndex) - 1
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        top.charset = font.getGlyphOrder()
    else:
        strings[name] = drawn
    font["hmtx"][name] = (advance, 0)
    font["hmtx"][name] = (advance, round(_bounds(font, name)[0]))


def _construction(font: TTFont, glyph: str, axis: str) -> Any:
    variants = font["MATH"].table.MathVariants
    place = getattr(variants, f"{axis}GlyphCoverage").glyphs.index(glyph)
    return getattr(variants, f"{axis}GlyphConstruction")[place]


def _bounds(font: TTFont, name: str) -> tuple[float, float, float, float]:
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    left, low, right, high = pen.bounds
    return left, low, right, high
