"""Pages of coverage, checks and coordination: who gets in, what is seen, what a form does."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from gongyuan.organisations.actions.coordination import withdraw_record
from gongyuan.organisations.actions.days import as_corrections
from gongyuan.organisations.choices import InstitutionKind, UnitLevel
from gongyuan.organisations.models import (
    CoordinationRecord,
    CoverageTarget,
    FollowUp,
    StationCheck,
)
from gongyuan.organisations.queries.checks import standard_of
from gongyuan.people.choices import Role
from tests.core.markup import Markup
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.organisations.network_factories import NOW, agreed, checked, entered, photograph
from tests.people.factories import make_actor, make_post

pytestmark = pytest.mark.django_db
STATIONS = {"level": "township", "kind": "station"}


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def sign_in(client, tree):
    """Sign in with a role in a unit of the tree (the prefecture unless told otherwise)."""

    def do(role=Role.LEGAL_OFFICER, unit=None):
        post = make_post(role=role, unit=unit or tree.prefecture)
        client.force_login(post.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return post

    return do


def page(client, name, *args, status=200, **asked):
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == status
    if status == 200 and answer.headers["Content-Type"].startswith("text/html"):
        assert Markup(answer.content.decode()).faults() == []
    return answer


def words(answer):
    return answer.content.decode()


def test_the_coverage_page_counts_maps_and_names_those_without(client, tree, sign_in):
    sign_in()
    make_institution(unit=tree.county)

    answer = page(client, "organisation_coverage")

    text = words(answer)
    assert "50.0%" in text
    assert [one["union"].unit for one in answer.context["unions"]] == [tree.other_county]
    assert "没有设定目标" in text
    for said in ("已设</span>", "没有</span>", "方块图"):
        assert said in text
    assert "没有这一天" in words(page(client, "organisation_coverage", on="x"))


def test_each_number_of_a_share_opens_onto_the_unions_counted(client, tree, sign_in):
    sign_in()
    make_institution(unit=tree.county)

    covered = page(client, "organisation_coverage", which="covered")
    sheet = page(client, "coverage_export", which="covered")

    assert [one["union"].unit for one in covered.context["unions"]] == [tree.county]
    assert 'which=covered#unions">1 个已设</a>' in words(page(client, "organisation_coverage"))
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["临河县总工会"]


def test_a_county_sees_its_own_centre_in_the_share_and_its_townships_first(client, tree, sign_in):
    sign_in(unit=tree.county)
    make_institution(unit=tree.county)

    first = page(client, "organisation_coverage")
    own = page(client, "organisation_coverage", level="county", kind="centre")

    assert "柳镇" in words(first)
    assert [one["label"] for one in first.context["overview"]] == [
        "县（区）级法律援助中心",
        "乡镇（街道）法律援助工作站",
    ]
    share, (_, line) = own.context["page"].share, own.context["page"].overview[1]
    assert (share.covered, share.total) == (line.covered, line.total) == (1, 1)
    assert "没有登记这一层级的工会" in words(
        page(client, "organisation_coverage", level="province")
    )


def test_below_target_the_page_says_by_how_many(client, tree, sign_in):
    tree.county.region_code, tree.prefecture.region_code = "320281", "320200"
    with as_corrections():
        tree.county.save()
        tree.prefecture.save()
    sign_in()
    make_institution(unit=tree.township, kind=InstitutionKind.STATION)

    text = words(page(client, "organisation_coverage", on="2014-12-31", **STATIONS))

    assert "2014年12月31日应达到 90%" in text
    assert "还差 1 个" in text
    assert "苏工发[2012]8号第5项" in text
    assert '<svg class="chart"' in text


def test_one_goes_down_the_map_within_sight_only(client, tree, sign_in):
    sign_in()

    text = words(page(client, "organisation_coverage", unit=tree.county.pk, **STATIONS))

    assert "临河县总工会及下级" in text
    assert "柳镇" in text
    page(client, "organisation_coverage", unit=tree.stranger.pk, status=404)
    page(client, "organisation_coverage", unit="x", status=404)
    page(client, "coverage_export", unit=tree.stranger.pk, status=404)
    page(client, "coverage_export", on="x", status=404)


def test_those_without_are_exported_with_their_phones(client, tree, sign_in):
    sign_in()
    tree.township.phone = "0990-7654321"
    tree.township.save()

    answer = page(client, "coverage_export", **STATIONS)

    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    heading, *rows = sheet.to_python()
    assert [row[0] for row in rows] == ["柳镇总工会", "杨镇总工会"]
    assert dict(zip(heading, rows[0], strict=True))["电话"] == "0990-7654321"


def test_a_union_that_left_is_counted_for_its_day_and_shows_no_phone(client, tree, sign_in):
    from gongyuan.organisations.actions import move_unit
    from gongyuan.people.queries import actor_in

    neighbour = make_unit(level=UnitLevel.COUNTY, parent=tree.province, name="远县总工会")
    tree.township.phone = "0990-7654321"
    tree.township.save()
    province = actor_in(make_post(role=Role.LEGAL_OFFICER, unit=tree.province))
    now = timezone.now()
    move_unit(unit=tree.township, parent=neighbour, actor=province, now=now, note="区划调整")
    sign_in()

    before = words(page(client, "organisation_coverage", on="2020-06-01", **STATIONS))
    after = words(page(client, "organisation_coverage", **STATIONS))

    assert "柳镇总工会" in before
    assert "0990-7654321" not in before
    assert "柳镇总工会" not in after


def queries_of(client, name, *args, **asked):
    with CaptureQueriesContext(connection) as captured:
        page(client, name, *args, **asked)
    return len(captured)


def test_the_pages_ask_the_same_for_one_row_and_for_thirty(client, tree, sign_in):
    actor_unit = tree.prefecture
    sign_in()
    pages = ["organisation_coverage", "station_standard", "coordination_list"]
    checked(institution=make_institution(unit=tree.county))
    entered(unit=actor_unit, follow_ups=(agreed(actor_unit),))
    few = {name: queries_of(client, name) for name in pages}
    for _ in range(30):
        county = make_unit(level=UnitLevel.COUNTY, parent=tree.prefecture)
        checked("sign", institution=make_institution(unit=county))
        entered(unit=county, follow_ups=(agreed(county),))

    assert {name: queries_of(client, name) for name in pages} == few


TARGET = {
    "level": "township",
    "kind": "station",
    "year": "2027",
    "what": "set",
    "percent": "85",
    "source": "市总〔2026〕2号",
    "reason": "三年行动",
}


def test_a_prefecture_sets_a_target_and_a_county_only_reads_it(client, tree, sign_in):
    sign_in()
    url = reverse("coverage_targets")

    assert client.post(url, {**TARGET, "percent": ""}).status_code == 200
    assert not CoverageTarget.objects.exists()
    assert client.post(url, TARGET).status_code == 302
    again = client.post(url, TARGET)
    assert "没有变化" in words(again)
    assert CoverageTarget.objects.get().percent == 85

    sign_in(unit=tree.county)
    text = words(page(client, "coverage_targets"))
    assert "85%" in text
    assert "设定目标</h2>" not in text
    assert client.post(url, TARGET).status_code == 404
    sign_in(Role.WINDOW_CLERK)
    assert client.post(url, TARGET).status_code == 404


def check_form(station, *wanting, **more):
    form = {"checked_on": timezone.localdate().isoformat(), "remark": ""}
    for item in standard_of(station.unit, on=timezone.localdate()):
        form[item.code] = "wanting" if item.code in wanting else "met"
        form[f"{item.code}_note"] = "还没有挂" if item.code in wanting else ""
        form[f"{item.code}_mend_by"] = ""
    return {**form, **more}


def test_a_station_is_checked_on_the_page_and_mended_from_the_worklist(client, tree, sign_in):
    station = make_institution(unit=tree.county, hours="工作日 9:00—17:00")
    sign_in(unit=tree.county)
    url = reverse("station_check_entry", args=[station.pk])
    assert "工作日 9:00—17:00" in words(page(client, "station_check_entry", station.pk))

    sent = client.post(url, check_form(station, "sign", sign_photo=photograph()))
    check = StationCheck.objects.get()
    assert sent.url == reverse("station_check", args=[check.pk])
    item = check.items.get(code="sign")
    # 整改天数 of the policy where the form names no day.
    assert (item.mend_by - check.checked_on).days == 30
    assert "登记整改" in words(page(client, "station_check", check.pk))
    assert "未达标 1 个" in words(page(client, "station_standard"))
    picture = client.get(reverse("station_check_photo", args=[item.pk, "found"]))
    assert picture.headers["Content-Type"] == "image/jpeg"
    page(client, "station_check_photo", item.pk, "mended", status=404)

    page(client, "station_mending", item.pk)
    mending = reverse("station_mending", args=[item.pk])
    assert client.post(mending, {"note": ""}).status_code == 200
    done = client.post(mending, {"note": "挂上了", "photo": photograph()})
    assert done.url == reverse("station_check", args=[check.pk])
    assert "达标 1 个" in words(page(client, "station_standard"))
    assert "已登记整改完成" in words(client.post(mending, {"note": "再来"}))


def test_the_page_of_an_institution_shows_its_checks(client, tree, sign_in):
    station = make_institution(unit=tree.county)
    sign_in(Role.WINDOW_CLERK, unit=tree.county)
    assert "没有检查过" in words(page(client, "institution_detail", station.pk))
    checked("sign", "functions", institution=station)

    text = words(page(client, "institution_detail", station.pk))

    assert "还有 2 项没有整改" in text
    assert "登记检查" not in text
    sign_in(unit=tree.county)
    assert "登记检查" in words(page(client, "institution_detail", station.pk))


def test_what_is_missing_in_a_check_is_said_beside_the_item(client, tree, sign_in):
    station = make_institution(unit=tree.county)
    sign_in(unit=tree.county)
    url = reverse("station_check_entry", args=[station.pk])

    unanswered = client.post(url, check_form(station, sign=""))
    unexplained = client.post(url, check_form(station, "sign", sign_note=""))
    later = client.post(url, check_form(station, checked_on="2099-01-01"))

    assert unanswered.context["form"].errors["sign"] == ["第1项还没有选达标或者未达标。"]
    assert unexplained.context["form"].errors["sign"] == ["未达标的，请写明情况。"]
    assert later.context["form"].errors["checked_on"] == ["检查日期晚于今天。"]
    assert not StationCheck.objects.exists()


def test_the_sheet_to_take_along_names_every_item_with_its_clause(client, tree, sign_in):
    tree.county.region_code = "410481"
    tree.county.save()
    station = make_institution(unit=tree.county)
    sign_in(Role.WINDOW_CLERK, unit=tree.county)

    text = words(page(client, "station_check_sheet", station.pk))

    for item in standard_of(tree.county, on=timezone.localdate()):
        assert item.label in text
    assert "豫工文〔2020〕40号三(三)2" in text
    assert "（待核）" in text


@pytest.mark.parametrize("state", ["", "wanting", "unchecked", "meeting", "x"])
def test_the_list_of_stations_takes_any_state(client, tree, sign_in, state):
    checked("sign", institution=make_institution(unit=tree.county))
    sign_in()

    page(client, "station_standard", state=state)


def coordination_form(unit, **more):
    return {
        "kind": "joint_meeting",
        "held_on": timezone.localdate().isoformat(),
        "subject": "欠薪案件联席会议",
        "partners": ["court", "human_resources"],
        "partner_names": "",
        "participants": "试某某",
        "content": "商定联动办法。",
        "submission_key": str(uuid4()),
        "what_1": "印发纪要",
        "due_on_1": "20991231",
        "unit_1": str(unit.pk),
        **more,
    }


def test_a_record_is_entered_once_and_what_was_agreed_on_ticked_off(client, tree, sign_in):
    sign_in(unit=tree.county)
    url = reverse("coordination_entry")
    page(client, "coordination_entry")
    paper = SimpleUploadedFile("纪要.pdf", b"%PDF-1.4", content_type="application/pdf")
    form = coordination_form(tree.township, papers=paper)

    first = client.post(url, form)
    paper.seek(0)
    again = client.post(url, form)

    record = CoordinationRecord.objects.get()
    assert first.url == again.url == reverse("coordination_record", args=[record.pk])
    text = words(page(client, "coordination_record", record.pk))
    assert "人民法院、人力资源和社会保障部门" in text
    assert "柳镇总工会" in text
    answer = client.get(reverse("coordination_paper", args=[record.papers.get().pk]))
    assert answer.content == b"%PDF-1.4"

    one = record.follow_ups.get()
    assert "办结</button>" not in words(page(client, "follow_up", one.pk))
    sign_in(unit=tree.township)
    assert "办结</button>" in words(page(client, "follow_up", one.pk))
    tick = reverse("follow_up", args=[one.pk])
    assert client.post(tick, {"note": ""}).status_code == 200
    assert client.post(tick, {"note": "已印发"}).status_code == 302
    assert "已于" in words(client.post(tick, {"note": "再来"}))
    assert FollowUp.objects.get().done_on == timezone.localdate()
    # The record itself is the county's.
    page(client, "coordination_record", record.pk, status=404)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"due_on_1": ""}, "due_on_1"),
        ({"due_on_1": "20200101"}, None),
        ({"held_on": "2099-01-01"}, "held_on"),
        ({"partners": []}, "partners"),
        ({"subject": ""}, "subject"),
    ],
)
def test_what_a_record_lacks_is_said_and_nothing_is_kept(client, tree, sign_in, change, field):
    sign_in(unit=tree.county)

    answer = client.post(reverse("coordination_entry"), coordination_form(tree.county, **change))

    form = answer.context["form"]
    assert form.errors
    assert field is None or field in form.errors
    assert "欠薪案件联席会议" in words(answer) or field == "subject"
    assert not CoordinationRecord.objects.exists()


def test_a_day_without_a_matter_is_told_and_not_dropped(client, sign_in):
    sign_in()

    answer = client.post(reverse("coordination_entry"), {"due_on_2": "2026-12-31"})

    assert answer.context["form"].errors["what_2"] == ["写了期限，请写明办什么事。"]


def test_a_record_is_withdrawn_with_a_reason_and_still_read(client, tree, sign_in):
    record = entered(unit=tree.county)
    sign_in(unit=tree.county)
    url = reverse("coordination_withdrawal", args=[record.pk])
    page(client, "coordination_withdrawal", record.pk)

    assert client.post(url, {"note": ""}).status_code == 200
    assert client.post(url, {"note": "写错了日期"}).status_code == 302

    assert "写错了日期" in words(page(client, "coordination_record", record.pk))
    assert "作废" in words(page(client, "coordination_list"))


def test_the_log_is_filtered_exported_and_closed_to_clerks(client, tree, sign_in):
    entered(unit=tree.county, held_on=date(2025, 3, 3), subject="去年的会")
    entered(unit=tree.other_county)
    sign_in()

    found = page(client, "coordination_list", year="2025", kind="joint_meeting")
    assert [one.subject for one in found.context["page"]] == ["去年的会"]
    assert page(client, "coordination_list", year="x").status_code == 200
    answer = page(client, "coordination_export", year="2025")
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    assert len(sheet.to_python()) == 2
    sign_in(Role.AUDITOR)
    page(client, "coordination_list")
    page(client, "coordination_entry", status=403)
    sign_in(Role.WINDOW_CLERK)
    page(client, "coordination_list", status=403)


def test_a_range_of_the_log_is_taken_out_with_its_files_named(client, tree, sign_in):
    paper = SimpleUploadedFile("会议纪要.pdf", b"%PDF-1.4", content_type="application/pdf")
    for day in (date(2025, 1, 31), date(2025, 2, 1), date(2025, 6, 30), date(2025, 7, 1)):
        follow_ups = (agreed(tree.county, what="印发纪要", due_on=day),)
        held = {"held_on": day, "subject": f"{day}的会", "follow_ups": follow_ups}
        entered(unit=tree.county, papers=(paper,), **held)
    struck = entered(unit=tree.county, held_on=date(2025, 3, 1), subject="记错的会")
    actor = make_actor(role=Role.LEGAL_OFFICER, unit=tree.county)
    withdraw_record(record=struck, note="记错", actor=actor, now=NOW)
    sign_in(unit=tree.county)
    asked = {"since": "20250201", "until": "2025-06-30", "own": "on"}

    sheet = words(page(client, "coordination_sheet", **asked))
    answer = page(client, "coordination_export", **asked)

    book = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    rows = [dict(zip(book.to_python()[0], row, strict=True)) for row in book.to_python()[1:]]
    assert [(row["日期"], row["文件"], row["状态"]) for row in rows] == [
        ("2025-02-01", "会议纪要.pdf", "有效"),
        ("2025-03-01", "", "作废"),
        ("2025-06-30", "会议纪要.pdf", "有效"),
    ]
    assert sheet.count("会议纪要.pdf") == 2
    assert sheet.find("2025-02-01的会") < sheet.find("2025-06-30的会")
    assert "2025-02-01至2025-06-30，2 条" in sheet
    for left_out in ("2025-01-31的会", "2025-07-01的会", "记错的会", "及下级"):
        assert left_out not in sheet


def test_a_range_mistyped_is_told_and_not_taken_for_everything(client, sign_in):
    sign_in()

    for name in ("coordination_sheet", "coordination_export"):
        answer = client.get(reverse(name), {"since": "20250231"}, follow=True)
        assert "没有这一天" in words(answer)


def test_the_list_shows_which_unions_leaders_have_not_studied_aid_work(client, tree, sign_in):
    entered(unit=tree.county, kind="leadership_study", partners=(), held_on=date(2025, 3, 3))
    sign_in()

    answer = page(client, "coordination_list", year="2025")

    assert list(answer.context["without_study"]) == [tree.prefecture, tree.other_county]
