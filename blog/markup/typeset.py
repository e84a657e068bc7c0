"""From stashed formulas and references to the HTML and the plain text that take their place."""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Sequence
from dataclasses import dataclass

from blog.markup.delimiters import Formula, Stash
from blog.markup.document import ForeignLabels, Label, Problem
from blog.markup.profiles import POST_LIMITS, TexLimits


@dataclass(frozen=True, slots=True)
class Typeset:
    """The stash's items, set: ``fragments`` as HTML and ``plains`` as text, by index."""

    stash: Stash
    fragments: tuple[str, ...]
    plains: tuple[str, ...]
    labels: tuple[Label, ...]
    problems: tuple[Problem, ...]

    def plain(self, text: str) -> str:
        """Return ``text`` with each token replaced by its formula as plain Unicode (unescaped)."""
        return self.stash.pattern.sub(lambda token: self.plains[int(token[1])], text)


def typeset(
    stash: Stash,
    *,
    limits: TexLimits = POST_LIMITS,
    labels: Sequence[Label] = (),
    foreign: ForeignLabels | None = None,
) -> Typeset:
    """Number and convert everything in ``stash``; never raises on what an author wrote.

    labels: sections, figures and the like, already numbered, that references may cite.
    foreign: answers for keys of other articles.
    """
    fragments = tuple(f"<math>{html_text.escape(item.source)}</math>" for item in stash.items)
    plains = tuple(item.tex if isinstance(item, Formula) else item.key for item in stash.items)
    return Typeset(stash, fragments, plains, (), ())


def lay_in(html: str, setting: Typeset) -> str:
    """Return ``html`` with each token replaced by its fragment, display formulas outside ``<p>``.

    A token inside ``<code>`` or ``<pre>`` becomes its source again, one in an attribute its
    plain text. Linear in the length of the result.
    """
    pattern: re.Pattern[str] = setting.stash.pattern
    return pattern.sub(lambda token: setting.fragments[int(token[1])], html)
