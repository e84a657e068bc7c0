"""The lists of Django's admin: what they show, and what is done from them."""

import pytest

from blog.comments.models import Comment
from tests.make import make_category, make_comment, make_post

pytestmark = pytest.mark.django_db


def test_posts_are_published_and_withdrawn_by_action(admin_client):
    draft, public = make_post(status="draft"), make_post()
    for action, posts in (("publish", [draft]), ("withdraw", [public])):
        data = {"action": action, "_selected_action": [post.pk for post in posts]}
        assert admin_client.post("/admin/blog/post/", data).status_code == 302
    draft.refresh_from_db()
    public.refresh_from_db()
    assert (draft.status, public.status) == ("published", "draft")


def test_list_counts_problems_and_comments_in_few_queries(
    admin_client, django_assert_max_num_queries
):
    for _number in range(3):
        make_comment(make_post("坏 $\\frac{a}{$", category=make_category()))
    with django_assert_max_num_queries(12) as few:
        admin_client.get("/admin/blog/post/")
    for _number in range(5):
        make_post(category=make_category())
    with django_assert_max_num_queries(len(few)):
        page = admin_client.get("/admin/blog/post/").content.decode()
    assert page.count('<td class="field-problem_count">1</td>') == 3
    assert page.count('<td class="field-comment_count">1</td>') == 3


@pytest.mark.parametrize(
    "query",
    ["q=x", "q=%00", "status__exact=%00", "category__id__exact=x", "p=99999999999999", "o=99"],
)
def test_list_survives_odd_questions(admin_client, query):
    make_post()
    assert admin_client.get(f"/admin/blog/post/?{query}").status_code < 500


def test_categories_are_listed_as_a_tree(admin_client):
    maths = make_category("数学")
    make_category("物理")
    make_category("代数", parent=maths)
    page = admin_client.get("/admin/blog/category/").content.decode()
    names = ["数学", "　代数", "物理"]
    places = [page.index(f">{name}</a>") for name in names]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("action", "status"), [("show", "shown"), ("hide", "hidden"), ("mark_as_spam", "spam")]
)
def test_comments_are_sorted_by_action(admin_client, action, status):
    comment = make_comment(make_post(), status=Comment.Status.HELD)
    data = {"action": action, "_selected_action": [comment.pk]}
    admin_client.post("/admin/blog/comment/", data)
    comment.refresh_from_db()
    assert comment.status == status


@pytest.mark.parametrize(
    "model", ["post", "page", "category", "tag", "comment", "image", "oldpath"]
)
def test_every_list_and_form_opens(admin_client, model):
    make_comment(make_post(category=make_category(), tags=["a"]))
    assert admin_client.get(f"/admin/blog/{model}/?q=a").status_code == 200
    assert admin_client.get(f"/admin/blog/{model}/add/").status_code == 200
