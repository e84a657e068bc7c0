"""Names and letters inside formulas, said so that the engine takes them."""

from __future__ import annotations

import re

from blog.markup.errors import TexError
from blog.markup.macros import Expander, Tokens, text_of, tokens_of
from blog.markup.marks import mark

_BOLD_ALPHABET = re.compile(r"\\math(cal|scr|frak)\s*\{?([A-Za-z]+)\}?")
_HAN_ONLY = re.compile(r"[\u3400-\u9fff]+")
# Signs of which the font has one weight, and what TeX takes each for.
_WITHOUT_BOLD = {
    **dict.fromkeys(
        r"\sum \prod \coprod \int \oint \iint \iiint \bigcup \bigcap \bigoplus \infty".split(), ""
    ),
    **dict.fromkeys(
        r"\times \cdot \circ \otimes \oplus \odot \wedge \vee \cap \cup \pm + -".split(),
        "\\mathbin",
    ),
    **dict.fromkeys(
        r"\subset \in \le \leq \ge \geq \ne \equiv \approx \sim \to \Rightarrow = < >".split(),
        "\\mathrel",
    ),
}
_NAME = re.compile(r"(?:\\(?:text|mathrm|operatorname)\{([A-Za-z ]+)\}|\\rm ([A-Za-z]+))")


def fbox(reader: Expander) -> None:
    r"""Read ``\fbox{text}``."""
    reader.push(["\\boxed", "{", "\\text", "{", *reader.argument(), "}", "}"])


def mathop(reader: Expander) -> None:
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
    base = _operator(content)
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


def _operator(content: Tokens) -> Tokens:
    r"""Return ``\mathop``'s content as a base: a name where it is one, set as such."""
    text = "".join(content).strip()
    name = _NAME.fullmatch(text)
    if name:
        return ["\\operatorname", "{", name[1] or name[2], "}"]
    return ["\\mathop", "{", *content, "}"]


def operatorname(reader: Expander) -> None:
    r"""Read ``\operatorname``, whose name may hold more than letters."""
    star = reader.starred()
    name = [token for token in reader.argument() if not token.isspace()]
    plain = all(len(token) == 1 or token in ("\\,", "\\ ", "\\;", "\\!") for token in name)
    if plain and not any(token in "_^$" for token in name):
        reader.output += ["\\operatorname", *(["*"] if star else []), "{", *name, "}"]
    elif star:
        reader.push(["\\mathop", "{", "\\mathrm", "{", *name, "}", "}"])
    else:
        reader.push(["\\mathop", "{", "\\mathrm", "{", *name, "}", "}", "\\nolimits"])


def bold(reader: Expander, command: str) -> None:
    r"""Write bold script and fraktur, which the engine leaves light, as characters."""
    argument = reader.argument()
    found = _BOLD_ALPHABET.fullmatch(text_of(argument).strip())
    kind = _WITHOUT_BOLD.get("".join(argument).strip())
    if kind is not None:
        strong = mark("bold", reader.expand(argument))
        reader.output += [kind, "{", *strong, "}"] if kind else strong
        return
    if found is None and _HAN_ONLY.fullmatch("".join(argument)):
        reader.output += ["\\textbf", "{", *argument, "}"]
    elif found is None:
        reader.output += [command, "{", *reader.expand(argument), "}"]
    if found is None:
        return
    first = {"cal": 0x1D4D0, "scr": 0x1D4D0, "frak": 0x1D56C}[found[1]]
    for letter in found[2]:
        place = ord(letter) - (ord("A") if letter.isupper() else ord("a") - 26)
        reader.output.append(chr(first + place))


def bold_from_here(reader: Expander) -> None:
    r"""Read ``\boldmath``: the rest of its group is bold."""
    rest: Tokens = []
    depth = 0
    while reader.input and (depth or reader.input[-1] not in ("}", "&", "\\\\")):
        token = reader.input.pop()
        depth += (token == "{") - (token == "}")
        rest.append(token)
    reader.push(["\\boldsymbol", "{", *rest, "}"])


def square_root(reader: Expander) -> None:
    r"""Read ``\sqrt[\scriptstyle n]{x}``, whose degree the engine wants in braces."""
    degree = reader.optional()
    reader.output.append("\\sqrt")
    if degree is not None:
        reader.output += ["[", "{", *reader.expand(degree), "}", "]"]


def combining(reader: Expander, accent: str) -> None:
    r"""Read a letter with a combining mark, ``x̂``, as that letter with its accent."""
    letter = reader.output[-1:]
    if letter and len(letter[0]) == 1 and letter[0].isalpha():
        reader.output[-1:] = [accent, "{", *letter, "}"]


def negated(reader: Expander) -> None:
    r"""Read ``\not\!\!D``, which strikes a letter through, as ``\slashed`` does."""
    backs = 0
    group = reader.peek() == "{" and "".join(reader.input[-4:-1][::-1]).strip().startswith("\\!")
    inner = reader.argument() if group else []
    if group:
        reader.push(inner)
    while reader.peek() == "\\!":
        reader.next()
        backs += 1
    if backs:
        reader.push(["\\slashed", "{", *([reader.next()] if reader.input else []), "}"])
    else:
        reader.output.append("\\not")


def textcircled(reader: Expander) -> None:
    r"""Read ``\textcircled{1}``: a character where there is one."""
    content = "".join(reader.argument()).strip()
    if content.isascii() and content.isdigit() and 0 < int(content) <= 20:
        reader.output += ["\\text", "{", chr(0x245F + int(content)), "}"]
    else:
        reader.output += mark("circled", ["\\text", "{", *tokens_of(content), "}"])


def unicode(reader: Expander) -> None:
    r"""Read MathJax's ``\unicode{x1D7D9}``."""
    code = "".join(reader.argument()).strip().lower().removeprefix("u+")
    digits, base = (code[1:], 16) if code.startswith("x") else (code, 10)
    try:
        number = int(digits, base)
    except ValueError:
        number = 0
    if not 0x20 < number < 0xD800 and not 0xF900 <= number < 0x110000:
        raise TexError("%(code)s is not the number of a character", code=code[:20])
    reader.output += ["\\text", "{", chr(number), "}"]
