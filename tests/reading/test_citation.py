"""Citations as other people's programs read them, and as people do."""

import json
import re
from typing import Any

import bibtexparser
import pytest
import rispy
from django.test import Client

from blog.posts.licences import Licence
from blog.posts.site import Site
from blog.reading.citation.names import names_of
from tests.make import make_page, make_post, moment

pytestmark = pytest.mark.django_db

NASTY = [
    "滑动平均的记忆有多长",
    "On $\\sqrt2$ & {braces",
    'He said "no" \\ 100% #1_a^b~c',
    "}{",
    "$\\{x\\}$ and $\\left\\{y\\right.$",
    "A $5 note @misc{x, title={y}}",
    "Emoji 🧮 and עברית עִם RTL",
    "</script><b>x</b>",
    "长" * 300,
    "line\u2028separator\x0band\ttab",
    "$\\R$ & $a<b$",
]


@pytest.fixture(autouse=True)
def _site(settings) -> None:
    settings.PAGES_KEPT = 0
    settings.SITE_URL = "https://www.blog.example"
    Site.objects.update(title="Lemma", author_name="林下", macros="\\newcommand{\\R}{\\mathbb{R}}")


def bibtex(client: Client, address: str) -> Any:
    (entry,) = bibtexparser.loads(client.get(address).text).entries
    return entry


def ris(client: Client, address: str) -> Any:
    (entry,) = rispy.loads(client.get(address).text)
    return entry


@pytest.mark.parametrize("title", NASTY)
def test_any_title_is_read_by_every_program(client: Client, title):
    post = make_post(title=title, published_at=moment("2025-06-14"))
    entry = bibtex(client, f"{post.url}cite.bib")
    assert entry["ID"] == f"blog-example-{post.pk}"
    assert entry["title"] == post.title_latex
    assert (entry["author"], entry["year"], entry["month"]) == ("林下", "2025", "June")
    assert entry["url"] == f"https://www.blog.example{post.url}"
    assert entry["language"] == "chinese"
    record = ris(client, f"{post.url}cite.ris")
    assert record["title"] == post.title_plain.strip()
    assert record["authors"] == ["林下"]
    assert record["type_of_reference"] == "BLOG"
    (item,) = json.loads(client.get(f"{post.url}cite.json").content)
    assert item["title"] == post.title_plain
    assert item["issued"] == {"date-parts": [[2025, 6, 14]]}
    assert client.get(post.url).status_code == 200


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("On $\\sqrt2$ & 50%", "On {$\\sqrt2$} \\& 50\\%"),
        ("Over $\\R$", "Over {$\\mathbb{R}$}"),
        ("$\\{x\\}$", "{$\\lbrace x\\rbrace $}"),
        ("{a_b}", "\\textbraceleft{}a\\_b\\textbraceright{}"),
        ("~\\^", "\\textasciitilde{}\\textbackslash{}\\textasciicircum{}"),
    ],
)
def test_formulas_stay_tex_and_all_else_prints_as_written(title, latex):
    assert make_post(title=title).title_latex == latex


def test_a_post_rendered_before_titles_were_kept_as_latex_is_cited_all_the_same(client: Client):
    post = make_post(title="50% of $x$")
    type(post).objects.update(title_latex="")
    assert bibtex(client, f"{post.url}cite.bib")["title"] == "50\\% of x"


@pytest.mark.parametrize(
    ("author", "in_bibtex", "in_ris"),
    [
        ("Jane Doe", "Doe, Jane", ["Doe, Jane"]),
        ("Johannes van der Waals", "van der Waals, Johannes", ["van der Waals, Johannes"]),
        ("Knuth, Donald E.", "Knuth, Donald E.", ["Knuth, Donald E."]),
        ("林下、Jane Doe", "林下 and Doe, Jane", ["林下", "Doe, Jane"]),
        ("让·迪厄多内", "让·迪厄多内", ["让·迪厄多内"]),
        ("", "{My & Blog}", ["My & Blog"]),
    ],
)
def test_names_are_taken_apart_as_programs_want_them(client: Client, author, in_bibtex, in_ris):
    Site.objects.update(title="My & Blog", author_name=author)
    post = make_post(language="en")
    assert bibtex(client, f"{post.url}cite.bib")["author"] == in_bibtex.replace("&", "\\&")
    assert ris(client, f"{post.url}cite.ris")["authors"] == in_ris


