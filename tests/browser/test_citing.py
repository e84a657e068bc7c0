"""Citing with scripts: the day of reading, copying, and the place the address names."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.posts.site import Site
from tests.make import make_post

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = """# 记号

\\begin{equation}x=1\\label{eq:one}\\end{equation}

见 \\eqref{eq:one}。
"""


@pytest.fixture
def article(live_server: LiveServer) -> str:
    Site.objects.update(title="Lemma", author_name="林下")
    return live_server.url + make_post(TEXT, title="</script> & $\\sqrt2$").url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_data_block_breaks_no_policy(page: Page, article: str):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(article)
    assert said == []
    kinds = page.evaluate("JSON.parse(document.querySelector('[type$=\"ld+json\"]').textContent)")
    assert kinds["@graph"][0]["headline"] == "</script> & √2"


def test_a_copied_citation_has_the_day_of_reading(page: Page, article: str):
    page.goto(article)
    page.locator("details[data-cite] > summary").click()
    page.locator(".cite__style", has_text="GB/T 7714").locator("[data-cite-copy]").click()
    assert re.search(r"\[EB/OL\]\. \(\d{4}-\d\d-\d\d\)\[\d{4}-\d\d-\d\d\]\. http", copied(page))


def test_the_box_cites_the_place_in_the_address(page: Page, article: str):
    page.goto(f"{article}#eq-one")
    page.locator("details[data-cite] > summary").click()
    bibtex = page.locator(".cite__style", has_text="BibTeX")
    expect(bibtex).to_contain_text("式 (1)")
    expect(page.locator("#cite-at")).to_have_value("eq-one")
    expect(page.locator("[data-cite-line]")).to_contain_text("#eq-one")
    bibtex.locator("[data-cite-copy]").click()
    assert "式 (1)" in copied(page)
    page.locator("#cite-at").select_option("")
    expect(bibtex).not_to_contain_text("式 (1)")


def test_an_equation_offers_its_own_citation(page: Page, article: str):
    page.goto(article)
    page.locator(".equation").hover()
    page.locator(".equation__cite").click()
    expect(page.locator(".equation__cite")).not_to_have_text("引用")
    said = copied(page)
    assert said.startswith("林下. </script> & √2. 式 (1). Lemma, ")
    assert said.endswith("#eq-one")


def test_sharing_copies_the_address_where_the_system_has_no_sheet(page: Page, article: str):
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(article)
    page.locator("[data-share]").click()
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert copied(page) == canonical


def test_without_scripts_a_place_is_cited_all_the_same(browser: Browser, article: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(article)
    assert page.locator("[data-share], [data-cite-copy]").locator("visible=true").count() == 0
    page.locator("details[data-cite] > summary").click()
    page.locator("#cite-at").select_option("eq-one")
    page.locator("[data-cite-places] button").click()
    expect(page.locator("[data-cite-line]")).to_contain_text("式 (1)")
    expect(page.locator("[data-cite-line]")).to_contain_text("#eq-one")
    context.close()


def test_the_page_of_a_citation_is_no_search_result(client: Client):
    page = client.get(f"{make_post(TEXT).url}cite/").text
    assert '<meta name="robots" content="noindex">' in page
