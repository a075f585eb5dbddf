"""Checks of stations: what is refused, what is to be mended, who meets the standard when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from gongyuan.core import files
from gongyuan.core.events import events_of
from gongyuan.core.refusals import Refused
from gongyuan.core.work import work_lines
from gongyuan.organisations.actions.checks import record_check, record_mending
from gongyuan.organisations.models import AidInstitution, StationCheck, StationCheckItem
from gongyuan.organisations.queries import checks as queries
from gongyuan.organisations.queries import network_work as work
from gongyuan.people.choices import Role
from tests.organisations.factories import make_institution, make_tree
from tests.organisations.network_factories import NOW, TODAY, checked, findings, photograph
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def station(tree):
    return make_institution(unit=tree.county)


def officer(unit):
    return make_actor(role=Role.LEGAL_OFFICER, unit=unit)


def check(station, said, *, on=TODAY, actor=None):
    return record_check(
        institution=station,
        checked_on=on,
        findings=said,
        actor=actor or officer(station.unit),
        now=NOW,
    )


def test_a_check_keeps_every_item_with_its_clause_and_photograph(station):
    row = check(station, findings(station, "sign", sign=photograph()))

    items = {item.code: item for item in row.items.all()}
    assert set(items) == {item.code for item in queries.standard_of(station.unit, on=TODAY)}
    sign = items["sign"]
    assert (sign.is_met, sign.mend_by, sign.is_verified) == (False, date(2026, 7, 1), False)
    assert files.content_type(files.read(sign.photo)) == files.JPEG
    assert items["functions"].photo is None
    assert [e.code for e in events_of(row)] == ["organisations.stationcheck.record"]


def test_in_henan_the_items_stand_on_the_notice_of_2020():
    tree = make_tree()
    tree.county.region_code = "410481"
    tree.county.save()

    row = checked(institution=make_institution(unit=tree.county))

    duty = row.items.get(code="duty_roster")
    assert (duty.citation, duty.is_verified) == ("豫工文〔2020〕40号三(三)2", True)


def test_an_item_left_out_is_refused(station):
    with pytest.raises(Refused) as refused:
        check(station, [one for one in findings(station) if one.code != "sign"])

    assert (refused.value.field, refused.value.reasons[0]) == ("sign", "这一项还没有填。")
    assert not StationCheck.objects.exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"note": " "}, "未达标的，请写明情况。"),
        ({"mend_by": None}, "未达标的，请写整改期限，不早于检查日期。"),
        ({"mend_by": date(2026, 5, 31)}, "未达标的，请写整改期限，不早于检查日期。"),
        ({"is_met": True}, "达标的项目不用写整改期限。"),
        ({"code": "garden"}, "这一项还没有填。"),
    ],
)
def test_what_is_wanting_says_what_and_by_when(station, change, reason):
    said = [
        replace(one, **change) if one.code == "sign" else one for one in findings(station, "sign")
    ]

    with pytest.raises(Refused) as refused:
        check(station, said)

    assert reason in refused.value.reasons


@pytest.mark.parametrize(
    ("on", "closed_on", "reason"),
    [
        (date(2026, 6, 2), None, "检查日期晚于今天。"),
        (date(2009, 12, 31), None, "检查日期早于机构设立日期。"),
        (TODAY, date(2026, 6, 1), "那天机构已经撤销。"),
    ],
)
def test_a_station_is_checked_on_a_day_it_is_open(station, on, closed_on, reason):
    AidInstitution.objects.filter(pk=station.pk).update(closed_on=closed_on)

    with pytest.raises(Refused, match=reason):
        check(station, findings(station), on=on)


def test_one_union_checks_a_station_once_a_day_and_its_superior_may_too(tree, station):
    check(station, findings(station))

    with pytest.raises(Refused, match="已经登记过检查"):
        check(station, findings(station))
    check(station, findings(station), actor=officer(tree.prefecture))

    assert station.checks.count() == 2


def test_what_is_no_photograph_is_refused_beside_its_item(station):
    paper = SimpleUploadedFile("门牌.jpg", b"%PDF-1.4", content_type="image/jpeg")

    with pytest.raises(Refused) as refused:
        check(station, findings(station, sign=paper))

    assert (refused.value.field, refused.value.reasons) == ("sign", ["这里只能传照片。"])


def test_strangers_find_no_station_and_clerks_do_not_check(tree, station):
    with pytest.raises(AidInstitution.DoesNotExist):
        check(station, findings(station), actor=officer(tree.other_county))
    clerk = make_actor(role=Role.WINDOW_CLERK, unit=tree.county)
    with pytest.raises(PermissionDenied):
        check(station, findings(station), actor=clerk)


def mend(item, actor, note="已经挂上", **more):
    return record_mending(item=item, note=note, actor=actor, now=NOW, **more)


def test_what_is_mended_leaves_the_worklist_and_meets_the_standard(tree, station):
    check(station, findings(station, "sign"))
    actor = officer(tree.county)
    lines = work_lines(work.awaiting(actor, today=TODAY))
    item = StationCheckItem.objects.get(code="sign")
    assert [(one.route, one.pk, one.due_on) for one in lines] == [
        ("station_mending", item.pk, date(2026, 7, 1))
    ]
    assert queries.standard_share(path=tree.county.path, on=TODAY).wanting == 1

    mended = mend(item, actor, photo=photograph())

    assert mended.mended_on == TODAY
    assert mended.mended_photo is not None
    assert work_lines(work.awaiting(actor, today=TODAY)) == []
    assert queries.standard_share(path=tree.county.path, on=TODAY).meeting == 1


@pytest.mark.parametrize(
    ("code", "note", "reason"),
    [
        ("functions", "好了", "这一项检查时已达标。"),
        ("sign", " ", "要写明理由"),
    ],
)
def test_only_what_was_wanting_is_mended_and_with_a_word(station, code, note, reason):
    row = check(station, findings(station, "sign"))

    with pytest.raises(Refused, match=reason):
        mend(row.items.get(code=code), officer(station.unit), note)


def test_a_thing_is_mended_once(station):
    item = check(station, findings(station, "sign")).items.get(code="sign")
    mend(item, officer(station.unit))

    with pytest.raises(Refused, match="已登记整改完成"):
        mend(item, officer(station.unit))


def test_who_checked_and_whose_station_it_is_may_write_down_the_mending(tree, station):
    row = check(station, findings(station, "sign", "functions"), actor=officer(tree.prefecture))
    mend(row.items.get(code="sign"), officer(tree.prefecture))
    mend(row.items.get(code="functions"), officer(tree.county))

    item = row.items.get(code="sign")
    for stranger in (tree.province, tree.other_county):
        with pytest.raises(StationCheckItem.DoesNotExist):
            mend(item, officer(stranger))


def test_the_share_is_as_of_the_day_asked(tree, station):
    make_institution(unit=tree.township)
    item = check(station, findings(station, "sign")).items.get(code="sign")
    later = datetime(2026, 6, 20, 2, 0, tzinfo=UTC)
    record_mending(item=item, note="挂上了", actor=officer(tree.county), now=later)

    def share(day):
        found = queries.standard_share(path=tree.prefecture.path, on=day)
        return found.meeting, found.wanting, found.unchecked

    assert share(date(2026, 5, 31)) == (0, 0, 2)
    assert share(date(2026, 6, 19)) == (0, 1, 1)
    assert share(date(2026, 6, 20)) == (1, 0, 1)
    assert queries.standard_share(path=tree.prefecture.path, on=date(2026, 6, 20)).percent == 50


def test_the_last_check_counts_and_the_one_before_stays(station):
    first = check(station, findings(station, "sign"), on=date(2026, 5, 4))
    check(station, findings(station))

    assert queries.standard_share(path=station.unit_path, on=TODAY).meeting == 1
    assert [one.pk for one in queries.checks_of(station)][-1] == first.pk


def test_what_a_check_found_cannot_be_changed_in_the_database(station):
    row = check(station, findings(station, "sign"))

    for change in (
        lambda: row.items.update(is_met=True, mend_by=None),
        lambda: StationCheck.objects.filter(pk=row.pk).update(checked_on=date(2026, 1, 1)),
        lambda: row.items.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("state", ["", "wanting", "unchecked", "meeting"])
def test_the_list_by_standard_agrees_with_the_share(tree, state):
    checked("sign", institution=make_institution(unit=tree.county))
    checked(institution=make_institution(unit=tree.other_county))
    make_institution(unit=tree.township)
    make_institution(unit=tree.stranger)
    actor = officer(tree.prefecture)

    found = queries.stations_by_standard(actor, on=TODAY, state=state).count()

    share = queries.standard_share(path=tree.prefecture.path, on=TODAY)
    assert found == {"": share.total, **vars(share)}[state]
