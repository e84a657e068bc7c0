"""Environments the engine does not have, as ones that it has."""

from __future__ import annotations

from collections.abc import Callable

from blog.markup.errors import TexError
from blog.markup.macros import Expander, Tokens, group_from_end, tokens_of
from blog.markup.marks import mark

_WITH_COUNT = ("alignat", "alignedat", "xalignat")
_TAKEN_AS_THEY_ARE = ("aligned", "gathered", "multline*")
_SMALL = {"": "matrix", "p": "pmatrix", "b": "bmatrix", "B": "Bmatrix", "v": "vmatrix"}


def begin(reader: Expander) -> None:
    r"""Take a ``\begin{…}`` and write the engine's form of that environment."""
    name = "".join(reader.argument()).strip()
    bare = name.removesuffix("*")
    if name in _FORMS:
        _FORMS[name](reader, name)
    elif bare in _FORMS and name not in _TAKEN_AS_THEY_ARE:
        _FORMS[bare](reader, name)
    else:
        reader.output += ["\\begin", "{", *name, "}"]
        if name in _TAKEN_AS_THEY_ARE and reader.peek() == "[":
            reader.optional()


def _aligned(reader: Expander, name: str) -> None:
    _rename(reader, name, "aligned", with_count=name.removesuffix("*") in _WITH_COUNT)


def _gathered(reader: Expander, name: str) -> None:
    _rename(reader, name, "gathered")


def _multline(reader: Expander, name: str) -> None:
    _rename(reader, name, "multline*")


def _group_only(reader: Expander, name: str) -> None:
    reader.push(["{", *_body(reader, name), "}"])


def _eqnarray(reader: Expander, name: str) -> None:
    reader.push(tokens_of("\\begin{aligned}") + _three_columns(_body(reader, name)))


def _unstarred_matrix(reader: Expander, name: str) -> None:
    reader.optional()
    _rename(reader, name, name.removesuffix("*"))


def _diagram(reader: Expander, name: str) -> None:
    reader.push(commutative_diagram(_body(reader, name)))


def _array(reader: Expander, name: str) -> None:
    reader.optional()
    columns = "".join(column_letters(reader.argument()))
    reader.output += tokens_of(f"\\begin{{{name}}}{{{columns}}}")


def _rename(reader: Expander, name: str, new: str, *, with_count: bool = False) -> None:
    if with_count:
        reader.argument()
    elif reader.peek() == "[":
        reader.optional()
    body = _body(reader, name)
    reader.output += tokens_of(f"\\begin{{{new}}}")
    reader.push([*body, "\\end", "{", *new, "}"])


def _body(reader: Expander, name: str) -> Tokens:
    r"""Take everything up to the ``\end`` that matches. Raises TexError where there is none."""
    taken: Tokens = []
    depth = 1
    while reader.input:
        token = reader.input.pop()
        if token in ("\\begin", "\\end"):
            found = _name_ahead(reader)
            depth += (token == "\\begin") - (token == "\\end") if found == name else 0
            if depth == 0:
                reader.argument()
                return taken
        taken.append(token)
    raise TexError("\\begin{%(name)s} has no \\end{%(name)s}", name=name)


def _name_ahead(reader: Expander) -> str:
    ahead = "".join(reversed(reader.input[-40:])).lstrip()
    return ahead[1:].partition("}")[0].strip() if ahead.startswith("{") else ""


def _three_columns(body: Tokens) -> Tokens:
    r"""Return eqnarray's ``a &=& b`` as aligned's ``a &={} b``, with the end of aligned."""
    result: Tokens = []
    depth = seen = 0
    for token in body:
        depth += (token in ("{", "\\begin")) - (token in ("}", "\\end"))
        if token == "\\\\" and depth == 0:
            seen = 0
        if token == "&" and depth == 0:
            seen += 1
            if seen > 1:
                result += ["{", "}"]
                continue
        result.append(token)
    return [*result, *tokens_of("\\end{aligned}")]


def _cases_with_text(reader: Expander, name: str) -> None:
    """Read mathtools' starred cases, whose second column is text."""
    bare = name.removesuffix("*")
    body: Tokens = []
    is_text = False
    depth = 0
    for token in [*_body(reader, name), "\\\\"]:
        depth += (token == "{") - (token == "}")
        if is_text and token == "\\\\" and depth == 0:
            body.append("}")
            is_text = False
        body.append(token)
        if not is_text and token == "&" and depth == 0:
            body += ["\\text", "{"]
            is_text = True
    reader.push(["\\begin", "{", *bare, "}", *body[:-1], "\\end", "{", *bare, "}"])


def _numbered_cases(reader: Expander, name: str) -> None:
    left = reader.argument()
    body = _body(reader, name)
    reader.push([*left, *tokens_of("\\begin{cases}"), *body, *tokens_of("\\end{cases}")])


