import pytest

from blog.markup import render
from blog.markup.math import mathml_of


def mathml(tex: str) -> str:
    return mathml_of(tex, display=True).removeprefix('<math display="block">')[:-7]


@pytest.mark.parametrize("tex", ["f'", "f''_n", "f'^2", r"x^{\prime}"])
def test_raised_primes_are_marked(tex):
    assert '<mo class="prime">' in mathml(tex)


def test_han_is_text_in_a_row_of_its_own():
    assert mathml(r"x_{\text{最大}}") == (
        '<msub><mi>x</mi><mrow><mtext class="han">最大</mtext></mrow></msub>'
    )
    assert mathml(r"\textbf{粗}") == '<mrow><mtext class="han text-bold">粗</mtext></mrow>'
    assert "han" not in mathml(r"\text{if }x")


def test_wide_tilde_is_the_sign_that_stretches():
    assert '<mo stretchy="true">˜</mo>' in mathml(r"\widetilde{xyz}")
    assert '<mo stretchy="true">' not in mathml(r"\tilde{x}")


def test_wide_hat_is_no_combining_character():
    assert '<mo stretchy="true">ˆ</mo>' in mathml(r"\widehat{x}")


def test_a_letter_with_a_combining_mark_has_an_accent():
    assert mathml("x\u0302") == mathml(r"\hat{x}")
    assert mathml("v\u20d7") == mathml(r"\vec{v}")


@pytest.mark.parametrize("tex", [r"\left(x_t W^2\right)", r"\left\{x\middle|y\right\}", r"\abs{x}"])
def test_brackets_around_what_is_low_do_not_stretch(tex):
    # Browsers reserve the width of the widest form of what may stretch.
    assert mathml(tex).count('stretchy="false"') == tex.count("|") + 2


@pytest.mark.parametrize(
    "inside", [r"\frac12", r"\sum x", r"x^{\frac12}", r"\sqrt x", r"\Big(x\Big)"]
)
def test_brackets_around_what_is_high_stretch(inside):
    assert 'stretchy="false"' not in mathml(rf"\left[{inside}\right]")


def test_signs_without_a_bold_form_are_set_bold():
    assert '<mrow class="text-bold"><mo' in mathml(r"\pmb{\sum}")
    assert "text-bold" in mathml(r"a\boldsymbol{\times}b")


def test_dots_between_operators_are_one_sign():
    assert mathml(r"a+\dots+b").count("<mi>⋯</mi>") == 1


def test_negative_space_is_ems_and_eighteenths():
    assert mathml(r"\!") == '<mspace class="back back-mu-3"/>'
    assert mathml(r"\hspace{-1.5em}") == '<mspace class="back back-em-1 back-mu-9"/>'


def test_ruled_table_has_its_outer_rules():
    html = mathml(r"\begin{array}{|c|}\hline a\\ \hline\end{array}")
    assert 'class="cell-rule-start cell-rule-top cell-rule-bottom"' in html
    assert html.count("<mtr>") == 1


def test_small_matrix_is_small():
    assert 'mathsize="70%"' in mathml(r"\begin{smallmatrix}a\end{smallmatrix}")


def test_smash_takes_what_it_is_told_to():
    assert '<mpadded depth="0">' in mathml(r"\smash[b]{y}")
    assert '<mpadded height="0" depth="0">' in mathml(r"\smash{y}")


def test_columns_are_joined_and_ruled():
    html = mathml(r"\begin{array}{cc}\multicolumn{2}{l}{x}\\ \cline{2-2}a&b\end{array}")
    assert '<mtd columnspan="2" class="cell-left">' in html
    assert '<mtd class="cell-rule-top"><mi>b</mi></mtd>' in html


def test_frame_and_ground_have_their_own_colours():
    html = mathml(r"\fcolorbox{red}{yellow}{a}")
    assert html.startswith(
        '<mrow mathbackground="#ffeb3d" mathcolor="#ff0000" class="enclose-box">'
    )
    assert '<mrow class="own-ink"><mtext>a</mtext></mrow>' in html


def test_text_between_rows_takes_a_row_and_no_number():
    html = render("\\begin{align}a&=b\\\\\n\\intertext{and}\nc&=d\\end{align}").html
    assert html.count("<mtr>") == 3
    assert '<mtd class="cell-left" columnspan="2">' in html
    assert 'equation__number--row-3" id="eq-2"><a href="#eq-2">(2)</a>' in html
    assert "row-2" not in html


def test_display_in_a_heading_keeps_number_and_anchor():
    html = render("# $$\\begin{equation}x\\label{a}\\end{equation}$$\n\n\\eqref{a}").html
    assert '<span id="eq-a"><math displaystyle="true" ' in html
    assert '<span class="equation__number"><a href="#eq-a">(1)</a></span></span>' in html
