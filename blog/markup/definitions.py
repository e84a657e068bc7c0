r"""The commands that define macros, as far as articles use them.

``\newcommand`` and its kin with one optional argument, ``\def`` with undelimited parameters,
``\let``, ``\DeclareMathOperator``.
"""

from __future__ import annotations

import re
from functools import partial

from blog.markup.errors import TexError
from blog.markup.macros import Expander, Handler, Macro, substituted

_PAIR = "\ue001"
_CONTROL_WORD = re.compile(r"\\[A-Za-z]+$")


def _define(reader: Expander, name: str, macro: Macro) -> None:
    if not _CONTROL_WORD.match(name) and not (len(name) == 2 and name[0] == "\\"):
        raise TexError("%(name)s cannot be the name of a macro", name=name)
    if not reader.limits.allows_macros:
        raise TexError("Macros cannot be defined here")
    if name in PROTECTED:
        raise TexError("%(name)s cannot be defined anew", name=name)
    reader.macros[name] = macro


def _newcommand(reader: Expander, *, keep: bool = False) -> None:
    reader.starred()
    name = "".join(token for token in reader.argument() if not token.isspace())
    count = "".join(reader.optional() or ["0"]).strip()
    if not (count.isascii() and count.isdigit() and int(count) <= 9):
        raise TexError("A macro has 0 to 9 arguments, not %(count)s", count=count[:20])
    default = reader.optional()
    body = reader.argument()
    if keep and name in reader.macros:
        return
    optional = None if default is None else tuple(default)
    _define(reader, name, Macro(int(count), tuple(body), optional))


def _def(reader: Expander) -> None:
    name = reader.next()
    parameters = 0
    while reader.input and reader.input[-1] != "{":
        token = reader.input.pop()
        if token.isspace():
            continue
        parameters += 1
        if token != "#" or not reader.input or reader.input.pop() != str(parameters):
            raise TexError("%(name)s: only plain parameters #1#2… are known here", name=name)
    _define(reader, name, Macro(parameters, tuple(reader.argument())))


def _let(reader: Expander) -> None:
    name = reader.next()
    if reader.peek() == "=":
        reader.next()
    meaning = reader.next()
    macro = reader.macros.get(meaning, Macro(0, (meaning,), is_alias=True))
    if meaning != name:
        _define(reader, name, macro)


def _declare_operator(reader: Expander) -> None:
    star = ["*"] if reader.starred() else []
    name = "".join(reader.argument()).strip()
    body = ("\\operatorname", *star, "{", *reader.argument(), "}")
    _define(reader, name, Macro(0, body))


def _declare_pair(reader: Expander) -> None:
    name = "".join(reader.argument()).strip()
    left, right = reader.argument(), reader.argument()
    body = (_PAIR, "{", "1", "}", "{", *left, "}", "{", *right, "}", "{", "#", "#", "1", "}")
    _define(reader, name, Macro(0, body))


def _declare_pair_of(reader: Expander) -> None:
    name = "".join(reader.argument()).strip()
    count = reader.optional() or ["1"]
    left, right = reader.argument(), reader.argument()
    content = [t for token in reader.argument() for t in (["#", "#"] if token == "#" else [token])]
    body = (_PAIR, "{", *count, "}", "{", *left, "}", "{", *right, "}", "{", *content, "}")
    _define(reader, name, Macro(0, body))


def _pair(reader: Expander) -> None:
    r"""Set a declared pair: ``\norm{x}`` plain, ``\norm*{x}`` growing, ``\norm[\big]{x}`` sized."""
    count = "".join(reader.argument()).strip()
    left, right, content = reader.argument(), reader.argument(), reader.argument()
    size = ["\\middle"] if reader.starred() else reader.optional() or []
    arguments = [reader.argument() for _ in range(int(count) if count in "123456789" else 1)]
    inside = substituted(tuple(content), arguments)
    inside = [t for token in inside for t in (size if token == "\\delimsize" else [token])]
    grows = size == ["\\middle"]
    before, after = (["\\left"], ["\\right"]) if grows else (size, size)
    reader.push([*before, *left, *inside, *after, *right])


def _document_command(reader: Expander, *, keep: bool = False) -> None:
    r"""Read ``\NewDocumentCommand{\x}{O{a} m m}{…}``: one optional argument in front at most."""
    name = "".join(token for token in reader.argument() if not token.isspace())
    kinds = [token for token in reader.argument() if not token.isspace()]
    default: tuple[str, ...] | None = None
    if kinds[:1] == ["o"]:
        default, kinds = (), kinds[1:]
    elif kinds[:2] == ["O", "{"]:
        end = kinds.index("}") if "}" in kinds else len(kinds)
        default, kinds = tuple(kinds[2:end]), kinds[end + 1 :]
    if any(kind != "m" for kind in kinds) or len(kinds) > 8:
        raise TexError("%(name)s: only the arguments m, o and O are known here", name=name)
    body = reader.argument()
    if not (keep and name in reader.macros):
        _define(reader, name, Macro(len(kinds) + (default is not None), tuple(body), default))


def _provide(reader: Expander) -> None:
    _newcommand(reader, keep=True)


DEFINERS: dict[str, Handler] = {
    "\\newcommand": _newcommand,
    "\\renewcommand": _newcommand,
    "\\providecommand": _provide,
    "\\NewDocumentCommand": _document_command,
    "\\RenewDocumentCommand": _document_command,
    "\\DeclareDocumentCommand": _document_command,
    "\\ProvideDocumentCommand": partial(_document_command, keep=True),
    "\\def": _def,
    "\\gdef": _def,
    "\\edef": _def,
    "\\xdef": _def,
    "\\let": _let,
    "\\DeclareMathOperator": _declare_operator,
    "\\DeclarePairedDelimiter": _declare_pair,
    "\\DeclarePairedDelimiterX": _declare_pair_of,
    _PAIR: _pair,
}
PROTECTED = frozenset({*DEFINERS, "\\begin", "\\end", "\\left", "\\right", "\\\\"})
"""Commands whose meaning our own passes rely on."""
