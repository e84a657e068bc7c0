"""TeX → TeX: macros expanded, what the engine lacks rewritten, limits enforced."""

from __future__ import annotations

import re

from blog.markup.definitions import DEFINERS
from blog.markup.environments import ENVIRONMENTS
from blog.markup.errors import TexError, TexLimitError
from blog.markup.macros import Expander, Macros, text_of, tokens_of
from blog.markup.marks import MARK
from blog.markup.profiles import TexLimits
from blog.markup.rewrites import HANDLERS

_EVERYTHING = DEFINERS | HANDLERS
_COMMANDS = re.compile(r"\\([A-Za-z]+)")
_ODDITIES = re.compile(
    r"[$%#∅√∠∡∢∴∵⊤⊥∛∜\u0300-\u0332\u20d7]|\\[-/*]|\\sqrt\s*\[[^\]]*\\|\\begin\s*\{[a-z]+\*?\}\s*\[|\\cfrac\s*\[|(?<!\\)\\\n|\\(?!operatorname)[A-Za-z]+\*|\\\(|\\\\\s*[*\[]|\\(?:left|right|middle|[Bb]igg?)\s*(?:[<>]|\\[lg]t(?![A-Za-z]))"
    r"|\\(?:boldsymbol|bm|mathbf)\s*\{?\s*\\math(?:cal|scr|frak)"
    r"|\\operatorname\s*\*?\s*\{[^{}]*(?:\\[A-Za-z]|[_^{\s])|\\operatorname\s+\*|\\not\s*\{?\s*\\!|\\text\w*\s*\{[^{}]*(?:\{\\|``|''|[_^&]|\\[A-Za-z(\\])"
)
_DEFINER = re.compile(
    r"\\(?:[gex]?def|let|(?:re)?newcommand|providecommand|Declare[A-Za-z]+)(?![A-Za-z])"
)
_NESTING = re.compile(
    r"\\\\|\\[{}]"
    r"|(\{|\\begin(?![A-Za-z])|\\left(?![A-Za-z]))"
    r"|(\}|\\end(?![A-Za-z])|\\right(?![A-Za-z]))"
)
# Met in every second formula and rarely in need of work: looked at more closely.
_OFTEN_FINE = (
    "\\text",
    "\\textbf",
    "\\begin",
    "\\left",
    "\\right",
    "\\big",
    "\\operatorname",
    "\\cfrac",
    "\\sqrt",
    "\\not",
    "\\\\",
)
_HANDLED = frozenset(n[1:] for n in _EVERYTHING if n not in _OFTEN_FINE)
_ENVIRONMENT_NAMES = re.compile(
    r"\\begin\s*\{(?:" + "|".join(re.escape(name) for name in ENVIRONMENTS) + r")\}"
)


def prepare(tex: str, *, display: bool, macros: Macros, limits: TexLimits) -> str:
    """Return ``tex`` as an engine understands it; definitions in it are added to ``macros``.

    Raises TexLimitError for too long, too deep or endless TeX, TexError for bad definitions.
    Linear in the length of what comes out.
    """
    tex = tex.replace(MARK, "")
    check_limits(tex, limits)
    if not _needs_work(tex, macros):
        return tex
    reader = Expander(macros, _EVERYTHING, limits, display=display)
    result = text_of(reader.expand(tokens_of(tex)))
    check_limits(result, limits)
    if defines(result) and _DEFINER.search(result):
        # The first engine knows macros of its own, without any limit.
        raise TexError("Macros cannot be defined here")
    return result


def expanded(tex: str, *, macros: Macros, limits: TexLimits) -> str:
    """Return ``tex`` with the author's macros expanded and nothing else changed.

    Raises what ``prepare`` raises.
    """
    check_limits(tex, limits)
    if not macros and not defines(tex):
        return tex
    return text_of(Expander(macros, DEFINERS, limits).expand(tokens_of(tex)))


def defines(tex: str) -> bool:
    """Tell whether ``tex`` may define a macro; quick, and never wrong in saying no."""
    return "def" in tex or "ommand" in tex or "\\let" in tex or "\\Declare" in tex


def check_limits(tex: str, limits: TexLimits) -> None:
    r"""Raise TexLimitError where ``tex`` is longer or nested deeper than ``limits`` allow.

    Engines recurse, and math-core dies of some 4,000 levels: nothing deep may reach them. Groups
    are one source of levels; the other are commands, because ``\sqrt\sqrt…`` and ``\rm x\rm x…``
    nest without a brace, so their number is bounded too.
    """
    if len(tex) > limits.length:
        raise TexLimitError(
            "The formula is longer than %(limit)s characters", limit=str(limits.length)
        )
    _check_depth(tex, limits.depth)
    if tex.count("\\") > limits.commands and len(_COMMANDS.findall(tex)) > limits.commands:
        limit = str(limits.commands)
        raise TexLimitError("The formula has more than %(limit)s commands", limit=limit)


def _check_depth(tex: str, deepest: int) -> None:
    if tex.count("{") + tex.count("\\left") <= deepest:
        return  # Even all of them inside each other would do; \begin has a brace of its own.
    depth = 0
    for match in _NESTING.finditer(tex):
        if match[1]:
            depth += 1
            if depth > deepest:
                raise TexLimitError("The formula is nested too deeply")
        elif match[2]:
            depth = max(depth - 1, 0)


def _needs_work(tex: str, macros: Macros) -> bool:
    if _ODDITIES.search(tex):
        return True
    commands = set(_COMMANDS.findall(tex))
    if not commands.isdisjoint(_HANDLED):
        return True
    if "begin" in commands and _ENVIRONMENT_NAMES.search(tex):
        return True
    return bool(macros) and any(name in tex for name in macros)
