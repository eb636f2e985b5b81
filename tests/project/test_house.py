"""Rules of the whole house: settings documented, modules import alone, every route guarded, files short."""

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from bot.settings import NEEDED_IN_PRODUCTION, Settings
from bot.web.internal import create_internal
from bot.web.public import create_public
from portal_core.crypto import Keyring
from portal_core.database import SessionFactory
from tests.conftest import FixedClock
from tests.support.services import build_services

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for package in ("bot", "portal_core")
    for path in (ROOT / package).rglob("*.py")
    if path.name != "__init__.py"
)
LONGEST_FILE = 400

# What stands before each route. A new route must be put on this list, and be tested for its guard.
SIGNED = "signed by Twilio"
OPEN = "says nothing about anybody"
TOKEN = "demo, or a bearer token"
DEMO = "demo only"
LOOPBACK = "loopback only: never bound to another address"
PUBLIC_ROUTES = {
    "twilio.messages": SIGNED,
    "twilio.status": SIGNED,
    "health.healthz": OPEN,
    "health.readyz": OPEN,
    "health.metrics": TOKEN,
}
INTERNAL_ROUTES = {"actions.webhook": LOOPBACK, "actions.healthz": LOOPBACK}


@pytest.fixture
def apps(
    tmp_path: Path, sessions: SessionFactory, keyring: Keyring, clock: FixedClock
) -> tuple[Flask, Flask, Flask]:
    """The public app of the demo, the public app of production, and the internal app."""
    demo = build_services(tmp_path, sessions, keyring, clock)
    production = build_services(tmp_path, sessions, keyring, clock, app_env="production")
    return create_public(demo), create_public(production), create_internal(demo)


def test_every_setting_is_in_the_example_file() -> None:
    names = {
        line.split("=")[0]
        for line in (ROOT / ".env.example").read_text().splitlines()
        if line and not line.startswith("#")
    }

    assert names == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", NEEDED_IN_PRODUCTION)
def test_production_does_not_start_without_a_secret(name: str, tmp_path: Path) -> None:
    values = {
        "public_url": "https://assistant.example.org",
        "secret_key": "s" * 48,
        "data_keys": "k",
        "twilio_account_sid": "AC1",
        "twilio_auth_token": "t",
        "twilio_from": "+15005550006",
    }
    del values[name]

    with pytest.raises(ValueError, match=name.upper()):
        Settings(app_env="production", data_dir=tmp_path, **values)


def test_every_module_imports_alone() -> None:
    check = "import importlib, sys\nfor name in sys.argv[1:]:\n    importlib.import_module(name)\n"
    for name in MODULES:
        if "beating" in name:
            continue
        done = subprocess.run(
            [sys.executable, "-c", check, name], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{name}: {done.stderr[-800:]}"


def test_every_public_route_is_on_the_list_of_guards(apps: tuple[Flask, Flask, Flask]) -> None:
    _, production, _ = apps

    assert {rule.endpoint for rule in production.url_map.iter_rules()} == set(PUBLIC_ROUTES)


def test_every_internal_route_is_on_the_list_of_guards(apps: tuple[Flask, Flask, Flask]) -> None:
    _, _, internal = apps

    assert {rule.endpoint for rule in internal.url_map.iter_rules()} == set(INTERNAL_ROUTES)


def test_every_signed_route_refuses_an_unsigned_request(apps: tuple[Flask, Flask, Flask]) -> None:
    for app in apps[:2]:
        for rule in app.url_map.iter_rules():
            if PUBLIC_ROUTES.get(rule.endpoint) == SIGNED:
                assert app.test_client().post(rule.rule, data={"a": "b"}).status_code == 403


def test_the_simulator_exists_in_the_demo_only(apps: tuple[Flask, Flask, Flask]) -> None:
    demo, production, _ = apps

    assert demo.test_client().get("/simulator").status_code == 200
    assert production.test_client().get("/simulator").status_code == 404


def test_figures_need_a_token_outside_the_demo(
    tmp_path: Path, sessions: SessionFactory, keyring: Keyring, clock: FixedClock
) -> None:
    services = build_services(
        tmp_path, sessions, keyring, clock, app_env="production", metrics_token="m" * 20
    )
    client = create_public(services).test_client()

    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer " + "m" * 20}).status_code == 200


def test_pages_carry_the_security_headers(apps: tuple[Flask, Flask, Flask]) -> None:
    headers = apps[0].test_client().get("/healthz").headers

    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("package", ["bot", "portal_core", "nlu/components", "nlu/tools", "tests", "tools"])
def test_no_file_is_longer_than_the_house_allows(package: str) -> None:
    long = {
        str(path.relative_to(ROOT))
        for path in (ROOT / package).rglob("*.py")
        if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE
    }

    assert not long
