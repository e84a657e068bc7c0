"""Which post refers to which: kept with every rendering, so that numbers can be followed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.posts.models import Post


class Citation(models.Model):
    r"""One key of another post that a post names: ``\eqref{6760:eq:loss}``."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="citations")
    cited = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    key = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(fields=["post", "cited", "key"], name="citation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} → {self.cited_id}:{self.key}"


def keep(post: Post, found: set[tuple[int, str]]) -> set[int]:
    """Store what ``post`` cites, as (post, key); return the posts for which that has changed."""
    before = set(post.citations.values_list("cited", "key"))
    for cited, key in before - found:
        post.citations.filter(cited=cited, key=key).delete()
    Citation.objects.bulk_create(
        Citation(post=post, cited_id=cited, key=key) for cited, key in sorted(found - before)
    )
    return {cited for cited, _key in before ^ found}
