"""What the first engine says of a formula it refuses, in words an author can use."""

from __future__ import annotations

import re
from typing import NamedTuple

from blog.markup.errors import EngineError

_POSITION = re.compile(r"^(\d+): (.*?)\.?$", re.DOTALL)


class Refusal(NamedTuple):
    """A pattern of math-core's messages, and our template for it, in English."""

    pattern: str
    template: str


REFUSALS = (
    Refusal(r'Unknown command "(?P<command>[^"]{1,100})"', "Unknown command %(command)s"),
    Refusal(r'Unknown environment "(?P<name>[^"]{1,100})"', "Unknown environment %(name)s"),
    Refusal(r'Unknown color "(?P<colour>[^"]{1,100})"', "%(colour)s is not a colour"),
    Refusal(r"Expected argument but reached end", "The formula ends where an argument is expected"),
    Refusal(r"Expected argument but got closing", "An argument is missing before a closing brace"),
    Refusal(r'Expected closing token "}"', "A brace is not closed"),
    Refusal(r'Expected closing token "\]"', "A square bracket is not closed"),
    Refusal(r'Expected closing token "\\right"', "\\left has no \\right"),
    Refusal(r'Expected closing token "\\end', "\\begin has no \\end"),
    Refusal(r'Unmatched closing token: "}"', "This closing brace has no opening one"),
    Refusal(r'Unmatched closing token: "\\right"', "\\right has no \\left"),
    Refusal(r'Unmatched closing token: "\\end', "\\end has no \\begin"),
    Refusal(
        r'Expected "\\end\{(?P<name>[^"{}]{1,50})\}", but found "\\end\{(?P<other>[^"{}]{1,50})\}"',
        "\\begin{%(name)s} is closed by \\end{%(other)s}",
    ),
    Refusal(
        r'Found "&"', "& separates columns and stands in an environment that has them, like align"
    ),
    Refusal(r'Found "(?P<command>[^"]{1,100})", which may only', "%(command)s may not stand here"),
    Refusal(
        r"Duplicate sub|'\^' or '_' directly",
        "Two superscripts or two subscripts follow each other",
    ),
    Refusal(
        r'There must be a parenthesis after "(?P<command>[^"]{1,100})"',
        "A bracket or a dot must follow %(command)s",
    ),
    Refusal(r'Unexpected "\$"', "A dollar may not stand inside a formula"),
    Refusal(
        r"Direct Unicode input is not supported for this symbol yet: '(?P<sign>.)'",
        "The sign %(sign)s is not known here",
    ),
    Refusal(r"Not valid in text mode", "This may stand in formulas only, not in text"),
    Refusal(r"Not valid in math mode", "This may stand in text only, not in formulas"),
    Refusal(r"Expected a relation after \\not", "A relation must follow \\not"),
    Refusal(r"Found more than one infix fraction", "Two \\over stand in one group"),
    Refusal(
        r"Macro parameter found outside", "# stands for an argument and belongs in a definition"
    ),
    Refusal(r"Hard limit exceeded", "The formula is too large"),
)


def explained(tex: str, message: str) -> EngineError:
    """Return math-core's ``message`` about ``tex`` in our words, with its place."""
    found = _POSITION.match(message)
    offset, reason = (int(found[1]), found[2]) if found else (-1, message)
    for refusal in REFUSALS:
        if match := re.match(refusal.pattern, reason):
            words: dict[str, str] = match.groupdict()
            return EngineError(refusal.template, line=0, column=0, **words).at(tex, offset)
    reason = reason[:200]
    return EngineError("TeX cannot be read: %(reason)s", reason=reason).at(tex, offset)
