"""The forms in which the author writes and uploads."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from blog.authoring.editor import SourceField
from blog.authoring.macros import validate_macros
from blog.comments.models import Comment
from blog.media.errors import MediaError
from blog.media.images import store
from blog.media.models import Image
from blog.media.pictures import Picture, clean


class TextForm(forms.ModelForm):  # type: ignore[type-arg]
    """A post or a page, its text in the editor."""

    source = SourceField(label=_("Text"))


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]
    """The site's settings; the macros are read before they are kept."""

    def clean_macros(self) -> str:
        """Return the macros. Raises ValidationError with line and column of what is wrong."""
        macros: str = self.cleaned_data["macros"]
        validate_macros(macros)
        return macros


class CommentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A comment; an answer stands under the post of what it answers."""

    def clean_parent(self) -> Comment | None:
        """Refuse to answer across posts, and what was hidden or is spam."""
        parent: Comment | None = self.cleaned_data["parent"]
        post = self.cleaned_data.get("post")
        if parent and post and parent.post_id != post.pk:
            raise ValidationError(_("This comment stands under another post."))
        if parent and not parent.is_answerable:
            raise ValidationError(_("Readers do not see this comment: show it first."))
        return parent

    def clean_status(self) -> str:
        """Refuse to show what its writer took back."""
        status: str = self.cleaned_data["status"]
        if status == Comment.Status.SHOWN and self.instance.is_withdrawn:
            raise ValidationError(_("Its writer has withdrawn it."))
        return status


class UploadForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new image: its file and what it shows."""

    file = forms.FileField(
        label=_("File"), help_text=_("JPEG, PNG, WebP, GIF or AVIF, up to 20 MB.")
    )

    def clean_file(self) -> Picture:
        """Return the picture in the file, or say why there is none."""
        try:
            return clean(self.cleaned_data["file"].read())
        except MediaError as error:
            raise ValidationError(str(error)) from error

    def save(self, commit: bool = True) -> Image:
        """Return the stored image, which may have been there before."""
        upload: Any = self.files["file"]
        image = store(self.cleaned_data["file"], upload.name)
        image.alt = self.cleaned_data["alt"] or image.alt
        if commit:
            image.save()
        return image

    def save_m2m(self) -> Any:
        """Save no relations; the admin asks for it."""
