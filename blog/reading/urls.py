"""Addresses of the reading pages; the contract lists them."""

from datetime import date

from django.urls import path, register_converter

from blog.reading import archive, series, views
from blog.reading.citation import urls as citation
from blog.reading.manifest import manifest
from blog.reading.random_post import random_post
from blog.reading.tex import tex


class MonthConverter:
    """Between ``2026/06`` and the month's first day; a year that is none matches nothing."""

    regex = "[0-9]{4}/(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        """Return the first day. Raises ValueError, which Django takes as no match, for year 0."""
        year, month = map(int, value.split("/"))
        return date(year, month, 1)

    def to_url(self, value: date) -> str:
        """Return the path's part."""
        return f"{value:%Y/%m}"


register_converter(MonthConverter, "month")

urlpatterns = [
    path("", views.home, name="home"),
    path("page/1/", views.first_page),
    path("page/<int:number>/", views.home, name="home_page"),
    path("archives/", archive.archive, name="archive"),
    path("archives/<month:first_day>/", archive.month, name="month"),
    path("archives/<month:first_day>/page/1/", views.first_page),
    path("archives/<month:first_day>/page/<int:number>/", archive.month, name="month_page"),
    path("archives/<str:key>/", views.post, name="post"),
    *citation.urlpatterns,
    path("category/", views.categories, name="categories"),
    path("category/<str:slug>/", views.category, name="category"),
    path("category/<str:slug>/page/1/", views.first_page),
    path("category/<str:slug>/page/<int:number>/", views.category, name="category_page"),
    path("tag/", views.tags, name="tags"),
    path("tag/<str:slug>/", views.tag, name="tag"),
    path("tag/<str:slug>/page/1/", views.first_page),
    path("tag/<str:slug>/page/<int:number>/", views.tag, name="tag_page"),
    path("series/", series.overview, name="series_index"),
    path("series/<str:slug>/", series.series, name="series"),
    path("series/<str:slug>/page/1/", views.first_page),
    path("series/<str:slug>/page/<int:number>/", series.series, name="series_page"),
    path("random/", random_post, name="random"),
    path("tex/", tex, name="tex"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("favicon.ico", views.favicon),
]

# Takes any word, so it stands last in the tree.
last_urlpatterns = [path("<str:slug>/", views.page, name="page")]
