"""Odd text and any length in what is sent beside a comment: answered with a reason, never a 500."""

import base64
import json
import logging
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from blog.comments import conversation, senders, tokens, views
from blog.comments.forms import LONGEST_TEXT
from blog.comments.models import Comment
from blog.comments.moderation import ban
from blog.comments.spam.evidence import Sending
from blog.comments.spam.rules import SpamRule, breaks_rule
from blog.comments.tokens import ticket_for
from blog.comments.work import LONGEST_PROOF
from blog.posts.models import Post
from blog.posts.site import Site
from tests.comments.attacks import odd_strings
from tests.comments.forms import address_of, filled
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
LIST = "/admin/blog/comment/"
REFUSED = (400, 409, 422)


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(views, "is_allowed", lambda *_: True)
    monkeypatch.setattr(conversation, "is_changeable", lambda _: True)
    monkeypatch.setattr(senders, "PAUSE_SECONDS", -1)
    monkeypatch.setattr(senders, "MOST_AN_HOUR", 10**6)
    monkeypatch.setattr(tokens, "YOUNGEST_SECONDS", 0)
    caplog.set_level(logging.CRITICAL, "django")


@pytest.fixture
def post() -> Post:
    return make_post("\\begin{equation}a=b\\end{equation}")


@pytest.fixture
def stranger(client: Client) -> Client:
    """Return a client that sees failures as a reader does."""
    client.raise_request_exception = False
    return client


@pytest.fixture
def moderator(admin_client: Client) -> Client:
    admin_client.raise_request_exception = False
    return admin_client


def pairs(fields: dict[str, Any]) -> str:
    """Return fields as a browser spells them, or a program that knows half characters."""
    return "&".join(
        f"{name}={quote(str(value).encode('utf-8', 'surrogatepass'), safe='')}"
        for name, value in fields.items()
    )


def sent(client: Client, address: str, fields: dict[str, Any], **headers: Any) -> Any:
    return client.post(address, pairs(fields), content_type=FORM, **headers)


def is_reasonable(answer: Any) -> bool:
    """Tell whether something was taken or shown, or refused with a reason."""
    if answer.status_code in (200, 302, 303):
        return True
    has_reason = answer.status_code == 400 or b"errorlist" in answer.content
    return answer.status_code in REFUSED and has_reason


def of_every_length(limit: int) -> list[str]:
    """Return texts from nothing to ten times a limit."""
    lengths = (0, 1, limit // 2, limit - 1, limit, limit + 1, 2 * limit, 10 * limit)
    return [letter * length for length in lengths for letter in ("a", "9", "数", "=")]


# The form of a comment ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "field",
    [
        "subject,as_it_is,wants_replies",
        "to",
        "token",
        "proof",
    ],
)
def test_nothing_beside_the_text_spoils_it(stranger: Client, post: Post, field: str):
    Site.objects.update(asks_for_work=field == "proof")
    tried = [*dict.fromkeys(odd_strings()), *of_every_length(LONGEST_PROOF)]
    stored = 0
    for number, odd in enumerate(tried):
        text = f"Number {number}."
        # Letters are for who has an address.
        odd_ones = dict.fromkeys(field.split(","), odd) | {"email": "a@example.org"}
        answer = sent(stranger, address_of(post), filled(post, text=text, **odd_ones))
        assert is_reasonable(answer), (field, odd[:80], answer.status_code)
        if answer.status_code == 303:
            stored += 1
            assert Comment.objects.latest("pk").source == text
    assert bool(stored) == (field != "token")


@pytest.mark.parametrize("field", ["preview", "as_it_is", "to", "email", "site", "text", "name"])
def test_a_preview_of_anything_stores_nothing(stranger: Client, post: Post, field: str):
    for odd in (*list(odd_strings())[::4], *of_every_length(200)):
        fields = {"text": "Text.", "preview": "1", field: odd}
        answer = sent(stranger, address_of(post), fields)
        assert is_reasonable(answer), (field, odd[:80], answer.status_code)
    assert not Comment.objects.exists()


def test_no_proof_of_work_makes_the_form_fail(stranger: Client, post: Post):
    Site.objects.update(asks_for_work=True)
    whole = {"algorithm": "SHA-256", "challenge": "c", "number": 1, "salt": "s", "signature": "s"}
    odd_values: list[Any] = [
        "\ud800",
        "a?expires=x",
        "a?expires=9" + "9" * 400,
        "?&;=%ff",
        -1,
        [],
        {},
    ]
    odd_values += [None, True, 1.5, 10**300, *(odd[:300] for odd in odd_strings())][:100]
    for name in whole:
        for odd in odd_values:
            proof = base64.b64encode(json.dumps({**whole, name: odd}).encode()).decode()
            answer = sent(stranger, address_of(post), filled(post, proof=proof))
            assert answer.status_code == 422, (name, odd)
    nested = base64.b64encode(b"[" * 700).decode()
    assert sent(stranger, address_of(post), filled(post, proof=nested)).status_code == 422
    assert not Comment.objects.exists()


