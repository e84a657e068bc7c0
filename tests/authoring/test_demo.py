import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from blog.authoring.demo import content
from blog.authoring.demo.load import BlogNotEmpty, Loaded, load
from blog.comments.models import Comment
from blog.media.models import Image
from blog.posts.models import Page, Post
from blog.posts.site import Site
from blog.posts.taxonomy import Category
from tests.make import make_post

pytestmark = pytest.mark.django_db


def test_an_empty_blog_is_filled_without_one_problem():
    loaded = load()
    assert loaded.posts == Post.objects.count() >= 14
    assert loaded.comments == Comment.objects.count()
    texts = [*Post.objects.all(), *Page.objects.all(), *Comment.objects.all()]
    assert {str(text): text.problems for text in texts if text.problems} == {}
    assert not [post.title for post in Post.objects.filter(html__contains="tex-error")]


def test_every_figure_is_in_the_media_store_with_its_size():
    load()
    shown = {
        source
        for post in Post.objects.all()
        for source in re.findall(r'<img[^>]* src="([^"]+)"', post.html)
    }
    assert shown == {image.url for image in Image.objects.all()}
    assert len(shown) == len(list(content.FIGURES.iterdir()))
    tags = [tag for post in Post.objects.all() for tag in re.findall("<img[^>]*>", post.html)]
    assert all("width=" in tag and "alt=" in tag for tag in tags)


def test_it_shows_deep_threads_an_answering_author_a_tree_and_nothing_from_the_future():
    load()
    assert Comment.objects.filter(parent__parent__parent__parent__parent__isnull=False).exists()
    names = Comment.objects.filter(is_by_author=True).values_list("author_name", flat=True)
    assert set(names) == {Site.objects.get().author_name}
    assert Category.objects.filter(parent__slug="mathematics", posts__isnull=False).exists()
    now = timezone.now()
    assert not Post.objects.filter(published_at__gt=now).exists()
    assert not Comment.objects.filter(created_at__gt=now).exists()


def test_a_blog_with_posts_is_left_alone():
    make_post()
    with pytest.raises(BlogNotEmpty):
        load()
    assert (Post.objects.count(), Page.objects.count(), Category.objects.count()) == (1, 0, 0)


def test_beside_others_every_word_of_theirs_stays():
    mine = make_post("My own words.", slug="stirling")
    Site.objects.update_or_create(pk=1, defaults={"tagline": "Mine", "author_name": "Me"})
    load(beside_others=True)
    mine.refresh_from_db()
    site = Site.objects.get()
    assert (mine.source, site.tagline, site.author_name) == ("My own words.", "Mine", "Me")
    assert Post.objects.count() == len(content.posts())


def test_loading_twice_changes_nothing():
    load()
    comments = Comment.objects.count()
    assert load(beside_others=True) == Loaded()
    assert Comment.objects.count() == comments


def test_the_command_says_what_to_do_when_it_refuses():
    make_post()
    with pytest.raises(CommandError, match=r"1 posts already.*--force"):
        call_command("demo")


def test_the_command_sums_up():
    out = StringIO()
    call_command("demo", stdout=out)
    assert re.fullmatch(r"Loaded \d+ posts, \d+ pages and \d+ comments\.\n", out.getvalue())
