"""What must stay true of the containers, read from their files; no container is started."""

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "site_config" / "deploy" / "Dockerfile").read_text()


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_do_no_more_than_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["logging"]["options"]["max-size"]
    assert service["healthcheck"]["test"]


def test_only_the_proxy_has_a_port() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_the_database_meets_the_site_only() -> None:
    assert COMPOSE["networks"]["data"] == {"internal": True}
    assert SERVICES["db"]["networks"] == ["data"]
    assert "data" not in SERVICES["proxy"]["networks"]


def test_what_must_survive_has_a_volume() -> None:
    assert set(COMPOSE["volumes"]) == {"database", "media"}
    assert any(volume.startswith("media:") for volume in SERVICES["web"]["volumes"])
    assert any(volume.startswith("database:") for volume in SERVICES["db"]["volumes"])


def test_no_secret_stands_in_the_environment() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            is_secret = "PASSWORD" in name or "SECRET" in name
            assert not is_secret or str(value).startswith("/run/secrets/"), name


def test_the_image_holds_locked_dependencies_and_runs_as_nobody() -> None:
    web = DOCKERFILE.split(" AS web\n")[1].split("\nFROM ")[0]
    assert "--require-hashes" in DOCKERFILE
    assert "\nUSER 10001:10001\n" in web
    assert "collectstatic" in web
