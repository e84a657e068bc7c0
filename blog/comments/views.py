"""Writing a comment, and coming back to it.

These pages read no cookie and set none; why they need no CSRF token is said in ``tokens.py``.
"""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from blog.comments import conversation
from blog.comments.errors import Faulty, NotTaken, SaidAlready, TooSoon, WorkRefused
from blog.comments.forms import CommentForm, TextForm
from blog.comments.models import Comment
from blog.comments.policy import SitePolicy, is_open
from blog.comments.quoting import quoted
from blog.comments.rendering import render_comment
from blog.comments.senders import MOST_AN_HOUR, PAUSE_SECONDS
from blog.comments.tokens import comment_of, ticket_for
from blog.comments.work import challenge
from blog.markup.source import UNUSABLE
from blog.posts.addresses import number_in
from blog.posts.models import Post
from blog.posts.site import Site
from blog.posts.visitors import address_of, is_allowed

RENDERINGS_A_MINUTE = 30
LONGEST_AGENT = 300
_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


class SeeOther(HttpResponseRedirect):
    """What a browser is to fetch, with GET, after it has sent something."""

    status_code = HTTPStatus.SEE_OTHER


@csrf_exempt
@never_cache
@_read_and_write
def write(request: HttpRequest, number: int) -> HttpResponse:
    """Show the form for a comment on a post, take what was written, or show how it would look."""
    post = Post.objects.public().filter(pk=number).first()
    if post is None or not is_open(post, SitePolicy.of(Site.objects.get())):
        return _closed(request, post)
    if request.method != "POST" or "quote" in request.POST:
        return _page(request, _begun(request, post))
    form = CommentForm(post, request.POST, is_preview="preview" in request.POST)
    if not form.is_valid():
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        return _taken(request, form)
    except TooSoon:
        return _wait(request, form)
    except NotTaken as error:
        return _page(request, form, _told(form, error))


@csrf_exempt
@never_cache
@_read_and_write
def sent(request: HttpRequest, number: int, ticket: str) -> HttpResponse:
    """Show a writer what became of a comment, or take it back."""
    comment = _own(number, ticket)
    if comment is None:
        raise Http404
    context: dict[str, Any] = {"comment": comment, "post": comment.post, "ticket": ticket}
    context["is_withdrawn"] = comment.is_withdrawn
    if request.method == "POST":
        try:
            conversation.withdraw(comment)
        except NotTaken:
            context["is_too_late"] = True
        else:
            context["is_withdrawn"] = True
    context["is_changeable"] = conversation.is_changeable(comment)
    return render(request, "comments/sent.html", context)


