"""Why a file is no picture for the blog; the author is told in the site's language."""

from django.utils.translation import gettext_lazy as _


class MediaError(Exception):
    """A file is refused; ``str()`` of the error is the translated reason."""

    reason = _("This file cannot be used.")

    def __init__(self, **params: object) -> None:
        super().__init__(params)
        self.params = params

    def __str__(self) -> str:
        return str(self.reason) % self.params


class FileTooLarge(MediaError):
    """Too many bytes; ``limit`` in megabytes."""

    reason = _("The file is larger than %(limit)s MB.")


class TooManyPixels(MediaError):
    """Too wide and high to be decoded safely; ``limit`` in millions."""

    reason = _("The picture has more than %(limit)s million pixels.")


class AnimationTooLong(MediaError):
    """The frames together hold too many pixels; ``limit`` in millions."""

    reason = _("The frames of the animation have more than %(limit)s million pixels together.")


class UnknownFormat(MediaError):
    """Not a picture at all, whatever its name and type claim, or of another format."""

    reason = _("This is not a JPEG, PNG, WebP, GIF or AVIF picture.")


class BrokenPicture(MediaError):
    """It begins like a picture and cannot be decoded to its end."""

    reason = _("The picture is broken or incomplete.")
