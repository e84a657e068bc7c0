"""Which mail addresses a letter can go to."""

import re

_NAME = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]+", re.ASCII)


def is_reachable(address: str) -> bool:
    """Tell whether a letter can be sent to a valid address just as it is written; asks nobody.

    Not to quoted names, which may hold what breaks a header, to letters beyond ASCII before the @,
    to encoded words (RFC 2047), which mail programs read as another address, and to domains that
    have no ASCII form (RFC 3490).
    """
    name, _, domain = address.rpartition("@")
    if not _NAME.fullmatch(name) or "=?" in name:
        return False
    try:
        domain.encode("idna")
    except UnicodeError:
        return False
    return True
