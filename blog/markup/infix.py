r"""TeX's commands between two halves of a group: ``{n\atopwithdelims() k}``.

Source: The TeXbook, ch. 17, "Generalized fractions". ``\over`` and its like the engine knows.
"""

from __future__ import annotations

from functools import partial

from blog.markup.lengths import length_of
from blog.markup.macros import Expander, Handler, Tokens

_ENDS = {"&", "\\\\", "\\cr", "\\right", "\\end"}


def _fraction(reader: Expander, *, delimited: bool, line: str) -> None:
    fences = [reader.next(), reader.next()] if delimited else []
    if not line:
        line = f"{length_of(reader):.3g}em"
    above, below = _before(reader), reader.expand(_behind(reader))
    bar = {"over": "", "atop": "0pt"}.get(line, line)
    thickness = ["{", *bar, "}"]
    whole = ["\\genfrac", "{", "}", "{", "}", *thickness, "{", "}"]
    fraction = [*whole, "{", *above, "}", "{", *below, "}"]
    if fences:
        fraction = ["\\left", fences[0], *fraction, "\\right", fences[1]]
    reader.output += fraction


def _before(reader: Expander) -> Tokens:
    """Take back what was written since the group, cell or pair of delimiters began."""
    depth = 0
    start = len(reader.output)
    while start:
        token = reader.output[start - 1]
        depth += (token in ("}", "\\right")) - (token in ("{", "\\left"))
        if depth < 0 or (depth == 0 and token in _ENDS):
            break
        start -= 1
    taken = reader.output[start:]
    del reader.output[start:]
    return taken


def _behind(reader: Expander) -> Tokens:
    taken: Tokens = []
    depth = 0
    while reader.input:
        token = reader.input[-1]
        if depth == 0 and (token == "}" or token in _ENDS):
            break
        depth += (token in ("{", "\\left", "\\begin")) - (token in ("}", "\\right", "\\end"))
        taken.append(reader.input.pop())
    return taken


INFIX: dict[str, Handler] = {
    "\\above": partial(_fraction, delimited=False, line=""),
    "\\abovewithdelims": partial(_fraction, delimited=True, line=""),
    "\\overwithdelims": partial(_fraction, delimited=True, line="over"),
    "\\atopwithdelims": partial(_fraction, delimited=True, line="atop"),
}
