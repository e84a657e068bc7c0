"""What feeds carry: each formula once with its TeX, and no address that depends on the page."""

import re

import pytest

from blog.markup import render

ADDRESS = "http://a.example/archives/7/"
TEXT = """## Part $n$ {#sec:part}

See \\eqref{eq:a}, [the part](#sec:part), [another](/archives/3/) and a note[^1].

![x](/media/x.png)

$$a<b\\label{eq:a}\\tag{1}$$

<!--more-->

\\begin{align}c&=d\\\\e&=f\\end{align}

| x | y |
|---|---|
| 1 | $z$ |

``` python
a = 1
```

[^1]: With $\\frac13$.
"""


def test_every_formula_stands_once_and_carries_the_tex_its_author_wrote():
    html = render(TEXT, feed_url=ADDRESS).feed.html
    notes = re.findall(r'<annotation encoding="application/x-tex">(.*?)</annotation>', html)
    assert notes == [
        "n",
        "a&lt;b\\label{eq:a}\\tag{1}",
        "\\begin{align}c&amp;=d\\\\e&amp;=f\\end{align}",
        "z",
        "\\frac13",
    ]
    assert html.count("<math") == html.count("<semantics><mrow>") == len(notes)


def test_the_page_itself_carries_no_second_form():
    document = render(TEXT, feed_url=ADDRESS)
    plain = render(TEXT)
    assert (document.html, document.teaser_html) == (plain.html, plain.teaser_html)
    assert plain.feed.html == plain.feed.teaser_html == ""


@pytest.mark.parametrize("part", ["html", "teaser_html"])
def test_every_address_is_absolute(part):
    html = getattr(render(TEXT, feed_url=ADDRESS, article_url="/x/", id_prefix="p1-").feed, part)
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert f"{ADDRESS}#eq-a" in addresses
    assert all(address.startswith("http://a.example/") for address in addresses)


def test_what_only_our_own_page_can_use_is_left_out():
    html = render(TEXT, feed_url=ADDRESS).feed.html
    assert not re.search(r"tabindex|heading__anchor|code__head", html)


def test_a_comments_links_lead_to_its_place_in_the_article():
    text = "$$x\\tag{1}\\label{eq:a}$$ and \\eqref{eq:a}."
    html = render(text, "comment", feed_url=ADDRESS, id_prefix="comment-5-").feed.html
    assert f'href="{ADDRESS}#comment-5-eq-a"' in html
    assert html.count("<annotation") == 1


def test_the_feed_profile_of_the_command_carries_the_tex_too():
    assert "<annotation" in render("$x$", "feed").html


@pytest.mark.parametrize("source", ["a\x01b", "a&#1;b", "$a\x0bb$", "&#xFFFE;"])
def test_no_character_is_left_that_xml_cannot_hold(source):
    document = render(source, feed_url=ADDRESS)
    for text in (document.feed.html, document.html, document.plain, document.description):
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)


@pytest.mark.parametrize(
    ("source", "description"),
    [
        ("Short, with $x_i^2$.", "Short, with xᵢ²."),
        ("word " * 40, ("word " * 32).strip() + "…"),
        ("字" * 200, "字" * 159 + "…"),
        ("字" * 150 + "，$a+b+c+d+e+f+g$ 字", "字" * 150 + "…"),
        ("$" + "+".join("abcdefgh" * 30) + "$ 字", "字"),
        ("One\n\n## Two\n\nthree  ![](/a.png) four", "One Two three four"),
    ],
)
def test_a_description_ends_between_words_and_never_in_a_formula(source, description):
    assert render(source).description == description
