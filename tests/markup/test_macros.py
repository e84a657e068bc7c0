"""Macros: a post's own hold from there on, a site's everywhere; nothing leaks."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from blog.markup import problems_in_macros, render, render_inline

SITE = "\\newcommand{\\Ours}{\\mathbb{H}}\n\\DeclareMathOperator{\\rank}{rank}\n"


def test_a_definition_holds_from_there_on_and_not_before():
    html = render(r"$\A$ $\newcommand{\A}{a}$ $\A$").html
    assert html.count("tex-error") == 1
    assert "<mi>a</mi>" in html


def test_a_definition_ends_with_its_text():
    render(r"$\def\leak{x}\leak$")
    assert "tex-error" in render(r"$\leak$").html


@pytest.mark.parametrize("profile", ["post", "comment", "feed"])
def test_a_sites_macros_hold_in_every_text(profile):
    assert "ℍ" in render(r"$\Ours$", profile, macros=SITE).html
    assert "rank" in render(r"$\rank A$", profile, macros=SITE).html


def test_a_sites_macros_hold_in_titles():
    assert render_inline(r"On $\Ours$", macros=SITE).plain == "On ℍ"


def test_a_text_may_define_a_sites_macro_anew_for_itself_only():
    assert "ℍ" not in render(r"$\renewcommand{\Ours}{r}$ $\Ours$", macros=SITE).html
    assert "ℍ" in render(r"$\Ours$", macros=SITE).html


def test_texts_rendered_at_once_share_no_macro():
    def rendered(number: int) -> str:
        return render(rf"$\def\x{{{number}}}$ " + r"$\x$ " * 20).html

    with ThreadPoolExecutor(8) as pool:
        for number, html in enumerate(pool.map(rendered, range(1000, 1040)), start=1000):
            assert html.count(f"<mn>{number}</mn>") == 20


def test_good_definitions_have_no_problem_also_over_several_lines():
    text = "% ours\n\\newcommand{\\a}[1]{\n  {#1}^2\n}\n\n\\def\\b{b} \\let\\c=\\b\n"
    assert problems_in_macros(SITE + text) == ()
    assert "msup" in render(r"$\a{x}$", macros=text).html


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("\\def\\a{a}\n  \\newcommand{\\b}{", (2, 3), "brace is not closed"),
        ("\\def\\a{a} text", (1, 11), "not text"),
        ("\n\\newcommand{b}{c}", (2, 1), "cannot be the name"),
        ("\\renewcommand{\\begin}{c}", (1, 1), "cannot be defined anew"),
        ("{" * 100 + "}" * 100, (1, 1), "nested too deep"),
    ],
)
def test_a_bad_definition_is_told_with_its_place(text, place, words):
    (problem,) = problems_in_macros(text)
    assert (problem.line, problem.column) == place
    assert words in problem.message
