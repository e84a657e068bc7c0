"""The root of the URL tree: the author's side, then the blog, whose last pattern takes any word."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path("", include("blog.urls")),
]
