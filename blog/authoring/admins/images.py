"""Images in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from blog.authoring.admins.base import BlogAdmin
from blog.authoring.forms import UploadForm
from blog.media.images import remove
from blog.media.models import Image
from blog.posts.models import Post


@admin.register(Image)
class ImageAdmin(BlogAdmin[Image]):
    """Where pictures are taken in, described and found again."""

    list_display = ("thumbnail", "original_name", "dimensions", "size", "alt", "created_at")
    list_display_links = ("thumbnail", "original_name")
    list_filter = ("format",)
    list_per_page = 50
    search_fields = ("original_name", "name", "alt")
    date_hierarchy = "created_at"
    fields = ("thumbnail", "markdown", "original_name", "alt", "dimensions", "size", "used_in")
    readonly_fields = ("thumbnail", "markdown", "dimensions", "size", "used_in")

    class Media:
        css = {"all": ["css/editor.css"]}

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Ask for a file where there is none yet."""
        if obj is None:
            kwargs["form"] = UploadForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> Any:
        """Ask for the file and its description, then show what is known."""
        return self.fields if obj else ("file", "alt")

    def get_readonly_fields(self, request: HttpRequest, obj: Image | None = None) -> Any:
        """Show what only the file itself can say."""
        return self.readonly_fields if obj else ()

    def view_on_site(self, image: Image) -> str:
        """Lead to the file."""
        return image.url

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        """Delete the file too."""
        remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> None:
        """Delete the files too."""
        for image in queryset:
            remove(image)

    @admin.display(description=_("image"))
    def thumbnail(self, image: Image) -> str:
        """Return the image, small."""
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
            *(image.url, image.alt, image.width, image.height),
        )

    @admin.display(description="Markdown")
    def markdown(self, image: Image) -> str:
        """Return what shows the image in a text."""
        return format_html("<code>![{}]({})</code>", image.alt, image.url)

    @admin.display(description=_("width and height"), ordering="width")
    def dimensions(self, image: Image) -> str:
        """Return width × height in pixels."""
        return f"{image.width} × {image.height}"

    @admin.display(description=_("size"), ordering="size_bytes")
    def size(self, image: Image) -> str:
        """Return the file's size, readable."""
        return filesizeformat(image.size_bytes)

    @admin.display(description=_("used in"))
    def used_in(self, image: Image) -> str:
        """Return links to the posts that show the image: reads every post's source."""
        posts = Post.objects.filter(source__contains=image.name).only("title", "slug")
        links = ((post.get_absolute_url(), post.title) for post in posts)
        return format_html_join(", ", '<a href="{}">{}</a>', links) or "–"
