"""A real front page, posted through the admin, reads as on the page it came from."""

import html
import re
from calendar import month_abbr
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.media.files import encoded, noise

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "front-page.txt"
READ_MORE = "点击阅读全文..."
DATE = re.compile(r"^(\d{1,2}) ([A-Z][a-z]{2})$", re.MULTILINE)

# The page gives no years; they fall from top to bottom, a year a post.
FIRST_YEAR = 2025


class Piece(NamedTuple):
    """A post as the page shows it."""

    day: int
    month: int
    title: str
    teaser: str


def pieces() -> list[Piece]:
    parts = DATE.split(SEED.read_text(encoding="utf-8"))[1:]
    found = []
    for day, month, rest in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        title, teaser = rest.split(READ_MORE)[0].strip().split("\n", 1)
        number = list(month_abbr).index(month)
        found.append(Piece(int(day), number, title.strip(), teaser.strip()))
    return found


def as_written(piece: Piece, image_url: str) -> str:
    """Return what the author types for ``piece``: Markdown, the formulas as they are."""
    blocks = re.split(r"\n\s*\n", piece.teaser)
    written: list[str] = []
    for number, block in enumerate(blocks):
        if block in blocks[:number]:
            continue  # a picture's caption stands twice in the text of a page
        if block in blocks[number + 1 :]:
            written.append(f'![]({image_url} "{block}")')
        elif is_heading(block):
            written.append(f"## {block}")
        else:
            written.append(block)
    return fenced("\n\n".join(written)) + "\n\n<!--more-->\n\n后文。"


def repeated_blocks(found: list[Piece]) -> list[str]:
    blocks = [block for piece in found for block in re.split(r"\n\s*\n", piece.teaser)]
    return [block for block in blocks if blocks.count(block) > 1]


def is_heading(block: str) -> bool:
    return len(block) <= 20 and not re.search(r"[。，,：:=]", block) and not block.endswith("?")


def fenced(text: str) -> str:
    """Put code into a fence: from its first line to its last indented one."""
    return re.sub(
        r"(?ms)^(\w+ = \{\}\n.*?^    .*?)(?=\n\n[^ \n]*[^\x00-\x7f])", r"```python\n\1\n```", text
    )


@pytest.fixture
def front_page(admin_client: Client) -> tuple[list[Piece], list[str]]:
    """Post all pieces through the admin; return them and what readers see, a card each."""
    if not SEED.exists():
        pytest.skip(f"{SEED} is not here")
    picture = SimpleUploadedFile("a.png", encoded(noise(60, 40), "PNG"), "image/png")
    answer = admin_client.post("/markdownx/upload/", {"image": picture})
    image_url = answer.json()["url"]
    found = pieces()
    for number, piece in enumerate(found):
        response = admin_client.post(
            "/admin/blog/post/add/",
            {
                "title": piece.title,
                "source": as_written(piece, image_url),
                "status": "published",
                "published_at_0": f"{FIRST_YEAR - number}/{piece.month:02}/{piece.day:02}",
                "published_at_1": "12:00:00",
                "language": "zh-hans",
                "comment_policy": "site",
            },
        )
        assert response.status_code == 302, response.context["adminform"].form.errors
    page = Client().get("/").content.decode()
    return found, re.findall(r'(?s)<article class="card.*?</article>', page)


def words(markup: str) -> str:
    """Return the text of ``markup`` without blanks."""
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", markup)))


def test_seed_reads_as_on_the_page_it_came_from(front_page):
    found, cards = front_page
    assert len(found) == len(cards) == 8
    for piece, card in zip(found, cards, strict=True):
        assert f'date-badge__day">{piece.day}<' in card
        assert f'date-badge__month">{piece.month}月<' in card
        assert words(piece.title) in words(card)
        assert card.count('class="read-more"') == 1
        assert "tex-error" not in card
        assert "后文" not in card
        for line in piece.teaser.split("\n"):
            if "$" not in line and "\\" not in line:
                assert words(html.escape(line)) in words(card), line


def test_seed_shows_its_formulas_figure_headings_and_code(front_page):
    found, cards = front_page[0], "".join(front_page[1])
    numbered = re.findall(
        r'(?s)<div class="equation".*?<math.*?</math>.*?equation__number">.*?\((\d)\)', cards
    )
    assert numbered == ["1", "1"]
    (figure,) = re.findall(r"(?s)<figure.*?</figure>", cards)
    assert any(words(figure).endswith(words(block)) for block in repeated_blocks(found))
    assert re.search(r'(?s)<div class="code">.*?<span class="k">for</span>', cards)
    for inline in ("argmax", "max"):
        assert re.search(rf"<math(?![^>]*display)[^>]*>(?:(?!</math>).)*>{inline}<", cards), inline
    assert len(re.findall("<h[2-6] id=", cards)) >= 4
