"""Theorems and their like: named in the author's language, numbered, cited, shaped for the theme.

``!!! theorem "Name" {#thm:key}`` arrives as a box (``admonitions.py``) and leaves as ``.theorem``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from blog.markup.anchors import Anchors, slug
from blog.markup.document import Label
from blog.markup.elements import Element

_KEY = re.compile(r"\s*\{#([\w:.-]+)\}\s*$")
_PREFIX = re.compile(r"[a-z]{2,4}:")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of statement: its words, and who counts it.

    counter: kinds that share one are numbered in one series. is_counted: False for kinds that
    get a number only where the author gives them a key, so that they can be cited.
    """

    english: str
    chinese: str
    counter: str = "statement"
    is_counted: bool = True

    def word(self, language: str) -> str:
        """Return what the kind is called."""
        return self.chinese if language.startswith("zh") else self.english


KINDS = {
    "theorem": Kind("Theorem", "定理"),
    "lemma": Kind("Lemma", "引理"),
    "proposition": Kind("Proposition", "命题"),
    "corollary": Kind("Corollary", "推论"),
    "definition": Kind("Definition", "定义"),
    "conjecture": Kind("Conjecture", "猜想"),
    "axiom": Kind("Axiom", "公理"),
    "property": Kind("Property", "性质"),
    "assumption": Kind("Assumption", "假设"),
    "claim": Kind("Claim", "断言"),
    "problem": Kind("Problem", "问题", "exercise"),
    "exercise": Kind("Exercise", "习题", "exercise"),
    "example": Kind("Example", "例", "example", is_counted=False),
    "remark": Kind("Remark", "注", "remark", is_counted=False),
    "solution": Kind("Solution", "解", "", is_counted=False),
    "proof": Kind("Proof", "证明", "", is_counted=False),
}
NAMES = {
    **{name: name for name in KINDS},
    **{kind.chinese: name for name, kind in KINDS.items()},
    "练习": "exercise",
    "例子": "example",
    "例题": "example",
    "注记": "remark",
    "评注": "remark",
    "解答": "solution",
}
"""From what an author may write after ``!!!`` to the kind."""

_BOX = re.compile(r"admonition--(" + "|".join(KINDS) + r")\b")
_WITHOUT_RULE = ("proof", "solution")


def number_statements(root: Element, anchors: Anchors, language: str) -> list[Label]:
    """Number and shape every statement below ``root``; return what can be cited, in order.

    Any other box with a key gets an anchor and keeps its shape.
    """
    labels: list[Label] = []
    counts: Counter[str] = Counter()
    for box in list(root.walk()):
        if "admonition" not in box.classes:
            continue
        key, title = _take_title(box)
        kind = _BOX.search(box.attributes["class"])
        if kind is None:
            _restore(box, key, title, anchors)
            continue
        number = _next_number(KINDS[kind[1]], counts, key)
        anchor = _anchor(box, kind[1], key, number, anchors)
        if number:
            word = KINDS[kind[1]].word(language)
            labels.append(Label(key, number, anchor, "theorem", word))
        _shape(box, kind[1], f"{KINDS[kind[1]].word(language)} {number}".strip(), title)
    return labels


def _take_title(box: Element) -> tuple[str, list[Element | str]]:
    """Remove the title from ``box``; return the key in it and the rest of it."""
    first = box.elements[0] if box.elements else None
    if first is None or "admonition__title" not in first.classes:
        return "", []
    place = box.children.index(first)
    del box.children[place : place + (2 if box.children[place + 1 : place + 2] == ["\n"] else 1)]
    last = first.children[-1] if first.children else None
    match = _KEY.search(last) if isinstance(last, str) else None
    if match is None or not isinstance(last, str):
        return "", first.children
    rest = last[: match.start()]
    return match[1], [*first.children[:-1], *([rest] if rest else [])]


def _restore(box: Element, key: str, title: list[Element | str], anchors: Anchors) -> None:
    if title:
        tag = "summary" if box.tag == "details" else "p"
        _put_first(box, Element(tag, {"class": "admonition__title"}, title))
    if key:
        anchors.give(box, f"box-{slug(_PREFIX.sub('', key)) or 'x'}", key)


def _next_number(kind: Kind, counts: Counter[str], key: str) -> str:
    if not kind.counter or not (kind.is_counted or key):
        return ""
    counts[kind.counter] += 1
    return str(counts[kind.counter])


def _anchor(box: Element, name: str, key: str, number: str, anchors: Anchors) -> str:
    """Give the statement an id where something can lead to it: by its key, else by its number."""
    if not (key or number):
        return ""
    wish = slug(_PREFIX.sub("", key)) if key else f"{name}-{number}"
    return anchors.give(box, f"thm-{wish or 'x'}", key)


def _shape(box: Element, name: str, label: str, title: list[Element | str]) -> None:
    """Dress a statement: its label, its name, and the first paragraph run on in one line."""
    block, classes = ("theorem", f"theorem theorem--{name}")
    label_parts: list[Element | str] = [label]
    if name in _WITHOUT_RULE:
        block = classes = "proof"
        label_parts, title = title or label_parts, []
    if box.tag == "details":
        # A folded one stays a box: its label must stand where it can be pressed.
        words = [*label_parts, *([" ", *title] if title else [])]
        _put_first(box, Element("summary", {"class": "admonition__title"}, words))
        return
    head: list[Element | str] = [Element("span", {"class": f"{block}__label"}, label_parts)]
    if title:
        head += [" ", Element("span", {"class": f"{block}__name"}, title)]
    box.tag, box.attributes["class"] = "div", classes
    first = box.elements[0] if box.elements else None
    if first is not None and first.tag == "p":
        first.children[:0] = [*head, " "]
    else:
        _put_first(box, Element("p", {}, head))


def _put_first(box: Element, element: Element) -> None:
    place = 1 if box.children[:1] == ["\n"] else 0
    box.children[place:place] = [element, "\n"]
