"""Odd text, any length, any shape: taken exactly or refused with a reason, and soon rendered."""

import logging
import time
from typing import Any

import pytest
from django.test import Client

from blog.comments import senders, views
from blog.comments.forms import LONGEST_TEXT
from blog.comments.models import Comment
from blog.comments.rendering import render_comment
from blog.posts.models import Post
from tests.comments.attacks import odd_strings
from tests.comments.forms import address_of, filled
from tests.make import make_post

pytestmark = pytest.mark.django_db

LIMITS = {"name": 60, "email": 254, "site": 200, "text": LONGEST_TEXT}
STORED_AS = {
    "name": "author_name",
    "email": "author_email",
    "site": "author_site",
    "text": "source",
}
SECONDS = 1.0
TIMES, BESIDES = 20, 64 * 1024


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> Post:
    monkeypatch.setattr(views, "is_allowed", lambda *_: True)
    monkeypatch.setattr(senders, "PAUSE_SECONDS", -1)
    monkeypatch.setattr(senders, "MOST_AN_HOUR", 10**6)
    caplog.set_level(logging.CRITICAL, "django")
    return make_post("\\begin{equation}a=b\\end{equation}")


def outcome(client: Client, post: Post, **fields: Any) -> Comment | None:
    """Send a comment; return what was stored, None where it was refused with a reason."""
    response = client.post(address_of(post), filled(post, as_it_is="on", **fields))
    if response.status_code == 303:
        return Comment.objects.latest("pk")
    assert response.status_code in (400, 409, 422), response.status_code
    assert response.status_code == 400 or "errorlist" in response.text
    return None


@pytest.mark.parametrize("field", LIMITS)
def test_odd_text_is_stored_exactly_or_refused(client: Client, post, field):
    client.raise_request_exception = False
    stored = 0
    for number, text in enumerate(dict.fromkeys(odd_strings())):
        if _is_no_text(text):
            continue
        comment = outcome(client, post, **{"text": f"Number {number}.", field: text})
        if comment:
            stored += 1
            kept = getattr(comment, STORED_AS[field])
            expected = text.replace("\r\n", "\n")
            if field in ("email", "site"):
                expected = expected.strip()
            # An address without its scheme gets one.
            assert kept in (expected, f"https://{expected}")
    assert stored


@pytest.mark.parametrize(("field", "limit"), LIMITS.items())
def test_every_length_is_taken_or_refused(client: Client, post, field, limit):
    lengths = [0, 1, limit // 2, limit - 1, limit, limit + 1, 2 * limit, 10 * limit]
    for length in lengths:
        for letter in ("a", "数"):
            comment = outcome(client, post, **{"text": f"{length}{letter}", field: letter * length})
            if field in ("name", "text"):
                assert (comment is not None) == (0 < length <= limit)


def _is_no_text(text: str) -> bool:
    """Tell whether no form could bring it: half a character has no bytes."""
    return any("\ud800" <= character <= "\udfff" for character in text)


SHAPES = {
    "[": "[",
    "![": "![",
    "[a](": "[a](",
    "(5)式": "(5)式",
    "(1)式": "(1)式",
    "*": "*",
    "**a": "**a",
    "_a_": "_a_ ",
    "`": "`a",
    "<": "<",
    "&": "&",
    "> ": "> ",
    ">\n": "> a\n",
    "- ": "- ",
    "nested list": "".join(f"{' ' * 4 * depth}- a\n" for depth in range(60)),
    "lists": "- a\n",
    "1. ": "1. a\n",
    "paragraphs": "a\n\n",
    "$a$": "$a$ ",
    "$a$$a$": "$a$",
    "$$*": "$$*",
    "wide formulas": f"${'a' * 80}$ ",
    "wide macro": "\\def\\a{xxxxxxxxxxxxxxxxxxxx}$" + "\\a " * 190 + "$\n\n",
    "$$a$$": "$$a$$\n\n",
    "$a": "$a ",
    "\\(": "\\(",
    "frac": "$\\frac{1}{2}$ ",
    "{": "${{{{{{{{{{a}}}}}}}}}}$ ",
    "boxes": "$\\boxed{\\boxed{\\boxed{a}}}$ ",
    "matrix": "$\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$\n",
    "align": "\\begin{align}a&=b\\\\c&=d\\end{align}\n\n",
    "\\ce": "$\\ce{H2O}$ ",
    "def": "$\\def\\a{\\b\\b}\\def\\b{\\a}\\a$ ",
    "unknown": "$\\nosuchthing$ ",
    "```": "```\n",
    "~~~": "~~~python\nprint(1)\n~~~\n\n",
    "http": "http://a.b ",
    "https link": "[a](https://a.b) ",
    "\\": "\\",
    "spaces": " ",
    "tabs": "\t",
    "emoji": "👩‍👩‍👧",
    "marks": "e\u0301\u0302\u0303",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_any_text_within_the_limits_is_soon_and_shortly_rendered(post, shape):
    source = (shape * LONGEST_TEXT)[:LONGEST_TEXT]
    comment = Comment(post=post, author_name="x", source=source)
    started = time.process_time()
    render_comment(comment, is_new=True)
    assert time.process_time() - started < SECONDS
    assert len(comment.html.encode()) <= TIMES * len(source.encode()) + BESIDES
