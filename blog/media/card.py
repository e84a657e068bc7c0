"""The picture that goes with a link to an article: its title as the page sets it.

Measures and colours are those of the page's light theme; see ``static/css/tokens.css``.
"""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from blog.media.typesetting import MISSING, fit, font_of, length, line_height, printable, write

WIDTH, HEIGHT = 1200, 630
"""The size that link previews are cut for."""
DRAWN_WITH = 1
"""Raise it when the drawing changes: then all pictures are drawn again."""

PAPER, INK, INK_2, SEAL = "#fcfcfa", "#0c0e10", "#5b6167", "#b2341f"
MARGIN, TEXT = 80, 256
TITLE_TOP, TITLE_BOTTOM = 190, 520
TITLE_SIZES = (84, 76, 68, 60, 52, 46)
MOST_MISSING = 4
"""A title of which more than one in so many characters is missing says nothing in this face."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture says. day, month: as in the date badge. foot: left and right below."""

    title: str
    day: str
    month: str
    site: str
    foot: tuple[str, str]


def draw(card: Card) -> bytes:
    """Return the picture as PNG, some 15 KB; takes a tenth of a second."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    _masthead(pen, card.site)
    _badge(pen, card.day, card.month)
    _title(pen, card)
    _foot(pen, *card.foot)
    data = BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    return data.getvalue()


@cache
def _palette() -> Image.Image:
    """Return the paper, the seal, and the steps between paper and both inks."""
    inks = Image.new("RGB", (1 + 1 + 20 + 10, 1), PAPER)
    inks.putpixel((1, 0), ImageColor.getrgb(SEAL))
    for first, steps, ink in ((2, 20, INK), (22, 10, INK_2)):
        for step in range(steps):
            colour = Image.blend(_spot(PAPER), _spot(ink), (step + 1) / steps)
            inks.paste(colour, (first + step, 0))
    return inks.quantize(32)


def _spot(colour: str) -> Image.Image:
    return Image.new("RGB", (1, 1), colour)


def _masthead(pen: ImageDraw.ImageDraw, site: str) -> None:
    """Draw the wordmark with its red square, and the thick-thin rule below."""
    line = fit(printable(site), WIDTH - 2 * MARGIN - 40, 60, (42,)).lines[0]
    write(pen, (MARGIN, 96), line, 42, INK)
    end = MARGIN + length(line, 42) + 12
    pen.rectangle((end, 81, end + 14, 95), SEAL)
    pen.rectangle((MARGIN, 122, WIDTH - MARGIN - 1, 127), INK)
    pen.rectangle((MARGIN, 132, WIDTH - MARGIN - 1, 133), INK)


def _badge(pen: ImageDraw.ImageDraw, day: str, month: str) -> None:
    """Draw the date as a fraction: the day over the month."""
    middle = MARGIN + 56
    pen.text((middle, TITLE_TOP + 66), day, INK, font_of(84), anchor="ms")
    pen.rectangle((MARGIN, TITLE_TOP + 84, MARGIN + 111, TITLE_TOP + 87), INK)
    pen.text((middle, TITLE_TOP + 130), month, INK_2, font_of(36), anchor="ms")


def _title(pen: ImageDraw.ImageDraw, card: Card) -> None:
    title = printable(card.title)
    if title.count(MISSING) * MOST_MISSING > len(title):
        title = printable(card.site)
    setting = fit(title, WIDTH - MARGIN - TEXT, TITLE_BOTTOM - TITLE_TOP, TITLE_SIZES)
    for number, line in enumerate(setting.lines):
        # The first line's capitals stand as high as the day beside it.
        baseline = TITLE_TOP + setting.size * 4 // 5 + number * line_height(setting.size)
        write(pen, (TEXT, baseline), line, setting.size, INK)


def _foot(pen: ImageDraw.ImageDraw, left: str, right: str) -> None:
    right = fit(printable(right), 500, 45, (30,)).lines[0]
    start = WIDTH - MARGIN - length(right, 30)
    write(pen, (start, 572), right, 30, INK_2)
    left = fit(printable(left), int(start) - TEXT - 40, 45, (30,)).lines[0]
    write(pen, (TEXT, 572), left, 30, INK_2)
