"""TeX → MathML: the engines in turn; what has been converted once is remembered."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from blog.markup.errors import TexError, TexLimitError
from blog.markup.macros import Macros
from blog.markup.mathcore import MathCore
from blog.markup.mathml import check_depth, clean_mathml
from blog.markup.profiles import POST_LIMITS, TexLimits
from blog.markup.temml import Temml
from blog.markup.tex import defines, expanded, prepare

_REMEMBERED = 20_000
_DEEP_MAYBE = 100


class MathEngine(Protocol):
    """Something that turns one formula into MathML."""

    name: str

    def convert(self, tex: str, *, display: bool) -> str:
        """Return ``tex`` as one ``<math>`` element. Raises EngineError, and nothing else."""


FIRST: MathEngine = MathCore()
"""Gets TeX rewritten to what it understands (``tex.prepare``)."""

SECOND: MathEngine = Temml()
"""Gets what the first refused, as the author wrote it, macros expanded."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A formula's ``<math>`` and the name of the engine that wrote it."""

    mathml: str
    engine: str


def mathml_of(
    tex: str,
    *,
    display: bool,
    macros: Macros | None = None,
    limits: TexLimits = POST_LIMITS,
) -> str:
    """Return ``tex`` as MathML; definitions in it are added to ``macros``.

    Costs one look-up where the same TeX was converted before. Raises TexError.
    """
    return converted(tex, display=display, macros=macros, limits=limits).mathml


def converted(
    tex: str,
    *,
    display: bool,
    macros: Macros | None = None,
    limits: TexLimits = POST_LIMITS,
) -> Converted:
    """Return what ``mathml_of`` returns, with the engine's name. Raises TexError."""
    macros = Macros() if macros is None else macros
    before = macros.copy() if defines(tex) else macros
    try:
        result = _by_first(_prepared(tex, display, macros, limits), display)
        if isinstance(result, TexError):
            raise result
    except TexLimitError:
        raise
    except TexError as refusal:
        if macros.engine_seconds > limits.engine_seconds:
            raise
        started = time.monotonic()
        try:
            mathml = _by_second_or_raise(tex, display, before, limits, refusal)
        finally:
            macros.engine_seconds += time.monotonic() - started
        return Converted(mathml, SECOND.name)
    return Converted(result, FIRST.name)


def _prepared(tex: str, display: bool, macros: Macros, limits: TexLimits) -> str:
    if macros or defines(tex):
        return prepare(tex, display=display, macros=macros, limits=limits)
    prepared = _prepared_alone(tex, display, limits)
    if isinstance(prepared, TexError):
        raise prepared
    return prepared


@lru_cache(maxsize=_REMEMBERED)
def _prepared_alone(tex: str, display: bool, limits: TexLimits) -> str | TexError:
    """Prepare a formula that neither knows nor defines a macro: always the same result."""
    try:
        return prepare(tex, display=display, macros=Macros(), limits=limits)
    except TexError as error:
        return error


@lru_cache(maxsize=_REMEMBERED)
def _by_first(tex: str, display: bool) -> str | TexError:
    """Convert prepared TeX; a failure is remembered like a success."""
    return _answer(FIRST, tex, display)


@lru_cache(maxsize=_REMEMBERED)
def _by_second(tex: str, display: bool) -> str | TexError:
    return _answer(SECOND, tex, display)


def _answer(engine: MathEngine, tex: str, display: bool) -> str | TexError:
    try:
        answer = engine.convert(tex, display=display)
        if tex.count("\\") > _DEEP_MAYBE:
            check_depth(answer)  # before anybody walks down into it
        return clean_mathml(answer)
    except TexError as error:
        return error


def _by_second_or_raise(
    tex: str, display: bool, macros: Macros, limits: TexLimits, refusal: TexError
) -> str:
    """Return the second engine's answer, or raise the first one's ``refusal``."""
    result = _by_second(expanded(tex, macros=macros, limits=limits), display)
    if isinstance(result, TexError):
        # The first engine's words are about the same formula, and names what it does not know.
        raise refusal
    return result
