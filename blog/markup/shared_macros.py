r"""Macros that hold for a whole site: definitions only, one after another.

``\newcommand{\R}{\mathbb{R}}`` a line; a definition may go on over several lines.
"""

from __future__ import annotations

from functools import lru_cache

from blog.markup.definitions import DEFINERS
from blog.markup.document import Problem
from blog.markup.errors import TexError
from blog.markup.macros import Expander, Macros, tokens_of
from blog.markup.profiles import POST_LIMITS
from blog.markup.tex import check_limits


def shared_macros(text: str) -> Macros:
    """Return what ``text`` defines, a table of its own; definitions it cannot read are left out.

    Costs one look-up where the same text was read before.
    """
    return Macros(_read(text)[0])


def problems_in_macros(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with the definitions in ``text``, each with line and column."""
    return _read(text)[1]


@lru_cache(maxsize=8)
def _read(text: str) -> tuple[Macros, tuple[Problem, ...]]:
    macros, problems = Macros(), []
    for line, definition in _definitions(text):
        column = len(definition) - len(definition.lstrip()) + 1
        try:
            rest = _define(definition, macros)
        except TexError as error:
            problems.append(Problem("error", line, column, error.template, error.params))
            continue
        if rest:
            problems.append(_no_definition(line, definition, rest))
    return macros, tuple(problems)


def _no_definition(line: int, definition: str, rest: str) -> Problem:
    column = max(definition.rfind(rest) + 1, 1)
    return Problem(
        "error", line, column, "Only definitions may stand here, not %(rest)s", {"rest": rest[:40]}
    )


def _define(definition: str, macros: Macros) -> str:
    """Add what ``definition`` defines to ``macros``; return what of it defines nothing.

    Raises TexError, and adds nothing then.
    """
    check_limits(definition, POST_LIMITS)
    added = Macros(macros)
    left = Expander(added, DEFINERS, POST_LIMITS).expand(tokens_of(definition))
    macros.update(added)
    return "".join(left).strip()


def _definitions(text: str) -> list[tuple[int, str]]:
    """Return the definitions with the lines they begin in; one ends where its braces do."""
    found: list[tuple[int, str]] = []
    depth = 0
    for number, line in enumerate(text.splitlines(), start=1):
        if depth > 0:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
        elif line.strip():
            found.append((number, line))
        tokens = tokens_of(line)
        depth = max(0, depth + tokens.count("{") - tokens.count("}"))
    return found
