"""Pages, comments, the site, old paths and images in Django's admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blog.comments.models import Comment
from blog.media.models import Image
from blog.posts.models import Page
from blog.posts.site import Site
from tests.authoring.forms import change_url, errors
from tests.make import make_comment, make_page, make_post
from tests.media.files import encoded, noise

pytestmark = pytest.mark.django_db


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
