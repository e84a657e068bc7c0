import pytest

from blog.markup.delimiters import stash
from blog.markup.numbering import number


def numbers_of(source: str) -> list[list[str]]:
    found = number(stash(source).items)
    return [[row.shown for row in e.numbers] for e in found.equations.values()]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\begin{equation}x\end{equation}", [["(1)"]]),
        (r"\begin{equation*}x\end{equation*}", [[]]),
        (r"\[x\] $$y$$ $z$", [[], [], []]),
        (r"\begin{align}a\\b\end{align}\begin{equation}c\end{equation}", [["(1)", "(2)"], ["(3)"]]),
        (r"\begin{align}a\\b\notag\\c\nonumber\\d\end{align}", [["(1)", "(2)"]]),
        (r"\begin{gather}a\\\begin{pmatrix}1\\2\end{pmatrix}\\{b\\c}\end{gather}",
         [["(1)", "(2)", "(3)"]]),
        (r"\begin{multline}a\\b\\c\end{multline}", [["(1)"]]),
        (r"\begin{alignat}{2}a&=b\\c&=d\\\end{alignat}", [["(1)", "(2)"]]),
        (r"\begin{eqnarray}a&=&b\\&=&c\nonumber\end{eqnarray}", [["(1)"]]),
        (r"\begin{flalign}a\end{flalign}", [["(1)"]]),
        (r"\begin{equation}\begin{aligned}a\\b\end{aligned}\end{equation}", [["(1)"]]),
        (r"$$\begin{align}a\\b\end{align}$$", [["(1)", "(2)"]]),
        (r"$$x\tag{星}$$", [["(星)"]]),
        (r"$$x\tag*{(星)}$$", [["(星)"]]),
        (r"$$x\eqno(2.1)$$ $$y\leqno{(A)}$$", [["(2.1)"], ["(A)"]]),
        (r"\begin{IEEEeqnarray}{rCl}a&=&b\\c&=&d\nonumber\end{IEEEeqnarray}", [["(1)"]]),
        (r"\begin{align}a\tag{1.2}\\b\end{align}", [["(1.2)", "(1)"]]),
        (r"\begin{align*}a\tag{1.2}\\b\end{align*}", [["(1.2)"]]),
        ((r"\begin{subequations}\begin{align}a\\b\end{align}\end{subequations}"
         r"\begin{equation}c\end{equation}"), [["(1a)", "(1b)"], ["(2)"]]),
    ],
)  # fmt: skip
def test_numbers_follow_amsmath(source, shown):
    assert numbers_of(source) == shown


def test_numbers_restart_with_each_document():
    source = r"\begin{equation}x\end{equation}"
    assert numbers_of(source) == numbers_of(source)


def test_row_numbers_name_their_row():
    found = number(stash(r"\begin{align}a\notag\\b\label{eq:b}\end{align}").items)
    row = found.equations[0].numbers[0]
    assert (row.row, row.anchor, row.is_labelled) == (2, "eq-b", True)


def test_engine_sees_no_numbering_command():
    source = r"\begin{align}a\label{x}\\b\tag{2}\\c\notag\end{align}"
    tex = number(stash(source).items).equations[0].tex
    assert tex == r"\begin{aligned}a\\b\\c\end{aligned}"


def test_anchors_are_unique_and_keep_han():
    source = r"$$a\tag{1}\label{eq:损失}$$ $$b\tag{1}$$ $$c\tag{1}$$"
    labels = number(stash(source).items).labels
    assert [label.anchor for label in labels] == ["eq-损失", "eq-1", "eq-1-2"]


def test_label_of_subequations_has_the_number_without_letter():
    source = (
        r"\begin{subequations}\label{all}\begin{align}a\\b\label{b}\end{align}\end{subequations}"
    )
    labels = {label.key: label for label in number(stash(source).items).labels}
    assert (labels["all"].number, labels["b"].number) == ("1", "1b")


def test_second_label_of_one_name_is_reported_at_its_place():
    source = "\\begin{equation}x\\label{a}\\end{equation}\n\n$$y\\tag{2}\n\\label{a}$$"
    problem = number(stash(source).items).problems[0]
    assert (problem.line, problem.column, problem.severity) == (4, 1, "error")
    assert "a is given twice" in problem.message


def test_label_without_a_number_is_reported():
    problem = number(stash(r"$$x\label{a}$$").items).problems[0]
    assert (problem.line, problem.column) == (1, 4)