@csrf_exempt
@never_cache
@_read_and_write
def revise(request: HttpRequest, number: int, ticket: str) -> HttpResponse:
    """Let a writer change the text of a comment."""
    comment = _own(number, ticket)
    if comment is None:
        return _closed(request)
    back = reverse("blog:comment_sent", args=[number, ticket])
    if request.method != "POST":
        if not conversation.is_changeable(comment):
            return SeeOther(back)
        return _revising(request, comment, TextForm(initial={"text": comment.source}))
    form = TextForm(request.POST)
    if not form.is_valid():
        return _revising(request, comment, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        return _changed(request, comment, form) or SeeOther(back)
    except NotTaken as error:
        return _revising(request, comment, form, _told(form, error))


def _taken(request: HttpRequest, form: CommentForm) -> HttpResponse:
    """Store a comment, or show how it would look. Raises NotTaken."""
    if not is_allowed(request, "comment", RENDERINGS_A_MINUTE):
        raise TooSoon
    comment = form.comment()
    if form.is_preview:
        return _page(request, form, preview=_previewed(form, comment))
    comment.address = address_of(request) or None
    comment.user_agent = UNUSABLE.sub("", request.headers.get("User-Agent", ""))[:LONGEST_AGENT]
    conversation.submit(comment, form.sending())
    return SeeOther(reverse("blog:comment_sent", args=[form.post.pk, ticket_for(comment.pk)]))


def _changed(request: HttpRequest, comment: Comment, form: TextForm) -> HttpResponse | None:
    """Change a comment, or return the page that shows how it would look. Raises NotTaken."""
    if not is_allowed(request, "comment", RENDERINGS_A_MINUTE):
        raise TooSoon
    if "preview" in request.POST:
        return _revising(request, comment, form, preview=_previewed(form, comment))
    conversation.change(comment, form.cleaned_data["text"], form.sending())
    return None


def _begun(request: HttpRequest, post: Post) -> CommentForm:
    """Return an empty form, or what was typed and below it the words of what it answers."""
    if request.method != "POST":
        answered = _answered(post, request.GET.get("to", ""))
        return CommentForm(post, initial={"to": answered and answered.pk})
    answered = _answered(post, request.POST.get("to", ""))
    text = request.POST.get("text", "")
    typed = {"text": quoted(answered.source, below=text) if answered else text}
    return CommentForm(post, initial={**request.POST.dict(), **typed})


def _previewed(form: TextForm, comment: Comment) -> Comment:
    """Return the comment as the form has it, rendered by what renders it for everybody."""
    comment.source = form.cleaned_data["text"]
    render_comment(comment, is_new=True)
    form.tell_faults(comment.problems)
    return comment


def _told(form: TextForm, error: NotTaken) -> HTTPStatus:
    """Say in the form why a comment was not taken; return the status to say it with."""
    if isinstance(error, Faulty):
        form.tell_faults(error.problems)
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, TooSoon):
        form.add_error(None, _("Please wait a moment before you send this. Nothing is lost."))
        return HTTPStatus.TOO_MANY_REQUESTS
    if isinstance(error, WorkRefused) and isinstance(form, CommentForm):
        form.ask_for_work_again()
        form.add_error(None, _("Your browser has to compute once more. Please send this again."))
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(error, SaidAlready):
        form.add_error(None, _("This has been received already; once is enough."))
    else:
        form.add_error(None, _("What this belongs to was deleted or closed meanwhile."))
    return HTTPStatus.CONFLICT


def _page(
    request: HttpRequest,
    form: CommentForm,
    status: HTTPStatus = HTTPStatus.OK,
    preview: Comment | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "post": form.post,
        "answered": _answered(form.post, str(form["to"].value() or "")),
        "preview": preview,
        "challenge": challenge() if Site.objects.filter(asks_for_work=True).exists() else "",
    }
    return render(request, "comments/write.html", context, status=status)


def _wait(request: HttpRequest, form: CommentForm) -> HttpResponse:
    """Give back what came too soon, on a page that costs little: under attack it is the usual one.

    It holds what was typed, to be sent again as it is; the whole form comes back with the preview.
    """
    context = {
        "post": form.post,
        "text": form.data["text"],
        "others": form.besides_the_text(),
        "pause": PAUSE_SECONDS,
        "most": MOST_AN_HOUR,
    }
    status = HTTPStatus.TOO_MANY_REQUESTS
    return _with_pause(render(request, "comments/wait.html", context, status=status))


def _revising(
    request: HttpRequest,
    comment: Comment,
    form: TextForm,
    status: HTTPStatus = HTTPStatus.OK,
    preview: Comment | None = None,
) -> HttpResponse:
    context = {"form": form, "post": comment.post, "comment": comment, "preview": preview}
    return _with_pause(render(request, "comments/revise.html", context, status=status))


def _with_pause(response: HttpResponse) -> HttpResponse:
    """Tell programs how long to wait, where waiting is asked for."""
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        response["Retry-After"] = str(PAUSE_SECONDS)
    return response


def _answered(post: Post, to: str) -> Comment | None:
    """Return the shown comment of this number; None where there is none under this post."""
    number = number_in(to)
    if number is None:
        return None
    return Comment.objects.shown().filter(post=post, pk=number).first()


def _own(number: int, ticket: str) -> Comment | None:
    """Return the comment a ticket is for; None where ticket or comment are gone."""
    comments = Comment.objects.select_related("post").filter(post=number)
    return comments.filter(pk=comment_of(ticket) or 0).first()


def _closed(request: HttpRequest, post: Post | None = None) -> HttpResponse:
    """Give a text back that is not taken: its conversation is closed, or gone where no post is.

    Raises Http404 where nothing is, and nothing was written.
    """
    text = request.POST.get("text", "")
    if post is None and not text:
        raise Http404
    status = HTTPStatus.FORBIDDEN if post else HTTPStatus.NOT_FOUND
    return render(request, "comments/closed.html", {"post": post, "text": text}, status=status)
