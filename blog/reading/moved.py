"""Old addresses live for ever: what is no longer found is looked up among them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from blog.posts.old_paths import OldPath


def redirect_old_paths(
    answer: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: turn a 404 into a 301 where the address was once public; a query a 404."""

    def answer_or_redirect(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        old = OldPath.objects.select_related("post", "page").filter(path=request.path).first()
        target = old and (old.page or (old.post if old.post and old.post.is_public else None))
        return HttpResponsePermanentRedirect(target.get_absolute_url()) if target else response

    return answer_or_redirect
