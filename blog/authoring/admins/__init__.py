"""The author's side: Django's admin, one ModelAdmin a model."""

from blog.authoring.admins.comments import CommentAdmin
from blog.authoring.admins.images import ImageAdmin
from blog.authoring.admins.menu import LinkAdmin, MenuItemAdmin
from blog.authoring.admins.pages import PageAdmin
from blog.authoring.admins.posts import PostAdmin
from blog.authoring.admins.series import SeriesAdmin
from blog.authoring.admins.site import OldPathAdmin, SiteAdmin
from blog.authoring.admins.spam_rules import SpamRuleAdmin
from blog.authoring.admins.taxonomy import CategoryAdmin, TagAdmin

__all__ = [
    "CategoryAdmin",
    "CommentAdmin",
    "ImageAdmin",
    "LinkAdmin",
    "MenuItemAdmin",
    "OldPathAdmin",
    "PageAdmin",
    "PostAdmin",
    "SeriesAdmin",
    "SiteAdmin",
    "SpamRuleAdmin",
    "TagAdmin",
]
