"""What a layer looks at beside the comment, and what it says."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Sending:
    """How a comment came in.

    trap: what stood in the field that people do not see. proof: the work done for it, as the
    solver sent it. insists: whether formulas that cannot be set may be shown as their source.
    is_change: whether its writer has second thoughts about a comment we have.
    """

    trap: str = ""
    proof: str = ""
    insists: bool = False
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a layer would not show a comment at once; its words are in English until shown.

    template: with ``%(name)s`` places, a msgid. is_spam: whether to call it spam, not only hold it.
    """

    layer: str
    template: str
    params: dict[str, Any] = field(default_factory=dict)
    is_spam: bool = False

    def stored(self) -> dict[str, Any]:
        """Return it as a comment keeps it."""
        return asdict(self)


def told(reasons: list[dict[str, Any]]) -> list[str]:
    """Return a comment's stored reasons in the reader's language."""
    return [gettext(reason["template"]) % reason["params"] for reason in reasons]
