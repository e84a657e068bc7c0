"""Everything that holds what was asked for is found, and nothing else.

On the articles of ``../shared/corpus``, where they are at hand, and always on a few of our own.
"""

import random
import re
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from blog.authoring.demo import content
from blog.posts.models import Post
from blog.search.find import find
from blog.search.formulas import formulas_of
from blog.search.syntax import LONGEST, parse
from blog.search.tex import tokens_of
from tests.make import make_post

ARTICLES = Path(__file__).parents[2].parent / "shared" / "corpus" / "articles"
HAN = re.compile("[\u4e00-\u9fff]+")
WORD = re.compile("[A-Za-z]{3,}")
ALL = 1000
"""More than there are: a page of all."""


def texts() -> list[str]:
    paths = sorted(ARTICLES.glob("*.md"))
    return [path.read_text() for path in paths] or [text.source for text in content.posts()]


@pytest.fixture(scope="module")
def corpus(django_db_setup: None, django_db_blocker: DjangoDbBlocker):
    """Store the articles once for all tests here."""
    with django_db_blocker.unblock():
        posts = [make_post(text, title=f"Nr. {n}") for n, text in enumerate(texts())]
        yield posts
        Post.objects.all().delete()


pytestmark = pytest.mark.django_db(transaction=False)


def found(query: str) -> list[int]:
    return [post.pk for post in find(parse(query), 1, ALL).rows]


def test_every_piece_of_chinese_finds_all_that_hold_it_and_nothing_else(corpus):
    chance = random.Random(2)
    runs = [run for post in corpus for run in HAN.findall(post.plain) if len(run) >= 2]
    for _ in range(500):
        run = chance.choice(runs)
        size = min(chance.randint(2, 6), len(run))
        start = chance.randint(0, len(run) - size)
        piece = run[start : start + size]
        holding = {post.pk for post in corpus if piece in post.plain}
        assert set(found(piece)) == holding, piece


def test_every_latin_word_finds_all_that_hold_it_and_nothing_else(corpus):
    chance = random.Random(3)
    words = sorted({word.lower() for post in corpus for word in WORD.findall(post.plain)})
    for word in chance.sample(words, min(200, len(words))):
        whole = re.compile(rf"(?<![a-z]){word}(?![a-z])")
        holding = {post.pk for post in corpus if whole.search(post.plain.lower())}
        assert set(found(word)) == holding, word


def test_every_formula_finds_its_article_among_the_first_ten(corpus):
    missed = [tex for post, tex in formulas(corpus) if post.pk not in found(f"$${tex}$$")[:10]]
    assert missed == []


def test_blanks_and_another_name_for_a_bound_variable_do_not_lose_a_formula(corpus):
    missed = [
        (tex, other)
        for post, tex in formulas(corpus)
        for other in (spaced(tex), renamed(tex))
        if post.pk not in found(f"$${other}$$")[:10]
    ]
    assert missed == []


def formulas(corpus: list[Post]) -> list[tuple[Post, str]]:
    """Return some formulas that a reader could look for, each with a post that holds it."""
    chance = random.Random(5)
    all_of_them = [
        (post, formula.tex)
        for post in corpus
        for formula in formulas_of(post.html)
        if len(tokens_of(formula.tex)) >= 4 and len(formula.tex) < LONGEST - 4
    ]
    return chance.sample(all_of_them, min(200, len(all_of_them)))


def spaced(tex: str) -> str:
    """Return the formula with blanks wherever TeX does not care."""
    return re.sub(r"(?<=[=+()\d{}^_,-])(?=[^A-Za-z])|(?<=[{}=+,])", " ", tex)


def renamed(tex: str) -> str:
    """Return the formula with another letter for what a sum, a product or the like runs over."""
    bound = re.search(
        r"\\(?:sum|prod|max|min|lim|bigcup|forall)\s*_?\s*\{?\s*([a-z])(?![a-z])", tex
    )
    unused = [letter for letter in "qwzvu" if letter not in tex]
    if not bound or not unused:
        return tex
    return re.sub(rf"(?<![A-Za-z\\]){bound[1]}(?![A-Za-z])", unused[0], tex)
