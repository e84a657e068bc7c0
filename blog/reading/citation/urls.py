"""Addresses of citations."""

from django.urls import path, re_path

from blog.reading.citation.styles import FILES
from blog.reading.citation.views import cite, cite_file

urlpatterns = [
    path("archives/<str:key>/cite/", cite, name="cite"),
    re_path(
        rf"^archives/(?P<key>[^/]+)/cite\.(?P<ending>{'|'.join(FILES)})$",
        cite_file,
        name="cite_file",
    ),
]
