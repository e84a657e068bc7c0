r"""A formula as tokens that do not depend on how it was typed, and what the index knows it by.

``\dfrac{1}{ n }`` and ``\frac1n`` are the same tokens; in its *shape*, variables are numbered in
the order they come in, so renaming them all keeps it.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

LONGEST = 400
"""Tokens of a formula that count."""

_TOKEN = re.compile(r"\\(?:begin|end)\s*\{\s*([A-Za-z]+)\*?\s*\}|\\[A-Za-z]+|\\[\s\S]|%[^\n]*|\S")
_SILENT = frozenset(
    r"""\left \right \middle \big \Big \bigg \Bigg \bigl \Bigl \biggl \Biggl \bigr \Bigr \biggr
    \Biggr \bigm \displaystyle \textstyle \scriptstyle \scriptscriptstyle \limits \nolimits
    \nonumber \notag \, \; \: \! \> \  \quad \qquad \hfill \null \relax \strut \protect & ~
    \mathstrut \mathopen \mathclose \mathord \mathrel \mathbin \mathop""".split()
) | {"\\ "}
_WITH_ARGUMENT = frozenset(
    r"\label \tag \hspace \vspace \kern \phantom \hphantom \vphantom \color \ref \eqref".split()
)
_SAME = {
    other: name
    for name, others in {
        r"\frac": r"\dfrac \tfrac \cfrac",
        r"\binom": r"\dbinom \tbinom",
        r"\leq": r"\le \leqslant",
        r"\geq": r"\ge \geqslant",
        r"\neq": r"\ne",
        r"\rightarrow": r"\to \longrightarrow",
        r"\Rightarrow": r"\implies \Longrightarrow",
        r"\Leftrightarrow": r"\iff \Longleftrightarrow",
        r"\leftarrow": r"\gets",
        r"\land": r"\wedge",
        r"\lor": r"\vee",
        r"\neg": r"\lnot",
        r"\mathrm": r"\text \textrm \rm \operatorname \mbox \hbox \textnormal",
        r"\mathbf": r"\boldsymbol \bm \bf \pmb \textbf",
        r"\mathcal": r"\cal",
        r"\epsilon": r"\varepsilon",
        r"\phi": r"\varphi",
        r"\dots": r"\ldots \cdots \dotsc \dotsb",
        r"\emptyset": r"\varnothing",
        r"\hat": r"\widehat",
        r"\bar": r"\overline",
        r"\tilde": r"\widetilde",
        r"\ast": "*",
        "|": r"\vert \lvert \rvert \mid",
        r"\|": r"\Vert \lVert \rVert",
        ":": r"\colon",
        "<": r"\lt \langle",
        ">": r"\gt \rangle",
        "[": r"\lbrack",
        "]": r"\rbrack",
        r"\top": r"\intercal",
        "'": r"\prime",
        r"\\": r"\cr \newline",
    }.items()
    for other in others.split()
}
# Of the environments only what they hold counts, but for those that draw something themselves.
_DRAWN = {"pmatrix", "bmatrix", "vmatrix", "Vmatrix", "Bmatrix", "matrix", "cases", "array"}
_GREEK = frozenset(
    r"""\alpha \beta \gamma \delta \epsilon \zeta \eta \theta \vartheta \iota \kappa \lambda \mu
    \nu \xi \rho \sigma \tau \upsilon \phi \chi \psi \omega \Gamma \Delta \Theta \Lambda \Xi
    \Phi \Psi \Omega \ell""".split()
)
VARIABLE = "•"
"""What stands for any variable."""


@lru_cache(maxsize=20_000)
def tokens_of(tex: str) -> tuple[str, ...]:
    """Return the tokens of ``tex`` that matter; those that set space or size are left out."""
    found: list[str] = []
    tokens = (_token(match) for match in _TOKEN.finditer(tex))
    for token in tokens:
        if token in _WITH_ARGUMENT:
            _skip_argument(tokens)
        elif token and token not in _SILENT:
            found.append(_SAME.get(token, token))
        if len(found) == LONGEST:
            break
    return tuple(_without_needless_braces(found))


def shape_of(tokens: Iterable[str]) -> tuple[str, ...]:
    """Return the tokens with variables numbered as they come; function names stay."""
    names: dict[str, str] = {}
    return tuple(
        names.setdefault(token, f"{VARIABLE}{len(names)}") if is_variable(token) else token
        for token in tokens
    )


def outline_of(tokens: Iterable[str]) -> tuple[str, ...]:
    """Return the tokens with one sign for every variable."""
    return tuple(VARIABLE if is_variable(token) else token for token in tokens)


def is_variable(token: str) -> bool:
    """Tell whether another letter could stand in the token's place."""
    return token in _GREEK or (len(token) == 1 and token.isalpha())


def name_of(kind: str, tokens: Iterable[str]) -> str:
    """Return a short lexeme for a whole formula; kind: "=" as written, "~" by its shape."""
    return kind + hashlib.sha256(" ".join(tokens).encode()).hexdigest()[:16]


def grams(tokens: tuple[str, ...], *, shorter: bool = False) -> set[str]:
    """Return the runs of three neighbours; of fewer tokens, the one run there is.

    shorter: also the single tokens and the pairs, for the index.
    """
    if not shorter:
        size = min(3, len(tokens))
        runs = {tokens[i : i + size] for i in range(len(tokens) - size + 1)} if tokens else set()
    else:
        runs = {(token,) for token in tokens} | set(pairwise(tokens))
        runs |= {tokens[i : i + 3] for i in range(len(tokens) - 2)}
    return {" ".join(run) for run in runs}


def lexemes_of(tokens: tuple[str, ...]) -> set[str]:
    """Return all that a formula is found by: itself, its shape, its parts, their outlines."""
    names = {name_of("=", tokens), name_of("~", shape_of(tokens))}
    return names | grams(tokens, shorter=True) | grams(outline_of(tokens), shorter=True)


def line(tokens: Iterable[str]) -> str:
    """Return the tokens in one line, a blank either side, so that parts begin and end with one."""
    return f" {' '.join(tokens)} "


def lines(formulas: Iterable[Iterable[str]]) -> str:
    """Return formulas a line each."""
    return "\n".join(map(line, formulas))


def _token(match: re.Match[str]) -> str:
    if match[1]:
        return "".join(match[0].split()) if match[1] in _DRAWN else ""
    return "" if match[0].startswith("%") else match[0]


def _skip_argument(tokens: Iterable[str]) -> None:
    depth = 0
    for token in tokens:
        depth += (token == "{") - (token == "}")
        if depth <= 0:
            return


def _without_needless_braces(tokens: list[str]) -> list[str]:
    r"""Drop braces around one token: ``x^{2}``; and around what no script or command takes."""
    result: list[str] = []
    opened: list[int] = []
    for token in tokens:
        if token == "{":
            opened.append(len(result))
        elif token == "}" and opened:
            start = opened.pop()
            if len(result) - start == 2:
                del result[start]
                continue
        result.append(token)
    return result
