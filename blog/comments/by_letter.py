"""The pages that links in letters lead to: a GET shows, a POST acts.

They read no cookie and need no CSRF token: who can post there holds the signed address, and
nothing else does anybody any good. Mail programs that follow links find a button, and leave it.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.signing import BadSignature, SignatureExpired
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.comments.identity import digest_of
from blog.comments.letters import CONFIRM, LEAVE, LIFETIME, MODERATE, why_it_waits
from blog.comments.listeners import Listener, confirm, leave
from blog.comments.models import Comment
from blog.comments.moderation import ACTS
from blog.comments.notices import tell_missed
from blog.mail.links import is_spent, spend, value_of
from blog.posts.site import hold_edition

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt
@never_cache
@_read_and_write
def moderate(request: HttpRequest, token: str) -> HttpResponse:
    """Show a comment and the button that approves, hides or calls it spam; do so when pressed.

    What is approved is the text that was shown: where its writer has changed it since, the page
    comes again.
    """
    value = _value(MODERATE, token)
    if value is None:
        return _over(request, is_expired=True)
    pk, act = value
    comments = Comment.objects.filter(pk=pk)
    with transaction.atomic():
        if request.method == "POST":
            hold_edition()  # its writer changes nothing between our look and the act
        comment = comments.standing().select_related("post").first()
        if comment is None:
            return _over(request, is_gone=True)
        digest = digest_of(comment)
        shown = {
            "comment": comment,
            "post": comment.post,
            "act": act,
            "digest": digest,
            "reasons": why_it_waits(comment),
        }
        template = "comments/moderate.html"
        if act == "approve" and request.POST.get("digest", digest) != digest:
            shown["is_changed"] = True
            return render(request, template, shown, status=HTTPStatus.CONFLICT)
        return _once(request, token, lambda: ACTS[act](comments), template, **shown)


@csrf_exempt
@never_cache
@_read_and_write
def confirm_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the owner of a mail address whether letters shall come; let them, when told so."""
    value = _value(CONFIRM, token)
    if value is None:
        return _over(request, is_expired=True)
    listener = get_object_or_404(Listener, pk=value[0])

    def let_them_come() -> None:
        confirm(listener)
        tell_missed(listener)

    return _once(request, token, let_them_come, "comments/letters.html", act="confirm")


@csrf_exempt
@never_cache
@_read_and_write
def leave_letters(request: HttpRequest, token: str) -> HttpResponse:
    """End the letters to a mail address: by a button, or by a mail program's one POST (RFC 8058).

    Leaving twice is leaving, so the link may be used for ever, also by who was erased. It undoes
    what it did, too: the form for comments could not, for anybody can type an address there.
    """
    listener = Listener.objects.filter(pk=_value(LEAVE, token, expires=False)).first()
    comes_back = "again" in request.POST
    if listener and request.method == "POST":
        (confirm if comes_back else leave)(listener)
    context = {
        "act": "confirm" if listener and comes_back else "leave",
        "is_done": listener is None or request.method == "POST" or listener.left_at is not None,
        "may_return": listener is not None,
    }
    return render(request, "comments/letters.html", context)


def _value(purpose: str, token: str, *, expires: bool = True) -> Any:
    """Return what a link is about; None where it has expired. Raises Http404 on a forged one."""
    try:
        return value_of(purpose, token, LIFETIME if expires else None)
    except SignatureExpired:
        return None
    except BadSignature as error:
        raise Http404 from error


def _once(
    request: HttpRequest, token: str, errand: Callable[[], object], template: str, **context: Any
) -> HttpResponse:
    """Show what a link is for; do its errand when the button is pressed, and never again."""
    if request.method != "POST":
        if is_spent(token):
            return _over(request, **context)
        return render(request, template, context)
    with transaction.atomic():
        if not spend(token):
            return _over(request, **context)
        errand()
    return render(request, template, {**context, "is_done": True})


def _over(request: HttpRequest, **context: Any) -> HttpResponse:
    """Say that a link does nothing any more, and why."""
    return render(request, "comments/link_over.html", context, status=HTTPStatus.GONE)
