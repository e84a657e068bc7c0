"""What is signed: forms and tickets, and what signing one does not allow with the other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.comments.tokens import Age, age_of, comment_of, ticket_for, token_for


def test_form_is_good_between_three_seconds_and_a_day(monkeypatch: pytest.MonkeyPatch):
    token, start = token_for(7), timezone.now()
    ages = []
    for seconds in (0, 2, 4, 86_000, 87_000):
        monkeypatch.setattr(timezone, "now", lambda: start + timedelta(seconds=seconds))  # noqa: B023
        ages.append(age_of(token, 7))
    assert ages == [Age.TOO_YOUNG, Age.TOO_YOUNG, Age.GOOD, Age.GOOD, Age.UNUSABLE]


@pytest.mark.parametrize(
    "token",
    # Named, for a token holds the moment, and test workers must agree what the tests are called.
    [
        pytest.param("", id="nothing"),
        pytest.param("x", id="no token"),
        pytest.param(ticket_for(7), id="a ticket"),
        pytest.param(token_for(8), id="of another post"),
        pytest.param(token_for(7)[:-1], id="cut"),
    ],
)
def test_nothing_else_passes_for_a_form(token):
    assert age_of(token, 7) is Age.UNUSABLE


def test_ticket_names_its_comment_and_nothing_else_does():
    assert comment_of(ticket_for(7)) == 7
    assert [comment_of(ticket) for ticket in ("", "x", token_for(7))] == [None, None, None]
