"""A change of the site's macros: checked before it is kept, then followed by every text."""

from django.core.exceptions import ValidationError
from django.db import transaction

from blog.authoring.problems import findings
from blog.authoring.rerender import Work, rename, rerender, stale
from blog.comments.models import Comment
from blog.markup import problems_in_macros
from blog.posts.models import Page, Post

AT_ONCE = 30
"""Texts rendered while the author waits; more are left to ``render_posts --stale``."""


def validate_macros(text: str) -> None:
    """Raise ValidationError with line and column of everything that is no definition."""
    found = findings(problems_in_macros(text))
    if found:
        raise ValidationError([str(finding) for finding in found])


@transaction.atomic
def mark_all_texts() -> Work:
    """Mark every text as rendered by nobody, for its macros have changed; return the work.

    Names of categories and tags, which are short, follow at once.
    """
    rename()
    for model in (Post, Page, Comment):
        model._default_manager.update(rendered_with=0)
    return stale()


def catch_up(work: Work) -> int:
    """Render ``work`` now where it is little; return how many texts are left waiting."""
    if len(work) > AT_ONCE:
        return len(work)
    for _text in rerender(work):
        pass
    return 0
