"""What a bibliography must know of an article, or of one place in it."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils import timezone

from blog.markup.latex import escaped
from blog.posts.addresses import absolute
from blog.posts.models import Post
from blog.reading.chrome import Chrome
from blog.reading.citation.names import Name, names_of
from blog.reading.citation.places import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a source.

    key: names it in other people's files for ever. title: with formulas as plain Unicode.
    language: Django's code. place: what of it is cited, in its language, or "".
    """

    key: str
    authors: tuple[Name, ...]
    title: str
    title_latex: str
    site: str
    published_on: date
    url: str
    language: str
    place: str = ""

    def at(self, place: Place) -> "Entry":
        """Return the entry of one place in the article."""
        url = f"{self.url}#{quote(place.anchor)}"
        return replace(self, url=url, place=place.name)


def entry_of(post: Post, chrome: Chrome) -> Entry:
    """Return what is to be known of ``post``; no query."""
    title = post.title_plain or post.title
    host = (urlsplit(settings.SITE_URL).hostname or "blog").removeprefix("www.")
    return Entry(
        key=f"{host.replace('.', '-').replace(':', '-')}-{post.pk}",
        authors=names_of(chrome.author_name) or (Name(chrome.title),),
        title=title,
        title_latex=post.title_latex or escaped(title),
        site=chrome.title,
        published_on=timezone.localdate(post.published_at),
        url=absolute(post.url),
        language=post.language,
    )
