"""Taking pictures in, letting them go, and knowing their sizes."""

import re
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from blog.media.models import NAME, Image
from blog.media.pictures import Picture, clean

ImageSize = tuple[int, int]


def accept(data: bytes, name: str) -> Image:
    """Return the stored image of a file that somebody sent; the same picture twice is one row.

    Nothing that the sender says is believed; see ``pictures.clean``, whose MediaError is raised.
    """
    return store(clean(data), name)


def store(picture: Picture, original_name: str) -> Image:
    """Return the image of a clean picture: its file first, then its row, 2 queries."""
    name = f"{sha256(picture.data).hexdigest()[:32]}.{picture.format}"
    image = Image.objects.filter(name=name).first()
    if image is None or not default_storage.exists(name):
        put_file(name, picture.data)
    if image is not None:
        return image
    return Image.objects.get_or_create(
        name=name,
        defaults={
            "format": picture.format,
            "width": picture.width,
            "height": picture.height,
            "size_bytes": len(picture.data),
            "original_name": _plain_name(original_name),
        },
    )[0]


def remove(image: Image) -> None:
    """Delete an image: its row now, its file once that is certain."""
    image.delete()
    remove_file(image.name)


def put_file(name: str, data: bytes) -> None:
    """Store a file under a name that stands for its content."""
    # One that is there already may be the half that a crash left behind.
    default_storage.delete(name)
    default_storage.save(name, ContentFile(data))


def remove_file(name: str) -> None:
    """Delete a file once the transaction is certain."""
    transaction.on_commit(partial(default_storage.delete, name))


def sizes_in(source: str) -> Callable[[str], ImageSize | None]:
    """Return a lookup from address to size for the images that a text names.

    One query, however many there are; none where it names none of ours.
    """
    names = set(_NAME.findall(source))
    rows = Image.objects.filter(name__in=names) if names else Image.objects.none()
    sizes = {
        settings.MEDIA_URL + name: (width, height)
        for name, width, height in rows.values_list("name", "width", "height")
    }
    return sizes.get


_NAME = re.compile(rf"(?<![0-9a-f]){NAME}")


def _plain_name(name: str) -> str:
    """Return the last part of a file's name, in characters that the database can hold."""
    name = PurePosixPath(name.replace("\\", "/")).name
    printable = "".join(character for character in name if character.isprintable())
    return printable[:200]
