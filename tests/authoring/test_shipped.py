"""The help page that comes with the blog."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from blog.authoring.shipped.pages import add_pages
from blog.posts.menu import IN_THE_BEGINNING, MenuItem
from blog.posts.models import Page
from tests.make import make_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_is_there_in_either_language_and_every_link_in_it_arrives(client: Client, language):
    (page,) = add_pages(language)
    assert (page.slug, page.language, page.problems) == ("help", language, [])
    html = client.get("/help/").text
    body = html[html.index('class="post__body') :]
    for path in {piece.split('"')[0] for piece in body.split('href="/')[1:]}:
        assert client.get(f"/{path}").status_code in (200, 302), path


def test_it_gets_a_line_in_the_foot_and_the_menu_stays(client: Client):
    add_pages()
    assert MenuItem.objects.filter(place="head").count() == len(IN_THE_BEGINNING)
    assert 'href="/help/"' in client.get("/").text


def test_an_authors_own_page_is_left_alone():
    mine = make_page("Mine.", slug="help")
    assert add_pages() == []
    mine.refresh_from_db()
    assert mine.source == "Mine."


def test_the_command_says_what_it_added():
    out = StringIO()
    call_command("add_pages", stdout=out)
    call_command("add_pages", "--language", "en", stdout=out)
    assert out.getvalue() == "Added /help/\nNothing was missing.\n"
    assert Page.objects.count() == 1
