import re

import pytest

from blog.markup.setting import InlineFormula, glyphs_of, set_inline

TOKEN = re.compile("tok([0-9]+)q")
SHORT = InlineFormula("<math>f</math>", 1)
LONG = InlineFormula("<math>f</math>", 15)
BROAD = InlineFormula("<math>f</math>", 9)


def laid(html: str, formula: InlineFormula = SHORT) -> str:
    return set_inline(html, TOKEN, {0: formula, 1: formula}).replace("<math>f</math>", "F")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("设tok0q为", '设<math class="gap-start gap-end">f</math>为'),
        ("设 tok0q 为", "设 F 为"),
        ("a tok0q b", "a F b"),
        ("设tok0q，则", '设<span class="math-run"><math class="gap-start">f</math>，</span>则'),
        ("（tok0q）。", '<span class="math-run">（F）。</span>'),
        ("为“tok0q”", '为<wbr><span class="math-run">“F”</span>'),
        ("<p>“tok0q”", '<p><span class="math-run">“F”</span>'),
        ("<em>设</em>tok0q", '<em>设</em><math class="gap-start">f</math>'),
        ("设<em>tok0q</em>为", '设<em><math class="gap-start gap-end">f</math></em>为'),
        ("<p>设</p><p>tok0q</p>", "<p>设</p><p>F</p>"),
        ("tok0q、tok1q", '<span class="math-run">F、</span>F'),
        ("tok0qth", '<span class="math-run">Fth</span>'),
        ("tok0q-dimensional", '<span class="math-run">F-</span>dimensional'),
    ],
)
def test_surroundings_decide_gaps_and_runs(html, expected):
    assert laid(html) == expected


@pytest.mark.parametrize("order", ["{mark}，", "，{mark}"])
def test_footnote_mark_stays_with_its_formula(order):
    mark = '<sup class="footnote-ref"><a href="#fn-1">[1]</a></sup>'
    tail = order.format(mark=mark)
    assert laid(f"tok0q{tail}后") == f'<span class="math-run">F{tail}</span>后'


def test_broad_formula_keeps_its_paragraph_ragged():
    assert laid("a tok0q b", BROAD) == 'a <span class="math-run math-run--broad">F</span> b'


def test_long_formula_scrolls_by_itself():
    assert laid("a tok0q b", LONG) == 'a <span class="math-run math-run--long">F</span> b'


def test_invisible_operators_are_no_glyphs():
    assert glyphs_of("<math><mi>x</mi><mo>\u2061</mo><mo>&lt;</mo></math>") == 2
