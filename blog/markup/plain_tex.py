r"""TeX as a line of Unicode, for places without markup: ``\frac{1}{3}`` is 1/3.

What Unicode cannot say stays readable: ``x_{i,j}`` is x_(i,j), an unknown command its name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from blog.markup.errors import TexError
from blog.markup.macros import Tokens, tokens_of
from blog.markup.symbols import ACCENTS, ALPHABETS, SUBSCRIPTS, SUPERSCRIPTS, SYMBOLS

_LONGEST = 4_000
_DEEPEST = 40
# Around a fraction and between cells: a blank where words meet, lest 2⅓ become 21/3.
_SEAM = "\x1f"
_TOUCHED = re.compile(rf"(?<=[\w)′|‖⟩]){_SEAM}+(?=[\w(√])")
_SIGNS = {"}": "", "$": "", "&": _SEAM, "~": " ", "'": "′", "-": "−"}
_SIMPLE = re.compile(r"∂?[\w′.∞]+$|\([^()]*\)$|√\w$")
_BLANKS = re.compile(r"\s+")
_LOOSE = re.compile(
    r" +(?=[)\],.;:′]|[ⁿ⁰¹²³⁴-⁹₀-₉ₐ-ₜᵢ-ᵥ])|(?<=[(\[+−=×⋅/]) +|(?<=[a-z]) +(?=[(_^])"
)


@lru_cache(maxsize=20_000)
def plain_tex(tex: str) -> str:
    """Return ``tex`` as readable plain text; never raises, linear in its length."""
    if len(tex) > _LONGEST:
        tex = tex[:_LONGEST] + "…"
    try:
        text = _Reader(tokens_of(tex)).text()
    except TexError:
        return tex.strip()
    text = _TOUCHED.sub(" ", text).replace(_SEAM, "")
    text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
    return _LOOSE.sub("", text).strip()


class _Reader:
    """Reads tokens into text, one atom after the other."""

    def __init__(self, tokens: Tokens, depth: int = 0) -> None:
        if depth > _DEEPEST:
            raise TexError("The formula is nested too deeply")
        self.rest = tokens[::-1]
        self.depth = depth

    def text(self) -> str:
        pieces: list[str] = []
        while self.rest:
            pieces.append(self._atom(self.rest.pop()))
        return "".join(pieces)

    def _atom(self, token: str) -> str:
        if token in ("^", "_"):
            return self._script(token)
        if token == "{":
            return self._inner(self._group())
        if token.startswith("\\"):
            return self._command(token[1:])
        if token.isspace():
            return ""
        return _SIGNS.get(token, token)

    def _command(self, name: str) -> str:
        if name in SYMBOLS:
            return SYMBOLS[name]
        if name in _FUNCTIONS:
            return _FUNCTIONS[name](self, name)
        if len(name) == 1 and not name.isalnum():
            return {"|": "‖", "!": ""}.get(name, " " if name in ",;:> \n\\" else name)
        return name

    def _fraction(self, _: str) -> str:
        over, under = self._argument(), self._argument()
        return f"{_SEAM}{_grouped(over)}/{_grouped(under)}{_SEAM}"

    def _binomial(self, _: str) -> str:
        return f"C({self._argument()},{self._argument()})"

    def _root(self, _: str) -> str:
        degree = self._optional()
        sign = {"": "√", "3": "∛", "4": "∜"}.get(degree) or f"{_superscript(degree)}√"
        inner = self._argument()
        return sign + (inner if inner.isalnum() else f"({inner})")

    def _alphabet(self, name: str) -> str:
        return "".join(_in_alphabet(character, name) for character in self._argument())

    def _accent(self, name: str) -> str:
        inner = self._argument()
        return inner + ACCENTS[name] if len(inner) == 1 else inner

    def _break(self, name: str) -> str:
        environment = self._argument()
        if name == "begin" and environment in _WITH_COLUMNS:
            self._optional()
            self._argument()
        return " "

    def _fence(self, _: str) -> str:
        r"""Leave out the fence that is none: ``\left.``."""
        self._skip_blanks()
        if self.rest and self.rest[-1] == ".":
            self.rest.pop()
        return ""

    def _negated(self, _: str) -> str:
        return self._argument() + "\u0338"

    def _arrow(self, name: str) -> str:
        self._optional()
        return _ARROWS[name] + self._scripted("^", self._argument())

    def _operator(self, _: str) -> str:
        if self.rest and self.rest[-1] == "*":
            self.rest.pop()
        return self._argument()

    def _drop(self, _: str) -> str:
        self._argument()
        return ""

    def _nothing(self, _: str) -> str:
        return ""

    def _keep(self, _: str) -> str:
        return self._argument()

    def _words(self, _: str) -> str:
        """Return text as it is, blanks kept, mathematics in it read."""
        self._skip_blanks()
        if not self.rest or self.rest[-1] != "{":
            return self._argument()
        self.rest.pop()
        pieces: list[str] = []
        for place, part in enumerate(_split_at_dollars(self._group())):
            if place % 2:
                pieces.append(self._inner(part))
            else:
                pieces += [" " if t.isspace() else self._inner([t]) for t in part]
        return "".join(pieces)

    def _second(self, _: str) -> str:
        self._argument()
        return self._argument()

    def _script(self, token: str) -> str:
        return self._scripted(token, self._argument())

    def _scripted(self, token: str, inner: str) -> str:
        table = SUPERSCRIPTS if token == "^" else SUBSCRIPTS
        if inner in ("∘", "°") and token == "^":
            return "°"
        if inner in ("′", "″"):
            return inner
        if not inner:
            return ""
        if all(character in table for character in inner):
            return "".join(table[character] for character in inner)
        return token + (inner if len(inner) == 1 else f"({inner})")

    def _skip_blanks(self) -> None:
        while self.rest and self.rest[-1].isspace():
            self.rest.pop()

    def _argument(self) -> str:
        self._skip_blanks()
        if not self.rest:
            return ""
        token = self.rest.pop()
        return self._inner(self._group()) if token == "{" else self._atom(token)

    def _optional(self) -> str:
        if not self.rest or self.rest[-1] != "[":
            return ""
        self.rest.pop()
        taken: Tokens = []
        while self.rest and (token := self.rest.pop()) != "]":
            taken.append(token)
        return self._inner(taken)

    def _group(self) -> Tokens:
        taken: Tokens = []
        depth = 1
        while self.rest:
            token = self.rest.pop()
            depth += (token == "{") - (token == "}")
            if depth == 0:
                break
            taken.append(token)
        return taken

    def _inner(self, tokens: Tokens) -> str:
        return _Reader(tokens, self.depth + 1).text()


_READERS: dict[Callable[[_Reader, str], str], str] = {
    _Reader._fraction: "frac dfrac tfrac cfrac nicefrac sfrac",
    _Reader._binomial: "binom dbinom tbinom",
    _Reader._root: "sqrt",
    _Reader._alphabet: " ".join(ALPHABETS),
    _Reader._accent: " ".join(ACCENTS),
    _Reader._break: "begin end",
    _Reader._drop: "label tag color hspace vspace kern mspace require phantom hphantom vphantom",
    _Reader._fence: "left right middle",
    _Reader._negated: "not",
    _Reader._operator: "operatorname",
    _Reader._nothing: """big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl
        Biggr displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits notag nonumber
        rm bf it cal hline strut relax hfill normalsize small large Large tiny scriptsize""",
    _Reader._words: """text textbf textit textrm textsf texttt textnormal emph mbox hbox fbox""",
    _Reader._keep: """ce mathrm mathop mathbin mathrel mathord boxed overbrace underbrace
        pmb bm boldsymbol mathnormal mathit substack ensuremath cancel""",
    _Reader._second: "overset underset stackrel textcolor colorbox",
}
_ARROWS = {"xrightarrow": "→", "xleftarrow": "←", "xleftrightarrow": "↔", "xmapsto": "↦"}
_READERS[_Reader._arrow] = " ".join(_ARROWS)
_WITH_COLUMNS = frozenset({"array", "subarray", "alignat", "alignat*", "alignedat"})
_FUNCTIONS = {name: reader for reader, names in _READERS.items() for name in names.split()}


def _split_at_dollars(tokens: Tokens) -> list[Tokens]:
    parts: list[Tokens] = [[]]
    for token in tokens:
        if token == "$":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _grouped(text: str) -> str:
    text = text.strip()
    return text if _SIMPLE.match(text) else f"({text})"


def _superscript(text: str) -> str:
    return "".join(SUPERSCRIPTS.get(character, character) for character in text)


def _in_alphabet(character: str, name: str) -> str:
    if not (character.isascii() and character.isalnum()):
        return character
    kind = "DIGIT" if character.isdigit() else "CAPITAL" if character.isupper() else "SMALL"
    for pattern in ALPHABETS[name]:
        spelled = unicodedata.name(character).rsplit(" ", 1)[-1]
        try:
            return unicodedata.lookup(f"{pattern} {kind} {spelled}")
        except KeyError:
            continue
    return character
