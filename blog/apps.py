"""The one application of the house."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """The blog."""

    name = "blog"
    verbose_name = _("Blog")

    def ready(self) -> None:
        """Register the system checks, and what makes the rows that there is one of."""
        import_module("blog.checks")
        post_migrate.connect(import_module("blog.posts.site").make_rows, sender=self)
