r"""Text inside formulas: ``\text{…}`` and its kin, taken apart where mathematics stands in it."""

from __future__ import annotations

from blog.markup.macros import Expander, Tokens, group_from_end

TEXTS = {
    "\\text": "\\text", "\\textrm": "\\textrm", "\\textbf": "\\textbf", "\\textit": "\\textit",
    "\\textsf": "\\textsf", "\\texttt": "\\texttt", "\\emph": "\\textit", "\\textsl": "\\textit",
    "\\mbox": "\\text", "\\hbox": "\\text", "\\textnormal": "\\text", "\\textup": "\\text",
    "\\textmd": "\\text", "\\textsc": "\\text", "\\vbox": "\\text",
}  # fmt: skip
"""Commands for text, and the engine's own for each."""

_CLOSING = {"$": "$", "\\(": "\\)"}
_SWITCHES = {
    "\\rm": "\\text", "\\bf": "\\textbf", "\\it": "\\textit", "\\sl": "\\textit",
    "\\em": "\\textit", "\\sf": "\\textsf", "\\tt": "\\texttt", "\\sc": "\\text",
    "\\bfseries": "\\textbf", "\\itshape": "\\textit", "\\normalfont": "\\text",
}  # fmt: skip
_TAKING_TEXT = ("\\fbox", "\\ensuremath", "\\textcircled")
_AROUND_TEXT = {"\\underline", "\\overline", "\\boxed", *_TAKING_TEXT, *TEXTS}
_COLOURED = {"\\textcolor": 1, "\\colorbox": 1, "\\fcolorbox": 2}
_SPELLED = {
    "&": "\\&", "#": "\\#", "_": "\\_", "^": "\\textasciicircum", "\\textmu": "µ",
    "\\\\": " ", "\\n": " ", "\\/": "", "\\-": "", "\\unboldmath": "",
}  # fmt: skip


def text(reader: Expander, command: str) -> None:
    r"""Write text as the engine takes it; ``$…$`` and ``\(…\)`` in it become mathematics."""
    pieces = _Pieces(reader, command)
    pieces.read(_with_macros(reader, reader.argument()))
    if len(pieces.done) == 1:
        reader.output += pieces.done[0]
    elif pieces.done:
        reader.output += ["{", *(token for piece in pieces.done for token in piece), "}"]
    else:
        reader.output += [command, "{", "}"]


class _Pieces:
    """Text, mathematics, text, …: each as tokens that the engine can read."""

    def __init__(self, reader: Expander, command: str) -> None:
        self.reader = reader
        self.command = command
        self.is_bold = False
        self.text: Tokens = []
        self.done: list[Tokens] = []

    def read(self, content: Tokens) -> None:
        rest = content[::-1]
        while rest:
            self._take(rest.pop(), rest)
        self._end_text()

    def _take(self, token: str, rest: Tokens) -> None:
        if token in _CLOSING:
            self._mathematics(_until(rest, _CLOSING[token]))
        elif token in _SWITCHES:
            self._end_text()
            self.command = _SWITCHES[token]
            _drop_blank(rest)
        elif token == "\\boldmath":
            self.is_bold = True
            _drop_blank(rest)
        elif token == "\\color":
            colour = group_from_end(rest)
            self._set([token, "{", *colour, "}", "{", self.command, "{", *rest[::-1], "}", "}"])
            rest.clear()
        elif token in _COLOURED:
            named = [group_from_end(rest) for _ in range(_COLOURED[token])]
            colours = [t for name in named for t in ("{", *name, "}")]
            inner = ["{", self.command, "{", *group_from_end(rest), "}", "}"]
            self._set([token, *colours, *(inner if token == "\\textcolor" else inner[2:-1])])
        elif token in ("`", "'") and rest[-1:] == [token]:
            rest.pop()
            self.text.append("“" if token == "`" else "”")
        elif token == "{" or token in _AROUND_TEXT:
            self._group(token, rest)
        else:
            self.text += _spelled(token)

    def _group(self, token: str, rest: Tokens) -> None:
        """Take a group apart only where something in it asks for it."""
        if token == "{":
            rest.append("{")
        group = group_from_end(rest)
        if token in ("\\underline", "\\overline", "\\boxed"):
            self._set([token, "{", self.command, "{", *group, "}", "}"])
        elif token in _TAKING_TEXT or (token in TEXTS and not _is_plain(group)):
            self._set([token, "{", *group, "}"])
        elif _is_plain(group):
            group = [part for one in group for part in _spelled(one)]
            self.text += [*([] if token == "{" else [TEXTS[token]]), "{", *group, "}"]
        else:
            self._end_text()
            inner = _Pieces(self.reader, self.command)
            inner.read(group)
            self.done += inner.done

    def _mathematics(self, content: Tokens) -> None:
        self._set(["\\boldsymbol", "{", *content, "}"] if self.is_bold else content)

    def _set(self, content: Tokens) -> None:
        self._end_text()
        self.done.append(["{", *self.reader.expand(content), "}"])

    def _end_text(self) -> None:
        if self.text:
            self.done.append([self.command, "{", *self.text, "}"])
            self.text = []


def _with_macros(reader: Expander, content: Tokens) -> Tokens:
    """Return text with the author's macros in it expanded, as far as they take no arguments."""
    tokens: Tokens = []
    for token in content:
        macro = reader.macros.get(token)
        if macro is not None and macro.parameters == 0:
            reader.expansions += 1
            tokens += macro.body
        else:
            tokens.append(token)
    return tokens


def _is_plain(group: Tokens) -> bool:
    return not any(
        token in _CLOSING or token in _SWITCHES or token in _COLOURED or token == "\\color"
        for token in group
    )


def _spelled(token: str) -> Tokens:
    """Return a character of text as TeX spells it.

    Braces keep the blank after it, which TeX would take for the command's end.
    """
    if token not in _SPELLED:
        return [token]
    spelled = _SPELLED[token]
    return [spelled, "{", "}"] if spelled.startswith("\\") else [spelled]


def _drop_blank(rest: Tokens) -> None:
    """Drop the blank that ends a command."""
    if rest and rest[-1].isspace():
        rest.pop()


def _until(rest: Tokens, closing: str) -> Tokens:
    r"""Take what stands before ``closing``, and that too; a ``\text`` in it may have its own."""
    taken: Tokens = []
    depth = 0
    while rest:
        token = rest.pop()
        depth += (token == "{") - (token == "}")
        if token == closing and depth <= 0:
            break
        taken.append(token)
    return taken
