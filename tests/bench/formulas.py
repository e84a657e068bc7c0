"""Formulas a second, cold and warm, beside each engine by itself; and an article full of them.

The corpus is ``../shared/corpus/formulas.jsonl`` where it is at hand, else the formulas of
``tests/markup/formulas.txt``, repeated.
"""

import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path

import math_core
from rich.console import Console
from rich.table import Table

from blog.markup import math as engines
from blog.markup import render
from blog.markup.errors import TexError
from blog.markup.temml import Temml

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "formulas.jsonl"
OWN = Path(__file__).parents[1] / "markup" / "formulas.txt"
SAMPLE_FOR_TEMML = 1000
WORDS = 5000
FORMULAS = 150
COLD_CEILING_MS = 150
WARM_CEILING_MS = 40
WARM_FLOOR = 10_000

Formula = tuple[str, bool]


def main() -> None:
    """Measure and print both tables."""
    formulas = _corpus()
    _print_rates(_rates(formulas), len(formulas))
    _print_article(formulas)


def _corpus() -> list[Formula]:
    if CORPUS.exists():
        rows = map(json.loads, CORPUS.read_text("utf-8").splitlines())
        return [(row["tex"], row["display"]) for row in rows]
    lines = OWN.read_text("utf-8").splitlines()
    return [(line, True) for line in lines if line and not line.startswith("%")] * 10


def _rates(formulas: list[Formula]) -> dict[str, float]:
    """Return formulas a CPU second by what converts them; caches are emptied for "cold"."""
    bare = math_core.LatexToMathML(annotation=False, fancy_error=False)

    def by_math_core(tex: str, display: bool) -> None:
        with contextlib.suppress(math_core.LatexError):
            bare.convert_with_local_state(tex, displaystyle=display)

    rates = {"math-core, bare": _rate(by_math_core, formulas)}
    temml = Temml()
    if temml.is_installed:
        temml.convert("x", display=False)
        sample = formulas[:: max(1, len(formulas) // SAMPLE_FOR_TEMML)]
        rates["Temml, alone"] = _rate(lambda t, d: _quietly(temml.convert, t, d), sample)
    _forget()
    rates["Lemma, cold"] = _rate(lambda t, d: _quietly(engines.mathml_of, t, d), formulas)
    rates["Lemma, warm"] = _rate(lambda t, d: _quietly(engines.mathml_of, t, d), formulas)
    return rates


def _quietly(convert: Callable[..., str], tex: str, display: bool) -> None:
    with contextlib.suppress(TexError):
        convert(tex, display=display)


def _rate(convert: Callable[[str, bool], None], formulas: list[Formula]) -> float:
    started = time.process_time()
    for tex, display in formulas:
        convert(tex, display)
    return len(formulas) / (time.process_time() - started)


def _forget() -> None:
    engines._prepared_alone.cache_clear()
    engines._by_first.cache_clear()
    engines._by_second.cache_clear()


def _article(formulas: list[Formula]) -> str:
    """Return a text of so many words with so many formulas, a third of them displays."""
    chosen = [f for f in formulas if len(f[0]) < 200 and "tag" not in f[0]]
    step = max(1, len(chosen) // FORMULAS)
    paragraphs: list[str] = []
    for tex, _ in chosen[::step][:FORMULAS]:
        words = "word " * (WORDS // FORMULAS)
        one_line = " ".join(tex.split())
        is_display = len(paragraphs) % 3 == 0
        formula = f"\n\n$$\n{one_line}\n$$\n\n" if is_display else f"${one_line}$"
        paragraphs.append(f"{words}{formula} and on.")
    return "\n\n".join(paragraphs)


def _print_rates(rates: dict[str, float], count: int) -> None:
    table = Table("what", "formulas/s", "× bare", "target", title=f"{count} formulas")
    for name, rate in rates.items():
        target = f"≥ {WARM_FLOOR}, ≥ 0.5" if name == "Lemma, warm" else ""
        table.add_row(name, f"{rate:.0f}", f"{rate / rates['math-core, bare']:.2f}", target)
    Console().print(table)


def _print_article(formulas: list[Formula]) -> None:
    text = _article(formulas)
    render(text)  # Markdown's own first time
    table = Table("article", "CPU ms", "ceiling", title=f"{WORDS} words, {FORMULAS} formulas")
    for name, ceiling in (("cold", COLD_CEILING_MS), ("warm", WARM_CEILING_MS)):
        times = []
        for _ in range(5):
            if name == "cold":
                _forget()
            started = time.process_time()
            render(text)
            times.append(1000 * (time.process_time() - started))
        table.add_row(name, f"{min(times):.1f}", str(ceiling))
    Console().print(table)


if __name__ == "__main__":
    main()
