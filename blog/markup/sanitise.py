"""What HTML may come out of Markdown: nh3 with one list for articles and one for comments."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import nh3

from blog.markup.elements import VOID
from blog.markup.errors import MarkupError
from blog.markup.source import UNUSABLE

_COMMENT_TAGS = set("a blockquote br code del em li ol p pre strong ul".split())
_POST_TAGS = _COMMENT_TAGS | set(
    """abbr aside audio b caption cite col colgroup dd details dfn div dl dt figcaption figure
    h1 h2 h3 h4 h5 h6 hr i img ins kbd mark q rp rt ruby s samp section small span sub summary
    sup table tbody td tfoot th thead time tr u var video wbr""".split()
)
DROPPED = frozenset(
    """script style iframe noscript noembed noframes object embed applet svg math template
    textarea title xmp select form frameset""".split()
)
"""Elements that go with everything inside them; the author is told."""

_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "audio": {"src", "controls", "loop"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start", "reversed"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"src", "controls", "loop", "muted", "width", "height"},
}
_CLASS = re.compile(
    r"(?:language-[\w+#.-]{1,40}|admonition|admonition--[a-z]+|admonition__title"
    r"|footnote|footnote-ref|more)"
)
_WHOLE_NUMBER = re.compile(r"\d{1,5}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_CLOSES_ITSELF = frozenset("p li dt dd tr td th thead tbody tfoot option".split())
DEEPEST = 300
"""Open tags at once; nh3's time grows with the square of the depth."""


def sanitised(html: str, profile: str) -> str:
    """Return ``html`` well-formed and with only what ``profile`` allows.

    Ids pass and are judged by the later steps. Raises MarkupError where it nests too deep.
    """
    if _depth(html) > DEEPEST:
        raise MarkupError("HTML tags are nested more than %(deepest)s deep", deepest=str(DEEPEST))
    # Once more after the source: `&#1;` is such a character only now.
    return UNUSABLE.sub("\ufffd", _cleaner(profile == "comment").clean(html))


def dropped_tags(html: str) -> list[str]:
    """Return the names of elements in ``html`` that do not survive, each once."""
    names = (match[2].lower() for match in _TAG.finditer(html))
    return list(dict.fromkeys(name for name in names if name in DROPPED))


@cache
def _cleaner(strict: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_COMMENT_TAGS if strict else _POST_TAGS,
        clean_content_tags=set(DROPPED),
        attributes={"a": {"href"}, "code": {"class"}, "ol": {"start"}} if strict else _ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return the value an attribute may keep, or None to drop it."""
    if name == "class":
        return " ".join(word for word in value.split() if _CLASS.fullmatch(word)) or None
    if name in ("width", "height", "colspan", "rowspan", "span", "start"):
        return value if _WHOLE_NUMBER.fullmatch(value) else None
    if name == "align":
        return value if value in ("left", "center", "right") else None
    if name == "lang":
        return value if _LANGUAGE.fullmatch(value) else None
    if name == "dir":
        return value if value in ("ltr", "rtl", "auto") else None
    return value


def _depth(html: str) -> int:
    """Return at least how deep ``html`` nests, in one pass, whatever closes what."""
    open_now: Counter[str] = Counter()
    depth = deepest = 0
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if name in VOID or name in _CLOSES_ITSELF:
            continue
        if not match[1]:
            open_now[name] += 1
            depth += 1
        elif open_now[name]:
            open_now[name] -= 1
            depth -= 1
        deepest = max(deepest, depth)
    return deepest
