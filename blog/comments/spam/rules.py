"""What the author knows of spam: words, sites, mail and network addresses."""

from collections.abc import Callable
from fnmatch import fnmatchcase
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from blog.comments.models import Comment
from blog.comments.spam.evidence import Reason, Sending

_WILDCARDS = frozenset("*?[")
# A rule about a person goes by its number: the comment keeps its reasons longer than addresses.
_RULE = {
    "text": gettext_noop("A rule of yours: %(pattern)s"),
    "mail": gettext_noop("Spam rule %(number)s, of a mail address"),
    "address": gettext_noop("Spam rule %(number)s, of a network"),
}


class SpamRule(models.Model):
    """A word or an address that speaks against a comment."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Words in the text, the name or the site")
        MAIL = "mail", _("Mail address; * stands for anything")
        ADDRESS = "address", _("Network address or network")

    class Verdict(models.TextChoices):
        HELD = "held", _("Hold the comment")
        SPAM = "spam", _("Call it spam")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEXT)
    pattern = models.CharField(
        _("what to look for"),
        max_length=800,  # a mail address with every sign of it in brackets, see ban()
        help_text=_("Capitals do not matter. Networks are written 192.0.2.0/24, 2001:db8::/32."),
    )
    verdict = models.CharField(
        _("what follows"), max_length=10, choices=Verdict, default=Verdict.HELD
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("spam rule")
        verbose_name_plural = _("spam rules")
        constraints = [
            models.UniqueConstraint(fields=["kind", "pattern"], name="spam_rule_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["text", "mail", "address"]), name="spam_rule_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["held", "spam"]), name="spam_rule_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return self.pattern

    def clean(self) -> None:
        """Refuse what is no network where one is asked for."""
        if self.kind == self.Kind.ADDRESS:
            try:
                ip_network(self.pattern, strict=False)
            except ValueError as error:
                raise ValidationError({"pattern": _("This is no network address.")}) from error


def breaks_rule(comment: Comment, sending: Sending) -> Reason | None:
    """Give the strictest rule of the author's that speaks against a comment; one query."""
    words = "\n".join((comment.author_name, comment.author_site, comment.source)).casefold()
    mail = comment.author_email.casefold()
    address = ip_address(comment.address) if comment.address else None
    matches: dict[str, Callable[[str], bool]] = {
        SpamRule.Kind.TEXT: words.__contains__,
        SpamRule.Kind.MAIL: lambda pattern: _is_like(mail, pattern),
        SpamRule.Kind.ADDRESS: lambda pattern: _is_within(address, pattern),
    }
    # The rules are as many as the author has banned: plain values, and nothing done twice.
    rules = SpamRule.objects.values_list("kind", "pattern", "verdict", "pk")
    broken = [rule for rule in rules if matches[rule[0]](rule[1].casefold())]
    if not broken:
        return None
    kind, pattern, verdict, number = max(broken, key=lambda rule: rule[2] == SpamRule.Verdict.SPAM)
    params = {"pattern": pattern} if kind == SpamRule.Kind.TEXT else {"number": number}
    return Reason("rule", _RULE[kind], params, is_spam=verdict == SpamRule.Verdict.SPAM)


def _is_like(mail: str, pattern: str) -> bool:
    """Tell whether a mail address fits; one without wildcards is compared, which is cheap."""
    is_plain = _WILDCARDS.isdisjoint(pattern)
    return mail == pattern if is_plain else fnmatchcase(mail, pattern)


def _is_within(address: IPv4Address | IPv6Address | None, network: str) -> bool:
    try:
        return address is not None and address in ip_network(network, strict=False)
    except ValueError:
        return False
