"""Files to upload, good and bad."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image


def noise(width: int, height: int) -> Image.Image:
    """Return a picture that no encoder can make small."""
    return Image.effect_noise((width, height), 80).convert("RGB")


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the picture as a file."""
    output = BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def animation(frames: int, kind: str, size: tuple[int, int] = (32, 24), **options: Any) -> bytes:
    """Return a picture of that many frames, each of another grey."""
    first, *rest = [Image.new("RGB", size, (number * 37 % 256,) * 3) for number in range(frames)]
    return encoded(first, kind, save_all=True, append_images=rest, **options)


def png_of_size(width: int, height: int) -> bytes:
    """Return a few bytes that claim to be a huge PNG."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    )
