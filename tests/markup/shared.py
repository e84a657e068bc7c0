"""Where the real texts and the hostile ones lie, outside of the project."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[2].parent / "shared"


def lines_of(name: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON lines of a shared file; skip the test where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
