"""Text, names and letters inside formulas, said so that the engine takes them."""

from __future__ import annotations

import re

from blog.markup.errors import TexError
from blog.markup.macros import Expander, Tokens, text_of, tokens_of
from blog.markup.marks import mark

_BOLD_ALPHABET = re.compile(r"\\math(cal|scr|frak)\s*\{?([A-Za-z]+)\}?")
_HAN_ONLY = re.compile(r"[\u3400-\u9fff]+")
_NAME = re.compile(r"(?:\\(?:text|mathrm|operatorname)\{([A-Za-z ]+)\}|\\rm ([A-Za-z]+))")


def text(reader: Expander, command: str) -> None:
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
            # Braces keep the blank after it, which TeX would take for the command's end.
            tokens += ["\\" + token if token != "^" else "\\textasciicircum", "{", "}"]
        else:
            tokens.append(token)
    return tokens


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
    name = reader.argument()
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
