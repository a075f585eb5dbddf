"""Finding Chinese text by pairs of characters."""

import pytest
from django.db import connection

from gongyuan.core import search

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


def test_nothing_typed_is_no_query():
    assert search.query("  ，。 ") is None


def test_the_words_of_a_name_are_its_pairs_and_its_last_character():
    assert search.words("王建国") == ["王建", "建国", "国"]