@pytest.mark.parametrize("header", ["HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_X_FORWARDED_FOR"])
def test_no_odd_header_spoils_a_comment(stranger: Client, post: Post, header: str):
    for number, odd in enumerate([*list(odd_strings())[::4], "a" * 3000, "\xff" * 300]):
        spelled = odd.encode("utf-8", "surrogatepass").decode("latin-1")
        data = filled(post, text=f"Number {number}.")
        answer = sent(stranger, address_of(post), data, **{header: spelled})
        assert answer.status_code == 303, odd[:80]


def test_changing_a_comment_stores_exactly_or_refuses(stranger: Client, post: Post):
    comment = make_comment(post)
    address = f"{address_of(post)}{ticket_for(comment.pk)}/edit/"
    for odd in (*dict.fromkeys(odd_strings()), *of_every_length(LONGEST_TEXT)):
        answer = sent(stranger, address, {"text": odd, "as_it_is": odd})
        assert is_reasonable(answer), (odd[:80], answer.status_code)
        comment.refresh_from_db()
        is_taken = answer.status_code == 303
        assert not is_taken or comment.source == odd.replace("\r\n", "\n")
        assert is_taken == (comment.source == odd.replace("\r\n", "\n")), odd[:80]


def test_no_odd_address_of_a_conversation_fails(stranger: Client, post: Post):
    make_comment(post)
    names = ("order", "comments", "comment")
    lengths = [digit * length for digit in "90-" for length in (18, 19, 400)]
    for number, odd in enumerate([*lengths, *dict.fromkeys(odd_strings())]):
        asked = [dict.fromkeys(names, odd[:700])]
        if number < 60:
            asked += [{name: odd[:700]} for name in names]
        for fields in asked:
            answer = stranger.get(f"{post.url}?{pairs(fields)}")
            assert answer.status_code in (200, 400, 404), (fields, answer.status_code)
        answer = stranger.get(f"{address_of(post)}?{pairs({'to': odd[:2000], 'quote': odd[:99]})}")
        assert answer.status_code in (200, 400), odd[:80]


# The admin ----------------------------------------------------------------------------------------


def test_nothing_the_author_looks_for_makes_the_list_fail(moderator: Client, post: Post):
    make_comment(post)
    names = ("q", "p", "o", "status", "is_by_author__exact")
    lengths = ["a" * 4000, "a " * 400, '"' * 3000, "9" * 400]
    for odd in lengths:
        for name in names:
            assert moderator.get(f"{LIST}?{pairs({name: odd})}").status_code in (200, 302), name
    for odd in dict.fromkeys(odd_strings()):
        answer = moderator.get(f"{LIST}?{pairs({'q': odd[:2000]})}")
        assert answer.status_code in (200, 400), odd[:80]
    for odd in list(dict.fromkeys(odd_strings()))[::8]:
        for name in names[1:]:
            answer = moderator.get(f"{LIST}?{pairs({name: odd[:500]})}")
            assert answer.status_code in (200, 302, 400), (name, odd[:80])


def test_no_odd_address_makes_the_page_of_a_person_fail(moderator: Client, post: Post):
    kept = make_comment(post, author_email="a@example.org")
    for number, odd in enumerate([*of_every_length(320), *dict.fromkeys(odd_strings())]):
        assert moderator.get(f"{LIST}person/?{pairs({'address': odd})}").status_code in (200, 400)
        for act in ("export", "erase") if number % 4 == 0 else ():
            answer = sent(moderator, f"{LIST}person/", {"address": odd, act: ""})
            assert answer.status_code in (200, 302, 400), odd[:80]
    assert Comment.objects.get() == kept


def test_a_ban_of_any_address_makes_a_rule_that_bans_it_and_nobody_else(post: Post):
    odd = ["*@example.org", "?@example.org", f"{'a' * 64}@{'.'.join(['b' * 60] * 3)}.org"]
    for mail in odd:
        comment = make_comment(post, mail, author_email=mail)
        assert ban(Comment.objects.filter(pk=comment.pk), SpamRule.Kind.MAIL) == 1
    for mail in odd:
        assert breaks_rule(Comment(author_email=mail), Sending())
    for mail in ("reader@example.org", "r@example.org"):
        assert not breaks_rule(Comment(author_email=mail), Sending())
