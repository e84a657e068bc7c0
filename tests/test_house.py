"""The house's own rules, where no linter keeps them."""

import ast
import io
import pkgutil
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.checks.registry import registry
from django.core.management import call_command, get_commands
from django.template.loader import get_template

import blog
import blog.models

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SOURCES = sorted(
    path
    for place in ("blog", "site_config")
    for path in (ROOT / place).rglob("*.py")
    if "migrations" not in path.parts
)
MODULES = [module.name for module in pkgutil.walk_packages(blog.__path__, "blog.")]


# Roll calls ---------------------------------------------------------------------------------------


def test_every_model_answers_the_roll_call() -> None:
    everything = [import_module(name) for name in MODULES]
    assert everything
    models = {model.__name__ for model in apps.get_app_config("blog").get_models()}
    assert models == set(blog.models.__all__)


def test_importing_a_room_adds_no_admin_and_no_check_that_a_start_has_not() -> None:
    before = set(admin.site._registry), set(registry.registered_checks)
    for name in MODULES:
        import_module(name)
    assert (set(admin.site._registry), set(registry.registered_checks)) == before


def test_every_rooms_addresses_are_in_the_tree() -> None:
    tree = import_module("blog.urls").urlpatterns
    for name in MODULES:
        if name.endswith(".urls"):
            left_out = [
                pattern for pattern in import_module(name).urlpatterns if pattern not in tree
            ]
            assert left_out == [], name


def test_every_command_of_the_contract_is_there() -> None:
    assert {"demo", "generate", "render", "render_math", "render_posts"} <= set(get_commands())


# Files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_and_its_functions_fit_in_the_head(path: Path) -> None:
    text = path.read_text()
    length = text.count("\n")
    assert length <= 300
    too_long = {
        node.name: lines
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > 40
    }
    assert too_long == {}


def test_no_file_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "helpers", "services", "managers", "common"}
    assert [path for path in SOURCES if path.stem in drawers or path.parent.name in drawers] == []


# Templates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_compiles_and_holds_no_style_or_script(path: Path) -> None:
    get_template(str(path.relative_to(ROOT / "templates")))
    inline = r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)(?![^>]*json)"
    # A letter brings its sheet along, for programs fetch none.
    text = path.read_text().replace('<style>{% include "mail/_letter.css" only %}</style>', "")
    assert re.findall(inline, text, re.IGNORECASE) == []


def test_one_filter_alone_prints_html_as_it_is() -> None:
    unescaped = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off")
    assert [path.name for path in TEMPLATES if unescaped.search(path.read_text())] == []
    trusting = [path for path in SOURCES if re.search(r"\bmark_safe\b", path.read_text())]
    assert trusting == [ROOT / "blog" / "templatetags" / "blog.py"]


# Database, dependencies ---------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    answer = io.StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=answer)
    assert "No changes detected" in answer.getvalue()


@pytest.mark.parametrize("name", ["base", "dev"])
def test_every_locked_dependency_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert [line for line in requirements if "==" not in line or "--hash=sha256:" not in line] == []
    assert "://" not in text
    assert "index-url" not in text


def test_locks_hold_what_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    base, dev = locked("base"), locked("dev")
    assert names(project["dependencies"]) <= base.keys()
    assert names(project["optional-dependencies"]["dev"]) <= dev.keys()
    assert base.items() <= dev.items()


def locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9-]+", requirement) for requirement in requirements)
    return {match[0].lower() for match in found if match}
