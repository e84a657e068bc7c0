"""Formulas by what they say, not by how they are typed."""

import pytest

from blog.markup import render
from blog.markup.expansions import expansions
from blog.markup.formula import set_formula
from blog.search.formulas import formulas_of
from blog.search.subformulas import with_part
from blog.search.tex import shape_of, tokens_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\frac{1}{n}", r"\dfrac 1 n"),
        (r"x^{2}", "x ^ 2"),
        (r"\left( a \right)", "(a)"),
        (r"a\,b \quad c", "abc"),
        (r"x\le y \label{eq:a}", r"x \leq y"),
        (r"\begin{aligned}a&=b\end{aligned}", "a=b"),
        (r"\begin {cases} a \end{ cases}", r"\begin{cases}a\end{cases}"),
        (r"\boldsymbol{x}", r"\mathbf x"),
        (r"\operatorname{Var}", r"\mathrm{Var}"),
        ("a % remark\n b", "ab"),
    ],
)
def test_how_it_is_typed_does_not_matter(one, other):
    assert tokens_of(one) == tokens_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("x^2", "x_2"), (r"\frac ab", r"\frac ba"), ("{ab}^2", "ab^2"), ("1", "2")]
)
def test_what_differs_stays_apart(one, other):
    assert tokens_of(one) != tokens_of(other)


def test_renaming_keeps_the_shape():
    one, other = tokens_of(r"\sum_{k=0}^n k w_k"), tokens_of(r"\sum_{i=0}^n i w_i")
    assert one != other
    assert shape_of(one) == shape_of(other)
    assert shape_of(tokens_of("a+a")) != shape_of(tokens_of("a+b"))


def test_macros_are_expanded_from_their_definition_on():
    source = r"$\newcommand{\R}{\mathbb{R}}$ then $x\in\R$ and $y$"
    assert expansions(source)[r"x\in\R"] == r"x\in\mathbb{R}"
    assert "y" not in expansions(source)
    assert expansions("$x$") == {}
    assert expansions(r"$\half$", r"\newcommand{\half}{\frac12}") == {r"\half": r"\frac12"}


def test_a_page_hands_out_its_formulas_with_their_numbers():
    html = render("$x<1$ and\n\\begin{equation}a=b\\label{eq:k}\\end{equation}\n$$c$$").html
    inline, numbered, plain = formulas_of(html)
    assert (inline.tex, inline.anchor, inline.number) == ("x<1", "", "")
    assert (numbered.anchor, numbered.number) == ("eq-k", "(1)")
    assert numbered.mathml.startswith("<math")
    assert (plain.tex, plain.number) == ("c", "")


def mathml(tex: str) -> str:
    return set_formula(tex, display=True).html


def test_the_part_is_marked_wherever_it_stands():
    whole = mathml(r"V=\frac{1-\beta}{1+\beta}\sigma^2+\sqrt{\frac{1-\beta}{1+\beta}}")
    marked = with_part(whole, mathml(r"\frac{1-\beta}{1+\beta}"))
    assert marked.count('<mrow class="hit-part"><mfrac>') == 2
    assert marked.replace('<mrow class="hit-part">', "").count("<mfrac>") == whole.count("<mfrac>")


def test_a_part_of_several_neighbours_is_marked_as_one():
    marked = with_part(mathml("y=a+b+c"), mathml("a+b"))
    assert marked.count("hit-part") == 1
    assert '<mrow class="hit-part"><mi>a</mi><mo>+</mo><mi>b</mi></mrow>' in marked


def test_other_letters_are_marked_only_where_renaming_is_meant():
    assert "hit-part" not in with_part(mathml("x^2"), mathml("y^2"))
    assert "hit-part" in with_part(mathml("x^2"), mathml("y^2"), renamed=True)


def test_whole_formula_is_marked_inside_it():
    assert with_part(mathml("x"), mathml("x")).startswith("<math")
