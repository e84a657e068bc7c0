"""Folding and segmentation: a part of a text is found by what the whole is indexed under."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.search.segment import fold, lexemes, squeezed
from blog.search.simplified import SIMPLIFIED

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＡＢＣ１２", "abc12"),
        ("Poincaré Ångström", "poincare angstrom"),
        ("Straße", "strasse"),
        ("動量與優化", "动量与优化"),
        ("𝔼 ﬁeld x²", "e field x2"),
        ("a\u00adb\u200bc", "abc"),
        ("≠", "≠"),
        ("한글 が", "한글 が"),
        ("“引”‘号’", "\"引\"'号'"),
    ],
)
def test_differences_nobody_looks_for_are_folded(written, folded):
    assert fold(written) == folded


@given(st.text(), st.text(), st.text())
def test_a_part_folds_to_a_part(before, part, after):
    assert fold(part) in fold(before + part + after)


@given(st.text(HAN, min_size=2, max_size=8), st.text(), st.text())
def test_han_inside_any_text_is_found_by_its_pairs(part, before, after):
    whole = squeezed(fold(before + part + after))
    assert lexemes(squeezed(fold(part))) <= lexemes(whole, singles=True)


@given(HAN, st.text())
def test_one_character_is_found_by_itself(character, before):
    assert lexemes(fold(character)) <= lexemes(squeezed(fold(before + character)), singles=True)


def test_words_are_split_where_a_reader_would():
    assert lexemes(fold("train_ch3 用Adam")) == {"train", "ch", "3", "用", "adam"}
    assert lexemes("滑动平均") == {"滑动", "动平", "平均"}
    assert "∑" in lexemes("∑ →")


def test_blanks_between_han_and_words_do_not_matter():
    assert squeezed("用 adam 优化  a  b 甲  乙") == "用adam优化a b甲 乙"


@given(st.text())
def test_no_lexeme_holds_what_a_tsquery_would_read(text):
    assert not set("".join(lexemes(fold(text)))) & set("'\\&|!():*<> \n")


def test_every_simplified_character_is_one():
    assert len(SIMPLIFIED) > 1000
    for old, new in SIMPLIFIED.items():
        assert new.encode("gb2312")
        assert ord(new) not in SIMPLIFIED, chr(old)
