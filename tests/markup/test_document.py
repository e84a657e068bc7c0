"""What comes with the HTML: plain text, contents, labels, profiles, problems."""

from __future__ import annotations

import pytest

from blog.markup import render
from blog.markup.blocks import finish_blocks
from blog.markup.elements import parse


def test_plain_text_reads_well():
    source = (
        "# 题 {#sec:t}\n\n段落[^1]，**粗**与`码`。\n\n```python\nx = 1\n\ny\n```\n\n"
        "| a | b |\n|--|--|\n| 1 | 2 |\n\n- [ ] 事\n\n[^1]: 注文。"
    )
    assert render(source).plain == "题\n段落，粗与码。\nx = 1\ny\na b\n1 2\n事\n注文。"


def test_plain_text_sets_a_display_formula_on_a_line_of_its_own():
    assert render("我们有：$$x=1$$于是 $y$。").plain == "我们有：\nx=1\n于是 y。"


def test_plain_text_holds_no_markup_and_unescapes():
    assert render("`<b>` &amp; <b>粗</b>").plain == "<b> & 粗"


def test_contents_hold_h2_to_h4_with_numbers():
    toc = render("# 一\n## 二 `x` *y*\n### 三\n#### 四\n# 五").toc
    assert [(h.level, h.number, h.title, h.anchor) for h in toc] == [
        (2, "1", "一", "sec-一"),
        (3, "1.1", "二 x y", "sec-二-x-y"),
        (4, "1.1.1", "三", "sec-三"),
        (2, "2", "五", "sec-五"),
    ]


def test_a_formula_in_a_heading_stays_readable_in_contents_and_anchor():
    (heading,) = render("## 求 $x$ 的值").toc
    assert heading.title == "求 x 的值"
    assert heading.anchor == "sec-求-x-的值"


def test_sections_and_figures_can_be_cited_by_their_labels():
    document = render('## 题 {#sec:t}\n\n![图](/a.png "说明"){#fig:f}')
    found = {(label.key, label.kind, label.number, label.anchor) for label in document.labels}
    assert {("sec:t", "section", "1", "sec-t"), ("fig:f", "figure", "1", "fig-f")} <= found


def test_two_equal_names_never_share_an_id():
    html = render('# 同\n# 同\n\n<b id="同">x</b><b id="同">y</b>').html
    for anchor in ("sec-同", "sec-同-2", "user-同", "user-同-2"):
        assert html.count(f'id="{anchor}"') == 1


def test_pictures_get_the_size_they_are_said_to_have():
    html = render(
        "文 ![x](/media/a.png) ![y](/b.png)", images={"/media/a.png": (640, 480)}.get
    ).html
    assert 'src="/media/a.png" alt="x" width="640" height="480"' in html
    assert 'src="/b.png" alt="y" loading' in html


@pytest.mark.parametrize(
    ("language", "figure", "box"), [("zh-hans", "图 1", "提示"), ("en", "Figure 1", "Tip")]
)
def test_names_come_in_the_articles_language(language, figure, box):
    html = render('![x](/a.png "y")\n\n!!! tip\n    z', language=language).html
    assert f">{figure}<" in html
    assert f">{box}<" in html


def test_a_feed_has_absolute_links_and_nothing_to_focus():
    source = (
        "## 题\n\n[题](#题) ![x](/media/a.png) [y](/about/)\n\n|a|b|\n|-|-|\n\n```\nx\n```\n\n$$x$$"
    )
    html = render(source, "feed", article_url="https://blog.example/archives/1/").html
    assert "tabindex" not in html
    assert 'src="https://blog.example/media/a.png"' in html
    assert 'href="https://blog.example/about/"' in html
    assert 'href="#' not in html
    assert 'id="sec-题"' in html


def test_ids_in_a_comment_carry_its_prefix():
    source = "\\begin{equation}x\\label{eq:a}\\end{equation}\n见 \\eqref{eq:a}"
    html = render(source, "comment", id_prefix="c7-").html
    assert 'id="c7-eq-a"' in html
    assert 'href="#c7-eq-a"' in html


def test_problems_come_by_position():
    document = render("一[^x]\n\n<iframe></iframe>\n\n![a](https://x.example/a.png)")
    assert [problem.line for problem in document.problems] == [1, 3, 5]
    assert {problem.severity for problem in document.problems} == {"warning"}


def test_a_note_nobody_cites_is_reported():
    (problem,) = render("段\n\n[^x]: 注").problems
    assert (problem.line, problem.message) == (3, "Footnote x is never cited")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing():
    assert render("\ufeff# 题\r\n\r\n- 一\r\n- 二\r\n") == render("# 题\n\n- 一\n- 二\n")


def test_a_code_block_keeps_its_dollars_and_tabs():
    html = render("```make\nx:\n\techo $$HOME $y$\n```").html
    assert "\t" in html
    assert "<math" not in html


def test_a_line_break_beside_a_formula_in_chinese_leaves_no_space():
    assert render("中文\n$x$\n中文").plain == "中文x中文"


def test_a_formula_taken_for_one_in_code_is_shown_as_typed():
    root = parse("<pre><code>token7</code></pre>")
    finish_blocks(root, lambda text: text.replace("token7", "$x$"), "en", focusable=True)
    assert "<code>$x$\n</code>" in root.html()
