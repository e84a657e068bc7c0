"""The form for a comment, as a browser finds it and fills it in."""

from datetime import timedelta
from typing import Any

import html5lib
import pytest
from django.utils import timezone

from blog.comments.tokens import token_for
from blog.posts.models import Post


def address_of(post: Post) -> str:
    return f"/archives/{post.pk}/comment/"


def filled(post: Post, **fields: Any) -> dict[str, Any]:
    """Return a form fetched a minute ago and filled in."""
    now = timezone.now
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: now() - timedelta(minutes=1))
        token = token_for(post.pk)
    return {"name": "张三", "text": "A remark.", "token": token, **fields}


def sent_by_the_form_in(page: str) -> dict[str, str]:
    """Return what a browser sends when nothing in the page's form is touched."""
    (form,) = html5lib.parse(page, namespaceHTMLElements=False).findall(".//form[@method='post']")
    areas = {area.get("name"): area.text or "" for area in form.iter("textarea")}
    fields = {
        field.get("name"): field.get("value", "on" if field.get("type") == "checkbox" else "")
        for field in form.iter("input")
        if field.get("type") != "checkbox" or "checked" in field.attrib
    }
    return areas | fields
