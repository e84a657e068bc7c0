"""The physics package's commands, and braket's, whose arguments stand in any bracket.

Source: the manuals of both packages on CTAN.
"""

from __future__ import annotations

from functools import partial

from blog.markup.macros import Expander, Handler, Tokens, tokens_of
from blog.markup.marks import mark
from blog.markup.units import quantity as quantity_with_unit

_CLOSING = {"(": ")", "[": "]", "|": "|"}
_MATRICES = {"(": "pmatrix", "[": "bmatrix", "|": "vmatrix"}


def _quantity(reader: Expander) -> None:
    r"""Read ``\qty(…)`` of physics, or siunitx's ``\qty{5}{\metre}``, which has two arguments."""
    reader.starred()
    opening = reader.peek()
    if opening in _CLOSING:
        content = _bracketed(reader)
        reader.push(["\\left", opening, *content, "\\right", _CLOSING[opening]])
        return
    content = reader.argument()
    if reader.peek() == "{":
        quantity_with_unit(reader, content)
    else:
        reader.push(["\\left", "\\{", *content, "\\right", "\\}"])


def _bracketed(reader: Expander) -> Tokens:
    """Take what stands in the bracket that comes next, brackets inside it balanced."""
    opening = reader.next()
    closing = _CLOSING[opening]
    content: Tokens = []
    depth = 0
    while (token := reader.next_exactly()) != closing or depth:
        depth += (token in ("{", opening)) - (token in ("}", closing))
        content.append(token)
    return content


def _fenced(reader: Expander, left: str, right: str) -> None:
    r"""Read ``\abs{x}``; with a star or a size the bars do not grow by themselves."""
    plain, given = reader.starred(), reader.optional()
    content = reader.argument()
    if plain or given is not None:
        given = given or []
        reader.push([*given, left, *content, *given, right])
    else:
        reader.push(["\\left", left, *content, "\\right", right])


def _derivative(reader: Expander, letter: str) -> None:
    reader.starred()
    order = reader.optional()
    power = ["^", "{", *order, "}"] if order else []
    first = reader.argument()
    arguments = [first]
    while reader.peek() == "{" and len(arguments) < 3:
        arguments.append(reader.argument())
    d = tokens_of(letter)
    top, below = ([], arguments) if len(arguments) == 1 else (first, arguments[1:])
    total = power if len(below) == 1 else ["^", *str(len(below))]
    under = [token for part in below for token in (*d, *part)]
    reader.push(["\\frac", "{", *d, *total, *top, "}", "{", *under, *power, "}"])


def _differential(reader: Expander) -> None:
    r"""Read ``\dd``, ``\dd x``, ``\dd{x}`` and ``\dd[3]{x}``."""
    order = reader.optional()
    reader.output += ["\\mathrm", "{", "d", "}", *(["^", "{", *order, "}"] if order else [])]
    if reader.peek() == "{":
        reader.output += ["{", *reader.expand(reader.argument()), "}"]


def _variation(reader: Expander) -> None:
    reader.output += ["\\delta", " "]


def _bold_vector(reader: Expander) -> None:
    command = "\\boldsymbol" if reader.starred() else "\\mathbf"
    reader.push([command, "{", *reader.argument(), "}"])


def _bra_ket(reader: Expander) -> None:
    r"""Read ``\braket{a|b}``, and physics' ``\braket{a}{b}``."""
    reader.starred()
    parts = reader.argument()
    if reader.peek() == "{":
        parts = [*parts, "|", *reader.argument()]
    middle = [t for token in parts for t in (["\\middle", "|"] if token == "|" else [token])]
    reader.push(["\\left", "\\langle", *middle, "\\right", "\\rangle"])


def _expectation(reader: Expander) -> None:
    r"""Read ``\ev{A}`` and ``\ev{A}{x}``, which is a matrix element with the same side twice."""
    reader.starred()
    operator = reader.argument()
    if reader.peek() != "{":
        reader.push(["\\left", "\\langle", *operator, "\\right", "\\rangle"])
        return
    state = reader.argument()
    bar = ["\\middle", "|"]
    inside = [*state, *bar, *operator, *bar, *state]
    reader.push(["\\left", "\\langle", *inside, "\\right", "\\rangle"])


def _matrix(reader: Expander, small: bool = False) -> None:
    r"""Read ``\mqty(a & b \\ c & d)``."""
    reader.starred()
    opening = reader.peek()
    name = _MATRICES.get(opening, "matrix")
    content = _bracketed(reader) if opening in _CLOSING else reader.argument()
    begin, end = ([command, "{", *name, "}"] for command in ("\\begin", "\\end"))
    whole = ["{", *begin, *content, *end, "}"]
    if small:
        reader.output += mark("size", reader.expand(whole), "70")
    else:
        reader.push(whole)


PHYSICS: dict[str, Handler] = {
    "\\qty": _quantity,
    "\\quantity": _quantity,
    "\\abs": partial(_fenced, left="|", right="|"),
    "\\absolutevalue": partial(_fenced, left="|", right="|"),
    "\\norm": partial(_fenced, left="\\|", right="\\|"),
    "\\set": partial(_fenced, left="\\{", right="\\}"),
    "\\dv": partial(_derivative, letter=r"\mathrm{d}"),
    "\\derivative": partial(_derivative, letter=r"\mathrm{d}"),
    "\\pdv": partial(_derivative, letter=r"\partial "),
    "\\partialderivative": partial(_derivative, letter=r"\partial "),
    "\\fdv": partial(_derivative, letter=r"\delta "),
    "\\dd": _differential,
    "\\differential": _differential,
    "\\var": _variation,
    "\\vb": _bold_vector,
    "\\vectorbold": _bold_vector,
    "\\braket": _bra_ket,
    "\\ev": _expectation,
    "\\expval": _expectation,
    "\\mqty": _matrix,
    "\\matrixquantity": _matrix,
    "\\smqty": partial(_matrix, small=True),
}
