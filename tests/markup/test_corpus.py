"""Real texts, read from beside the project and never copied into it."""

from __future__ import annotations

import re

import pytest

from blog.markup import render
from tests.markup.shared import SHARED

ARTICLES = sorted((SHARED / "corpus" / "articles").glob("*.md"))
FRONT_PAGE = SHARED / "seed" / "front-page.txt"


_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
_PROSE = re.compile(r"<(?:em|strong|a|code|p|br|del)\b")
_ID = re.compile(r'<[^<>]* id="([^"]*)"')


@pytest.mark.skipif(not ARTICLES, reason=f"{SHARED}/corpus is not here")
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_of_the_corpus_renders_within_the_bounds(path):
    document = render(path.read_text("utf-8"))
    assert not [p.message for p in document.problems if "%(most)s" in p.template]
    formulas = _FORMULA.findall(document.html)
    assert formulas
    assert [formula for formula in formulas if _PROSE.search(formula)] == []
    ids = _ID.findall(document.html)
    assert len(ids) == len(set(ids))
    assert document.toc
    assert 0 < len(document.teaser_html) < len(document.html)


def front_page() -> list[str]:
    text = FRONT_PAGE.read_text("utf-8")
    return [piece for piece in re.split(r"^点击阅读全文\.\.\.$", text, flags=re.M) if piece.strip()]


@pytest.mark.skipif(not FRONT_PAGE.exists(), reason=f"{FRONT_PAGE} is not here")
def test_the_front_page_renders_piece_by_piece():
    pieces = front_page()
    assert len(pieces) == 8
    for piece in pieces:
        document = render(piece)
        assert [p for p in document.problems if p.severity == "error"] == []
        assert "\\begin" not in document.plain


@pytest.mark.skipif(not FRONT_PAGE.exists(), reason=f"{FRONT_PAGE} is not here")
def test_the_front_pages_bare_equations_are_numbered_displays():
    pieces = [piece for piece in front_page() if "\\begin{equation}" in piece]
    assert len(pieces) == 2
    for piece in pieces:
        html = render(piece).html
        assert html.count('<div class="equation"') == 1
        assert '<span class="equation__number"><a href="#eq-' in html


@pytest.mark.skipif(not FRONT_PAGE.exists(), reason=f"{FRONT_PAGE} is not here")
def test_the_front_pages_code_keeps_its_lines():
    html = render(front_page()[-1]).html
    assert "for text in read_texts():\n    for token in tokenize(text):\n" in html
