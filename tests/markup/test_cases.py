"""The dialect: each pair of ``cases/*.md`` is a source and the HTML it becomes.

A case is a line ``.`` (or ``. comment``, the profile), the source, a line ``.``, the HTML and a
line ``.``; what stands between the cases is for readers.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blog.markup import render

CASES = Path(__file__).parent / "cases"
_CASE = re.compile(r"^\.(?: (\w+))?\n(.*?)\n\.\n(.*?)\n\.$", re.MULTILINE | re.DOTALL)


def cases():
    for path in sorted(CASES.glob("*.md")):
        text = path.read_text("utf-8")
        for match in _CASE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield pytest.param(match[1] or "post", match[2], match[3], id=f"{path.name}:{line}")


@pytest.mark.parametrize(("profile", "source", "expected"), list(cases()))
def test_source_becomes_html(profile, source, expected):
    assert render(source, profile).html == expected


def test_every_file_of_cases_is_read():
    read = {case.id.split(":")[0] for case in cases()}
    assert read == {path.name for path in CASES.glob("*.md")}
