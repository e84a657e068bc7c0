"""Every text of the interface speaks Chinese and English, and the compiled catalogues are fresh."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "blog" / "locale"
CHINESE = str(LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po")
FUNCTIONS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext"}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
# Django turns a template into calls of these for xgettext to read.
ASKED_IN_TEMPLATE = re.compile(
    rf"(?:\bn?pgettext\({LITERAL}, |\bn?gettext\(|\b_\()(?P<text>{LITERAL})"
)


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_compiled_catalogue_says_what_the_source_says(language: str) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    compiled = polib.mofile(str(folder / "django.mo"))
    source = polib.pofile(str(folder / "django.po"))
    assert meanings(compiled) == meanings(source), "run: make messages"


def test_every_text_is_in_chinese() -> None:
    catalogue = polib.pofile(CHINESE)
    unfinished = [entry.msgid for entry in catalogue if not entry.translated()]
    assert [text for text in unfinished if text] == []
    translated = {entry.msgid for entry in catalogue if not entry.obsolete}
    assert set(texts()) - translated == set(), "run: make messages, then translate"


def test_a_translation_keeps_the_placeholders() -> None:
    placeholder = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    catalogue = polib.pofile(CHINESE)
    for entry in catalogue.translated_entries():
        for translation in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            known = set(placeholder.findall(entry.msgid + entry.msgid_plural))
            assert set(placeholder.findall(translation)) <= known, entry.msgid


def meanings(catalogue: polib.POFile | polib.MOFile) -> dict[tuple[str, str | None], object]:
    return {
        (entry.msgid, entry.msgctxt): entry.msgstr or entry.msgstr_plural
        for entry in catalogue
        if (entry.msgstr or any(entry.msgstr_plural.values())) and not entry.obsolete
    }


def texts() -> Iterator[str]:
    """Yield every text that the sources and templates ask a translation of."""
    for path in (ROOT / "blog").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                yield from asked(node)
    for path in (ROOT / "templates").rglob("*.html"):
        for call in ASKED_IN_TEMPLATE.finditer(templatize(path.read_text())):
            yield ast.literal_eval(call["text"])


def asked(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    position = 0 if name in FUNCTIONS else 1 if name in WITH_CONTEXT else None
    if position is not None and len(call.args) > position:
        argument = call.args[position]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
