"""What engines say with ``style`` and HTML, said with classes and MathML attributes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from blog.markup.errors import EngineError
from blog.markup.marks import parsed, written

_STYLED = re.compile(r" style=\"([^\"]*)\"")
_TEXT_HTML = re.compile(
    r"<mtext([^>]*)>((?:<(?:b|i|em|code|span)(?: [^>]*)?>)+)([^<]*)(?:</\w+>)+?</mtext>"
)
_ENCLOSED = re.compile(r"<menclose notation=\"([a-z ]*)\">")
_ENCLOSURE_PART = re.compile(r"<mrow class=\"menclose-\w+\"></mrow>")
_MULTLINE_MARGIN = '<mtd style="width: 7.5%"></mtd>'

_PADDING = {
    "padding-left": {"0": "cell-flush-start", "1em": "cell-apart"},
    "padding-right": {"0": "cell-flush-end"},
    "padding-top": {"0": "cell-flush-top", "0.1667em": "frac-strut"},
    "padding-bottom": {"0": "cell-flush-bottom"},
}
_LAST_RULE = re.compile(r"<mtr><mtd class=\"[^\"]*-top[^\"]*\"></mtd></mtr></mtable>")
_RULE_ABOVE = re.compile(r"cell-(rule|dash)-top")
_BACK = re.compile(r"-([0-9]{1,6}(?:\.[0-9]*)?)em")
_ALIGNED = {"right": "cell-right", "left": "cell-left", "center": "cell-center"}
_SIDES = {"left": "start", "right": "end", "top": "top", "bottom": "bottom"}
ENCLOSURES = {
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


def without_styles(mathml: str) -> str:
    """Return ``mathml`` without style attributes and HTML; what they said is kept where it counts.

    Raises EngineError for an enclosure nobody knows.
    """
    if "<mpadded style=" in mathml:
        mathml = _operator_spaces(mathml)
    if "width: 7.5%" in mathml:
        mathml = mathml.replace(_MULTLINE_MARGIN, "")
    if "style=" in mathml:
        mathml = _STYLED.sub(_style_as_attributes, mathml)
    if "<mtext><" in mathml or "<mtext " in mathml:
        mathml = _TEXT_HTML.sub(_text_as_class, mathml)
    if "<menclose" in mathml:
        mathml = _enclosures(mathml)
    return _last_rules(mathml) if _LAST_RULE.search(mathml) else mathml


def class_of(name: str, value: str) -> list[str]:
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
    back = _BACK.fullmatch(value) if name == "margin-left" else None
    if back:
        ems, mus = divmod(min(round(18 * float(back[1])), 20 * 18), 18)
        return ["back", *[f"back-em-{ems}"] * (ems > 0), *[f"back-mu-{mus}"] * (mus > 0)]
    return []


def _operator_spaces(mathml: str) -> str:
    r"""Turn the padding of ``\mathop`` into spaces inside it: only CSS has padding."""
    tree = parsed(mathml)
    for element in tree.iter("mpadded"):
        style = element.attrib.pop("style", "")
        if not style:
            continue
        element.tag = "mrow"
        spaces = dict(re.findall(r"padding-(left|right): ?([\d.]+em)", style))
        if "left" in spaces:
            element.insert(0, ElementTree.Element("mspace", width=spaces["left"]))
        if "right" in spaces:
            element.append(ElementTree.Element("mspace", width=spaces["right"]))
    return written(tree)


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
            classes += class_of(name, value)
    return (f' class="{" ".join(dict.fromkeys(classes))}"' if classes else "") + attributes


def _text_as_class(match: re.Match[str]) -> str:
    classes = []
    for tag in re.findall(r"<[^>]*>", match[2]):
        if "sans-serif" in tag:
            classes.append("text-sans")
        elif tag in _TEXT_CLASSES:
            classes.append(_TEXT_CLASSES[tag])
    given = f' class="{" ".join(classes)}"' if classes else ""
    return f"<mtext{match[1]}{given}>{match[3]}</mtext>"


def _last_rules(mathml: str) -> str:
    r"""Turn the empty row that a last ``\hline`` leaves behind into a rule below the table."""
    tree = parsed(mathml)
    for table in tree.iter("mtable"):
        row = table[-1] if len(table) > 1 else None
        cell = row[0] if row is not None and len(row) == 1 else None
        found = _RULE_ABOVE.search(cell.get("class", "")) if cell is not None else None
        if row is not None and cell is not None and found and not len(cell) and not cell.text:
            table.remove(row)
            below = f"{table.get('class', '')} cell-{found[1]}-bottom"
            table.set("class", below.strip())
    return written(tree)


def _enclosures(mathml: str) -> str:
    def opening(match: re.Match[str]) -> str:
        if match[1] not in ENCLOSURES:
            raise EngineError("The engine's answer is not plain MathML")
        return f'<mrow class="{ENCLOSURES[match[1]]}">'

    mathml = _ENCLOSURE_PART.sub("", mathml)
    return _ENCLOSED.sub(opening, mathml).replace("</menclose>", "</mrow>")
