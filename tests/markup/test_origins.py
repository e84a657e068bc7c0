"""An error is told at the place where the author made it."""

import pytest

from blog.markup import render

ROWS = (
    "\\begin{align}\na &= b \\\\\nc &= \\sqrt2 + \\nope x \\\\\ne &= f \\label{eq:f}\n\\end{align}"
)
REPEATED = "$$\nx^2 + x^2\n+ x^2 + y^a^b\n$$"


@pytest.mark.parametrize(
    ("source", "place"),
    {
        "见 $x + \\nope y$。": (1, 8),
        ROWS: (3, 15),
        REPEATED: (3, 12),
        "$a & b$": (1, 4),
        "$$\n\\frac{a}{b\n$$": (2, 9),
        "$$\n\\left( a\n+ b$$": (2, 1),
        "$$a\n+ \\begin{pmatrix} 1\n$$": (2, 3),
        "$a +\\frac{b}$": (1, 12),
        "$$\\begin{matrix}a\\end{pmatrix}$$": (1, 18),
        "> $$\n> a\n> + \\nope\n> $$": (3, 3),
        "$\\newcommand{\\v}[1]{\\nope{#1}}$ $a+\\v{x}$": (1, 36),
        "$\\text{if $x_1$} + \\pmb{a} + \\nope$": (1, 30),
        "$\\begin{split}a&=b\\\\&=\\hspace{x}\\end{split}$": (1, 30),
        "$\\require{x}\\substack{a\\\\b}\\nope$": (1, 28),
    }.items(),
)
def test_problem_stands_where_the_mistake_is(source, place):
    problem = next(p for p in render(source).problems if p.severity == "error")
    assert (problem.line, problem.column) == place, problem.message


@pytest.mark.parametrize(
    ("tex", "message"),
    {
        "\\frac{a": "A brace is not closed",
        "x}": "This closing brace has no opening one",
        "\\left( x": "\\left has no \\right",
        "a & b": "& separates columns and stands in an environment that has them, like align",
        "x^a^b": "Two superscripts or two subscripts follow each other",
        "\\begin{matrix}a\\end{pmatrix}": "\\begin{matrix} is closed by \\end{pmatrix}",
        "\\left x": "A bracket or a dot must follow \\left",
        "\\frac{a}": "The formula ends where an argument is expected",
    }.items(),
)
def test_common_mistakes_have_words_of_our_own(tex, message):
    assert render(f"$${tex}$$").problems[0].message == message
