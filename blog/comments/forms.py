"""The form a reader writes in. It stores what was typed, exactly, or says why it does not."""

import re
from dataclasses import replace
from typing import Any
from unicodedata import category

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from blog.comments.models import Comment
from blog.comments.spam.evidence import Sending
from blog.comments.tokens import Age, age_of, token_for
from blog.mail.addresses import is_reachable
from blog.markup.source import UNUSABLE
from blog.posts.addresses import number_in
from blog.posts.models import Post

LONGEST_TEXT = 10_000
_TURNS_THE_LINE = re.compile("[\t\n\u2028-\u202e\u2066-\u2069]")


class Words(forms.CharField):
    """Text kept as it was typed, but for the line ends that browsers make of one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> Any:
        """Return the text with plain line ends."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class TextForm(forms.Form):
    """What may be changed afterwards: the text."""

    text = Words(
        label=_("Comment"),
        max_length=LONGEST_TEXT,
        help_text=_("Markdown, and TeX between dollars: $a^2$, or $$…$$ on a line of its own."),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    as_it_is = forms.BooleanField(
        label=_("Send it all the same; what cannot be set is shown as its source."), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "write-%s", **options})
        self.has_faults = False

    def clean_text(self) -> str:
        """Refuse a text in which there is nothing to see."""
        text: str = self.cleaned_data["text"]
        if not _shows_something(text):
            raise ValidationError(self.fields["text"].error_messages["required"], code="required")
        return text

    def sending(self) -> Sending:
        """Return how it came in, for the layers that judge it."""
        return Sending(insists=bool(self.cleaned_data["as_it_is"]), is_change=True)

    def tell_faults(self, problems: list[dict[str, Any]]) -> None:
        """Say what is wrong in the text, and where; offer to send it all the same."""
        self.has_faults = bool(problems)
        place = _t("Line %(line)s, column %(column)s: %(message)s")
        for problem in problems:
            message = _t(problem["template"]) % problem["params"]
            self.add_error("text", ValidationError(place, params={**problem, "message": message}))


class CommentForm(TextForm):
    """A new comment: who writes, what, and in answer to whom."""

    name = Words(
        label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Mail address"),
        required=False,
        max_length=254,
        help_text=_("Not needed, never shown. By it you are known again."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    site = forms.URLField(
        label=_("Site"),
        help_text=_("Not needed."),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )
    wants_replies = forms.BooleanField(label=_("Mail me when somebody answers"), required=False)
    to = forms.CharField(required=False, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    # People do not see it; what fills in everything does.
    subject = forms.CharField(label=_("Leave this empty"), required=False, strip=False)
    field_order = ("text", "name", "email", "site", "wants_replies")

    def __init__(self, post: Post, *args: Any, is_preview: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.post = post
        self.is_preview = is_preview
        # Who it is may be said later.
        self.fields["name"].required = not is_preview
        self.initial.setdefault("token", token_for(post.pk))

    def clean_name(self) -> str:
        """Refuse a name that shows nothing, or that would disturb the line it stands in."""
        name: str = self.cleaned_data["name"]
        if UNUSABLE.search(name) or _TURNS_THE_LINE.search(name):
            raise ValidationError(_("A name holds no control characters."), code="control")
        if not _shows_something(name) and not self.is_preview:
            raise ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    def clean_email(self) -> str:
        """Refuse an address that no letter could safely go to."""
        email: str = self.cleaned_data["email"]
        if email and not is_reachable(email):
            raise ValidationError(validate_email.message, code="unreachable")
        return email

    def clean_to(self) -> Comment | None:
        """Return the comment that is answered."""
        if not self.cleaned_data["to"]:
            return None
        number = number_in(self.cleaned_data["to"]) or 0
        answered = Comment.objects.shown().filter(post=self.post, pk=number).first()
        if answered is None:
            self._ask_again("to", None)
            reason = _("What you answer is not there any more. Sent again, this stands by itself.")
            raise ValidationError(reason, code="gone")
        return answered

    def clean(self) -> dict[str, Any]:
        """Refuse a form that was not fetched here, or is sent faster than anybody types."""
        if self.is_preview:
            return self.cleaned_data
        age = age_of(self.cleaned_data.get("token", ""), self.post.pk)
        if age is Age.TOO_YOUNG:
            raise ValidationError(_("That was quick. Please send it once more."), code="young")
        if age is Age.UNUSABLE:
            self._ask_again("token", token_for(self.post.pk))
            reason = _("This form was open for very long. Nothing is lost: please send it again.")
            raise ValidationError(reason, code="old")
        if self.cleaned_data.get("wants_replies") and not self.cleaned_data.get("email"):
            self.add_error("email", _("Without an address no mail can reach you."))
        return self.cleaned_data

    def comment(self) -> Comment:
        """Return what was written as a comment that is not stored yet."""
        data = self.cleaned_data
        return Comment(
            post=self.post,
            parent=data["to"],
            author_name=data["name"],
            author_email=data["email"],
            author_site=data["site"],
            wants_replies=data["wants_replies"],
            source=data["text"],
        )

    def sending(self) -> Sending:
        """Return how it came in, for the layers that judge it."""
        return replace(
            super().sending(),
            trap=self.cleaned_data["subject"],
            proof=self.cleaned_data["proof"],
            is_change=False,
        )

    def besides_the_text(self) -> list[tuple[str, str]]:
        """Return name and value of every other field that was sent, to be sent once more."""
        names = [name for name in self.fields if name != "text"]
        return [(name, self.data[name]) for name in names if self.data.get(name)]

    def ask_for_work_again(self) -> None:
        """Forget the work that came: it is no good any more."""
        self._ask_again("proof", None)

    def _ask_again(self, name: str, value: Any) -> None:
        """Show another value in a hidden field than the one that was sent."""
        # By its items, for what a browser sent would else be unpacked as lists.
        self.data = dict(self.data.items()) | {name: value or ""}


def _shows_something(text: str) -> bool:
    return any(category(character)[0] in "LNSP" for character in text)
