"""Draw formulas as the site shows them, so that someone can look at each: light and dark.

``python -m tests.sheet [FILE.jsonl] [DIRECTORY]`` writes ``formulas.html`` and a picture of it in
each scheme. FILE has ``{"id", "tex", "display"}`` a line; without it, the tricky formulas where
they are at hand, else those of ``tests/markup/formulas.txt``. DIRECTORY is ``var`` by default.
"""

from __future__ import annotations

import json
import sys
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from blog.markup.formula import set_formula
from tests.browser.equipment import chromium

ROOT = Path(__file__).parents[1]
TRICKY = ROOT.parent / "shared" / "corpus" / "tricky.jsonl"
OWN = Path(__file__).parent / "markup" / "formulas.txt"
Row = dict[str, Any]
HEAD = f"""<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>Formulas</title>
<link rel="stylesheet" href="{(ROOT / "static/css/site.css").as_uri()}">
<style>body {{ margin: 1rem; max-inline-size: none }}
main {{ columns: 2; display: block }}
section {{ break-inside: avoid; border-block-end: 1px solid #8884 }}
small {{ color: var(--ink-2) }}</style><main class="prose">"""


def main(arguments: list[str]) -> None:
    """Write page and pictures; print how many formulas failed."""
    source = Path(arguments[0]) if arguments else TRICKY if TRICKY.exists() else OWN
    directory = Path(arguments[1]) if len(arguments) > 1 else ROOT / "var"
    directory.mkdir(parents=True, exist_ok=True)
    rows = _rows(source)
    page = directory / "formulas.html"
    page.write_text(HEAD + "".join(map(_section, rows)) + "</main></html>", encoding="utf-8")
    for scheme in ("light", "dark"):
        _draw(page, directory / f"formulas-{scheme}.png", scheme)
    failed = sum(not set_formula(row["tex"], display=row["display"]).is_set for row in rows)
    sys.stdout.write(f"{page}: {len(rows)} formulas, {failed} failed\n")


def _rows(source: Path) -> list[Row]:
    lines = [line for line in source.read_text("utf-8").splitlines() if line.strip()]
    if source.suffix == ".jsonl":
        return [json.loads(line) for line in lines]
    lines = [line for line in lines if not line.startswith("%")]
    return [{"id": line, "tex": line, "display": True} for line in lines]


def _section(row: Row) -> str:
    found = set_formula(row["tex"], display=row["display"])
    body = f'<div class="equation"><div class="equation__body">{found.html}</div></div>'
    if not row["display"]:
        body = f"<p>行内 {found.html}，之后。</p>"
    name = escape(str(row["id"]))
    return f"<section><small>{name} · {found.engine}</small>{body}</section>\n"


def _draw(page: Path, picture: Path, scheme: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        tab = browser.new_page(
            viewport={"width": 1280, "height": 900},
            device_scale_factor=1.5,
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        tab.goto(page.as_uri())
        tab.evaluate("document.fonts.ready")
        tab.screenshot(path=picture, full_page=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
