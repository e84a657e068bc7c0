"""Make an engine's answer MathML Core and nothing else: no style, no link, no HTML.

What an engine says with ``style`` becomes a class or a MathML attribute; whatever is then not on
the list of elements and attributes is refused. Source: MathML Core, §2.1.3 and 3.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from blog.markup.errors import EngineError, TexLimitError
from blog.markup.marks import MARK

_ELEMENTS = (
    "math|mrow|mi|mn|mo|mtext|mspace|mfrac|msqrt|mroot|msub|msup|msubsup|munder|mover|munderover"
    "|mmultiscripts|mprescripts|mtable|mtr|mtd|mpadded|mphantom"
)
_ATTRIBUTES = (
    "display|displaystyle|scriptlevel|stretchy|symmetric|largeop|movablelimits|form|fence|separator"
    "|lspace|rspace|minsize|maxsize|accent|accentunder|width|height|depth|voffset|linethickness"
    "|mathvariant|mathsize|mathcolor|mathbackground|columnspan|rowspan|class"
)
_CORE = re.compile(
    rf"<math(?: display=\"block\")?>(?:[^<>]|</(?!math)(?:{_ELEMENTS})>"
    rf"|<(?!math)(?:{_ELEMENTS})(?: (?:{_ATTRIBUTES})=\"[^\"<>&]*\")*/?>)*+</math>"
)
_STYLED = re.compile(r" style=\"([^\"]*)\"")
_TEXT_HTML = re.compile(
    r"<mtext([^>]*)>((?:<(?:b|i|em|code|span)(?: [^>]*)?>)+)([^<]*)(?:</\w+>)+?</mtext>"
)
_ENCLOSED = re.compile(r"<menclose notation=\"([a-z ]*)\">")
_ENCLOSURE_PART = re.compile(r"<mrow class=\"menclose-\w+\"></mrow>")
_OPEN = re.compile(r"<(/?)[a-z]+[^>]*?(/?)>")
_DEEPEST = 150
_MULTLINE_MARGIN = '<mtd style="width: 7.5%"></mtd>'

_PADDING = {
    "padding-left": {"0": "cell-flush-start", "1em": "cell-apart"},
    "padding-right": {"0": "cell-flush-end"},
    "padding-top": {"0": "cell-flush-top", "0.1667em": "frac-strut"},
    "padding-bottom": {"0": "cell-flush-bottom"},
}
_ALIGNED = {"right": "cell-right", "left": "cell-left", "center": "cell-center"}
_SIDES = {"left": "start", "right": "end", "top": "top", "bottom": "bottom"}
_ENCLOSURES = {
    "box": "enclose-box",
    "updiagonalstrike": "enclose-up",
    "downdiagonalstrike": "enclose-down",
    "updiagonalstrike downdiagonalstrike": "enclose-cross",
    "horizontalstrike": "enclose-through",
    "phasorangle": "enclose-phase",
    "actuarial": "enclose-actuarial",
    "top": "enclose-top",
    "bottom": "enclose-bottom",
    "longdiv": "enclose-division",
}
_TEXT_CLASSES = {
    "<b>": "text-bold", "<i>": "text-italic", "<em>": "text-italic", "<code>": "text-code",
}  # fmt: skip


def clean_mathml(answer: str) -> str:
    """Return an engine's ``answer`` as safe MathML Core. Raises EngineError if it cannot be.

    Linear in its length.
    """
    mathml = answer.replace("&ApplyFunction;", "\u2061")
    if "<mpadded" in mathml:
        mathml = _operator_spaces(mathml)
    if "width: 7.5%" in mathml:
        mathml = mathml.replace(_MULTLINE_MARGIN, "")
    if "style=" in mathml:
        mathml = _STYLED.sub(_style_as_attributes, mathml)
    if "<mtext><" in mathml or "<mtext " in mathml:
        mathml = _TEXT_HTML.sub(_text_as_class, mathml)
    if "<menclose" in mathml:
        mathml = _enclosures(mathml)
    if MARK in mathml:
        mathml = _with_marks(mathml)
    if _CORE.fullmatch(mathml) is None:
        raise EngineError("The engine's answer is not plain MathML")
    return mathml


def check_depth(mathml: str) -> None:
    """Raise TexLimitError if elements are nested deeper than browsers like."""
    depth = 0
    for match in _OPEN.finditer(mathml):
        if not match[2]:
            depth += -1 if match[1] else 1
        if depth > _DEEPEST:
            raise TexLimitError("The formula is nested too deeply")


def _operator_spaces(mathml: str) -> str:
    r"""Turn the padding of ``\mathop`` into spaces inside it: only CSS has padding."""
    tree = _parsed(mathml)
    for element in tree.iter("mpadded"):
        style = element.attrib.pop("style", "")
        element.tag = "mrow"
        spaces = dict(re.findall(r"padding-(left|right): ?([\d.]+em)", style))
        if "left" in spaces:
            element.insert(0, ElementTree.Element("mspace", width=spaces["left"]))
        if "right" in spaces:
            element.append(ElementTree.Element("mspace", width=spaces["right"]))
    return _written(tree)


def _style_as_attributes(match: re.Match[str]) -> str:
    classes: list[str] = []
    attributes = ""
    for declaration in match[1].split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "color" and re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
            attributes += f' mathcolor="{value.lower()}"'
        elif name == "font-size" and re.fullmatch(r"[\d.]+%", value):
            attributes += f' mathsize="{value}"'
        else:
            classes += _class_of(name, value)
    return (f' class="{" ".join(dict.fromkeys(classes))}"' if classes else "") + attributes


def _class_of(name: str, value: str) -> list[str]:
    """Return the class for one declaration; none for what we neither know nor need."""
    if name == "text-align" and value in _ALIGNED:
        return [_ALIGNED[value]]
    if name in _PADDING:
        return [_PADDING[name][value]] if value in _PADDING[name] else []
    if name.startswith("border-") and name[7:] in _SIDES:
        kind = "dash" if "dashed" in value else "rule"
        return [f"cell-{kind}-{_SIDES[name[7:]]}"]
    if name == "width" and value == "100%":
        return ["table-full"]
    if name == "margin-left" and value.startswith("-") and value.endswith("em"):
        return [f"back-{max(1, min(72, round(18 * float(value[1:-2]))))}"]
    return []


def _text_as_class(match: re.Match[str]) -> str:
    classes = []
    for tag in re.findall(r"<[^>]*>", match[2]):
        if "sans-serif" in tag:
            classes.append("text-sans")
        elif tag in _TEXT_CLASSES:
            classes.append(_TEXT_CLASSES[tag])
    given = f' class="{" ".join(classes)}"' if classes else ""
    return f"<mtext{match[1]}{given}>{match[3]}</mtext>"


def _enclosures(mathml: str) -> str:
    def opening(match: re.Match[str]) -> str:
        if match[1] not in _ENCLOSURES:
            raise EngineError("The engine's answer is not plain MathML")
        return f'<mrow class="{_ENCLOSURES[match[1]]}">'

    mathml = _ENCLOSURE_PART.sub("", mathml)
    return _ENCLOSED.sub(opening, mathml).replace("</menclose>", "</mrow>")


def _with_marks(mathml: str) -> str:
    """Turn each group that begins with a mark into the element it stands for."""
    tree = _parsed(mathml)
    for element in list(tree.iter()):
        first = element[0] if len(element) else None
        if first is None or first.tag != "mtext" or not (first.text or "").startswith(MARK):
            continue
        name, _, value = (first.text or "")[1:].partition(":")
        element.remove(first)
        _apply_mark(element, name, value)
    return _written(tree)


def _apply_mark(element: ElementTree.Element, name: str, value: str) -> None:
    if name == "rule":
        width, height, raised = value.split(",")
        element.clear()
        element.tag = "mpadded"
        element.set("voffset", f"{raised}em")
        bar = {"width": f"{width}em", "height": f"{height}em", "mathbackground": "currentcolor"}
        ElementTree.SubElement(element, "mspace", bar)
    elif name == "raise":
        element.tag = "mpadded"
        element.set("voffset", f"{value}em")
    elif name == "size":
        element.set("mathsize", f"{value}%")
    elif name == "smash":
        element.tag = "mpadded"
        element.attrib.update(height="0", depth="0")
    elif name in ("clap", "llap", "rlap"):
        element.tag = "mpadded"
        element.attrib.update({"width": "0", "class": f"lap-{name}"})
    elif name in ("background", "framed"):
        _apply_background(element, name)
    elif name in ("cell-left", "cell-right", "circled"):
        element.set("class", "enclose-circle" if name == "circled" else name)


def _apply_background(element: ElementTree.Element, name: str) -> None:
    """Take the colour from the first child, which is a letter set in it."""
    inner = element[0] if len(element) else element
    letter = inner[0] if len(inner) else None
    colour = letter.get("mathcolor") if letter is not None else None
    if letter is not None and colour is not None:
        inner.remove(letter)
        element.set("mathbackground", colour)
    if name == "framed":
        element.set("class", "enclose-box")


def _parsed(mathml: str) -> ElementTree.Element:
    try:
        # An engine wrote this, from TeX without entities or a document type.
        return ElementTree.fromstring(mathml)  # noqa: S314
    except ElementTree.ParseError as error:
        raise EngineError("The engine's answer is not plain MathML") from error


def _written(tree: ElementTree.Element) -> str:
    return ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False)
