"""BibTeX: what LaTeX reads."""

from blog.markup.latex import escaped
from blog.reading.citation.entry import Entry
from blog.reading.citation.names import Name

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
LANGUAGES = {"zh-hans": "chinese", "en": "english"}


def bibtex(entry: Entry) -> str:
    """Return the entry as ``@misc``, the one kind for the web that every style knows."""
    fields = {
        "author": f"{{{' and '.join(map(_author, entry.authors))}}}",
        "title": f"{{{entry.title_latex}}}",
        "howpublished": f"{{{escaped(entry.site)}}}",
        "year": f"{{{entry.published_on.year}}}",
        # A name that styles spell in their own language.
        "month": MONTHS[entry.published_on.month - 1],
        "note": f"{{{escaped(entry.place)}}}" if entry.place else "",
        "url": f"{{{entry.url}}}",
        "language": f"{{{LANGUAGES[entry.language]}}}",
    }
    lines = [f"  {name:12} = {value}" for name, value in fields.items() if value]
    return f"@misc{{{entry.key},\n" + ",\n".join(lines) + "\n}\n"


def _author(name: Name) -> str:
    """Return the name; one of several words that belong together is held by braces."""
    if name.given:
        return f"{escaped(name.family)}, {escaped(name.given)}"
    return f"{{{escaped(name.family)}}}" if " " in name.family else escaped(name.family)
