"""The words and sentences of made-up texts, read from the files beside this one."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
LANGUAGES = ("chinese", "english")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one language has to say.

    joint: stands between two sentences. words: by the letter of their kind in a sentence.
    """

    language: str
    joint: str
    words: dict[str, tuple[str, ...]]
    readers: tuple[str, ...]
    titles: tuple[str, ...]
    headings: tuple[str, ...]
    sentences: tuple[str, ...]
    remarks: tuple[str, ...]

    def word(self, kind: str, random: Random) -> str:
        """Return a word of a kind; the first of each list come often, the last seldom."""
        words = self.words[kind]
        return words[int(len(words) * random.random() ** 2)]


def dice(*seed: object) -> Random:
    """Return what throws the same for the same seed."""
    return Random(":".join(map(str, seed)))  # noqa: S311 - nothing here is a secret


def vocabularies() -> list[Vocabulary]:
    """Return what every language has to say: reads two files."""
    return [_vocabulary(name) for name in LANGUAGES]


def formulas() -> list[str]:
    """Return formulas in TeX; NUMBER in one becomes another number in every text."""
    lines = (HERE / "formulas.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _vocabulary(name: str) -> Vocabulary:
    told: dict[str, Any] = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
    return Vocabulary(
        language=told["language"],
        joint=told["joint"],
        words={
            "n": _listed(told["nouns"]),
            "a": _listed(told["adjectives"]),
            "p": _names(*told["people"]),
        },
        readers=_names(*told["readers"]),
        **{kind: tuple(told[kind]) for kind in ("titles", "headings", "sentences", "remarks")},
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


def _names(first: str, second: str) -> tuple[str, ...]:
    return tuple(a + b for a in first.split() for b in second.split())
