import time

import pytest

from blog.markup.errors import TexError, TexLimitError
from blog.markup.macros import Macros
from blog.markup.profiles import POST_LIMITS
from blog.markup.tex import prepare


def prepared(tex: str, macros: Macros | None = None, *, display: bool = True) -> str:
    own = Macros() if macros is None else macros
    return prepare(tex, display=display, macros=own, limits=POST_LIMITS)


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\newcommand{\R}{\mathbb{R}}x\in\R", r"x\in\mathbb{R}"),
        (r"\newcommand\v[1]{\vec{#1}}\v x", r"\vec{x}"),
        (r"\newcommand{\p}[2][1]{#2^{#1}}\p{x}\p[3]{y}", "x^{1}y^{3}"),
        (r"\def\a#1#2{#2#1}\a xy", "yx"),
        (r"\let\x\alpha\x", r"\alpha"),
        (r"\let\old\phi\renewcommand{\phi}{\old'}\phi", r"\phi'"),
        (r"\DeclareMathOperator{\Tr}{Tr}\Tr A", r"\operatorname{Tr} A"),
        (r"\DeclareMathOperator*{\am}{argmax}\am_x", r"\operatorname*{argmax}_x"),
        (r"\providecommand{\a}{1}\providecommand{\a}{2}\a", "1"),
        (r"\newcommand{\a}{\alpha}\a b", r"\alpha b"),
    ],
)
def test_macros_are_expanded(tex, expected):
    assert prepared(tex).strip() == expected


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\begin{split}a\end{split}", r"\begin{aligned}a\end{aligned}"),
        (r"\substack{a\\b}", r"\begin{subarray}{c}a\\ b\end{subarray}"),
        (r"a\\[3pt]b", r"a\\ b"),
        (r"a\\ [x]b", r"a\\ [x]b"),
        (r"\left<x\right>", r"\left\langle x\right\rangle"),
        (r"\mbox{若}", r"\text{若}"),
        (r"\text{若 $x$}", r"{\text{若 }{x}}"),
        (r"\kern3mu", r"\mspace{3mu}"),
        (r"\hspace{1cm}", r"\mspace{51.21mu}"),
        (r"\hspace{9999em}", r"\mspace{360mu}"),
        (r"\mathop{\rm lim}\limits_x", r"\underset{x}{\operatorname{lim}}"),
        (r"\require{cancel}x", "x"),
        (r"x % note", "x "),
        (r"\begin{array}{*{2}{c}@{}l}a\end{array}", r"\begin{array}{ccl}a\end{array}"),
        (r"\boldsymbol{\mathcal{L}}", "𝓛"),
        (r"\unicode{x1D7D9}", r"\text{𝟙}"),
        (r"\dv{f}{x}", r"\frac{\mathrm{d}f}{\mathrm{d}x}"),
        ("a,\\\nb", r"a,\ b"),
        (r"\approx*m", r"\approx *m"),
        (r"\qty(a(b))", r"\left(a(b)\right)"),
        (r"\begin{aligned}[t]a\end{aligned}", r"\begin{aligned}a\end{aligned}"),
        (r"\cfrac[l]{1}{2}", r"\cfrac{1}{2}"),
        (r"\mathbf{粗体}", r"\textbf{粗体}"),
        (r"\qty{5}{\kilo\metre\per\second\squared}", r"5\,\text{km}\,\text{s}^{-2}"),
        (r"\SI{1.5e3}{m/s^2}", r"1.5\times 10^{3}\,\mathrm{m/s^2}"),
        (r"\ang{30;15}", r"30^\circ15'"),
        (r"\pdv{f}{x}{y}", r"\frac{\partial ^2f}{\partial x\partial y}"),
        (r"\abs*{x}\norm[\big]{y}", r"|x|\big\|y\big\|"),
        (r"\braket{a}{b}", r"\left\langle a\middle|b\right\rangle"),
        (
            r"\DeclarePairedDelimiter{\c}{[}{]}\c{x}\c*{y}\c[\big]{z}",
            r"[x]\left[y\right]\big[z\big]",
        ),
        (r"\begin{cases*}a&if $b$\end{cases*}", r"\begin{cases}a&{\text{if }{b}}\end{cases}"),
    ],
)
def test_what_the_engine_lacks_is_rewritten(tex, expected):
    assert prepared(tex) == expected


def test_formula_without_need_passes_as_it_is():
    tex = r"\frac{ a }{b} \text{若 } \begin{aligned}a&=b\end{aligned}"
    assert prepared(tex) is tex


def test_definition_is_kept_for_the_next_formula():
    macros = Macros()
    prepared(r"\def\a{x}", macros)
    assert prepared(r"\a", macros) == "x"


@pytest.mark.parametrize(
    "tex",
    [
        r"\def\a{\a\a}\a",
        r"\def\a{x\a}\a",
        r"\def\a{\b}\def\b{\a}\a",
        r"\def\a#1{\a{#1#1}}\a x",
        (
            r"\def\a{\b\b}\def\b{\c\c}\def\c{\d\d}\def\d{\e\e}\def\e{\f\f}\def\f{\g\g}"
            r"\def\g{\h\h}\def\h{\i\i}\def\i{\j\j}\def\j{\k\k}\def\k{x}\a"
        ),
    ],
)
def test_macros_without_end_are_stopped_at_once(tex):
    started = time.process_time()
    with pytest.raises(TexLimitError):
        prepared(tex)
    assert time.process_time() - started < 0.2


@pytest.mark.parametrize(
    "tex",
    [r"\def", r"\def\a", r"\def\a#2{}", r"\newcommand{\a}[10]{}", r"\newcommand{\a}{#1}\a",
     r"\newcommand{\begin}{}", r"\newcommand{x}{}", r"\hspace{wide}", r"\begin{CD}@>"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(tex):
    with pytest.raises(TexError):
        prepared(tex)
