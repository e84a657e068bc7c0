"""What a feed says, before any format spells it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from blog.posts.fields import language_tag
from blog.posts.licences import Licence

# Readers ask for what is new; who wants all has the archive.
ITEMS = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One entry; all addresses are absolute.

    key: names the entry for ever, whatever becomes of its address. is_whole: whether ``html`` is
    all there is to read.
    """

    key: str
    url: str
    title: str
    html: str
    is_whole: bool
    published_at: datetime
    updated_at: datetime
    language: str
    author: str
    categories: tuple[str, ...] = ()
    comments_url: str | None = None
    licence: Licence = Licence.RESERVED


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: what it is called, the page it belongs to, its entries, the newest first.

    hub: the WebSub hub that is told of its changes, or "".
    """

    title: str
    description: str
    url: str
    author: str
    items: list[Item]
    hub: str = ""


def site_language() -> str:
    """Return the language of the site's own words."""
    return language_tag(settings.LANGUAGE_CODE)
