"""How values look in templates; presentation only, never a query.

A listing shows these ten times a page, where ``date``, ``blocktranslate`` and ``include`` are the
dear part: a filter costs a quarter of any of them.
"""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import quote

from django import template
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, pgettext

from blog.posts.models import Post

WITHOUT_WORDS = re.compile(r"(?:<math.*?</math>|<[^>]*>|\s)+", re.DOTALL)
# print.css counts the same links.
OUTWARD = re.compile(r'<a\b[^>]*?\shref="([^"#][^"]*)"')

register = template.Library()

_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@register.filter
def rendered(html: str) -> SafeString:
    """Print stored HTML as it is. The one place that trusts it: it was sanitised when rendered."""
    return mark_safe(html)  # noqa: S308


@register.filter
def json_data(value: Any) -> SafeString:
    """Print a value as JSON for a data block: nothing in it can end the block or be markup."""
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(_UNSAFE))  # noqa: S308


@register.filter(expects_localtime=True)
def day(moment: datetime) -> str:
    """Return the day of the month, for the upper half of the date badge."""
    return str(moment.day)


@register.filter(expects_localtime=True)
def month(moment: datetime) -> str:
    """Return the month as the lower half of the date badge has it: 6月, Jun."""
    return _month(moment.month, get_language())


@register.filter(expects_localtime=True)
def written(moment: datetime, year: int) -> str:
    """Return day and time, with the year where it is not ``year``: 6月15日 18:30."""
    return pgettext("moment", "%(day)s, %(time)s") % {
        "day": _day(moment.date(), moment.year != year, get_language()),
        "time": f"{moment:%H:%M}",
    }


@register.filter
def counted_comments(count: int) -> str:
    """Return the number of comments in words: 6 条评论, 1 comment."""
    return ngettext("%(n)s comment", "%(n)s comments", count) % {"n": count}


@register.filter
def link_targets(html: str) -> list[str]:
    """Return where the links of stored HTML lead, in their order, but for those within it."""
    return [unescape(address) for address in OUTWARD.findall(html)]


@register.filter
def ways_out(html: str) -> list[str]:
    """Return where the links of stored HTML lead beyond this site, each address once."""
    return [to for to in dict.fromkeys(link_targets(html)) if not to.startswith("/")]


@register.filter
def spelled_out(address: str) -> str:
    """Return an address with what nobody sees, or what turns the line around, in its digits."""
    return "".join(
        character if character.isprintable() else quote(character) for character in address
    )


@register.filter
def spoken(html: str, plain: str) -> str:
    """Return an ``aria-label`` for a link of formulas alone: programs hear no name in MathML."""
    if "<math" not in html or WITHOUT_WORDS.fullmatch(html) is None:
        return ""
    return format_html(' aria-label="{}"', plain)


@register.filter
def show_formulas(posts: Iterable[Post]) -> bool:
    """Tell whether a card of ``posts`` holds a formula."""
    return any("<math" in post.teaser_html or "<math" in post.title_html for post in posts)


@register.filter
def counted_views(count: int) -> str:
    """Return how often a post was read in words: 1,234 views."""
    return ngettext("%(n)s view", "%(n)s views", count) % {"n": f"{count:,}"}


@register.filter
def as_part(position: int) -> str:
    """Return a place in a series, as it follows the series' name: 之二, part 2."""
    number = _in_chinese(position) if str(get_language()).startswith("zh") else position
    return pgettext("place in a series", "part %(number)s") % {"number": number}


@register.filter
def answered(name: str) -> str:
    """Return whom a comment answers, in words: 答 Ada, to Ada."""
    return gettext("to %(name)s") % {"name": name}


@register.filter
def also_in(language: str) -> str:
    """Return the words of a link to a translation: 另有英文版, Also in English."""
    words = {"en": gettext("Also in English"), "zh-hans": gettext("Also in Chinese")}
    return words.get(language, language)


def _in_chinese(number: int) -> str:
    """Return a number up to 99 as it is counted, a larger one in figures: 二, 十二, 三十五."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    digits = " 一二三四五六七八九"
    before = digits[tens] if tens > 1 else ""
    return f"{before}{'十' if tens else ''}{digits[ones]}".strip()


@lru_cache(maxsize=64)
def _month(number: int, language: str | None) -> str:
    form = pgettext("month in the date badge", "M")
    return format_date(date(2000, number, 1), form)


@lru_cache(maxsize=1024)
def _day(on: date, with_year: bool, language: str | None) -> str:
    if with_year:
        return format_date(on, pgettext("day with its year", "j M Y"))
    return format_date(on, pgettext("day without its year", "j M"))
