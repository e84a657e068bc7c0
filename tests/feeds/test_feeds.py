"""Feeds: who gets what, valid and complete, from few queries."""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.test import Client

from blog.posts.models import Post
from blog.posts.site import Site
from tests.feeds.readers import FORMATS, OF_COMMENTS, entries_of, every
from tests.make import NOT_PUBLIC, make_category, make_comment, make_post, moment

pytestmark = pytest.mark.django_db


OF_POSTS = ["/feed/", "/category/c/feed/", "/tag/t/feed/"]
ATOM = "{http://www.w3.org/2005/Atom}"
TEXT = """Opening $\\frac13$, see \\eqref{eq:a} and [there](/archives/9/).

<!--more-->

$$a<b\\label{eq:a}\\tag{1}$$

Rest \\(x\\) ![p](/media/p.png) note[^1].

[^1]: A note on $y$.
"""


@pytest.fixture
def post() -> Post:
    return make_post(
        TEXT,
        title="On $x_i^2$ & <b>",
        slug="on-squares",
        category=make_category("Cat", slug="c"),
        tags=["t"],
        published_at=moment("2025-06-01"),
    )


@pytest.mark.parametrize("address", [a for place in OF_POSTS for a in every(place)])
def test_every_feed_of_posts_carries_the_whole_text_once(client: Client, post, address):
    (entry,) = entries_of(client, address)
    html = entry["html"]
    assert html.count("<math") == 4
    for tex in ("\\frac13", "a&lt;b\\label{eq:a}\\tag{1}", "x", "y"):
        assert html.count(f">{tex}</annotation>") == 1
    assert html.count("Opening") == html.count("Rest") == 1
    assert entry["title"] == "On xᵢ² & <b>"
    assert entry["tags"] == ["Cat", "t"]


@pytest.mark.parametrize("address", every("/feed/"))
def test_no_address_depends_on_where_the_feed_is_read(client: Client, post, address, settings):
    settings.SITE_URL = "https://blog.example"
    (entry,) = entries_of(client, address)
    found = re.findall(r'(?:href|src)="([^"]*)"', entry["html"])
    assert "https://blog.example/archives/on-squares/#eq-a" in found
    assert "https://blog.example/archives/9/" in found
    assert all(urlsplit(each).netloc == "blog.example" for each in found)
    assert "site.invalid" not in client.get(address).text
    assert entry["url"] == "https://blog.example/archives/on-squares/"


@pytest.mark.parametrize("address", every("/feed/"))
def test_an_entry_keeps_its_key_when_its_address_changes(client: Client, post, address):
    (before,) = entries_of(client, address)
    Post.objects.update(slug="elsewhere")
    (after,) = entries_of(client, address)
    assert after["key"] == before["key"]
    assert after["url"] != before["url"]


