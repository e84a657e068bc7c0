"""The pages that readers see."""

from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.comments.marks import with_marks
from blog.comments.policy import form_address
from blog.posts.freshness import ReadingRequest, fresh
from blog.posts.links import Link
from blog.posts.models import Page, Post
from blog.posts.neighbours import neighbours_of
from blog.posts.stored_counts import public_count
from blog.posts.taxonomy import Tag, Tagging
from blog.reading.article import article
from blog.reading.audience import counted
from blog.reading.breadcrumbs import breadcrumbs_of
from blog.reading.chrome import chrome_for
from blog.reading.citation.box import box_of
from blog.reading.conversation import conversation_of
from blog.reading.far import from_its_month
from blog.reading.listing import addresses, list_context, listing
from blog.reading.metadata import about, about_site


@require_safe
@fresh
def home(request: ReadingRequest, number: int = 1) -> HttpResponse:
    """Show a page of all posts."""
    chrome = chrome_for(request)
    posts, out = from_its_month(
        Post.objects.public(), (number - 1) * chrome.posts_per_page, request.edition
    )
    page = listing(
        posts, chrome.post_count, number, chrome.posts_per_page, addresses("home"), out=out
    )
    context: dict[str, Any] = {"posts": page.posts, "pager": page.pager}
    if number == 1:
        context["about_site"] = about_site(chrome)
    return render(request, "reading/listing.html", context)


@require_safe
@fresh
def category(request: ReadingRequest, slug: str, number: int = 1) -> HttpResponse:
    """Show a page of the posts of a category and of all below it."""
    chrome = chrome_for(request)
    branch = chrome.category_by_slug.get(slug)
    if branch is None:
        raise Http404
    page = listing(
        Post.objects.public().filter(category__in=branch.ids),
        branch.post_count,
        number,
        chrome.posts_per_page,
        addresses("category", slug),
    )
    crumbs = breadcrumbs_of(branch, chrome)
    context = list_context(page, crumbs, kind="category", description=branch.description)
    return render(request, "reading/listing.html", context)


@require_safe
@fresh
def tag(request: ReadingRequest, slug: str, number: int = 1) -> HttpResponse:
    """Show a page of the posts that share a tag."""
    this = get_object_or_404(_counted_tags(), slug=slug)
    chrome = chrome_for(request)
    page = listing(
        Tagging.objects.filter(tag=this, published_at__lte=timezone.now()),
        this.public_posts,
        number,
        chrome.posts_per_page,
        addresses("tag", slug),
        key="post",
    )
    context = list_context(page, breadcrumbs_of(this, chrome), kind="tag")
    return render(request, "reading/listing.html", context)


@require_safe
@counted
@fresh
def post(request: ReadingRequest, key: str) -> HttpResponse:
    """Show an article by number or slug; what is not public only to those who may edit it."""
    shown = article(key)
    if not shown.is_public and not request.user.has_perm("blog.view_post"):
        raise Http404
    if shown.slug and shown.slug != key:
        return redirect(shown, permanent=True)
    chrome = chrome_for(request)
    context = {
        "post": shown,
        "html": with_marks(shown),
        "crumbs": breadcrumbs_of(shown, chrome),
        "conversation": conversation_of(shown, request),
        "views": shown.shown_views if chrome.shows_views else 0,
        "writing": form_address(shown, chrome.comment_policy),
        "citation": box_of(shown, chrome),
        "about": about(shown, chrome),
        "licence": shown.licence_under(chrome.licence),
        **neighbours_of(shown)._asdict(),
    }
    response = render(request, "reading/post.html", context)
    if not shown.is_public:
        response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@fresh
def page(request: ReadingRequest, slug: str) -> HttpResponse:
    """Show a page that stands outside the stream of posts."""
    shown = get_object_or_404(Page, slug=slug)
    context = {
        "page": shown,
        "crumbs": breadcrumbs_of(shown, chrome_for(request)),
        "links": Link.objects.all() if shown.shows_links else None,
    }
    return render(request, "reading/page.html", context)


@require_safe
@fresh
def categories(request: ReadingRequest) -> HttpResponse:
    """Show the tree of categories."""
    context = {"categories": chrome_for(request).categories}
    return render(request, "reading/categories.html", context)


@require_safe
@fresh
def tags(request: ReadingRequest) -> HttpResponse:
    """Show the tags that public posts carry, the most used first."""
    used = _counted_tags().filter(public_posts__gt=0).order_by("-public_posts", "name")
    return render(request, "reading/tags.html", {"tags": used})


@require_safe
def first_page(request: HttpRequest, **list_of: str) -> HttpResponse:
    """Lead to the one address that the first page of a list has."""
    return redirect(request.path.removesuffix("page/1/"), permanent=True)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead those who ask at the old fixed address to the icon."""
    return HttpResponsePermanentRedirect(static("favicon.svg"))


def _counted_tags() -> QuerySet[Any]:
    return Tag.objects.annotate(public_posts=public_count(tags=OuterRef("pk")))
