"""Storing the pages that come with the blog, where they are missing."""

import tomllib
from pathlib import Path

from django.db import transaction

from blog.authoring.publish import save_page
from blog.posts.fields import Language
from blog.posts.menu import MenuItem, put_in_foot
from blog.posts.models import Page

HERE = Path(__file__).parent
FENCE = "+++\n"


@transaction.atomic
def add_pages(language: str = "") -> list[Page]:
    """Store what comes in a language, the site's own unless told, and return it.

    A page that the author has at the same address already is left alone. What is new gets a line
    in the foot.
    """
    language = language or Language.of_the_site()
    added = []
    for path in sorted(HERE.glob(f"*.{language}.md")):
        slug = path.name.split(".")[0]
        if not Page.objects.filter(slug=slug).exists():
            added.append(_add(slug, language, path.read_text("utf-8")))
    return added


def _add(slug: str, language: str, text: str) -> Page:
    _before, front, source = text.split(FENCE, 2)
    title = tomllib.loads(front)["title"]
    page = Page(slug=slug, title=title, language=language, source=source, in_menu=False)
    save_page(page)
    put_in_foot(MenuItem.Target.PAGE, page)
    return page
