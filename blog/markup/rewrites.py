r"""What math-core 0.9 lacks, said in TeX that it has; marks carry what only MathML can say.

A mark is ``{\text{<U+E000>name:value}{…}}``: mathml.py turns that group into one element.
"""

from __future__ import annotations

from functools import partial

from blog.markup.colours import color, colorbox, textcolor
from blog.markup.environments import begin
from blog.markup.errors import TexError
from blog.markup.lengths import LENGTH, SIZES, raisebox, rule, shift, size, space, wrap
from blog.markup.macros import Expander, Handler, Tokens, substituted, tokens_of
from blog.markup.marks import mark

_SHORTHANDS: dict[str, tuple[int, str]] = {
    "\\ensuremath": (1, "{#1}"),
    "\\mathnormal": (1, "{#1}"),
    "\\mathds": (1, r"\mathbb{#1}"),
    "\\bold": (1, r"\mathbf{#1}"),
    "\\pmb": (1, r"\boldsymbol{#1}"),
    "\\vcenter": (1, "{#1}"),
    "\\substack": (1, r"\begin{subarray}{c}#1\end{subarray}"),
    "\\displaylines": (1, r"\begin{gathered}#1\end{gathered}"),
    "\\cancelto": (2, r"{\cancel{#2}}^{#1}"),
    "\\nicefrac": (2, r"{}^{#1}\!/_{#2}"),
    "\\sfrac": (2, r"{}^{#1}\!/_{#2}"),
    "\\abs": (1, r"\left|#1\right|"),
    "\\norm": (1, r"\left\|#1\right\|"),
    "\\qty": (1, r"\left(#1\right)"),
    "\\set": (1, r"\{#1\}"),
    "\\intertext": (1, r"\\ \text{#1}\\"),
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


def _text(reader: Expander, command: str) -> None:
    r"""Write text as the engine takes it; ``$…$`` and ``\(…\)`` in it become mathematics."""
    content = _text_tokens(reader)
    parts: list[Tokens] = [[]]
    for token in content:
        if token in ("$", "\\(", "\\)"):
            parts.append([])
        else:
            parts[-1].append(" " if token in ("\\\\", "\\n") else token)
    if len(parts) == 1:
        reader.output += [command, "{", *parts[0], "}"]
        return
    reader.output.append("{")
    for place, part in enumerate(parts):
        if place % 2:
            reader.output += ["{", *reader.expand(part), "}"]
        elif part:
            reader.output += [command, "{", *part, "}"]
    reader.output.append("}")


def _text_tokens(reader: Expander) -> Tokens:
    """Return the argument with the author's macros in it expanded, but nothing rewritten."""
    tokens: Tokens = []
    for token in reader.argument():
        macro = reader.macros.get(token)
        if macro is not None and macro.parameters == 0:
            reader.expansions += 1
            tokens += macro.body
        elif token in ("&", "#", "_", "^"):
            tokens.append("\\" + token if token != "^" else "\\textasciicircum ")
        else:
            tokens.append(token)
    return tokens


def _fbox(reader: Expander) -> None:
    reader.push(["\\boxed", "{", "\\text", "{", *reader.argument(), "}", "}"])


def _mathop(reader: Expander) -> None:
    r"""Set ``\mathop{…}`` with what stands above and below it, which the engine cannot."""
    content = reader.expand(reader.argument())
    below: Tokens | None = None
    above: Tokens | None = None
    stacked = reader.display
    while (token := reader.peek()) in ("\\limits", "\\nolimits", "_", "^"):
        if (token == "_" and below is not None) or (token == "^" and above is not None):
            break
        reader.next()
        if token in ("\\limits", "\\nolimits"):
            stacked = token == "\\limits"
        elif token == "_":
            below = reader.expand(reader.argument())
        else:
            above = reader.expand(reader.argument())
    base = ["\\mathop", "{", *content, "}"]
    if not stacked:
        reader.output += base
        reader.output += ["_", "{", *below, "}"] if below is not None else []
        reader.output += ["^", "{", *above, "}"] if above is not None else []
        return
    if above is not None:
        base = ["\\overset", "{", *above, "}", "{", *base, "}"]
    if below is not None:
        base = ["\\underset", "{", *below, "}", "{", *base, "}"]
    reader.output += base


def _operatorname(reader: Expander) -> None:
    star = reader.starred()
    name = reader.argument()
    plain = all(len(token) == 1 or token in ("\\,", "\\ ", "\\;", "\\!") for token in name)
    if plain and not any(token in "_^$" for token in name):
        reader.output += ["\\operatorname", *(["*"] if star else []), "{", *name, "}"]
    elif star:
        reader.push(["\\mathop", "{", "\\mathrm", "{", *name, "}", "}"])
    else:
        reader.push(["\\mathop", "{", "\\mathrm", "{", *name, "}", "}", "\\nolimits"])


def _textcircled(reader: Expander) -> None:
    content = "".join(reader.argument()).strip()
    if content.isascii() and content.isdigit() and 0 < int(content) <= 20:
        reader.output += ["\\\\text", "{", chr(0x245F + int(content)), "}"]
    else:
        reader.output += mark("circled", ["\\\\text", "{", *tokens_of(content), "}"])


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


def _unicode(reader: Expander) -> None:
    code = "".join(reader.argument()).strip().lower().removeprefix("u+")
    digits, base = (code[1:], 16) if code.startswith("x") else (code, 10)
    try:
        number = int(digits, base)
    except ValueError:
        number = 0
    if not 0x20 < number < 0xD800 and not 0xF900 <= number < 0x110000:
        raise TexError("%(code)s is not the number of a character", code=code[:20])
    reader.output += ["\\text", "{", chr(number), "}"]


def _drop_tag(reader: Expander) -> None:
    reader.starred()
    reader.argument()


def _handlers() -> dict[str, Handler]:
    """Return the table of handlers by command."""
    table: dict[str, Handler] = {
        name: partial(_shorthand, parameters=parameters, body=tuple(tokens_of(body)))
        for name, (parameters, body) in _SHORTHANDS.items()
    }
    table |= {name: partial(_text, command=engine) for name, engine in _TEXTS.items()}
    table |= {name: partial(size, percent=percent) for name, percent in SIZES.items()}
    for name in ("hspace", "kern", "mkern", "hskip", "mskip", "mspace"):
        table[f"\\{name}"] = space
    for name in "left right middle big Big bigg Bigg".split():
        table[f"\\{name}"] = partial(_delimiter, command=f"\\{name}")
    for name, kind in (("clap", "clap"), ("llap", "llap"), ("rlap", "rlap")):
        table[f"\\math{kind}"] = table[f"\\{name}"] = partial(wrap, name=kind)
    return table | {
        "\\begin": begin,
        "\\fbox": _fbox,
        "\\mathop": _mathop,
        "\\operatorname": _operatorname,
        "\\color": color,
        "\\textcolor": textcolor,
        "\\colorbox": colorbox,
        "\\fcolorbox": partial(colorbox, framed=True),
        "\\rule": rule,
        "\\raise": shift,
        "\\lower": partial(shift, sign=-1),
        "\\raisebox": raisebox,
        "\\smash": partial(wrap, name="smash"),
        "\\textcircled": _textcircled,
        "\\\\": _newline,
        "\\hline": _hline,
        "\\dv": partial(_derivative, letter=r"\mathrm{d}"),
        "\\pdv": partial(_derivative, letter=r"\partial "),
        "\\mathchoice": _mathchoice,
        "\\root": _root,
        "\\buildrel": _buildrel,
        "\\unicode": _unicode,
        "\\tag": _drop_tag,
    }


HANDLERS = _handlers()
