"""Writing, publishing and tidying in Django's admin."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from blog.authoring.admins import PostAdmin
from blog.comments.models import Comment
from blog.media.models import Image
from blog.posts.models import Page, Post
from blog.posts.old_paths import OldPath
from blog.posts.site import Site
from blog.posts.taxonomy import Category, Tag
from tests.make import make_category, make_comment, make_page, make_post
from tests.media.files import encoded, noise

pytestmark = pytest.mark.django_db

ADD = "/admin/blog/post/add/"


def post_form(**fields: Any) -> dict[str, Any]:
    """Return what the browser sends for a new post."""
    defaults = {
        "title": "题目",
        "source": "正文",
        "status": "published",
        "published_at_0": "2026/01/02",
        "published_at_1": "03:04:05",
        "language": "zh-hans",
        "comment_policy": "site",
    }
    return {**defaults, **fields}


def change_form(post: Post, **fields: Any) -> dict[str, Any]:
    """Return what the browser sends for a post whose date was left alone."""
    moment = timezone.localtime(post.published_at)
    date = {"published_at_0": f"{moment:%Y/%m/%d}", "published_at_1": f"{moment:%H:%M:%S}"}
    initial = {f"initial-{name}": value for name, value in date.items()}
    form = {"title": post.title, "source": post.source, "status": post.status, "language": "en"}
    return {**form, **date, **initial, "comment_policy": "site", **fields}


def change_url(row: Any) -> str:
    return reverse(f"admin:blog_{row._meta.model_name}_change", args=[row.pk])


def errors(response: Any) -> Any:
    return response.context["adminform"].form.errors


def test_post_is_published_with_its_rendering_and_filing(admin_client):
    category, tag = make_category("数学"), Tag.objects.create(name="分析")
    form = post_form(source="设 $x>0$。", category=category.pk, tags=[tag.pk])
    assert admin_client.post(ADD, form).status_code == 302
    post = Post.objects.get()
    assert "<math" in post.html
    assert (post.category, list(post.tags.all())) == (category, [tag])
    assert "<math" in admin_client.get("/").content.decode()


def test_problems_are_told_after_saving_with_their_places(admin_client):
    response = admin_client.post(ADD, post_form(source="一\n\n坏 $\\frac{a}{$"))
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert any("3" in text and "12" in text for text in told)


def test_many_problems_are_summed_up(admin_client):
    response = admin_client.post(ADD, post_form(source="$\\frac{a}{$\n\n" * 9))
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert len(told) == 5 + 1 + 1
    assert "4" in told[5]


def test_source_keeps_its_spaces_and_loses_carriage_returns(admin_client):
    admin_client.post(ADD, post_form(source="    code\r\n\r\ntext\r\n"))
    assert Post.objects.get().source == "    code\n\ntext\n"


@pytest.mark.parametrize("field", ["title", "source", "slug"])
@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_text_that_no_database_can_hold_is_a_form_error(rf, admin_user, field, text):
    request = rf.get(ADD)
    request.user = admin_user
    form_class = PostAdmin(Post, admin.site).get_form(request)
    assert form_class(post_form()).is_valid()
    assert field in form_class(post_form(**{field: text})).errors


@pytest.mark.parametrize("charset", ["utf-7", "utf-16"])
def test_request_in_a_strange_charset_stores_nothing_and_breaks_nothing(admin_client, charset):
    body = urlencode({name: value.encode(charset) for name, value in post_form().items()})
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    assert admin_client.post(ADD, body, content_type=kind).status_code < 500


def test_date_left_alone_is_the_moment_of_saving(admin_client):
    opened = timezone.now() - timedelta(hours=2)
    new = Post(title="", source="", published_at=opened)
    admin_client.post(ADD, change_form(new, title="题", status="published"))
    assert timezone.now() - Post.objects.get().published_at < timedelta(minutes=1)


def test_draft_appears_when_it_is_published_unless_its_date_was_chosen(admin_client):
    week_ago = timezone.now() - timedelta(days=7)
    undated = make_post(status="draft", published_at=week_ago)
    dated = make_post(status="draft", published_at=week_ago)
    Post.objects.filter(pk=undated.pk).update(created_at=week_ago)
    for post in (undated, dated):
        admin_client.post(change_url(post), change_form(post, status="published"))
        post.refresh_from_db()
        assert post.status == "published"
    assert timezone.now() - undated.published_at < timedelta(minutes=1)
    assert timezone.now() - dated.published_at > timedelta(days=6)


def test_changing_a_public_post_leaves_its_date(admin_client):
    post = make_post(published_at=timezone.now() - timedelta(days=7))
    Post.objects.filter(pk=post.pk).update(created_at=post.published_at)
    admin_client.post(change_url(post), change_form(post, source="new"))
    changed = Post.objects.get()
    assert changed.source == "new"
    assert timezone.now() - changed.published_at > timedelta(days=6)


def test_changed_slug_leaves_an_old_path(admin_client):
    post = make_post(slug="old")
    admin_client.post(change_url(post), change_form(post, slug="new"))
    assert OldPath.objects.get().path == "/archives/old/"


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


def test_page_is_stored_with_its_rendering(admin_client):
    form = {
        "title": "关于",
        "source": "$x$",
        "slug": "about",
        "language": "zh-hans",
        "menu_order": 1,
    }
    assert admin_client.post("/admin/blog/page/add/", form).status_code == 302
    assert "<math" in Page.objects.get().html


def test_page_cannot_take_an_address_of_the_blog(admin_client):
    form = {"title": "x", "source": "", "slug": "feed", "language": "en", "menu_order": 1}
    assert "slug" in errors(admin_client.post("/admin/blog/page/add/", form))


def test_categories_are_listed_as_a_tree(admin_client):
    maths = make_category("数学")
    make_category("物理")
    make_category("代数", parent=maths)
    page = admin_client.get("/admin/blog/category/").content.decode()
    names = ["数学", "　代数", "物理"]
    places = [page.index(f">{name}</a>") for name in names]
    assert places == sorted(places)


def _category_of_a_post() -> Category:
    category = make_category()
    make_post(category=category)
    return category


def _answered_comment() -> Comment:
    comment = make_comment(make_post())
    make_comment(comment.post, parent=comment)
    return comment


@pytest.mark.parametrize("make", [_category_of_a_post, _answered_comment])
def test_what_others_rest_on_is_not_deleted_and_says_so(admin_client, make):
    kept = make()
    url = reverse(f"admin:blog_{kept._meta.model_name}_delete", args=[kept.pk])
    assert admin_client.get(url).context["protected"]
    assert admin_client.post(url, {"post": "yes"}).status_code == 200
    assert type(kept).objects.filter(pk=kept.pk).exists()


def test_post_is_deleted_with_a_whole_conversation(admin_client):
    comment = make_comment(make_post())
    make_comment(comment.post, parent=comment)
    url = reverse("admin:blog_post_delete", args=[comment.post.pk])
    assert admin_client.post(url, {"post": "yes"}).status_code == 302
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("action", "status"), [("show", "shown"), ("hide", "hidden"), ("mark_as_spam", "spam")]
)
def test_comments_are_sorted_by_action(admin_client, action, status):
    comment = make_comment(make_post(), status=Comment.Status.HELD)
    data = {"action": action, "_selected_action": [comment.pk]}
    admin_client.post("/admin/blog/comment/", data)
    comment.refresh_from_db()
    assert comment.status == status


def test_answer_is_rendered_and_stands_under_the_post_of_its_parent(admin_client):
    parent, other = make_comment(make_post()), make_post()
    form = {
        "parent": parent.pk,
        "source": "因为 $x>0$。",
        "status": "shown",
        "author_name": "作者",
        "created_at_0": "2026/01/02",
        "created_at_1": "03:04:05",
    }
    url = "/admin/blog/comment/add/"
    assert "parent" in errors(admin_client.post(url, {**form, "post": other.pk}))
    assert admin_client.post(url, {**form, "post": parent.post.pk}).status_code == 302
    assert "<math" in Comment.objects.get(parent=parent).html


def test_comment_begins_as_the_authors_own(admin_client):
    comment = make_comment(make_post())
    url = f"/admin/blog/comment/add/?post={comment.post.pk}&parent={comment.pk}"
    form = admin_client.get(url).context["adminform"].form
    assert form.initial["is_by_author"]
    assert form.initial["parent"] == str(comment.pk)


def test_site_has_one_row_that_cannot_go(admin_client):
    response = admin_client.get("/admin/blog/site/")
    assert response.headers["Location"] == change_url(Site.objects.get())
    assert admin_client.get("/admin/blog/site/add/").status_code == 403
    assert admin_client.get("/admin/blog/site/1/delete/").status_code == 403


def test_old_path_leads_to_exactly_one_text(admin_client):
    post, page = make_post(), make_page()
    url = "/admin/blog/oldpath/add/"
    assert errors(admin_client.post(url, {"path": "/a/", "post": post.pk, "page": page.pk}))
    assert errors(admin_client.post(url, {"path": "a/", "post": post.pk}))
    assert admin_client.post(url, {"path": "/a/", "post": post.pk}).status_code == 302


def test_image_is_uploaded_described_and_deleted(admin_client):
    file = SimpleUploadedFile("a.png", encoded(noise(9, 9), "PNG"))
    admin_client.post("/admin/blog/image/add/", {"file": file, "alt": "噪声"})
    image = Image.objects.get()
    assert (image.alt, image.original_name) == ("噪声", "a.png")
    post = make_post(f"![]({image.url})")
    page = admin_client.get(change_url(image)).content.decode()
    assert post.get_absolute_url() in page
    url = reverse("admin:blog_image_delete", args=[image.pk])
    admin_client.post(url, {"post": "yes"})
    assert not Image.objects.exists()


def test_what_is_no_image_is_refused_in_the_form(admin_client):
    file = SimpleUploadedFile("a.png", b"<svg/>", "image/png")
    response = admin_client.post("/admin/blog/image/add/", {"file": file, "alt": ""})
    assert "file" in errors(response)


@pytest.mark.parametrize(
    "model", ["post", "page", "category", "tag", "comment", "image", "oldpath"]
)
def test_every_list_and_form_opens(admin_client, model):
    make_comment(make_post(category=make_category(), tags=["a"]))
    assert admin_client.get(f"/admin/blog/{model}/?q=a").status_code == 200
    assert admin_client.get(f"/admin/blog/{model}/add/").status_code == 200
