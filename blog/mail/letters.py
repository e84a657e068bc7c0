"""A letter from a pair of templates, one for its text and one for its HTML."""

import re
from collections.abc import Sequence
from email.header import Header
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template

LONGEST_SUBJECT = 150  # characters; what lists of letters show is less


def letter(
    template: str,
    to: str,
    subject: str,
    context: dict[str, Any],
    *,
    key: str,
    sender: str,
    continues: Sequence[str] = (),
    leave_url: str = "",
) -> EmailMultiAlternatives:
    """Return a letter in text and HTML that no machine should answer.

    template: NAME of mail/NAME.txt and mail/NAME.html. key: names the letter for ever: sent again
    after a crash, it is the same letter to programs too. sender: whose name stands before our
    address. continues: keys of the letters before it in the conversation, the oldest first.
    leave_url: where one POST, or a person, ends such letters (RFC 8058).
    """
    subject = one_line(subject)
    context = {**context, "subject": subject, "language": settings.LANGUAGE_CODE}
    message = EmailMultiAlternatives(
        _encoded(subject),
        _text(f"mail/{template}.txt", context),
        str(Address(one_line(sender), addr_spec=parseaddr(settings.DEFAULT_FROM_EMAIL)[1])),
        [to],
        headers={**_thread(key, continues), **_leaving(leave_url)},
    )
    message.attach_alternative(get_template(f"mail/{template}.html").render(context), "text/html")
    return message


def one_line(text: str) -> str:
    """Return ``text`` as a header may carry it: no line ends, nothing unseen or to be decoded."""
    seen = "".join(character if character.isprintable() else " " for character in text)
    # An encoded word (RFC 2047) would be read as what it stands for.
    line = " ".join(seen.split()).replace("=?", "= ?")
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def _encoded(subject: str) -> str:
    """Return the words that encode ``subject`` in a row, which Django then folds.

    Its own encoding leaves no room for the header's name, so a long one begins on an empty line.
    """
    if subject.isascii():
        return subject
    return Header(subject, "utf-8", header_name="Subject").encode(linesep="").replace("\n", "")


def _text(name: str, context: dict[str, Any]) -> str:
    """Render a template of plain text, in which ``<`` is no mark of anything."""
    template: Any = get_template(name)
    text = template.template.render(Context(context, autoescape=False))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _thread(key: str, continues: Sequence[str]) -> dict[str, str]:
    headers = {
        "Message-ID": _message_id(key),
        "Auto-Submitted": "auto-generated",
        "List-Id": f"<comments.{_host()}>",
    }
    if continues:
        headers["In-Reply-To"] = _message_id(continues[-1])
        headers["References"] = " ".join(map(_message_id, continues))
    return headers


def _leaving(url: str) -> dict[str, str]:
    if not url:
        return {}
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _message_id(key: str) -> str:
    return f"<{key}@{_host()}>"


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
