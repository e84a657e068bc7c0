"""The second engine: Temml with its mhchem and physics parts, inside QuickJS.

npm brings it (package.json); without it this engine refuses every formula.
"""

from __future__ import annotations

import json
import os
import threading
from functools import cached_property
from pathlib import Path

import quickjs

from blog.markup.errors import EngineError
from blog.markup.temml_answer import in_our_words

_PACKAGE = Path(__file__).parents[2] / "node_modules" / "temml"
_PARTS = (
    "dist/temml.min.js",
    "contrib/mhchem/mhchem.min.js",
    "contrib/physics/physics.js",
)
# Plain strings sometimes come back as "Unknown quickjs tag"; JSON always arrives.
_CONVERT = """
function convert(tex, display) {
  try {
    return JSON.stringify({mathml: temml.renderToString(tex, {
      displayMode: display, throwOnError: true, trust: false, wrap: "none",
      maxSize: [20, 10], maxExpand: 1000,
    })});
  } catch (error) {
    return JSON.stringify({problem: String(error && error.message || error)});
  }
}
"""
_SECONDS = 0.25
_MEMORY_BYTES = 64 << 20
_STACK_BYTES = 1 << 20


class Temml:
    """Temml in one context of this process: about 30 ms to load, 0.5 ms a formula."""

    name = "temml"

    def __init__(self, package: Path = _PACKAGE) -> None:
        self._package = package
        self._context: quickjs.Context | None = None
        self._abandoned: list[quickjs.Context | None] = []
        self._lock = threading.Lock()
        os.register_at_fork(after_in_child=self._forget)

    @cached_property
    def is_installed(self) -> bool:
        """Tell whether npm brought what this engine runs."""
        return all((self._package / part).is_file() for part in _PARTS)

    def convert(self, tex: str, *, display: bool) -> str:
        """Return ``tex`` as MathML in our own vocabulary. Raises EngineError."""
        if not self.is_installed:
            raise EngineError("Temml is not installed")
        call = f"convert({json.dumps(tex)}, {json.dumps(display)})"
        with self._lock:
            answer = json.loads(self._evaluated(call))
        if "mathml" not in answer:
            reason = str(answer.get("problem", "")).partition(" at ")[0].strip()
            raise EngineError("TeX cannot be read: %(reason)s", reason=reason[:200])
        return in_our_words(answer["mathml"])

    def _evaluated(self, call: str) -> str:
        if self._context is None:
            self._context = self._loaded()
        try:
            return str(self._context.eval(call))
        except (quickjs.JSException, MemoryError) as error:
            # Out of time, stack or memory: what is left of the context is not to be trusted.
            self._context = None
            raise EngineError("The engine gave up on this formula") from error

    def _loaded(self) -> quickjs.Context:
        context = quickjs.Context()
        context.set_memory_limit(_MEMORY_BYTES)
        context.set_max_stack_size(_STACK_BYTES)
        for part in _PARTS:
            context.eval((self._package / part).read_text("utf-8-sig"))
        context.eval(_CONVERT)
        context.set_time_limit(_SECONDS)
        return context

    def _forget(self) -> None:
        """Begin anew in a forked child, where another thread may have held lock and context."""
        self._abandoned.append(self._context)  # freeing it here could crash
        self._context = None
        self._lock = threading.Lock()
