"""Comments speak of equations, not of numbers: what is renumbered, corrected or gone stays true."""

import re

import pytest
from django.test import Client

from blog.authoring.publish import save_post
from blog.comments.conversation import store
from blog.comments.mentions import LINKS_AT_MOST, Mention
from blog.comments.models import Comment
from blog.posts.models import Post
from tests.make import make_comment, make_post

pytestmark = pytest.mark.django_db

FIRST = "\\begin{equation}a=b\\end{equation}"
LABELLED = "\\begin{equation}\\label{eq:loss} L=-\\sum_i p_i\\log q_i\\end{equation}"
ROWS = "\\begin{align}x&=1\\\\y&=2\\end{align}"
OTHER = "\\begin{equation}\\int_0^1 f(t)\\,dt=\\pi\\end{equation}"


def rewritten(post: Post, source: str) -> None:
    post.source = source
    save_post(post)


def text_of(comment: Comment) -> str:
    comment.refresh_from_db()
    return re.sub(r"<math.*?</math>", "", comment.html)


def test_number_leads_to_its_equation():
    post = make_post(f"{FIRST}\n\n{ROWS}")
    html = make_comment(post, "由式(1)和(3)").html
    assert f'<a class="equation-ref" href="{post.url}#eq-1">(1)</a>' in html
    assert f'<a class="equation-ref" href="{post.url}#eq-3">(3)</a>' in html


def test_renumbered_equation_is_shown_with_its_present_number():
    post = make_post(LABELLED)
    comment = make_comment(post, "式(1)对吗？")
    rewritten(post, f"{OTHER}\n\n{LABELLED}")
    assert f'href="{post.url}#eq-loss"' in text_of(comment)
    assert ">(2)</a>" in text_of(comment)
    assert "(1)" in re.findall('title="([^"]*)"', comment.html)[0]
    assert ">(1)<" not in text_of(comment)


def test_equation_without_label_is_followed_by_what_it_says():
    post = make_post(f"{FIRST}\n\n{OTHER}")
    comment = make_comment(post, "eq. (2)")
    rewritten(post, f"{OTHER}\n\n{FIRST}")
    assert ">(1)</a>" in text_of(comment)


def test_corrected_equation_is_still_the_one_spoken_of():
    post = make_post(f"{FIRST}\n\n{OTHER}")
    comment = make_comment(post, "式(2)少了负号")
    rewritten(post, f"{FIRST}\n\n{OTHER.replace('=', '=-')}")
    assert f'href="{post.url}#eq-2"' in text_of(comment)


def test_gone_equation_is_told_with_its_tex():
    post = make_post(f"{FIRST}\n\n{OTHER}")
    comment = make_comment(post, "见式(2)")
    rewritten(post, FIRST)
    assert '<span class="equation-ref equation-ref--gone"' in text_of(comment)
    assert "\\int_0^1" in comment.html
    assert 'class="comment__was"' in comment.html
    assert "equation__number" not in comment.html
    rewritten(post, f"{FIRST}\n\n{OTHER}")
    assert f'href="{post.url}#eq-2"' in text_of(comment)
    assert "comment__was" not in comment.html


def test_number_that_meant_nothing_never_comes_to_mean_something():
    post = make_post(FIRST)
    comment = make_comment(post, "式(2)呢？")
    rewritten(post, f"{FIRST}\n\n{OTHER}")
    assert "equation-ref" not in text_of(comment)


def test_changed_comment_keeps_what_its_numbers_meant():
    post = make_post(LABELLED)
    comment = make_comment(post, "式(1)")
    rewritten(post, f"{OTHER}\n\n{LABELLED}")
    comment = Comment.objects.get()
    comment.source = "式(1)，以及式(2)"
    store(comment)
    assert comment.mentions.get(number="1").key == "eq:loss"
    assert comment.mentions.get(number="2").key == "eq:loss"
    comment.source = "式(2)"
    store(comment)
    assert [mention.number for mention in comment.mentions.all()] == ["2"]


def test_comments_follow_when_the_article_moves():
    post = make_post(FIRST, slug="old")
    comment = make_comment(post, "式(1)")
    post.slug = "new"
    save_post(post)
    assert 'href="/archives/new/#eq-1"' in text_of(comment)


def test_nothing_is_rendered_again_where_nothing_named_has_moved():
    post = make_post(f"{FIRST}\n\n{OTHER}")
    comment = make_comment(post, "式(1)")
    Comment.objects.update(html="untouched")
    rewritten(post, f"New words. {FIRST}\n\n{OTHER}")
    assert text_of(comment) == "untouched"


def test_own_formulas_of_a_comment_shift_nothing():
    post = make_post(FIRST)
    comment = make_comment(post, f"式(1)，而\n\n{OTHER}")
    assert f'href="{post.url}#eq-1"' in comment.html
    assert f'id="{comment.anchor}-eq-1"' in comment.html
    assert 'id="eq-1"' not in comment.html


def test_links_are_rationed():
    post = make_post(FIRST)
    comment = make_comment(post, "(1)式" * 2_000)
    assert len(comment.html) < 10_000 + LINKS_AT_MOST
    assert Mention.objects.count() == 1


def test_equation_shows_how_many_readers_comments_speak_of_it(client: Client):
    post = make_post(f"{LABELLED}\n\n{ROWS}")
    first = make_comment(post, "式(1)，又是式(1)")
    make_comment(post, "eq. (1) and (3)")
    make_comment(post, "式(1)", status=Comment.Status.HELD)
    page = client.get(post.url).text
    marks = re.findall(r'(\(\d\))</a><a class="equation__talk" href="#([^"]+)"[^>]*>(\d)</a>', page)
    assert marks[0] == ("(1)", first.anchor, "2")
    assert [(number, count) for number, _first, count in marks] == [("(1)", "2"), ("(3)", "1")]


def test_article_nobody_speaks_of_is_served_as_it_is_stored(client: Client):
    post = make_post(LABELLED)
    make_comment(post, "No number.")
    assert post.html in client.get(post.url).text


def test_comment_feed_leads_to_the_equation_from_anywhere(client: Client):
    post = make_post(FIRST)
    comment = make_comment(post, "式(1)")
    assert f'href="http://site.invalid{post.url}#eq-1"' in comment.feed_html
