"""The one pagination: a page of post cards, newest first, and the way to the other pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.posts.models import Post
from blog.reading.breadcrumbs import Crumb

# How posts are listed, those of one moment by their number; the second without regard to pins,
# the third in the order of a series.
NEWEST_FIRST = ("-is_pinned", "-published_at")
BY_DATE = ("-published_at",)
IN_PARTS = ("part",)

# Numbers shown either side of the current page before a gap.
NEIGHBOURS = 2

Address = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Step:
    """A number in the pager; a gap has no number."""

    number: int | None
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The current page among all."""

    number: int
    count: int
    pages: list[Step]
    previous_url: str
    next_url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of cards."""

    posts: list[Post]
    pager: Pager


def listing(
    rows: QuerySet[Any],
    total: int,
    number: int,
    size: int,
    address: Address,
    *,
    key: str = "pk",
    order: tuple[str, ...] = NEWEST_FIRST,
    out: int = 0,
) -> Listing:
    """Return page ``number`` of a list, with all that cards show, in one query.

    rows: posts, or what names them by ``key`` and can be ordered like them. Their order should be
    an index's: a deep page passes over all before it there, or over all after it where they are
    fewer, before it looks at any post. out: how many of the first are not among the rows.
    Raises Http404 past the last page; an empty list has one page.
    """
    count = max(1, -(-total // size))
    if not 1 <= number <= count:
        raise Http404(_("There is no page %(number)s here.") % {"number": number})
    begin, end = (number - 1) * size, min(number * size, total)
    keys = rows.order_by(*order, f"-{key}").values(key)
    if begin - out <= total - end:
        page = keys[begin - out : end - out]
    else:
        page = keys.reverse()[total - end : total - begin]
    cards = Post.objects.filter(pk__in=page).order_by(*order, "-pk").for_card()
    return Listing(posts=list(cards), pager=pager_of(number, count, address))


def list_context(
    page: Listing, crumbs: list[Crumb], *, kind: str, description: str = "", language: str = ""
) -> dict[str, Any]:
    """Return what ``reading/listing.html`` shows of a list that the last of ``crumbs`` names.

    kind: "category", "tag" or "series".
    """
    here = crumbs[-1]
    heading = {
        "kind": kind,
        "title": here.name,
        "title_html": here.name_html,
        "description": description,
        "language": language,
        "url": here.url,
    }
    return {"posts": page.posts, "pager": page.pager, "heading": heading, "crumbs": crumbs}


def addresses(name: str, *arguments: str | date) -> Address:
    """Return the function from a page's number to its address; page 1 is the plain one."""

    def address(number: int) -> str:
        if number == 1:
            return reverse(f"blog:{name}", args=arguments)
        return reverse(f"blog:{name}_page", args=[*arguments, number])

    return address


def pager_of(number: int, count: int, address: Address) -> Pager:
    """Return page ``number`` of ``count`` pages among the others."""
    return Pager(
        number=number,
        count=count,
        pages=[
            Step(shown, address(shown), shown == number) if shown else Step(None)
            for shown in _with_gaps(number, count)
        ],
        previous_url=address(number - 1) if number > 1 else "",
        next_url=address(number + 1) if number < count else "",
    )


def _with_gaps(number: int, count: int) -> list[int | None]:
    """Return the first page, the last, those around ``number``, and None for each gap between."""
    near = range(number - NEIGHBOURS, number + NEIGHBOURS + 1)
    shown = sorted({1, count, *(page for page in near if 1 <= page <= count)})
    steps: list[int | None] = [1]
    for before, page in pairwise(shown):
        # A gap of one page is that page.
        if page - before == 2:
            steps.append(before + 1)
        elif page - before > 2:
            steps.append(None)
        steps.append(page)
    return steps
