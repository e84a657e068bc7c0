"""What the author is told about labels, and where numbers begin anew."""

import pytest

from blog.markup import render

LABELLED = "\\begin{equation}x\\label{eq:x}\\end{equation}"


def told(source: str, **options) -> list[tuple[str, int, int, str]]:
    document = render(source, **options)
    return [(p.severity, p.line, p.column, p.message) for p in document.problems]


def test_an_equation_named_and_never_cited_is_told_with_its_place():
    assert told(f"Text.\n\n{LABELLED}") == [
        ("warning", 3, 18, "Label eq:x is never cited"),
    ]


@pytest.mark.parametrize(
    "use", ["\\eqref{eq:x}", "\\ref{eq:x}", "$\\text{by }\\eqref{eq:x}$", "[it](#eq-x)"]
)
def test_any_use_counts(use):
    assert told(f"{LABELLED}\n\n{use}") == []


def test_a_use_in_another_article_counts():
    assert told(LABELLED, cited={"eq:x"}) == []


def test_strangers_are_not_told():
    assert told(LABELLED, profile="comment") == []


@pytest.mark.parametrize(
    "source",
    [
        "# A {#a}\n\n# B {#a}",
        "!!! theorem {#a}\n    x\n\n!!! lemma {#a}\n    y",
        "# A {#a}\n\n!!! lemma {#a}\n    y",
    ],
)
def test_a_name_given_twice_is_told_at_the_second_place(source):
    (problem,) = told(source)
    assert problem[0] == "error"
    assert problem[1] > 1
    assert "a is given twice" in problem[3]


def test_numbers_begin_anew_in_every_section_where_asked():
    number = "\\begin{equation}x\\end{equation}\n\n"
    source = f"{number}# One\n\n{number}{number}## Inner\n\n{number}# Two\n\n{number}"
    plain = render(source, numbers_by_section=True).plain
    assert [line[2:] for line in plain.split("\n") if line.startswith("x ")] == [
        "(1)", "(1.1)", "(1.2)", "(1.3)", "(2.1)",
    ]  # fmt: skip


def test_the_teasers_theorem_has_the_articles_number_and_its_own_id():
    source = "!!! theorem {#thm:a}\n    x\n\n<!--more-->\n\nBy \\ref{thm:a}."
    document = render(source, id_prefix="p7-", article_url="/archives/7/")
    assert 'id="p7-thm-a"' in document.teaser_html
    assert "定理 1" in document.teaser_html
    assert [(label.key, label.kind) for label in document.labels] == [("thm:a", "theorem")]


def test_a_statement_is_named_in_the_articles_language():
    assert "Lemma 1" in render("!!! 引理\n    x", language="en").html
