"""Static files as production serves them: named by their content, style sheets in one piece."""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(
    r'^@import url\("(?P<name>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?(?: (?P<media>[^;]+))?;',
    re.MULTILINE,
)
ADDRESS = re.compile(r'url\("(?![a-z]+:|/|#)([^"]+)"\)')
COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)


class OnePieceStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Lays imported style sheets into the one that imports them, then hashes and compresses.

    A browser would ask for the first, read it, and only then ask for the others: on a phone a
    second journey before anything shows.
    """

    # What a module imports is named by its content too.
    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Do what the name says, before WhiteNoise and Django do the rest."""
        if not dry_run:
            sheets = {name: _text(*place) for name, place in paths.items() if name[-4:] == ".css"}
            for name in [name for name, text in sheets.items() if IMPORT.search(text)]:
                self.delete(name)
                self.save(name, ContentFile(_whole(name, sheets).encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def _text(storage: Storage, path: str) -> str:
    with storage.open(path) as file:
        return str(file.read().decode())


def _whole(name: str, sheets: dict[str, str]) -> str:
    folder = posixpath.dirname(name)

    def laid_in(found: re.Match[str]) -> str:
        imported = posixpath.normpath(posixpath.join(folder, found["name"]))
        rules = _whole(imported, sheets).strip()
        rules = ADDRESS.sub(_seen_from(folder, posixpath.dirname(imported)), rules)
        if found["layer"]:
            rules = f"@layer {found['layer']} {{\n{rules}\n}}"
        return f"@media {found['media']} {{\n{rules}\n}}" if found["media"] else rules

    return COMMENT.sub("", IMPORT.sub(laid_in, sheets[name]))


def _seen_from(folder: str, home: str) -> Callable[[re.Match[str]], str]:
    """Return a replacement that turns an address relative to ``home`` into one from ``folder``."""

    def turned(found: re.Match[str]) -> str:
        path = posixpath.relpath(posixpath.join("/", home, found[1]), posixpath.join("/", folder))
        return f'url("{path}")'

    return turned
