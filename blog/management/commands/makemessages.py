"""Collect texts for translation, those of the markup room too, which knows no gettext."""

from django.core.management.commands import makemessages

# Calls that carry the template of a problem, and which argument it is;
# ``authoring/problems.py`` looks the templates up.
CARRIERS = {
    "Problem": 4,
    "MarkupError": 1,
    "TexError": 1,
    "TexLimitError": 1,
    "EngineError": 1,
    "Refusal": 2,
    "report": 3,
    "_report": 2,
    "_report_label": 3,
    "_beyond": 3,
}


class Command(makemessages.Command):
    """Django's own, with the names that carry problems of the markup."""

    xgettext_options = [
        *makemessages.Command.xgettext_options,
        *(f"--keyword={name}:{place}" for name, place in CARRIERS.items()),
    ]
