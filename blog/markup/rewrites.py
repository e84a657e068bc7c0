r"""What math-core 0.9 lacks, said in TeX that it has; marks carry what only MathML can say.

A mark is ``{\text{<U+E000>name:value}{…}}``: mathml.py turns that group into one element.
"""

from __future__ import annotations

import re
from functools import partial

from blog.markup.boxes import BOXES
from blog.markup.colours import color, colorbox, textcolor
from blog.markup.environments import begin, column_letters
from blog.markup.errors import TexError
from blog.markup.infix import INFIX
from blog.markup.lengths import (
    LENGTH,
    SIZES,
    assignment,
    bar,
    raisebox,
    rule,
    shift,
    size,
    space,
    wrap,
)
from blog.markup.macros import Expander, Handler, Tokens, substituted, tokens_of
from blog.markup.marks import mark
from blog.markup.physics import PHYSICS
from blog.markup.proofs import PROOFS
from blog.markup.shorthands import SHORTHANDS
from blog.markup.tensors import TENSORS
from blog.markup.text_groups import TEXTS, text
from blog.markup.units import UNITS
from blog.markup.words import (
    bold,
    bold_from_here,
    combining,
    fbox,
    mathop,
    negated,
    operatorname,
    square_root,
    textcircled,
    unicode,
)

_COMBINING = {
    "\u0300": "grave", "\u0301": "acute", "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar",
    "\u0305": "overline", "\u0306": "breve", "\u0307": "dot", "\u0308": "ddot",
    "\u030a": "mathring", "\u030c": "check", "\u0332": "underline", "\u20d7": "vec",
}  # fmt: skip


def _shorthand(reader: Expander, parameters: int, body: tuple[str, ...]) -> None:
    reader.push(substituted(body, [reader.argument() for _ in range(parameters)]))


def _delimiter(reader: Expander, command: str) -> None:
    r"""Let ``<`` and ``>`` be angle brackets after ``\left`` and its kin."""
    reader.output.append(command)
    names = {"<": "\\langle", ">": "\\rangle", "\\lt": "\\langle", "\\gt": "\\rangle"}
    token = reader.peek()
    if token in names:
        reader.next()
        reader.output.append(names[token])


def _newline(reader: Expander) -> None:
    r"""Write ``\\`` without its star and extra space, which the engine would print."""
    reader.output += ["\\\\", " "]
    if reader.input and reader.input[-1] == "*":
        reader.input.pop()
    if reader.peek() == "[":
        inside = reader.optional()
        if inside is not None and not LENGTH.fullmatch("".join(inside)):
            reader.input.extend(reversed(["[", *inside, "]"]))


def _hline(reader: Expander) -> None:
    reader.output.append("\\hline")
    while reader.peek() == "\\hline":
        reader.next()


def _mathchoice(reader: Expander) -> None:
    choices = [reader.argument() for _ in range(4)]
    reader.push(["{", *choices[0 if reader.display else 1], "}"])


def _root(reader: Expander) -> None:
    degree: Tokens = []
    while (token := reader.next()) != "\\of":
        degree.append(token)
    reader.push(["\\sqrt", "[", *degree, "]", "{", *reader.argument(), "}"])


def _buildrel(reader: Expander) -> None:
    above: Tokens = []
    while (token := reader.next()) != "\\over":
        above.append(token)
    reader.push(["\\overset", "{", *above, "}", "{", *reader.argument(), "}"])


def _bracketed_nothing(reader: Expander) -> None:
    r"""Drop ``\MoveEqLeft`` and its optional number."""
    reader.optional()


def _continued_fraction(reader: Expander) -> None:
    r"""Read ``\cfrac[l]{1}{x}``; where its numerator stands is more than MathML Core can say."""
    reader.optional()
    reader.output.append("\\cfrac")


def _dots_for(reader: Expander) -> None:
    r"""Read ``\hdotsfor[1.5]{3}``: dots in each of three columns."""
    reader.optional()
    count = "".join(reader.argument()).strip()
    times = min(int(count), 50) if count.isascii() and count.isdigit() else 1
    reader.output += [*["\\cdots", "&"] * times][:-1]


def _columns(reader: Expander) -> None:
    r"""Read ``\multicolumn{2}{c}{x}``."""
    count = "".join(reader.argument()).strip()
    letter = column_letters(reader.argument())[0]
    if not (count.isascii() and count.isdigit() and 0 < int(count) <= 100):
        raise TexError("%(count)s is not a number of columns", count=count[:20])
    reader.output += mark("columns", reader.expand(reader.argument()), f"{count},{letter}")


