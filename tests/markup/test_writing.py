"""The author's manual says what is true: its examples are rendered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blog.markup import render, source
from blog.markup.admonitions import TITLES
from blog.markup.statements import KINDS

MANUAL = (Path(__file__).parents[2] / "docs" / "writing.md").read_text("utf-8")
_EXAMPLE = re.compile(
    r"^(?P<fence>`{3,})markdown\n(?P<source>.*?)\n(?P=fence)$"
    r"(?:\n\n```html\n(?P<html>.*?)\n```$)?",
    re.MULTILINE | re.DOTALL,
)
EXAMPLES = list(_EXAMPLE.finditer(MANUAL))


def line_of(example):
    return f"line{MANUAL.count(chr(10), 0, example.start()) + 1}"


@pytest.mark.parametrize("example", EXAMPLES, ids=line_of)
def test_an_example_renders_without_a_problem_and_as_shown(example):
    document = render(example["source"])
    assert [problem.message for problem in document.problems] == []
    assert "tex-error" not in document.html
    if example["html"] is not None:
        assert document.html == example["html"]


def test_every_example_and_result_is_found():
    assert len(EXAMPLES) == len(re.findall(r"^`{3,}markdown$", MANUAL, re.MULTILINE))
    shown = [example["html"] for example in EXAMPLES]
    assert len(shown) - shown.count(None) == MANUAL.count("\n```html\n")


def test_the_manual_itself_renders():
    document = render(MANUAL, language="en")
    assert [heading.title for heading in document.toc][1:3] == ["Paragraphs", "Emphasis"]
    assert [problem for problem in document.problems if problem.severity == "error"] == []


def test_the_limits_are_the_ones_named():
    limits = MANUAL.split("## Limits")[1].replace(",", "")
    for number in (
        source.LONGEST["post"], source.LONGEST["comment"], source.MOST_BLOCKS,
        source.LONGEST_BLOCK, source.MOST_LINES, source.DEEPEST_QUOTE,
    ):  # fmt: skip
        assert f" {number} " in " ".join(limits.split()).replace("(", " ").replace(")", " ")


def test_every_kind_of_box_is_named():
    boxes = MANUAL.split("## Boxes")[1].split("## ")[0]
    assert all(f"`{kind}`" in boxes for kind in TITLES)


def test_every_kind_of_statement_is_named_in_both_languages():
    chapter = MANUAL.split("## Theorems and proofs")[1].split("## ")[0]
    assert all(f"`{name}` {kind.chinese}" in chapter for name, kind in KINDS.items())
