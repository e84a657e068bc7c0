"""Feeds of comments, of the site and of one article."""

import json
import re
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from blog.comments.models import Comment
from blog.posts.models import Post
from tests.feeds.readers import FORMATS, OF_COMMENTS, entries_of, every
from tests.make import make_comment, make_post, moment

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def post() -> Post:
    return make_post(slug="on-squares", published_at=moment("2025-06-01"))


@pytest.mark.parametrize("ending", FORMATS)
def test_comments_have_a_feed_for_the_site_and_one_for_each_article(client: Client, post, ending):
    first = make_comment(post, "Is $z$ right?", author_name="Reader")
    make_comment(make_post(title="Other"), "Elsewhere.")
    entry, *others = entries_of(client, f"/archives/{post.pk}/feed/{ending}")
    assert others == []
    assert "Reader" in entry["title"]
    assert entry["url"] == f"http://127.0.0.1:8000/archives/on-squares/#comment-{first.pk}"
    assert entry["html"].count(">z</annotation>") == 1
    assert len(entries_of(client, f"/comments/feed/{ending}")) == 2


def test_an_entry_is_a_comment_by_its_writer_with_the_moment_of_its_last_change(
    client: Client, post
):
    times = {"created_at": moment("2025-06-02"), "edited_at": moment("2025-06-02T00:05")}
    comment = make_comment(post, "Well?", author_name="甲", **times)
    key = f"http://127.0.0.1:8000/archives/{post.pk}/#comment-{comment.pk}"
    for place in OF_COMMENTS:
        entry = ET.fromstring(client.get(f"{place}atom/").content).find(f"{ATOM}entry")
        assert entry is not None
        assert entry.findtext(f"{ATOM}id") == key
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == "甲"
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}published") or "") == moment(
            "2025-06-02"
        )
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "") == times["edited_at"]
        feed = json.loads(client.get(f"{place}json/").content)
        assert feed["feed_url"] == f"http://127.0.0.1:8000{place}json/"
        (item,) = feed["items"]
        assert (item["id"], item["authors"]) == (key, [{"name": "甲"}])
        assert datetime.fromisoformat(item["date_modified"]) == times["edited_at"]


def test_pages_name_the_feeds_of_comments(client: Client, post):
    page = client.get("/archives/on-squares/").text
    for ending, kind in zip(FORMATS, ("rss+xml", "atom+xml", "feed+json"), strict=True):
        own = f'href="/archives/{post.pk}/feed/{ending}">'
        assert re.search(f'<link rel="alternate" type="application/{re.escape(kind)}".*{own}', page)
        assert f'<a href="/comments/feed/{ending}">' in page


@pytest.mark.parametrize("status", ["held", "hidden", "spam"])
def test_only_comments_that_readers_see_are_in_a_feed(client: Client, post, status):
    make_comment(post, "Unseen.", status=Comment.Status(status))
    for place in OF_COMMENTS:
        for address in every(place):
            assert entries_of(client, address) == []
