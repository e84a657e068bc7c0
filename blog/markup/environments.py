"""Environments the engine does not have, as ones that it has."""

from __future__ import annotations

from collections.abc import Callable

from blog.markup.diagrams import commutative_diagram
from blog.markup.errors import TexError
from blog.markup.macros import Expander, Tokens, group_from_end, tokens_of
from blog.markup.marks import mark
from blog.markup.proofs import proof_tree

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


def _wrapper(reader: Expander, name: str) -> None:
    """Read an environment that says how wide or large its content is: ``minipage``, ``small``."""
    if reader.peek() == "[":
        reader.optional()
    if name in ("minipage", "spreadlines"):
        reader.argument()
    _group_only(reader, name)


def _emphasised(reader: Expander, name: str) -> None:
    r"""Read empheq's ``\begin{empheq}[left=\empheqlbrace]{align}``."""
    options = "".join(reader.optional() or [])
    inner = reader.argument()
    body = [*_begin(inner), *_body(reader, name), *_end(inner)]
    has_brace = "lbrace" in options
    reader.push(["\\left", "\\{", *body, "\\right", "."] if has_brace else body)


def _ieee(reader: Expander, name: str) -> None:
    reader.argument()
    _eqnarray(reader, name)


def _tabular(reader: Expander, name: str) -> None:
    """Read a table of text."""
    columns = column_letters(reader.argument())
    body = _body(reader, name)
    cells = _text_cells(body)
    reader.push([*_begin(list("array")), "{", *columns, "}", *cells, *_end(list("array"))])


def _text_cells(body: Tokens) -> Tokens:
    r"""Wrap every cell's content in ``\text``."""
    result: Tokens = []
    cell: Tokens = []
    depth = 0
    for token in [*body, "\\\\"]:
        depth += (token in ("{", "\\begin")) - (token in ("}", "\\end"))
        if depth == 0 and token in (
            "&",
            "\\\\",
            "\\hline",
            "\\toprule",
            "\\midrule",
            "\\bottomrule",
        ):
            while cell and cell[-1].isspace():
                cell.pop()
            result += ["\\text", "{", *cell, "}", token] if cell else [token]
            cell = []
        elif cell or not token.isspace():
            cell.append(token)
    return result[:-1]


def _proof(reader: Expander, name: str) -> None:
    reader.push(proof_tree(reader, _body(reader, name)))


def _plain_cases(reader: Expander, name: str) -> None:
    r"""Read plain TeX's ``\cases``, whose second column is text where it holds formulas."""
    body = ["\\\\" if token == "\\cr" else token for token in _body(reader, name)]
    while body and (body[-1].isspace() or body[-1] == "\\\\"):
        body.pop()
    inner = list("cases*" if "$" in body else "cases")
    reader.push([*_begin(inner), *body, *_end(inner)])


def _nice(reader: Expander, name: str) -> None:
    if reader.peek() == "[":
        reader.optional()
    inner = list(name.replace("Nice", "").replace("Matrix", "matrix").replace("Array", "array"))
    reader.push([*_begin(inner), *_body(reader, name), *_end(inner)])


def _begin(name: Tokens) -> Tokens:
    return ["\\begin", "{", *name, "}"]


def _end(name: Tokens) -> Tokens:
    return ["\\end", "{", *name, "}"]


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
        elif token.isalpha():
            letters.append("c")  # a kind of column that the article defined
        elif not token.isspace() and token not in ("{", "}"):
            raise TexError("%(kind)s is not a kind of column", kind=token)
    return letters or ["c"]


_FORMS: dict[str, Callable[[Expander, str], None]] = {
    **dict.fromkeys(("split", "align", "alignat", "alignedat", "flalign", "xalignat"), _aligned),
    **dict.fromkeys(("gather", "multlined", "lgathered", "rgathered"), _gathered),
    **dict.fromkeys(("equation", "displaymath", "math", "subequations", "dmath"), _group_only),
    **dict.fromkeys(("center", "small", "footnotesize", "minipage", "spreadlines"), _wrapper),
    **{f"{fence}NiceMatrix": _nice for fence in ("", "p", "b", "B", "v", "V")},
    "NiceArray": _nice,
    "plaincases": _plain_cases,
    "tabular": _tabular,
    "prooftree": _proof,
    "empheq": _emphasised,
    "IEEEeqnarray": _ieee,
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
