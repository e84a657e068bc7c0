"""From stashed formulas and references to the HTML and the plain text that take their place."""

from __future__ import annotations

import html as html_text
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from blog.markup.delimiters import Formula, Reference, Stash
from blog.markup.document import ForeignLabels, Label, Problem
from blog.markup.errors import TexError
from blog.markup.macros import Macro, Macros
from blog.markup.math import mathml_of
from blog.markup.numbering import Equation, Numbering, number
from blog.markup.origins import place_of
from blog.markup.paragraphs import in_phrasing, restore_verbatim, split_paragraphs
from blog.markup.plain_tex import plain_tex
from blog.markup.profiles import POST_LIMITS, TexLimits
from blog.markup.references import References, only_reference
from blog.markup.setting import InlineFormula, glyphs_of, set_inline
from blog.markup.tex import expanded

_ID = re.compile(r" id=\"[^\"]*\"")
WIDE = 70
"""Glyphs in one row above which an equation may use the margin in print."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """The stash's items, set: ``fragments`` as HTML and ``plains`` as text, by index.

    inline: the inline formulas, whose surroundings decide how they are set.
    uncited: for each equation's key that no reference here names, what to tell the author.
    """

    stash: Stash
    fragments: tuple[str, ...]
    plains: tuple[str, ...]
    inline: dict[int, InlineFormula]
    labels: tuple[Label, ...]
    problems: tuple[Problem, ...]
    uncited: dict[str, Problem] = field(default_factory=dict)

    def plain(self, text: str) -> str:
        """Return ``text`` with each token replaced by its formula as plain Unicode (unescaped)."""
        return self.stash.pattern.sub(lambda token: self.plains[int(token[1])], text)

    def is_display(self, index: int) -> bool:
        """Tell whether the item ``index`` is a display formula."""
        item = self.stash.items[index]
        return isinstance(item, Formula) and item.display

    def with_formulas(self, changed: Callable[[str, Formula], str]) -> Typeset:
        """Return it with each formula's HTML ``changed``, which is told what the author wrote."""

        def fragment(index: int, html: str) -> str:
            item = self.stash.items[index]
            return changed(html, item) if isinstance(item, Formula) else html

        return replace(
            self,
            fragments=tuple(fragment(*numbered) for numbered in enumerate(self.fragments)),
            inline={
                index: InlineFormula(fragment(index, formula.mathml), formula.glyphs)
                for index, formula in self.inline.items()
            },
        )


def typeset(
    stash: Stash,
    *,
    limits: TexLimits = POST_LIMITS,
    labels: Sequence[Label] = (),
    foreign: ForeignLabels | None = None,
    macros: Mapping[str, Macro] | None = None,
    sections: Mapping[int, str] | None = None,
) -> Typeset:
    """Number and convert everything in ``stash``; never raises on what an author wrote.

    labels: sections, figures and the like, already numbered, that references may cite.
    foreign: answers for keys of other articles. macros: hold from the first formula on.
    sections: see ``number``.
    """
    numbering = number(stash.items, [label.key for label in labels if label.key], sections)
    references = References([*labels, *numbering.labels], foreign)
    setter = _Setter(numbering, references, limits, Macros(macros or {}))
    for item in stash.items:
        setter.take(item)
    problems = (*numbering.problems, *setter.references.problems, *setter.problems)
    return Typeset(
        stash,
        tuple(setter.fragments),
        tuple(setter.plains),
        setter.inline,
        tuple(numbering.labels),
        problems,
        _uncited(numbering, references),
    )


def _uncited(numbering: Numbering, references: References) -> dict[str, Problem]:
    found: dict[str, Problem] = {}
    for key in (label.key for label in numbering.labels):
        if key and key not in references.used:
            line, column = numbering.places[key]
            found[key] = Problem(
                "warning", line, column, "Label %(key)s is never cited", {"key": key}
            )
    return found


def lay_in(html: str, setting: Typeset) -> str:
    """Return ``html`` with each token replaced by its fragment, display formulas outside ``<p>``.

    A token inside ``<code>`` or ``<pre>`` becomes its source again, one in an attribute its
    plain text. Linear in the length of the result.
    """
    token = setting.stash.pattern
    items, plains = setting.stash.items, setting.plains
    if not token.search(html):
        return html
    html = restore_verbatim(html, token, lambda i: items[i].source, lambda i: plains[i])
    html = in_phrasing(html, token, lambda i: _phrasing(setting, i))
    html = split_paragraphs(html, token, setting.is_display)
    html = set_inline(html, token, setting.inline)
    return token.sub(lambda match: setting.fragments[int(match[1])], html)


