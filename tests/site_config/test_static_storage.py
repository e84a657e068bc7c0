"""The style sheet that goes out holds what it imports, each piece in its layer."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from site_config.static_storage import OnePieceStorage

SHEETS = {
    "css/site.css": '@layer low, high;\n\n@import url("low.css") layer(low);\n'
    '@import url("parts/high.css") layer(high);\n@import url("paper.css") layer(high) print;\n',
    "css/low.css": '/* What\nis low. */\np { background: url("../dot.svg"); }\n',
    "css/parts/high.css": 'p { background: url("../../dot.svg"); mask: url("#cut"); }\n',
    "css/paper.css": "p { color: black; }\n",
    "dot.svg": "<svg/>",
}
WHOLE = """@layer low, high;

@layer low {
p { background: url("../dot.HASH.svg"); }
}
@layer high {
p { background: url("../dot.HASH.svg"); mask: url("#cut"); }
}
@media print {
@layer high {
p { color: black; }
}
}
"""


@pytest.fixture
def collected(tmp_path: Path) -> OnePieceStorage:
    storage = OnePieceStorage(tmp_path / "collected", "/static/")
    source = FileSystemStorage(tmp_path / "source")
    for name, text in SHEETS.items():
        for folder in ("source", "collected"):
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    problems = [
        outcome
        for *_, outcome in storage.post_process({name: (source, name) for name in SHEETS})
        if isinstance(outcome, Exception)
    ]
    assert problems == []
    return storage


def test_imported_sheets_are_laid_in_with_their_layers_and_addresses(collected):
    with collected.open(collected.stored_name("css/site.css")) as file:
        text = file.read().decode()
    hashed = Path(collected.stored_name("dot.svg")).suffixes[0]
    assert text == WHOLE.replace(".HASH", hashed)


def test_production_serves_style_sheets_in_one_piece():
    assert settings.STORAGES["staticfiles"]["BACKEND"].endswith("OnePieceStorage")
