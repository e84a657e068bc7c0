"""Numbers of equations in running words become links; other numbers stay what they are."""

import re

import pytest

from blog.markup import render
from blog.markup.document import Mentioned

KNOWN = {"3", "4", "5", "2.1", "5a", "A", "*"}


def known(number: str) -> Mentioned | None:
    return Mentioned(number, f"/a/#eq-{number}") if number in KNOWN else None


def shown(source: str) -> str:
    """Return the text with [ ] around what became a link."""
    html = render(source, "comment", mentions=known).html
    html = re.sub(r'<a class="equation-ref" href="/a/#eq-[^"]+">(.*?)</a>', r"[\1]", html)
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("式(5)是怎么来的？", "式[(5)]是怎么来的？"),
        ("公式 (5) 少了负号", "公式 [(5)] 少了负号"),
        ("由式（5）可得", "由式[(5)]可得"),
        ("从(4)到(5)这一步", "从[(4)]到[(5)]这一步"),
        ("式(3)、(4)和(5)", "式[(3)]、[(4)]和[(5)]"),
        ("方程(2.1)与(5a)", "方程[(2.1)]与[(5a)]"),
        ("第(5)式", "第[(5)]式"),
        ("(5)式左边", "[(5)]式左边"),
        ("公式5左边", "公式[5]左边"),
        ("see eq. (5)", "see eq. [(5)]"),
        ("Eq. (2.1) holds", "Eq. [(2.1)] holds"),
        ("equations (3)-(5)", "equations [(3)]-[(5)]"),
        ("Equations (3), (4) and (5)", "Equations [(3)], [(4)] and [(5)]"),
        ("Eqs. (3)–(5)", "Eqs. [(3)]–[(5)]"),
        ("(3) to (5)", "[(3)] to [(5)]"),
        ("Eq. 5 again", "Eq. [5] again"),
        ("式(A)和式(*)", "式[(A)]和式[(*)]"),
        ("**式(5)**", "式[(5)]"),
        ("> 式(5)", "\n式[(5)]\n"),
    ],
)
def test_number_beside_its_word_becomes_a_link(source, expected):
    assert shown(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "(5) 第五点",
        "式(9)没有",
        "f(5) = 3",
        "(4)到(9)",
        "共有(5)个",
        "`式(5)`",
        "公式5个",
        "seq. (5)",
        "[式(5)](http://example.org)",
    ],
)
def test_other_numbers_stay_text(source):
    assert "[" not in shown(source).replace("[式", "")


def test_gone_equation_is_marked_and_a_note_is_told():
    html = render("式(5)", "comment", mentions=lambda n: Mentioned(n, "", 'was "x"')).html
    gone = 'class="equation-ref equation-ref--gone" title="was &quot;x&quot;"'
    assert html == f"<p>式<span {gone}>(5)</span></p>"


def test_articles_without_such_knowledge_stay_as_they_are():
    assert "<a" not in render("式(5)", "post").html
