"""Numbers of documents: none is skipped, none is doubled, whatever happens at once."""

import threading

import pytest
from django.db import connection, transaction

from gongyuan.core.models import Counter
from gongyuan.core.numbers import document_number, next_number, typed_number

WRITERS = 20


def draw(unit_id=1, kind="grant", year=2026):
    return next_number(unit_id=unit_id, kind=kind, year=year)


@pytest.mark.django_db
def test_numbers_begin_at_one_and_run_apart_by_unit_kind_and_year():
    assert [draw(), draw(), draw()] == [1, 2, 3]
    assert draw(unit_id=2) == draw(kind="refusal") == draw(year=2027) == 1
    assert draw() == 4


@pytest.mark.django_db
@pytest.mark.parametrize("last", [9, 99, 9999])
def test_a_further_digit_is_nothing_special(last):
    Counter.objects.create(unit_id=1, kind="grant", year=2026, value=last)

    drawn = [draw(), draw()]

    assert drawn == [last + 1, last + 2]
    assert document_number("平工援", year=2026, number=drawn[0]) == f"平工援〔2026〕{last + 1}号"


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_an_error():
    with pytest.raises(RuntimeError, match="transaction"):
        draw()


@pytest.mark.django_db(transaction=True)
def test_a_rollback_gives_the_number_back():
    with transaction.atomic():
        assert draw() == 1

    class Broken(Exception):  # noqa: N818 - only for this test
        pass

    @transaction.atomic
    def draw_and_break() -> None:
        assert draw() == 2
        raise Broken

    with pytest.raises(Broken):
        draw_and_break()

    with transaction.atomic():
        assert draw() == 2


@pytest.mark.django_db(transaction=True)
def test_twenty_writers_at_once_draw_each_number_once_and_rollbacks_leave_no_gap():
    start = threading.Barrier(WRITERS)
    kept, failed = [], []

    def write(writer: int) -> None:
        try:
            start.wait(timeout=60)
            for turn in range(5):
                gives_up = (writer + turn) % 4 == 0
                with transaction.atomic():
                    number = draw()
                    if gives_up:
                        transaction.set_rollback(True)
                if not gives_up:
                    kept.append(number)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[n]) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert sorted(kept) == list(range(1, 76))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("平工援〔2014〕9号", ("平工援", 2014, 9)),
        ("平工援2014-9", ("平工援", 2014, 9)),
        ("平工援 2014 0009", ("平工援", 2014, 9)),
        ("平工援字（2014）第009号", ("平工援", 2014, 9)),
        ("(2014)平工援9号", ("平工援", 2014, 9)),
        ("平工援2014009", ("平工援", 2014, 9)),
        ("２０１４年９号", ("", 2014, 9)),
        ("2014/9", ("", 2014, 9)),
        ("平工援9号", ("平工援", None, 9)),
        ("平工援第9号", ("平工援", None, 9)),
    ],
)
def test_a_number_is_read_as_offices_type_it(typed, read):
    number = typed_number(typed)

    assert number is not None
    assert (number.office, number.year, number.place) == read


@pytest.mark.parametrize(
    "typed",
    ["", "9号", "2014", "2014年9月", "2026年11月22日", "13812345678", "王建国", "n+1", "3-5月",
     "平工援〔2014〕0号", "平工援〔2014〕9号之一"],
)  # fmt: skip
def test_what_is_no_number_of_a_document_is_not_read_as_one(typed):
    assert typed_number(typed) is None
