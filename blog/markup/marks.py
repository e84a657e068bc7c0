"""Marks: how TeX carries through the engine what only MathML can say."""

from __future__ import annotations

from blog.markup.macros import Tokens

MARK = "\ue000"
"""A private character that no author's formula keeps; it begins every mark."""


def mark(name: str, content: Tokens, value: str = "") -> Tokens:
    """Return ``content`` as a group that mathml.py turns into what ``name`` stands for."""
    return ["{", "\\text", "{", f"{MARK}{name}:{value}", "}", "{", *content, "}", "}"]
