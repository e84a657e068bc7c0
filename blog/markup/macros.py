r"""Expand TeX macros: one loop over tokens, within limits.

What defines a macro, and every command that needs more than substitution, is a handler.
Source: The TeXbook, ch. 20.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from blog.markup.errors import TexError, TexLimitError
from blog.markup.profiles import TexLimits

_TOKEN = re.compile(r"\\[A-Za-z]+|\\[\s\S]|\s+|%[^\n]*\n?|[\s\S]")

Tokens = list[str]


@dataclass(frozen=True, slots=True)
class Macro:
    """What a command stands for: ``body`` with ``#1``…; ``default`` makes the first optional.

    is_alias: ``body`` is one command in its first meaning, whatever was defined for it since.
    """

    parameters: int
    body: tuple[str, ...]
    default: tuple[str, ...] | None = None
    is_alias: bool = False


class Macros(dict[str, Macro]):
    """The macros of one document, how often they were called so far, and what time was spent.

    engine_seconds: on formulas that the first engine refused.
    """

    calls = 0
    engine_seconds = 0.0

    def copy(self) -> Macros:
        """Return the same table with the same counts, to define in without consequences."""
        same = Macros(self)
        same.calls, same.engine_seconds = self.calls, self.engine_seconds
        return same


def tokens_of(tex: str) -> Tokens:
    """Return the TeX tokens of ``tex``, comments left out, runs of blanks as one token."""
    return [token for token in _TOKEN.findall(tex) if not token.startswith("%")]


def group_from_end(rest: Tokens) -> Tokens:
    """Take a group off the end of ``rest``, which is reversed, without its braces; or one token."""
    if not rest or rest[-1] != "{":
        return [rest.pop()] if rest else []
    rest.pop()
    taken: Tokens = []
    depth = 1
    while rest:
        token = rest.pop()
        depth += (token == "{") - (token == "}")
        if depth == 0:
            break
        taken.append(token)
    return taken


def text_of(tokens: list[str]) -> str:
    """Return ``tokens`` as TeX, with a blank wherever two would run together."""
    pieces: list[str] = []
    previous_is_word = False
    for token in tokens:
        # math-core takes \approx* for one command; only \operatorname has such a form.
        is_star = token == "*" and pieces[-1:] != ["\\operatorname"]
        if previous_is_word and (token[0].isalpha() or is_star):
            pieces.append(" ")
        pieces.append(token)
        previous_is_word = len(token) > 1 and token[0] == "\\" and token[1].isalpha()
    return "".join(pieces)


Handler = Callable[["Expander"], None]


class Expander:
    """Reads tokens, expands macros, calls a handler for commands that need one.

    macros: the document's table; handlers that define add to it.
    handlers: by command; each reads its arguments and pushes or emits what replaces them.
    Raises TexLimitError when the limits are passed, TexError for a definition it cannot read.
    """

    def __init__(
        self,
        macros: Macros,
        handlers: Mapping[str, Handler],
        limits: TexLimits,
        *,
        display: bool = True,
    ) -> None:
        self.macros = macros
        self.handlers = handlers
        self.limits = limits
        self.display = display
        self.input: Tokens = []
        self.output: Tokens = []
        self.expansions = 0
        self._steps = 0
        self._depth = 0

    def expand(self, tokens: list[str]) -> Tokens:
        """Return ``tokens`` with everything replaced; also usable by handlers, for a part."""
        self._depth += 1
        if self._depth > self.limits.depth:
            raise TexLimitError("The formula is nested too deeply")
        outer_input, outer_output = self.input, self.output
        self.input = reading = tokens[::-1]
        self.output = []
        try:
            while self.input:
                self._step()
        except TexError as error:
            if self._depth == 1:
                # What pushed tokens are left makes this less than exact.
                read = max(len(tokens) - len(reading), 1)
                error.at("".join(tokens), len("".join(tokens[: read - 1])))
            raise
        result = self.output
        self.input, self.output = outer_input, outer_output
        self._depth -= 1
        return result

    def _step(self) -> None:
        token = self.input.pop()
        self._steps += 1
        if self._steps > 4 * self.limits.length:
            raise TexLimitError("The formula becomes too long when its macros are expanded")
        if token in self.macros:
            self._call(self.macros[token])
        else:
            self._primitive(token)

    def _primitive(self, token: str) -> None:
        if token in self.handlers:
            self.handlers[token](self)
        else:
            self.output.append(token)

    def _call(self, macro: Macro) -> None:
        self.expansions += 1
        self.macros.calls += 1
        if self.macros.calls > self.limits.document_expansions:
            raise TexLimitError("The macros of this page are called too often")
        if self.expansions > self.limits.expansions:
            raise TexLimitError("The formula's macros expand without end")
        if macro.is_alias:
            self._primitive(macro.body[0])
            return
        arguments: list[Tokens] = []
        if macro.default is not None:
            given = self.optional()
            arguments.append(list(macro.default) if given is None else given)
        while len(arguments) < macro.parameters:
            arguments.append(self.argument())
        self.push(substituted(macro.body, arguments))

    def push(self, tokens: list[str]) -> None:
        """Put ``tokens`` back in front, to be read again."""
        self._steps += len(tokens)
        if self._steps > 4 * self.limits.length:
            raise TexLimitError("The formula becomes too long when its macros are expanded")
        self.input.extend(reversed(tokens))

    def emit(self, tex: str, *parts: list[str]) -> None:
        """Write ``tex`` as it is, each ``@`` in it standing for the next of ``parts``."""
        pieces = tex.split("@")
        for piece, part in zip(pieces, [*parts, []], strict=False):
            self.output += [*tokens_of(piece), *part]

    def peek(self) -> str:
        """Return the next token that is not blank, without taking it; "" at the end."""
        for token in reversed(self.input):
            if not token.isspace():
                return token
        return ""

    def skip_blanks(self) -> None:
        """Drop blanks in front."""
        while self.input and self.input[-1].isspace():
            self.input.pop()

    def next(self) -> str:
        """Take the next token that is not blank. Raises TexError at the end."""
        self.skip_blanks()
        if not self.input:
            raise TexError("The formula ends where an argument is expected")
        return self.input.pop()

    def next_exactly(self) -> str:
        """Take the next token, blank or not. Raises TexError at the end."""
        if not self.input:
            raise TexError("The formula ends where an argument is expected")
        return self.input.pop()

    def argument(self) -> Tokens:
        """Take one argument, without its braces. Raises TexError where there is none."""
        token = self.next()
        if token == "}":
            raise TexError("An argument is missing before a closing brace")
        return self._until_brace() if token == "{" else [token]

    def optional(self) -> Tokens | None:
        """Take an argument in square brackets, or return None and take nothing."""
        if self.peek() != "[":
            return None
        self.next()
        taken: Tokens = []
        depth = 0
        while self.input:
            token = self.input.pop()
            if token == "]" and depth == 0:
                return taken
            depth += (token == "{") - (token == "}")
            taken.append(token)
        raise TexError("A square bracket is not closed")

    def starred(self) -> bool:
        """Take a star if one comes next; tell whether it did."""
        if self.peek() != "*":
            return False
        self.next()
        return True

    def _until_brace(self) -> Tokens:
        taken: Tokens = []
        depth = 1
        while self.input:
            token = self.input.pop()
            depth += (token == "{") - (token == "}")
            if depth == 0:
                self._steps += len(taken)
                return taken
            taken.append(token)
        raise TexError("A brace is not closed")


def substituted(body: tuple[str, ...], arguments: list[Tokens]) -> Tokens:
    """Return ``body`` with ``#1``… replaced. Raises TexError for a number nobody gave."""
    result: Tokens = []
    place = 0
    while place < len(body):
        token = body[place]
        place += 1
        if token != "#":
            result.append(token)
            continue
        number = body[place] if place < len(body) else ""
        place += 1
        if number == "#":
            result.append("#")
            continue
        if not (number.isascii() and number.isdigit() and 0 < int(number) <= len(arguments)):
            raise TexError("The macro uses #%(number)s, which it has not", number=number)
        result += arguments[int(number) - 1]
    return result
