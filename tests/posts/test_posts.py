"""Posts: which are public, what the database refuses, who stands next to whom."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import RestrictedError
from django.utils import timezone

from blog.posts.models import Page, Post
from blog.posts.neighbours import neighbours_of
from blog.posts.old_paths import OldPath
from blog.posts.taxonomy import Category, Tag
from tests.make import make_category, make_page, make_post, moment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [Post.Status.DRAFT, Post.Status.PRIVATE])
def test_only_a_published_post_is_public(status):
    hidden, shown = make_post(status=status), make_post()
    assert list(Post.objects.public()) == [shown]
    assert shown.is_public
    assert not hidden.is_public


def test_a_post_is_held_back_until_its_time():
    held = make_post(published_at=timezone.now() + timedelta(minutes=1))
    assert not held.is_public
    assert not Post.objects.public().exists()


def test_a_new_post_is_a_draft():
    assert Post.objects.create(title="x").status == Post.Status.DRAFT


def test_a_slug_of_digits_is_refused_by_the_database():
    with pytest.raises(IntegrityError, match="post_slug_is_no_number"):
        Post.objects.create(title="x", slug="2026")


def test_posts_without_a_slug_do_not_collide():
    assert make_post().slug is None
    assert make_post().slug is None


def test_a_slug_leads_to_the_post_and_its_number_where_there_is_none():
    assert make_post(slug="矩阵").url == "/archives/%E7%9F%A9%E9%98%B5/"
    plain = make_post()
    assert plain.url == f"/archives/{plain.pk}/"


def test_pinned_posts_come_first_then_the_newest():
    old = make_post(published_at=moment("2025-01-01"))
    new = make_post(published_at=moment("2025-03-01"))
    pinned = make_post(published_at=moment("2024-01-01"), is_pinned=True)
    assert list(Post.objects.public().newest_first()) == [pinned, new, old]


def test_neighbours_are_the_nearest_public_posts(django_assert_num_queries):
    first = make_post(published_at=moment("2025-01-01"))
    before = make_post(published_at=moment("2025-01-02"))
    here = make_post(published_at=moment("2025-01-03"))
    make_post(published_at=moment("2025-01-04"), status=Post.Status.DRAFT)
    # The same moment: the number decides.
    after = make_post(published_at=moment("2025-01-03"))
    with django_assert_num_queries(1):
        assert neighbours_of(here) == (before, after)
    assert neighbours_of(first).previous is None
    assert neighbours_of(after).next is None


def test_a_category_with_posts_cannot_be_deleted():
    category = make_category()
    make_post(category=category)
    with pytest.raises(RestrictedError):
        category.delete()


def test_a_category_cannot_lie_below_itself():
    root = make_category()
    leaf = make_category(parent=make_category(parent=root))
    root.parent = leaf
    with pytest.raises(ValidationError) as error:
        root.full_clean()
    assert list(error.value.message_dict) == ["parent"]
    with pytest.raises(IntegrityError, match="category_is_not_its_own_parent"):
        Category.objects.filter(pk=leaf.pk).update(parent=leaf.pk)


def test_a_chinese_name_makes_a_chinese_slug():
    assert Tag.objects.create(name="线性 代数").slug == "线性-代数"


def test_a_name_of_signs_asks_for_a_slug():
    with pytest.raises(ValidationError) as error:
        Tag(name="∀∃").full_clean()
    assert list(error.value.message_dict) == ["slug"]


def test_a_page_cannot_take_an_address_of_the_blog():
    with pytest.raises(ValidationError) as error:
        Page(title="x", slug="archives", source="x").full_clean()
    assert list(error.value.message_dict) == ["slug"]


def test_an_old_path_has_exactly_one_target():
    with pytest.raises(IntegrityError, match="old_path_has_one_target"):
        OldPath.objects.create(path="/x/", post=make_post(), page=make_page())
