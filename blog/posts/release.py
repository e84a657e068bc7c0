"""What the running code is: its fingerprint changes when anything a page is made of does."""

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

CODE = Path(__file__).resolve().parent.parent
MADE_OF = (
    (CODE, "*.py"),
    (CODE, "*.mo"),
    (CODE.parent / "templates", "*.html"),
    (CODE.parent / "static", "*.*"),
)


class Release(NamedTuple):
    """fingerprint: of code, templates, styles, language, address. at: the newest file's time."""

    fingerprint: str
    at: datetime


@cache
def release() -> Release:
    """Return the running release; reads a few hundred file times, once a process."""
    digest = hashlib.sha256(f"{settings.LANGUAGE_CODE} {settings.SITE_URL}".encode())
    newest = 0.0
    for root, pattern in MADE_OF:
        for path in sorted(root.rglob(pattern)):
            stat = path.stat()
            digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns};".encode())
            newest = max(newest, stat.st_mtime)
    return Release(digest.hexdigest()[:12], datetime.fromtimestamp(newest, UTC))
