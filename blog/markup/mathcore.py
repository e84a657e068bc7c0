"""The first engine: the Rust library math-core, as fast as Python can ask."""

from __future__ import annotations

import math_core

from blog.markup.errors import EngineError
from blog.markup.refusals import explained


class MathCore:
    """math-core by itself: no numbering, no annotation, no macros."""

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
            raise explained(tex, str(error)) from error
        except UnicodeEncodeError as error:
            raise EngineError("The formula holds characters that are no text") from error
        except BaseException as error:
            # A panic in Rust arrives as pyo3's PanicException, which cannot be imported and is
            # no Exception; one formula must not end the process for it.
            if type(error).__name__ != "PanicException":
                raise
            raise EngineError("The engine gave up on this formula") from error
