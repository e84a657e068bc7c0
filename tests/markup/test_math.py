import re
import time
from typing import Any

import pytest

from blog.markup.delimiters import stash
from blog.markup.errors import EngineError, TexError, TexLimitError
from blog.markup.formula import set_formula
from blog.markup.macros import Macros
from blog.markup.math import FIRST, SECOND, mathml_of
from blog.markup.mathml import clean_mathml
from blog.markup.profiles import COMMENT_LIMITS
from blog.markup.typeset import lay_in, typeset
from tests.markup.shared import lines_of

NEVER = re.compile(r"<(?!/?(?:m[a-z]+|code)\b)|\s(?:style|href|id|src|on\w+)=(?=[^>]*>)")


def laid(source: str) -> str:
    setting = typeset(stash(source))
    return lay_in(setting.stash.text, setting)


def test_formula_is_mathml():
    assert mathml_of("x^2", display=False) == "<math><msup><mi>x</mi><mn>2</mn></msup></math>"


def test_alignment_is_a_class_not_a_style():
    html = mathml_of(r"\begin{aligned}a&=b\end{aligned}", display=True)
    assert 'class="cell-right cell-flush-end"' in html
    assert "style" not in html.replace("displaystyle", "")


def test_colour_is_an_attribute():
    assert 'mathcolor="#ff0000"' in mathml_of(r"\color{red}{x}", display=False)
    assert 'mathcolor="#00aa00"' in mathml_of(r"\textcolor{#0a0}{x}", display=False)


@pytest.mark.parametrize(
    ("name", "shown"),
    {
        "DarkGreen": "#006400",
        "crimson": "#dc143c",
        "blue!50": "#8080ff",
        "red!50!black": "#800000",
        "red": "#ff0000",
    }.items(),
)
def test_colours_of_css_and_mixtures_are_known(name, shown):
    assert f'mathcolor="{shown}"' in mathml_of(f"\\color{{{name}}}x", display=False)


def test_unknown_command_is_named():
    with pytest.raises(EngineError, match=r"Unknown command \\bad"):
        mathml_of(r"\bad", display=False)


@pytest.mark.parametrize(
    "answer",
    [
        "<math><script>x</script></math>",
        '<math><mi onclick="x">x</mi></math>',
        '<math><mtext><a href="x">x</a></mtext></math>',
        "<math></math><p>",
        '<math><mi href="javascript:x">x</mi></math>',
        "<math><math></math></math>",
    ],
)
def test_answer_that_is_not_plain_mathml_is_refused(answer):
    with pytest.raises(EngineError):
        clean_mathml(answer)


@pytest.mark.parametrize(
    "tex",
    ["x" * 20_001, "{" * 100 + "}" * 100, r"\sqrt" * 5_000 + "x", r"\left(" * 200,
     r"\rm x" * 4_000, r"\begin{matrix}" * 200, r"\frac1" * 3_000],
)  # fmt: skip
def test_limits_hold_before_an_engine_is_called(tex, monkeypatch):
    for engine in (FIRST, SECOND):
        monkeypatch.setattr(type(engine), "convert", lambda *_, **__: pytest.fail("engine called"))
    with pytest.raises(TexLimitError):
        mathml_of(tex, display=True)


def test_comment_has_tighter_limits():
    tex = "x+" * 1_500 + "x"
    assert mathml_of(tex, display=False)
    with pytest.raises(TexLimitError):
        mathml_of(tex, display=False, limits=COMMENT_LIMITS)


def test_failed_formula_shows_its_source_and_leaves_the_rest():
    html = laid("$x$ $\\bad<b>$ $y$")
    assert '<code class="tex-error" title="Unknown command \\bad">$\\bad&lt;b&gt;$</code>' in html
    assert html.count("<math") == 2


def test_display_formula_stands_outside_of_paragraphs():
    setting = typeset(stash("$$x$$"))
    html = lay_in(f"<p>前<em>中{setting.stash.text}后</em></p>", setting)
    before, _, after = html.partition('<div class="equation">')
    assert before.strip() == "<p>前<em>中</em></p>"
    assert after.endswith("<p><em>后</em></p>")


def test_token_in_code_or_an_attribute_is_text_again():
    setting = typeset(stash("$x<1$"))
    token = setting.stash.text
    html = lay_in(f'<code>{token}</code><img alt="{token}" src="{token}">', setting)
    assert html == '<code>$x&lt;1$</code><img alt="x&lt;1" src="$x&lt;1$">'


def test_row_numbers_stand_beside_their_rows():
    html = laid(r"\begin{align}a\\b\label{eq:b}\end{align}")
    assert '<div class="equation equation--rows" id="eq-b">' in html
    assert 'equation__number--row-1" id="eq-1"><a href="#eq-1">(1)</a></span>' in html
    assert 'equation__number--row-2"><a href="#eq-b">(2)</a></span></div>' in html


def test_macros_hold_from_there_on_and_never_leak():
    assert laid(r"$\newcommand{\own}{z}$ $\own$").count("<mi>z</mi>") == 1
    assert "tex-error" in laid(r"$\own$")
    assert "tex-error" in laid(r"$\own$ $\newcommand{\own}{z}$")


def test_own_macros_do_not_disturb_the_cache():
    assert "<mi>z</mi>" in laid(r"$\def\own{z}\own$ $\own x$")
    assert "<mi>w</mi>" in laid(r"$\def\own{w}\own$ $\own x$")


def test_macros_of_a_page_have_a_budget_of_their_own():
    macros = Macros()
    macros.calls = COMMENT_LIMITS.document_expansions
    with pytest.raises(TexLimitError, match="page"):
        mathml_of(r"\def\a{x}\a", display=False, macros=macros, limits=COMMENT_LIMITS)


def test_real_formulas_render():
    rows = list(lines_of("corpus/formulas.jsonl"))
    failed = {row["tex"]: row["display"] for row in rows if not is_set(row)}
    displays = sum(row["display"] for row in rows)
    assert len(failed) <= 0.006 * len(rows)
    assert sum(failed.values()) <= 0.008 * displays


def test_tricky_formulas_render():
    failed = {row["id"] for row in lines_of("corpus/tricky.jsonl") if not is_set(row)}
    assert failed <= {"href", "mhchem"}


def test_hostile_formulas_neither_stop_nor_smuggle():
    for row in lines_of("attacks/latex.jsonl"):
        started = time.process_time()
        found = set_formula(row["latex"], display=row["display"])
        assert time.process_time() - started < 0.5, row["id"]
        assert not NEVER.search(found.html), row["id"]


def is_set(row: dict[str, Any]) -> bool:
    return set_formula(row["tex"], display=row["display"]).is_set


def test_every_failure_is_a_tex_error():
    for tex in ("\ud800", "\x00", "\\", "{", r"\begin{", r"\def", r"\newcommand{\a}[x]{}"):
        with pytest.raises(TexError):
            mathml_of(tex, display=True)
