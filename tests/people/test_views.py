"""The pages of workers, employers and accounts."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongyuan.core.events import events_of
from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.choices import Role
from gongyuan.people.models import Employer, Post, User, Worker
from tests.organisations.factories import make_institution, make_unit
from tests.people.factories import (
    identity_number,
    make_employer,
    make_post,
    make_user,
    make_worker,
    uscc,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit(name="某县总工会")


@pytest.fixture
def clerk(client, unit):
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=unit).user)
    return client


@pytest.fixture
def admin(client, unit):
    client.force_login(make_post(role=Role.SYSTEM_ADMIN, unit=unit).user)
    return client


def page(client, name, /, *args, **data):
    way = client.post if data else client.get
    return way(reverse(name, args=args), data).content.decode()


def test_a_clerk_registers_a_worker_and_sees_the_numbers_masked(clerk):
    number = identity_number()

    answer = clerk.post(
        reverse("worker_new"),
        {"name": "赵小兰", "identity_number": number, "phone": "19900001234"},
    )
    shown = clerk.get(answer["Location"]).content.decode()

    assert "赵小兰" in shown
    assert number not in shown
    assert "19900001234" not in shown
    assert "199****1234" in shown


def test_a_wrong_number_stays_typed_beside_its_error_and_nothing_is_kept(clerk):
    number = identity_number()
    wrong = number[:17] + ("0" if number[17] != "0" else "1")

    shown = page(clerk, "worker_new", name="赵小兰", identity_number=wrong, phone="1990000123")

    assert "校验位不符" in shown
    assert "手机号码应为11位，现为10位。" in shown
    assert f'value="{wrong}"' in shown
    assert not Worker.objects.exists()


@pytest.mark.parametrize("typed", ["whole number", "19900005678", "5678", "欧阳", "oyx", "OYX"])
def test_a_worker_is_found_by_what_people_remember_and_only_inside_the_unit(clerk, unit, typed):
    details = {"name": "欧阳晓", "phone": "19900005678"}
    worker = make_worker(unit=unit, identity_number=identity_number(), **details)
    make_worker(identity_number=identity_number(), **details)
    text = worker.identity_number if typed == "whole number" else typed

    shown = page(clerk, "worker_list", q=text)

    assert re.findall(r"/people/workers/(\d+)/", shown) == [str(worker.pk)]


@pytest.mark.parametrize("typed", ["678", "990000567", "晓", "zz", "%", "_", "\\"])
def test_what_matches_nobody_finds_nobody(clerk, unit, typed):
    make_worker(unit=unit, name="欧阳晓", phone="19900005678")

    assert "没有查到" in page(clerk, "worker_list", q=typed)


def test_an_item_is_shown_once_with_a_reason_and_masked_again_on_reload(clerk, unit):
    worker = make_worker(unit=unit)
    reveal = reverse("worker_reveal", args=[worker.pk])

    refused = clerk.post(reveal, {"item": "identity_number", "note": " "}).content.decode()
    answer = clerk.post(reveal, {"item": "identity_number", "note": "核对仲裁申请书"})
    assert worker.identity_number not in str(dict(clerk.session))
    first = clerk.get(answer["Location"])
    again = clerk.get(answer["Location"]).content.decode()

    assert worker.identity_number not in refused
    assert worker.identity_number in first.content.decode()
    assert worker.phone not in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    assert worker.identity_number not in again
    (event,) = events_of(worker).filter(code="people.worker.reveal")
    assert (event.note, event.data) == ("核对仲裁申请书", {"item": "identity_number"})


def test_opening_a_workers_page_is_on_record(clerk, unit):
    worker = make_worker(unit=unit)

    page(clerk, "worker_detail", worker.pk)

    assert [e.code for e in events_of(worker)] == ["people.worker.viewed"]


def test_a_worker_of_another_unit_does_not_exist_and_one_below_is_not_edited(clerk, unit):
    foreign = make_worker()
    below = make_worker(unit=make_unit(parent=unit))

    for name in ("worker_detail", "worker_edit", "worker_reveal"):
        assert clerk.get(reverse(name, args=[foreign.pk])).status_code == 404
    assert clerk.get(reverse("worker_detail", args=[below.pk])).status_code == 200
    assert clerk.get(reverse("worker_edit", args=[below.pk])).status_code == 404


def test_editing_keeps_what_the_form_does_not_show(clerk, unit):
    worker = make_worker(unit=unit, address="某市某路1号")
    form = page(clerk, "worker_edit", worker.pk)
    assert worker.identity_number not in form

    page(clerk, "worker_edit", worker.pk, name="改后名", ethnic_group="朝鲜族")

    changed = Worker.objects.get(pk=worker.pk)
    assert (changed.name, changed.ethnic_group, changed.initials) == ("改后名", "朝鲜族", "ghm")
    kept = ("identity_number", "phone", "address", "birth_date")
    assert all(getattr(changed, name) == getattr(worker, name) for name in kept)
    (event,) = events_of(worker)
    assert event.data == {"fields": ["ethnic_group", "initials", "name", "pinyin"]}


def test_an_identity_number_that_another_has_is_refused(clerk, unit):
    one, other = make_worker(unit=unit), make_worker(unit=unit, name="另一人")

    shown = page(clerk, "worker_edit", other.pk, name="另一人", identity_number=one.identity_number)

    assert "另一名职工名下" in shown


def test_people_who_may_be_one_are_shown_and_not_merged(clerk, unit):
    worker = make_worker(unit=unit, name="李明", phone="19900007777")
    twin = make_worker(unit=unit, name="李鸣", phone="19900007777")

    shown = page(clerk, "worker_detail", worker.pk)

    assert "可能是同一个人" in shown
    assert reverse("worker_detail", args=[twin.pk]) in shown
    assert Worker.objects.count() == 2


def test_an_employer_is_registered_found_and_corrected(clerk):
    code = uscc()
    page(clerk, "employer_new", name="某市建筑劳务有限公司", uscc=code)
    employer = Employer.objects.get()

    for typed in ("建筑劳务", "mszjz"[:2], code.lower()):
        assert employer.name in page(clerk, "employer_list", q=typed)
    taken = make_employer()
    refused = page(clerk, "employer_edit", employer.pk, name=employer.name, uscc=taken.uscc)
    page(clerk, "employer_edit", employer.pk, name="改名公司", uscc=code)

    assert "另一个单位名下" in refused
    employer.refresh_from_db()
    assert employer.name == "改名公司"
    assert code in page(clerk, "employer_detail", employer.pk)


def test_an_administrator_opens_an_account_whose_password_is_shown_once(admin, unit, client):
    township = make_unit(parent=unit, name="某镇总工会")
    told = {
        "username": "Zhang.San",
        "name": "张三",
        "unit": "某镇总工会",
        "role": Role.WINDOW_CLERK,
        "employment": "part_time",
        "starts_on": "2026-01-01",
    }

    answer = admin.post(reverse("staff_new"), told)
    first = admin.get(answer["Location"]).content.decode()
    again = admin.get(answer["Location"]).content.decode()
    password = re.search(r"(\w{4}-){3}\w{4}", first).group()

    user = User.objects.get(username="zhang.san")
    assert user.check_password(password)
    assert user.must_change_password
    assert password not in again
    assert Post.objects.get(user=user).unit == township
    assert [e.code for e in events_of(user)] == ["people.user.create", "people.post.appoint"]
    assert "已经有人用了" in page(admin, "staff_new", **told)


def test_a_role_is_chosen_and_a_window_named_so_that_it_can_become_a_shared_desk(admin, unit):
    window = make_institution(unit=unit, name="某县职工法律援助中心")
    make_institution(unit=unit, name="某县开发区工作站", kind="station")
    told = {"username": "ck1", "name": "一楼窗口", "unit": unit.name, "employment": "full_time"}
    told |= {"starts_on": "2026-01-01", "institution": "中心"}

    no_role = admin.post(reverse("staff_new"), told).context["form"]
    several = admin.post(
        reverse("staff_new"), {**told, "role": Role.WINDOW_CLERK, "institution": "某县"}
    ).context["form"]
    admin.post(reverse("staff_new"), {**told, "role": Role.WINDOW_CLERK})
    post = Post.objects.get(user__username="ck1")

    assert set(no_role.errors) == {"role"}
    assert "不止一个机构符合" in several.errors["institution"][0]
    assert post.institution == window
    admin.post(reverse("desk_new", args=[post.pk]), {"name": "一楼窗口"})
    assert post.desk.name == "一楼窗口"


def test_an_account_is_found_by_user_name_name_and_letters_and_by_no_address(admin, unit):
    make_post(unit=unit, user=make_user("clerk7", name="寻找谁", initials="xzs"))
    make_post(unit=unit, user=make_user("other8", name="不是他", initials="bst"))
    make_post(user=make_user("clerk9", name="寻找远方", initials="xzyf"))

    for text in ("clerk", "寻找", "XZ"):
        found = page(admin, "staff_list", q=text)
        assert "寻找谁" in found
        assert "不是他" not in found
        assert "clerk9" not in found
    assert "没有查到" in page(admin, "staff_list", q="无此人")


def test_an_administrator_appoints_only_below_and_never_the_own_person(admin, unit):
    stranger = make_unit(name="别县总工会")
    colleague = make_post(unit=unit).user
    told = {"role": Role.LEGAL_HEAD, "employment": "full_time", "starts_on": "2026-01-01"}
    own = User.objects.get(pk=admin.session["_auth_user_id"])

    outside = page(admin, "staff_post", colleague.pk, unit=stranger.name, **told)
    self_made = page(admin, "staff_post", own.pk, unit=unit.name, **told)
    page(admin, "staff_post", colleague.pk, unit=unit.name, **told)

    assert "没有这个单位" in outside
    assert "不能给自己任命" in self_made
    assert own.posts.count() == 1
    assert colleague.posts.filter(role=Role.LEGAL_HEAD).exists()


def test_a_post_ends_with_a_day_and_a_reason_and_gives_no_power_after_it(admin, unit):
    post = make_post(unit=unit)
    yesterday = timezone.localdate() - timedelta(days=1)

    refused = page(admin, "staff_post_end", post.pk, ends_on=yesterday.isoformat(), note="")
    page(admin, "staff_post_end", post.pk, ends_on=yesterday.isoformat(), note="调离")

    assert "没有填" in refused
    post.refresh_from_db()
    assert post.ends_on == yesterday
    admin.force_login(post.user)
    assert admin.get(reverse("worker_list")).status_code == 403


def test_a_closed_account_and_a_renewed_password_end_the_sessions(admin, unit):
    from django.test import Client

    user = make_post(unit=unit).user
    theirs = Client()
    theirs.force_login(user)
    assert theirs.get("/people/account/").status_code == 200

    answer = admin.post(reverse("staff_password", args=[user.pk]), {"note": "本人到场"})
    assert theirs.get("/people/account/").status_code == 302
    shown = admin.get(answer["Location"]).content.decode()
    user.refresh_from_db()
    assert user.check_password(re.search(r"(\w{4}-){3}\w{4}", shown).group())

    theirs.force_login(user)
    assert "写明理由" in page(admin, "staff_account", user.pk, expires_on="")
    page(admin, "staff_account", user.pk, note="离职")
    assert theirs.get("/people/account/").status_code == 302


def test_accounts_with_a_post_above_or_elsewhere_are_not_this_administrators(admin, unit):
    shared = make_user()
    make_post(user=shared, unit=unit)
    make_post(user=shared)
    stranger = make_post().user

    assert admin.get(reverse("staff_detail", args=[shared.pk])).status_code == 200
    for name in ("staff_account", "staff_password"):
        assert admin.get(reverse(name, args=[shared.pk])).status_code == 404
        assert admin.get(reverse(name, args=[stranger.pk])).status_code == 404
    assert stranger.username not in page(admin, "staff_list")


def test_clerks_do_not_keep_accounts_and_administrators_do_not_read_workers(client, unit):
    worker = make_worker(unit=unit)
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=unit).user)
    assert client.get(reverse("staff_list")).status_code == 403
    client.force_login(make_post(role=Role.SYSTEM_ADMIN, unit=unit).user)
    assert client.get(reverse("worker_list")).status_code == 403
    assert client.get(reverse("worker_detail", args=[worker.pk])).status_code == 403


def test_workers_are_listed_by_standing_special_group_and_ethnic_group(clerk, unit):
    platform = make_worker(name="甲平台", unit=unit, special_groups=["platform", "over_age"])
    migrant = make_worker(name="乙农民", unit=unit, is_migrant=True, is_union_member=False)
    korean = make_worker(name="丙朝鲜", unit=unit, ethnic_group="朝鲜族", is_union_member=True)
    everybody = {platform.name, migrant.name, korean.name}

    def listed(**asked):
        shown = page(clerk, "worker_list", **asked)
        return {name for name in everybody if name in shown}

    assert listed(standing="platform") == listed(standing="over_age") == {platform.name}
    assert listed(standing="is_migrant") == listed(standing="is_no_union_member") == {migrant.name}
    assert listed(standing="is_union_member") == listed(ethnic_group="朝鲜") == {korean.name}
    assert listed(ethnic_group="朝鲜族", standing="is_union_member", q="丙朝") == {korean.name}
    assert listed(ethnic_group="朝鲜族", q="甲平") == set()
    assert listed() == everybody
    assert "超龄、新就业形态" in page(clerk, "worker_list")


def test_the_list_of_a_register_is_cut_and_says_so(clerk, unit):
    for _ in range(51):
        make_worker(unit=unit)

    assert "只列最近登记的 50 人" in page(clerk, "worker_list")


def test_who_has_no_identity_number_keeps_the_birth_date_through_a_correction(clerk, unit):
    worker = make_worker(unit=unit, identity_number="", birth_date=date(1980, 11, 22), sex="female")
    shown = page(clerk, "worker_edit", worker.pk)
    assert 'value="1980-11-22"' in shown

    told = {"name": worker.name, "birth_date": "1980-11-22", "sex": "female", "language": "汉语"}
    clerk.post(reverse("worker_edit", args=[worker.pk]), told)

    worker.refresh_from_db()
    assert (worker.birth_date, worker.sex, worker.language) == (
        date(1980, 11, 22), "female", "汉语",
    )  # fmt: skip


def test_an_employer_is_entered_and_listed_by_place_industry_and_size(clerk):
    place = make_unit(name="舞阳试市总工会", region_code="414482", level=UnitLevel.COUNTY)
    make_unit(name="试平山市总工会", region_code="414400", level=UnitLevel.PREFECTURE)
    for code in ("414483", "414484"):
        make_unit(name="同名试区总工会", region_code=code, level=UnitLevel.COUNTY)
    told = {
        "name": "试铁有限公司",
        "region_code": "舞阳试市",
        "industry": "建筑业",
        "size": "small",
    }

    clerk.post(reverse("employer_new"), told)

    employer = Employer.objects.get(name="试铁有限公司")
    assert employer.region_code == place.region_code
    assert "舞阳试市" in page(clerk, "employer_detail", employer.pk)
    for asked in (
        {"region_code": "舞阳试市"},
        {"region_code": "试平山市"},
        {"region_code": "414400"},
        {"industry": "建筑"},
        {"size": "small", "q": "试铁"},
    ):
        assert employer.name in page(clerk, "employer_list", **asked), asked
    for asked in ({"region_code": "414483"}, {"industry": "采矿"}, {"size": "large"}):
        assert employer.name not in page(clerk, "employer_list", **asked), asked
    assert "没有查到这个地方" in page(clerk, "employer_list", region_code="没有的市")
    assert "414483、414484" in page(clerk, "employer_new", name="甲", region_code="同名试区")


@pytest.mark.parametrize("name", ["worker_list", "employer_list", "staff_list"])
def test_lists_ask_the_database_as_often_for_three_rows_as_for_one(
    client, unit, name, django_assert_max_num_queries
):
    counts = []
    client.force_login(
        make_post(
            role=Role.SYSTEM_ADMIN if name == "staff_list" else Role.WINDOW_CLERK, unit=unit
        ).user
    )
    for more in (1, 2):
        for _ in range(more):
            make_worker(unit=unit)
            make_employer()
            make_post(unit=unit)
        with django_assert_max_num_queries(30) as seen:
            client.get(reverse(name))
        counts.append(len(seen))
    assert counts[0] == counts[1]
