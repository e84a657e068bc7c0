"""Nothing a writer types reaches a reader as script, handler, foreign request or broken page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.markup import PROFILES, render
from tests.markup.shared import SHARED, lines_of

ELEMENTS = frozenset(
    """a abbr aside audio b blockquote br caption cite code col colgroup dd del details dfn div dl
    dt em figcaption figure h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s
    samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var
    video wbr math semantics annotation mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle
    merror mpadded mphantom msub msup msubsup munder mover munderover mmultiscripts mprescripts
    none mtable mtr mtd menclose""".split()
)
SAFE_LINK = re.compile(r"(?:https?://|mailto:|[^:]*(?:[/?#]|$))", re.IGNORECASE)


class Judge(HTMLParser):
    """Collects what is wrong with a rendering."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            value = re.sub(r"[\x00-\x20]", "", value or "")
            if name.startswith("on") or name in ("style", "srcdoc", "srcset", "action", "ping"):
                self.faults.append(f"{tag} {name}")
            if name == "href" and not SAFE_LINK.match(value):
                self.faults.append(f"{tag} {name}={value}")
            if name in ("src", "poster", "background", "data") and re.match(
                r"[\w+.-]+:|[/\\]{2}", value
            ):
                self.faults.append(f"{tag} {name}={value}")
            if name == "id" and not re.match(r"(?:user|sec|fig|eq|fn|fnref)-", value):
                self.faults.append(f"{tag} {name}={value}")

    def handle_comment(self, data):
        self.faults.append(f"<!--{data}-->")

    def unknown_decl(self, data):
        self.faults.append(f"<!{data}>")


def faults_of(html: str) -> list[str]:
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.faults


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        '<p onclick="x">',
        '<a href="java\tscript:x">a</a>',
        '<img src="//evil.example/x">',
        '<p style="x">',
        '<p id="comments">',
    ],
)
def test_the_judge_sees_faults(html):
    assert faults_of(html)


@pytest.mark.parametrize("profile", PROFILES)
def test_no_known_attack_survives(profile):
    for attack in lines_of("attacks/xss.jsonl"):
        document = render(attack["payload"], profile)
        assert faults_of(document.html + document.teaser_html) == [], attack


@pytest.mark.parametrize("profile", PROFILES)
def test_no_odd_text_raises(profile):
    texts = [line["s"] for line in lines_of("attacks/text.jsonl")]
    texts += (SHARED / "attacks" / "naughty_strings.txt").read_text("utf-8").splitlines()
    for text in texts:
        assert faults_of(render(text, profile).html) == [], text


# fmt: off
MARKS = st.sampled_from(
    ["**", "*", "`", "```\n", "[", "](", ")", "![", "> ", "- ", "1. ", "\n", "\n\n", "    ", "<b>",
     "<div>\n", "</div>", "<!--", "-->", "<!--more-->", "|", "|-|-|\n", "# ", "[^1]", "[^1]: ",
     "!!! note\n", "??? x\n", ": ", "$", "$$", "\\", "&", "中", "“", "x", "\x00", "\ud800",
     "Table: ", "{#sec:x}", "https://a.b/", "==="]
)
# fmt: on


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKS, max_size=25).map("".join), st.sampled_from(PROFILES))
def test_no_heap_of_marks_raises_or_breaks_out(text, profile):
    document = render(text, profile, article_url="https://blog.example/1/", id_prefix="p1-")
    assert "\x00" not in document.html
    document.html.encode("utf-8")
    assert "klzzwxh" not in document.html + document.plain
    assert [f for f in faults_of(document.html) if " id=" not in f] == []


def test_characters_html_refuses_are_replaced_and_reported():
    document = render("好\n坏\x00\ud800")
    assert document.html == "<p>好坏\ufffd\ufffd</p>"
    (problem,) = document.problems
    assert (problem.line, problem.column) == (2, 2)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("mark", ["[", "*", ">", "> ", "`", "<div>", "- a\n  ", "x\n\n"])
def test_a_megabyte_of_marks_is_shown_as_it_stands(mark, profile):
    document = render(mark * (1_000_000 // len(mark)), profile)
    assert document.html.startswith('<div class="code"><pre')
    assert [problem.severity for problem in document.problems] == ["error"]


@pytest.mark.parametrize(
    "source",
    [
        "> " * 500 + "a",
        "\n".join("  " * depth + "- a" for depth in range(200)),
        "> - " * 200 + "a",
        "<div>" * 5000,
        "<b><p>" * 5000,
        "!!! note\n" * 2000,
        "a\n: b\n" * 1000,
    ],
)
def test_deep_nesting_neither_raises_nor_breaks_out(source):
    assert faults_of(render(source).html) == []


@pytest.mark.parametrize("mark", ["[", "![", "[a](", "[[a]"])
def test_a_paragraph_of_brackets_is_shown_and_reported(mark):
    document = render(mark * 2500 + "\n\n**后面**")
    assert document.html.endswith("<p><strong>后面</strong></p>")
    assert "too intricate" in document.problems[0].message


def test_a_picture_of_another_site_is_reported_where_it_stands():
    (problem,) = render("段\n\n文 ![x](https://pictures.example/a.png)").problems
    assert (problem.line, problem.column) == (3, 8)


@pytest.mark.parametrize(
    "address",
    ["/\\evil.example/x.png", "\\\\evil.example/x", "//evil.example", "/&#9;/evil.example"],
)
def test_no_spelling_of_another_host_is_loaded(address):
    assert "<img" not in render(f'<img src="{address}">').html


def test_what_is_left_out_is_reported():
    (problem,) = render("段\n\n<svg><path/></svg>").problems
    assert (problem.line, problem.message) == (3, "<svg> is not allowed and was left out")


@pytest.mark.parametrize(
    ("source", "profile", "message"),
    [
        (f"{'x' * 1000}\n\n" * 600, "post", "longer than 600000"),
        (f"{'x' * 1000}\n\n" * 30, "comment", "longer than 30000"),
        ("x\n\n" * 8001, "post", "more than 8000 paragraphs"),
        ("x" * 60001, "post", "paragraph is longer than 60000"),
        ("x\n" * 3002, "post", "More than 3000 lines"),
        ("段\n" + ">" * 13, "post", "Quotes are nested more than 12"),
        ("<div>" * 301, "post", "HTML tags are nested more than 300"),
    ],
)
def test_what_is_beyond_a_bound_is_shown_as_it_stands(source, profile, message):
    document = render(source, profile)
    assert message in document.problems[-1].message
    assert document.html.startswith('<div class="code"><pre')


@pytest.mark.parametrize(
    ("source", "profile"),
    [
        (f"{'x' * 990}\n\n" * 100, "post"),
        ("x" * 60000, "post"),
        (">" * 12 + "a", "post"),
        ("<div>" * 290, "post"),
    ],
)
def test_what_is_within_the_bounds_is_rendered(source, profile):
    assert not render(source, profile).html.startswith('<div class="code"><pre')


def test_html_nested_deeper_than_pages_need_keeps_its_text():
    html = render("<div>" * 250 + "深").html
    assert 100 < html.count("<div>") <= 120
    assert "深" in html
