"""A production process does not start with the keys of the demonstration."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import DEMO_FIELD_KEYS, DEMO_PASSWORD, DEMO_SECRET_KEY, read

OWN = {
    "GONGYUAN_SECRET_KEY": "k" * 64,
    "GONGYUAN_FIELD_KEYS": "1:" + "ab" * 32,
    # pragma: allowlist nextline secret
    "GONGYUAN_DATABASE_URL": "postgresql://u:p%40ss@db.example:5433/name",
}


def start(**changes):
    return read({**OWN, **changes}, root=Path("/nowhere"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GONGYUAN_SECRET_KEY", ""),
        ("GONGYUAN_SECRET_KEY", "short"),
        ("GONGYUAN_SECRET_KEY", DEMO_SECRET_KEY),
        ("GONGYUAN_FIELD_KEYS", ""),
        ("GONGYUAN_FIELD_KEYS", DEMO_FIELD_KEYS),
        ("GONGYUAN_DATABASE_URL", ""),
        ("GONGYUAN_DATABASE_URL", "mysql://u@h/n"),
        ("GONGYUAN_MODE", "debug"),
    ],
)
def test_production_refuses_missing_short_and_demonstration_keys(name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        start(**{name: value})


@pytest.mark.parametrize(
    "ring",
    [
        DEMO_FIELD_KEYS + " ",
        DEMO_FIELD_KEYS.replace("1:", "7:", 1),
        DEMO_FIELD_KEYS.upper(),
        f"1:{'ab' * 32},2:{DEMO_FIELD_KEYS.partition(':')[2]}",
    ],
)
def test_the_demonstration_key_is_known_again_in_disguise(ring):
    with pytest.raises(ImproperlyConfigured, match="GONGYUAN_FIELD_KEYS"):
        start(GONGYUAN_FIELD_KEYS=ring)


def test_with_keys_of_its_own_production_starts_and_is_the_default():
    environment = start()

    assert environment.is_production
    assert environment.demo_password is None
    assert environment.database["PASSWORD"] == "p@ss"  # pragma: allowlist secret
    assert environment.database["PORT"] == "5433"


def test_a_demonstration_needs_no_keys_and_alone_has_the_shown_password():
    environment = read(
        {"GONGYUAN_MODE": "demo", "GONGYUAN_DATABASE_URL": OWN["GONGYUAN_DATABASE_URL"]},
        root=Path("/nowhere"),
    )

    assert environment.demo_password == DEMO_PASSWORD
    assert not environment.is_production
