"""Made-up texts: a modest number is really rendered, with blanks for words; then each is filled in.

Rendering a hundred thousand texts would take an hour. A blank is one rare character, so that it
goes through the renderer as a word does; numbers stand for numbers that are put in later.
"""

import json
import re
from dataclasses import dataclass
from itertools import count
from random import Random

from blog.authoring.generator.vocabulary import Vocabulary, formulas
from blog.comments.models import Comment
from blog.comments.rendering import render_comment
from blog.posts.models import Post
from blog.posts.rendering import render_post

FIRST_BLANK = 0x3400  # a block of Han characters that nobody's list of words holds
OWN_NUMBER = 7070707  # stands for the number of the post or the comment itself
FIRST_NUMBER = 8080800  # stand for numbers in formulas
BETWEEN = "\x1f"
_STANDING_IN = re.compile(f"([\u3400-\u4dbf]|{OWN_NUMBER}|{FIRST_NUMBER // 100}[0-9]{{2}})")

POST_TEXTS = (
    "title title_html title_plain title_latex source html toc labels plain description problems"
    " teaser_html feed_html feed_teaser_html"
).split()
COMMENT_TEXTS = "source html feed_html problems".split()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rendered text with blanks.

    names: of its fields, which stand in ``pieces`` one after another. pieces: every second one is a
    blank's place. places: which blank that is. kinds: of word, by blank.
    """

    vocabulary: Vocabulary
    names: list[str]
    pieces: list[str]
    places: list[str]
    kinds: dict[str, str]
    rest: dict[str, object]

    def filled(self, number: int, random: Random) -> dict[str, object]:
        """Return the fields of a text, its blanks filled in at random; number: its own."""
        words = {str(OWN_NUMBER): str(number)}
        for blank, kind in self.kinds.items():
            is_number = kind == "number"
            words[blank] = (
                str(random.randrange(2, 9999)) if is_number else self.vocabulary.word(kind, random)
            )
        pieces = self.pieces.copy()
        pieces[1::2] = [words[place] for place in self.places]
        texts = "".join(pieces).split(BETWEEN)
        return {**self.rest, **dict(zip(self.names, texts, strict=True))}


class Writer:
    """Puts sentences with blanks together, and remembers which blank wants which kind of word."""

    def __init__(self, vocabulary: Vocabulary, random: Random) -> None:
        self.vocabulary = vocabulary
        self.random = random
        self.kinds: dict[str, str] = {}
        self._blanks = map(chr, count(FIRST_BLANK))
        self._numbers = map(str, count(FIRST_NUMBER))
        self._formulas = formulas()

    def post(self) -> Pattern:
        """Return a rendered post."""
        source = "\n\n".join(self._sections())
        post = Post(
            pk=OWN_NUMBER,
            title=self._sentence(self.vocabulary.titles),
            source=source,
            language=self.vocabulary.language,
            status=Post.Status.PUBLISHED,
        )
        render_post(post)
        rest = {"has_more": post.has_more, "rendered_with": post.rendered_with}
        return self._pattern(post, POST_TEXTS, {**rest, "language": post.language})

    def comment(self) -> Pattern:
        """Return a rendered comment."""
        source = self._paragraph(self.vocabulary.remarks, self.random.randint(1, 3))
        post = Post(pk=OWN_NUMBER, language=self.vocabulary.language)
        comment = Comment(pk=OWN_NUMBER, post=post, source=source)
        render_comment(comment)
        return self._pattern(comment, COMMENT_TEXTS, {"rendered_with": comment.rendered_with})

    def _sections(self) -> list[str]:
        parts = [self._paragraph(self.vocabulary.sentences, 3)]
        for _ in range(self.random.randint(1, 3)):
            parts.append(f"## {self._sentence(self.vocabulary.headings)}")
            parts += [self._paragraph(self.vocabulary.sentences, self.random.randint(2, 5))]
        return parts

    def _paragraph(self, sentences: tuple[str, ...], length: int) -> str:
        return self.vocabulary.joint.join(self._sentence(sentences) for _ in range(length))

    def _sentence(self, sentences: tuple[str, ...]) -> str:
        return re.sub(r"\{(\w)\}", self._put, self.random.choice(sentences))

    def _put(self, place: re.Match[str]) -> str:
        if place[1] in "fd":
            tex = re.sub("NUMBER", self._number, self.random.choice(self._formulas))
            return f"${tex}$" if place[1] == "f" else f"$$\n{tex}\n$$"
        blank = next(self._blanks)
        self.kinds[blank] = place[1]
        return blank

    def _number(self, _place: re.Match[str]) -> str:
        number = next(self._numbers)
        self.kinds[number] = "number"
        return number

    def _pattern(self, row: Post | Comment, names: list[str], rest: dict[str, object]) -> Pattern:
        values = (getattr(row, name) for name in names)
        texts = (v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in values)
        pieces = _STANDING_IN.split(BETWEEN.join(texts))
        return Pattern(self.vocabulary, names, pieces, pieces[1::2], self.kinds, rest)
