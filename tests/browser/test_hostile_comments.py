"""What strangers write, in every field, judged where it would act: in a browser's document."""

from collections.abc import Iterator
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from blog.comments import conversation, threads, tokens, views
from blog.comments.letters import MODERATE
from blog.comments.models import Comment
from blog.comments.moderation import ACTS
from blog.comments.tokens import ticket_for, token_for
from blog.feeds import comments as comment_feeds
from blog.mail.links import token_for as link_for
from blog.posts.models import Post
from blog.posts.site import Site
from blog.reading import latest
from blog.search import views as search_views
from tests.browser.hostile import NOBODY, accepted, packed, packs, short, storable, stored
from tests.browser.judging import Judge, in_lots, judge
from tests.comments.attacks import payloads
from tests.make import make_post

pytestmark = pytest.mark.django_db(transaction=True)

A_LOT = 300


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    monkeypatch.setattr(tokens, "YOUNGEST_SECONDS", 0)
    monkeypatch.setattr(views, "is_allowed", lambda *_: True)
    return make_post("\\begin{equation}a=b\\end{equation}")


@pytest.fixture
def tab(browser: Browser, live_server: LiveServer) -> Iterator[Judge]:
    with judge(browser, live_server.url) as one:
        yield one


@pytest.fixture
def _long_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show everything at once that stands on several pages."""
    monkeypatch.setattr(threads, "PAGE", A_LOT)
    monkeypatch.setattr(comment_feeds, "ITEMS", A_LOT)
    monkeypatch.setattr(latest, "SHOWN", A_LOT)
    monkeypatch.setattr(search_views, "A_PAGE", A_LOT)


BAD = """<script>1</script>|<p onclick=x>|<p style=x>|<a href="java&#9;script:x">|<a href="data:x">
<img src="https://a.b/">|<form action="https://a.b/">|<iframe>|<svg>|<base href=/>|<style></style>
<meta http-equiv=refresh>|<video poster="https://a.b/">|<img srcset="https://a.b/ 2x">
<div class=comment__body><form><input></div>|<div class=comment__body><img src=/>
<div class=comment__body><a href="https://a.b/">|<div class=comment__body><b popover></div>
<div class=comment__body><b contenteditable></div>|<object data="https://a.b/">
<link rel=stylesheet href="data:text/css,x">|<math xlink:href="javascript:x">
<button formaction=x>""".replace("\n", "|").split("|")  # fmt: skip


LAYING_OVER = ("position: fixed", "position: relative; top: -9em", "transform: scale(9)")


def test_the_judge_sees_every_fault(tab: Judge):
    assert [html for html in BAD if not tab.faults_in([html])] == []
    for style in LAYING_OVER:
        rule = f"<style>b {{ display: block; {style} }}</style>"
        tab.page.set_content(f"{rule}<p>a<div class=comment__body><b>x</b></div>")
        assert any("laid over" in fault for fault in tab.faults_here()), style


@pytest.mark.usefixtures("_long_pages")
def test_what_is_stored_acts_nowhere(tab: Judge, post: Post, client: Client):
    for some in in_lots(storable(), A_LOT):
        host = make_post("Text.")
        for payload in some:
            stored(host, payload, author_name=payload[:60])
        assert tab.faults_at(host.url) == []
        assert tab.page.locator(".comment").count() == len(some)
        assert tab.faults_at("/") == []
        assert tab.page.locator(".more__who").count() == A_LOT
        feed = client.get(f"/archives/{host.pk}/feed/").content
        told = [one.text or "" for one in ElementTree.fromstring(feed).iter("description")]
        assert len(told) > len(some)
        assert tab.faults_in(told) == []


def test_what_comes_back_to_the_writer_acts_nowhere(tab: Judge, client: Client, post: Post):
    address = f"/archives/{post.pk}/comment/"
    names = ("name", "email", "site", "text", "to", "proof", "token", "subject", "wants_replies")

    def answers() -> Iterator[str]:
        for payload in payloads():
            everywhere = dict.fromkeys(names, payload)
            yield client.post(address, everywhere | {"as_it_is": "on"}).text
            yield client.post(address, {"name": payload, "text": payload, "preview": "1"}).text

    assert tab.faults_in(answers()) == []


def test_what_an_address_asks_for_acts_nowhere(tab: Judge, client: Client, post: Post):
    def answers() -> Iterator[str]:
        names = ("to", "order", "comments", "comment")
        for number, payload in enumerate(payloads()[::3]):
            asked = dict.fromkeys(names, payload)
            yield client.get(f"/archives/{post.pk}/comment/", asked).text
            # These say nothing back; some will do.
            if number % 16 == 0:
                yield client.get(post.url, asked).text
                yield client.get(f"/archives/{post.pk}/comment/{quote(payload, safe='')}/").text

    assert tab.faults_in(answers()) == []


def test_what_is_put_off_acts_nowhere(tab: Judge, client: Client, post: Post, monkeypatch):
    """A full form comes back from one who writes too fast, twice, or where it is closed."""
    address = f"/archives/{post.pk}/comment/"
    token = token_for(post.pk)

    def told(status: int, text: str, name: str = NOBODY) -> str:
        more = {"token": token, "as_it_is": "on", "subject": text, "proof": text[:1000]}
        answer = client.post(address, {"name": name, "text": text, **more})
        assert answer.status_code == status
        return answer.text

    monkeypatch.setattr(conversation, "_is_said", lambda *_: True)
    texts = ["\n\n".join(pack) for pack in packs()]
    names = [payload for payload in short() if "name" in accepted(post, payload)]
    assert tab.faults_in(told(409, text) for text in texts) == []
    monkeypatch.setattr(views, "is_allowed", lambda *_: False)
    assert tab.faults_in(told(429, text, text) for text in names) == []
    assert tab.faults_in(told(429, text) for text in texts) == []
    Site.objects.update(comment_policy="closed")
    assert tab.faults_in(told(403, text) for text in texts) == []


def test_what_a_writer_comes_back_to_acts_nowhere(
    tab: Judge, client: Client, post: Post, monkeypatch
):
    def page(comment: Comment, place: str = "", **sent: str) -> str:
        address = f"/archives/{post.pk}/comment/{ticket_for(comment.pk)}/{place}"
        return (client.post(address, sent) if sent else client.get(address)).text

    comments = packed(post)
    assert tab.faults_in(page(comment) for comment in comments) == []
    assert tab.faults_in(page(comment, "edit/") for comment in comments) == []
    for more in ({"preview": "1"}, {}):
        sent = [page(one, "edit/", text=f"{one.source}\n$\\no$", **more) for one in comments]
        assert tab.faults_in(sent) == []
    monkeypatch.setattr(views, "is_allowed", lambda *_: False)
    assert tab.faults_in(page(one, "edit/", text=one.source) for one in comments) == []
    withdrawn = [page(comment, withdraw="1") for comment in comments]
    assert not Comment.objects.exists()
    assert tab.faults_in(withdrawn) == []


def test_what_is_answered_or_moderated_acts_nowhere(tab: Judge, client: Client, post: Post):
    """The page that answers a comment, and those that links in letters lead to."""
    named = [stored(post, payload) for payload in short()]
    assert len({comment.author_name for comment in named}) > 500
    write = f"/archives/{post.pk}/comment/"
    asked = ({"to": str(comment.pk), "quote": "1"} for comment in named)
    assert tab.faults_in(client.post(write, data).text for data in asked) == []
    links = [_moderation(comment) for comment in named]
    assert tab.faults_in(client.get(link).text for link in links) == []
    links = [_moderation(comment, act) for comment in packed(post) for act in ACTS]
    for status, answers in (
        (200, map(client.get, links)),
        (200, map(client.post, links)),
        (410, map(client.get, links)),
        (410, map(client.post, links)),
    ):
        pages = list(answers)
        assert {page.status_code for page in pages} == {status}
        assert tab.faults_in(page.text for page in pages) == []


def _moderation(comment: Comment, act: str = "hide") -> str:
    return reverse("blog:moderate_by_mail", args=[link_for(MODERATE, [comment.pk, act])])


@pytest.mark.usefixtures("_long_pages")
def test_what_is_found_acts_nowhere(tab: Judge, post: Post):
    made = {stored(post, payload, author_name=payload[:60]).anchor for payload in storable()}
    found: set[str] = set()
    for word in ("alert", "e", "a", "t", "<", "1"):
        path = f"/search/?in=comments&q={quote(word)}"
        while path:
            assert tab.faults_at(path) == []
            links = tab.page.locator(".hit__title a").evaluate_all("all => all.map(a => a.hash)")
            found |= {link[1:] for link in links}
            further = tab.page.locator(".pager [rel=next]")
            path = str(further.get_attribute("href")) if further.count() else ""
    assert len(found & made) > len(made) * 0.9
