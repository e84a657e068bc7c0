"""The search from address to HTML."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from blog.authoring.publish import delete_post, save_post
from blog.posts.models import Post
from blog.search.models import Entry, Words
from blog.search.syntax import LONGEST
from tests.make import make_category, make_comment, make_post, moment

pytestmark = pytest.mark.django_db


def found(client: Client, query: str, **more: str) -> list[str]:
    """Return the titles of the hits, in order, without markup."""
    response = client.get("/search/", {"q": query, **more})
    assert response.status_code == 200
    titles = re.findall(r'class="hit__title[^>]*><a[^>]*>(.*?)</a>', response.text, re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", "", title)) for title in titles]


@pytest.mark.parametrize(
    "query",
    [
        "滑动平均",
        "动",
        "平均 Adam",
        "adam",
        "ADAM优化",
        "滑動",
        '"用 Adam"',
        "∑",
        "3",
        "平均 -草稿",
    ],
)
def test_a_post_is_found_by_what_it_holds(client: Client, query):
    make_post("指数滑动平均，用 Adam 优化 3 次，∑ 也在。", title="T")
    make_post("无关的文章。", title="U")
    assert found(client, query) == ["T"]


@pytest.mark.parametrize("query", ["均动", '"平均滑动"', "平均 -adam", "ada", "year:1999 平均"])
def test_what_a_post_does_not_hold_does_not_find_it(client: Client, query):
    make_post("滑动。平均滑，动平均，用 Adam。")
    assert found(client, query) == []


def test_title_comes_before_headings_before_text_then_the_newest(client: Client):
    make_post("一个误差。", title="body, old", published_at=moment("2025-01-02"))
    make_post("一个误差。", title="body, new", published_at=moment("2025-01-05"))
    make_post("## 误差\n\n无", title="heading", published_at=moment("2025-01-01"))
    make_post("无", title="tagged", tags=["误差"], published_at=moment("2025-01-02"))
    make_post("无", title="误差 title", published_at=moment("2024-01-01"))
    order = ["误差 title", "tagged", "heading", "body, new", "body, old"]
    assert found(client, "误差") == order


def test_filters_narrow(client: Client):
    root = make_category(name="分析", slug="analysis")
    leaf = make_category(name="级数", parent=root)
    make_post(
        "词", title="A", category=leaf, tags=["矩阵"], published_at=moment("2023-12-31T23:59")
    )
    make_post("词", title="B", category=root, published_at=moment("2024-01-01"))
    make_post("词", title="C", tags=["矩阵"], published_at=moment("2025-06-01"))
    assert found(client, "词 tag:矩阵") == ["C", "A"]
    assert found(client, "category:analysis") == ["B", "A"]
    assert found(client, "词 category:级数") == ["A"]
    assert found(client, "year:2024") == ["B"]
    assert found(client, "年份：2023-2024 词") == ["B", "A"]
    assert found(client, "tag:无") == []


def test_only_what_a_stranger_may_read_is_found(client: Client):
    make_post("秘密", status=Post.Status.DRAFT)
    make_post("秘密", status=Post.Status.PRIVATE)
    make_post("秘密", published_at=timezone.now() + timedelta(days=1))
    changed = make_post("秘密")
    Post.objects.filter(pk=changed.pk).update(status=Post.Status.PRIVATE)
    assert found(client, "秘密") == []
    assert "秘密" not in re.sub(
        r"<(input|title)[^>]*>[^<]*", "", client.get("/search/?q=秘密").text
    )


def test_a_post_appears_in_the_search_when_its_time_comes(client: Client, monkeypatch):
    make_post("秘密", title="T", published_at=timezone.now() + timedelta(days=1))
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert found(client, "秘密") == ["T"]


def test_the_search_follows_every_change(client: Client):
    post = make_post("起初", title="T")
    post.source = "后来"
    save_post(post)
    assert (found(client, "起初"), found(client, "后来")) == ([], ["T"])
    post.status = Post.Status.DRAFT
    save_post(post)
    assert found(client, "后来") == []
    post.status = Post.Status.PUBLISHED
    save_post(post)
    delete_post(post)
    assert not Entry.objects.exists()


def test_a_very_long_article_is_found_by_its_last_words(client: Client):
    body = "\n\n".join("很长的文章，一句又一句。" * 40 for _ in range(80))
    make_post(f"{body}\n\n末尾的暗语。", title="T")
    assert Entry.objects.get().text.count("很") > 3000
    assert found(client, "末尾的暗语") == ["T"]
    assert found(client, "暗语末尾") == []


def test_a_text_of_more_words_than_an_index_holds_is_found(client: Client, monkeypatch):
    monkeypatch.setattr("blog.search.index.LARGEST", 60)
    make_post("这是一篇索引装不下的文章，里面有暗语。", title="T")
    assert Words.objects.get().is_cut
    assert found(client, "暗语") == ["T"]
    assert found(client, "文") == ["T"]
    assert found(client, "没有") == []


def test_pages_are_cut_and_end(client: Client):
    for day in range(1, 24):
        make_post("词", title=f"D{day:02}", published_at=moment(f"2025-01-{day:02}"))
    first, third = client.get("/search/?q=词"), client.get("/search/?q=词&page=3")
    assert found(client, "词")[:2] == ["D23", "D22"]
    assert found(client, "词", page="3") == ["D03", "D02", "D01"]
    assert 'rel="next" href="/search/?q=%E8%AF%8D&amp;page=2"' in first.text
    assert 'rel="next"' not in third.text
    for page in ("4", "0", "-1", "x", "9999999999", "１", "1.5", ""):
        assert client.get("/search/", {"q": "词", "page": page}).status_code == 404, page


def test_formulas_are_found_as_written_as_part_and_renamed(client: Client):
    make_post(r"$$V=\frac{1-\beta}{1+\beta}\sigma^2 \tag{7}$$", title="part")
    make_post(r"也有 $\frac{1-\beta}{1+\beta}$ 在。", title="whole")
    make_post(r"$\dfrac{1-q}{1 + q}$", title="renamed")
    make_post(r"$\frac{1+\beta}{1-\beta}$", title="other")
    assert found(client, r"\frac{1-\beta}{1+\beta}") == ["whole", "part", "renamed"]
    assert found(client, r"$\frac{1 - x}{1+x}$") == ["renamed", "whole", "part"]
    assert found(client, r"也有 \frac{1-\beta}{1+\beta}") == ["whole"]


def test_a_formula_is_shown_under_its_post_with_its_number(client: Client):
    post = make_post("\\begin{equation}a=\\sqrt{b}\\label{eq:r}\\end{equation}", title="T")
    page = client.get("/search/", {"q": r"\sqrt b"}).text
    assert f'<a class="hit__number" href="{post.url}#eq-r">(1)</a>' in page
    assert '<mrow class="hit-part"><msqrt>' in page


def test_a_macro_is_found_by_its_name_and_by_its_meaning(client: Client):
    make_post(r"$\newcommand{\E}{\mathbb{E}}$ $\E[X_k]=3$", title="T")
    assert found(client, r"\mathbb{E}[X_k]") == ["T"]
    assert found(client, r"$\E[X_k]$") == ["T"]


def test_comments_are_searched_where_asked(client: Client):
    post = make_post("文章。", title="T")
    comment = make_comment(post, "这里有**滑动**平均。", author_name="读者")
    make_comment(post, "滑动平均，还没看过。", status="held")
    make_comment(make_post(status=Post.Status.PRIVATE), "滑动平均")
    assert found(client, "滑动") == []
    for address in ("/search/?q=滑动&in=comments", "/search/?q=滑动 in:comments"):
        page = client.get(address).text
        assert page.count("hit__title") == 1
        assert f'href="{post.url}#{comment.anchor}"' in page
        assert "<mark>滑动</mark>" in page
    assert found(client, "没有", **{"in": "comments"}) == []
    assert found(client, "\\alpha", **{"in": "comments"}) == []


def test_nothing_found_offers_the_nearest_titles(client: Client):
    make_post(title="滑动平均的记忆")
    make_post(title="The eigenvalues of a drum")
    make_post(title="别的")
    near = client.get("/search/?q=平均滑动").text
    assert "滑动平均的记忆" in near
    assert "别的" not in near
    assert "eigenvalues of" in client.get("/search/?q=egenvalues").text


@pytest.mark.parametrize("query", ["", " ", "-草稿", "++ --", '""', "in:comments"])
def test_an_empty_question_gets_advice_and_no_hits(client: Client, query):
    make_post("草稿")
    assert found(client, query) == []


def test_a_query_beyond_bounds_is_refused_and_kept(client: Client):
    response = client.get("/search/", {"q": "长" * (LONGEST + 1)})
    assert response.status_code == 400
    assert str(LONGEST) in response.text
    assert "长" * LONGEST in response.text


def test_search_engines_keep_the_form_and_no_results(client: Client, settings):
    page = client.get("/search/?q=x&page=1").text
    assert f'<link rel="canonical" href="{settings.SITE_URL}/search/">' in page
    assert '<meta name="description" content="' in page


@pytest.mark.parametrize(
    "query", ["", "词", "无此", r"\sqrt{x}", "词 \\alpha", "词 tag:t year:2025"]
)
def test_a_search_takes_four_queries_at_most(client: Client, django_assert_max_num_queries, query):
    for number in range(12):
        make_post(rf"词 $\sqrt{{x}}$ {number}", tags=["t"])
    with django_assert_max_num_queries(4):
        assert client.get("/search/", {"q": query}).status_code == 200


def test_a_readers_copy_is_asked_for_with_one_query(client: Client, django_assert_num_queries):
    make_post("词")
    etag = client.get("/search/?q=词")["ETag"]
    with django_assert_num_queries(1):
        response = client.get("/search/?q=词", headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert not response.cookies


def test_browsers_learn_of_the_search(client: Client):
    assert 'rel="search" type="application/opensearchdescription+xml"' in client.get("/").text
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    assert '/search/?q={searchTerms}"' in response.text
