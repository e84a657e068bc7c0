"""Where the editor's scripts ask; the first two addresses are markdownx's."""

from django.urls import path

from blog.authoring import views

urlpatterns = [
    path("markdownx/markdownify/", views.markdownify, name="markdownify"),
    path("markdownx/upload/", views.upload, name="upload"),
    path("markdownx/preview/", views.preview_frame, name="preview_frame"),
]
