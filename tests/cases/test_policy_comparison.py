"""Two packs over last year's cases: counts, kinds, links, and whose cases they are."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongyuan.cases.models import Case, Decision
from gongyuan.cases.queries import comparison
from gongyuan.people.choices import Role
from gongyuan.policy.loader import single
from gongyuan.policy.registry import current_packs
from tests.cases.factories import granted, person
from tests.core.markup import Markup
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor, make_post
from tests.policy.factories import make_revision, pack_of

pytestmark = pytest.mark.django_db
URL = "case_policy_comparison"


@pytest.fixture
def province(settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    return make_unit(level="province", region_code="410000")


@pytest.fixture
def county(province):
    return make_unit(level="county", region_code="410481", parent=province)


def draft(unit, **more):
    """The province's next version: the fast track for migrants is given up."""
    text = current_packs().named("henan-2015")[0].source.text
    text = text.replace("version: 1", "version: 2").replace("2015-11-10", "2090-01-01")
    text = text.replace("when: {is_migrant: true}\n", "when: {is_restructuring: true}\n")
    return make_revision(unit=unit, pack_id="henan-2015", version=2, text=text, **more)


def decided(unit, **values):
    return granted(unit=unit, now=timezone.now() - timedelta(days=3), **values)


def sign_in(client, unit, role=Role.LEGAL_OFFICER):
    client.force_login(
        make_post(role=role, unit=unit).user, backend=django_settings.AUTHENTICATION_BACKENDS[0]
    )


def page(client, left, right):
    answer = client.get(reverse(URL), {"left": left, "right": right})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert Markup(html).faults() == []
    return html


def test_a_draft_is_tried_on_last_years_cases_with_a_link_to_each_that_differs(
    client, province, county
):
    case = decided(county)
    local = decided(
        county, applicants=(person(is_migrant=False),), has_severe_infringement_evidence=True
    )
    revision = draft(province)
    sign_in(client, province)

    html = page(client, "henan-2015@1", f"revision.{revision.pk}")

    assert '比较 <span class="strong">2</span> 件' in html
    assert '相同 <span class="strong">1</span> 件，不同 <span class="strong">1</span> 件' in html
    assert reverse("case_detail", args=[case.pk]) in html
    assert reverse("case_detail", args=[local.pk]) not in html
    assert "法律援助审查决定当日" in html
    assert "法律援助审查决定7日" in html


def test_only_the_cases_in_sight_are_tried(client, province, county):
    case = decided(county)
    decided(make_unit(level="county", region_code="410482", parent=province))
    revision = draft(county)
    sign_in(client, county)

    html = page(client, "henan-2015@1", f"revision.{revision.pk}")

    assert '比较 <span class="strong">1</span> 件' in html
    assert reverse("case_detail", args=[case.pk]) in html


def test_the_draft_of_another_unit_cannot_be_chosen(client, province, county):
    revision = draft(province)
    sign_in(client, county)

    html = page(client, "henan-2015@1", f"revision.{revision.pk}")

    assert "件，不同" not in html
    assert f'value="revision.{revision.pk}"' not in html


@pytest.mark.parametrize("wrong", ["revision.x", "revision.99999999999", "henan-2015@9", "", "@"])
def test_a_wrong_choice_is_told_and_nothing_is_compared(client, province, wrong):
    sign_in(client, province)

    assert "件，不同" not in page(client, "henan-2015@1", wrong)


def test_a_draft_with_faults_is_told(client, province):
    revision = make_revision(unit=province, pack_id="bad-2090", text="pack: [")
    sign_in(client, province)

    assert "不能比较" in page(client, "henan-2015@1", f"revision.{revision.pk}")


def test_cases_of_more_than_a_year_ago_are_left_out_and_each_case_counts_once(province, county):
    case = decided(county)
    old = decided(county)
    now = timezone.now()
    Decision.objects.filter(case=old).update(decided_at=now - timedelta(days=366))
    again = Decision.objects.get(case=case)
    again.pk = None
    again.save(force_insert=True)
    packs = current_packs()
    henan = packs.named("henan-2015")[0]

    found = comparison.compared_cases(
        make_actor(role=Role.LEGAL_HEAD, unit=province),
        left=henan,
        right=henan,
        packs=packs,
        now=now,
    )

    assert found.trial.compared == 1
    assert found.is_bounded is False


def test_no_more_than_the_newest_are_tried_and_the_page_says_so(
    client, province, county, monkeypatch
):
    first, second = decided(county), decided(county)
    monkeypatch.setattr(comparison, "MOST", 1)
    revision = draft(province)
    sign_in(client, province)

    html = page(client, "henan-2015@1", f"revision.{revision.pk}")

    assert "案件较多，只比较了最近决定的" in html
    assert reverse("case_detail", args=[second.pk]) in html
    assert reverse("case_detail", args=[first.pk]) not in html


def test_a_pack_of_its_own_that_is_the_first_is_compared_with_any(client, province, county):
    decided(county)
    text = pack_of(region="410000", pack_id="henan-2090")
    revision = make_revision(unit=province, pack_id="henan-2090", text=text)
    sign_in(client, province)

    html = page(client, "henan-2015@1", f"revision.{revision.pk}")

    assert single(revision.source).id == "henan-2090"
    assert '比较 <span class="strong">1</span> 件' in html


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.LEGAL_HEAD, 200), (Role.WINDOW_CLERK, 403), (Role.LAWYER, 403), (Role.AUDITOR, 403)],
)
def test_who_may_compare(client, province, role, status):
    sign_in(client, province, role)

    assert client.get(reverse(URL)).status_code == status


def test_the_page_costs_the_same_with_one_case_and_with_three(client, province, county):
    decided(county)
    revision = draft(province)
    sign_in(client, province)
    page(client, "henan-2015@1", f"revision.{revision.pk}")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(client, "henan-2015@1", f"revision.{revision.pk}")
        return len(seen)

    before = cost()
    decided(county)
    decided(county)

    assert cost() == before
    assert Case.objects.count() == 3
