"""Addresses of what posts link to, dozens a page."""

from datetime import date
from functools import lru_cache

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

ANYWHERE = "http://site.invalid"
"""The site's address in stored texts, so that they need no rendering when SITE_URL changes."""

# Digits of the largest number a row can have; Python refuses to read thousands of them.
LONGEST_NUMBER = 19


@lru_cache(maxsize=4096)
def address(name: str, key: str | int | date) -> str:
    """Return the path of a named page of the blog; kept, for reversing is the dear part of a card.

    name: "post", "page", "category", "tag", "month" …. key: its slug, a post's number, a month's
    first day.
    """
    return reverse(f"blog:{name}", args=[key])


def named(key: str) -> Q:
    """Return the condition that a post is meant by the last part of an address: number or slug."""
    number = number_in(key)
    return Q(slug=key) if number is None else Q(pk=number)


def number_in(text: str, longest: int = LONGEST_NUMBER) -> int | None:
    """Return the number that a part of an address writes in plain digits; None for anything else.

    longest: digits, leading noughts among them.
    """
    is_number = text.isascii() and text.isdecimal() and len(text) <= longest
    return int(text) if is_number else None


def absolute(path: str) -> str:
    """Return the address under which the whole world finds ``path``."""
    return f"{settings.SITE_URL}{path}"


def at_home(html: str) -> str:
    """Return stored ``html`` with the site's own address in place of ``ANYWHERE``."""
    return html.replace(f"{ANYWHERE}/", f"{settings.SITE_URL}/")
