"""Results as their page shows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from blog.posts.fields import Language
from blog.search.equations import displayed, likenesses
from blog.search.snippets import marked, snippet
from blog.search.syntax import Query

ELLIPSES = {Language.CHINESE: "……"}


@dataclass(frozen=True, slots=True)
class Equation:
    """A formula under a result: as HTML, its number as shown, and where it stands."""

    html: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class Result:
    """A post that answers a query."""

    title_html: str
    url: str
    language: str
    published_at: datetime
    snippet_html: str
    equations: list[Equation]


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that answers a query, and the title of its post."""

    title_html: str
    author_name: str
    url: str
    language: str
    created_at: datetime
    snippet_html: str


def remark(comment: Any, query: Query) -> Remark:
    """Return what the page shows of a comment, which carries its post. No query."""
    post = comment.post
    return Remark(
        title_html=post.title_html,
        author_name=comment.author_name,
        url=comment.url,
        language=post.language,
        created_at=comment.created_at,
        snippet_html=snippet(
            comment.html, query.terms, {}, ellipsis=ELLIPSES.get(post.language, "…")
        ),
    )


def result(post: Any, query: Query) -> Result:
    """Return what the page shows of a post that was found. No query."""
    found = likenesses(post.html, post.lines, query)
    inline = {one.formula.mathml: one.html for one in found if not one.is_display}
    return Result(
        title_html=marked(post.title_html, query.terms),
        url=post.url,
        language=post.language,
        published_at=post.published_at,
        snippet_html=snippet(
            post.html, query.terms, inline, ellipsis=ELLIPSES.get(post.language, "…")
        ),
        equations=[
            Equation(
                one.html,
                one.formula.number,
                f"{post.url}#{one.formula.anchor}" if one.formula.anchor else "",
            )
            for one in displayed(found)
        ],
    )
