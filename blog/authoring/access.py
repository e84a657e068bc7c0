"""Who may use the writing tools."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]

TO_WRITE = ("blog.add_post", "blog.change_post", "blog.add_page", "blog.change_page")
TO_UPLOAD = ("blog.add_image",)


def staff_only(*permissions: str) -> Callable[[View], View]:
    """Refuse a view to all but staff who hold one of the permissions: 403, never a redirect.

    A script asks here, and a login page would be no answer to it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            user = request.user
            if not (user.is_active and user.is_staff and any(map(user.has_perm, permissions))):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
