"""Roll call of the models: Django looks for them here, the house keeps them in its rooms."""

from blog.comments.listeners import Listener
from blog.comments.mentions import Mention
from blog.comments.models import Comment
from blog.comments.revisions import Revision
from blog.comments.senders import Sender
from blog.comments.spam.rules import SpamRule
from blog.comments.work import SpentWork
from blog.mail.models import Letter, SpentLink
from blog.media.models import Image
from blog.posts.citations import Citation
from blog.posts.links import Link
from blog.posts.menu import MenuItem
from blog.posts.models import Page, Post
from blog.posts.old_paths import OldPath
from blog.posts.popular import PopularPost
from blog.posts.readership import DayOfReading, Readership
from blog.posts.related import Related
from blog.posts.series import Series
from blog.posts.site import Edition, Site
from blog.posts.taxonomy import Category, Tag, Tagging
from blog.search.models import Entry, Words

__all__ = [
    "Category",
    "Citation",
    "Comment",
    "DayOfReading",
    "Edition",
    "Entry",
    "Image",
    "Letter",
    "Link",
    "Listener",
    "Mention",
    "MenuItem",
    "OldPath",
    "Page",
    "PopularPost",
    "Post",
    "Readership",
    "Related",
    "Revision",
    "Sender",
    "Series",
    "Site",
    "SpamRule",
    "SpentLink",
    "SpentWork",
    "Tag",
    "Tagging",
    "Words",
]
