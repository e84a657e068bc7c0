"""Every kind of public page before the Nu HTML checker."""

import json
import re
import subprocess
import tempfile
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from rich.console import Console
from rich.table import Table

JAR = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"

# What the checker does not know yet, and who says that it is right.
GAPS = {
    # MathML Core 2.1.3 makes both global; the checker has the schema of MathML 3, where only
    # <math>, <mstyle> and tables have them.
    r"Attribute “(displaystyle|scriptlevel)” not allowed on element “m\w+” at this point\.",
}


def judge(address: str, paths: dict[str, list[str]], console: Console) -> bool:
    """Print what the checker says of each kind of page; tell whether it finds no error."""
    table = Table("kind", "pages", "errors", "known gaps", title="Nu HTML checker")
    errors: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        names = _fetch(address, paths, Path(folder))
        messages = _check(Path(folder))
    for kind, pages in names.items():
        told = [(path, text) for path, page in pages.items() for text in messages.get(page, [])]
        gaps = [text for _, text in told if _is_gap(text)]
        errors += [f"{path}: {text}" for path, text in told if not _is_gap(text)]
        table.add_row(kind, str(len(pages)), str(len(told) - len(gaps)), str(len(gaps)))
    console.print(table)
    for error in sorted(set(errors)):
        console.print(error, style="red", markup=False)
    return not errors


def _fetch(address: str, paths: dict[str, list[str]], folder: Path) -> dict[str, dict[str, str]]:
    """Write each page to a file; return the files' names by kind and path."""
    names: dict[str, dict[str, str]] = {}
    for kind, of_kind in paths.items():
        for number, path in enumerate(of_kind):
            name = f"{kind.replace(' ', '-')}-{number}.html"
            (folder / name).write_bytes(_body(address + path))
            names.setdefault(kind, {})[path] = name
    return names


def _body(address: str) -> bytes:
    try:
        with urlopen(address) as response:
            return bytes(response.read())
    except HTTPError as error:
        return error.read()


def _check(folder: Path) -> dict[str, list[str]]:
    """Return the checker's errors by file name."""
    command = ["java", "-jar", str(JAR), "--errors-only", "--exit-zero-always"]
    command += ["--format", "json", *map(str, sorted(folder.glob("*.html")))]
    answer = subprocess.run(command, capture_output=True, check=True, text=True)
    found: dict[str, list[str]] = {}
    for message in json.loads(answer.stderr)["messages"]:
        found.setdefault(Path(message["url"]).name, []).append(message["message"])
    return found


def _is_gap(text: str) -> bool:
    return any(re.fullmatch(gap, text) for gap in GAPS)
