"""The shared secrets of the second factor lie in a column of allauth's, sealed like our own."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from gongyuan.core.crypto import HEADER, ring
from gongyuan.core.rotation import again

BOUND_TO = "mfa_authenticator.data"
#: Where allauth keeps what it asks us to encrypt.
SEALED = ("secret", "seed")


def seal(text: str) -> str:
    """Seal a secret for a text column."""
    return ring().seal(text.encode(), bound_to=BOUND_TO).hex()


def unseal(sealed: str) -> str:
    """Open what `seal` made."""
    return ring().open(bytes.fromhex(sealed), bound_to=BOUND_TO).decode()


@transaction.atomic
def seal_batch(size: int) -> int:
    """Seal a batch of secrets again that an older key sealed; return how many there were."""
    locked = Authenticator.objects.select_for_update().order_by("pk")
    old = [a for a in locked if any(_is_old(a.data[key]) for key in SEALED if key in a.data)]
    for authenticator in old[:size]:
        authenticator.data = {
            key: again(bytes.fromhex(value), BOUND_TO).hex() if key in SEALED else value
            for key, value in authenticator.data.items()
        }
        authenticator.save(update_fields=["data"])
    return len(old[:size])


def _is_old(sealed: Any) -> bool:
    return bytes.fromhex(sealed)[:HEADER] != ring().header
