"""Stored renderings: what a post keeps of each run of the pipeline."""

import pytest

from blog.authoring.publish import save_post
from blog.authoring.rerender import everything, of_posts, rerender, stale
from blog.markup import PIPELINE_VERSION
from blog.posts.models import Post
from tests.make import make_comment, make_page, make_post

pytestmark = pytest.mark.django_db

TOO_DEEP = ">" * 2000 + " x"


def test_a_post_stores_all_that_readers_and_machines_need():
    text = "Opening $x$.\n\n<!--more-->\n\n## Why\n\n$$y\\tag{1}\\label{eq:y}$$ \\eqref{eq:y}"
    post = make_post(text, title="On $x$")
    post.refresh_from_db()
    assert "<math" in post.title_html
    assert post.title_plain == "On x"
    assert post.has_more
    assert "Why" not in post.teaser_html
    assert [entry["title"] for entry in post.toc] == ["Why"]
    assert "eq:y" in [label["key"] for label in post.labels]
    assert "Opening x." in post.plain
    assert post.problems == []
    assert post.rendered_with == PIPELINE_VERSION


def test_a_broken_formula_is_a_stored_problem_with_its_place():
    post = make_post("Fine.\n\nHere $\\frac{1}{n$ it breaks.")
    (problem,) = post.problems
    assert (problem["line"], problem["column"]) == (3, 15)
    assert "tex-error" in post.html


def test_a_text_beyond_all_bounds_keeps_its_last_good_rendering(caplog):
    post = make_post("Good.")
    post.source = TOO_DEEP
    save_post(post)
    post.refresh_from_db()
    assert post.html == "<p>Good.</p>"
    assert post.teaser_html == "<p>Good.</p>"
    assert post.problems
    assert "keeps its last rendering" in caplog.text


def test_a_first_text_beyond_all_bounds_is_shown_as_it_stands():
    post = make_post(TOO_DEEP)
    assert "&gt;&gt;" in post.html


def test_two_teasers_with_the_same_label_share_no_id():
    text = "$$x\\tag{1}\\label{eq:a}$$ and \\eqref{eq:a}.\n\n<!--more-->\n\nMore."
    one, two = make_post(text), make_post(text)
    assert f'id="p{one.pk}-eq-a"' in one.teaser_html
    assert f'id="p{two.pk}-eq-a"' in two.teaser_html
    assert f'href="#p{one.pk}-eq-a"' in one.teaser_html
    assert 'id="eq-a"' in one.html


def test_a_teaser_leads_into_the_article_for_what_is_below():
    text = "See \\eqref{eq:a}.\n\n<!--more-->\n\n$$x\\tag{1}\\label{eq:a}$$"
    post = make_post(text, slug="far")
    assert 'href="/archives/far/#eq-a"' in post.teaser_html


def test_only_what_an_older_pipeline_rendered_is_stale():
    fresh, old = make_post(), make_post()
    comment, page = make_comment(old), make_page()
    assert len(stale()) == 0
    Post.objects.filter(pk=old.pk).update(rendered_with=0, html="")
    work = stale()
    assert (work.posts, work.pages, work.comments) == ([old.pk], [], [])
    assert list(rerender(work)) == [old]
    old.refresh_from_db()
    assert old.html == "<p>Some text.</p>"
    assert len(stale()) == 0
    assert len(everything()) == len([fresh, old, comment, page])


def test_rendering_again_leaves_a_newer_edit_of_other_fields_alone():
    post = make_post(title="Before")
    work = of_posts([post.pk])
    Post.objects.filter(pk=post.pk).update(title="After", html="")
    list(rerender(work))
    post.refresh_from_db()
    assert (post.title, post.html) == ("After", "<p>Some text.</p>")


def test_a_post_deleted_meanwhile_is_passed_over():
    post, other = make_post(), make_post()
    work = of_posts([post.pk, other.pk])
    post.delete()
    assert list(rerender(work)) == [other]
