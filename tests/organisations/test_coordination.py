"""The log of coordination (苏工发〔2012〕8号第12、14项；豫工办〔2015〕28号三(一))."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from python_calamine import CalamineWorkbook

from gongyuan.core.refusals import Refused
from gongyuan.core.work import by_name, work_lines
from gongyuan.organisations.actions import move_unit
from gongyuan.organisations.actions.coordination import finish_follow_up, withdraw_record
from gongyuan.organisations.choices import CoordinationKind, CoordinationPartner
from gongyuan.organisations.models import CoordinationRecord, FollowUp
from gongyuan.organisations.queries import coordination as queries
from gongyuan.organisations.queries import network_work as work
from gongyuan.organisations.queries.coordination import Range
from gongyuan.organisations.sheets import coordination as sheet
from gongyuan.people.choices import Role
from tests.organisations.factories import make_institution, make_tree
from tests.organisations.network_factories import NOW, TODAY, agreed, checked, entered
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db
STUDY = {"kind": CoordinationKind.LEADERSHIP_STUDY, "partners": ()}


@pytest.fixture
def tree():
    return make_tree()


def officer(unit):
    return make_actor(role=Role.LEGAL_OFFICER, unit=unit)


def test_records_are_numbered_by_unit_and_year_without_gaps(tree):
    tree.county.document_prefix = "临工援"
    tree.county.save()
    first = entered(unit=tree.county)
    other = entered(unit=tree.other_county)
    second = entered(unit=tree.county)
    last_year = entered(unit=tree.county, held_on=date(2025, 12, 30))

    assert (first.number, second.number) == ("临工援协〔2026〕1号", "临工援协〔2026〕2号")
    assert last_year.number == "临工援协〔2025〕1号"
    assert other.number.endswith("〔2026〕1号")


def test_the_same_form_sent_twice_is_one_record(tree):
    key = uuid4()
    actor = officer(tree.county)

    first = entered(unit=tree.county, actor=actor, submission_key=key)
    again = entered(unit=tree.county, actor=actor, submission_key=key)

    assert first == again
    assert CoordinationRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"held_on": date(2026, 6, 2)}, "held_on"),
        ({"subject": " "}, "subject"),
        ({"participants": ""}, "participants"),
        ({"partners": ()}, "partners"),
    ],
)
def test_a_record_says_when_what_and_with_whom(tree, values, field):
    with pytest.raises(Refused) as refused:
        entered(unit=tree.county, **values)

    assert refused.value.field == field
    assert not CoordinationRecord.objects.exists()


def test_the_leaderships_study_needs_no_other_office(tree):
    assert entered(unit=tree.county, **STUDY).partners == []


def test_what_is_agreed_on_falls_to_the_own_union_or_one_below_it(tree):
    row = entered(unit=tree.county, follow_ups=(agreed(tree.county), agreed(tree.township)))
    assert row.follow_ups.count() == 2

    for foreign in (tree.other_county, tree.prefecture):
        with pytest.raises(Refused, match="不在本单位及下级之内"):
            entered(unit=tree.county, follow_ups=(agreed(foreign),))
    early = agreed(tree.county, due_on=date(2026, 5, 31))
    with pytest.raises(Refused, match="早于记录日期"):
        entered(unit=tree.county, follow_ups=(early,))


def test_a_paper_that_cannot_be_taken_stops_the_record(tree):
    paper = SimpleUploadedFile("纪要.exe", b"MZ", content_type="application/pdf")

    with pytest.raises(Refused) as refused:
        entered(unit=tree.county, papers=(paper,))

    assert refused.value.field == "papers"
    assert not CoordinationRecord.objects.exists()


def test_without_the_power_nobody_keeps_the_log(tree):
    with pytest.raises(PermissionDenied):
        entered(unit=tree.county, actor=make_actor(role=Role.AUDITOR, unit=tree.county))


def test_the_union_responsible_ticks_off_with_a_word_and_its_worklist_is_shorter(tree):
    row = entered(unit=tree.prefecture, follow_ups=(agreed(tree.county),))
    one = row.follow_ups.get()
    actor = officer(tree.county)
    lines = work_lines(work.awaiting(actor, today=TODAY))
    assert [(line.route, line.pk, line.what) for line in lines] == [
        ("follow_up", one.pk, "印发会议纪要")
    ]
    assert work_lines(work.awaiting(officer(tree.prefecture), today=TODAY)) == []

    with pytest.raises(Refused, match="要写明理由"):
        finish_follow_up(follow_up=one, note="  ", actor=actor, now=NOW)
    with pytest.raises(FollowUp.DoesNotExist):
        finish_follow_up(follow_up=one, note="好", actor=officer(tree.prefecture), now=NOW)
    finish_follow_up(follow_up=one, note="已印发", actor=actor, now=NOW)
    with pytest.raises(Refused, match="已于2026-06-01办结"):
        finish_follow_up(follow_up=one, note="再办", actor=actor, now=NOW)

    assert work_lines(work.awaiting(actor, today=TODAY)) == []
    assert {
        name: kind.rows().count()
        for name, kind in by_name(work.awaiting(actor, today=TODAY)).items()
    } == {
        "mending_beside": 0,
        "follow_ups_beside": 0,
    }


def test_a_withdrawn_record_keeps_its_number_and_asks_for_nothing_more(tree):
    row = entered(unit=tree.county, follow_ups=(agreed(tree.county),))
    actor = officer(tree.county)

    with pytest.raises(Refused, match="要写明理由"):
        withdraw_record(record=row, note="", actor=actor, now=NOW)
    with pytest.raises(CoordinationRecord.DoesNotExist):
        withdraw_record(record=row, note="写错", actor=officer(tree.prefecture), now=NOW)
    withdraw_record(record=row, note="写错了日期", actor=actor, now=NOW)
    with pytest.raises(Refused, match="已经作废"):
        withdraw_record(record=row, note="再作废", actor=actor, now=NOW)
    with pytest.raises(Refused, match="不用再办"):
        finish_follow_up(follow_up=row.follow_ups.get(), note="好", actor=actor, now=NOW)

    assert work_lines(work.awaiting(actor, today=TODAY)) == []
    assert queries.year_count(tree.county, year=2026).total == 0
    assert entered(unit=tree.county).number.endswith("2号")


def test_what_is_recorded_cannot_be_changed_in_the_database(tree):
    row = entered(unit=tree.county)

    for change in (
        lambda: CoordinationRecord.objects.filter(pk=row.pk).update(subject="别的"),
        lambda: CoordinationRecord.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_each_year_shows_whether_the_leadership_studied_aid_work(tree):
    entered(unit=tree.county, held_on=date(2025, 3, 3), **STUDY)
    entered(unit=tree.county)
    withdrawn = entered(unit=tree.county, **STUDY)
    actor = officer(tree.county)
    withdraw_record(record=withdrawn, note="没有开", actor=actor, now=NOW)
    entered(unit=tree.township)

    years = queries.year_counts(actor)

    # 每年定期研究法律援助工作 (苏工发〔2012〕8号第14项).
    assert [(one.year, one.total, one.is_studied) for one in years] == [
        (2026, 1, False),
        (2025, 1, True),
    ]


def test_superiors_see_which_cities_and_counties_have_not_studied_it(tree):
    entered(unit=tree.county, **STUDY)
    actor = officer(tree.province)

    assert list(queries.without_study(actor, year=2026)) == [tree.prefecture, tree.other_county]
    assert tree.county in queries.without_study(actor, year=2025)


def test_the_log_is_found_by_year_kind_and_words_within_sight(tree):
    old = entered(unit=tree.county, held_on=date(2025, 3, 3))
    study = entered(unit=tree.county, subject="研究法律援助经费", **STUDY)
    entered(unit=tree.other_county)
    actor = officer(tree.county)

    assert list(queries.records(actor, Range(year=2025))) == [old]
    assert list(queries.records(actor, Range(kind=CoordinationKind.LEADERSHIP_STUDY))) == [study]
    assert list(queries.records(actor, Range(text="经费"))) == [study]
    assert list(queries.records(actor, Range(text=old.number))) == [old]
    assert queries.records(officer(tree.prefecture)).count() == 3
    assert not queries.records(officer(tree.prefecture), Range(own=True)).exists()
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    assert not queries.records(clerk).exists()


def test_the_workbook_has_a_line_for_each_record(tree):
    entered(
        unit=tree.county,
        subject="=1+1",
        partners=(CoordinationPartner.COURT, CoordinationPartner.OTHER),
        partner_names="临河县人民法院",
        follow_ups=(agreed(tree.county),),
    )
    found = queries.listed(officer(tree.county), Range())

    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.written(found))).get_sheet_by_index(0)
    heading, line = rows.to_python()

    told = dict(zip(heading, line, strict=True))
    assert told["主题"] == "=1+1"
    assert told["参加单位"] == "人民法院、其他单位、临河县人民法院"
    assert "临河县总工会，2026-06-15前，未办结" in told["约定事项"]


def test_what_is_recorded_moves_with_its_union(tree):
    record = entered(unit=tree.township, follow_ups=(agreed(tree.township),))
    check = checked("sign", institution=make_institution(unit=tree.township))
    province = officer(tree.province)

    move_unit(
        unit=tree.township, parent=tree.other_county, actor=province, now=NOW, note="区划调整"
    )

    new_path = f"{tree.other_county.path}{tree.township.pk}/"
    for row in (record, check, check.items.first(), record.follow_ups.get()):
        row.refresh_from_db()
        assert row.unit_path == new_path
    assert queries.records(officer(tree.other_county)).count() == 1
    assert not queries.records(officer(tree.county)).exists()
