import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def answers_to(*lines: str, monkeypatch) -> tuple[list[dict[str, Any]], bool]:
    source = io.TextIOWrapper(io.BytesIO("".join(f"{line}\n" for line in lines).encode()))
    monkeypatch.setattr("sys.stdin", source)
    written = io.StringIO()
    failed = False
    try:
        call_command("render_math", "--jsonl", stdout=written)
    except CommandError:
        failed = True
    return [json.loads(line) for line in written.getvalue().splitlines()], failed


def test_formula_is_answered_in_the_form_of_the_contract(monkeypatch):
    request = '{"id": [7], "tex": "x^2", "display": false}'
    (answer,), failed = answers_to(request, monkeypatch=monkeypatch)
    assert list(answer) == ["id", "ok", "html", "engine", "problem", "ms"]
    assert (answer["id"], answer["ok"], answer["engine"], failed) == ([7], True, "math-core", False)


def test_formula_that_fails_is_answered_with_its_source_and_is_no_failed_run(monkeypatch):
    request = json.dumps({"id": 1, "tex": r"\bad", "display": True})
    (answer,), failed = answers_to(request, monkeypatch=monkeypatch)
    assert (answer["ok"], answer["problem"], failed) == (False, r"Unknown command \bad", False)
    assert "tex-error" in answer["html"]


@pytest.mark.parametrize(
    "line",
    ["", "nope", "[1]", '{"id": 1}', '{"id": 1, "tex": 2, "display": true}', "[" * 100_000],
)
def test_line_that_is_no_request_gets_an_error_and_the_run_goes_on(line, monkeypatch):
    request = '{"id": 2, "tex": "x", "display": true}'
    (refused, answer), failed = answers_to(line, request, monkeypatch=monkeypatch)
    assert "error" in refused
    assert answer["ok"]
    assert failed
