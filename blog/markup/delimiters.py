"""Find TeX before Markdown can touch it, and put something in its place."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from blog.markup.document import Problem


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula as the author wrote it.

    tex: the body without delimiters, or with its environment where that was bare.
    environment: the outermost environment's name ("align*") or None.
    source: delimiters included, as shown where the formula cannot be rendered.
    """

    index: int
    tex: str
    display: bool
    environment: str | None
    line: int
    column: int
    source: str


@dataclass(frozen=True, slots=True)
class Reference:
    r"""A ``\ref`` or ``\eqref`` in prose."""

    index: int
    command: str
    key: str
    line: int
    column: int
    source: str


@dataclass(frozen=True, slots=True)
class Stash:
    """A source whose formulas and references are replaced by tokens.

    text: the source with tokens. items: what each token stands for, by its index.
    pattern: matches a token; group 1 is the index.
    """

    text: str
    items: tuple[Formula | Reference, ...]
    pattern: re.Pattern[str]
    problems: tuple[Problem, ...] = ()


def stash(source: str) -> Stash:
    """Replace every formula and reference of ``source`` by a token nobody can forge.

    A token is one lower-case ASCII word to Markdown. Linear in the length of ``source``.
    """
    nonce = _nonce(source)
    items: list[Formula | Reference] = []

    def token(match: re.Match[str]) -> str:
        line = source.count("\n", 0, match.start()) + 1
        column = match.start() - source.rfind("\n", 0, match.start())
        tex, display = (match[1], True) if match[1] is not None else (match[2], False)
        items.append(Formula(len(items), tex, display, None, line, column, match[0]))
        return f"{nonce}{len(items) - 1}q"

    text = re.sub(r"\$\$([^$]+)\$\$|\$([^$\n]+)\$", token, source)
    return Stash(text, tuple(items), re.compile(f"{nonce}([0-9]+)q"))


def _nonce(source: str) -> str:
    while True:
        nonce = f"tex{secrets.token_hex(6)}n"
        if nonce not in source:
            return nonce
