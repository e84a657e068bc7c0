"""What strangers write, judged where the author reads it: in the admin, logged in."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from blog.authoring.admins.comments import CommentAdmin
from blog.authoring.admins.spam_rules import SpamRuleAdmin
from blog.comments.models import Comment
from blog.comments.moderation import ban
from blog.comments.revisions import Revision
from blog.comments.spam.rules import SpamRule
from blog.posts.models import Post
from tests.browser.hostile import NOBODY, packed, packs, short, storable, stored
from tests.browser.judging import Judge, in_lots, judge
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/blog/comment/"
RULES = "/admin/blog/spamrule/"
PERSON = f"{LIST}person/"
A_LOT = 400
MAIL = "reader@example.org"
MAILS = (
    '"<script>alert(1)</script>"@example.com',
    '"onfocus=alert(1)&quot;autofocus=\'"@example.com',
    "'onfocus='alert`1`'@example.com",
    "{{constructor}}@example.com",
)


@pytest.fixture
def post() -> Post:
    return make_post("Text.")


@pytest.fixture
def tab(browser: Browser, live_server: LiveServer, admin_client: Client) -> Iterator[Judge]:
    with judge(browser, live_server.url) as one:
        one.enter(admin_client)
        yield one


@pytest.fixture
def _long_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show many rows at once."""
    monkeypatch.setattr(CommentAdmin, "list_per_page", A_LOT)
    monkeypatch.setattr(SpamRuleAdmin, "list_per_page", A_LOT)
    monkeypatch.setattr(AutocompleteJsonView, "paginate_by", A_LOT)


def careless(post: Post, payload: str) -> Comment:
    """Return a comment, not stored, with the payload where even the form would refuse it."""
    return Comment(
        post=post,
        author_name=payload[:60],
        author_email=payload[:254],
        source=payload,
        html="<p>Judged elsewhere.</p>",
        user_agent=payload[:300],
        reasons=[{"layer": "rule", "template": "%(x)s", "params": {"x": payload}}],
        status=Comment.Status.HELD,
    )


def flood(post: Post, some: Iterable[str]) -> list[Comment]:
    return Comment.objects.bulk_create(careless(post, payload) for payload in some)


@pytest.mark.usefixtures("_long_pages")
def test_lists_of_comments_act_nowhere(tab: Judge, admin_client: Client, post: Post):
    for some in in_lots(storable(), A_LOT):
        Comment.objects.all().delete()
        comments = flood(post, some)
        for address in (LIST, f"{LIST}?status=all&is_by_author__exact=0&q=a"):
            assert tab.faults_at(address) == []
        assert tab.page.locator("#result_list tbody tr").count() > len(some) / 3
        chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in comments]}
        confirming = admin_client.post(LIST, chosen).text
        assert confirming.count("/change/") >= len(some)
        assert tab.faults_in([confirming]) == []
        assert tab.faults_at(f"/admin/blog/post/{post.pk}/delete/") == []


def test_what_the_author_looks_for_acts_nowhere(tab: Judge, admin_client: Client, post: Post):
    make_comment(post)
    asked = [{"q": text, "status": text, "o": text} for text in map(" ".join, packs())]
    pages = [admin_client.get(place, data).text for data in asked for place in (LIST, RULES)]
    assert tab.faults_in(pages) == []


def test_form_of_a_comment_acts_nowhere(tab: Judge, admin_client: Client, post: Post):
    comments = [*flood(post, short()), *packed(post, status=Comment.Status.HELD)]
    pages = (admin_client.get(f"{LIST}{one.pk}/change/") for one in comments)
    assert tab.faults_in(page.text for page in pages) == []


@pytest.mark.parametrize("place", ["history", "delete"])
def test_pages_named_by_a_comment_act_nowhere(
    tab: Judge, admin_client: Client, post: Post, place: str
):
    # The list, which names all of them, has shown the rest.
    pages = (admin_client.get(f"{LIST}{one.pk}/{place}/") for one in flood(post, short()[::3]))
    assert tab.faults_in(page.text for page in pages) == []


def test_rendered_and_former_texts_act_nowhere(tab: Judge, post: Post):
    for comment, pack in zip(packed(post), packs(), strict=True):
        Revision.objects.bulk_create(Revision(comment=comment, source=text) for text in pack)
        assert tab.faults_at(f"{LIST}{comment.pk}/change/") == []
        assert tab.page.locator("#revisions-group .field-source p").count() == len(pack)


