"""One text in several languages: an original, and what translates it."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from blog.posts.models import Post


def check_translation(post: "Post") -> None:
    """Raise ValidationError for a translation of a translation, or two texts in one language.

    2 queries where the post is stored and may have translations.
    """
    original = post.translation_of
    if original and original.translation_of_id:
        _refuse("translation_of", _("That post is a translation itself: name its original."))
    if original and original.language == post.language:
        _refuse("language", _("The original is in this language."))
    translations = post.translations.all() if post.pk else ()
    if original and translations:
        _refuse("translation_of", _("This post has translations of its own."))
    if any(translation.language == post.language for translation in translations):
        _refuse("language", _("A translation is in this language."))


def versions(post: "Post") -> list[dict[str, Any]]:
    """Return a post and its translations as {language, url, is_original}; needs for_page().

    None where readers find it in one language only.
    """
    if not post.translated:
        return []
    original = post.translation_of_id or post.pk
    itself = {"pk": post.pk, "language": post.language, "url": post.url}
    every = [itself, *post.translated]
    return [{**version, "is_original": version["pk"] == original} for version in every]


def _refuse(field: str, reason: str) -> None:
    raise ValidationError({field: reason})
