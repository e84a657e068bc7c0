"""What a page tells programs about itself: link previews, reference managers, search engines."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from blog.media.card import HEIGHT, WIDTH
from blog.posts.addresses import absolute
from blog.posts.fields import language_tag
from blog.posts.models import Post
from blog.reading.breadcrumbs import breadcrumbs_of
from blog.reading.chrome import Chrome
from blog.reading.citation.names import names_of

LOCALES = {"zh-hans": "zh_CN", "en": "en_US"}


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a link preview."""

    url: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class About:
    """What an article's head says; ``linked_data`` follows schema.org.

    authors: in the order of names, as Highwire's tags want them.
    """

    authors: list[str]
    published_on: str
    locale: str
    language: str
    picture: Picture | None
    linked_data: dict[str, Any]


def about(post: Post, chrome: Chrome) -> About:
    """Return what is to be said of an article; no query."""
    picture = _picture(post)
    return About(
        authors=[name.in_order for name in names_of(chrome.author_name)] or [chrome.title],
        published_on=f"{timezone.localdate(post.published_at):%Y/%m/%d}",
        locale=LOCALES[post.language],
        language=language_tag(post.language),
        picture=picture,
        linked_data=_graph(_posting(post, chrome, picture), _breadcrumbs(post, chrome)),
    )


def about_site(chrome: Chrome) -> dict[str, Any]:
    """Return what the front page says of the blog, as schema.org has it."""
    site = {
        "@type": "WebSite",
        "name": chrome.title,
        "url": absolute(reverse("blog:home")),
        "description": chrome.tagline,
        "inLanguage": language_tag(settings.LANGUAGE_CODE),
        "potentialAction": {
            "@type": "SearchAction",
            "target": absolute(f"{reverse('blog:search')}?q={{words}}"),
            "query-input": "required name=words",
        },
    }
    return _graph(site)


def _picture(post: Post) -> Picture | None:
    if not post.card:
        return None
    return Picture(urljoin(f"{settings.SITE_URL}/", default_storage.url(post.card)))


def _posting(post: Post, chrome: Chrome, picture: Picture | None) -> dict[str, Any]:
    url = absolute(post.url)
    names = names_of(chrome.author_name)
    people = [{"@type": "Person", "name": name.in_order} for name in names]
    return {
        "@type": "BlogPosting",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": post.title_plain,
        "description": post.description,
        "inLanguage": language_tag(post.language),
        # Who takes only the day from it gets the day that the page shows.
        "datePublished": timezone.localtime(post.published_at).isoformat(),
        "dateModified": timezone.localtime(post.updated_at or post.published_at).isoformat(),
        "author": people or {"@type": "Organization", "name": chrome.title},
        "keywords": [tag["name"] for tag in post.tag_list],
        "articleSection": post.category.name_plain if post.category else "",
        "license": post.licence_under(chrome.licence).url,
        "image": picture.url if picture else "",
        "isPartOf": {"@type": "Blog", "name": chrome.title, "url": absolute("/")},
    }


def _breadcrumbs(post: Post, chrome: Chrome) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": crumb.name,
                "item": absolute(crumb.url),
            }
            for place, crumb in enumerate(breadcrumbs_of(post, chrome), start=1)
        ],
    }


def _graph(*things: dict[str, Any]) -> dict[str, Any]:
    """Return the things as one document; what is empty is left unsaid."""
    stated = [{name: value for name, value in thing.items() if value} for thing in things]
    return {"@context": "https://schema.org", "@graph": stated}
