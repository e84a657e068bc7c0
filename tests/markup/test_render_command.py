from __future__ import annotations

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command


def run(*arguments, stdin=b"", monkeypatch=None):
    """Return (standard output, standard error, whether it failed)."""
    out, err = io.StringIO(), io.StringIO()
    if monkeypatch:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    try:
        call_command("render", *arguments, stdout=out, stderr=err)
    except CommandError:
        return out.getvalue(), err.getvalue(), True
    return out.getvalue(), err.getvalue(), False


def test_a_file_becomes_html_and_its_warnings_are_no_failure(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("好\n\n<svg></svg>", "utf-8")
    out, err, failed = run(str(path))
    assert out.startswith("<p>好</p>")
    assert err == f"{path}:3:1: <svg> is not allowed and was left out\n"
    assert not failed


def test_an_error_in_a_file_is_a_failure(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(">" * 100, "utf-8")
    _, err, failed = run(str(path))
    assert err.startswith(f"{path}:1:1: Quotes are nested")
    assert failed


def test_a_file_that_is_missing_does_not_keep_back_the_others(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("好", "utf-8")
    out, err, failed = run(str(tmp_path / "none.md"), str(path))
    assert out == "<p>好</p>\n"
    assert "none.md:1:1:" in err
    assert failed


def test_standard_input_and_the_profile(monkeypatch):
    out, _, _ = run("--profile", "comment", "-", stdin="# 题".encode(), monkeypatch=monkeypatch)
    assert out == "<p># 题</p>\n"


def test_each_request_gets_its_answer_in_order(monkeypatch):
    lines = [
        {"id": "a", "source": "## 题 $x$\n\n<!--more-->\n\n<svg></svg>"},
        {"id": [1], "source": "# 题", "profile": "comment"},
    ]
    stdin = "\n".join(json.dumps(line) for line in lines).encode()
    out, _, failed = run("--jsonl", stdin=stdin, monkeypatch=monkeypatch)
    first, second = map(json.loads, out.splitlines())
    assert first["toc"][0] | {"number": ""} == {
        "level": 2, "anchor": "sec-题-x", "title": "题 x", "number": "",
    }  # fmt: skip
    assert first["problems"][0] == {
        "severity": "warning", "line": 5, "column": 1, "tex": "",
        "message": "<svg> is not allowed and was left out",
    }  # fmt: skip
    assert set(first) == {
        "id", "html", "teaser_html", "has_more", "plain", "toc", "labels", "problems", "ms",
    }  # fmt: skip
    assert (second["id"], second["html"]) == ([1], "<p># 题</p>")
    assert not failed


@pytest.mark.parametrize(
    "line",
    [b"nonsense", b"[]", b'{"id": 1}', b'{"source": 1}', b'{"source": "", "profile": "x"}',
     b"\xff", b"[" * 100_000],
)  # fmt: skip
def test_a_line_that_is_no_request_is_answered_and_the_run_goes_on(line, monkeypatch):
    stdin = line + b'\n{"id": 2, "source": "x"}'
    out, _, failed = run("--jsonl", stdin=stdin, monkeypatch=monkeypatch)
    first, second = map(json.loads, out.splitlines())
    assert "error" in first
    assert second["html"] == "<p>x</p>"
    assert failed
