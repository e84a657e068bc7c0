"""The browser and the font that the browser's tests need: find them, or install them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ["chromium", "fonts-noto-cjk"]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def has_chinese_font() -> bool:
    """Ask fontconfig; without it, believe that the system brings one."""
    if not shutil.which("fc-list"):
        return not Path("/usr/share/doc").is_dir() or Path("/usr/share/doc/fonts-noto-cjk").is_dir()
    answer = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=True)
    return bool(answer.stdout.strip())


def main() -> None:
    """Install what is missing where that asks nobody; else name the command that does."""
    if chromium() and has_chinese_font():
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *PACKAGES]
    if not shutil.which("apt-get") or os.geteuid() != 0:
        sys.exit(f"The browser's tests need Chromium and a Chinese font: sudo {' '.join(install)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "--quiet"], check=False, env=environment)
    subprocess.run(install, check=True, env=environment)


if __name__ == "__main__":
    main()
