"""One moderator, any number of comments."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.comments.models import Comment
from blog.comments.moderation import approve, ban, hide, mark_as_spam
from blog.comments.people import erase
from blog.comments.policy import SitePolicy, is_open
from blog.comments.revisions import Revision
from blog.comments.spam.evidence import Sending
from blog.comments.spam.rules import SpamRule, breaks_rule
from blog.posts.models import Post
from blog.posts.site import Edition, Site
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db
LIST = "/admin/blog/comment/"
WITHDRAWN_BY_WRITER = {"layer": "writer", "template": "Withdrawn by its writer", "params": {}}


def test_a_thousand_comments_turn_in_a_few_queries(django_assert_max_num_queries):
    _flood(1000)
    with django_assert_max_num_queries(8):
        assert approve(Comment.objects.all()) == 1000
    with django_assert_max_num_queries(4):
        assert mark_as_spam(Comment.objects.order_by("pk")) == 1000
    assert not Comment.objects.exclude(status="spam").exists()


def test_what_turns_is_counted_once():
    comment = make_comment(make_post(), status=Comment.Status.HELD)
    assert approve(Comment.objects.filter(pk=comment.pk)) == 1
    assert approve(Comment.objects.filter(pk=comment.pk)) == 0


def test_what_its_writer_took_back_is_not_brought_back(admin_client, settings):
    settings.LANGUAGE_CODE = "en"
    post = make_post()
    withdrawn = make_comment(post, status="hidden", reasons=[WITHDRAWN_BY_WRITER])
    erased = make_comment(post, author_email="a@example.org")
    for comment in (withdrawn, erased):
        make_comment(post, parent=comment)
    erase("a@example.org")
    action = {"action": "show", "_selected_action": [withdrawn.pk, erased.pk]}
    page = admin_client.post(f"{LIST}?status=all", action, follow=True).content.decode()
    assert set(post.comments.filter(parent=None).values_list("status", flat=True)) == {"hidden"}
    assert "Withdrawn or erased" in page
    form = {"source": "x", "status": "shown", "author_name": "R"}
    form |= {"created_at_0": "2026/01/02", "created_at_1": "03:04:05"}
    answer = admin_client.post(f"{LIST}{withdrawn.pk}/change/", form)
    assert "withdrawn it" in answer.content.decode()
    withdrawn.refresh_from_db()
    assert withdrawn.status == "hidden"


@pytest.mark.parametrize("status", Comment.Status)
def test_answering_what_waits_shows_it_and_what_is_not_to_be_seen_is_not_answered(
    admin_client, status
):
    comment = make_comment(make_post(), status=status)
    listed = admin_client.get(LIST, {"status": "all"}).content.decode()
    form = {"post": comment.post_id, "parent": comment.pk, "source": "So.", "status": "shown"}
    form |= {"author_name": "林", "is_by_author": "on"}
    form |= {"created_at_0": "2026/01/02", "created_at_1": "03:04:05"}
    admin_client.post(f"{LIST}add/", form)
    is_answered = status in ("shown", "held")
    assert (f"parent={comment.pk}" in listed) == comment.replies.exists() == is_answered
    comment.refresh_from_db()
    assert comment.status == ("shown" if is_answered else status)


def test_moving_what_readers_saw_once_reaches_them_at_once():
    comment = make_comment(make_post())
    mark_as_spam(Comment.objects.all())
    before = Edition.objects.get().number
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now())
    assert Edition.objects.get().number == before + 1


def test_hiding_changes_what_readers_are_served_at_once(client):
    comment = make_comment(make_post(), "Seen so far.")
    page = client.get(comment.post.url)
    assert "Seen so far." in page.content.decode()
    hide(Comment.objects.filter(pk=comment.pk))
    again = client.get(comment.post.url, headers={"if-none-match": page["ETag"]})
    assert again.status_code == 200
    assert "Seen so far." not in again.content.decode()


def test_calling_held_comments_spam_leaves_readers_their_copies():
    _flood(3)
    before = Edition.objects.get().number
    mark_as_spam(Comment.objects.filter(status="held"))
    assert Edition.objects.get().number == before


def test_banned_network_bans_the_whole_household():
    post = make_post()
    comment = make_comment(post, address="2001:db8:1:2::9", status=Comment.Status.HELD)
    assert ban(Comment.objects.filter(pk=comment.pk), SpamRule.Kind.ADDRESS) == 1
    neighbour = Comment(post=post, source="Buy.", address="2001:db8:1:2::77")
    stranger = Comment(post=post, source="Hello.", address="2001:db8:1:3::77")
    assert breaks_rule(neighbour, Sending()) is not None
    assert breaks_rule(stranger, Sending()) is None
    comment.refresh_from_db()
    assert comment.status == "spam"


def test_banning_a_mail_address_sharpens_a_rule_that_only_held():
    comment = make_comment(make_post(), author_email="a@spam.example")
    SpamRule.objects.create(kind="mail", pattern="a@spam.example", verdict="held")
    ban(Comment.objects.filter(pk=comment.pk), SpamRule.Kind.MAIL)
    assert SpamRule.objects.get().verdict == "spam"


def test_banning_a_mail_address_with_wildcards_bans_it_alone():
    post = make_post()
    mail = "*[a]?@mail.example"
    comment = make_comment(post, author_email=mail)
    assert ban(Comment.objects.filter(pk=comment.pk), SpamRule.Kind.MAIL) == 1
    same = Comment(post=post, source="Buy.", author_email=mail.upper())
    neighbour = Comment(post=post, source="Hello.", author_email="bobax@mail.example")
    assert breaks_rule(same, Sending()) is not None
    assert breaks_rule(neighbour, Sending()) is None


def test_longest_mail_address_can_be_banned():
    longest = "*" * 242 + "@mail.example"
    comment = make_comment(make_post(), author_email=longest[-254:])
    assert ban(Comment.objects.filter(pk=comment.pk), SpamRule.Kind.MAIL) == 1


def test_comments_close_with_the_age_of_the_post_unless_it_says_otherwise():
    policy = SitePolicy(is_open=True, closes_after_days=30)
    old, new = timezone.now() - timedelta(days=31), timezone.now() - timedelta(days=29)
    assert not is_open(Post(published_at=old), policy)
    assert is_open(Post(published_at=new), policy)
    assert is_open(Post(published_at=old, comment_policy="open"), policy)
    assert not is_open(Post(published_at=new, comment_policy="closed"), policy)
    assert is_open(Post(published_at=old), SitePolicy(is_open=True, closes_after_days=None))


def test_old_post_offers_no_form(client):
    Site.objects.update(comments_close_after_days=30)
    post = make_post(published_at=timezone.now() - timedelta(days=31))
    form = reverse("blog:comment", args=[post.pk])
    assert form not in client.get(post.url).content.decode()
    assert client.get(form).status_code == 403


# In the admin -------------------------------------------------------------------------------------


def test_list_begins_with_what_waits_and_says_why(admin_client):
    reason = {"layer": "links", "template": "Links: %(count)s", "params": {"count": 4}}
    make_comment(make_post(), "held one", status=Comment.Status.HELD, reasons=[reason])
    make_comment(make_post(), "shown one")
    page = admin_client.get(LIST).content.decode()
    assert "held one" in page
    assert "4" in page[page.index("field-why") :]
    assert "shown one" not in page
    assert "shown one" in admin_client.get(LIST, {"status": "all"}).content.decode()
    assert "held one" not in admin_client.get(LIST, {"status": "spam"}).content.decode()


def test_one_action_clears_all_pages_of_the_queue(admin_client):
    _flood(120)
    first = Comment.objects.values_list("pk", flat=True)[:1]
    data = {"action": "mark_as_spam", "select_across": "1", "_selected_action": list(first)}
    admin_client.post(LIST, data)
    assert not Comment.objects.filter(status="held").exists()


@pytest.mark.parametrize(("action", "kind"), [("ban_mail", "mail"), ("ban_network", "address")])
def test_ban_action_makes_rules(admin_client, action, kind):
    comment = make_comment(
        make_post(), status="held", address="192.0.2.7", author_email="x@spam.example"
    )
    admin_client.post(LIST, {"action": action, "_selected_action": [comment.pk]})
    assert SpamRule.objects.get().kind == kind


def test_moderators_edit_leaves_the_former_text_and_the_moderators_name(admin_client, admin_user):
    comment = make_comment(make_post(), "Call me on 555.", author_name="R")
    url = f"{LIST}{comment.pk}/change/"
    form = {
        "source": "Call me.",
        "status": "shown",
        "author_name": "R",
        "created_at_0": "2026/01/02",
        "created_at_1": "03:04:05",
    }
    assert admin_client.post(url, form).status_code == 302
    former = Revision.objects.get()
    assert (former.source, former.replaced_by) == ("Call me on 555.", admin_user)
    assert "Call me on 555." in admin_client.get(url).content.decode()


def test_saving_without_a_change_leaves_no_trace(admin_client):
    comment = make_comment(make_post(), "Same.", author_name="R")
    form = {
        "source": "Same.",
        "status": "hidden",
        "author_name": "R",
        "created_at_0": "2026/01/02",
        "created_at_1": "03:04:05",
    }
    admin_client.post(f"{LIST}{comment.pk}/change/", form)
    assert not Revision.objects.exists()


def test_change_form_shows_the_comment_as_readers_see_it(admin_client):
    comment = make_comment(make_post(), "As $x^2$.")
    assert "<math" in admin_client.get(f"{LIST}{comment.pk}/change/").content.decode()


def _flood(count: int) -> None:
    post = make_post()
    Comment.objects.bulk_create(
        Comment(post=post, source=f"No. {n}", author_name="Bot", status=Comment.Status.HELD)
        for n in range(count)
    )
