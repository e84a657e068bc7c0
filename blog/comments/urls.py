"""Addresses of writing; the contract lists them."""

from django.urls import path

from blog.comments import views

urlpatterns = [
    path("archives/<int:number>/comment/", views.write, name="comment"),
    path("archives/<int:number>/comment/<str:ticket>/", views.sent, name="comment_sent"),
    path("archives/<int:number>/comment/<str:ticket>/edit/", views.revise, name="comment_edit"),
]
