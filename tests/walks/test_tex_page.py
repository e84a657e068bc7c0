"""``/tex/``: anybody types TeX and sees the formula."""

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings

from blog.posts.visitors import address_of, network_of
from blog.reading.tex import CHEAT_SHEET, FORMULAS_A_MINUTE, LONGEST, formula

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


def test_page_shows_form_and_cheat_sheet(client: Client):
    response = client.get("/tex/")
    assert response.status_code == 200
    assert response.text.partition("<main")[2].count("<form") == 1
    assert "csrf" not in response.text
    assert response.text.count("<math") == len(CHEAT_SHEET)
    assert "tex-error" not in response.text
    assert not response.cookies


def test_query_becomes_a_formula(client: Client):
    page = client.get("/tex/", {"q": "\\frac{1}{7}"}).text
    assert "<mfrac><mn>1</mn><mn>7</mn></mfrac>" in page
    assert ">\\frac{1}{7}</textarea>" in page
    assert 'data-tex="\\frac{1}{7}"' in page


def test_display_stands_on_a_line_of_its_own(client: Client):
    asked = {"q": "\\begin{align}p&=q\\end{align}", "display": "1"}
    page = client.get("/tex/", asked).text
    assert page.count('<div class="equation equation--rows" id="tex-eq-1">') == 1


@pytest.mark.parametrize(
    "source", ["$x$", "$$x$$", "\\(x\\)", "\\[x\\]", "\\begin{gather}x\\end{gather}"]
)
def test_delimiters_may_be_typed_too(source):
    html, problems = formula(source, display=False)
    assert "<mi>x</mi>" in html
    assert problems == []


def test_error_is_said_with_line_and_column(client: Client):
    page = client.get("/tex/", {"q": "\\frac{1}{"}).text
    assert "tex-error" in page
    assert "第 1 行" in page
    assert 'aria-invalid="true"' in page


def test_unchanged_formula_is_answered_304(client: Client):
    first = client.get("/tex/?q=x")
    again = client.get("/tex/?q=x", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert client.get("/tex/?q=y")["ETag"] != first["ETag"]


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=%ff", "q=%ed%a0%80", "q=" + "x" * 5_000, "q=" + "%7B" * 900, "q[]=x", "display=9",
     "q=%24%24%24", "q=%3Cscript%3E", "q=%5Cdef%5Ca%7B%5Ca%5Ca%7D%5Ca", "q=%60%60%60",
     "q=%0A%0A%0Ax"],
)  # fmt: skip
def test_odd_input_is_no_fault_of_the_site(client: Client, query):
    response = client.get(f"/tex/?{query}")
    assert response.status_code < 500
    assert "<script>" not in response.text


def test_long_formula_is_refused_in_words(client: Client):
    assert str(LONGEST) in formula("x" * (LONGEST + 1), display=False)[1][0].message


def test_who_asks_too_often_is_told_to_wait(client: Client):
    for number in range(FORMULAS_A_MINUTE):
        assert client.get("/tex/", {"q": f"x_{number}"}).status_code == 200
    refused = client.get("/tex/", {"q": "y"})
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 60
    assert 'role="alert"' in refused.text
    assert "ETag" not in refused
    assert client.get("/tex/").status_code == 200
    assert client.get("/tex/", {"q": "y"}, REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "203.0.113.9"),
        (1, "", "127.0.0.1"),
        (1, "2001:db8::1234", "2001:db8::/64"),
        (1, "203.0.113.9:5566", "203.0.113.9"),
        (1, "[2001:db8::1234]:443", "2001:db8::/64"),
        (1, "[2001:db8::1234]", "2001:db8::/64"),
        (1, "unknown", ""),
        (1, "[", ""),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_only_trusted_proxies_say_who_asks(proxies, forwarded, network):
    request = RequestFactory().get("/tex/", headers={"X-Forwarded-For": forwarded})
    with override_settings(TRUSTED_PROXIES=proxies):
        assert network_of(address_of(request)) == network


def test_a_mistake_is_told_where_it_was_typed(client: Client):
    page = client.get("/tex/", {"q": "x + \\nope", "display": "1"}).text
    assert "5" in page.split("errorlist")[1].split("</ul>")[0]
