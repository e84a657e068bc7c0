"""Formulas as plain Unicode: what titles, descriptions and searches read."""

import pytest

from blog.markup.plain_tex import plain_tex


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"\frac{1}{3}", "1/3"),
        ("x_i^2", "xᵢ²"),
        (r"2\frac{1}{3}", "2 1/3"),
        (r"\frac12 x", "1/2 x"),
        (r"\frac{a}{b}\frac{c}{d}", "a/b c/d"),
        (r"x=\frac{1}{2}+\frac34", "x=1/2+3/4"),
        (r"\left.\frac{1}{2}\right|_0^1", "1/2|₀¹"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "1 2 3 4"),
        (r"\begin{array}{c|c}a&b\end{array}", "a b"),
        (r"\begin{aligned}a&=b\\c&=d\end{aligned}", "a=b c=d"),
        (r"a\not\in B", "a∉B"),
        (r"\operatorname*{argmin}_\theta", "argmin_θ"),
        (r"A\xrightarrow{f}B", "A→ᶠB"),
        (r"\overrightarrow{AB}", "AB"),
        ("x^{}", "x"),
    ],
)
def test_a_formula_reads_as_a_person_would_type_it(tex, plain):
    assert plain_tex(tex) == plain
