"""Why a comment was not taken. Whoever wrote it gets the text back with the reason."""

from typing import Any


class NotTaken(Exception):
    """A comment that was sent and not stored."""


class TooSoon(NotTaken):
    """The address sent one a moment ago, or many within the hour."""


class SaidAlready(NotTaken):
    """The same writer has said the same in the same place."""


class Gone(NotTaken):
    """What it belongs to was deleted meanwhile, or is closed to changes."""


class Faulty(NotTaken):
    """Its formulas, or the text as a whole, cannot be set; the problems say where."""

    def __init__(self, problems: list[dict[str, Any]]) -> None:
        super().__init__()
        self.problems = problems


class WorkRefused(NotTaken):
    """The work that came with it was not done, or was used before."""
