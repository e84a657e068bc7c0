"""TeX → MathML through one engine interface; what has been converted once is remembered."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

import math_core

from blog.markup.errors import EngineError, TexError
from blog.markup.macros import Macros
from blog.markup.mathml import check_depth, clean_mathml
from blog.markup.profiles import POST_LIMITS, TexLimits
from blog.markup.tex import prepare

_REMEMBERED = 20_000
_DEEP_MAYBE = 100
_POSITION = re.compile(r"^\d+: ")
_UNKNOWN = re.compile(r'Unknown (command|environment) "([^"]{1,100})"')


class MathEngine(Protocol):
    """Something that turns one formula into MathML."""

    name: str

    def convert(self, tex: str, *, display: bool) -> str:
        """Return ``tex`` as one ``<math>`` element. Raises EngineError, and nothing else."""


class MathCore:
    """The Rust library math-core, by itself: no numbering, no annotation, no macros."""

    name = "math-core"

    def __init__(self) -> None:
        self._converter = math_core.LatexToMathML(
            annotation=False, fancy_error=False, allow_unreliable_rendering=True
        )

    def convert(self, tex: str, *, display: bool) -> str:
        """Return ``tex`` as MathML. Raises EngineError."""
        try:
            return self._converter.convert_with_local_state(tex, displaystyle=display)
        except math_core.LatexError as error:
            raise _explained(str(error)) from error
        except UnicodeEncodeError as error:
            raise EngineError("The formula holds characters that are no text") from error
        except BaseException as error:
            # A panic in Rust arrives as pyo3's PanicException, which cannot be imported and is
            # no Exception; one formula must not end the process for it.
            if type(error).__name__ != "PanicException":
                raise
            raise EngineError("The engine gave up on this formula") from error


ENGINE: MathEngine = MathCore()


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
    prepared = _prepared(tex, display, Macros() if macros is None else macros, limits)
    result = _converted(prepared, display)
    if isinstance(result, TexError):
        raise result
    return result


def _prepared(tex: str, display: bool, macros: Macros, limits: TexLimits) -> str:
    if macros or "def" in tex or "command" in tex or "\\let" in tex or "\\Declare" in tex:
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
def _converted(tex: str, display: bool) -> str | TexError:
    """Convert prepared TeX; a failure is remembered like a success."""
    try:
        mathml = clean_mathml(ENGINE.convert(tex, display=display))
        if tex.count("\\") > _DEEP_MAYBE:
            check_depth(mathml)
    except TexError as error:
        return error
    return mathml


def _explained(message: str) -> EngineError:
    """Return math-core's ``message`` without its offset, in words an author can use."""
    unknown = _UNKNOWN.search(message)
    if unknown and unknown[1] == "command":
        return EngineError("Unknown command %(command)s", command=unknown[2])
    if unknown:
        return EngineError("Unknown environment %(name)s", name=unknown[2])
    reason = _POSITION.sub("", message).rstrip(".")[:200]
    return EngineError("TeX cannot be read: %(reason)s", reason=reason)
