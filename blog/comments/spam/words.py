"""Layers that look at the words: links, bait, foreign scripts, borrowed names."""

import re
import unicodedata
from collections import Counter

from django.conf import settings
from django.utils.translation import gettext_noop

from blog.comments.models import Comment
from blog.comments.spam.evidence import Reason, Sending
from blog.posts.site import Site

LINKS_HELD = 2
LINKS_SPAM = 10
FOREIGN_SHARE = 0.3

# All these are searched in text that a stranger chose: whatever may repeat is bounded, or ends
# where the next match could begin, so that no text costs more than its length.
_LINK = re.compile(r"(?:https?://|\bwww\.)[^\s<>\[\]()]+", re.IGNORECASE)
_FORUM_LINK = re.compile(
    r"\[(?:url|link|img)=[\"']?(?:https?:|www\.)|\[/(?:url|link|img)\]|<a\s[^<>]*href",
    re.IGNORECASE,
)
_CODE_AND_TEX = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$"
    r"|\\begin\{(?:[^\\]|\\(?!begin\{|end\{))*+\\end\{",
    re.DOTALL,
)
# Names by which somebody is reached; some are products of variables too, some are things.
_MESSENGER = r"微信|薇信|威信|v信|weixin|扣扣|telegram|whatsapp"
_PRODUCT = r"vx|wx|qq"
_THING = r"电报|飞机|企鹅"
_HANDLE = r"(?=[a-z_+-]{0,20}\d)[a-z0-9_+-]{5,30}"
_BAIT = re.compile(
    rf"(?:{_MESSENGER}|加 ?(?:{_PRODUCT}|{_THING})) ?(?:群|号|id)? ?:? ?@?{_HANDLE}"
    rf"|(?:(?<![a-z0-9_])(?:{_PRODUCT})|{_THING})(?: ?(?:群|号|id) ?:?| ?[:@]) ?@?{_HANDLE}"
    rf"|(?<![a-z0-9_])(?:{_PRODUCT}) {_HANDLE}"
    r"|\bt\.me/|\bwa\.me/"
    r"|(?:电话|手机|热线|致电|咨询|联系|\bcall|\btel)\D{0,10}1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"
    r"|代开.{0,6}发票|开.{0,4}发票|博彩平台|澳门.{0,4}(?:娱乐|威尼斯|新葡京)|娱乐城|北京赛车"
    r"|真人视讯|菠菜平台|裸聊|约炮|同城交友|上门服务|成人视频|无抵押贷款|贷款.{0,6}(?:秒批|下款|到账)"
    r"|发票代开|办证|刷单|兼职.{0,8}(?:日结|日赚)|日赚\d|(?:论文|毕业论文)代写|代写.{0,4}论文"
    r"|办(?:理)?.{0,4}(?:文凭|学历|毕业证)|seo优化|外链代发|壮阳|伟哥|减肥药|祛斑|丰胸|代孕|高仿"
    r"|a货(?![币物])|翻墙加速|加速器下载|刷粉|涨粉|信用卡套现|私服"
    r"|\b(?:online casino|viagra|cialis|levitra|porn|escorts|payday loans?|forex robot|"
    r"binary options? signals?|crypto (?:signals?|invest\w*)|dofollow|"
    r"seo (?:services?|expert|agency)|essay (?:writing )?services?|"
    r"keto (?:diet|gumm\w+)|cbd (?:oil|gumm\w+)|replica (?:watches|bags)|"
    r"cheap (?:meds?|pills?|flights?|jerseys?)|online pharmacy|hair loss|"
    r"make money (?:online|fast)|earn \$?\d+ (?:a|per) (?:day|week|month)|loans? approv\w+|"
    r"guest posts? on \d+|sexy? (?:girls?|chat|cam)|live cams?|hot girls?|"
    r"recover(?:ed|y)? (?:my |your )?(?:lost )?(?:funds?|bitcoin|crypto))\b",
    re.IGNORECASE,
)
# What an honest text may speak of too, on chance, codes, ranking or money.
_EQUIVOCAL = re.compile(
    r"博彩|赌场|百家乐|六合彩|时时彩|棋牌|彩票|无码|(?:小额|信用|网络|极速)贷款|快速排名|外链|套现"
    r"|\b(?:casino|poker|jackpot|betting|slots?|xxx|payday|forex|binary options?|backlinks?|"
    r"weight loss|work(?:ing)? from home|earn \$?\d+|loans?|guest post|web traffic|whatsapp)\b",
    re.IGNORECASE,
)
# The first words of a character's Unicode name, for the scripts our readers write in.
_SCRIPTS = {
    "zh-hans": {"CJK", "LATIN", "GREEK", "FULLWIDTH", "HIRAGANA", "KATAKANA", "BOPOMOFO"},
    "en": {"LATIN", "GREEK"},
}
_NO_SCRIPT = {"MATHEMATICAL", "MODIFIER", "SUPERSCRIPT", "DOUBLE-STRUCK", "SCRIPT", "BLACK-LETTER"}


