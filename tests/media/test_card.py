"""The pictures of link previews: whatever a title holds, they can be drawn, and are small."""

from io import BytesIO

import pytest
from PIL import Image

from blog.media.card import HEIGHT, WIDTH, Card, draw
from blog.media.typesetting import FONT, NARROW, fit, font_of, length, printable


def card(title: str, **fields) -> Card:
    defaults = {"day": "14", "month": "6月", "site": "Lemma", "foot": ("林下", "blog.example")}
    return Card(title, **{**defaults, **fields})


@pytest.mark.parametrize(
    "title",
    [
        "滑动平均的记忆有多长",
        "",
        "长" * 300,
        "w" * 300,
        "שלום עולם",
        "🧮🧮🧮",
        "\u0301\u200d\ufe0f",
        "\x00\x07\ud800 odd",
        "</script> $5 {x} \\ %",
        "∫₀¹ xⁿ dx ≤ √(2πn) ℝ 𝑥",
    ],
)
def test_any_title_makes_a_small_picture_of_the_right_size(title):
    data = draw(card(title, site=title, foot=(title, title)))
    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.size, image.mode) == ("PNG", (WIDTH, HEIGHT), "P")
        assert image.convert("RGB").getpixel((5, 5)) == (252, 252, 250)
    assert len(data) < 60_000


def test_different_titles_look_different_and_equal_ones_are_equal():
    assert draw(card("矩阵")) == draw(card("矩阵"))
    assert draw(card("矩阵")) != draw(card("矩陣"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("矩阵 matrix 喆 矩陣 Ωж あ", "矩阵 matrix 喆 矩陣 Ωж あ"),
        ("a 🧮 b", "a  b"),
        ("𝑥 ℝ", "x R"),
        ("xⁿ₁", "xⁿ₁"),
        ("עב", "〓〓"),
        ("don’t", f"don{NARROW['’']}t"),
        ("说“好”", "说“好”"),
        ("“so”", f"{NARROW['“']}so{NARROW['”']}"),
    ],
)
def test_what_the_face_lacks_is_replaced_or_left_out(text, shown):
    assert printable(text) == shown


def test_a_title_in_a_script_the_face_lacks_gives_way_to_the_blogs_name():
    assert draw(card("שלום עולם")) == draw(card("Lemma"))


def test_no_line_begins_with_a_closing_mark_or_is_too_wide():
    text = "从递推到权重，再到窗口：指数滑动平均（EMA）的“记忆”到底有多长？——三把尺子"
    for width in range(200, 1000, 37):
        setting = fit(text, width, 10_000, (40,))
        assert "".join(setting.lines) == text
        assert all(line[0] not in "，：）”？—" for line in setting.lines)
        assert all(line[-1] not in "（“" for line in setting.lines)
        assert all(length(line, 40) <= width + 80 for line in setting.lines)


def test_lines_are_of_like_length():
    first, second = fit("一二三四五六七八九十甲乙", 400, 200, (40,)).lines
    assert abs(len(first) - len(second)) <= 1


def test_what_is_too_long_ends_with_an_ellipsis():
    setting = fit("长" * 300, 800, 200, (60, 46))
    assert setting.size == 46
    assert setting.lines[-1].endswith("…")
    assert all(length(line, 46) <= 800 for line in setting.lines)


def test_indices_are_smaller():
    assert length("xⁿ", 100) < length("xn", 100)


def test_the_font_is_the_one_that_was_cut_and_has_a_licence_beside_it():
    assert FONT.stat().st_size < 4_000_000
    assert "SIL OPEN FONT LICENSE" in (FONT.parent / "OFL.txt").read_text()
    blank = font_of(32).getmask("\uffff")
    for character in "赟垚氘〓√≤αω":
        assert font_of(32).getmask(character).getbbox() is not None
        assert bytes(font_of(32).getmask(character)) != bytes(blank)
