"""From what a reader wrote to what others see: comment → markup → stored HTML."""

from dataclasses import asdict

from blog.comments.models import Comment
from blog.markup import PIPELINE_VERSION, render


def render_comment(comment: Comment) -> None:
    """Set the rendered fields of a stored comment on the instance; ``save()`` keeps them."""
    document = render(
        comment.source,
        "comment",
        language=comment.post.language,
        id_prefix=f"{comment.anchor}-",
    )
    comment.html = document.html
    comment.problems = [asdict(problem) for problem in document.problems]
    comment.rendered_with = PIPELINE_VERSION
