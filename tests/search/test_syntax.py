"""What a reader types, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.search.syntax import Query, parse


def words(query: Query) -> list[str]:
    return [term.needle for term in query.terms]


@pytest.mark.parametrize(
    ("typed", "needles"),
    [
        ("滑动平均 误差", ["滑动平均", "误差"]),
        ('"gradient  Descent" x', ["gradient descent", "x"]),
        ("“不动 点”", ["不动 点"]),
        ("「不动点」", ["不动点"]),
        ("C++", ["c++"]),
        ("ab ab AB", ["ab"]),
        ("tag: x", ["tag:", "x"]),
        ("year:soon", ["year:soon"]),
        ("$x", ["$x"]),
        ('- -- ++ "" \'', []),
    ],
)
def test_words_and_phrases(typed, needles):
    assert words(parse(typed)) == needles


def test_filters_in_both_languages():
    query = parse('tag:矩阵 标签：统计 category:"a b" 年份:2020-2019 year:2024 in:comments')
    assert query.tags == ("矩阵", "统计")
    assert query.categories == ("a b",)
    assert query.years == ((2019, 2020), (2024, 2024))
    assert query.in_comments
    assert not query.terms


def test_minus_takes_a_word_or_a_phrase_away():
    query = parse('误差 -草稿 -"a b" a-b 1 - 2')
    assert [term.needle for term in query.without] == ["草稿", "a b"]
    assert words(query) == ["误差", "a-b", "1", "2"]


@pytest.mark.parametrize(
    ("typed", "needles", "formulas"),
    [
        (r"$\frac{1}{n}$", [], [r"\frac{1}{n}"]),
        (r"$$x^2$$ 面积", ["面积"], ["x^2"]),
        (r"\(x\) \[y\]", [], ["x", "y"]),
        (r"滑动平均 \frac{1-\beta}{1+\beta}", ["滑动平均"], [r"\frac{1-\beta}{1+\beta}"]),
        (r"Gaussian \int e^{-x^2} dx", ["gaussian"], [r"\int e^{-x^2} dx"]),
        (r"x = \frac12 y", [], [r"x = \frac12 y"]),
        (r"矩阵\beta", ["矩阵"], [r"\beta"]),
    ],
)
def test_formulas_with_dollars_or_a_backslash(typed, needles, formulas):
    query = parse(typed)
    assert words(query) == needles
    assert list(query.formula_texts) == formulas


@given(st.text(st.sampled_from("ab矩阵 \\$\"'-−:：&|!()<>*{}^_tagyerin0123“”"), max_size=60))
def test_nothing_is_wrong_syntax(typed):
    query = parse(typed)
    assert len(query.formulas) == len(query.formula_texts)
    assert all(term.lexemes and term.needle for term in (*query.terms, *query.without))


@given(st.text())
def test_no_text_raises(typed):
    parse(typed)
