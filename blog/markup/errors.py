"""The room's family of exceptions; each carries what a Problem needs."""

from __future__ import annotations

from typing import Self


class MarkupError(Exception):
    """The source cannot be rendered as written.

    template: English with ``%(name)s`` places; params: what fills them.
    line, column: 1-based, 0 where unknown.
    """

    def __init__(self, template: str, *, line: int = 0, column: int = 0, **params: str) -> None:
        super().__init__(template % params)
        self.template = template
        self.params = params
        self.line = line
        self.column = column


class TexError(MarkupError):
    """A formula cannot be shown; the reader sees its source.

    text, offset: the TeX on which somebody stumbled, after what we did to it, and where; -1 where
    unknown. ``origins.place_of`` finds the place in what the author wrote.
    """

    text = ""
    offset = -1

    def at(self, text: str, offset: int) -> Self:
        """Return the error, knowing its place."""
        self.text, self.offset = text, offset
        return self


class TexLimitError(TexError):
    """A formula is too long, too deep or expands too far: no engine has seen it."""


class EngineError(TexError):
    """An engine refused a formula or answered with something that is not MathML."""
