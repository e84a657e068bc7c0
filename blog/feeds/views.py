"""Feeds over HTTP; they declare the same validators as pages."""

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from blog.feeds.channel import Channel, site_language
from blog.feeds.formats import Printable
from blog.posts.addresses import absolute
from blog.posts.freshness import View, fresh


def feed(channel: Callable[..., Channel], form: type[Printable]) -> View:
    """Return a view that answers with a channel in one format.

    channel: takes the words of the address; an ObjectDoesNotExist of its becomes a 404.
    """

    @require_safe
    @fresh
    def answer(request: HttpRequest, **words: str) -> HttpResponse:
        try:
            found = channel(**words)
        except ObjectDoesNotExist as error:
            raise Http404 from error
        here = absolute(request.path)
        response = HttpResponse(content_type=form.content_type)
        if found.hub:
            response["Link"] = f'<{found.hub}>; rel="hub", <{here}>; rel="self"'
        spelled(found, form, here).write(response, "utf-8")
        return response

    return answer


def spelled(channel: Channel, form: type[Printable], url: str) -> Printable:
    """Return ``channel`` in a format, ready to be written. url: where the feed itself is found."""
    written = form(
        title=channel.title,
        link=channel.url,
        description=channel.description,
        language=site_language(),
        author_name=channel.author,
        subtitle=channel.description,
        feed_url=url,
        hub=channel.hub,
    )
    for item in channel.items:
        written.add_item(
            title=item.title,
            link=item.url,
            description=item.html,
            is_whole=item.is_whole,
            unique_id=item.key,
            unique_id_is_permalink=False,
            pubdate=item.published_at,
            updateddate=item.updated_at,
            language=item.language,
            author_name=item.author,
            categories=item.categories,
            comments=item.comments_url,
            item_copyright=str(item.licence.label),
            licence_url=item.licence.url,
        )
    return written
