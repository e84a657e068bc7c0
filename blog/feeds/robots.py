"""What robots may visit: everything that is public, and where it is listed."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.posts.addresses import absolute


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let every robot in. The author's side is not named: its address may be a secret."""
    lines = ["User-agent: *", "Disallow:", f"Sitemap: {absolute(reverse('blog:sitemap'))}", ""]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=86400"
    return response
