"""What formulas carry on our own pages beside what is seen."""

import html as html_text
import re

import pytest

from blog.markup import render

TEX = re.compile(r'<math[^>]* data-tex="([^"]*)"')


@pytest.mark.parametrize(
    ("source", "tex"),
    [
        ("设 $x<1$ 与", "x<1"),
        ('$$\n\\text{"a" & b}\n$$', '\\text{"a" & b}'),
        ("\\begin{align*}a&=b\\end{align*}", "\\begin{align*}a&=b\\end{align*}"),
        ("## On $y$", "y"),
    ],
)
def test_formula_carries_the_tex_it_was_made_of(source, tex):
    (carried,) = TEX.findall(render(source).html)
    assert html_text.unescape(carried) == tex


def test_teaser_and_comment_carry_it_too():
    assert TEX.findall(render("$x$\n\n<!--more-->\n\n$y$").teaser_html) == ["x"]
    assert TEX.findall(render("$x$", "comment").html) == ["x"]


def test_formula_that_failed_carries_nothing_twice():
    html = render("$\\frac{1}{$ and $x$").html
    assert TEX.findall(html) == ["x"]
    assert html.count("\\frac") == 1


def test_no_program_should_translate_a_formula():
    html = render("设 $x$，\n\n$$y$$").html
    assert html.count("<math") == html.count('class="notranslate"') == 2


def test_number_is_the_permalink_of_its_equation():
    html = render("\\begin{align}a&=b\\label{eq:loss}\\\\c&=d\\end{align}").html
    assert '<a href="#eq-loss">(1)</a>' in html
    assert '<a href="#eq-2">(2)</a>' in html
    assert 'id="eq-loss"' in html
    assert 'id="eq-2"' in html
