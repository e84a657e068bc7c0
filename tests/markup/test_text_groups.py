r"""What stands in ``\text{…}``: words are words, mathematics is mathematics."""

import re

import pytest

from blog.markup.formula import set_formula


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\text{if $x_1^2>0$}", "if x12>0"),
        (r"\text{a_b}", "a_b"),
        (r"\mbox{$x^2$ for }y", "x2 for y"),
        (r"\hbox{\rm sgn}", "sgn"),
        (r"\text{a \textbf{b $x$} c}", "a b x c"),
        (r"\text{如果 $x_1$，则}", "如果 x1，则"),
        (r"\text{a $\text{b $x$ c}$ d}", "a b x c d"),
        (r"\colorbox{yellow}{$x^2$}", "x2"),
    ],
)
def test_text_and_formulas_in_it_are_told_apart(tex, shown):
    found = set_formula(tex, display=True)
    assert found.engine == "math-core"
    text = re.sub("<[^>]*>", "", found.html).replace("&gt;", ">").replace("\u00a0", " ")
    assert text == shown


def test_a_font_switch_holds_for_the_rest_of_its_text():
    html = set_formula(r"\text{a \bf b $x$ c}", display=True).html
    assert html.count("text-bold") == 2


def test_a_colour_in_text_colours_the_rest_of_it():
    html = set_formula(r"\text{a \color{red}b $x$}", display=True).html
    assert html.index("mathcolor") > html.index(">a")
