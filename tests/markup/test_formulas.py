"""What people write beyond the plain: each line of formulas.txt renders."""

from pathlib import Path

import pytest

from blog.markup.formula import set_formula
from blog.markup.temml import Temml

LINES = Path(__file__).with_name("formulas.txt").read_text("utf-8").splitlines()
FORMULAS = [line for line in LINES if line and not line.startswith("%")]
SECOND_ENGINE_ONLY = (r"\ce", r"\pu", r"\bordermatrix", r"\definecolor")


@pytest.mark.parametrize("tex", FORMULAS)
def test_formula_renders(tex):
    if any(command in tex for command in SECOND_ENGINE_ONLY) and not Temml().is_installed:
        pytest.skip("npm has not brought Temml")
    for display in (True, False):
        found = set_formula(tex, display=display)
        assert found.is_set, found.problem
        assert "\\" not in found.html.replace("<mo>\\</mo>", "").replace(">\\<", "")


def test_there_are_many():
    assert len(set(FORMULAS)) >= 200
