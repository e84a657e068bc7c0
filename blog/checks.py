"""What ``manage.py check`` asks of the surroundings of the blog."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register

from blog.mail import checks as _mail  # noqa: F401 - registered by being imported
from blog.markup.temml import Temml
from blog.operations import checks as _operations  # noqa: F401 - registered by being imported


@register(Tags.translation)
def language_is_known(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Refuse a SITE_LANGUAGE that has no catalogue."""
    known = [code for code, _ in settings.LANGUAGES]
    if settings.SITE_LANGUAGE in known:
        return []
    hint = f"Set SITE_LANGUAGE to one of: {', '.join(known)}."
    return [
        Error(f"The blog does not speak {settings.SITE_LANGUAGE!r}.", hint=hint, id="blog.E001")
    ]


@register(Tags.files)
def media_can_be_stored(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Refuse a media directory that uploads could not be written to."""
    nearest = next(path for path in _upwards(Path(settings.MEDIA_ROOT)) if path.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK):
        return []
    hint = "Give the user that runs the site the right to write there."
    return [Error(f"Pictures cannot be stored under {nearest}.", hint=hint, id="blog.E002")]


@register
def second_engine_is_installed(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Say what is lost where npm did not bring the second formula engine: no fault, so no warning.

    A warning would fail ``make check`` on a machine that has no npm, and needs none.
    """
    if Temml().is_installed:
        return []
    lost = "Chemistry (\\ce, \\pu) and rare physics commands are shown as their TeX source."
    hint = "Install npm and run `make install`, then `manage.py render_posts --all`."
    return [Info(f"Temml is not installed. {lost}", hint=hint, id="blog.I001")]


def _upwards(path: Path) -> list[Path]:
    return [path, *path.parents]
