"""Colours in TeX, in the one form that the engine reads."""

from __future__ import annotations

import re

from blog.markup.errors import TexError
from blog.markup.macros import Expander, Tokens
from blog.markup.marks import mark

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
        return ["{", name, "}"]
    digits = hexadecimal[1] if len(hexadecimal[1]) == 6 else "".join(c * 2 for c in hexadecimal[1])
    return ["[", "HTML", "]", "{", digits.upper(), "}"]


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
