"""Hostile formulas, in every profile and to both engines: nothing stops, nothing gets out."""

import re
import time

import pytest

from blog.markup import PROFILES, render
from blog.markup.errors import TexError
from blog.markup.macros import Macros
from blog.markup.math import FIRST, SECOND
from blog.markup.mathml import clean_mathml
from blog.markup.profiles import COMMENT_LIMITS, POST_LIMITS
from blog.markup.temml import Temml
from blog.markup.tex import expanded, prepare
from tests.markup.shared import lines_of

MATHML = re.compile(
    r"(?:[^<]|</?(?:semantics|annotation|m(?:ath|row|i|n|o|text|space|frac|sqrt|root|sub|sup|subsup|under|over|underover"
    r"|multiscripts|prescripts|table|tr|td|padded|phantom))(?: [a-z-]+=\"[^\"<>]*\")*/?>)*"
)
ACTIVE = re.compile(r"\s(?:style|href|id|src|on\w+)=")
SECONDS = 1.0


@pytest.mark.parametrize("profile", PROFILES)
def test_no_hostile_formula_takes_a_second_on_a_page(profile):
    for row in lines_of("attacks/latex.jsonl"):
        mark = "$$" if row["display"] else "$"
        started = time.process_time()
        html = render(f"{mark}{row['latex']}{mark}", profile).html
        assert time.process_time() - started < SECONDS, row["id"]
        assert "<script" not in html, row["id"]
        for formula in re.findall(r"<math.*?</math>", html, re.DOTALL):
            assert MATHML.fullmatch(formula), row["id"]
            assert not ACTIVE.search(re.sub(r'"[^"]*"', "", formula)), row["id"]


def prepared(tex: str, display: bool) -> str:
    return prepare(tex, display=display, macros=Macros(), limits=POST_LIMITS)


def only_expanded(tex: str, display: bool) -> str:
    return expanded(tex, macros=Macros(), limits=POST_LIMITS)


@pytest.mark.parametrize(("engine", "as_given"), [(FIRST, prepared), (SECOND, only_expanded)])
def test_no_engine_answers_a_hostile_formula_with_more_than_mathml(engine, as_given):
    if engine is SECOND and not Temml().is_installed:
        pytest.skip("npm has not brought Temml")
    for row in lines_of("attacks/latex.jsonl"):
        started = time.process_time()
        try:
            tex = as_given(row["latex"], row["display"])
            html = clean_mathml(engine.convert(tex, display=row["display"]))
        except TexError:
            html = ""
        assert time.process_time() - started < SECONDS, row["id"]
        assert MATHML.fullmatch(html), row["id"]


def test_comment_cannot_buy_time_with_many_formulas():
    slow = r"\pu{" + "1" * 1500 + "}"
    text = "\n\n".join(f"$$a_{{{number}}}{slow}$$" for number in range(20))
    started = time.process_time()
    render(text, "comment")
    assert time.process_time() - started < 4 * COMMENT_LIMITS.engine_seconds


@pytest.mark.parametrize("repeated", [" ", "\u3000", "``\\", "`\\`` ", "~", "> a\n- ", "式(1)到("])
def test_longer_comment_costs_its_share(repeated):
    costs = []
    for length in (2_000, 10_000):
        text = f"[{repeated * length}"[:length]
        costs.append(min(_seconds_of(text) for _ in range(3)))
    assert costs[1] < 3 * 5 * max(costs[0], 0.005), costs


def _seconds_of(text: str) -> float:
    started = time.process_time()
    render(text, "comment")
    return time.process_time() - started


@pytest.mark.parametrize(
    "tex", [r"\text{\def\a#1{\a{#1#1}}\a x}", r"\mbox{\newcommand{\a}{\a\a}\a}"]
)
def test_definition_hidden_in_text_reaches_no_engine(tex):
    with pytest.raises(TexError):
        prepared(tex, False)
