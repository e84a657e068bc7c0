r"""What a reader asks for, read from one line.

``滑动平均 "fixed point" tag:矩阵 year:2024 -草稿 $\frac{1}{n}$``: words, phrases, filters, what
must be absent, formulas. Nothing is wrong syntax; what makes no sense as a mark is a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from blog.search.segment import HAN, fold, lexemes, squeezed
from blog.search.tex import tokens_of

LONGEST = 200
"""Characters of a query."""

_FILTERS = {
    "tag": "tag",
    "标签": "tag",
    "category": "category",
    "分类": "category",
    "year": "year",
    "年份": "year",
    "in": "in",
}
_COMMENTS = ("comments", "comment", "评论")
_QUOTES = str.maketrans("“”„＂「」『』", '""""""""')
_YEARS = re.compile(r"([0-9]{4})(?:[-–~]([0-9]{4}))?$", re.ASCII)
_PART = re.compile(
    r"(?P<formula>\$\$(?P<wide>.+?)\$\$|\$(?P<narrow>[^$]+)\$|\\\((?P<round>.+?)\\\)"
    r"|\\\[(?P<square>.+?)\\\])"
    rf"|(?P<filter>{'|'.join(_FILTERS)})[:：](?:\"(?P<quoted>[^\"]+)\"|(?P<value>[^\s\"]+))"
    r'|(?P<minus>[-−](?=[^\s-]))?(?:"(?P<phrase>[^"]*)"|(?P<word>(?:[^\s"\\$]|\\.|\$)+))'
    r'|"',
    re.IGNORECASE | re.DOTALL,
)
_WITHIN_DELIMITERS = ("wide", "narrow", "round", "square")
_LOOKS_LIKE_TEX = re.compile(r"[\\^_{}=+*/<>|()\[\]]|^[A-Za-z0-9,.!'-]{1,2}$")
_HAN_FIRST = re.compile(rf"([{HAN}，。、：；]+)(?=\\)")


@dataclass(frozen=True)
class Term:
    """A word or a phrase: as typed, and as it stands in the index's text."""

    text: str
    needle: str
    lexemes: frozenset[str]

    @property
    def is_lexeme(self) -> bool:
        """Tell whether the index alone can say where it stands."""
        return self.lexemes == {self.needle}


@dataclass(frozen=True)
class Query:
    """A query, taken apart; formulas as tokens, years as first and last."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    formulas: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    in_comments: bool = False
    formula_texts: tuple[str, ...] = ()

    @cached_property
    def lexemes(self) -> frozenset[str]:
        """Return what each post found must be indexed under."""
        return frozenset[str]().union(*(term.lexemes for term in self.terms))

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is left to look for."""
        return not (self.terms or self.formulas or self.has_filter)

    @property
    def has_filter(self) -> bool:
        """Tell whether the posts are narrowed by something that is not their text."""
        return bool(self.tags or self.categories or self.years)


def parse(source: str) -> Query:
    """Return what ``source`` asks for; never raises."""
    found = _Found()
    for match in _PART.finditer(source.translate(_QUOTES)):
        if match["formula"]:
            found.add_formula(next(filter(None, match.group(*_WITHIN_DELIMITERS))))
        elif match["filter"]:
            found.add_filter(match["filter"], match["quoted"] or match["value"], match[0])
        elif match["phrase"] is not None:
            found.add_words(match["phrase"], is_absent=bool(match["minus"]))
        elif match["word"]:
            found.add_word(match["word"], is_absent=bool(match["minus"]))
    return found.query()


class _Found:
    """What has been read so far."""

    def __init__(self) -> None:
        self.present: list[str] = []
        self.absent: list[str] = []
        self.formulas: list[str] = []
        self.filters: dict[str, list[str]] = {"tag": [], "category": []}
        self.years: list[tuple[int, int]] = []
        self.in_comments = False

    def add_formula(self, text: str) -> None:
        self.formulas.append(text)

    def add_filter(self, name: str, value: str, whole: str) -> None:
        kind = _FILTERS[name.lower()]
        years = _YEARS.match(value)
        if kind == "in" and value.lower() in _COMMENTS:
            self.in_comments = True
        elif kind == "year" and years:
            first, last = sorted((int(years[1]), int(years[2] or years[1])))
            self.years.append((max(first, 1), max(last, 1)))
        elif kind in self.filters:
            self.filters[kind].append(fold(value))
        else:
            self.present.append(whole)

    def add_words(self, text: str, *, is_absent: bool) -> None:
        (self.absent if is_absent else self.present).append(text)

    def add_word(self, text: str, *, is_absent: bool) -> None:
        before = _HAN_FIRST.match(text)
        if before and not is_absent:
            self.present.append(before[1])
            text = text[before.end() :]
        self.add_words(text, is_absent=is_absent)

    def query(self) -> Query:
        words, formula = _without_bare_formula(self.present)
        formulas = [*self.formulas, *([formula] if formula else [])]
        tokens = [(text, tokens_of(text)) for text in formulas]
        return Query(
            terms=tuple(_terms(words)),
            without=tuple(_terms(self.absent)),
            formulas=tuple(found for _, found in tokens if found),
            formula_texts=tuple(text for text, found in tokens if found),
            tags=tuple(self.filters["tag"]),
            categories=tuple(self.filters["category"]),
            years=tuple(self.years),
            in_comments=self.in_comments,
        )


def _without_bare_formula(words: list[str]) -> tuple[list[str], str]:
    r"""Return the words, and the formula written among them without dollars, or "".

    It is what stands in one row with a word that holds a backslash and looks like TeX itself.
    """
    at = next((i for i, word in enumerate(words) if "\\" in word), None)
    if at is None:
        return words, ""
    first = last = at
    while first > 0 and _LOOKS_LIKE_TEX.search(words[first - 1]):
        first -= 1
    while last + 1 < len(words) and _LOOKS_LIKE_TEX.search(words[last + 1]):
        last += 1
    return words[:first] + words[last + 1 :], " ".join(words[first : last + 1])


def _terms(texts: list[str]) -> Iterator[Term]:
    """Yield what can be looked for, each once."""
    seen: set[str] = set()
    for text in texts:
        needle = squeezed(fold(text.replace("\n", " ")))
        found = frozenset(lexemes(needle))
        if found and needle not in seen:
            seen.add(needle)
            yield Term(text, needle, found)
