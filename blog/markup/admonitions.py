"""Boxes set apart from the text: ``!!! note "Title" {#key}``, and folded ones: ``??? note``.

Theorems and their like are boxes here; ``statements.py`` numbers and shapes them.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.treeprocessors import Treeprocessor

from blog.markup.statements import NAMES

TITLES = {
    "note": ("Note", "注"),
    "info": ("Info", "说明"),
    "abstract": ("Abstract", "摘要"),
    "tip": ("Tip", "提示"),
    "success": ("Success", "成功"),
    "question": ("Question", "问题"),
    "warning": ("Warning", "注意"),
    "failure": ("Failure", "失败"),
    "danger": ("Danger", "危险"),
    "bug": ("Bug", "缺陷"),
    "quote": ("Quote", "引用"),
}
"""Each kind's title in English and in Chinese, where the author gives none."""


class Admonitions(AdmonitionProcessor):
    """Reads the boxes. While blocks are parsed each is a ``div``; see FoldAdmonitions."""

    CLASSNAME_TITLE = "admonition__title"
    RE = re.compile(
        r"(?:^|\n)(?P<mark>!!!|\?\?\?\+?) ?(?P<kind>[\w\-]+)"
        r"(?: +\"(?P<title>[^\n]*?)\")?(?P<key> *\{#[\w:.-]+\})? *(?:\n|$)"
    )

    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md.parser)
        self.language = language

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        """Return the box's classes and its title with the key, None where it has neither."""
        name = match["kind"].lower()
        fold = {"!!!": "", "???": " folded", "???+": " unfolded"}[match["mark"]]
        title: str | None = match["title"]
        key = (match["key"] or "").strip()
        if name in NAMES:
            return f"admonition--{NAMES[name]}{fold}", f"{title or ''} {key}".strip() or None
        kind = name if name in TITLES else "note"
        if title is None:
            in_english, in_chinese = TITLES.get(name, (name.capitalize(), name))
            title = in_chinese if self.language.startswith("zh") else in_english
        return f"admonition--{kind}{fold}", f"{title} {key}".strip() or None


class FoldAdmonitions(Treeprocessor):
    """Gives each box its element: ``aside``, or ``details`` with its title as ``summary``."""

    def run(self, root: Element) -> None:
        """Change the boxes below ``root`` in place."""
        for box in root.iter("div"):
            classes = (box.get("class") or "").split()
            if "admonition" not in classes:
                continue
            box.set("class", " ".join(classes[:2]))
            if "folded" not in classes and "unfolded" not in classes:
                box.tag = "aside"
                continue
            box.tag = "details"
            if "unfolded" in classes:
                box.set("open", "")
            if len(box) and box[0].get("class") == Admonitions.CLASSNAME_TITLE:
                box[0].tag = "summary"
