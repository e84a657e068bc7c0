"""The one application of the house."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """The blog."""

    name = "blog"
    verbose_name = _("Blog")

    def ready(self) -> None:
        """Register the system checks."""
        import_module("blog.checks")
