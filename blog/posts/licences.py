"""What readers may do with a text besides reading it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

AS_THE_SITE = ""
"""A post's licence where it is the site's."""


class Licence(models.TextChoices):
    """Creative Commons 4.0 in its six forms, CC0, and what the law says where nothing is said."""

    RESERVED = "reserved", _("All rights reserved")
    BY = "by", "CC BY 4.0"
    BY_SA = "by-sa", "CC BY-SA 4.0"
    BY_NC = "by-nc", "CC BY-NC 4.0"
    BY_NC_SA = "by-nc-sa", "CC BY-NC-SA 4.0"
    BY_ND = "by-nd", "CC BY-ND 4.0"
    BY_NC_ND = "by-nc-nd", "CC BY-NC-ND 4.0"
    CC0 = "cc0", "CC0 1.0"

    @property
    def url(self) -> str:
        """Return where its deed stands; "" where all rights are reserved."""
        if self is Licence.RESERVED:
            return ""
        if self is Licence.CC0:
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        return f"https://creativecommons.org/licenses/{self.value}/4.0/"


class Licensed(models.Model):
    """A text with a licence of its own, or with that of the site."""

    licence = models.CharField(
        _("licence"),
        max_length=10,
        choices=[(AS_THE_SITE, _("As the site")), *Licence.choices],
        default=AS_THE_SITE,
        blank=True,
        db_default=AS_THE_SITE,
    )

    class Meta:
        abstract = True

    def licence_under(self, site_licence: str) -> Licence:
        """Return the text's licence, where that of the site is ``site_licence``."""
        return Licence(site_licence if self.licence == AS_THE_SITE else self.licence)


def licence_is_known(name: str) -> models.CheckConstraint:
    """Return the constraint of that name for a ``Licensed`` model."""
    return models.CheckConstraint(
        condition=Q(licence__in=[AS_THE_SITE, *Licence.values]), name=name
    )
