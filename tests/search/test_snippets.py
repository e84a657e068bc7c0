"""What a result shows of a text."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from blog.markup import render
from blog.search.snippets import WIDTH, marked, snippet
from blog.search.syntax import parse

LONG = "这里有许多与问题无关的句子，" * 20


def shown(source: str, query: str) -> str:
    return snippet(render(source).html, parse(query).terms, {})


def test_the_place_where_the_words_stand_is_shown_marked():
    text = shown(f"{LONG}\n\n{LONG}然后是滑动平均的记忆。{LONG}", "滑动平均")
    assert "<mark>滑动平均</mark>" in text
    assert text.startswith("……")
    assert text.endswith("……")
    assert len(text) < WIDTH


def test_the_paragraph_with_most_of_the_words_is_shown():
    assert "第二段" in shown("先说误差。\n\n第二段说误差与速度。", "误差 速度")


def test_a_formula_is_shown_whole():
    sum_ = "$" + "+".join(f"x_{{{n}}}" for n in range(40)) + "$"
    text = shown(f"{LONG}误差 {sum_} 之后。", "误差")
    assert text.count("<math") == text.count("</math>")
    text = shown(f"误差很大，{sum_}", "误差")
    assert text.count("<math") == text.count("</math>")


def test_text_that_looks_like_a_formula_is_text():
    text = shown("`<math><img src=x onerror=alert(1)></math>`", "alert")
    assert "&lt;math&gt;&lt;img" in text
    assert "<img" not in text
    assert "<math" not in text


def test_words_are_found_across_emphasis_and_blanks():
    assert "<mark>滑动平均</mark>" in shown("指数**滑动**平均", "滑动平均")
    assert "<mark>用 Adam 优化</mark>" in shown("我们用 Adam 优化它", "用Adam优化")
    assert "<mark>動量</mark>" in shown("動量很大", "动量")


def test_a_word_is_marked_only_whole():
    assert "<mark>ring</mark>" in shown("A string and a ring.", "ring")
    assert "st<mark>ring" not in shown("A string and a ring.", "ring")


def test_latin_words_are_not_cut():
    words = "alphabetical concatenation " * 30
    text = shown(f"{words} needle {words}", "needle")
    plain = re.sub(r"</?mark>|……", "", text)
    assert set(plain.split()) <= {"alphabetical", "concatenation", "needle"}


def test_a_text_without_the_words_begins_at_its_beginning():
    assert shown("第一段。\n\n第二段。", "没有").startswith("第一段")


def test_no_numbers_anchors_or_footnotes_are_shown():
    text = shown("## 标题\n\n正文[^1] $$a=b \\tag{7}$$ 误差。\n\n[^1]: 脚注。", "误差")
    assert "(7)" not in text
    assert "#" not in text


def test_a_title_keeps_its_formula_and_its_tags():
    title = '<span class="math-run"><math><mi>n</mi></math>，</span>有多大 &amp; 误差'
    assert marked(title, parse("多大").terms) == title.replace("多大", "<mark>多大</mark>")
    assert "<mark>&amp; 误差</mark>" in marked(title, parse('"& 误差"').terms)


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("ab<>&\"'误差$\\ \n*_`"), max_size=80), st.sampled_from("ab误<&"))
def test_any_text_makes_balanced_html(source, query):
    text = snippet(render(source).html, parse(query).terms, {})
    without = re.sub(r"</?mark>|<math.*?</math>|&(?:amp|lt|gt|quot|#x27);", "", text, flags=re.S)
    assert "<" not in without
    assert ">" not in without
    assert text.count("<mark>") == text.count("</mark>")


def test_a_formula_keeps_its_comma():
    assert re.search(
        r'<span class="math-run"><math[^>]*>.*?</math>，</span>', shown("当 $x$，函数增。", "函数")
    )
