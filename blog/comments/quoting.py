"""Somebody's words at the beginning of an answer to them."""

_QUOTE = ">"


def quoted(source: str, *, below: str = "") -> str:
    """Return a comment's own words as a quotation; what it quoted itself is left out.

    below: what was typed before, which stays above the quotation.
    """
    lines = source.strip().splitlines()
    own = [line for line in lines if not line.lstrip().startswith(_QUOTE)] or lines
    quotation = "\n".join(f"{_QUOTE} {line}".rstrip() for line in _trimmed(own))
    typed = below.rstrip()
    return f"{typed}\n\n{quotation}\n\n" if typed else f"{quotation}\n\n"


def _trimmed(lines: list[str]) -> list[str]:
    return "\n".join(lines).strip().splitlines()
