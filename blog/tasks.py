"""Roll call of the tasks: the queue looks for them here, the house keeps them in its rooms."""

from blog.jobs import tidy

__all__ = ["tidy"]
