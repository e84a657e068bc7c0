"""Where a comment stands: the permalink that leads to it, on whichever page of its thread."""

PAGE = 50
"""Comments on a page of a thread; most articles have one."""


def comment_address(article: str, comment_count: int, pk: int) -> str:
    """Return where a comment of an article is found, without a script.

    article: its path. Where one page holds all its comments it is the article and the comment's
    id; else the article is told which comment is meant, and shows that page of the thread.
    """
    query = f"?comment={pk}" if comment_count > PAGE else ""
    return f"{article}{query}#comment-{pk}"