@pytest.mark.parametrize("address", [a for place in OF_POSTS for a in every(place)])
@pytest.mark.parametrize("fields", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_what_is_not_public_is_in_no_feed(client: Client, post, address, fields):
    secret = make_post("Secret.", title="Secret", category=post.category, tags=["t"], **fields)
    make_comment(secret, "Secret remark.")
    assert "Secret" not in client.get(address).text
    for ending in FORMATS:
        assert "Secret" not in client.get(f"/comments/feed/{ending}").text
        assert client.get(f"/archives/{secret.pk}/feed/{ending}").status_code == 404


def test_entries_stand_newest_first_pinned_or_not_and_twenty_at_most(client: Client):
    for day in range(1, 23):
        make_post(title=f"Day {day}", published_at=moment(f"2025-06-{day:02}"), is_pinned=day == 3)
    titles = [entry["title"] for entry in entries_of(client, "/feed/")]
    assert titles == [f"Day {day}" for day in range(22, 2, -1)]


def test_a_category_has_the_posts_of_all_below_it(client: Client):
    top = make_category(slug="top")
    below = make_category(slug="below", parent=make_category(slug="middle", parent=top))
    make_post(title="Deep", category=below)
    make_post(title="Elsewhere", category=make_category())
    assert [entry["title"] for entry in entries_of(client, "/category/top/feed/")] == ["Deep"]


@pytest.mark.parametrize("address", every("/feed/"))
def test_the_author_may_give_the_teaser_only(client: Client, post, address):
    Site.objects.update(feed_content="teaser")
    (entry,) = entries_of(client, address)
    assert "Opening" in entry["html"]
    assert "Rest" not in entry["html"]
    assert f"/archives/{post.slug}/#eq-a" in entry["html"]


def test_atom_calls_a_whole_text_content_and_a_teaser_summary(client: Client, post):
    def kinds() -> set[str]:
        entry = ET.fromstring(client.get("/feed/atom/").content).find(f"{ATOM}entry")
        assert entry is not None
        return {child.tag.removeprefix(ATOM) for child in entry} & {"content", "summary"}

    assert kinds() == {"content"}
    Site.objects.update(feed_content="teaser")
    assert kinds() == {"summary"}


# Formats ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [*OF_POSTS, *OF_COMMENTS])
def test_rss_has_what_its_specification_asks_for(client: Client, post, address):
    make_comment(post)
    make_comment(post)
    make_post(category=post.category, tags=["t"])
    response = client.get(address)
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    root = ET.fromstring(response.content)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    for name in ("title", "link", "description"):
        assert channel.findtext(name)
    own = channel.find(f"{ATOM}link")
    assert own is not None
    assert (own.get("rel"), own.get("href")) == ("self", f"http://127.0.0.1:8000{address}")
    items = channel.findall("item")
    assert len(items) == 2
    assert len({item.findtext("guid") for item in items}) == 2
    for item in items:
        assert item.findtext("title")
        assert item.findtext("description")
        assert parsedate_to_datetime(item.findtext("pubDate") or "").tzinfo
        assert (item.findtext("link") or "").startswith("http://127.0.0.1:8000/archives/")


@pytest.mark.parametrize("address", OF_POSTS)
def test_atom_has_what_its_specification_asks_for(client: Client, post, address):
    Post.objects.update(updated_at=moment("2025-07-01T08:00"))
    Site.objects.update(author_name="")
    make_post(category=post.category, tags=["t"], language="en")
    root = ET.fromstring(client.get(f"{address}atom/").content)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == 2
    for part in (root, *entries):
        assert part.findtext(f"{ATOM}title")
        assert urlsplit(part.findtext(f"{ATOM}id") or "").scheme == "http"
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated") or "").tzinfo
        assert part.findtext(f"{ATOM}author/{ATOM}name") == "Lemma"
    revised = datetime.fromisoformat(entries[1].findtext(f"{ATOM}updated") or "")
    assert revised == moment("2025-07-01T08:00")
    languages = [e.get("{http://www.w3.org/XML/1998/namespace}lang") for e in entries]
    assert languages == ["en", "zh-Hans"]


@pytest.mark.parametrize("address", OF_POSTS)
def test_json_has_what_its_specification_asks_for(client: Client, post, address):
    response = client.get(f"{address}json/")
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = json.loads(response.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://127.0.0.1:8000{address}json/"
    assert feed["home_page_url"].startswith("http://127.0.0.1:8000/")
    (item,) = feed["items"]
    assert item["id"] == f"http://127.0.0.1:8000/archives/{post.pk}/"
    assert datetime.fromisoformat(item["date_published"]) == moment("2025-06-01")


@pytest.mark.parametrize("address", every("/feed/"))
def test_a_name_with_a_control_character_does_not_spoil_a_feed(client: Client, post, address):
    Site.objects.update(title="A\x0bB", tagline="\x01", author_name="\x1f\ufffe")
    make_comment(post, author_name="C\x02")
    assert len(entries_of(client, address)) == 1
    for place in every("/comments/feed/"):
        assert len(entries_of(client, place)) == 1


@pytest.mark.parametrize("address", [*every("/feed/"), *every("/comments/feed/")])
def test_a_blog_without_posts_has_valid_empty_feeds(client: Client, address):
    assert entries_of(client, address) == []


# Cost ---------------------------------------------------------------------------------------------

ALL = [a for place in (*OF_POSTS, "/comments/feed/", "/archives/s/feed/") for a in every(place)]


@pytest.mark.parametrize("address", ALL)
def test_a_feed_takes_four_queries_and_its_validation_one(
    client: Client, django_assert_max_num_queries, django_assert_num_queries, address
):
    category = make_category(slug="c")
    for number in range(5):
        post = make_post(category=category, tags=["t", "u"], slug=f"s{number or ''}")
        make_comment(post)
    with django_assert_max_num_queries(4):
        response = client.get(address)
    assert len(response.content) > 500
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies
    assert not response.has_header("Vary") or "Cookie" not in response["Vary"]
    with django_assert_num_queries(1):
        again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "address",
    ["/category/none/feed/", "/tag/none/feed/atom/", *every("/archives/99/feed/")],
)
def test_a_feed_of_nothing_is_not_found(client: Client, address):
    assert client.get(address).status_code == 404


def test_a_title_that_looks_like_markup_is_read_as_text(client: Client):
    make_post(title="When a<b, <i>x</i>")
    for address in ("/feed/", "/feed/atom/"):
        assert feedparser.parse(client.get(address).content).entries[0].title


# Licences -----------------------------------------------------------------------------------------


def test_entries_carry_their_licence(client: Client, post):
    Site.objects.update(licence="by-nc-sa")
    deed = "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    for address in ("/feed/", "/feed/atom/"):
        content = client.get(address).content
        feed = feedparser.parse(content)
        assert not feed.bozo
        assert deed in content.decode()
    assert feed.entries[0].rights == "CC BY-NC-SA 4.0"
    assert {"rel": "license", "href": deed} in [
        {"rel": link.rel, "href": link.href} for link in feed.entries[0].links
    ]
    Site.objects.update(licence="reserved")
    assert "creativecommons.org" not in client.get("/feed/").text
