"""The site's macros: kept in the admin, true in every text."""

import pytest
from django.test import Client

from blog.authoring import macros
from blog.posts.models import Page, Post
from blog.posts.site import Site
from tests.make import make_comment, make_page, make_post

pytestmark = pytest.mark.django_db

OURS = "\\newcommand{\\Ours}{\\mathbb{H}}"


def save(client: Client, text: str):
    Site.objects.get_or_create(pk=1)
    page = client.get("/admin/blog/site/1/change/")
    form = page.context["adminform"].form
    data = {
        name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()
    }
    return client.post("/admin/blog/site/1/change/", {**data, "macros": text}, follow=True)


def test_new_macros_hold_in_posts_pages_titles_and_comments(admin_client: Client):
    post, page = make_post("$\\Ours$", title="On $\\Ours$"), make_page("$\\Ours$")
    comment = make_comment(post, "$\\Ours$")
    assert "tex-error" in post.html
    response = save(admin_client, OURS)
    for text in (post, page, comment):
        text.refresh_from_db()
        assert "ℍ" in text.html
    assert post.title_plain == "On ℍ"
    assert [m.level_tag for m in response.context["messages"]] == ["success", "success"]


def test_what_is_written_later_knows_them():
    Site.objects.update_or_create(pk=1, defaults={"macros": OURS})
    post = make_post("$\\Ours$")
    assert "ℍ" in post.html
    assert "ℍ" in make_comment(post, "$\\Ours$").html


def test_a_bad_definition_is_refused_with_its_place(admin_client: Client):
    page = save(admin_client, OURS + "\n\\newcommand{\\a}{").text
    assert Site.objects.get().macros == ""
    assert "2" in page
    assert "errorlist" in page


def test_many_texts_are_marked_and_counted(admin_client: Client, monkeypatch):
    monkeypatch.setattr(macros, "AT_ONCE", 1)
    make_post("$\\Ours$"), make_page()
    response = save(admin_client, OURS)
    assert "render_posts" in str([str(m) for m in response.context["messages"]])
    assert Post.objects.get().rendered_with == Page.objects.get().rendered_with == 0
    assert "tex-error" in Post.objects.get().html


def test_other_settings_render_nothing(admin_client: Client):
    post = make_post()
    Post.objects.update(html="old")
    save(admin_client, "")
    post.refresh_from_db()
    assert post.html == "old"


def test_a_comments_definition_ends_with_the_comment():
    post = make_post("$\\leak$")
    assert "tex-error" not in make_comment(post, "$\\def\\leak{x}\\leak$").html
    assert "tex-error" in make_comment(post, "$\\leak$").html


def test_a_posts_definition_does_not_reach_its_comments():
    post = make_post("$\\def\\mine{x}$")
    assert "tex-error" in make_comment(post, "$\\mine$").html


def test_a_post_deleted_in_the_admin_is_missed_where_it_was_cited(admin_client: Client):
    cited = make_post("\\begin{equation}x\\label{eq:x}\\end{equation}")
    post = make_post(f"\\eqref{{{cited.pk}:eq:x}}")
    admin_client.post(f"/admin/blog/post/{cited.pk}/delete/", {"post": "yes"})
    post.refresh_from_db()
    assert "(??)" in post.html
