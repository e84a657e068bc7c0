"""The layers, one by one and together: nothing plausible is spam, and no spam gets through."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from altcha.v1 import solve_challenge

from blog.comments import work
from blog.comments.errors import WorkRefused
from blog.comments.identity import writer_of
from blog.comments.models import Comment
from blog.comments.spam import layers
from blog.comments.spam.evidence import Sending, told
from blog.comments.spam.layers import decide
from blog.comments.spam.rules import SpamRule
from blog.posts.models import Post
from blog.posts.site import Site
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent


@pytest.fixture
def post() -> Post:
    return make_post()


def judged(post: Post, text: str = "A remark.", trap: str = "", **fields: Any) -> Comment:
    """Return a comment as the layers see it, of a writer who is known."""
    comment = Comment(post=post, source=text, **{"author_name": "Reader", **fields})
    decide(comment, Sending(trap=trap))
    return comment


def layers_of(comment: Comment) -> set[str]:
    return {reason["layer"] for reason in comment.reasons} - {"stranger"}


def corpus(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def sentence(post: Post, row: dict[str, str]) -> Comment:
    return judged(
        post,
        row["text"],
        row.get("trap", ""),
        author_name=row["name"],
        author_email=row.get("email", ""),
        author_site=row.get("site", ""),
    )


def test_corpora_are_what_they_are_said_to_be():
    plausible, spamlike = corpus("plausible.jsonl"), corpus("spamlike.jsonl")
    assert len(plausible) == len(spamlike) == 200
    assert sum("$" in row["text"] for row in plausible) >= 50
    assert len({row["text"] for row in plausible}) == 200


def test_nothing_plausible_is_called_spam(post):
    plausible = [(sentence(post, row), row["text"]) for row in corpus("plausible.jsonl")]
    assert [text for comment, text in plausible if comment.status == "spam"] == []
    # And of a known writer hardly anything is held.
    assert len([text for comment, text in plausible if layers_of(comment)]) <= 2


def test_what_is_like_spam_does_not_come_through(post):
    caught = [sentence(post, row) for row in corpus("spamlike.jsonl")]
    assert [comment.source for comment in caught if comment.status == "shown"] == []
    # Most of it says so by itself, whoever sends it.
    assert len([comment for comment in caught if layers_of(comment)]) >= 190


@pytest.mark.parametrize(
    ("fields", "layer", "status"),
    [
        ({"trap": "x"}, "trap", "spam"),
        ({"text": "http://a.example " * 3}, "links", "held"),
        ({"text": "http://a.example " * 10}, "links", "held"),
        ({"text": "http://a.example " * 11}, "links", "spam"),
        ({"text": "http://a.example " * 10, "author_site": "http://b.example"}, "links", "spam"),
        ({"text": "[url=http://a.example]x[/url]"}, "links", "spam"),
        ({"text": "[img]a.png[/img]"}, "links", "spam"),
        ({"text": '<a href="https://arxiv.org/abs/1706.03762">this</a>'}, "links", "held"),
        ({"author_name": "www.buy.example"}, "links", "held"),
        ({"text": "加微信 abc12345"}, "bait", "held"),
        ({"text": "加微信 abc12345", "author_site": "http://a.example"}, "bait", "held"),
        ({"text": "加微信 abc12345 http://a.example"}, "bait", "spam"),
        ({"text": "QQ \n\t 群： ９９８８７７６６"}, "bait", "held"),
        ({"text": "vx:abc123, 飞机@abc123"}, "bait", "held"),
        ({"text": "联系 138 0013 8000"}, "bait", "held"),
        ({"author_name": "Best Casino"}, "bait", "held"),
        ({"author_site": "https://cheap-flights.example"}, "bait", "held"),
        ({"text": "On poker: https://a.example"}, "bait", "held"),
        ({"text": "Лучшие кредиты"}, "script", "held"),
        ({"author_name": "Ｌｅｍｍａ"}, "name", "held"),
    ],
)
def test_layer_gives_its_reason(post, fields, layer, status):
    comment = judged(post, **fields)
    assert layers_of(comment) == {layer}
    assert comment.status == status
    assert all(told(comment.reasons))


@pytest.mark.parametrize(
    "text",
    [
        "`http://a http://b http://c http://d`",
        "See http://a.example and http://b.example",
        "$\\Gamma$ und $\\aleph_0$: αβγ",
        "ひらがなも少し混じる文章です。",
        "[link](https://arxiv.org/abs/1706.03762), [img] = [link]",
        "vx_initial, wx + by12345, QQ-plot, QQ plots, 飞机 A380-800",
        "15511210043 and 13841287201 = 7^12",
        "彩票、赌场、无码、poker hands, n slots, betting, A货币",
    ],
)
def test_harmless_texts_give_no_layer_a_reason(post, text):
    assert layers_of(judged(post, text)) == set()


@pytest.fixture
def bob(post: Post) -> dict[str, str]:
    """Return who was shown before."""
    who = {"author_name": "Bob", "author_email": "bob@example.org"}
    make_comment(post, **who, author_site="https://bob.example", writer=writer_of(*who.values()))
    return {**who, "writer": writer_of(*who.values())}


@pytest.mark.parametrize("site", ["", "https://bob.example"])
def test_known_writer_is_shown_at_once(post, bob, site):
    assert judged(post, **bob, author_site=site).status == "shown"


def test_known_writer_waits_with_a_new_site(post, bob):
    """Nobody proves a name and an address, so whoever borrows them gets no link out of it."""
    comment = judged(post, **bob, author_site="https://buy.example")
    assert (comment.status, layers_of(comment)) == ("held", {"site"})


@pytest.mark.parametrize(
    "text", ["http://a.example " * 11, "[url]http://a.example[/url]", "加微信 abc12345 http://a"]
)
@pytest.mark.parametrize("site", ["", "https://new.example"])
def test_guess_never_calls_a_known_writers_comment_spam(post, bob, text, site):
    assert judged(post, text, **bob, author_site=site).status == "held"
    assert judged(post, text).status == "spam"


def test_known_writer_in_a_trap_or_against_a_rule_is_spam(post, bob):
    SpamRule.objects.create(kind="text", pattern="forbidden", verdict="spam")
    assert judged(post, trap="x", **bob).status == "spam"
    assert judged(post, "Forbidden.", **bob).status == "spam"


@pytest.mark.parametrize(
    ("kind", "pattern", "fields"),
    [
        ("text", "Forbidden", {"text": "so forBIDDEN here"}),
        ("text", "evil.example", {"author_site": "http://evil.example/"}),
        ("mail", "*@spam.example", {"author_email": "A@Spam.example"}),
        ("address", "192.0.2.0/24", {"address": "192.0.2.9"}),
        ("address", "2001:db8::/32", {"address": "2001:db8::1"}),
    ],
)
@pytest.mark.parametrize("verdict", ["held", "spam"])
def test_the_authors_own_rules_hold(post, kind, pattern, fields, verdict):
    rule = SpamRule.objects.create(kind=kind, pattern=pattern, verdict=verdict)
    assert layers_of(judged(post)) == set()
    comment = judged(post, **fields)
    assert (layers_of(comment), comment.status) == ({"rule"}, verdict)
    assert (pattern if kind == "text" else str(rule.pk)) in told(comment.reasons)[0]


# Proof of work --------------------------------------------------------------------------------


def solved(challenge: str) -> str:
    """Do the work a browser would do."""
    task = json.loads(challenge)
    found = solve_challenge(task["challenge"], task["salt"], "SHA-256", work.LARGEST_NUMBER)
    assert found
    keys = ("algorithm", "challenge", "salt", "signature")
    solution = {**{key: task[key] for key in keys}, "number": found.number}
    return base64.b64encode(json.dumps(solution).encode()).decode()


@pytest.fixture
def under_attack(monkeypatch: pytest.MonkeyPatch) -> None:
    Site.objects.update(asks_for_work=True)
    monkeypatch.setattr(work, "LARGEST_NUMBER", 50)


def worked(post: Post, proof: str) -> Comment:
    comment = Comment(post=post, source="A remark.", author_name="Reader")
    layers.decide(comment, Sending(proof=proof))
    return comment


@pytest.mark.usefixtures("under_attack")
def test_work_done_once_counts_once(post):
    proof = solved(work.challenge())
    assert layers_of(worked(post, proof)) == set()
    with pytest.raises(WorkRefused):
        worked(post, proof)


@pytest.mark.usefixtures("under_attack")
def test_without_scripts_a_comment_is_held(post):
    comment = worked(post, "")
    assert (layers_of(comment), comment.status) == ({"work"}, "held")


@pytest.mark.usefixtures("under_attack")
@pytest.mark.parametrize(
    "payload",
    [None, [], "x", {"salt": 1}, {"algorithm": "SHA-1"}, {"challenge": None, "number": True}],
)
def test_what_is_no_work_is_refused(post, payload):
    whole = json.loads(base64.b64decode(solved(work.challenge())))
    forged = {**whole, **payload} if isinstance(payload, dict) else payload
    with pytest.raises(WorkRefused):
        worked(post, base64.b64encode(json.dumps(forged).encode()).decode())
    with pytest.raises(WorkRefused):
        worked(post, "not base64 at all")
