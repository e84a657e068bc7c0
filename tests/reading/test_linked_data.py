"""What programs read in an article's head: reference managers, link previews, search engines."""

import json
import re
from datetime import datetime
from html import unescape
from typing import Any

import mf2py
import pytest
from django.test import Client

from blog.posts.site import Site
from tests.make import make_category, make_comment, make_post, moment
from tests.reading.test_citation import NASTY

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _site(settings) -> None:
    settings.PAGES_KEPT = 0
    Site.objects.update(title="Lemma", author_name="林下", tagline="Proofs")


def meta(page: str, name: str) -> list[str]:
    found = re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', page)
    return [unescape(value) for value in found]


def linked_data(page: str) -> list[dict[str, Any]]:
    """Return the things a browser's parser would find in the data block."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script', page, re.DOTALL)
    graph: list[dict[str, Any]] = json.loads(block)["@graph"]
    return graph


@pytest.mark.parametrize("title", NASTY)
def test_any_title_arrives_whole_and_ends_no_block(client: Client, title):
    post = make_post(title=title, tags=[f"T {title[:90]}"])
    page = client.get(post.url).text
    posting, crumbs = linked_data(page)
    assert posting["headline"] == crumbs["itemListElement"][-1]["name"] == post.title_plain
    assert meta(page, "citation_title") == meta(page, "og:title") == [post.title_plain]
    assert "\u2028" not in page.partition("ld+json")[2].partition("</script")[0]


def test_reference_managers_find_what_they_ask_for(client: Client):
    Site.objects.update(author_name="林下、Doe, Jane")
    post = make_post(title="On $\\sqrt2$", published_at=moment("2025-06-04"), language="en")
    page = client.get(post.url).text
    assert meta(page, "citation_author") == ["林下", "Jane Doe"]
    assert meta(page, "citation_publication_date") == ["2025/06/04"]
    assert meta(page, "citation_language") == ["en"]
    assert meta(page, "citation_public_url") == [SITE + post.url]


def test_link_previews_know_when_and_under_what_it_appeared(client: Client):
    category = make_category(name="Analysis")
    post = make_post(category=category, tags=["a", "b"], published_at=moment("2025-06-04"))
    page = client.get(post.url).text
    assert meta(page, "article:published_time") == ["2025-06-04T00:00:00+08:00"]
    assert meta(page, "article:section") == ["Analysis"]
    assert meta(page, "article:tag") == ["a", "b"]
    assert meta(page, "og:locale") == ["zh_CN"]


def test_search_engines_find_the_article_and_where_it_is_filed(client: Client):
    root = make_category(name="Mathematics", slug="m")
    category = make_category(name="Analysis", slug="a", parent=root)
    Site.objects.update(licence="by")
    post = make_post(category=category, title="On sums", published_at=moment("2025-06-04"))
    posting, crumbs = linked_data(client.get(post.url).text)
    assert posting["@type"] == "BlogPosting"
    assert posting["author"] == [{"@type": "Person", "name": "林下"}]
    assert posting["datePublished"] == posting["dateModified"] == "2025-06-04T00:00:00+08:00"
    assert posting["license"] == "https://creativecommons.org/licenses/by/4.0/"
    steps = [(step["name"], step["item"]) for step in crumbs["itemListElement"]]
    assert steps[1:] == [
        ("Mathematics", f"{SITE}/category/m/"),
        ("Analysis", f"{SITE}/category/a/"),
        ("On sums", SITE + post.url),
    ]


def test_only_the_front_page_speaks_for_the_whole_site(client: Client):
    Site.objects.update(posts_per_page=1)
    make_post()
    make_post()
    (site,) = linked_data(client.get("/").text)
    assert (site["@type"], site["name"], site["url"]) == ("WebSite", "Lemma", f"{SITE}/")
    assert "ld+json" not in client.get("/page/2/").text


# Microformats -------------------------------------------------------------------------------------


def microformats(client: Client, address: str) -> list[dict[str, Any]]:
    items = mf2py.parse(doc=client.get(address).text, url=SITE + address)["items"]
    return [item for item in items if item["type"] in (["h-feed"], ["h-entry"])]


def moments(values: list[str]) -> list[datetime]:
    return [datetime.fromisoformat(value) for value in values]


@pytest.mark.parametrize("address", ["/", "/category/c/", "/tag/t/"])
def test_a_listing_is_a_feed_of_entries(client: Client, address):
    category = make_category(name="C", slug="c")
    post = make_post(
        "Some $x$.", title="On $\\sqrt2$", category=category, tags=["t"], slug="on-roots"
    )
    (feed,) = microformats(client, address)
    assert feed["type"] == ["h-feed"]
    assert feed["properties"]["name"]
    (entry,) = feed["children"]
    assert entry["type"] == ["h-entry"]
    assert entry["properties"]["url"] == [f"{SITE}/archives/on-roots/"]
    assert moments(entry["properties"]["published"]) == [post.published_at.replace(microsecond=0)]
    assert entry["properties"]["category"] == ["C", "t"]
    assert "Some" in entry["properties"]["summary"][0]
    (author,) = entry["properties"]["author"]
    assert (author["type"], author["properties"]["name"]) == (["h-card"], ["林下"])


def test_an_article_is_an_entry_with_its_conversation(client: Client):
    post = make_post("Some *text*.", title="</script>", published_at=moment("2025-06-04"))
    comment = make_comment(post, "Nice.", author_name="Reader")
    (entry,) = microformats(client, post.url)
    said = entry["properties"]
    assert entry["type"] == ["h-entry"]
    assert said["name"] == ["</script>"]
    assert said["url"] == [SITE + post.url]
    assert moments(said["published"]) == [post.published_at]
    assert "<em" in said["content"][0]["html"]
    assert said["author"][0]["properties"]["name"] == ["林下"]
    (reply,) = said["comment"]
    assert reply["properties"]["author"][0]["properties"]["name"] == ["Reader"]
    assert reply["properties"]["content"][0]["value"].strip() == "Nice."
    assert reply["properties"]["url"] == [f"{SITE}{post.url}#{comment.anchor}"]


def test_every_reply_says_what_it_answers(client: Client):
    post = make_post()
    said = [make_comment(post)]
    for _ in range(4):
        said.append(make_comment(post, parent=said[-1]))
    (entry,) = microformats(client, post.url)
    first, *replies = entry["properties"]["comment"]
    assert "in-reply-to" not in first["properties"]
    answered = [reply["properties"]["in-reply-to"] for reply in replies]
    assert answered == [[f"{SITE}{post.url}#{comment.anchor}"] for comment in said[:-1]]
