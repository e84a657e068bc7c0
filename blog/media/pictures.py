"""From an untrusted file to a clean picture: decoded, turned upright, stripped, encoded again."""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

from blog.media.errors import (
    AnimationTooLong,
    BrokenPicture,
    FileTooLarge,
    TooManyPixels,
    UnknownFormat,
)

MAX_MEGABYTES = 20
MAX_MEGAPIXELS = 25
# All frames of an animation together, which stand in memory at once, four bytes a pixel.
MAX_ANIMATION_MEGAPIXELS = 50
MAX_FRAMES = 1000

# SVG is no picture here but a document that may hold scripts.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# Other kinds stay what they are. A JPEG with a second picture inside, as some cameras write, calls
# itself MPO. Encoding 25 million pixels as AVIF takes 670 MB, as WebP no more than decoding did.
_STORED_AS = {"MPO": "JPEG", "AVIF": "WEBP"}


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture that holds its pixels and nothing else.

    format: "jpeg", "png", "webp" or "gif".
    """

    data: bytes
    format: str
    width: int
    height: int


def clean(data: bytes) -> Picture:
    """Return the picture that ``data`` holds, upright, in sRGB, without metadata, encoded again.

    The kind is read from the bytes alone, and the sizes are checked before a pixel is decoded.
    An animation stays one. Raises MediaError. A photograph of 25 million pixels takes one to three
    seconds and, at its peak, 250 MB (WebP: 430 MB).
    """
    if len(data) > MAX_MEGABYTES * 1_000_000:
        raise FileTooLarge(limit=MAX_MEGABYTES)
    with _refusing(data):
        return _encoded(_decoded(data))


@dataclass(frozen=True, slots=True)
class _Decoded:
    """Pixels, and what of the file's way of holding them is kept."""

    format: str
    frames: list[Image.Image]
    loop: int | None
    is_lossless: bool


# What Pillow's decoders raise on bytes made to hurt them; found by mutating good files.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    EOFError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
)


# How files of our formats begin, to tell a broken one from one of another kind.
_BEGINNING = re.compile(
    rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF.{4}WEBP|.{4}ftyp(?:avi[fs]|mif1)", re.DOTALL
)


@contextmanager
def _refusing(data: bytes) -> Iterator[None]:
    """Turn whatever Pillow raises into the reason that the author is told."""
    try:
        yield
    except UnidentifiedImageError as error:
        raise (BrokenPicture if _BEGINNING.match(data) else UnknownFormat) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels(limit=MAX_MEGAPIXELS) from error
    except _BROKEN as error:
        raise BrokenPicture from error


def _decoded(data: bytes) -> _Decoded:
    """Return the frames of a file; Pillow's decoder and its buffers are gone with the return."""
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        kind = str(image.format)
        return _Decoded(
            format=_STORED_AS.get(kind, kind),
            frames=[_bare(frame) for frame in _frames(image)],
            loop=image.info.get("loop"),
            is_lossless=kind == "WEBP" and data[12:16] == b"VP8L",
        )


def _frames(image: Image.Image) -> Iterator[Image.Image]:
    """Yield the picture, or each frame of an animation: one object again and again."""
    total = 0
    for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
        pixels = frame.width * frame.height
        total += pixels
        if pixels > MAX_MEGAPIXELS * 1_000_000:
            raise TooManyPixels(limit=MAX_MEGAPIXELS)
        if number > MAX_FRAMES or (number > 1 and total > MAX_ANIMATION_MEGAPIXELS * 1_000_000):
            raise AnimationTooLong(limit=MAX_ANIMATION_MEGAPIXELS)
        yield frame
        if image.format == "MPO":
            return


def _bare(frame: Image.Image) -> Image.Image:
    """Return a copy, upright and in sRGB, of pixels and nothing else but their duration."""
    bare = _in_srgb(ImageOps.exif_transpose(frame))
    kept = ("transparency", "duration")
    bare.info = {name: bare.info[name] for name in kept if name in bare.info}
    return bare


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the image with its colours as a screen without its profile shows them."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        source, target = BytesIO(profile), ImageCms.createProfile("sRGB")
        try:
            return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
        except (ImageCms.PyCMSError, OSError):
            # A broken profile is no reason to refuse the picture.
            pass
    return image.convert("RGB") if image.mode == "CMYK" else image


_QUALITY: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "progressive": True, "optimize": True},
    "WEBP": {"quality": 88, "method": 2},
}


def _encoded(decoded: _Decoded) -> Picture:
    """Return the frames as a file of the format that they came in."""
    first, *rest = decoded.frames
    options = dict(_QUALITY.get(decoded.format, {}))
    if decoded.is_lossless:
        options["lossless"] = True
    if rest:
        options |= {"save_all": True, "append_images": rest, **_timing(decoded)}
    output = BytesIO()
    first.save(output, decoded.format, **options)
    return Picture(output.getvalue(), decoded.format.lower(), *first.size)


def _timing(decoded: _Decoded) -> dict[str, Any]:
    """Return what ``save`` needs to show the frames one after another as before."""
    timing: dict[str, Any] = {
        "duration": [frame.info.get("duration", 0) for frame in decoded.frames]
    }
    if decoded.loop is not None:
        timing["loop"] = decoded.loop
    if decoded.format == "GIF" and any(frame.mode == "RGBA" for frame in decoded.frames):
        # Each frame is whole here: the one before it must not shine through.
        timing["disposal"] = 2
    return timing
