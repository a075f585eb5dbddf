"""What the process is told from outside; it refuses to start rather than guess."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DEMO_SECRET_KEY = "demo-only-secret-key-that-production-refuses-to-start-with"  # noqa: S105 - refused in production  # pragma: allowlist secret
DEMO_FIELD_KEYS = (
    "1:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"  # pragma: allowlist secret
)
#: Printed on the sign-in page of a demo; outside demo mode no setting holds it.
DEMO_PASSWORD = "gongyuan-demo-2026"  # noqa: S105 - public  # pragma: allowlist secret
MODES = ("production", "demo", "test")


@dataclass(frozen=True, kw_only=True)
class Environment:
    mode: str
    secret_key: str
    field_keys: str
    database: dict[str, object]
    var: Path

    @property
    def is_demo(self) -> bool:
        return self.mode == "demo"

    @property
    def demo_password(self) -> str | None:
        return DEMO_PASSWORD if self.is_demo else None

    @property
    def is_production(self) -> bool:
        return self.mode == "production"


def read(environ: dict[str, str], *, root: Path) -> Environment:
    """Read the settings a deployment gives; production without keys of its own is refused."""
    mode = environ.get("GONGYUAN_MODE", "production")
    if mode not in MODES:
        raise ImproperlyConfigured(f"GONGYUAN_MODE must be one of {', '.join(MODES)}, not {mode!r}")
    secret_key = environ.get("GONGYUAN_SECRET_KEY", "")
    field_keys = environ.get("GONGYUAN_FIELD_KEYS", "")
    if mode == "production":
        refuse_demo_keys(secret_key, field_keys)
    url = environ.get("GONGYUAN_DATABASE_URL", "")
    if not url:
        raise ImproperlyConfigured(
            "GONGYUAN_DATABASE_URL is not set. `make run` starts the embedded PostgreSQL and sets "
            "it; a server of your own is given as postgresql://user:password@host:5432/name"
        )
    return Environment(
        mode=mode,
        secret_key=secret_key or DEMO_SECRET_KEY,
        field_keys=field_keys or DEMO_FIELD_KEYS,
        database=database(url, test_name=environ.get("GONGYUAN_TEST_DATABASE", "gongyuan")),
        var=Path(environ.get("GONGYUAN_VAR", root / "var")),
    )


def refuse_demo_keys(secret_key: str, field_keys: str) -> None:
    if len(secret_key) < 50 or secret_key == DEMO_SECRET_KEY:
        raise ImproperlyConfigured(
            "GONGYUAN_SECRET_KEY must be a key of your own, at least 50 characters; make one with "
            "`python3 -c 'import secrets; print(secrets.token_urlsafe(64))'`"
        )
    if not field_keys or DEMO_FIELD_KEYS.partition(":")[2] in field_keys.lower():
        raise ImproperlyConfigured(
            "GONGYUAN_FIELD_KEYS must be a key ring of your own such as 1:<64 hex digits>; make "
            "one with `python3 -c 'import secrets; print(\"1:\" + secrets.token_hex(32))'`"
        )


def database(url: str, *, test_name: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured("GONGYUAN_DATABASE_URL must begin with postgresql://")
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(query.get("port", [parts.port or ""])[0]),
        "TEST": {"NAME": f"test_{test_name}"},
    }
