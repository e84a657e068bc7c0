"""The small mark beside an equation that comments speak of."""

import re
from html import escape, unescape
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import ngettext

from blog.comments.addresses import comment_address
from blog.comments.mentions import mentioned_in
from blog.comments.models import Comment

# The equation, or a row of it, with its number; what stands between them holds no other number.
_NUMBER = re.compile(
    r'(?P<equation><div class="equation(?: [^"]*)?"(?: id="(?P<first>[^"]*)")?)'
    r'|<span class="equation__number(?: [^"]*)?"(?: id="(?P<row>[^"]*)")?>.*?(?P<end></span>)',
    re.DOTALL,
)


def talk_of_a_post() -> ArraySubquery:
    """Return an expression for a query of posts: [{"anchor", "count", "first"}, …].

    Counted are comments that readers see; first is the number of the earliest.
    """
    rows = mentioned_in(Comment.objects.shown().filter(post=OuterRef(OuterRef("pk"))))
    return ArraySubquery(
        rows.values(json=JSONObject(anchor="anchor", count="count", first="first"))
    )


def with_marks(post: Any) -> str:
    """Return a post's HTML with a mark beside each equation that comments speak of.

    post: with ``talk_rows`` from ``talk_of_a_post``.
    """
    html: str = post.html
    by_anchor = {row["anchor"]: row for row in post.talk_rows}
    if not by_anchor:
        return html
    first = ""

    def marked(found: re.Match[str]) -> str:
        nonlocal first
        if found["equation"]:
            first = unescape(found["first"] or "")
            return found[0]
        row = by_anchor.get(unescape(found["row"] or "") or first)
        return f"{found[0][: -len('</span>')]}{_mark(post, row)}</span>" if row else found[0]

    return _NUMBER.sub(marked, html)


def _mark(post: Any, row: dict[str, Any]) -> str:
    label = ngettext(
        "%(count)d comment speaks of this", "%(count)d comments speak of this", row["count"]
    ) % {"count": row["count"]}
    # A bare fragment where it does, so that the page stays as it is.
    url = comment_address("", post.comment_count, row["first"])
    return (
        f'<a class="equation__talk" href="{url}" title="{escape(label)}"'
        f' aria-label="{escape(label)}">{row["count"]}</a>'
    )
