"""Entering the long list of all posts near the page asked for, instead of at its beginning."""

from blog.posts.calendar import bounds, calendar_of
from blog.posts.queries import PostQuerySet
from blog.posts.site import CurrentEdition

FAR = 1_000
"""Posts; a page as near as that is read from the beginning at no cost worth mentioning."""


def from_its_month(
    posts: PostQuerySet, begin: int, edition: CurrentEdition
) -> tuple[PostQuerySet, int]:
    """Return the public posts without the months before number ``begin``, and how many are out.

    Costs nothing near the beginning, and a query for each new edition far from it.
    """
    if begin < FAR:
        return posts, 0
    months = calendar_of(edition)
    out = sum(month.pinned_count for month in months)  # they stand before all others
    for month in reversed(months):
        listed = month.post_count - month.pinned_count
        if out <= begin < out + listed:
            _first, next_first = bounds(month.first_day)
            return posts.filter(is_pinned=False, published_at__lt=next_first), out
        out += listed
    return posts, 0
