"""Names of categories and tags, and titles of pages: with formulas where markup may stand."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from blog.authoring.publish import save_named
from blog.posts.site import Site
from blog.posts.taxonomy import Category, Tag
from tests.make import make_category, make_page, make_post, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed():
    """A post under a branch and a tag that are named with formulas, and a page in the menu."""
    above = make_category("On $\\frac13$", slug="third")
    below = make_category("On $\\alpha_1$", slug="alpha", parent=above)
    make_page(title="Page of $\\beta$", slug="beta")
    return make_post(category=below, tags=["$\\sqrt2$ & <more>"])


@pytest.mark.parametrize(
    ("path", "shown"),
    {
        "/": ("<mi>α</mi>", "<msqrt>", "<mi>β</mi>"),
        "/archives/": ("<mi>α</mi>",),
        "/category/": ("<mi>α</mi>", "<mfrac>"),
        "/category/alpha/": ("<mi>α</mi>", "<mfrac>"),
        "/tag/": ("<msqrt>", "&lt;more&gt;"),
        "/tag/2-more/": ("<msqrt>", "&amp; &lt;more&gt;"),
        "/beta/": ("<mi>β</mi>",),
    }.items(),
)
def test_every_page_shows_formulas_in_names(client: Client, filed, path, shown):
    page = client.get(path).text
    for sign in shown:
        assert sign in page
    assert "\\alpha" not in re.sub('data-tex="[^"]*"', "", page)
    assert "<more>" not in page


def test_the_article_shows_formulas_in_names(client: Client, filed):
    page = client.get(filed.get_absolute_url()).text
    assert "<mi>α</mi>" in page.split("post__body")[0]
    assert "<msqrt>" in page.split("post__facts")[1]


@pytest.mark.parametrize(
    ("path", "title"),
    {
        "/category/third/": "On 1/3 –",
        "/tag/2-more/": "√2 &amp; &lt;more&gt; –",
        "/beta/": "Page of β –",
    }.items(),
)
def test_a_window_title_has_names_in_plain_text(client: Client, filed, path, title):
    assert f"<title>{title} " in client.get(path).text


def test_feeds_have_names_in_plain_text(client: Client, filed):
    assert client.get("/feed/json/").json()["items"][0]["tags"] == ["On α₁", "√2 & <more>"]
    assert client.get("/category/third/feed/json/").json()["title"].startswith("On 1/3 –")


@pytest.mark.parametrize(
    ("name", "slug"),
    {"$\\frac{1}{3}$ 法则": "1-3-法则", "$x_i^2$": "xi2", "$\\alpha$-skew": "α-skew"}.items(),
)
def test_a_slug_is_made_of_what_the_name_says(name, slug):
    assert Tag.objects.create(name=name).slug == slug


def test_a_renamed_tag_is_shown_by_its_new_name(admin_client: Client):
    tag = make_tag("$\\alpha$")
    admin_client.post(f"/admin/blog/tag/{tag.pk}/change/", {"name": "$\\beta$", "slug": "x"})
    tag.refresh_from_db()
    assert (tag.name_plain, str(tag)) == ("β", "β")
    assert "<mi>β</mi>" in tag.name_html


def test_a_name_that_nobody_rendered_is_shown_as_typed():
    tag = Tag.objects.create(name="$x<y$")
    assert (tag.name_html, tag.name_plain) == ("$x&lt;y$", "$x<y$")


def test_render_posts_sets_names_again():
    category, tag = make_category("$x$"), make_tag("$y$")
    Category.objects.update(name_html="old")
    Tag.objects.update(name_plain="old")
    call_command("render_posts")
    category.refresh_from_db()
    tag.refresh_from_db()
    assert "<math" in category.name_html
    assert tag.name_plain == "y"


def test_names_know_the_sites_macros():
    Site.objects.update_or_create(pk=1, defaults={"macros": "\\newcommand{\\Ours}{\\mathbb{H}}"})
    tag = Tag(name="$\\Ours$")
    save_named(tag)
    assert tag.name_plain == "ℍ"


def test_titles_and_names_carry_their_tex_for_copying():
    assert 'data-tex="\\sqrt2"' in make_post(title="On $\\sqrt2$").title_html
    assert 'data-tex="y"' in make_tag("$$y$$").name_html
