"""Letters that need help to look as TeX sets them: primes, Han, wide tildes, dots."""

from __future__ import annotations

import re

_PRIME = re.compile(r"<mo>([′″‴⁗‵])</mo>")
_HAN = re.compile(
    r"<(mtext|mi)( [^<>]*)?>([^<]*[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufaff\uff01-\uff5e\U00020000-\U0003ffff][^<]*)</\1>"
)
_IS_EAST_ASIAN = re.compile(r"[\u3000-\uffef\U00020000-\U0003ffff]")
# The tilde of ASCII is no operator that stretches, and the circumflex that combines stands beside
# a narrow letter instead of above it.
_TILDES = ('<mo stretchy="true">~</mo>', '<mo stretchy="true">˜</mo>')
_HATS = ('<mo stretchy="true">\u0302</mo>', '<mo stretchy="true">ˆ</mo>')
_DOTS = re.compile(r"(?:<mo(?: [^<>]*)?>·</mo>){3}")


def with_letterforms(mathml: str) -> str:
    """Return ``mathml`` as primes, Han, wide accents and dots are drawn best."""
    if "~" in mathml:
        mathml = mathml.replace(*_TILDES)
    if mathml.isascii():
        return mathml
    mathml = mathml.replace(*_HATS)
    mathml = _PRIME.sub(r'<mo class="prime">\1</mo>', mathml)
    mathml = mathml.replace("<mo>⃛</mo>", "<mo>˙˙˙</mo>").replace("<mo>⃜</mo>", "<mo>˙˙˙˙</mo>")
    if "·" in mathml:
        # Three operators, each with a space of its own, where TeX has one sign.
        mathml = _DOTS.sub("<mi>⋯</mi>", mathml)
    if _IS_EAST_ASIAN.search(mathml):
        # The row is what a script shrinks; the text in it has a size of its own.
        mathml = _HAN.sub(_han, mathml)
    return mathml


def _han(match: re.Match[str]) -> str:
    name, attributes, text = match[1], match[2] or "", match[3]
    if 'class="' in attributes:
        attributes = attributes.replace('class="', 'class="han ', 1)
    else:
        attributes += ' class="han"'
    return f"<mrow><{name}{attributes}>{text}</{name}></mrow>"
