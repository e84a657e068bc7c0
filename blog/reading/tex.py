"""The page where anybody may try TeX: ``/tex/?q=x_1&display=1``."""

import re
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as respond
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from blog.markup import render
from blog.markup.document import Problem
from blog.posts.freshness import fresh
from blog.posts.visitors import WINDOW_SECONDS, is_allowed

LONGEST = 1_000
FORMULAS_A_MINUTE = 30
CHEAT_SHEET = r"""
x_i^2
\frac{a}{b}
\sqrt[3]{x}
\sum_{i=1}^n i
\int_0^1 f(x)\,dx
\lim_{x\to 0}
\alpha\beta\gamma
a\le b\ne c
A\subset B
x\in\mathbb{R}^n
\mathbf{v}\cdot\mathcal{L}
\hat{x}\quad\overline{AB}
\left(\frac{a}{b}\right)
\binom{n}{k}
A\xrightarrow{f}B
\underbrace{a+b}_{2}
\text{if } x>0
\begin{pmatrix}1&2\\3&4\end{pmatrix}
\begin{cases}1&x>0\\0\end{cases}
\begin{align*}a&=b\\&=c\end{align*}
""".split("\n")[1:-1]
_STANDS_BY_ITSELF = re.compile(
    r"\s*(?:\$|\\[(\[]|\\begin\{(?:equation|align|gather|multline|flalign|alignat|eqnarray))"
)


@dataclass(frozen=True, slots=True)
class Place:
    """What is wrong with a formula, and where, in the reader's language."""

    line: int
    column: int
    message: str


@require_safe
@fresh
def tex(request: HttpRequest) -> HttpResponse:
    """Show the formula asked for beside a cheat sheet; 429 to who asks too often."""
    source = request.GET.get("q", "").replace("\r\n", "\n")
    context: dict[str, object] = {
        "source": source,
        "display": "display" in request.GET or not source,
        "longest": LONGEST,
        "cheat_sheet": cheat_sheet(),
    }
    if not source.strip():
        return respond(request, "reading/tex.html", context)
    if not is_allowed(request, "tex", FORMULAS_A_MINUTE):
        refusal = {**context, "is_refused": True}
        status = HTTPStatus.TOO_MANY_REQUESTS
        response = respond(request, "reading/tex.html", refusal, status=status)
        response["Retry-After"] = str(WINDOW_SECONDS)
        return response
    html, places = formula(source, display=bool(context["display"]))
    return respond(request, "reading/tex.html", {**context, "html": html, "places": places})


def formula(source: str, *, display: bool) -> tuple[str, list[Place]]:
    """Return TeX, with or without its delimiters, as HTML, and what is wrong with it.

    Strangers write here, so the limits of comments hold.
    """
    if len(source) > LONGEST:
        message = gettext("A formula here has at most %(count)d characters.") % {"count": LONGEST}
        return "", [Place(1, LONGEST + 1, message)]
    before, after = ("", "") if _STANDS_BY_ITSELF.match(source) else _delimiters(display)
    document = render(f"{before}{source.strip()}{after}", "comment", id_prefix="tex-")
    return document.html, [_place(problem, len(before)) for problem in document.problems]


@lru_cache(maxsize=1)
def cheat_sheet() -> list[tuple[str, str]]:
    """Return pairs of TeX and HTML; rendered once a process."""
    return [(tex, formula(tex, display=False)[0]) for tex in CHEAT_SHEET]


def _delimiters(display: bool) -> tuple[str, str]:
    return ("$$", "$$") if display else ("$", "$")


def _place(problem: Problem, shift: int) -> Place:
    """Return a problem's place in what was typed, which is without our delimiters."""
    column = problem.column - shift if problem.line == 1 else problem.column
    return Place(problem.line, max(column, 1), gettext(problem.template) % problem.params)
