"""Finding Chinese text by pairs of characters."""

import pytest
from django.db import connection

from gongyuan.core import search
from gongyuan.core.numbers import DocumentNumber

TEXT = "王建国等3人诉舞钢市宏达建筑劳务有限公司，拖欠工资46200元，平工援申〔2026〕118号"


def found(typed: str, *texts: str, keys: tuple[str, ...] = ()) -> bool:
    wanted = search.query(typed)
    assert wanted is not None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %s::tsvector @@ %s::tsquery",
            [literal(search.vector(texts, keys=keys)), literal(wanted)],
        )
        return bool(cursor.fetchone()[0])


def literal(cast: object) -> str:
    return cast.get_source_expressions()[0].value


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["王建", "建国", "王建国", "国", "宏达", "劳务有限", "拖欠工资", "46200", "118", "舞钢 工资"],
)
def test_whatever_stands_in_the_text_is_found(typed):
    assert found(typed, TEXT)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["王国", "国王", "宏大", "达建设", "舞钢 工伤", "46201"])
def test_what_does_not_stand_in_the_text_is_not_found(typed):
    assert not found(typed, TEXT)


@pytest.mark.django_db
def test_no_phrase_runs_from_one_text_into_the_next():
    assert not found("国宏", "王建国", "宏达公司")


@pytest.mark.django_db
def test_letters_are_found_by_their_beginning_in_either_width_and_case():
    assert found("WJ", "wangjianguo wjg")
    assert found("ｗｊｇ", "wangjianguo wjg")
    assert not found("jg", "wjg")


@pytest.mark.django_db
def test_quotes_and_operators_are_text_and_break_nothing():
    assert not found("a' | 'b & !(c", "王建国")
    assert found("o'neil", "O'Neil 公司")


NUMBER = "舞工援申〔2026〕118号"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("n+1", "要求支付N+1补偿"),
        ("N + 1", "要求支付 n＋1 补偿"),
        ("2n", "要求支付2N赔偿"),
        ("a & b", "A & B 贸易公司"),
        ("a&b", "Ａ＆Ｂ贸易公司"),
        ("3-5月", "3-5月工资"),
        ("2026〕118", NUMBER),
        ("〔2026〕118号", NUMBER),
        ("援申〔2026", NUMBER),
        ("援申〔2026〕118", NUMBER),
        ("援申118号", NUMBER),
        ("舞工援申2026-118", NUMBER),
        ("舞工援申2026-118号", NUMBER),
        ("宏达（舞钢）有限", "宏达（舞钢）有限公司"),
        ("宏达，加班", "诉宏达公司，要求加班费"),
        ("工资/加班", "加班费和工资"),
        ("王建国、李", "李明等2人，王建国"),
    ],
)
def test_signs_between_letters_and_digits_hold_them_together(typed, text):
    assert found(typed, text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("n+1", "new 1"),
        ("n+1", "1 n"),
        ("n+1", "N+10"),
        ("n+1", "nnn 118"),
        ("a & b", "abc 和 bcd"),
        ("a & b", "A 与 C，C 与 B"),
        ("1", NUMBER),
        ("3-5月", "30-5月"),
        ("2026〕11", "2026〕2〕11"),
        ("援申〔202", "援申甲〔2026〕"),
        ("援申18号", NUMBER),
        ("舞工援申2025-118", NUMBER),
    ],
)
def test_what_only_begins_alike_is_not_found(typed, text):
    assert not found(typed, text)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["118", "11", "202", "2026 118"])
def test_numbers_are_found_by_their_beginning(typed):
    assert found(typed, NUMBER)


@pytest.mark.parametrize(
    ("typed", "has"), [("，。！", False), ("", False), (" + ", False), ("n+1", True), ("王", True)]
)
def test_signs_alone_are_nothing_to_look_for(typed, has):
    assert search.has_words(typed) is has
    assert (search.query(typed) is not None) is has


def test_nothing_typed_is_no_query():
    assert search.query("  ，。 ") is None


def test_the_words_of_a_name_are_its_pairs_and_its_last_character():
    assert search.words("王建国") == ["王建", "建国", "国"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("office", "year", "place", "is_found"),
    [
        ("舞工援申", 2026, 118, True),
        ("援申", 2026, 118, True),
        ("申", 2026, 118, True),
        ("", 2026, 118, True),
        ("舞工援申", None, 118, True),
        ("舞工援", 2026, 118, False),
        ("舞工援申", 2025, 118, False),
        ("舞工援申", 2026, 11, False),
        ("舞工援申", None, 2026, False),
    ],
)
def test_a_number_finds_its_own_document_only(office, year, place, is_found):
    wanted = search.number_query(DocumentNumber(office=office, year=year, place=place))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %s::tsvector @@ %s::tsquery",
            [literal(search.vector([NUMBER, "工期2026.118天"])), literal(wanted)],
        )
        assert cursor.fetchone()[0] is is_found
