"""What a hostile text costs: no layer may need more than its share of a longer one."""

from collections.abc import Callable
from itertools import count
from time import process_time

import pytest
from django.test import Client

from blog.comments.forms import LONGEST_TEXT
from blog.comments.models import Comment
from blog.comments.quoting import quoted
from blog.comments.spam.evidence import Sending
from blog.comments.spam.layers import LAYERS, Layer, decide
from blog.comments.spam.rules import SpamRule, breaks_rule
from blog.posts.models import Post
from tests.comments.forms import address_of, filled

pytestmark = pytest.mark.django_db

REPEATED = (
    " ~\t~\n~\u3000~a~1~-~_~`~``` ~$~$$~$a~\\begin{~\\begin{a}\\end{~[~[link~[url=~[/url~<a ~<a h~"
    "http://~www.~ http~qq~qq ~qq群: ~qq @~加~加 ~加qq ~微信~微信 ~telegram~t.me~vx:~13~138 ~电话 ~"
    "代开~开~贷款~兼职~代写~办理~澳门~earn ~earn 1 ~loan ~recover my ~crypto ~sex ~a\u0327\u0301~"
    "\u0344\u0327~\ufdfa~> ~>"
).split("~")
"""Beginnings of what the layers look for, and what takes long to bring into one form."""


@pytest.fixture
def _rules() -> None:
    patterns = {"text": "a" * 100 + "b", "mail": "*a" * 90 + "b", "address": "192.0.2.0/24"}
    SpamRule.objects.bulk_create(
        SpamRule(kind=kind, pattern=pattern) for kind, pattern in patterns.items()
    )


def assert_costs_its_length(act: Callable[[str], object], repeated: str) -> None:
    """Let a longer text cost at most three times its share, from where that can be measured.

    In steps, so that what grows with the cube is seen before it takes hours.
    """
    shorter, before = 100, 0.0
    for length in (100, 400, 2_000, LONGEST_TEXT):
        text = f"qq{repeated * length}"[: length - 1] + "x"
        cost = min(_seconds(act, text) for _ in range(3))
        told = f"{length} characters of {repeated!r}: {cost:.3f} s, of {shorter} {before:.3f} s"
        assert not before or cost < 3 * before * length / shorter, told
        shorter, before = length, max(cost, 0.001)


def _seconds(act: Callable[[str], object], text: str) -> float:
    began = process_time()
    act(text)
    return process_time() - began


@pytest.mark.usefixtures("_rules")
@pytest.mark.parametrize("layer", [*LAYERS, decide], ids=lambda layer: layer.__name__)
def test_no_layer_costs_more_than_its_text(post: Post, layer: Layer):
    def judge(text: str) -> None:
        mail = f"{text[:200]}@mail.example"
        layer(Comment(post=post, source=text, author_name=text[:60], author_email=mail), Sending())

    for repeated in REPEATED:
        assert_costs_its_length(judge, repeated)


def test_quoting_costs_no_more_than_its_text():
    for repeated in REPEATED:
        assert_costs_its_length(quoted, repeated)


@pytest.mark.parametrize("repeated", [" ", "\u3000", "\n", "`", "$$", "qq ", "\\begin{"])
def test_whole_submission_costs_no_more_than_its_text(client: Client, post: Post, repeated: str):
    numbers = count(1)

    def submit(text: str) -> None:
        number = next(numbers)  # somebody else each time, so that nobody has to wait
        form = filled(post, text=text, name=f"Reader {number}")
        sent = client.post(address_of(post), form, REMOTE_ADDR=f"192.0.2.{number}")
        assert sent.status_code in (303, 422)

    assert_costs_its_length(submit, repeated)


@pytest.mark.parametrize("kind", ["text", "mail"])
def test_ten_thousand_rules_cost_their_number(post: Post, kind: str, django_assert_num_queries):
    comment = Comment(source="word " * 2_000, author_email="a@a.example")

    def judged_by(rules: range) -> float:
        SpamRule.objects.bulk_create(
            SpamRule(kind=kind, pattern=f"word {number}@a.example") for number in rules
        )
        with django_assert_num_queries(1):
            assert breaks_rule(comment, Sending()) is None
        return min(_seconds(lambda text: breaks_rule(comment, Sending()), "") for _ in range(3))

    few = judged_by(range(1_000))
    assert judged_by(range(1_000, 10_000)) < 3 * 10 * max(few, 0.001)
