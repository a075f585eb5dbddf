from datetime import date

import pytest
from django.urls import reverse

from gongyuan.lawyers.models import FirmEngagement, Lawyer, PanelTerm
from gongyuan.people.choices import Role
from tests.lawyers.factories import make_firm, make_lawyer
from tests.organisations.factories import make_tree
from tests.people.factories import make_employer, make_post

pytestmark = pytest.mark.django_db


def _signed_in(client, *, unit, role=Role.LEGAL_OFFICER):
    post = make_post(unit=unit, role=role)
    client.force_login(post.user)
    return client


def test_the_panel_lists_the_members_in_sight_with_their_terms(client):
    tree = make_tree()
    ours, theirs = make_lawyer(unit=tree.county), make_lawyer(unit=tree.other_county)

    answer = _signed_in(client, unit=tree.county).get(reverse("lawyer_panel"))

    assert ours.name in answer.text
    assert theirs.name not in answer.text
    assert "2099-12-31" in answer.text


def test_the_page_of_a_lawyer_out_of_sight_is_not_found(client):
    tree = make_tree()
    theirs = make_lawyer(unit=tree.other_county)

    answer = _signed_in(client, unit=tree.county).get(reverse("lawyer_detail", args=[theirs.pk]))

    assert answer.status_code == 404


def test_an_officer_registers_a_lawyer_and_appoints_him(client):
    tree = make_tree()
    firm = make_firm()
    _signed_in(client, unit=tree.county)

    answer = client.post(
        reverse("lawyer_new"),
        {
            "name": "试律师乙",
            "firm": firm.pk,
            "licence_number": "19901200000000009",
            "specialities": ["wages"],
            "languages": "朝鲜语、英语",
        },
    )
    lawyer = Lawyer.objects.get()
    assert answer.url == reverse("lawyer_term_new", args=[lawyer.pk])
    assert lawyer.languages == ["朝鲜语", "英语"]

    client.post(
        answer.url, {"unit": tree.county.pk, "starts_on": "20260101", "ends_on": "2026-12-31"}
    )
    assert PanelTerm.objects.get().starts_on == date(2026, 1, 1)
    assert lawyer.name in client.get(reverse("lawyer_detail", args=[lawyer.pk])).text


def test_what_was_typed_stays_when_a_licence_number_is_refused(client):
    _signed_in(client, unit=make_tree().county)

    answer = client.post(
        reverse("lawyer_new"),
        {"name": "试律师丙", "firm": make_firm().pk, "licence_number": "123"},
    )

    assert answer.status_code == 200
    assert "17位数字" in answer.text
    assert "试律师丙" in answer.text


def test_an_impossible_day_is_refused_beside_its_field(client):
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county, has_term=False)
    _signed_in(client, unit=tree.county)

    answer = client.post(
        reverse("lawyer_term_new", args=[lawyer.pk]),
        {"unit": tree.county.pk, "starts_on": "2026-02-30", "ends_on": "2026-12-31"},
    )

    assert "没有这一天" in answer.text
    assert not PanelTerm.objects.exists()


def test_an_engagement_is_entered_by_the_name_of_a_registered_employer(client):
    tree = make_tree()
    lawyer, employer = make_lawyer(unit=tree.county), make_employer(name="试验建筑劳务有限公司")
    _signed_in(client, unit=tree.county)
    address = reverse("engagement_new", args=[lawyer.pk])
    told = {"employer_name": "没有的公司", "kind": "counsel", "starts_on": "2026-01-01"}

    assert "没有登记过" in client.post(address, told).text
    client.post(address, told | {"employer_name": "试验建筑劳务有限公司"})

    assert FirmEngagement.objects.get().employer == employer


def test_a_clerk_reads_the_panel_but_does_not_write_it(client):
    _signed_in(client, unit=make_tree().county, role=Role.WINDOW_CLERK)

    assert client.get(reverse("lawyer_panel")).status_code == 200
    assert client.get(reverse("lawyer_new")).status_code == 403