def _partial_rule(reader: Expander) -> None:
    r"""Read ``\cline{2-3}``."""
    columns = "".join(reader.argument()).replace(" ", "")
    if not re.fullmatch(r"[0-9]{1,2}-[0-9]{1,2}", columns):
        raise TexError("%(columns)s are no columns", columns=columns[:20])
    reader.output += mark("line", [], columns)


def _char(reader: Expander) -> None:
    r"""Read ``\char"41``, ``\char'101`` and ``\char65``."""
    base = {'"': 16, "'": 8}.get(reader.peek(), 10)
    if base != 10:
        reader.next()
    digits = ""
    while reader.input and re.fullmatch("[0-9A-F]", reader.input[-1]) and len(digits) < 6:
        digits += reader.input.pop()
    try:
        code = f"x{int(digits, base):x}"
    except ValueError:
        code = digits
    reader.push(["\\unicode", "{", *code, "}"])


def _drop_tag(reader: Expander) -> None:
    reader.starred()
    reader.argument()


def _intertext(reader: Expander) -> None:
    r"""Read ``\intertext{text}``: a row that begins at the margin and has no columns."""
    text = mark("across", reader.expand(["\\text", "{", *reader.argument(), "}"]))
    begins = "".join(reader.output[-2:]).strip() in ("\\\\", "")
    ends = reader.peek() == "\\\\"
    reader.output += [*([] if begins else ["\\\\", " "]), *text, *([] if ends else ["\\\\", " "])]


_IRREGULAR: dict[str, Handler] = {
    "\\intertext": _intertext,
    "\\begin": begin,
    "\\fbox": fbox,
    "\\mathop": mathop,
    "\\operatorname": operatorname,
    "\\color": color,
    "\\textcolor": textcolor,
    "\\colorbox": colorbox,
    "\\fcolorbox": partial(colorbox, framed=True),
    "\\rule": rule,
    "\\raise": shift,
    "\\lower": partial(shift, sign=-1),
    "\\raisebox": raisebox,
    "\\vrule": bar,
    "\\vskip": assignment,
    "\\arraycolsep": assignment,
    "\\tabcolsep": assignment,
    "\\mathsurround": assignment,
    "\\jot": assignment,
    "\\boldmath": bold_from_here,
    "\\sqrt": square_root,
    "\\not": negated,
    "\\smash": partial(wrap, name="smash"),
    "\\textcircled": textcircled,
    "\\\\": _newline,
    "\\hline": _hline,
    "\\mathchoice": _mathchoice,
    "\\root": _root,
    "\\buildrel": _buildrel,
    "\\unicode": unicode,
    "\\tag": _drop_tag,
    "\\cfrac": _continued_fraction,
    "\\MoveEqLeft": _bracketed_nothing,
    "\\hdotsfor": _dots_for,
    "\\multicolumn": _columns,
    "\\cline": _partial_rule,
    "\\char": _char,
}


def _handlers() -> dict[str, Handler]:
    """Return the table of handlers by command."""
    table: dict[str, Handler] = {
        name: partial(_shorthand, parameters=parameters, body=tuple(tokens_of(body)))
        for name, (parameters, body) in SHORTHANDS.items()
    }
    table |= {name: partial(text, command=engine) for name, engine in TEXTS.items()}
    for name in ("boldsymbol", "bm", "pmb", "mathbf"):
        engine = "\\mathbf" if name == "mathbf" else "\\boldsymbol"
        table[f"\\{name}"] = partial(bold, command=engine)
    table |= {name: partial(size, percent=percent) for name, percent in SIZES.items()}
    for name in ("hspace", "kern", "mkern", "hskip", "mskip", "mspace"):
        table[f"\\{name}"] = space
    for name in "left right middle big Big bigg Bigg".split():
        table[f"\\{name}"] = partial(_delimiter, command=f"\\{name}")
    for name, kind in (("clap", "clap"), ("llap", "llap"), ("rlap", "rlap")):
        table[f"\\math{kind}"] = table[f"\\{name}"] = partial(wrap, name=kind)
    table |= {sign: partial(combining, accent=f"\\{name}") for sign, name in _COMBINING.items()}
    return table | PHYSICS | UNITS | BOXES | INFIX | PROOFS | TENSORS | _IRREGULAR


HANDLERS = _handlers()
