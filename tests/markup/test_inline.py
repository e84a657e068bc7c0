import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.markup.inline import render_inline
from blog.markup.plain_tex import plain_tex


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"\frac{1}{3}", "1/3"),
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\frac{\partial f}{\partial x}", "∂f/∂x"),
        ("x_i^2", "xᵢ²"),
        ("x_{i,j}", "x_(i,j)"),
        (r"\sqrt{2}", "√2"),
        (r"\sqrt[3]{x+1}", "∛(x+1)"),
        (r"\mathbb{R}^d", "ℝᵈ"),
        (r"\alpha \leq \beta", "α≤β"),
        (r"\sin x + \log(n)", "sin x+log(n)"),
        (r"\text{若 $x$ 大}", "若 x 大"),
        (r"90^\circ", "90°"),
        (r"A^{\top}", "Aᵀ"),
        (r"\hat{x}'", "x̂′"),
        (r"\left\{ a \right\}", "{a}"),
        (r"\unknown{x}", "unknownx"),
        (r"a & b \\ c", "a b c"),
    ],
)
def test_formula_reads_as_plain_text(tex, plain):
    assert plain_tex(tex) == plain


@given(st.text(alphabet=r"\{}[]$^_&frac sqrt12中", max_size=80))
def test_plain_text_never_fails(tex):
    assert isinstance(plain_tex(tex), str)


def test_title_is_escaped_except_for_its_formulas():
    title = render_inline("<b>*星*</b> & $x^2$")
    assert title.html.startswith("&lt;b&gt;*星*&lt;/b&gt; &amp; <math ")
    assert title.plain == "<b>*星*</b> & x²"


def test_display_formula_in_a_title_stays_inline():
    title = render_inline(r"题$$\frac12\tag{1}$$")
    assert "<div" not in title.html
    assert '<math displaystyle="true" ' in title.html


def test_title_is_one_line():
    assert render_inline("a\n\nb\x00").plain == "a b\ufffd"
