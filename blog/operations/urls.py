"""Addresses for whoever watches the site."""

from django.urls import path

from blog.operations import health

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
