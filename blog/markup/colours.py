"""Colours in TeX, in the one form that the engine reads."""

from __future__ import annotations

import re

from PIL import ImageColor

from blog.markup.errors import TexError
from blog.markup.macros import Expander, Tokens
from blog.markup.marks import mark

# What the engine knows by name: xcolor's own, and those of dvips. All else of CSS we know.
_ENGINE_NAMES = frozenset(
    "red green blue cyan magenta yellow black white gray darkgray lightgray brown lime olive orange"
    " pink purple teal violet Apricot Aquamarine Bittersweet Black Blue BlueGreen BlueViolet"
    " BrickRed Brown BurntOrange CadetBlue CarnationPink Cerulean CornflowerBlue Cyan Dandelion"
    " DarkOrchid Emerald ForestGreen Fuchsia Goldenrod Gray Green GreenYellow JungleGreen Lavender"
    " LimeGreen Magenta Mahogany Maroon Melon MidnightBlue Mulberry NavyBlue OliveGreen Orange"
    " OrangeRed Orchid Peach Periwinkle PineGreen Plum ProcessBlue Purple RawSienna Red RedOrange"
    " RedViolet Rhodamine RoyalBlue RoyalPurple RubineRed Salmon SeaGreen Sepia SkyBlue"
    " SpringGreen Tan TealBlue Thistle Turquoise Violet VioletRed White WildStrawberry Yellow"
    " YellowGreen YellowOrange".split()
)
_HEX_COLOUR = re.compile(r"#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$")


def color(reader: Expander) -> None:
    r"""Read ``\color{c}{x}`` as MathJax does: what is in braces, else the rest of the group."""
    colour = colour_tokens(reader)
    if reader.peek() == "{":
        reader.output += ["{", "\\color", *colour, *reader.expand(reader.argument()), "}"]
    else:
        reader.output += ["\\color", *colour]


def textcolor(reader: Expander) -> None:
    r"""Read ``\textcolor{c}{x}``."""
    colour = colour_tokens(reader)
    reader.output += ["{", "\\color", *colour, *reader.expand(reader.argument()), "}"]


def colour_tokens(reader: Expander) -> Tokens:
    """Return the colour argument in a form the engine takes: a name or ``[HTML]``."""
    model = reader.optional()
    name = "".join(reader.argument()).strip()
    if model is not None and "".join(model).strip() != "HTML":
        return ["[", "HTML", "]", "{", _hexadecimal("".join(model).strip(), name), "}"]
    hexadecimal = _HEX_COLOUR.match(name)
    if hexadecimal is None or (model is None and not name.startswith("#")):
        return _named(name)
    digits = hexadecimal[1] if len(hexadecimal[1]) == 6 else "".join(c * 2 for c in hexadecimal[1])
    return ["[", "HTML", "]", "{", digits.upper(), "}"]


def _named(name: str) -> Tokens:
    """Return a colour of CSS or a mixture as xcolor writes it, ``blue!50!black``, as digits."""
    first, *mixed = name.split("!")
    rgb = _rgb(first)
    if name in _ENGINE_NAMES or rgb is None:
        return ["{", name, "}"]
    while mixed:
        share, other = mixed[0].strip(), _rgb(mixed[1]) if len(mixed) > 1 else (255, 255, 255)
        if other is None or not re.fullmatch(r"[0-9]{1,3}", share):
            return ["{", name, "}"]
        part = min(int(share), 100) / 100
        rgb = tuple(round(part * a + (1 - part) * b) for a, b in zip(rgb, other, strict=True))
        mixed = mixed[2:]
    return ["[", "HTML", "]", "{", "".join(f"{value:02X}" for value in rgb), "}"]


def _rgb(name: str) -> tuple[int, ...] | None:
    known = ImageColor.colormap.get(name.strip().lower())
    return ImageColor.getrgb(known)[:3] if isinstance(known, str) else known


def _hexadecimal(model: str, value: str) -> str:
    """Return a colour given as ``rgb``, ``RGB`` or ``gray`` as six digits."""
    whole = 255.0 if model == "RGB" else 1.0
    try:
        parts = [float(part) / whole for part in value.split(",")]
    except ValueError:
        parts = []
    if model == "gray" and len(parts) == 1:
        parts *= 3
    if model not in ("rgb", "RGB", "gray") or len(parts) != 3:
        raise TexError("%(colour)s is not a colour", colour=f"[{model}]{value}"[:40])
    return "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02X}" for part in parts)


def colorbox(reader: Expander, *, framed: bool = False) -> None:
    r"""Read ``\colorbox{c}{text}``, and ``\fcolorbox{frame}{c}{text}``."""
    frame = ["{", "\\color", *colour_tokens(reader), "x", "}"] if framed else []
    colour = ["{", "\\color", *colour_tokens(reader), "x", "}", *frame]
    content = ["\\text", "{", *reader.argument(), "}"]
    name = "framed" if framed else "background"
    reader.output += mark(name, [*colour, *reader.expand(content)])
