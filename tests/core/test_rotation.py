"""A new key: everything sealed before is sealed again, in batches that may be cut anywhere."""

import io

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from gongyuan.core import crypto, files, rotation
from gongyuan.core.crypto import KeyRing, Unreadable
from gongyuan.core.models import File
from gongyuan.people import second_factor
from gongyuan.people.models import Worker
from tests.people.factories import NOW, make_user, make_worker

OLD = "1:" + "11" * 32
BOTH = OLD + ",2:" + "22" * 32

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(settings, tmp_path):
    """Let a test choose the ring; the find-keys change with it, hence one base key throughout."""
    storages = {**settings.STORAGES}
    storages["default"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = storages

    def use(text, cipher="sm4-gcm"):
        settings.FIELD_KEYS, settings.FIELD_CIPHER = text, cipher
        crypto.ring.cache_clear()

    use(OLD)
    yield use
    crypto.ring.cache_clear()


def headers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT substring(identity_number FROM 1 FOR 2) FROM people_worker")
        return {bytes(row[0]) for row in cursor.fetchall()}


def test_a_cut_run_goes_on_and_afterwards_the_new_key_alone_opens_every_field(keys):
    workers = [make_worker(address="某市某路1号") for _ in range(5)]
    keys(BOTH)

    steps = rotation.seal_all(batch=2)
    assert next(steps)[1] == 2
    steps.close()
    assert headers() == {b"\x01\x01", b"\x01\x02"}
    out = io.StringIO()
    call_command("rotate_field_keys", "--batch", "2", stdout=out)

    assert headers() == {b"\x01\x02"}
    assert "sealed 0 values" in _run_again()
    for worker in workers:
        kept = Worker.objects.get(pk=worker.pk)
        assert (kept.identity_number, kept.address) == (worker.identity_number, "某市某路1号")
        assert Worker.objects.filter(identity_index=worker.identity_index).exists()
    only_new = KeyRing("2:" + "22" * 32, cipher="sm4-gcm")
    field = Worker._meta.get_field("phone")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_worker")
        for (sealed,) in cursor.fetchall():
            assert only_new.open(bytes(sealed), bound_to=field.bound_to).decode().startswith("199")


def _run_again():
    out = io.StringIO()
    call_command("rotate_field_keys", stdout=out)
    return out.getvalue()


def test_the_other_cipher_takes_over_by_the_same_command(keys):
    worker = make_worker()
    keys(OLD, cipher="aes-gcm")
    assert Worker.objects.get().phone == worker.phone

    call_command("rotate_field_keys", stdout=io.StringIO())

    assert headers() == {b"\x02\x01"}
    assert Worker.objects.get().phone == worker.phone


def test_files_and_second_factors_are_sealed_again_too(keys):
    file = files.store_bytes(b"%PDF-1.7 a paper", name="a.pdf", kind=files.PDF, by="", now=NOW)
    first_place = file.stored_as
    user = make_user()
    for kind, key in (("totp", "secret"), ("recovery_codes", "seed")):
        data = {key: second_factor.seal("the secret"), "used_mask": 3}
        Authenticator.objects.create(user=user, type=kind, data=data)
    keys(BOTH)

    call_command("rotate_field_keys", stdout=io.StringIO())
    keys("2:" + "22" * 32)

    stored = File.objects.get()
    assert files.read(stored) == b"%PDF-1.7 a paper"
    assert not default_storage.exists(first_place)
    kept = {a.type: a.data for a in Authenticator.objects.all()}
    assert second_factor.unseal(kept["totp"]["secret"]) == "the secret"
    assert second_factor.unseal(kept["recovery_codes"]["seed"]) == "the secret"
    assert kept["totp"]["used_mask"] == 3


def test_without_the_old_key_what_was_not_sealed_again_does_not_open(keys):
    make_worker()
    keys("2:" + "22" * 32)

    with pytest.raises(Unreadable):
        Worker.objects.get()
