"""RIS: what reference managers exchange."""

from blog.posts.fields import language_tag
from blog.reading.citation.entry import Entry


def ris(entry: Entry) -> str:
    """Return the entry as a blog post. Lines end as the format asks, with CR and LF."""
    rows = [
        ("TY", "BLOG"),
        ("ID", entry.key),
        *(("AU", name.family_first) for name in entry.authors),
        ("TI", entry.title),
        ("T2", entry.site),
        ("PY", str(entry.published_on.year)),
        ("DA", f"{entry.published_on:%Y/%m/%d}"),
        ("SE", entry.place),
        ("LA", language_tag(entry.language)),
        ("UR", entry.url),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value or tag == "ER")
