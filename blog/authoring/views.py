"""The editor's two addresses, which are markdownx's own, and the page its preview is shown in."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from blog.authoring.access import TO_UPLOAD, TO_WRITE, staff_only
from blog.authoring.preview import preview_of
from blog.media.errors import FileTooLarge, MediaError
from blog.media.images import accept
from blog.media.pictures import MAX_MEGABYTES


@staff_only(*TO_WRITE)
@require_POST
@never_cache
def markdownify(request: HttpRequest) -> HttpResponse:
    """Answer the preview of ``content``: HTML with the problems first, then title and text."""
    if "content" not in request.POST:
        return HttpResponseBadRequest("content is missing", content_type="text/plain")
    preview = preview_of(
        source=request.POST["content"],
        title=request.POST.get("title", ""),
        language=request.POST.get("language", ""),
        numbers_by_section="numbers_by_section" in request.POST,
    )
    return render(request, "authoring/_preview.html", {"preview": preview})


@staff_only(*TO_UPLOAD)
@require_POST
@never_cache
def upload(request: HttpRequest) -> JsonResponse:
    """Take in the picture sent as ``image`` and answer the Markdown that shows it.

    {"image_code": "![](/media/….png)", "url", "width", "height"}, or {"image": [reason]} and 400.
    """
    file = request.FILES.get("image")
    if not isinstance(file, UploadedFile):
        return JsonResponse({"image": [_("No file came with the request.")]}, status=400)
    try:
        if (file.size or 0) > MAX_MEGABYTES * 1_000_000:
            raise FileTooLarge(limit=MAX_MEGABYTES)
        image = accept(file.read(), file.name or "")
    except MediaError as error:
        return JsonResponse({"image": [str(error)]}, status=400)
    return JsonResponse(
        {
            "image_code": f"![{image.alt}]({image.url})",
            "url": image.url,
            "width": image.width,
            "height": image.height,
        }
    )


@staff_only(*TO_WRITE)
@require_safe
@never_cache
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def preview_frame(request: HttpRequest) -> HttpResponse:
    """Answer the empty page, dressed as the site, that the editor fills with the preview."""
    return render(request, "authoring/preview_frame.html")
