"""Roll call of the models: Django looks for them here, the house keeps them in its rooms."""

from blog.comments.models import Comment
from blog.media.models import Image
from blog.posts.citations import Citation
from blog.posts.models import OldPath, Page, Post
from blog.posts.site import Edition, Site
from blog.posts.taxonomy import Category, Tag

__all__ = [
    "Category",
    "Citation",
    "Comment",
    "Edition",
    "Image",
    "OldPath",
    "Page",
    "Post",
    "Site",
    "Tag",
]
