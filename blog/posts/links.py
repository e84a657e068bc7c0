"""Other people's sites that the author recommends."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Link(models.Model):
    """A site elsewhere, shown in the foot and on the page of links."""

    class Relation(models.TextChoices):
        """What the author is to its author, by XFN. Source: https://gmpg.org/xfn/11."""

        NONE = "", _("None")
        CONTACT = "contact", _("Contact")
        ACQUAINTANCE = "acquaintance", _("Acquaintance")
        FRIEND = "friend", _("Friend")
        COLLEAGUE = "colleague", _("Colleague")
        ME = "me", _("Myself")

    name = models.CharField(_("name"), max_length=100)
    url = models.URLField(_("address"), max_length=500)
    description = models.CharField(_("description"), max_length=300, blank=True)
    feed_url = models.URLField(
        _("feed"), max_length=500, blank=True, help_text=_("Where readers subscribe to it.")
    )
    relation = models.CharField(
        _("relation"),
        max_length=20,
        choices=Relation,
        blank=True,
        default=Relation.NONE,
        help_text=_("Programs read it (XFN). “Myself” is for your own pages elsewhere."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
