"""What rows of several kinds have in common: a language, a stored rendering, a stored count."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """The languages a text may be written in, by Django's codes."""

    CHINESE = "zh-hans", "简体中文"
    ENGLISH = "en", "English"

    @classmethod
    def of_the_site(cls) -> str:
        """Return the language of the site's own words."""
        return str(settings.SITE_LANGUAGE)


def language_tag(code: str) -> str:
    """Return Django's ``code`` as other people's programs know it: zh-Hans."""
    language, _, script = code.partition("-")
    return f"{language}-{script.title()}" if script else language


class Rendered(models.Model):
    """Markdown source with its stored rendering; ``posts/rendering.py`` fills the rendering."""

    source = models.TextField(_("text"), blank=True)
    html = models.TextField(editable=False, default="")
    # [{"level": 2, "anchor": "sec-…", "title": "…", "number": "1"}, …]
    toc = models.JSONField(editable=False, default=list)
    # [{"key": "eq:loss", "number": "3", "anchor": "eq-loss", "kind": "equation"}, …]
    labels = models.JSONField(editable=False, default=list)
    plain = models.TextField(editable=False, default="")
    # The first words of ``plain``, on one line.
    description = models.TextField(editable=False, default="")
    # [{"severity", "line", "column", "template", "params", "tex"}, …]
    problems = models.JSONField(editable=False, default=list)
    # Version of the markup pipeline that made the rendering; 0: never rendered.
    rendered_with = models.PositiveIntegerField(editable=False, default=0, db_index=True)

    class Meta:
        abstract = True


class StoredCount(models.PositiveIntegerField):  # type: ignore[type-arg]
    """How many rows elsewhere belong to this one; database triggers keep it, we only read it.

    The triggers stand in the migrations; see docs/decisions.md, "Stored counts".
    """

    def __init__(self, *names: Any, **options: Any) -> None:
        super().__init__(*names, **{"editable": False, "default": 0, "db_default": 0, **options})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Leave the number as it stands: the instance may have been loaded before it changed."""
        return 0 if add else F(self.attname)
