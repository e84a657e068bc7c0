"""What the renderer found, in the author's language."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext

from blog.markup.document import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem as the author reads it; line and column count from 1, columns in characters."""

    line: int
    column: int
    is_error: bool
    message: str

    def __str__(self) -> str:
        place = {"line": self.line, "column": self.column, "message": self.message}
        return gettext("Line %(line)d, column %(column)d: %(message)s") % place


def findings(problems: Sequence[Problem | Mapping[str, Any]]) -> list[Finding]:
    """Return problems, fresh from the renderer or as stored, in words."""
    return [_finding(asdict(one) if isinstance(one, Problem) else one) for one in problems]


def _finding(problem: Mapping[str, Any]) -> Finding:
    return Finding(
        line=problem["line"],
        column=problem["column"],
        is_error=problem["severity"] == "error",
        # The templates stand in blog.markup, which knows no gettext; the catalogue has them.
        message=gettext(problem["template"]) % problem["params"],
    )
