"""What Temml says with its classes and styles, said with ours.

What is not named here is left out: spacing hints of Temml's own stylesheet, its equation tags.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from blog.markup.marks import parsed, written
from blog.markup.styles import ENCLOSURES, class_of

_CLASSES = {"tml-left": "cell-left", "tml-right": "cell-right"}
_DROPPED = ("tml-cancel", "phasor-angle", "longdiv-arc", "tml-tag", "tml-label")
_KEPT = frozenset(
    "display displaystyle scriptlevel stretchy symmetric form fence separator lspace rspace"
    " minsize maxsize accent accentunder width height depth voffset linethickness mathvariant"
    " mathsize mathbackground columnspan movablelimits largeop".split()
)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def in_our_words(mathml: str) -> str:
    """Return Temml's ``mathml`` with our classes and without its own. Raises EngineError."""
    tree = parsed(mathml.replace("&nbsp;", "\u00a0"))
    for parent in list(tree.iter()):
        for child in list(parent):
            if _is_dropped(child):
                parent.remove(child)
    for element in tree.iter():
        _translate(element)
    return written(tree)


def _is_dropped(element: ElementTree.Element) -> bool:
    classes = element.get("class", "").split()
    if any(name in _DROPPED for name in classes) or element.tag == "span":
        return True
    # The outer columns that push a numbered display into the middle of the page.
    return element.tag == "mtd" and "width:50%" in element.get("style", "")


def _translate(element: ElementTree.Element) -> None:
    given = dict(element.attrib)
    element.attrib = {name: value for name, value in given.items() if name in _KEPT}
    if "tml-prime" in given.get("class", ""):
        element.attrib.clear()  # letterforms.py sets primes
    classes = [_CLASSES[name] for name in given.get("class", "").split() if name in _CLASSES]
    styles = [part.partition(":")[::2] for part in given.get("style", "").split(";") if part]
    for name, value in styles:
        classes += _style(element, name.strip(), value.strip())
    if element.tag == "menclose":
        element.tag = "mrow"
        classes += [ENCLOSURES[given["notation"]]] if given.get("notation") in ENCLOSURES else []
    elif element.tag == "mstyle":
        element.tag = "mrow"
    if element.tag == "mpadded" and ("position", "relative") in styles:
        classes.append("lap-clap" if ("display", "flex") in styles else "lap-llap")
    if classes:
        element.set("class", " ".join(dict.fromkeys(classes)))


def _style(element: ElementTree.Element, name: str, value: str) -> list[str]:
    """Return the classes for one declaration; a colour becomes an attribute."""
    if name == "color" and _COLOUR.fullmatch(value):
        element.set("mathcolor", value.lower())
    elif name == "border":
        return ["enclose-box"]
    elif name == "font-weight" and value == "bold":
        return ["text-bold"]
    elif name == "font-style" and value == "italic":
        return ["text-italic"]
    elif element.tag != "mtable":
        return class_of(name, re.sub(r"^0(?:\.0*)?em$", "0", value))
    return []
