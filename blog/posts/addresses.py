"""Addresses of what posts link to, dozens a page."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=4096)
def address(name: str, key: str | int) -> str:
    """Return the path of a named page of the blog; kept, for reversing is the dear part of a card.

    name: "post", "page", "category" or "tag". key: its slug, or a post's number.
    """
    return reverse(f"blog:{name}", args=[key])
