"""From what a reader wrote to what others see: comment → markup → stored HTML."""

from dataclasses import asdict

from blog.comments.models import Comment
from blog.markup import PIPELINE_VERSION, render
from blog.markup.document import Document
from blog.posts.addresses import ANYWHERE
from blog.posts.site import macros


def render_comment(comment: Comment, *, is_new: bool = False) -> Document:
    """Set the rendered fields of a numbered comment on the instance; ``save()`` keeps them.

    Returns the rendering.

    is_new: whether the text was just written, so that numbers of equations mean today's.
    """
    document = render(
        comment.source,
        "comment",
        language=comment.post.language,
        macros=macros(),
        id_prefix=f"{comment.anchor}-",
        feed_url=ANYWHERE + comment.post.get_absolute_url(),
    )
    comment.html, comment.feed_html = document.html, document.feed.html
    comment.problems = [asdict(problem) for problem in document.problems]
    comment.rendered_with = PIPELINE_VERSION
    return document
