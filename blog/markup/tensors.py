r"""Indices that keep their places, as the tensor package writes them: ``\tensor{R}{^a_b}``.

Source: the package's manual on CTAN.
"""

from __future__ import annotations

from blog.markup.macros import Expander, Handler, Tokens, group_from_end


def _tensor(reader: Expander) -> None:
    before = reader.optional()
    base = reader.argument()
    after = reader.argument() if reader.peek() == "{" else []
    reader.push([*_staggered(before or []), "{", *base, "}", *_staggered(after)])


def _indices(reader: Expander) -> None:
    reader.push(_staggered(reader.argument()))


def _staggered(indices: Tokens) -> Tokens:
    """Give each index an empty base of its own, so that none stands above another."""
    result: Tokens = []
    rest = [token for token in reversed(indices) if not token.isspace() and token != "*"]
    while rest:
        token = rest.pop()
        if token in ("^", "_"):
            result += ["{", "}", token, "{", *group_from_end(rest), "}"]
        else:
            result.append(token)
    return result


TENSORS: dict[str, Handler] = {"\\tensor": _tensor, "\\indices": _indices}
