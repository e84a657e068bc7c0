"""Which equations of its article a comment speaks of, by what they are and not by their number."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Count, Min, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.comments.equations import Equation, equations_of, same_as
from blog.comments.models import Comment
from blog.markup.document import Mentioned
from blog.posts.models import Post

LINKS_AT_MOST = 40_000
"""Characters of links in one comment; what it names beyond them stays text."""
_ROUND_A_LINK = 80


class Mention(models.Model):
    """An equation that a comment names.

    number: as the writer wrote it, without brackets. key: the author's label, "" where there is
    none. row, tex: the formula as it was, so that it is found again, and told when it is gone.
    anchor, present_number: where it stands now and what it is called there, "" when it is gone.
    """

    comment = models.ForeignKey(
        "blog.Comment",
        on_delete=models.CASCADE,
        related_name="mentions",
        verbose_name=_("comment"),
    )
    number = models.CharField(_("number"), max_length=30)
    key = models.CharField(_("label"), max_length=200, blank=True)
    row = models.PositiveSmallIntegerField(_("row"), default=0)
    tex = models.TextField("TeX")
    anchor = models.CharField(max_length=100, blank=True)
    present_number = models.CharField(max_length=30, blank=True)

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="mention_once"),
        ]

    def __str__(self) -> str:
        return f"({self.number})"


class Mentions:
    """Answers what numbers in one comment mean; an instance is what ``markup.render`` calls.

    found: the mentions that were asked for, by number.
    """

    def __init__(self, url: str, known: Iterable[Mention]) -> None:
        self._url = url
        self._known = {mention.number: mention for mention in known}
        self._left = LINKS_AT_MOST
        self.found: dict[str, Mention] = {}

    def __call__(self, number: str) -> Mentioned | None:
        """Return where the equation of this number stands now; None where none was meant."""
        mention = self._known.get(number)
        self._left -= len(self._url) + _ROUND_A_LINK
        if mention is None or self._left < 0:
            return None
        self.found[number] = mention
        if not mention.anchor:
            return Mentioned(number, note=gettext("This equation is no longer in the article"))
        moved = mention.present_number != number
        note = gettext("It was (%(number)s) when this was written") % {"number": number}
        return Mentioned(
            mention.present_number, f"{self._url}#{mention.anchor}", note if moved else ""
        )


def mentions_now(comment: Comment) -> Mentions:
    """Return what numbers mean in a text just written: what has them in its article today.

    In a stored comment that is changed, numbers it had before still mean what they meant: one
    query for those.
    """
    today = {one.number: _mention(comment, one) for one in reversed(equations_of(comment.post))}
    before = {} if comment._state.adding else {row.number: row for row in comment.mentions.all()}
    return Mentions(comment.post.get_absolute_url(), (today | before).values())


def mentions_then(comment: Comment) -> Mentions:
    """Return what numbers meant when a stored comment was written. One query."""
    rows = Mention.objects.filter(comment=comment)
    return Mentions(comment.post.get_absolute_url(), rows)


def keep_mentions(comment: Comment) -> None:
    """Store what a comment just written and rendered names; two queries, one where it names none.

    A comment never stored before needs no first one.
    """
    found = comment.found_mentions
    comment.mentions.exclude(number__in=[mention.number for mention in found]).delete()
    Mention.objects.bulk_create(mention for mention in found if mention.pk is None)


def moved_mentions(post: Post) -> set[int]:
    """Find what is mentioned in a changed post again; return the comments that must follow.

    One query where nothing is mentioned or nothing moved.
    """
    rows = list(Mention.objects.filter(comment__post=post))
    equations = equations_of(post) if rows else []
    moved = []
    for row in rows:
        now = same_as(equations, key=row.key, row=row.row, tex=row.tex)
        place = (now.anchor, now.number) if now else ("", "")
        if place != (row.anchor, row.present_number):
            row.anchor, row.present_number = place
            moved.append(row)
    if moved:
        Mention.objects.bulk_update(moved, ["anchor", "present_number"], batch_size=500)
    return {row.comment_id for row in moved}


def mentioned_in(comments: Any) -> Any:
    """Return how many of ``comments``, and which first, speak of each equation, for a subquery."""
    return (
        Mention.objects.filter(~Q(anchor=""), comment__in=comments)
        .order_by()
        .values("anchor")
        .annotate(count=Count("comment", distinct=True), first=Min("comment"))
    )


def _mention(comment: Comment, equation: Equation) -> Mention:
    return Mention(
        comment=comment,
        number=equation.number,
        key=equation.key,
        row=equation.row,
        tex=equation.tex,
        anchor=equation.anchor,
        present_number=equation.number,
    )
