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
LINKS_SPAM = 5
FOREIGN_SHARE = 0.3

_LINK = re.compile(r"(?:https?://|\bwww\.)[^\s<>\[\]()]+", re.IGNORECASE)
_FOREIGN_LINK = re.compile(r"\[(?:url|link|img)\s*[=\]]|<a\s[^>]*href", re.IGNORECASE)
_CODE_AND_TEX = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$|\\begin\{.*?\\end\{", re.DOTALL
)
_BAIT = re.compile(
    r"(?:加?\s*(?:微信|薇信|威信|v信|vx|wx|weixin|qq|扣扣|企鹅)|telegram|whatsapp|电报|飞机)"
    r"\s*(?:群|号|id)?\s*[:：]?\s*@?[a-z0-9_+-]{5,}"
    r"|\bt\.me/|\bwa\.me/|(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"
    r"|代开.{0,6}发票|开.{0,4}发票|博彩|赌场|百家乐|六合彩|棋牌|彩票|澳门.{0,4}(?:娱乐|威尼斯|新葡京)"
    r"|娱乐城|时时彩|北京赛车|真人视讯|菠菜平台|裸聊|约炮|同城交友|上门服务|成人视频|无码"
    r"|(?:无抵押|小额|信用|网络|极速)贷款|贷款.{0,6}(?:秒批|下款|到账)|刷单|兼职.{0,8}(?:日结|日赚)|日赚\d"
    r"|(?:论文|毕业论文)代写|代写.{0,4}论文|办(?:理)?.{0,4}(?:文凭|学历|毕业证)|快速排名|seo优化|外链"
    r"|壮阳|伟哥|减肥药|祛斑|丰胸|代孕|高仿|a货|翻墙加速|加速器下载|刷粉|涨粉|套现|传奇私服|私服"
    r"|\b(?:casino|viagra|cialis|levitra|poker|jackpot|betting|slots?|porn|xxx|escorts?|payday|"
    r"forex|binary options?|crypto (?:signals?|invest\w*)|backlinks?|"
    r"seo (?:services?|expert|agency)|"
    r"essay (?:writing )?services?|weight loss|keto|cbd (?:oil|gumm\w+)|replica (?:watches|bags)|"
    r"cheap (?:meds?|pills?|flights?|jerseys?)|online pharmacy|hair loss|work from home|"
    r"make money (?:online|fast)|earn \$?\d+|loans?\b.{0,20}(?:approv|credit)|guest post|"
    r"sexy? (?:girls?|chat|cam)|live cams?|hot girls?|recover(?:ed|y)? (?:my |your )?(?:lost )?"
    r"(?:funds?|bitcoin|crypto)|whatsapp|dofollow|web traffic)\b",
    re.IGNORECASE,
)
# The first words of a character's Unicode name, for the scripts our readers write in.
_SCRIPTS = {
    "zh-hans": {"CJK", "LATIN", "GREEK", "FULLWIDTH", "HIRAGANA", "KATAKANA", "BOPOMOFO"},
    "en": {"LATIN", "GREEK"},
}
_NO_SCRIPT = {"MATHEMATICAL", "MODIFIER", "SUPERSCRIPT", "DOUBLE-STRUCK", "SCRIPT", "BLACK-LETTER"}


def links(comment: Comment, sending: Sending) -> Reason | None:
    """Hold what has several links; call spam what has many, or has them as forums write them."""
    text = _words(comment)
    count = len(_LINK.findall(text))
    if _FOREIGN_LINK.search(text):
        return Reason("links", gettext_noop("Links written as in HTML or in forums"), is_spam=True)
    if _LINK.search(comment.author_name):
        return Reason("links", gettext_noop("The name is an address"))
    if count > LINKS_HELD:
        return Reason(
            "links", gettext_noop("Links: %(count)s"), {"count": count}, is_spam=count > LINKS_SPAM
        )
    return None


def bait(comment: Comment, sending: Sending) -> Reason | None:
    """Hold what sells or lures; call it spam where it leads somewhere too."""
    whole = unicodedata.normalize("NFKC", f"{comment.author_name}\n{_words(comment)}")
    found = _BAIT.search(whole)
    if found is None:
        return None
    leads_away = bool(comment.author_site) or _LINK.search(whole) is not None
    return Reason(
        "bait", gettext_noop("Words of advertising: %(words)s"), {"words": found[0]}, leads_away
    )


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


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
