"""Roll call of the author's side: Django looks for it here, the house keeps it in its room."""

from blog.authoring import admins

__all__ = ["admins"]
