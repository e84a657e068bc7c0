"""Addresses of the reading pages; the contract lists them."""

from django.urls import path

from blog.reading import views
from blog.reading.citation import urls as citation
from blog.reading.tex import tex

urlpatterns = [
    path("", views.home, name="home"),
    path("page/1/", views.first_page),
    path("page/<int:number>/", views.home, name="home_page"),
    path("archives/", views.archive, name="archive"),
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
    path("tex/", tex, name="tex"),
    path("favicon.ico", views.favicon),
]

# Takes any word, so it stands last in the tree.
last_urlpatterns = [path("<str:slug>/", views.page, name="page")]