def test_what_the_admin_says_after_an_act_acts_nowhere(
    tab: Judge, admin_client: Client, post: Post
):
    form = {"status": "shown", "created_at_0": "2026/01/02", "created_at_1": "03:04:05"}
    none = {"revisions-TOTAL_FORMS": "0", "revisions-INITIAL_FORMS": "0"}
    for comment in flood(post, short()[::8]):
        named = {"author_name": comment.author_name, "source": comment.source}
        answer = admin_client.post(f"{LIST}{comment.pk}/change/", {**form, **none, **named})
        assert answer.status_code == 302
    told = admin_client.get(LIST).text
    assert told.count('class="success"') > 50
    assert tab.faults_in([told, admin_client.get("/admin/").text]) == []


@pytest.mark.usefixtures("_long_pages")
def test_choosing_what_a_comment_answers_acts_nowhere(tab: Judge, post: Post):
    for some in in_lots(storable(), A_LOT):
        Comment.objects.all().delete()
        flood(post, some)
        tab.page.goto(f"{tab.home}{LIST}add/")
        tab.page.locator(".field-parent .select2-selection").click()
        tab.page.locator(".select2-results__option--highlighted").wait_for()
        assert tab.page.locator(".select2-results__option").count() >= len(some)
        assert tab.faults_here() == []


def test_sites_that_the_form_takes_act_nowhere(tab: Judge, admin_client: Client, post: Post):
    comments = [stored(post, payload) for payload in storable() if "//" in payload[:9]]
    assert any(comment.author_site for comment in comments)
    for comment in comments:
        assert tab.faults_in([admin_client.get(f"{LIST}{comment.pk}/change/").text]) == []


# Rules that a ban makes ---------------------------------------------------------------------------


@pytest.mark.usefixtures("_long_pages")
def test_rules_made_of_hostile_addresses_act_nowhere(tab: Judge, admin_client: Client, post: Post):
    made = Comment.objects.bulk_create(
        Comment(post=post, author_name=NOBODY, source=mail, author_email=mail) for mail in MAILS
    )
    ban(Comment.objects.filter(pk__in=[comment.pk for comment in made]), SpamRule.Kind.MAIL)
    rules = list(SpamRule.objects.all())
    assert len(rules) == len(MAILS)
    for place in ("change", "history", "delete"):
        for rule in rules:
            assert tab.faults_at(f"{RULES}{rule.pk}/{place}/") == []


@pytest.mark.usefixtures("_long_pages")
def test_list_of_rules_acts_nowhere(tab: Judge, admin_client: Client):
    for some in in_lots(storable(), A_LOT):
        SpamRule.objects.all().delete()
        rules = SpamRule.objects.bulk_create(
            (SpamRule(pattern=payload[:200], note=payload[:200]) for payload in some),
            ignore_conflicts=True,
        )
        assert tab.faults_at(RULES) == []
        numbers = list(SpamRule.objects.values_list("pk", flat=True))
        assert len(numbers) > len(rules) * 0.9
        chosen = {"action": "delete_selected", "_selected_action": numbers}
        assert tab.faults_in([admin_client.post(RULES, chosen).text]) == []


# One person ---------------------------------------------------------------------------------------


def test_page_of_a_person_acts_nowhere(tab: Judge, admin_client: Client):
    asked = [{"address": text} for text in (*MAILS, *map(" ".join, packs()))]
    assert tab.faults_in(admin_client.get(PERSON, data).text for data in asked) == []
    sent = ({**data, act: ""} for data in asked[len(MAILS) :] for act in ("export", "erase"))
    assert tab.faults_in(admin_client.post(PERSON, data).text for data in sent) == []


def test_a_person_is_handed_out_as_a_file_that_no_browser_reads(
    tab: Judge, admin_client: Client, post: Post
):
    comments = flood(post, storable())
    Comment.objects.update(author_email=MAIL)
    Revision.objects.bulk_create(Revision(comment=one, source=one.source) for one in comments)
    answer = admin_client.post(PERSON, {"address": MAIL, "export": ""})
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    said: list[dict[str, Any]] = answer.json()["comments"]
    assert [one["text"] for one in said] == storable()
    former = [[was["text"] for was in one["former_texts"]] for one in said]
    assert former == [[text] for text in storable()]
    tab.page.goto(f"{tab.home}{PERSON}?address={MAIL}")
    with tab.page.expect_download() as saved:
        tab.page.locator("[name=export]").click()
    assert saved.value.suggested_filename == "person.json"
    assert tab.faults_here() == []
