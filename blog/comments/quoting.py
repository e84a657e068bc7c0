"""Somebody's words at the beginning of an answer to them."""

_QUOTE = ">"


def quoted(source: str) -> str:
    """Return a comment's own words as a quotation; what it quoted itself is left out."""
    lines = source.strip().splitlines()
    own = [line for line in lines if not line.lstrip().startswith(_QUOTE)] or lines
    return "\n".join(f"{_QUOTE} {line}".rstrip() for line in _trimmed(own)) + "\n\n"


def _trimmed(lines: list[str]) -> list[str]:
    return "\n".join(lines).strip().splitlines()
