"""Posts that cite each other: numbers, addresses, and who is told."""

import pytest
from django.test import Client

from blog.authoring.publish import delete_post, save_page, save_post
from blog.authoring.rerender import everything, rerender
from blog.posts.citations import Citation
from blog.posts.models import Post
from tests.make import make_page, make_post

pytestmark = pytest.mark.django_db

LOSS = "\\begin{equation}L\\label{eq:loss}\\end{equation}"
ANOTHER = "\\begin{equation}A\\end{equation}\n\n"


def again(post: Post) -> Post:
    return Post.objects.get(pk=post.pk)


def change(post: Post, **fields) -> None:
    post = again(post)
    for name, value in fields.items():
        setattr(post, name, value)
    save_post(post)


@pytest.mark.parametrize("by_slug", [True, False])
def test_an_equation_of_another_post_is_a_link_with_its_number(by_slug):
    cited = make_post(ANOTHER + LOSS, slug="losses")
    name = "losses" if by_slug else cited.pk
    post = make_post(f"\\eqref{{{name}:eq:loss}}")
    assert '<a class="equation-ref" href="/archives/losses/#eq-loss">(2)</a>' in post.html
    assert "(2)" in post.plain
    assert post.problems == []


def test_an_unknown_post_and_an_unknown_key_are_problems():
    cited = make_post(LOSS)
    post = make_post(f"\\eqref{{{cited.pk}:eq:no}}\n\n\\eqref{{nobody:eq:loss}}")
    assert [(p["line"], p["params"]["key"]) for p in post.problems] == [
        (1, f"{cited.pk}:eq:no"),
        (3, "nobody:eq:loss"),
    ]


def test_theorems_and_sections_can_be_cited_from_elsewhere_too():
    make_post("# One {#sec:one}\n\n!!! theorem {#thm:a}\n    x", slug="base")
    post = make_post("\\ref{base:sec:one} \\ref{base:thm:a}")
    assert 'class="ref ref--section" href="/archives/base/#sec-one">1</a>' in post.html
    assert 'class="ref ref--theorem" href="/archives/base/#thm-a">1</a>' in post.html


def test_a_citation_follows_the_number():
    cited = make_post(LOSS, slug="losses")
    post = make_post("\\eqref{losses:eq:loss}")
    change(cited, source=ANOTHER + LOSS)
    assert ">(2)</a>" in again(post).html
    assert again(post).updated_at is None


def test_a_citation_follows_the_address_also_under_the_old_name():
    cited = make_post(LOSS, slug="losses")
    post = make_post("\\eqref{losses:eq:loss}")
    change(cited, slug="regrets")
    assert 'href="/archives/regrets/#eq-loss"' in again(post).html
    change(post, source="Once more \\eqref{losses:eq:loss}")
    assert 'href="/archives/regrets/#eq-loss"' in again(post).html


def test_a_citation_written_before_the_post_it_names_comes_true():
    post = make_post("\\eqref{losses:eq:loss}")
    assert "(??)" in post.html
    cited = make_post(LOSS, slug="losses")
    assert ">(1)</a>" in again(post).html
    assert again(post).problems == again(cited).problems == []


def test_posts_that_cite_each_other_come_to_an_end():
    one = make_post(f"{LOSS} \\eqref{{two:eq:loss}}", slug="one")
    two = make_post(f"{LOSS} \\eqref{{one:eq:loss}}", slug="two")
    change(one, source=f"{ANOTHER}{LOSS} \\eqref{{two:eq:loss}}")
    assert 'href="/archives/one/#eq-loss">(2)</a>' in again(two).html
    assert 'href="/archives/two/#eq-loss">(1)</a>' in again(one).html


def test_a_deleted_post_leaves_problems_where_it_was_cited():
    cited = make_post(LOSS, slug="losses")
    post = make_post("\\eqref{losses:eq:loss}")
    delete_post(cited)
    assert "(??)" in again(post).html
    assert len(again(post).problems) == 1
    assert not Citation.objects.exists()


def test_a_key_cited_elsewhere_only_is_not_unused():
    cited = make_post(LOSS, slug="losses")
    assert [problem["severity"] for problem in cited.problems] == ["warning"]
    post = make_post("\\eqref{losses:eq:loss}")
    assert again(cited).problems == []
    change(post, source="No more.")
    assert len(again(cited).problems) == 1


def test_pages_follow_too():
    cited = make_post(LOSS, slug="losses")
    page = make_page("\\eqref{losses:eq:loss}")
    save_page(page)
    change(cited, source=ANOTHER + LOSS)
    page.refresh_from_db()
    assert ">(2)</a>" in page.html


def test_rendering_everything_again_finds_the_citations():
    make_post(LOSS, slug="losses")
    make_post("\\eqref{losses:eq:loss}")
    Citation.objects.all().delete()
    list(rerender(everything()))
    assert Citation.objects.count() == 1


def test_what_code_shows_is_no_citation():
    make_post(LOSS, slug="losses")
    make_post("`\\eqref{losses:eq:loss}`")
    assert not Citation.objects.exists()


def test_an_article_lists_the_public_posts_that_cite_it(
    client: Client, django_assert_max_num_queries
):
    cited = make_post(LOSS, slug="losses")
    make_post("\\eqref{losses:eq:loss} \\ref{losses:eq:loss}", title="On $x$", slug="x")
    make_post("\\eqref{losses:eq:loss}", title="Hidden", status=Post.Status.DRAFT)
    with django_assert_max_num_queries(6):
        page = client.get(cited.url).text
    assert page.count('href="/archives/x/"') >= 1
    assert "Cited in" in page or "引用" in page
    assert "Hidden" not in page


def test_numbers_by_section_are_the_posts_own_choice():
    text = "# A\n\n" + ANOTHER + "# B\n\n" + LOSS + "\n\n\\eqref{eq:loss}"
    assert "(2.1)" in make_post(text, numbers_by_section=True).plain
    assert "(2.1)" not in make_post(text).plain


def test_a_key_cited_by_a_page_only_is_not_unused():
    cited = make_post(LOSS, slug="losses")
    assert len(cited.problems) == 1
    make_page(f"\\eqref{{losses:eq:loss}} and \\eqref{{{cited.pk}:eq:none}}")
    change(cited, title="Another")
    assert again(cited).problems == []
