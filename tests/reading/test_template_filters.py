"""What the filters of the templates print."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from blog.templatetags.blog import spoken

MOMENT = datetime(2025, 5, 31, 17, 30, tzinfo=UTC)


def shown(source: str, **context: object) -> str:
    return Template("{% load blog %}" + source).render(Context(context))


@pytest.mark.parametrize(("zone", "badge"), [("UTC", "31 May"), ("Asia/Shanghai", "1 Jun")])
def test_badge_has_the_day_where_the_site_is(zone: str, badge: str) -> None:
    with timezone.override(zone), translation.override("en"):
        assert shown("{{ moment|day }} {{ moment|month }}", moment=MOMENT) == badge


def test_month_follows_the_language_after_it_was_asked_in_another() -> None:
    with translation.override("en"):
        english = shown("{{ moment|month }}", moment=MOMENT)
    with translation.override("zh-hans"):
        assert shown("{{ moment|month }}", moment=MOMENT) != english


@pytest.mark.parametrize(("year", "text"), [(2025, "31 May, 17:30"), (2024, "31 May 2025, 17:30")])
def test_moment_has_its_year_only_where_the_reader_would_guess_wrong(year: int, text: str) -> None:
    with timezone.override("UTC"), translation.override("en"):
        assert shown("{{ moment|written:year }}", moment=MOMENT, year=year) == text


def test_one_comment_is_not_comments() -> None:
    with translation.override("en"):
        assert (
            shown("{{ 1|counted_comments }}, {{ 2|counted_comments }}") == "1 comment, 2 comments"
        )


def test_rendered_html_is_printed_as_it_is() -> None:
    assert shown("{{ html|rendered }}", html="<b>1 &lt; 2</b>") == "<b>1 &lt; 2</b>"


def test_a_name_of_formulas_alone_is_spoken_in_plain_words() -> None:
    root = '<span class="math-run"><math data-tex="a>b"><msqrt><mn>2</mn></msqrt></math></span>'
    assert spoken(root, 'the "root"') == ' aria-label="the &quot;root&quot;"'
    assert spoken(f"About {root}", "About √2") == ""
    assert spoken("", "") == ""
