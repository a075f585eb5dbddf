"""Pages that show the tree and the institutions as of a day, and those that change them."""

from datetime import date
from io import BytesIO

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from gongyuan.organisations.actions.days import effective_from
from gongyuan.organisations.choices import InstitutionForm, UnitLevel
from gongyuan.organisations.models import AidInstitution
from gongyuan.people.choices import Role
from gongyuan.reporting.queries import institutions_total, roster, table
from tests.core.markup import Markup
from tests.organisations.factories import make_institution, make_tree, make_unit
from tests.people.factories import make_post

pytestmark = pytest.mark.django_db
THEN = date(2012, 12, 31)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def sign_in(client, tree):
    def do(role=Role.LEGAL_OFFICER, unit=None):
        post = make_post(role=role, unit=unit or tree.prefecture)
        client.force_login(post.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return post

    return do


def page(client, name, data=None, args=()):
    answer = client.get(reverse(name, args=args), data or {})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert Markup(text).faults() == []
    return text


def lines(answer):
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    return [row for row in sheet.to_python() if any(row)][1:]


def test_the_history_answers_for_a_day_long_ago(client, tree, sign_in):
    sign_in()
    make_institution(unit=tree.county, name="老中心", closed_on=date(2015, 1, 1))
    make_institution(unit=tree.county, name="新中心", opened_on=date(2016, 1, 1))
    make_unit(level=UnitLevel.COUNTY, parent=tree.prefecture, name="撤销县总工会", closed_on=THEN)
    asked = {"on": THEN.isoformat(), "what": "institutions"}

    then = page(client, "organisation_history", asked)
    today = page(client, "organisation_history", {"what": "institutions"})
    units = page(client, "organisation_history", {"on": "2012-12-30"})

    assert "老中心" in then
    assert "新中心" not in then
    assert "新中心" in today
    assert "老中心" not in today
    assert "撤销县总工会" in units
    assert "撤销县总工会" not in page(client, "organisation_history", {"on": str(THEN)})


def test_a_day_that_is_none_is_said_to_be_none(client, sign_in):
    sign_in()

    text = page(client, "organisation_history", {"on": "2012-13-31"})

    assert "id_on_error" in text


def test_what_moved_away_is_named_in_the_old_table_without_a_way_to_its_page(client, tree, sign_in):
    other = make_unit(level=UnitLevel.PREFECTURE, parent=tree.province, name="西山市总工会")
    head = sign_in(Role.LEGAL_HEAD, tree.province)
    assert head.unit == tree.province
    client.post(
        reverse("unit_move", args=[tree.other_county.pk]) + "?q=西山",
        {"parent": other.pk, "moved_on": "2020-01-01", "note": "区划调整"},
    )
    tree.other_county.refresh_from_db()
    assert tree.other_county.parent == other
    sign_in()

    text = page(client, "organisation_history", {"on": "2019-12-31"})

    assert "石桥县总工会" in text
    assert reverse("unit_detail", args=[tree.other_county.pk]) not in text
    assert client.get(reverse("unit_detail", args=[tree.other_county.pk])).status_code == 404


def test_the_export_has_a_line_for_each(client, tree, sign_in):
    sign_in()
    make_institution(unit=tree.county, name="=危险()")
    asked = {"on": str(THEN), "what": "institutions"}

    units = client.get(reverse("history_export"), {"on": str(THEN)})
    institutions = client.get(reverse("history_export"), asked)

    assert [row[0] for row in lines(units)] == [
        "东山市总工会",
        "临河县总工会",
        "柳镇总工会",
        "杨镇总工会",
        "石桥县总工会",
    ]
    assert [row[1] for row in lines(institutions)] == ["=危险()"]
    assert client.get(reverse("history_export"), {"on": "x"}).status_code == 404
    assert client.get(reverse("roster_export"), {"on": "x"}).status_code == 404


def test_the_roster_has_as_many_lines_as_the_table_has_institutions(client, tree, sign_in):
    sign_in(Role.STATISTICIAN)
    today = timezone.localdate()
    year = today.year - 1
    for unit in (tree.prefecture, tree.county, tree.township, tree.other_county):
        make_institution(unit=unit, form=InstitutionForm.PURCHASED)
    shut = make_institution(unit=tree.county)
    AidInstitution.objects.filter(pk=shut.pk).update(closed_on=date(year, 6, 1))
    make_institution(unit=make_unit(level=UnitLevel.PRIMARY, parent=tree.township), kind="station")
    make_institution(unit=tree.province)
    with effective_from(date(year + 1, 1, 1)):
        AidInstitution.objects.filter(unit=tree.county).update(form=InstitutionForm.CO_LOCATED)

    last_day = date(year, 12, 31)
    found = lines(client.get(reverse("roster_export"), {"on": str(last_day)}))

    counted = table(unit=tree.prefecture, year=year, today=today)
    assert len(found) == institutions_total(counted.cells) == 4
    assert len(roster(unit=tree.prefecture, year=year, today=today)) == 4
    assert {row[2] for row in found} == {"购买法律服务设立"}
    assert "机构 4" in page(client, "institution_roster", {"on": str(last_day)})


def test_a_province_chooses_the_prefecture_of_the_roster(client, tree, sign_in):
    sign_in(Role.STATISTICIAN, tree.province)
    other = make_unit(level=UnitLevel.PREFECTURE, parent=tree.province, name="西山市总工会")
    make_institution(unit=other, name="西山中心")
    make_institution(unit=tree.county, name="临河中心")

    text = page(client, "institution_roster", {"unit": other.pk})

    assert "西山中心" in text
    assert "临河中心" not in text


def test_who_has_no_prefecture_below_is_not_asked_which(client, tree, sign_in):
    sign_in(unit=tree.prefecture)
    assert "本单位及下级" not in page(client, "institution_roster")
    sign_in(unit=tree.province)
    assert "本单位及下级" in page(client, "institution_roster")


def test_nobody_gets_a_strangers_roster(client, tree, sign_in):
    sign_in()
    far = make_unit(level=UnitLevel.PREFECTURE, parent=tree.stranger, name="远市总工会")
    make_institution(unit=far, name="远市中心")

    text = page(client, "institution_roster", {"unit": far.pk})

    assert "远市" not in text
    assert client.get(reverse("roster_export"), {"unit": far.pk}).status_code == 404


def test_a_change_of_form_is_dated_on_the_page(client, tree, sign_in):
    sign_in()
    institution = make_institution(unit=tree.county)
    form = {
        "name": institution.name,
        "kind": institution.kind,
        "form": "purchased",
        "head_name": institution.head_name,
        "phone": institution.phone,
        "opened_on": "2010-01-01",
        "changed_on": "2020-07-01",
    }

    client.post(reverse("institution_edit", args=[institution.pk]), form)

    rows = institution.stretches.order_by("starts_on")
    assert [(row.form, row.starts_on) for row in rows] == [
        ("stand_alone", date(2010, 1, 1)),
        ("purchased", date(2020, 7, 1)),
    ]
    text = page(client, "institution_detail", args=[institution.pk])
    assert "2020-07-01起" in text
    refused = client.post(
        reverse("institution_edit", args=[institution.pk]),
        {**form, "form": "co_located", "changed_on": "2020-06-30"},
    )
    assert "2020-07-01已有变更" in refused.content.decode()


def test_an_institution_is_reopened_from_its_page(client, tree, sign_in):
    sign_in()
    institution = make_institution(unit=tree.county, closed_on=date(2020, 1, 1))
    assert "恢复" in page(client, "institution_detail", args=[institution.pk])

    client.post(
        reverse("institution_reopening", args=[institution.pk]),
        {"reopened_on": "2021-01-01", "note": "恢复设立"},
    )

    institution.refresh_from_db()
    assert institution.closed_on is None


def test_a_union_is_merged_from_its_page_and_still_found_by_its_name(client, tree, sign_in):
    sign_in()
    url = reverse("unit_merger", args=[tree.other_county.pk])
    assert "临河县总工会" in client.get(url, {"q": "临河"}).content.decode()

    client.post(f"{url}?q=临河&into={tree.county.pk}&merged_on=2020-01-01", {"note": "撤并"})

    tree.other_county.refresh_from_db()
    assert tree.other_county.merged_into == tree.county
    assert "已合并" in page(client, "unit_detail", args=[tree.other_county.pk])
    assert "石桥县总工会" in page(client, "unit_detail", args=[tree.county.pk])
    assert "已并入" in page(client, "unit_search", {"q": "石桥"})


def test_a_wrong_merger_is_said_on_the_page(client, tree, sign_in):
    sign_in()
    url = reverse("unit_merger", args=[tree.other_county.pk])

    answer = client.post(
        f"{url}?q=柳镇&into={tree.township.pk}&merged_on=2020-01-01", {"note": "误"}
    )

    assert "不能并入层级更低的组织" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("organisation_history", {"what": "units"}),
        ("organisation_history", {"what": "institutions"}),
        ("institution_roster", {}),
    ],
)
def test_thirty_rows_cost_as_many_queries_as_one(
    client, tree, sign_in, name, asked, django_assert_num_queries
):
    sign_in()
    make_institution(unit=tree.county)
    with CaptureQueriesContext(connection) as few:
        page(client, name, asked)
    for _ in range(30):
        make_institution(unit=make_unit(level=UnitLevel.TOWNSHIP, parent=tree.county))

    with django_assert_num_queries(len(few)):
        page(client, name, asked)


def test_more_than_a_page_goes_on_where_the_first_ended(client, tree, sign_in):
    sign_in()
    for number in range(130):
        make_institution(unit=tree.county, name=f"第{number:03d}中心")

    first = page(client, "institution_roster")
    after = first.partition("after=")[2].partition('"')[0]
    second = page(client, "institution_roster", {"after": after})

    shown = [f"第{number:03d}中心" in first for number in range(130)]
    assert sum(shown) == 100
    assert [f"第{number:03d}中心" in second for number in range(130)] == [not x for x in shown]
    assert page(client, "institution_roster", {"after": "9" * 30})
