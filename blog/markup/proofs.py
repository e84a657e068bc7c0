r"""Proof trees, as bussproofs, mathpartir and proof.sty write them: each step a fraction.

Source: the manuals of the three packages on CTAN.
"""

from __future__ import annotations

import re
from functools import partial

from blog.markup.errors import TexError, TexLimitError
from blog.markup.macros import Expander, Handler, Tokens

_STEPS = {
    "Axiom": 0, "Unary": 1, "Binary": 2, "Trinary": 3, "Quaternary": 4, "Quinary": 5,
}  # fmt: skip
_COMMAND = re.compile(r"\\(Axiom|Unary|Binary|Trinary|Quaternary|Quinary)(?:Inf)?C?$")
_SIDES = {"\\RightLabel": "right", "\\RL": "right", "\\LeftLabel": "left", "\\LL": "left"}


def proof_tree(reader: Expander, tokens: Tokens) -> Tokens:
    """Return the tree that a run of bussproofs' commands builds. Raises TexError."""
    stack: list[Tokens] = []
    labels: dict[str, Tokens] = {}
    steps = 0
    inner = Expander(reader.macros, {}, reader.limits)
    inner.input = tokens[::-1]
    while inner.peek():
        token = inner.next()
        step = _COMMAND.match(token)
        if token in _SIDES:
            labels[_SIDES[token]] = inner.argument()
        elif step:
            count = _STEPS[step[1]]
            steps += 1
            if steps > reader.limits.depth:
                raise TexLimitError("The formula is nested too deeply")
            if count > len(stack):
                raise TexError("%(command)s has too few premises", command=token)
            premises = stack[len(stack) - count :]
            del stack[len(stack) - count :]
            stack.append(_step(premises, _statement(inner.argument()), labels))
            labels = {}
        elif token not in ("\\DisplayProof", "\\noLine", "\\def", "\\normalAlignProof"):
            raise TexError("%(command)s does not belong in a proof tree", command=token[:40])
    return [token for tree in stack for token in (*tree, "\\quad")][:-1]


def _step(premises: list[Tokens], conclusion: Tokens, labels: dict[str, Tokens]) -> Tokens:
    if not premises:
        return conclusion
    above = [token for premise in premises for token in (*premise, "\\qquad")][:-1]
    left, right = labels.get("left", []), labels.get("right", [])
    fraction = ["\\dfrac", "{", *above, "}", "{", *conclusion, "}"]
    before = ["\\text", "{", *left, "}", "\\,"] if left else []
    after = ["\\,", "\\text", "{", *right, "}"] if right else []
    return ["{", *before, *fraction, *after, "}"]


def _statement(content: Tokens) -> Tokens:
    return ["\\text", "{", *content, "}"] if "$" in content else ["{", *content, "}"]


def _bare_tree(reader: Expander, first: str) -> None:
    r"""Read a tree that stands without its environment, up to ``\DisplayProof`` or the end."""
    taken = [first]
    while reader.input and (token := reader.input.pop()) != "\\DisplayProof":
        taken.append(token)
    reader.push(proof_tree(reader, taken))


def _rule(reader: Expander) -> None:
    r"""Read mathpartir's ``\inferrule*[right=Abs]{A \\ B}{C}``."""
    reader.starred()
    label = "".join(reader.optional() or []).rpartition("=")[2].strip()
    premises = _apart(reader.argument(), "\\\\")
    after = ["\\,", "\\text", "{", *label, "}"] if label else []
    conclusion = _apart(reader.argument(), "\\\\")
    reader.push(["\\dfrac", "{", *premises, "}", "{", *conclusion, "}", *after])


def _inference(reader: Expander) -> None:
    r"""Read proof.sty's ``\infer[label]{C}{A & B}``."""
    reader.starred()
    label = reader.optional()
    conclusion, premises = reader.argument(), _apart(reader.argument(), "&")
    after = ["\\,", *label] if label else []
    reader.push(["\\dfrac", "{", *premises, "}", "{", *conclusion, "}", *after])


def _apart(premises: Tokens, separator: str) -> Tokens:
    return [t for token in premises for t in (["\\qquad"] if token == separator else [token])]


PROOFS: dict[str, Handler] = {
    "\\inferrule": _rule,
    "\\infer": _inference,
    "\\AxiomC": partial(_bare_tree, first="\\AxiomC"),
    "\\Axiom": partial(_bare_tree, first="\\Axiom"),
}
