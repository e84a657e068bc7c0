"""Names of people, taken apart where a bibliography wants the family name first."""

import re
from dataclasses import dataclass

_BETWEEN = re.compile(r"\s+and\s+|\s*[;；、&]\s*")
_HAN = re.compile("[\u2e80-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name; ``given`` is empty where it is not taken apart: a Chinese one, or that of a blog."""

    family: str
    given: str = ""

    @property
    def in_order(self) -> str:
        """Return the name as it is said: Jane Doe."""
        return f"{self.given} {self.family}".strip()

    @property
    def family_first(self) -> str:
        """Return the name as registers have it: Doe, Jane."""
        return f"{self.family}, {self.given}" if self.given else self.family

    def initials(self, mark: str) -> str:
        """Return the first letters of what is given, each followed by ``mark``; J.-P. has two."""
        words = self.given.split()
        return " ".join("-".join(f"{p[0]}{mark}" for p in w.split("-") if p) for w in words)


def names_of(text: str) -> tuple[Name, ...]:
    """Return the people named in ``text``: 林下、Jane Doe."""
    names = _BETWEEN.split(" ".join(text.split()))
    return tuple(_name_of(name) for name in names if name)


def _name_of(text: str) -> Name:
    """Take the name of a person apart.

    The family name begins with the first word in small letters (van der Waals), or is the last
    word; a comma stands behind it where it comes first. Source: BibTeX's rules for names.
    """
    family, comma, given = text.partition(",")
    if comma and family.strip():
        return Name(family.strip(), given.strip())
    words = text.split(" ")
    if len(words) == 1 or _HAN.search(text):
        return Name(text)
    inner = range(1, len(words) - 1)
    start = next((n for n in inner if words[n][0].islower()), len(words) - 1)
    return Name(" ".join(words[start:]), " ".join(words[:start]))
