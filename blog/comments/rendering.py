"""From what a reader wrote to what others see: comment → markup → stored HTML."""

import re
from dataclasses import asdict

from django.utils.translation import gettext, override

from blog.comments.mentions import Mention, Mentions, mentions_now, mentions_then
from blog.comments.models import Comment
from blog.markup import PIPELINE_VERSION, render
from blog.markup.document import Document
from blog.posts.addresses import ANYWHERE
from blog.posts.site import macros

COMMENT_FIELDS = ["html", "feed_html", "problems", "rendered_with"]
"""What ``render_comment`` sets."""
_NUMBERING = re.compile(r"\\(?:label|tag\*?)\s*\{[^{}]*\}")
_NUMBERED = r"equation|align|alignat|flalign|gather|multline|eqnarray|xalignat|subequations"
_ENVIRONMENT = re.compile(rf"\\(begin|end)\{{({_NUMBERED})\}}")


def render_comment(comment: Comment, *, is_new: bool = False) -> Document:
    """Set the rendered fields of a numbered comment on the instance; ``save()`` keeps them.

    Returns the rendering. is_new: whether the text was just written, so that numbers of equations
    mean today's; which it names stands in ``found_mentions`` then, for ``keep_mentions``.
    Costs 2 queries.
    """
    mentions = mentions_now(comment) if is_new else mentions_then(comment)
    with override(comment.post.language):
        document = _rendered(comment, comment.source, mentions)
        comment.html, comment.feed_html = document.html, document.feed.html
        _add_what_is_gone(comment, mentions)
    comment.problems = [asdict(problem) for problem in document.problems]
    comment.rendered_with = PIPELINE_VERSION
    comment.found_mentions = list(mentions.found.values())
    return document


def _rendered(comment: Comment, source: str, mentions: Mentions | None = None) -> Document:
    return render(
        source,
        "comment",
        language=comment.post.language,
        macros=macros(),
        id_prefix=f"{comment.anchor}-",
        feed_url=ANYWHERE + comment.post.get_absolute_url(),
        mentions=mentions,
    )


def _add_what_is_gone(comment: Comment, mentions: Mentions) -> None:
    """Let a comment say which equations it meant that its article no longer has."""
    gone = [mention for mention in mentions.found.values() if not mention.anchor]
    for mention in gone:
        was = gettext("What was equation (%(number)s) then:") % {"number": mention.number}
        note = _rendered(comment, f"{was}\n\n{_displayed(mention)}")
        comment.html += f'<div class="comment__was">{note.html}</div>'
        comment.feed_html += note.feed.html


def _displayed(mention: Mention) -> str:
    """Return the TeX of a mention as a display without numbers of its own."""
    tex = _NUMBERING.sub("", mention.tex).strip()
    if not _ENVIRONMENT.match(tex):
        return f"$${tex}$$"
    return _ENVIRONMENT.sub(r"\\\1{\2*}", tex)
