import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.markup.delimiters import Formula, Reference, stash
from tests.markup.shared import SHARED


def formulas(source: str) -> list[str]:
    return [item.tex for item in stash(source).items if isinstance(item, Formula)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("设$x$为", ["x"]),
        ("（$x$，$y$）。", ["x", "y"]),
        ("“$z$”", ["z"]),
        (r"\(a\) 和 \[b\]", ["a", "b"]),
        ("$ x $ 与 $y $", [" x ", "y "]),
        ("the $n$th, $x$2", ["n", "x"]),
        ("$0.167$ 与 $1,2,5$ 与 $[0，1]$", ["0.167", "1,2,5", "[0，1]"]),
        (r"$\text{若 $x>0$}$", [r"\text{若 $x>0$}"]),
        (r"$\colorbox{red}{若 $x$}y$ z", [r"\colorbox{red}{若 $x$}y"]),
        (r"$\fcolorbox{a}{b}{$x$}$", [r"\fcolorbox{a}{b}{$x$}"]),
        (r"$\raisebox{1pt}[2pt]{$x$}$", [r"\raisebox{1pt}[2pt]{$x$}"]),
        (r"$\makebox{$x$}+\vbox{$y$}$", [r"\makebox{$x$}+\vbox{$y$}"]),
        (r"$\cases{1&if $x>0$\cr0&else}$", [r"\cases{1&if $x>0$\cr0&else}"]),
        ("$a$$b$", ["a", "b"]),
        ("| $a|b$ | $\\|y\\|$ |", ["a|b", r"\|y\|"]),
        ("- 项 $x$\n\n    $$\n    y\n\n    z\n    $$", ["x", "\n    y\n\n    z\n    "]),
        ("[^1]: 注 $x$", ["x"]),
        ("# 题 $x$", ["x"]),
        ('![图](a.png "曲线 $y=x$")', ["y=x"]),
        ("[$x$](https://example.com/$y$)", ["x"]),
        ("> $$\n> a\n> b\n> $$", ["\na\nb\n"]),
        (r"\begin{align*}a&=b\\[2pt]c\end{align*}", [r"\begin{align*}a&=b\\[2pt]c\end{align*}"]),
    ],
)
def test_mathematics_is_found(source, found):
    assert formulas(source) == found


@pytest.mark.parametrize(
    "source",
    [
        "$5 and $10, 从 $5 涨到 $8。",
        "US$5、HK$6，$5和$10",
        "costs 5 $ and 10 $ more",
        'echo "$HOME" && ls $DIR/$FILE:${X}${Y}',
        "$HOME/bin:$PATH",
        "a lone $ sign",
        "`$x$` and ``$`x`$``",
        "```\n$x$\n```",
        "~~~ sh\n$x$\n~~~",
        "- a\n\n    ```\n    $x$\n    ```",
        "text\n\n    $code$",
        "<!-- $x$ -->",
        "<pre>$x$</pre><code>$y$</code><script>$z$</script>",
        "<https://a.b/$x$> [t](http://a/$y$)",
        '<a title="$x$">t</a>',
        r"\\(x\\)",
        "$x\n\ny$",
        r"[\[COCI 2010 #4\] 题](https://a.b/)",
        r"见 \[1\] 与 \[see the note 2\]",
        "$$\n\n$$",
        "$$ a\n\n# H\n\nb",
        "&#36;x&#36;",
    ],
)
def test_what_is_no_mathematics_stays_text(source):
    stashed = stash(source)
    assert stashed.items == ()
    assert stashed.text == source


def test_escaped_dollar_becomes_a_dollar_except_in_code():
    assert stash(r"\$5 和 `\$6`").text == r"$5 和 `\$6`"


def test_reference_in_prose_is_taken_out():
    item = stash(r"见 \eqref{eq:a}").items[0]
    assert item == Reference(0, "eqref", "eq:a", 1, 3, r"\eqref{eq:a}")


def test_position_is_that_of_the_formula_in_the_source():
    item = stash("一\n\n> 二 $x$").items[0]
    assert (item.line, item.column) == (3, 5)


def test_unclosed_display_is_reported_where_it_begins():
    problem = stash("a\n\n$$\nx\n").problems[0]
    assert (problem.line, problem.column) == (3, 1)


def test_token_cannot_be_forged():
    first = stash("$x$")
    forged = stash(first.text + " $y$")
    assert [t[0] in first.text for t in forged.pattern.finditer(forged.text)] == [False]


PIECES = st.sampled_from(
    ["$", "$$", r"\(", r"\)", r"\[", r"\]", "\\", "`", "```\n", "\n", "\n\n", "    ", "> ", "- ",
     "{", "}", r"\text{", "x", "中", "，", "5", " ", "<", ">", "<pre>", "</pre>", "<!--", "-->",
     "](", ")", r"\begin{align}", r"\end{align}", r"\ref{a}", "https://a/"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_putting_sources_back_gives_the_text_again(source):
    source = source.replace(r"\$", "$").replace(">", "")
    stashed = stash(source)
    back = stashed.pattern.sub(lambda token: stashed.items[int(token[1])].source, stashed.text)
    assert back.replace(r"\$", "$") == source.replace(r"\$", "$")


@pytest.mark.parametrize(
    "piece",
    ["$", "$ ", "a$b", "${", r"$\text{", "`$`", r"\[", r"\(", r"\begin{align}", "<a ", "<!--",
     "](", "```\n", "$$\n\n", "\n    x", '<a b="', "- ", "$$x$", "$\\", "~~~x\n", "`a``b```c"],
)  # fmt: skip
def test_time_grows_no_faster_than_the_source(piece):
    def seconds(times: int) -> float:
        source = piece * times
        started = time.process_time()
        stash(source)
        return time.process_time() - started

    small = max(min(seconds(2_000) for _ in range(3)), 0.002)
    assert min(seconds(16_000) for _ in range(2)) < 8 * 4 * small


def test_no_dollar_is_left_in_real_articles():
    folder = SHARED / "corpus" / "articles"
    if not folder.exists():
        pytest.skip(f"{folder} is not here")
    left = {}
    for path in sorted(folder.glob("*.md")):
        text = stash(path.read_text(encoding="utf-8")).text
        prose = re.sub(r"^(`{3,}|~{3,}).*?^\1|`[^`\n]*`", "", text, flags=re.M | re.S)
        if re.search(r"(?<!\\)\$[^\s$]{1,40}\$", prose):
            left[path.name] = True
    assert left == {}
