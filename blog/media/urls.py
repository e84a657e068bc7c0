"""Where the media store is found."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import re_path

from blog.media import views
from blog.media.models import NAME

# MEDIA_URL may name another host; then this route only stands by.
_prefix = re.escape(urlsplit(settings.MEDIA_URL).path.lstrip("/"))

urlpatterns = [
    re_path(rf"^{_prefix}(?P<name>{NAME})$", views.picture, name="picture"),
]