def _phrasing(setting: Typeset, index: int) -> str | None:
    """Return a display formula as it may stand in a heading, None for anything else."""
    if not setting.is_display(index):
        return None
    shell, _, rest = setting.fragments[index].partition('<div class="equation__body" tabindex="0">')
    body, _, numbers = rest.removesuffix("</div>").partition("</div>")
    body = body.replace('<math display="block"', '<math displaystyle="true"', 1)
    anchor = _ID.search(shell)
    return f"<span{anchor[0]}>{body} {numbers}</span>" if anchor else body


class _Setter:
    """Sets the items of one document in order; macros hold from their definition on."""

    def __init__(
        self, numbering: Numbering, references: References, limits: TexLimits, macros: Macros
    ) -> None:
        self.numbering = numbering
        self.references = references
        self.limits = limits
        self.macros = macros
        self.fragments: list[str] = []
        self.plains: list[str] = []
        self.inline: dict[int, InlineFormula] = {}
        self.problems: list[Problem] = []

    def take(self, item: Formula | Reference) -> None:
        """Write fragment and plain text of one item."""
        reference = item if isinstance(item, Reference) else only_reference(item)
        if reference is not None:
            self._refer(reference)
        elif isinstance(item, Formula) and item.display:
            self._display(item)
        elif isinstance(item, Formula):
            self._inline(item)

    def _refer(self, item: Reference) -> None:
        html = self.references.link(item.command, item.key, item.line, item.column)
        number_shown = self.references.number(item.key)
        self.fragments.append(html)
        self.plains.append(f"({number_shown})" if item.command == "eqref" else number_shown)

    def _inline(self, formula: Formula) -> None:
        equation = self.numbering.equations[formula.index]
        html, is_set = self._math(formula, equation)
        if is_set and html:
            self.inline[formula.index] = InlineFormula(html, glyphs_of(html))
        self.fragments.append(html)
        self.plains.append(self._plain(equation))

    def _display(self, formula: Formula) -> None:
        equation = self.numbering.equations[formula.index]
        html, _ = self._math(formula, equation)
        self.fragments.append(display_html(html, equation) if html else "")
        numbers = " ".join(row.shown for row in equation.numbers)
        self.plains.append(f"{self._plain(equation)} {numbers}".strip())

    def _plain(self, equation: Equation) -> str:
        try:
            return plain_tex(expanded(equation.tex, macros=self.macros, limits=self.limits))
        except TexError:
            return equation.tex.strip()

    def _math(self, formula: Formula, equation: Equation) -> tuple[str, bool]:
        """Return a formula's MathML and True, or its source as an error and False."""
        if formula.index > self.limits.formulas:
            return error_html(formula.source), False  # the first one beyond the limit said why
        tex = self.references.in_formula(formula, equation.tex)
        try:
            if formula.index == self.limits.formulas:
                raise TexError("There are too many formulas on this page")
            mathml = mathml_of(tex, display=formula.display, macros=self.macros, limits=self.limits)
        except TexError as error:
            place = place_of(formula, error)
            self.problems.append(
                Problem("error", *place, error.template, error.params, formula.source)
            )
            return error_html(formula.source, str(error)), False
        return ("" if _is_empty(mathml) else mathml), True


def display_html(body: str, equation: Equation) -> str:
    """Return a display formula with its numbers, as the stylesheet knows it."""
    numbers = equation.numbers
    main = next((row for row in numbers if row.is_labelled), numbers[0] if numbers else None)
    classes = "equation"
    if equation.has_rows and numbers:
        classes += " equation--rows"
    elif "<mtable" not in body and glyphs_of(body) > WIDE:
        classes += " equation--wide"
    anchor = f' id="{html_text.escape(main.anchor)}"' if main else ""
    spans = ""
    for row in numbers:
        name = "equation__number"
        if equation.has_rows:
            name += f" equation__number--row-{row.row}"
        own = f' id="{html_text.escape(row.anchor)}"' if row is not main else ""
        link = f'<a href="#{html_text.escape(row.anchor)}">{html_text.escape(row.shown)}</a>'
        spans += f'<span class="{name}"{own}>{link}</span>'
    return (
        f'<div class="{classes}"{anchor}>'
        f'<div class="equation__body" tabindex="0">{body}</div>{spans}</div>'
    )


def error_html(source: str, message: str = "") -> str:
    """Return a formula's source, marked as an error whose reason the pointer shows."""
    title = f' title="{html_text.escape(message)}"' if message else ""
    return f'<code class="tex-error"{title}>{html_text.escape(source)}</code>'


def _is_empty(mathml: str) -> bool:
    return mathml in ("<math></math>", '<math display="block"></math>')
