"""A post that chance chooses: ``/random/``."""

import random

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from blog.posts.models import Post


@require_safe
@never_cache
def random_post(request: HttpRequest) -> HttpResponse:
    """Lead to some public post, to the front page where there is none: 2 queries, few rows each.

    A number is drawn between the first post's and the last's, and the next public post taken. A
    post after a gap of numbers comes more often for it, which nobody notices.
    """
    public = Post.objects.public().order_by("pk")
    ends = public.order_by().aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return redirect("blog:home")
    drawn = random.randint(ends["first"], ends["last"])  # noqa: S311 - no secret
    chosen = public.filter(pk__gte=drawn).only("slug").first()
    return redirect(chosen or "blog:home")
