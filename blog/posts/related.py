"""Posts that belong together: worked out when one of them is saved, read with the other."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from blog.posts.likeness import likenesses
from blog.posts.models import Post

KEPT = 8
"""Stored with a post; more than are shown, so that one that is withdrawn leaves no gap."""


class Related(models.Model):
    """That ``other`` may interest who reads ``post``, and how much."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="related_to")
    score = models.FloatField()

    class Meta:
        verbose_name = _("related post")
        verbose_name_plural = _("related posts")
        constraints = [
            models.UniqueConstraint(fields=["post", "other"], name="related_once"),
            models.CheckConstraint(condition=~Q(post=F("other")), name="related_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} → {self.other_id}: {self.score:.2f}"


def relate(post: Post) -> None:
    """Store which posts are related to ``post``, and let it take its place beside theirs.

    A post that is not published has none and is nobody's. What follows for others is bounded: only
    the posts compared with this one are looked at. Some 8 queries, however many posts there are.
    """
    found = likenesses(post) if post.status == Post.Status.PUBLISHED else {}
    best = sorted(found, key=lambda pk: -found[pk])[:KEPT]
    post.relations.exclude(other__in=best).delete()
    post.related_to.exclude(post__in=found).delete()
    _store([Related(post=post, other_id=pk, score=found[pk]) for pk in best])
    _take_place(post, found)


def _take_place(post: Post, found: dict[int, float]) -> None:
    """Store ``post`` with the others where it is among their best, and drop whom it displaces."""
    beside: dict[int, list[tuple[float, int]]] = {pk: [(found[pk], post.pk)] for pk in found}
    theirs = Related.objects.filter(post__in=found).exclude(other=post)
    for pk, other, score in theirs.values_list("post", "other", "score"):
        beside[pk].append((score, other))
    welcome: list[Related] = []
    displaced: list[Q] = []
    for pk, others in beside.items():
        others.sort(reverse=True)
        if (found[pk], post.pk) in others[:KEPT]:
            welcome.append(Related(post_id=pk, other=post, score=found[pk]))
        displaced += [Q(post=pk, other=other) for _score, other in others[KEPT:]]
    if displaced:
        Related.objects.filter(Q(*displaced, _connector=Q.OR)).delete()
    _store(welcome)


def _store(rows: list[Related]) -> None:
    Related.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["post", "other"], update_fields=["score"]
    )
