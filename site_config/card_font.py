"""Cut Noto Serif CJK to what titles are written in, for the pictures of link previews.

GB 2312 and the first level of Big5, which is what Chinese is set with, simplified and traditional,
both known to Python by their encodings; Latin, Greek, Cyrillic, kana, punctuation and the signs of
mathematics. Without hints and tables of layout: Pillow uses neither at these sizes.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from blog.media.typesetting import FONT, NARROW

SIMPLIFIED_CHINESE = 2
"""The place of this face in Noto's collection, where Japanese and Korean stand first."""

VARIATIONS = 14
"""The format of the one table of characters that names no glyphs."""

BLOCKS = (
    (0x20, 0x7E),
    (0xA0, 0x24F),  # Latin
    (0x370, 0x45F),  # Greek, Cyrillic
    (0x2000, 0x209F),  # punctuation, raised and lowered figures
    (0x2100, 0x23FF),  # letter-like signs, fractions, arrows, operators
    (0x25A0, 0x25FF),
    (0x3000, 0x30FF),  # Chinese punctuation, kana
    (0xFF00, 0xFFEF),
)
NAMES_AND_ELEMENTS = (
    "〇喆堃镕玥旻翀昉晞翊珺琮煊烜翃祎頔骉淼犇羴囧槑赟垚焱炅彧旸暐璟瑄祺骢阇垕晟"
    "锎锿镄钔锘铹𬬻𬭊𬭳𬭛𬭶鿏𫟼𬬭鿭镆𫟷鿬鿫氘氚"
)
"""Characters of people's and elements' names that both sets lack."""


def characters() -> set[int]:
    """Return the characters that titles are written in."""
    both = {*_encoded("gb2312", 0xA1, 0xF7), *_encoded("big5", 0xA4, 0xC6)}
    blocks = {code for first, last in BLOCKS for code in range(first, last + 1)}
    return both | blocks | set(map(ord, NAMES_AND_ELEMENTS))


def _encoded(encoding: str, first: int, last: int) -> Iterator[int]:
    """Yield what stands in the rows ``first`` to ``last`` of an encoding by pairs of bytes."""
    for row in range(first, last + 1):
        # The first level of Big5 ends with C67E.
        for column in range(0x40, 0x7F if (encoding, row) == ("big5", 0xC6) else 0xFF):
            decoded = bytes([row, column]).decode(encoding, errors="ignore")
            if len(decoded) == 1 and ord(decoded) > 0xFF:
                yield ord(decoded)


def cut(source: Path) -> int:
    """Write the font; return its bytes."""
    options = subset.Options(
        layout_features=[],
        hinting=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 13, 14],
        font_number=SIMPLIFIED_CHINESE,
    )
    options.drop_tables += ["BASE", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    font = subset.load_font(source, options)
    font.recalcTimestamp = False
    _add_narrow_quotes(font)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters() | set(map(ord, NARROW.values())))
    cutter.subset(font)
    subset.save_font(font, FONT, options)
    return FONT.stat().st_size


def _add_narrow_quotes(font: TTFont) -> None:
    """Give the quotes of Latin text, which a feature of layout brings, characters of their own."""
    features = font["GSUB"].table.FeatureList.FeatureRecord
    feature = next(record.Feature for record in features if record.FeatureTag == "pwid")
    (lookup,) = (font["GSUB"].table.LookupList.Lookup[n] for n in feature.LookupListIndex)
    narrow: dict[str, str] = {}
    for table in lookup.SubTable:
        narrow |= getattr(table, "ExtSubTable", table).mapping
    wide = font.getBestCmap()
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != VARIATIONS:
            table.cmap |= {ord(NARROW[q]): narrow[wide[ord(q)]] for q in NARROW}


def main() -> None:
    """Cut the font named on the command line and say what it weighs."""
    parser = argparse.ArgumentParser(description=cut.__doc__)
    parser.add_argument("source", type=Path, help="NotoSerifCJK-Bold.ttc")
    print(f"{FONT.name} {cut(parser.parse_args().source) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
