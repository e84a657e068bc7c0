"""The one pagination: a page of post cards, newest first, and the way to the other pages."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.posts.models import Post
from blog.posts.queries import PostQuerySet

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


def listing(posts: PostQuerySet, total: int, number: int, size: int, address: Address) -> Listing:
    """Return page ``number`` of ``posts``, with all that cards show, in one query.

    Raises Http404 past the last page; an empty list has one page.
    """
    count = max(1, -(-total // size))
    if not 1 <= number <= count:
        raise Http404(_("There is no page %(number)s here.") % {"number": number})
    cards = posts.newest_first().for_card()
    return Listing(
        posts=list(cards[(number - 1) * size : number * size]),
        pager=_pager(number, count, address),
    )


def addresses(name: str, *arguments: str) -> Address:
    """Return the function from a page's number to its address; page 1 is the plain one."""

    def address(number: int) -> str:
        if number == 1:
            return reverse(f"blog:{name}", args=arguments)
        return reverse(f"blog:{name}_page", args=[*arguments, number])

    return address


def _pager(number: int, count: int, address: Address) -> Pager:
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
