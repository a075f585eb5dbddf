"""Sealed fields: unreadable in a dump, bound to their place, found by a keyed hash."""

import re

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from gongyuan.core.crypto import KeyRing, Unreadable, blind_index, ring
from gongyuan.people.models import Worker
from gongyuan.people.privacy import identity_key, phone_key
from tests.people.factories import make_worker

FIRST, SECOND = "1:" + "11" * 32, "2:" + "22" * 32


def dump(table="people_worker"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_dump_of_the_table_holds_no_personal_number_in_clear():
    worker = make_worker(address="某市解放路17号")

    text = dump()

    for secret in (worker.identity_number, worker.phone, "解放路17号"):
        assert secret not in text
        assert secret.encode().hex() not in text
    # Four figures may come up by chance within what is sealed, or in the row's own number.
    assert not re.search(rf"(?<![0-9a-f(]){worker.phone[-4:]}(?![0-9a-f])", text)
    again = Worker.objects.get()
    assert (again.identity_number, again.address) == (worker.identity_number, "某市解放路17号")


@pytest.mark.django_db
def test_equal_values_are_sealed_differently_and_found_by_the_same_key():
    make_worker(phone="19900000001")
    make_worker(phone="19900000001")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT phone), count(DISTINCT phone_index) FROM people_worker"
        )
        assert cursor.fetchone() == (2, 1)
    assert Worker.objects.filter(phone_index=phone_key("199 0000 0001")).count() == 2


@pytest.mark.django_db
def test_a_value_moved_to_another_column_or_altered_does_not_open():
    make_worker(address="某市某路1号")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_worker SET address = phone")
    with pytest.raises(Unreadable):
        Worker.objects.get()

    sealed = bytearray(ring().seal(b"text", bound_to="a.b"))
    sealed[-1] ^= 1
    with pytest.raises(Unreadable):
        ring().open(bytes(sealed), bound_to="a.b")


@pytest.mark.django_db
def test_an_encrypted_field_cannot_be_searched_by_mistake():
    with pytest.raises(FieldError, match="blind index"):
        Worker.objects.filter(phone="19900000001")
    assert not Worker.objects.filter(phone__isnull=True).exists()


@pytest.mark.parametrize("cipher", ["sm4-gcm", "aes-gcm"])
def test_both_ciphers_open_what_they_sealed_and_what_the_other_sealed(cipher):
    other = "aes-gcm" if cipher == "sm4-gcm" else "sm4-gcm"
    sealed = KeyRing(FIRST, cipher=cipher).seal("身份证".encode(), bound_to="a.b")

    assert KeyRing(FIRST, cipher=cipher).open(sealed, bound_to="a.b").decode() == "身份证"
    assert KeyRing(FIRST, cipher=other).open(sealed, bound_to="a.b").decode() == "身份证"


def test_a_ring_seals_with_its_newest_key_and_opens_with_all():
    old = KeyRing(FIRST, cipher="sm4-gcm").seal(b"text", bound_to="a.b")
    both = KeyRing(f"{FIRST},{SECOND}", cipher="sm4-gcm")
    new = both.seal(b"text", bound_to="a.b")

    assert both.open(old, bound_to="a.b") == both.open(new, bound_to="a.b") == b"text"
    with pytest.raises(Unreadable, match="key 2"):
        KeyRing(FIRST, cipher="sm4-gcm").open(new, bound_to="a.b")


def test_the_find_key_outlives_a_new_key_and_differs_by_kind_and_ring():
    both = KeyRing(f"{FIRST},{SECOND}", cipher="sm4-gcm")
    first, second = (KeyRing(text, cipher="sm4-gcm") for text in (FIRST, SECOND))

    assert both.index("phone", "1") == first.index("phone", "1")
    assert both.index("phone", "1") != both.index("tail", "1")
    assert first.index("phone", "1") != second.index("phone", "1")


def test_the_find_key_is_of_the_number_and_not_of_its_spelling():
    assert identity_key("11010519491231002x") == identity_key(" 110105 1949 1231 002Ｘ")
    assert blind_index("phone", "") is None


@pytest.mark.parametrize(
    ("text", "cipher"),
    [("", "sm4-gcm"), ("1:11", "sm4-gcm"), ("one:" + "11" * 32, "sm4-gcm"),
     ("0:" + "11" * 32, "sm4-gcm"), ("256:" + "11" * 32, "sm4-gcm"), (FIRST, "rot13")],
)  # fmt: skip
def test_a_ring_that_is_none_is_refused_at_the_start(text, cipher):
    with pytest.raises(ImproperlyConfigured):
        KeyRing(text, cipher=cipher)


@given(st.binary(max_size=60))
def test_no_stored_bytes_make_anything_but_unreadable(sealed):
    with pytest.raises(Unreadable):
        KeyRing(FIRST, cipher="sm4-gcm").open(sealed, bound_to="a.b")