def links(comment: Comment, sending: Sending) -> Reason | None:
    """Hold what has several links, or has them as in HTML; call spam what has many.

    Links as forums write them are spam too. A site is a link where there are many.
    """
    text = _words(comment)
    count = len(_LINK.findall(text))
    if found := _FORUM_LINK.search(text):
        words = gettext_noop("Links written as in HTML or in forums")
        return Reason("links", words, is_spam=found[0].startswith("["))
    if _LINK.search(comment.author_name):
        return Reason("links", gettext_noop("The name is an address"))
    if count > LINKS_HELD:
        is_spam = count + bool(comment.author_site) > LINKS_SPAM
        return Reason("links", gettext_noop("Links: %(count)s"), {"count": count}, is_spam)
    return None


def bait(comment: Comment, sending: Sending) -> Reason | None:
    """Hold what sells or lures; call it spam where its text leads somewhere too.

    Words that may be meant well speak against a name or a site, and a text only beside a link.
    """
    about = _spaced(f"{comment.author_name} | {comment.author_site.replace('-', ' ')}")
    text = _spaced(_words(comment))
    leads_away = _LINK.search(text) is not None
    plain = _BAIT.search(f"{about} | {text}")
    found = plain or _EQUIVOCAL.search(f"{about} | {text}" if leads_away else about)
    if found is None:
        return None
    words = gettext_noop("Words of advertising: %(words)s")
    return Reason("bait", words, {"words": found[0]}, leads_away and plain is not None)


def script(comment: Comment, sending: Sending) -> Reason | None:
    """Hold what is mostly written in a script that readers of this article do not read."""
    known = _SCRIPTS[comment.post.language] | _SCRIPTS[settings.SITE_LANGUAGE]
    letters = Counter(
        unicodedata.name(character, "").partition(" ")[0]
        for character in _words(comment)
        if character.isalpha()
    )
    letters -= Counter({name: letters[name] for name in _NO_SCRIPT})
    foreign = sum(count for name, count in letters.items() if name not in known)
    if foreign <= FOREIGN_SHARE * letters.total():
        return None
    return Reason("script", gettext_noop("Written in a script foreign to the article"))


def borrowed_name(comment: Comment, sending: Sending) -> Reason | None:
    """Hold who goes by the name of the blog's author, or of the blog."""
    site = Site.objects.first()
    names = {_folded(name) for name in (site.author_name, site.title) if name} if site else set()
    if _folded(comment.author_name) in names:
        return Reason("name", gettext_noop("The name of the blog's author"))
    return None


def _words(comment: Comment) -> str:
    """Return the text without code and formulas, where letters and addresses mean nothing."""
    return _CODE_AND_TEX.sub(" ", comment.source)


def _spaced(text: str) -> str:
    """Return a text with letters of one form and single blanks.

    By the letter, for to put the marks above a letter in order takes the square of their number.
    """
    plain = {ord(letter): unicodedata.normalize("NFKC", letter) for letter in set(text)}
    return " ".join(text.translate(plain).split())


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
