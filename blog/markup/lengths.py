"""Spaces, sizes, rules and shifts: lengths read, bounded, and said so that the engine can."""

from __future__ import annotations

import re

from blog.markup.errors import TexError
from blog.markup.macros import Expander, Tokens
from blog.markup.marks import mark

_EM = {
    "em": 1.0, "ex": 0.43, "mu": 1 / 18, "pt": 0.1, "px": 0.075, "bp": 0.1004, "pc": 1.2,
    "mm": 0.2845, "cm": 2.845, "in": 7.227, "dd": 0.107, "cc": 1.284, "sp": 0.0,
}  # fmt: skip
LENGTH = re.compile(r"\s*([+-]?)\s*(\d{0,6}(?:\.\d{0,6})?)\s*([a-z]{2})\s*")
_DIMENSIONS = ("height", "depth ", "width ")
_WIDEST_SPACE_EM = 20.0
SIZES = {
    "\\tiny": 50, "\\scriptsize": 70, "\\footnotesize": 80, "\\small": 90, "\\large": 120,
    "\\Large": 144, "\\LARGE": 173, "\\huge": 207, "\\Huge": 249,
}  # fmt: skip
_SCRIPT_BREAKS = {"&", "\\\\", "\\end", "\\right", "\\cr", *SIZES, "\\normalsize"}


def space(reader: Expander) -> None:
    r"""Write any of TeX's spacing commands as ``\mspace`` in mu, none of it absurdly wide."""
    reader.starred()
    reader.output += ["\\mspace", "{", f"{18 * length_of(reader):.4g}mu", "}"]


def length_of(reader: Expander, widest: float = _WIDEST_SPACE_EM) -> float:
    """Take a length, in braces or bare, and return it in em, within ±``widest``."""
    if reader.peek() == "{":
        tokens, rest = reader.argument(), []
    else:
        reader.skip_blanks()
        tokens = [reader.input.pop() for _ in range(min(20, len(reader.input)))]
        rest = tokens
    text = "".join(tokens)
    match = LENGTH.match(text)
    if match is None or match[3] not in _EM or not match[2].strip("."):
        raise TexError("%(length)s is not a length", length=text[:20] or "{}")
    if rest:
        taken = 0
        while taken < match.end():
            taken += len(rest[0])
            rest = rest[1:]
        reader.input.extend(reversed(rest))
    size = float(match[2]) * _EM[match[3]] * (-1 if match[1] == "-" else 1)
    return max(-widest, min(widest, size))


def rule(reader: Expander) -> None:
    r"""Read ``\rule[raised]{width}{height}``."""
    raised = _optional_length(reader)
    width, height = length_of(reader), length_of(reader, 5.0)
    reader.output += mark("rule", [], f"{max(width, 0):.3g},{max(height, 0):.3g},{raised:.3g}")


def _optional_length(reader: Expander) -> float:
    given = reader.optional()
    if given is None:
        return 0.0
    reader.push(["{", *given, "}"])
    return length_of(reader, 5.0)


def shift(reader: Expander, sign: int = 1) -> None:
    r"""Read ``\raise 3pt {x}``, and ``\lower`` with the other sign."""
    height = sign * length_of(reader, 3.0)
    box = [reader.next()] if reader.peek() in ("\\hbox", "\\mbox", "\\vbox", "\\text") else []
    content = reader.expand([*box, "{", *reader.argument(), "}"])
    reader.output += mark("raise", content, f"{height:.3g}")


def bar(reader: Expander) -> None:
    r"""Drop ``\vrule height 10pt depth 5pt width 0pt``: in formulas it props a line up."""
    while (word := "".join(reversed(reader.input[-8:])).lstrip()[:6]) in _DIMENSIONS:
        reader.skip_blanks()
        del reader.input[-len(word.rstrip()) :]
        length_of(reader)


def assignment(reader: Expander) -> None:
    r"""Drop ``\vskip 2mm`` and ``\arraycolsep=1.4pt``: pages are not ours to set here."""
    if reader.peek() == "=":
        reader.next()
    length_of(reader)


def raisebox(reader: Expander) -> None:
    r"""Read ``\raisebox{3pt}{text}``."""
    height = length_of(reader, 3.0)
    content = ["\\text", "{", *reader.argument(), "}"]
    reader.output += mark("raise", reader.expand(content), f"{height:.3g}")


def wrap(reader: Expander, name: str) -> None:
    """Mark one argument as ``name``: smashed, or of no width."""
    side = "".join(reader.optional() or []).strip()
    reader.output += mark(name, reader.expand(reader.argument()), side)


def size(reader: Expander, percent: int) -> None:
    """Apply a size to the rest of its group, cell or up to the next size."""
    rest: Tokens = []
    depth = 0
    while reader.input:
        token = reader.input[-1]
        if depth == 0 and (token == "}" or token in _SCRIPT_BREAKS):
            break
        depth += (token in ("{", "\\begin", "\\left")) - (token in ("}", "\\end", "\\right"))
        rest.append(reader.input.pop())
    reader.output += mark("size", reader.expand(rest), str(percent))
