"""CSL-JSON: what Zotero, Pandoc and citation processors read."""

import json
from typing import Any

from blog.posts.fields import language_tag
from blog.reading.citation.entry import Entry
from blog.reading.citation.names import Name


def csl_json(entry: Entry) -> str:
    """Return a list of one item. Source: the CSL-JSON schema, 1.0.2."""
    day = entry.published_on
    item = {
        "id": entry.key,
        "type": "post-weblog",
        "title": entry.title,
        "author": [_name(name) for name in entry.authors],
        "container-title": entry.site,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "section": entry.place,
        "URL": entry.url,
        "language": language_tag(entry.language),
    }
    lines = [f"  {_json(name)}: {_json(value)}" for name, value in item.items() if value]
    return "[{\n" + ",\n".join(lines) + "\n}]\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _name(name: Name) -> dict[str, Any]:
    if name.given:
        return {"family": name.family, "given": name.given}
    return {"literal": name.family}
