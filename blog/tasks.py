"""Roll call of the tasks: the queue looks for them here, the house keeps them in its rooms."""

from blog.authoring import cards
from blog.comments import retention
from blog.comments import tasks as comments
from blog.jobs import tidy
from blog.mail import tasks as mail
from blog.posts import popular
from blog.search import tasks as search
from blog.subscriptions import websub

__all__ = ["cards", "comments", "mail", "popular", "retention", "search", "tidy", "websub"]
