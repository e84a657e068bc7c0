"""Hostile text, asked for and found: results show it as text and nothing else."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from blog.search.syntax import LONGEST
from tests.make import make_post
from tests.markup.shared import lines_of

pytestmark = pytest.mark.django_db

TAGS = frozenset(
    """main header form input button p br ol li article time h1 h2 a span mark ul div nav section
    dl dt dd code math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover
    munderover mmultiscripts mprescripts mtable mtr mtd mpadded mphantom wbr""".split()
)


class Page(HTMLParser):
    """Collects what of a page's main part could do something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.feed(html[html.index("<main") : html.index("</main>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.faults.append(name)
            if name in ("href", "action", "src") and not re.match(r"[/#?]", value or ""):
                self.faults.append(f"{name}={value}")


def test_no_hostile_query_gets_out_or_breaks_the_page(client: Client):
    make_post("alert(1) script onerror img svg", title="alert")
    for row in list(lines_of("attacks/xss.jsonl"))[::4]:
        response = client.get("/search/", {"q": row["payload"][:LONGEST]})
        assert response.status_code == (400 if "\0" in row["payload"] else 200), row["id"]
        if response.status_code == 400:
            continue
        assert Page(response.text).faults == [], row["id"]


def test_no_hostile_post_gets_out_of_its_result(client: Client):
    rows = list(lines_of("attacks/xss.jsonl"))
    for start in range(0, len(rows), 40):
        texts = [row["payload"].replace("\0", "") for row in rows[start : start + 40]]
        make_post("\n\n".join(["finde", *texts]), title=f"finde {texts[0]}"[:300])
    for query in ("finde", "alert", "script", "onerror finde", '"alert(1)"', "javascript", "<"):
        for page in ("1", "2"):
            response = client.get("/search/", {"q": query, "page": page})
            if response.status_code == 200:
                assert Page(response.text).faults == [], query


@pytest.mark.parametrize(
    "query", ["' | 'x", "a' & !'b", "\\'", "a:*", "<->", "(((", "%%", "%_\\", "\ue000", "é" * 200]
)
def test_what_a_database_would_read_is_text(client: Client, query):
    make_post("Unrelated.")
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    assert "hit__title" not in response.text


@pytest.mark.parametrize("query", ["%00", "%ff", "%ed%a0%80"])
def test_what_is_no_text_is_refused(client: Client, query):
    assert client.get(f"/search/?q={query}").status_code == 400
