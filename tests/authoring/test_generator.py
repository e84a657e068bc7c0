"""Made-up blogs: as many as asked for, the same for the same seed, whole as real ones are."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from blog.authoring.generator.conversation import DEEPEST, conversation
from blog.authoring.generator.load import BEGINS_AT
from blog.authoring.generator.vocabulary import dice
from blog.comments.models import Comment
from blog.posts.models import Post
from blog.posts.site import Edition, Site
from blog.posts.taxonomy import Category, Tag
from blog.search.index import stale
from blog.search.models import Entry
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db


def generate(posts: int = 30, comments: int = 200, seed: int = 1, **options) -> None:
    call_command(
        "generate", posts=posts, comments=comments, seed=seed, stdout=io.StringIO(), **options
    )


def test_there_are_as_many_as_asked_for_and_all_counts_agree():
    edition = Edition.objects.get().number
    generate()
    assert (Post.objects.count(), Comment.objects.count()) == (30, 200)
    assert Site.objects.get().post_count == 30
    for post in Post.objects.all():
        assert post.comment_count == post.comments.shown().count()
        floors = post.comments.in_threads().order_by("created_at").values_list("floor", flat=True)
        assert list(floors) == list(range(1, len(floors) + 1))
    for category in Category.objects.all():
        assert category.post_count == category.posts.count()
    for tag in Tag.objects.all():
        assert tag.post_count == tag.posts.count()
    for tagging in post.taggings.all():
        assert tagging.published_at == post.published_at
    assert Edition.objects.get().number > edition


def test_the_same_seed_makes_the_same_blog():
    def texts() -> list[str]:
        posts = Post.objects.order_by("published_at").values_list("html", flat=True)
        return [*posts, *Comment.objects.order_by("pk").values_list("source", flat=True)]

    generate()
    first = texts()
    assert len(set(first[:30])) == 30
    Comment.objects.all().delete()
    Post.objects.all().delete()
    generate()
    # Numbers go on, and stand in the texts' anchors; the words are the same.
    assert [text for text in texts() if "id=" not in text] == [t for t in first if "id=" not in t]


def test_made_up_pages_are_whole(client: Client):
    generate()
    for post in Post.objects.all()[:5]:
        page = client.get(post.url).text
        assert "<math" in page
        assert not any("\u3400" <= sign <= "\u4dbf" for sign in page)
        assert not {"7070707", "80808"} & {page[at : at + 7] for at in range(len(page))}
        assert post.problems == []
    assert client.get("/").status_code == 200


def test_made_up_posts_are_found():
    generate(posts=3, comments=0)
    assert not stale().exists()
    assert Entry.objects.count() == 3


def test_what_comes_after_is_kept_again():
    generate()
    post = make_post(tags=["one more"])
    make_comment(post)
    post.refresh_from_db()
    assert post.comment_count == 1
    assert Tag.objects.get(name="one more").post_count == 1


def test_a_blog_with_posts_is_left_alone_unless_forced():
    make_post()
    with pytest.raises(CommandError, match="--force"):
        generate()
    assert Post.objects.count() == 1
    generate(force=True)
    assert Post.objects.count() == 31


def test_a_conversation_goes_thirteen_levels_down_and_no_further():
    turns = conversation(3000, BEGINS_AT, dice(1))
    assert max(turn.depth for turn in turns) == DEEPEST
    for number, turn in enumerate(turns):
        assert turn.parent is None or turn.parent < number
