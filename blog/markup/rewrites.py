r"""What math-core 0.9 lacks, said in TeX that it has; marks carry what only MathML can say.

A mark is ``{\text{<U+E000>name:value}{…}}``: mathml.py turns that group into one element.
"""

from __future__ import annotations

from functools import partial

from blog.markup.colours import color, colorbox, textcolor
from blog.markup.environments import begin
from blog.markup.lengths import LENGTH, SIZES, raisebox, rule, shift, size, space, wrap
from blog.markup.macros import Expander, Handler, Tokens, substituted, tokens_of
from blog.markup.marks import mark
from blog.markup.words import (
    bold,
    fbox,
    mathop,
    operatorname,
    text,
    textcircled,
    unicode,
)

_SHORTHANDS: dict[str, tuple[int, str]] = {
    "\\ensuremath": (1, "{#1}"),
    "\\mathnormal": (1, "{#1}"),
    "\\mathds": (1, r"\mathbb{#1}"),
    "\\bold": (1, r"\mathbf{#1}"),
    "\\vcenter": (1, "{#1}"),
    "\\substack": (1, r"\begin{subarray}{c}#1\end{subarray}"),
    "\\displaylines": (1, r"\begin{gathered}#1\end{gathered}"),
    "\\cancelto": (2, r"{\cancel{#2}}^{#1}"),
    "\\nicefrac": (2, r"{}^{#1}\!/_{#2}"),
    "\\sfrac": (2, r"{}^{#1}\!/_{#2}"),
    "\\abs": (1, r"\left|#1\right|"),
    "\\norm": (1, r"\left\|#1\right\|"),
    "\\set": (1, r"\{#1\}"),
    "\\varlimsup": (0, r"\mathop{\overline{\mathrm{lim}}}"),
    "\\varliminf": (0, r"\mathop{\underline{\mathrm{lim}}}"),
    "\\varinjlim": (0, r"\mathop{\underrightarrow{\mathrm{lim}}}"),
    "\\varprojlim": (0, r"\mathop{\underleftarrow{\mathrm{lim}}}"),
    "\\dotsb": (0, r"\cdots"),
    "\\dotsi": (0, r"\cdots"),
    "\\dotsm": (0, r"\cdots"),
    "\\dotsc": (0, r"\ldots"),
    "\\dotso": (0, r"\ldots"),
    "\\idotsint": (0, r"\int\!\cdots\!\int"),
    "\\hfill": (0, r"\quad"),
    "\\hfil": (0, r"\quad"),
    "\\strut": (0, ""),
    "\\mathstrut": (0, ""),
    "\\allowbreak": (0, ""),
    "\\nobreak": (0, ""),
    "\\notag": (0, ""),
    "\\nonumber": (0, ""),
    "\\normalsize": (0, ""),
    "\\displaybreak": (0, ""),
    "\\label": (1, ""),
    "\\require": (1, ""),
    "\\\n": (0, r"\ "),
    "\\shortintertext": (1, r"\intertext{#1}"),
    "\\cr": (0, r"\\"),
    "\\newline": (0, r"\\"),
    "\\LaTeX": (0, r"\text{LaTeX}"),
    "\\TeX": (0, r"\text{TeX}"),
    "\\celsius": (0, r"{}^\circ\mathrm{C}"),
    "\\dd": (0, r"\mathrm{d}"),
    "\\qed": (0, r"\square"),
    "\\argmin": (0, r"\operatorname*{arg\,min}"),
    "\\argmax": (0, r"\operatorname*{arg\,max}"),
}
_TEXTS = {
    "\\text": "\\text", "\\textrm": "\\textrm", "\\textbf": "\\textbf", "\\textit": "\\textit",
    "\\textsf": "\\textsf", "\\texttt": "\\texttt", "\\emph": "\\textit", "\\textsl": "\\textit",
    "\\mbox": "\\text", "\\hbox": "\\text", "\\textnormal": "\\text", "\\textup": "\\text",
    "\\textmd": "\\text", "\\textsc": "\\text", "\\vbox": "\\text",
}  # fmt: skip


def _shorthand(reader: Expander, parameters: int, body: tuple[str, ...]) -> None:
    reader.push(substituted(body, [reader.argument() for _ in range(parameters)]))


def _quantity(reader: Expander) -> None:
    r"""Read physics' ``\qty(…)``, whose argument may stand in any bracket."""
    closing = {"(": ")", "[": "]", "|": "|"}.get(reader.peek())
    if closing is None:
        content, opening, closing = reader.argument(), "(", ")"
    else:
        opening = reader.next()
        content, depth = [], 0
        while (token := reader.next()) != closing or depth:
            depth += (token in ("{", opening)) - (token in ("}", closing))
            content.append(token)
    reader.push(["\\left", opening, *content, "\\right", closing])


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


def _derivative(reader: Expander, letter: str) -> None:
    order = reader.optional()
    power = ["^", "{", *order, "}"] if order else []
    over, under = reader.argument(), None
    if reader.peek() == "{":
        under = reader.argument()
    top, bottom = (over, under) if under is not None else ([], over)
    d = tokens_of(letter)
    reader.push(["\\frac", "{", *d, *power, *top, "}", "{", *d, *bottom, *power, "}"])


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
    "\\qty": _quantity,
    "\\color": color,
    "\\textcolor": textcolor,
    "\\colorbox": colorbox,
    "\\fcolorbox": partial(colorbox, framed=True),
    "\\rule": rule,
    "\\raise": shift,
    "\\lower": partial(shift, sign=-1),
    "\\raisebox": raisebox,
    "\\smash": partial(wrap, name="smash"),
    "\\textcircled": textcircled,
    "\\\\": _newline,
    "\\hline": _hline,
    "\\dv": partial(_derivative, letter=r"\mathrm{d}"),
    "\\pdv": partial(_derivative, letter=r"\partial "),
    "\\mathchoice": _mathchoice,
    "\\root": _root,
    "\\buildrel": _buildrel,
    "\\unicode": unicode,
    "\\tag": _drop_tag,
}


def _handlers() -> dict[str, Handler]:
    """Return the table of handlers by command."""
    table: dict[str, Handler] = {
        name: partial(_shorthand, parameters=parameters, body=tuple(tokens_of(body)))
        for name, (parameters, body) in _SHORTHANDS.items()
    }
    table |= {name: partial(text, command=engine) for name, engine in _TEXTS.items()}
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
    return table | _IRREGULAR


HANDLERS = _handlers()
