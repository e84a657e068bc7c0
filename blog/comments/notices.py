"""Who hears of a comment."""

from blog.comments.models import Comment


def announce(comment: Comment) -> None:
    """Tell of a comment just stored, by jobs that commit with it."""