def _small_matrix(reader: Expander, name: str) -> None:
    fence = name.removesuffix("*").removesuffix("smallmatrix")
    if reader.peek() == "[":
        reader.optional()
    matrix = _SMALL[fence]
    body = _body(reader, name)
    whole = ["\\begin", "{", *matrix, "}", *body, "\\end", "{", *matrix, "}"]
    # A table begins anew at full size; only a size of its own makes it small.
    reader.output += mark("size", reader.expand(whole), "70")


def column_letters(specification: Tokens) -> Tokens:
    """Return an array's columns as the engine reads them: ``c``, ``l``, ``r``, ``|``, ``:``."""
    letters: Tokens = []
    rest = list(reversed(specification))
    while rest and len(letters) < 100:
        token = rest.pop()
        if token == "|" and letters[-1:] == ["|"]:
            continue
        if token in ("c", "l", "r", "|", ":"):
            letters.append(token)
        elif token in ("@", "!", ">", "<"):
            group_from_end(rest)
        elif token in ("p", "m", "b"):
            group_from_end(rest)
            letters.append("l")
        elif token == "*":
            count, columns = "".join(group_from_end(rest)), group_from_end(rest)
            times = int(count) if count.isascii() and count.isdigit() else 1
            rest += reversed(columns * min(times, 30))
        elif not token.isspace() and token not in ("{", "}"):
            raise TexError("%(kind)s is not a kind of column", kind=token)
    return letters or ["c"]


_HORIZONTAL = {">": "\\xrightarrow", "<": "\\xleftarrow"}
_VERTICAL = {"V": "\\downarrow", "A": "\\uparrow"}


def commutative_diagram(body: Tokens) -> Tokens:
    """Return an amscd diagram as an array of objects and arrows. Source: amscd's manual."""
    rows: list[list[Tokens]] = [[[]]]
    rest = list(reversed(body))
    while rest:
        token = rest.pop()
        if token == "\\\\":
            rows.append([[]])
        elif token == "@" and rest:
            arrow = _arrow(rest)
            cells = rows[-1]
            cells += [arrow, []]
        else:
            rows[-1][-1].append(token)
    lines = [_diagram_row(cells) for cells in rows]
    width = max(line.count("&") for line in lines) + 1
    joined = [token for line in lines for token in (*line, "\\\\")][:-1]
    return [*tokens_of("\\begin{array}{" + "c" * width + "}"), *joined, *tokens_of("\\end{array}")]


def _diagram_row(cells: list[Tokens]) -> Tokens:
    """Join cells; a row of vertical arrows has them in the objects' columns."""
    vertical = all(not "".join(cell).strip() for cell in cells[::2]) and len(cells) > 1
    if vertical:
        cells = [cell for arrow in cells[1::2] for cell in (arrow, [])][:-1]
    joined: Tokens = []
    for cell in cells:
        joined += [*cell, "&"]
    return joined[:-1]


def _arrow(rest: Tokens) -> Tokens:
    kind = rest.pop()
    if kind in _HORIZONTAL:
        above, below = _until(rest, kind), _until(rest, kind)
        return [_HORIZONTAL[kind], "[", *below, "]", "{", *above, "}"]
    if kind in _VERTICAL:
        left, right = _until(rest, kind), _until(rest, kind)
        sides = [["{", "\\scriptstyle", *side, "}"] if side else [] for side in (left, right)]
        return [*sides[0], "\\Big", _VERTICAL[kind], *sides[1]]
    plain = {"=": "\\xlongequal{\\quad}", "|": "\\Big\\|", "\\|": "\\Big\\|", ".": ""}
    if kind not in plain:
        raise TexError("@%(kind)s is not an arrow of a diagram", kind=kind)
    return tokens_of(plain[kind])


def _until(rest: Tokens, stop: str) -> Tokens:
    taken: Tokens = []
    while rest:
        token = rest.pop()
        if token == stop:
            return taken
        taken.append(token)
    raise TexError("An arrow of a diagram is not closed")


_FORMS: dict[str, Callable[[Expander, str], None]] = {
    **dict.fromkeys(("split", "align", "alignat", "alignedat", "flalign", "xalignat"), _aligned),
    **dict.fromkeys(("gather", "multlined"), _gathered),
    **dict.fromkeys(("equation", "displaymath", "math", "subequations"), _group_only),
    **{f"{fence}smallmatrix": _small_matrix for fence in _SMALL},
    **{f"{fence}matrix*": _unstarred_matrix for fence in (*_SMALL, "V")},
    **dict.fromkeys(("cases*", "dcases*", "rcases*", "drcases*"), _cases_with_text),
    **dict.fromkeys(("numcases", "subnumcases"), _numbered_cases),
    "multline": _multline,
    "eqnarray": _eqnarray,
    "CD": _diagram,
    "array": _array,
}
ENVIRONMENTS = (*_FORMS, *(f"{name}*" for name in _FORMS if not name.endswith("*")))
"""What ``begin`` may have to change; the rest passes as it is."""
