"""What each kind of text may do: limits for formulas, tighter where strangers write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TexLimits:
    """Bounds checked before any engine sees a formula.

    length: characters, before and after expansion. depth: nested groups and environments.
    commands: control words.
    expansions: macro calls in one formula; document_expansions: in all of one document.
    formulas: how many are rendered in one document; the rest show their source.
    engine_seconds: for the second engine in one document; then it is not asked any more.
    """

    length: int
    depth: int
    commands: int
    expansions: int
    document_expansions: int
    formulas: int
    engine_seconds: float
    allows_macros: bool


POST_LIMITS = TexLimits(
    length=20_000,
    depth=60,
    commands=1_500,
    expansions=1_000,
    document_expansions=20_000,
    formulas=5_000,
    engine_seconds=5.0,
    allows_macros=True,
)
COMMENT_LIMITS = TexLimits(
    length=2_000,
    depth=30,
    commands=300,
    expansions=200,
    document_expansions=1_000,
    formulas=100,
    engine_seconds=0.5,
    allows_macros=True,
)


def limits_for(profile: str) -> TexLimits:
    """Return the limits of a profile: "post", "feed" or "comment"."""
    return COMMENT_LIMITS if profile == "comment" else POST_LIMITS


def heaviest(source: str) -> int:
    """Return how many bytes of HTML a stranger's text may become."""
    return 20 * len(source.encode()) + 64 * 1024
