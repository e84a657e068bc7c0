"""Draw the favicon in the sizes that home screens ask for; ``make icons``."""

import re
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
FAVICON = ROOT / "static/favicon.svg"
ICONS = ROOT / "static/icons"
PAPER = "#fcfcfa"
# Home screens cut icons to shapes of their own: inside this part of the width nothing is lost.
SAFE_PART = 0.5

_SQUARE = re.compile(r'viewBox="0 0 (\d+) \d+".*<rect [^>]*width="(\d+)"[^>]*fill="(#\w+)"')


def draw(size: int, *, is_cut: bool) -> Image.Image:
    """Return the favicon's square. is_cut: small on paper, for who cuts the edges away."""
    match = _SQUARE.search(FAVICON.read_text(encoding="ascii"))
    if match is None:
        raise ValueError(f"{FAVICON.name} is no square any more; draw it here as well")
    part = SAFE_PART if is_cut else int(match[2]) / int(match[1])
    icon = Image.new("RGBA", (size, size), PAPER if is_cut else "#0000")
    edge = round(size * (1 - part) / 2)
    box = (edge, edge, size - edge - 1, size - edge - 1)
    ImageDraw.Draw(icon).rounded_rectangle(box, size // 32, match[3])
    return icon.convert("RGB") if is_cut else icon


def main() -> None:
    """Write all icons and say what each weighs."""
    ICONS.mkdir(exist_ok=True)
    wanted = {
        "icon-192.png": draw(192, is_cut=False),
        "icon-512.png": draw(512, is_cut=False),
        "icon-512-cut.png": draw(512, is_cut=True),
        "apple-touch-icon.png": draw(180, is_cut=True),
    }
    for name, icon in wanted.items():
        icon.quantize(16).save(ICONS / name, optimize=True)
        print(f"{name:22} {(ICONS / name).stat().st_size} B")


if __name__ == "__main__":
    main()
