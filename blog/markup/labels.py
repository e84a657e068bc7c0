"""What the author should know about labels: given twice, or never used."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from blog.markup.document import Label, Problem
from blog.markup.elements import Element
from blog.markup.source import position
from blog.markup.typeset import Typeset


def doubled(labels: Iterable[Label], text: str) -> list[Problem]:
    """Return a problem for each key in braces that more than one of ``labels`` has."""
    keys = [label.key for label in labels if label.key]
    return [_doubled(text, key) for key in dict.fromkeys(keys) if keys.count(key) > 1]


def _doubled(text: str, key: str) -> Problem:
    excerpt = f"{{#{key}}}"
    line, column = position(text, max(0, text.find(excerpt, text.find(excerpt) + 1)))
    return Problem(
        "error", line, column, "Label %(key)s is given twice; the first one counts", {"key": key}
    )


def uncited(setting: Typeset, root: Element, cited: Collection[str]) -> list[Problem]:
    """Return a problem for each equation that was named and then neither cited nor linked to.

    cited: the keys that other articles cite.
    """
    linked = {element.attributes.get("href") for element in root.walk()}
    anchors = {label.key: f"#{label.anchor}" for label in setting.labels}
    return [
        problem
        for key, problem in setting.uncited.items()
        if key not in cited and anchors[key] not in linked
    ]
