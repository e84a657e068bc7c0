"""Series, the menu, links and old paths in the admin."""

from typing import Any

import pytest
from django.forms import BoundField, MultiWidget
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from blog.posts.links import Link
from blog.posts.menu import IN_THE_BEGINNING, MenuItem
from blog.posts.models import Post
from blog.posts.old_paths import OldPath
from blog.posts.related import Related
from tests.make import make_page, make_post, make_series

pytestmark = pytest.mark.django_db


def sent(client: Client, address: str, /, **changed: Any) -> Any:
    """Post the form at ``address`` as it came, but for what is ``changed``; return the answer."""
    context = client.get(address).context
    sets = [inline.formset for inline in context["inline_admin_formsets"]]
    forms = [context["adminform"].form, *(one.management_form for one in sets)]
    data: dict[str, Any] = {}
    for form in (*forms, *(form for one in sets for form in one.forms)):
        for field in form:
            data |= filled(field)
    return client.post(address, {**data, **changed})


def filled(field: BoundField) -> dict[str, Any]:
    """Return what a browser sends for a field as it came."""
    widget, value = field.field.widget, field.value()
    if isinstance(widget, MultiWidget):
        parts = [localtime(value).date(), localtime(value).time()]
        return {f"{field.html_name}_{n}": str(part) for n, part in enumerate(parts)}
    return {} if value in (None, False) else {field.html_name: value}


def test_two_parts_change_places(admin_client: Client):
    series = make_series()
    first, second = make_post(series=series), make_post(series=series)
    address = reverse("admin:blog_series_change", args=[series.pk])
    response = sent(admin_client, address, **{"posts-0-part": "2", "posts-1-part": "1"})
    assert response.status_code == 302
    assert list(series.posts.order_by("part")) == [second, first]


def test_two_parts_at_one_place_are_refused(admin_client: Client):
    series = make_series()
    make_post(series=series)
    make_post(series=series)
    address = reverse("admin:blog_series_change", args=[series.pk])
    response = sent(admin_client, address, **{"posts-0-part": "2", "posts-1-part": "2"})
    assert response.status_code == 200
    assert set(series.posts.values_list("part", flat=True)) == {1, 2}


def test_a_place_that_is_taken_is_refused_in_the_posts_form(admin_client: Client):
    series = make_series()
    taken, post = make_post(series=series), make_post()
    address = reverse("admin:blog_post_change", args=[post.pk])
    response = sent(admin_client, address, series=series.pk, part=taken.part)
    assert response.status_code == 200
    assert sent(admin_client, address, series=series.pk, part="").status_code == 302
    assert Post.objects.get(pk=post.pk).part == 2


def test_tags_set_in_the_form_relate_posts_at_once(admin_client: Client):
    other, post = make_post(tags=["t"]), make_post()
    address = reverse("admin:blog_post_change", args=[post.pk])
    sent(admin_client, address, tags=[tag.pk for tag in other.tags.all()])
    assert Related.objects.filter(post=post, other=other).exists()


def test_the_menu_begins_with_the_blogs_own(admin_client: Client):
    make_post(series=make_series())
    before = admin_client.get("/").text
    admin_client.get(reverse("admin:blog_menuitem_changelist"))
    assert MenuItem.objects.count() == len(IN_THE_BEGINNING)
    assert menu_in(admin_client.get("/").text) == menu_in(before)


def test_a_menu_is_what_its_author_makes_it(admin_client: Client, client: Client):
    page = make_page(title="We", slug="we")
    make_page(title="Elsewhere", slug="elsewhere", in_menu=False)
    add = reverse("admin:blog_menuitem_add")
    rows = [
        {"target": "page", "page": page.pk, "position": 1},
        {"target": "address", "address": "/tag/x/", "title": "X & Y", "position": 2},
        {"target": "home", "position": 3, "title": "Start"},
        {"target": "search", "position": 5, "place": "foot"},
        {"target": "random", "position": 4, "place": "foot"},
    ]
    for row in rows:
        assert sent(admin_client, add, **row).status_code == 302
    shown = client.get("/").text
    assert menu_in(shown) == ["/we/", "/tag/x/", "/"]
    assert "X &amp; Y" in shown
    foot = shown[shown.index("colophon__foot") :]
    assert foot.index('href="/random/"') < foot.index('href="/search/"')


def test_a_menu_item_that_leads_nowhere_is_refused(admin_client: Client):
    add = reverse("admin:blog_menuitem_add")
    for row in (
        {"target": "page"},
        {"target": "address", "title": "X"},
        {"target": "address", "title": "X", "address": "javascript:alert(1)"},
        {"target": "address", "title": "X", "address": "//evil.example/"},
    ):
        assert sent(admin_client, add, **row).status_code == 200
    assert not MenuItem.objects.exists()


def test_links_stand_on_their_page_and_in_the_foot(admin_client: Client, client: Client):
    make_page(slug="links", shows_links=True)
    data = {"name": "K & R", "url": "https://example.org/", "relation": "friend"}
    sent(admin_client, reverse("admin:blog_link_add"), **data, description="Two people.")
    assert Link.objects.get().position == 10
    page = client.get("/links/").text
    assert "Two people." in page
    assert page.count('href="https://example.org/" rel="friend"') == 2
    assert 'href="/links/"' in client.get("/").text


def test_an_old_path_is_entered_and_leads_on(admin_client: Client, client: Client):
    post = make_post()
    add = reverse("admin:blog_oldpath_add")
    old = "https://old.example/2019/05/%E6%97%A7.html"
    assert sent(admin_client, add, path=old, post=post.pk).status_code == 302
    assert client.get("/2019/05/旧.html")["Location"] == post.url
    assert sent(admin_client, add, path="/x/").status_code == 200
    assert sent(admin_client, add, path="https://old.example/", post=post.pk).status_code == 200
    assert OldPath.objects.count() == 1
    assert admin_client.get(reverse("admin:blog_oldpath_changelist")).status_code == 200


def menu_in(page: str) -> list[str]:
    nav = page[page.index("masthead__list") : page.index("</nav>")]
    return [piece.split('"')[0] for piece in nav.split('href="')[1:]]
