"""An article's citation as a page, ``/archives/ID/cite/?at=eq-loss``, and as files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from blog.posts.addresses import named
from blog.posts.freshness import fresh
from blog.posts.models import Post
from blog.reading.chrome import chrome_for
from blog.reading.citation.box import box_of, cited
from blog.reading.citation.styles import FILES

NEEDED = ("title", "title_plain", "title_html", "title_latex", "slug", "language")


@require_safe
@fresh
def cite(request: HttpRequest, key: str) -> HttpResponse:
    """Show how an article, or the place in it that ``at`` names, is cited."""
    post = _post(key)
    box = box_of(post, chrome_for(request), request.GET.get("at", ""))
    return render(request, "reading/cite.html", {"post": post, "citation": box})


@require_safe
@fresh
def cite_file(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Send the citation as a file of a reference manager."""
    style = FILES[ending]
    entry = cited(_post(key), chrome_for(request), request.GET.get("at", ""))
    return HttpResponse(
        style.spell(entry),
        content_type=f"{style.content_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{entry.key}.{ending}"'},
    )


def _post(key: str) -> Post:
    posts = Post.objects.public().only(*NEEDED, "published_at", "toc", "labels")
    return get_object_or_404(posts, named(key))
