"""Pages of organisations: who gets in, what is seen, what a submission does."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongyuan.organisations.choices import InstitutionForm, InstitutionKind, UnitLevel
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.people.choices import Role
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
UNIT_FORM = {
    "name": "新镇总工会",
    "short_name": "新镇",
    "kind": "federation",
    "level": "township",
    "region_code": "990121102",
    "opened_on": "2012-05-01",
}
INSTITUTION_FORM = {
    "name": "临河县职工法律援助中心",
    "kind": "centre",
    "form": "co_located",
    "head_name": "试某",
    "phone": "0990-2000001",
    "functions": ["consultation", "aid"],
    "opened_on": "2012-05-01",
}


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def sign_in(client, tree):
    """Sign in with a role in a unit of the tree (the county unless told otherwise)."""

    def do(role=Role.LEGAL_OFFICER, unit=None):
        post = make_post(role=role, unit=unit or tree.county)
        client.force_login(post.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return post

    return do


READ_PAGES = [
    "organisation_tree",
    "unit_search",
    "organisation_coverage",
    "institution_list",
    "institution_roster",
    "organisation_history",
]
READERS = {
    Role.LEGAL_HEAD,
    Role.LEGAL_OFFICER,
    Role.WINDOW_CLERK,
    Role.HOTLINE_AGENT,
    Role.FINANCE_OFFICER,
    Role.STATISTICIAN,
    Role.SYSTEM_ADMIN,
    Role.AUDITOR,
}
EDITORS = {Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.STATISTICIAN, Role.SYSTEM_ADMIN}


def edit_pages(tree, institution):
    units = ["unit_creation", "unit_edit", "unit_move", "unit_merger", "unit_closing"]
    units.append("institution_registration")
    pages = [reverse(name, args=[tree.township.pk]) for name in units]
    pages += [
        reverse(name, args=[institution.pk])
        for name in ("institution_edit", "institution_closing", "institution_reopening")
    ]
    return pages


def read_pages(tree, institution):
    return [
        *(reverse(name) for name in READ_PAGES),
        reverse("unit_detail", args=[tree.township.pk]),
        reverse("institution_detail", args=[institution.pk]),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.WORKER])
def test_each_role_gets_the_pages_it_has_the_power_for(client, tree, sign_in, role):
    sign_in(role)
    institution = make_institution(unit=tree.township)

    reading = {client.get(page).status_code for page in read_pages(tree, institution)}
    editing = {client.get(page).status_code for page in edit_pages(tree, institution)}

    assert reading == {200 if role in READERS else 403}
    assert editing == {200 if role in EDITORS else 403}


def test_nobody_gets_in_without_signing_in(client, tree):
    institution = make_institution(unit=tree.township)

    for page in [*read_pages(tree, institution), *edit_pages(tree, institution)]:
        assert client.get(page).status_code == 302


@pytest.mark.parametrize("where", ["prefecture", "other_county", "stranger"])
def test_what_lies_outside_the_own_subtree_is_not_found(client, tree, sign_in, where):
    sign_in()
    unit = getattr(tree, where)
    institution = make_institution(unit=unit)
    names = [
        "unit_detail",
        "unit_creation",
        "unit_edit",
        "unit_move",
        "unit_closing",
        "institution_registration",
    ]
    pages = [reverse(name, args=[unit.pk]) for name in names]
    pages += [
        reverse(name, args=[institution.pk])
        for name in ("institution_detail", "institution_edit", "institution_closing")
    ]

    assert {client.get(page).status_code for page in pages} == {404}
    assert {client.post(page).status_code for page in pages} == {404, 405}


def test_the_tree_opens_at_the_own_unit_and_shows_no_superior(client, tree, sign_in):
    sign_in()

    text = client.get(reverse("organisation_tree")).content.decode()

    assert "临河县总工会" in text
    assert "柳镇总工会" in text
    for hidden in ("试验省", "东山市", "石桥县", "邻省"):
        assert hidden not in text


def test_a_page_below_shows_the_way_down_from_the_own_unit(client, tree, sign_in):
    sign_in(unit=tree.prefecture)

    page = client.get(reverse("unit_detail", args=[tree.township.pk])).context["page"]

    assert page.ancestors == [tree.prefecture, tree.county]


def test_a_branch_of_the_tree_is_taken_from_the_page_of_its_union(client, tree, sign_in):
    sign_in(unit=tree.prefecture)
    Unit.objects.filter(pk=tree.county.pk).update(children_count=2)
    below = reverse("unit_detail", args=[tree.county.pk])

    top = client.get(reverse("organisation_tree")).content.decode()
    branch = client.get(below).content.decode()

    assert f'hx-get="{below}"' in top
    assert f'hx-select="#branch-{tree.county.pk}"' in top
    # A union that leads none has nothing to open.
    assert f"#branch-{tree.other_county.pk}" not in top
    assert f'id="branch-{tree.county.pk}"' in branch
    assert "柳镇总工会" not in top
    assert "柳镇总工会" in branch


def test_a_merger_says_what_goes_over_before_it_is_done(client, tree, sign_in):
    sign_in(unit=tree.prefecture)
    make_institution(unit=tree.township, kind=InstitutionKind.STATION)
    make_post(unit=tree.township)

    asked = {"q": "杨镇", "into": tree.other_township.pk, "merged_on": "2026-01-01"}

    page = client.get(reverse("unit_merger", args=[tree.township.pk]), asked)

    assert "法律援助机构 1 条、岗位 1 条。" in page.content.decode()


def test_a_union_is_set_up_from_the_form(client, tree, sign_in):
    sign_in()

    answer = client.post(reverse("unit_creation", args=[tree.county.pk]), UNIT_FORM)

    unit = Unit.objects.get(name="新镇总工会")
    assert answer.url == reverse("unit_detail", args=[unit.pk])
    assert unit.opened_on == date(2012, 5, 1)


def test_a_refusal_is_shown_and_what_was_typed_stays(client, tree, sign_in):
    sign_in()

    answer = client.post(
        reverse("unit_creation", args=[tree.county.pk]), {**UNIT_FORM, "region_code": "12"}
    )

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "区划代码应为6位、9位或12位数字" in text
    assert "新镇总工会" in text
    assert not Unit.objects.filter(name="新镇总工会").exists()


def test_every_mistake_about_an_institution_is_said_at_once_beside_its_field(client, tree, sign_in):
    sign_in()
    wrong = {
        "kind": "centre",
        "phone": "7211234",
        "longitude": "113.5",
        "opened_on": "2099-01-01",
        "name": "=1+1",
    }

    answer = client.post(
        reverse("institution_registration", args=[tree.township.pk]), {**INSTITUTION_FORM, **wrong}
    )

    errors = answer.context["form"].errors
    assert set(errors) == {"name", "kind", "phone", "latitude", "opened_on"}
    assert not AidInstitution.objects.exists()


def test_a_number_from_an_old_ledger_does_not_keep_anybody_from_a_correction(client, tree, sign_in):
    sign_in()
    institution = make_institution(unit=tree.county, phone="7211234转办公室")
    form = {**INSTITUTION_FORM, "phone": institution.phone, "head_name": "新负责人"}

    client.post(reverse("institution_edit", args=[institution.pk]), form)
    institution.refresh_from_db()
    kept = institution.head_name
    answer = client.post(
        reverse("institution_edit", args=[institution.pk]), {**form, "phone": "72"}
    )

    assert kept == "新负责人"
    assert set(answer.context["form"].errors) == {"phone"}


def test_a_union_is_edited_moved_and_closed_from_the_pages(client, tree, sign_in):
    sign_in(unit=tree.prefecture)
    unit = tree.township
    edited = {**UNIT_FORM, "name": "柳湾镇总工会", "region_code": unit.region_code}

    client.post(reverse("unit_edit", args=[unit.pk]), edited)
    found = client.get(reverse("unit_move", args=[unit.pk]), {"q": "石桥"}).content.decode()
    client.post(
        reverse("unit_move", args=[unit.pk]) + "?q=石桥",
        {"parent": tree.other_county.pk, "note": "区划调整"},
    )
    post = make_post(unit=unit)
    left = client.get(reverse("unit_closing", args=[unit.pk])).content.decode()
    post.delete()
    client.post(
        reverse("unit_closing", args=[unit.pk]), {"closed_on": "2026-05-01", "note": "并入"}
    )

    unit.refresh_from_db()
    assert "岗位 1 条。" in left
    assert "石桥县总工会（东山市总工会）" in found
    assert (unit.name, unit.parent) == ("柳湾镇总工会", tree.other_county)
    assert unit.closed_on == date(2026, 5, 1)


def test_a_superior_out_of_sight_cannot_be_chosen(client, tree, sign_in):
    sign_in()

    answer = client.post(
        reverse("unit_move", args=[tree.township.pk]) + "?q=邻省",
        {"parent": tree.stranger.pk, "note": "误"},
    )

    tree.township.refresh_from_db()
    assert answer.status_code == 200
    assert tree.township.parent == tree.county


def test_an_institution_is_registered_edited_and_closed_from_the_pages(client, tree, sign_in):
    sign_in()

    client.post(reverse("institution_registration", args=[tree.county.pk]), INSTITUTION_FORM)
    institution = AidInstitution.objects.get()
    assert institution.functions == ["consultation", "aid"]
    page = client.get(reverse("institution_detail", args=[institution.pk])).content.decode()
    client.post(
        reverse("institution_edit", args=[institution.pk]),
        {**INSTITUTION_FORM, "form": "purchased"},
    )
    client.post(
        reverse("institution_closing", args=[institution.pk]),
        {"closed_on": "2026-05-01", "note": "合并"},
    )

    institution.refresh_from_db()
    assert "与帮扶中心合署办公" in page
    assert (institution.form, institution.closed_on) == ("purchased", date(2026, 5, 1))


def test_the_first_institution_of_a_union_begins_with_its_usual_name_and_kind(
    client, tree, sign_in
):
    sign_in()
    works = make_unit(parent=tree.county, level=UnitLevel.PRIMARY, name="临河机械厂工会")

    def begins(unit):
        page = client.get(reverse("institution_registration", args=[unit.pk]))
        return page.context["form"].initial

    assert begins(tree.county)["name"] == "临河县职工法律援助中心"
    assert begins(works)["name"] == "临河机械厂职工法律援助点"
    assert (begins(tree.township)["kind"], begins(works)["kind"]) == ("station", "point")
    make_institution(unit=tree.county)
    assert begins(tree.county) == {"kind": "station"}
    below = client.get(reverse("unit_creation", args=[tree.county.pk])).context["form"]
    assert below.initial["level"] == UnitLevel.TOWNSHIP


def test_a_union_away_from_its_superior_says_where_it_is(client, tree, sign_in):
    sign_in()
    away = make_unit(
        parent=tree.county, level=UnitLevel.PRIMARY, name="建设厂工会",
        region_code=tree.other_county.region_code,
    )  # fmt: skip

    page = client.get(reverse("unit_detail", args=[away.pk])).content.decode()

    assert f"{away.region_code} 石桥县" in page


def test_the_form_of_organisation_is_one_of_four_and_only_one(client, tree, sign_in):
    sign_in()

    for wrong in ("", "fifth", ["purchased", "co_located"]):
        client.post(
            reverse("institution_registration", args=[tree.county.pk]),
            {**INSTITUTION_FORM, "form": wrong, "name": f"中心{wrong}"},
        )

    assert set(AidInstitution.objects.values_list("form", flat=True)) <= set(InstitutionForm)
    assert AidInstitution.objects.count() == 1


def test_the_list_of_institutions_is_filtered(client, tree, sign_in):
    sign_in(unit=tree.prefecture)
    centre = make_institution(unit=tree.county, name="甲中心")
    station = make_institution(unit=tree.township, name="乙站", kind="station", form="purchased")
    closed = make_institution(unit=tree.county, name="丙站", closed_on=date(2020, 1, 1))
    make_institution(unit=tree.stranger, name="丁中心")

    def listed(**filters):
        answer = client.get(reverse("institution_list"), filters)
        return answer.context["page"].institutions

    assert listed() == [centre, station]
    assert listed(kind="station") == [station]
    assert listed(form="purchased") == [station]
    assert listed(text="临河") == listed(text="jzx") == [centre]
    assert listed(closed="on") == [closed]


def test_who_keeps_the_register_is_led_to_the_ledgers(client, tree, sign_in):
    ways = [
        reverse("ledger_new", args=["units"]),
        reverse("ledger_export_new", args=["units"]),
        reverse("ledger_new", args=["institutions"]),
    ]
    pages = [reverse("organisation_tree"), reverse("institution_list")]

    def seen():
        text = "".join(client.get(page).content.decode() for page in pages)
        return [way in text for way in ways]

    sign_in()
    assert seen() == [True, True, True]
    assert client.get(ways[0]).status_code == client.get(ways[2]).status_code == 200
    sign_in(Role.WINDOW_CLERK)
    assert seen() == [False, False, False]


@pytest.mark.parametrize("name", ["organisation_tree", "institution_list", "unit_search"])
def test_thirty_rows_cost_as_many_queries_as_one(
    client, tree, sign_in, name, django_assert_num_queries
):
    sign_in()
    make_institution(unit=tree.county)
    make_unit(level=UnitLevel.TOWNSHIP, parent=tree.county, name="三十镇总工会")
    arguments = {"q": "三十镇"}
    url = reverse(name)

    with CaptureQueriesContext(connection) as few:
        client.get(url, arguments)
    for _ in range(30):
        make_institution(unit=tree.county)
        make_unit(level=UnitLevel.TOWNSHIP, parent=tree.county, name="三十镇总工会")
    with django_assert_num_queries(len(few)):
        client.get(url, arguments)
