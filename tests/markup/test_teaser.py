from __future__ import annotations

import pytest

from blog.markup import render

SENTENCE = "一句二十个汉字的话它不多也不少正好二十个。"


def teaser(source, **options):
    document = render(source, **options)
    return document.teaser_html, document.has_more


@pytest.mark.parametrize("mark", ["<!--more-->", "<!-- more -->", "<!--  MORE -->  "])
def test_the_mark_ends_the_teaser_and_leaves_no_trace(mark):
    document = render(f"上文。\n\n{mark}\n\n下文。")
    assert (document.teaser_html, document.has_more) == ("<p>上文。</p>", True)
    assert document.html == "<p>上文。</p>\n<p>下文。</p>"


def test_the_mark_may_stand_directly_between_lines():
    assert teaser("上文。\n<!--more-->\n下文。") == ("<p>上文。</p>", True)


@pytest.mark.parametrize("source", ["`<!--more-->`", "    <!--more-->", "```\n<!--more-->\n```"])
def test_the_mark_in_code_is_code(source):
    html, has_more = teaser(f"上文。\n\n{source}\n\n下文。")
    assert "&lt;!--more--&gt;" in html
    assert not has_more


def test_the_mark_inside_a_line_is_no_mark():
    assert teaser("上文。<!--more-->下文。") == ("<p>上文。下文。</p>", False)


def test_a_mark_with_nothing_below_is_the_whole():
    assert teaser("上文。\n\n<!--more-->") == ("<p>上文。</p>", False)


def test_a_mark_with_nothing_above_is_ignored():
    html, has_more = teaser("<!--more-->\n\n" + f"{SENTENCE * 10}\n\n" * 3)
    assert (html.count("<p>"), has_more) == (2, True)


def test_without_a_mark_whole_blocks_open_the_article():
    html, has_more = teaser(f"{SENTENCE * 5}\n\n" * 6)
    assert (html.count("<p>"), has_more) == (3, True)


def test_a_short_article_is_its_own_teaser_with_its_footnotes():
    html, has_more = teaser("短[^1]。\n\n[^1]: 注。")
    assert 'class="footnotes"' in html
    assert not has_more


def test_a_han_character_counts_as_much_as_a_letter():
    letters, _ = teaser("abcdefghi \n" * 20 + "\n" + "后。\n\n" * 3 + SENTENCE)
    han, _ = teaser("一二三四五六七八九 \n" * 20 + "\n" + "后。\n\n" * 3 + SENTENCE)
    assert letters.count("<p>") == han.count("<p>")


def test_a_list_is_never_cut():
    items = f"- {SENTENCE}\n" * 30
    html, has_more = teaser(f"引子。\n\n{items}\n结尾。")
    assert (html.count("<li>"), has_more) == (30, True)


def test_a_block_far_too_long_is_left_for_the_article():
    code = "```\n" + "x = 1\n" * 200 + "```"
    html, has_more = teaser(f"{SENTENCE * 8}\n\n{code}")
    assert "x = 1" not in html
    assert has_more


def test_a_heading_never_ends_the_teaser():
    html, _ = teaser(f"{SENTENCE * 14}\n\n## 下一节\n\n" + f"{SENTENCE * 14}\n\n" * 2)
    assert "下一节" not in html
    html, _ = teaser(f"{SENTENCE * 8}\n\n## 下一节\n\n" + SENTENCE * 60)
    assert "下一节" not in html


def test_a_formula_follows_the_block_that_leads_to_it():
    source = f"{SENTENCE * 15}我们有：\n\n$$x=1$$\n\n{SENTENCE}\n\n{SENTENCE}"
    html, has_more = teaser(source)
    assert "<math" in html
    assert html.count(SENTENCE) == 15
    assert has_more


def test_a_figure_follows_the_block_above_it():
    source = f'{SENTENCE * 15}\n\n![图](/media/a.png "说明")\n\n{SENTENCE}\n\n{SENTENCE}'
    assert teaser(source)[0].endswith("</figure>")


def test_ids_are_prefixed_and_links_below_the_fold_lead_to_the_article():
    html, _ = teaser(
        "## 上 {#sec:a}\n\n见[上](#sec:a)、[下](#sec:b)[^1]。\n\n<!--more-->\n\n"
        "## 下 {#sec:b}\n\n[^1]: 注",
        id_prefix="p12-",
        article_url="/archives/12/",
    )
    assert 'id="p12-sec-a"' in html
    assert 'href="#p12-sec-a">上' in html
    assert 'href="/archives/12/#sec-b">下' in html
    assert '<a href="/archives/12/#fn-1" id="p12-fnref-1">[1]</a>' in html


def test_numbers_in_the_teaser_are_the_articles():
    html, _ = teaser("[^b]\n\n一[^a]\n\n<!--more-->\n\n二\n\n[^a]: 甲\n[^b]: 乙")
    assert ">[1]<" in html
    assert ">[2]<" in html


def test_a_comment_has_no_teaser_of_its_own():
    document = render("评论", "comment")
    assert document.teaser_html == document.html
    assert not document.has_more


def test_an_equations_number_leads_to_the_article_and_a_reference_stays_in_the_list():
    source = (
        "\\begin{equation}x\\label{eq:a}\\end{equation}\n\n见 \\eqref{eq:a}。\n\n<!--more-->\n\n下"
    )
    html, _ = teaser(source, article_url="/archives/7/", id_prefix="p7-")
    assert '<a href="/archives/7/#eq-a">(1)</a>' in html
    assert '<a class="equation-ref" href="#p7-eq-a">(1)</a>' in html
