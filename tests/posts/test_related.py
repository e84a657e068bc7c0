"""What may interest who reads a post: shared tags, shelves, citations and words."""

import math
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from blog.authoring import drafts
from blog.authoring.publish import save_post
from blog.authoring.rerender import everything, rerender
from blog.posts.likeness import cosines, words_of
from blog.posts.models import Post
from blog.posts.related import KEPT, Related
from tests.make import make_category, make_post

pytestmark = pytest.mark.django_db


def near(post: Post) -> list[Post]:
    return [row.other for row in post.relations.select_related("other").order_by("-score")]


def shown(post: Post) -> list[str]:
    return [row["url"] for row in Post.objects.for_page().get(pk=post.pk).related]


def test_posts_that_share_a_rare_tag_are_nearer_than_those_that_share_a_common_one():
    common = [make_post(tags=["common"]) for _ in range(9)]
    rare = make_post(tags=["rare"])
    post = make_post(tags=["rare", "common"])
    assert near(post)[0] == rare
    assert set(near(rare)) == {post}
    assert not set(near(rare)) & set(common)


def test_words_alone_relate_two_posts():
    for text in ("今天的天气很好。", "厨房里的牛奶。", "Nothing to see."):
        make_post(text)
    first = make_post("交错级数的部分和与余项估计。")
    second = make_post("余项估计对交错级数的部分和最简单。")
    assert near(second) == [first]
    assert near(first) == [second]


def test_a_shared_category_and_a_citation_count():
    category = make_category()
    make_post(category=category)
    cited = make_post(r"\begin{equation}x\label{eq:a}\end{equation}", category=category)
    post = make_post(rf"By \eqref{{{cited.pk}:eq:a}}.", category=category)
    assert near(post)[0] == cited


def test_what_is_not_public_is_shown_to_nobody():
    post = make_post(tags=["t"])
    other = make_post(tags=["t"])
    assert shown(post) == [other.url]
    Post.objects.filter(pk=other.pk).update(published_at=timezone.now() + timedelta(days=1))
    assert shown(post) == []
    drafts.withdraw(other)
    assert not Related.objects.exists()


def test_a_post_leaves_its_neighbours_with_its_tags():
    post, other = make_post(tags=["t"]), make_post(tags=["t"])
    save_post(other, [])
    assert near(post) == near(other) == []


def test_a_translation_is_not_related_to_its_original():
    original = make_post(tags=["t"], language="zh-hans")
    translation = make_post(tags=["t"], language="en", translation_of=original)
    assert near(original) == near(translation) == []


def test_no_more_than_the_best_are_kept_on_either_side():
    category = make_category()
    posts = [make_post(tags=["t"], category=category) for _ in range(KEPT + 3)]
    assert {post.relations.count() for post in posts} == {KEPT}


def test_rendering_again_finds_what_a_row_was_lost_of():
    post, other = make_post(tags=["t"]), make_post(tags=["t"])
    Related.objects.all().delete()
    for _ in rerender(everything()):
        pass
    assert near(post) == [other]


def test_the_queries_of_a_save_do_not_grow_with_the_posts():
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            make_post(tags=["a", "b"], title="The same")
        return len(queries)

    make_post(tags=["a", "b"])
    first = cost()
    for _ in range(10):
        make_post(tags=["a", "b"])
    # A ninth neighbour displaces another: one statement more.
    assert cost() <= first + 1


@given(st.text(), st.dictionaries(st.integers(), st.text(), max_size=5))
def test_a_cosine_is_between_nothing_and_one(mine, theirs):
    words = {pk: words_of(text) for pk, text in theirs.items()}
    for cosine in cosines(words_of(mine), words).values():
        assert 0 <= cosine <= 1 + 1e-9
        assert not math.isnan(cosine)


def test_words_are_pairs_of_characters_and_latin_words():
    assert words_of("交错级数，Lagrange 与 $x$ 级") == {"交错", "错级", "级数", "lagrange"}
