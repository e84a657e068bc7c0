import os
import threading
from dataclasses import replace

import pytest

from blog.markup import math as engines
from blog.markup.errors import EngineError, TexError
from blog.markup.formula import set_formula
from blog.markup.macros import Macros
from blog.markup.math import SECOND, mathml_of
from blog.markup.mathml import clean_mathml
from blog.markup.profiles import POST_LIMITS
from blog.markup.temml import Temml
from blog.markup.temml_answer import in_our_words

installed = pytest.mark.skipif(not Temml().is_installed, reason="npm has not brought Temml")


def converted(tex: str) -> str:
    return clean_mathml(SECOND.convert(tex, display=True))


def test_without_npm_the_first_engine_and_its_words_remain(tmp_path, monkeypatch):
    engines._by_second.cache_clear()
    set_formula.cache_clear()
    monkeypatch.setattr(engines, "SECOND", Temml(tmp_path))
    found = set_formula(r"\ce{H2O}", display=False)
    engines._by_second.cache_clear()
    set_formula.cache_clear()
    assert (found.is_set, found.problem) == (False, r"Unknown command \ce")


@installed
@pytest.mark.parametrize(
    "tex", [r"\ce{H2O}", r"\pu{5 m}", r"\definecolor{own}{RGB}{1,2,3}\color{own}x"]
)
def test_second_engine_sets_what_the_first_cannot(tex):
    found = set_formula(tex, display=False)
    assert (found.is_set, found.engine) == (True, "temml")


@installed
def test_second_engine_sees_the_authors_macros_and_none_of_its_own_past():
    macros = Macros()
    assert "<mi>z</mi>" in mathml_of(r"\def\own{z}\ce{A}\own", display=False, macros=macros)
    assert "own" not in str(set_formula(r"\gdef\own{1}\ce{A}", display=False))
    assert not set_formula(r"\ce{A}\own", display=False).is_set


@installed
@pytest.mark.parametrize(
    ("tex", "part"),
    [
        (r"\cancel{x}", '<mrow class="enclose-up">'),
        (r"\overline{x}", '<mrow class="enclose-top">'),
        (r"\boxed{x}", 'class="enclose-box"'),
        (r"\color{red}x", '<mi mathcolor="#ff0000">'),
        (r"f'", '<mo class="prime">'),
        (r"\mathllap{x}", 'class="lap-llap"'),
        (r"\begin{array}{l|r}a&b\\ \hline c&d\end{array}", "cell-rule-end"),
        (r"\begin{align}a&=b\end{align}", 'class="cell-right cell-apart cell-flush-end"'),
    ],
)
def test_answer_is_said_in_our_words(tex, part):
    html = converted(tex)
    assert part in html
    assert "tml-" not in html
    assert "50%" not in html


def test_what_is_not_known_does_not_pass():
    answer = '<math><mi class="x" id="y" onclick="z" style="position:fixed">a</mi></math>'
    assert in_our_words(answer) == "<math><mi>a</mi></math>"


@installed
@pytest.mark.parametrize("script", ["for(;;);", "(function f(){f()})()", "x=[];for(;;)x.push([x])"])
def test_engine_out_of_bounds_is_a_refusal_and_the_next_formula_is_fine(script, monkeypatch):
    engine = Temml()
    engine.convert("x", display=False)
    with pytest.raises(EngineError, match="gave up"):
        engine._evaluated(script)
    assert "<mi>x</mi>" in engine.convert("x", display=False)


@installed
def test_threads_take_turns():
    answers: list[str] = []
    work = lambda: answers.extend(SECOND.convert(r"\ce{H2O}", display=False) for _ in range(20))  # noqa: E731
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 80
    assert len(set(answers)) == 1


@installed
def test_forked_process_begins_anew():
    SECOND.convert("x", display=False)
    child = os.fork()
    if child == 0:
        os._exit(0 if "<mi>y</mi>" in SECOND.convert("y", display=False) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@installed
def test_page_that_spent_its_time_gets_no_second_attempt():
    macros = Macros()
    macros.engine_seconds = POST_LIMITS.engine_seconds + 1
    with pytest.raises(TexError, match=r"Unknown command \\ce"):
        mathml_of(r"\ce{He}", display=False, macros=macros)


@installed
def test_time_is_counted_even_where_the_formula_defines():
    limits = replace(POST_LIMITS, engine_seconds=0.0)
    macros = Macros()
    mathml_of(r"\def\q{1}\ce{Ne}", display=False, macros=macros, limits=limits)
    assert macros.engine_seconds > 0


@installed
def test_text_that_is_none_is_refused():
    with pytest.raises(EngineError):
        converted(r"\ud800\ce{" + "\ud800}")
