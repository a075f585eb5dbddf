"""Encrypted fields, the blind index that finds them again, and the ring of keys.

A stored value is one byte for the cipher, one for the key, a nonce and the sealed text; table and
column are bound in, so that a value copied to another column does not open. Equal numbers are found
through a keyed hash; that hash's key comes from the ring's lowest entry, which therefore stays.
"""

import hmac
import os
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

CIPHERS = {"sm4-gcm": 1, "aes-gcm": 2}
HEADER = 2
NONCE = 12
TAG = 16


class Unreadable(Exception):  # noqa: N818 - names the condition
    """A sealed value whose key is gone, or that was altered or moved."""


class KeyRing:
    def __init__(self, text: str, *, cipher: str) -> None:
        self._keys = dict(self._entry(part) for part in text.split(",") if part.strip())
        if not self._keys:
            raise ImproperlyConfigured("GONGYUAN_FIELD_KEYS holds no key")
        if cipher not in CIPHERS:
            raise ImproperlyConfigured(f"GONGYUAN_FIELD_CIPHER must be one of {', '.join(CIPHERS)}")
        self._cipher = CIPHERS[cipher]
        self.current = max(self._keys)
        self._index_key = self._derive(self._keys[min(self._keys)], b"blind-index", 32)

    @staticmethod
    def _entry(part: str) -> tuple[int, bytes]:
        number, _, secret = part.strip().partition(":")
        try:
            key_id, key = int(number), bytes.fromhex(secret)
        except ValueError as error:
            raise ImproperlyConfigured("GONGYUAN_FIELD_KEYS is number:hex,number:hex") from error
        if not 0 < key_id < 256 or len(key) < 32:
            raise ImproperlyConfigured("a field key has a number of 1–255 and 64 hex digits")
        return key_id, key

    @staticmethod
    def _derive(secret: bytes, purpose: bytes, length: int) -> bytes:
        return HKDF(algorithm=hashes.SHA256(), length=length, salt=None, info=purpose).derive(
            secret
        )

    @cache  # noqa: B019 - the ring lives as long as the process
    def _algorithm(self, cipher: int, key_id: int) -> algorithms.SM4 | algorithms.AES:
        if key_id not in self._keys:
            raise Unreadable(f"field key {key_id} is not in the ring")
        if cipher == CIPHERS["sm4-gcm"]:
            return algorithms.SM4(self._derive(self._keys[key_id], b"sm4-gcm", 16))
        return algorithms.AES(self._derive(self._keys[key_id], b"aes-gcm", 32))

    def seal(self, plain: bytes, *, bound_to: str) -> bytes:
        nonce = os.urandom(NONCE)
        encryptor = Cipher(
            self._algorithm(self._cipher, self.current), modes.GCM(nonce)
        ).encryptor()
        encryptor.authenticate_additional_data(bound_to.encode())
        sealed = encryptor.update(plain) + encryptor.finalize()
        return self.header + nonce + encryptor.tag + sealed

    @property
    def header(self) -> bytes:
        """What every value sealed now begins with: cipher and key."""
        return bytes([self._cipher, self.current])

    def open(self, sealed: bytes, *, bound_to: str) -> bytes:
        if len(sealed) < HEADER + NONCE + TAG or sealed[0] not in CIPHERS.values():
            raise Unreadable(f"a value of {bound_to} is no sealed value")
        cipher, key_id = sealed[0], sealed[1]
        nonce, tag = sealed[HEADER : HEADER + NONCE], sealed[HEADER + NONCE : HEADER + NONCE + TAG]
        decryptor = Cipher(self._algorithm(cipher, key_id), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(bound_to.encode())
        try:
            return decryptor.update(sealed[HEADER + NONCE + TAG :]) + decryptor.finalize()
        except InvalidTag as error:
            raise Unreadable(f"a value of {bound_to} does not open") from error

    def index(self, kind: str, value: str) -> bytes:
        digest = HMAC(self._index_key, hashes.SM3())
        digest.update(f"{kind}\0{value}".encode())
        return digest.finalize()[:16]


@cache
def ring() -> KeyRing:
    return KeyRing(settings.FIELD_KEYS, cipher=settings.FIELD_CIPHER)


def blind_index(kind: str, value: str) -> bytes | None:
    """Find-key of an exact value (16 bytes); the caller has normalised it. Nothing has no key."""
    return ring().index(kind, value) if value else None


def same_secret(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode(), right.encode())


class EncryptedTextField(models.TextField):  # type: ignore[type-arg] # not generic when run
    """Text that only the process with the key ring can read; never searched, only indexed blind."""

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def bound_to(self) -> str:
        # A history table holds its model's sealed values as triggers copied them.
        owner = getattr(self.model, "pgh_tracked_model", self.model)
        return f"{owner._meta.db_table}.{self.column}"

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if value is None or value == "":
            return None if self.null and value is None else b""
        return ring().seal(str(value).encode(), bound_to=self.bound_to)

    def from_db_value(
        self, value: Any, expression: Any, connection: BaseDatabaseWrapper
    ) -> str | None:
        if value is None:
            return None
        sealed = bytes(value)
        return ring().open(sealed, bound_to=self.bound_to).decode() if sealed else ""

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted; look it up by its blind index")
        return super().get_lookup(lookup_name)