def test_initials_keep_a_double_names_hyphen():
    (name,) = names_of("Jean-Pierre Simon Serre")
    assert (name.initials("."), name.initials("")) == ("J.-P. S.", "J-P S")


@pytest.mark.parametrize(
    ("ending", "content_type"),
    [
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
        ("json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
    ],
)
@pytest.mark.parametrize("kept", [0, 5])
def test_a_download_has_type_name_and_validator(
    client: Client, django_assert_num_queries, settings, ending, content_type, kept
):
    settings.PAGES_KEPT = kept
    post = make_post(slug="矩阵")
    for _ in range(2):
        response = client.get(f"{post.url}cite.{ending}")
        assert response["Content-Type"] == content_type
        name = f"blog-example-{post.pk}.{ending}"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Cache-Control"] == "public, no-cache"
    with django_assert_num_queries(1):
        again = client.get(f"{post.url}cite.{ending}", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("address", ["cite/", "cite.bib", "cite.ris", "cite.json"])
def test_what_nobody_may_read_nobody_can_cite(client: Client, address):
    post = make_post(slug="draft", status="draft")
    assert client.get(f"{post.url}{address}").status_code == 404
    assert client.get(f"/archives/{'9' * 30}/{address}").status_code == 404


TEXT = """# 记号

!!! lemma "Zorn" {#lem:zorn}
    Text.

\\begin{equation}x=1\\label{eq:one}\\end{equation}

见 \\eqref{eq:one}。
"""


@pytest.mark.parametrize(
    ("anchor", "chinese", "english"),
    [
        ("eq-one", "式 (1)", "Eq. (1)"),
        ("thm-zorn", "引理 1", "Lemma 1"),
        ("sec-记号", "第 1 节", "Section 1"),
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_one_place_can_be_cited_by_its_number(client: Client, anchor, chinese, english, language):
    post = make_post(TEXT, title="Title", language=language, published_at=moment("2025-06-14"))
    name = chinese if language == "zh-hans" else english
    page = client.get(f"{post.url}cite/", {"at": anchor})
    assert f'<option value="{anchor}" selected>{name}</option>' in page.text
    file = re.search(r'href="(\S+cite\.bib\?at=[^"]+)"', page.text)
    assert file
    entry = bibtex(client, file[1])
    assert entry["note"] == name
    assert entry["url"].startswith(f"https://www.blog.example{post.url}#")
    assert ris(client, f"{post.url}cite.ris?at={anchor}")["section"] == name


def test_a_place_that_is_not_there_means_the_whole_article(client: Client):
    post = make_post(TEXT)
    whole = client.get(f"{post.url}cite/").text
    assert client.get(f"{post.url}cite/?at=%00eq").status_code in (200, 400)
    assert client.get(f"{post.url}cite/?at=eq-two").text.replace("?at=eq-two", "") == whole


def test_people_read_gb_t_7714_and_apa(client: Client):
    Site.objects.update(author_name="Jane Q. Doe")
    post = make_post(title="Why?", language="en", published_at=moment("2025-06-04"))
    page = client.get(post.url).text
    address = f"https://www.blog.example{post.url}"
    assert f"Jane Q. Doe. Why? Lemma, 2025. {address}<" in page
    assert f"Doe, J. Q. (2025, June 4). Why? Lemma. {address}<" in page
    before = "DOE J Q. Why?[EB/OL]. (2025-06-04)<span data-today></span>"
    assert f"{before}. {address}.<" in page


def test_the_box_costs_the_article_no_query(client: Client, django_assert_num_queries):
    post = make_post(TEXT)
    client.get("/")
    with django_assert_num_queries(2):
        client.get(f"{post.url}cite/")


@pytest.mark.parametrize(
    ("of_site", "of_post", "deed"),
    [
        ("reserved", "", None),
        ("by-nc-sa", "", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
        ("by-nc-sa", "cc0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("by", "reserved", None),
    ],
)
def test_the_notice_names_the_licence_that_holds(client: Client, of_site, of_post, deed):
    Site.objects.update(licence=of_site)
    page = client.get(make_post(licence=of_post).url).text
    assert re.findall(r'rel="license" href="([^"]*)"', page) == ([deed] if deed else [])


def test_nothing_is_given_away_unless_the_author_says_so():
    assert make_post().licence_under(Site.objects.get().licence) is Licence.RESERVED


def test_a_page_has_no_box(client: Client):
    assert "data-cite" not in client.get(make_page().get_absolute_url()).text
