"""Addresses of writing, which the contract lists, and those that stand in letters."""

from django.urls import path

from blog.comments import by_letter, views

urlpatterns = [
    path("archives/<int:number>/comment/", views.write, name="comment"),
    path("archives/<int:number>/comment/<str:ticket>/", views.sent, name="comment_sent"),
    path("archives/<int:number>/comment/<str:ticket>/edit/", views.revise, name="comment_edit"),
    path("comments/moderate/<str:token>/", by_letter.moderate, name="moderate_by_mail"),
    path("comments/confirm/<str:token>/", by_letter.confirm_letters, name="confirm_letters"),
    path("comments/leave/<str:token>/", by_letter.leave_letters, name="leave_letters"),
]
