"""The field in which texts are written: markdownx's widget in two columns, source and preview."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.forms.widgets import Script
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from markdownx.fields import MarkdownxFormField
from markdownx.widgets import AdminMarkdownxWidget

from blog.media.pictures import MAX_MEGABYTES


class EditorWidget(AdminMarkdownxWidget):  # type: ignore[misc]
    """A text area; where scripts run, with a live preview beside it and pictures dropped in.

    Of markdownx it keeps the widget and the two addresses. Its script traps Tab and lets late
    answers overwrite newer ones; ours, a module for each behaviour, take its place.
    """

    template_name = "authoring/editor.html"

    def get_context(self, name: str, value: str | None, attrs: dict[str, Any] | None) -> Any:
        """Add the addresses that the scripts call."""
        context = super().get_context(name, value, attrs)
        context["preview_url"] = reverse_lazy("blog:markdownify")
        context["frame_url"] = reverse_lazy("blog:preview_frame")
        context["upload_url"] = reverse_lazy("blog:upload")
        context["max_bytes"] = MAX_MEGABYTES * 1_000_000
        context["max_megabytes"] = MAX_MEGABYTES
        return context

    class Media:
        extend = False
        css = {"all": ["css/editor.css"]}
        js = [
            Script(f"js/editor-{behaviour}.js", type="module")
            for behaviour in ("preview", "problems", "scroll", "upload", "guard")
        ]


def validate_encodable(text: str) -> None:
    """Refuse half a surrogate pair, which no database can hold."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValidationError(_("The text holds a character that cannot be stored.")) from error


class SourceField(MarkdownxFormField):  # type: ignore[misc]
    """Markdown as typed: spaces at both ends kept, lines ended by a newline alone."""

    widget = EditorWidget
    default_validators = [ProhibitNullCharactersValidator(), validate_encodable]

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"strip": False, "required": False, **options})

    def to_python(self, value: str | None) -> str:
        """Return the text without the carriage returns that browsers send."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")
