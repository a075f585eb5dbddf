"""The pages of the team as they are asked for: what they show, to whom, and in how many queries."""

from datetime import date

import pytest
from django.urls import reverse

from gongyuan.core.events import events_of
from gongyuan.lawyers.choices import NominationState, RoundState
from gongyuan.lawyers.models import Nomination, OnlineRegistration, RecruitmentRound
from gongyuan.organisations.choices import UnitLevel
from gongyuan.people.choices import Role
from gongyuan.people.models import User
from tests.cases.factories import make_case
from tests.core.markup import Markup
from tests.lawyers.factories import (
    make_contact,
    make_firm,
    make_lawyer,
    make_nomination,
    make_round,
    team_records,
)
from tests.organisations.factories import make_tree, make_unit
from tests.people.factories import identity_number, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.SECOND_FACTOR_COMPULSORY = False


def _signed_in(client, *, unit, role=Role.LEGAL_OFFICER):
    client.force_login(make_post(unit=unit, role=role).user)
    return client


def _queries(client, url, capture):
    with capture() as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(captured)


def _terms_of(lawyer):
    return lawyer.terms.get()


@pytest.mark.parametrize(
    ("route", "grow"),
    [
        ("lawyer_panel", lambda unit: make_lawyer(unit=unit)),
        ("firm_list", lambda unit: make_lawyer(unit=unit)),
        ("round_list", lambda unit: make_nomination(round=make_round(unit=unit))),
    ],
)
def test_a_list_takes_as_many_queries_for_thirty_as_for_one(
    client, django_assert_max_num_queries, route, grow
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    tree = make_tree()
    _signed_in(client, unit=tree.county)
    grow(tree.county)
    client.get(reverse(route))
    one = _queries(client, reverse(route), lambda: CaptureQueriesContext(connection))
    for _ in range(29):
        grow(tree.county)

    assert _queries(client, reverse(route), lambda: CaptureQueriesContext(connection)) == one


def test_a_round_of_sixty_takes_as_many_queries_as_one_of_two(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    tree = make_tree()
    round = make_round(unit=tree.prefecture)
    _signed_in(client, unit=tree.prefecture)
    url = reverse("round_detail", args=[round.pk])

    def grow(count):
        for number in range(count):
            state = list(NominationState)[number % len(NominationState)]
            make_nomination(round=round, county=tree.county, state=state)

    grow(2)
    client.get(url)
    few = _queries(client, url, lambda: CaptureQueriesContext(connection))
    grow(58)

    assert _queries(client, url, lambda: CaptureQueriesContext(connection)) == few
    assert Nomination.objects.count() == 60


def test_an_officer_walks_a_round_through_its_pages(client):
    tree = make_tree()
    _signed_in(client, unit=tree.prefecture, role=Role.LEGAL_HEAD)
    typed = {
        "year": 2026,
        "title": "2026年度招募",
        "quota": 2,
        "call": "自愿参加。",
        "opens_on": "2026-01-01",
        "closes_on": "2099-01-01",
        "serves_from": "2099-05-20",
    }
    wrong = client.post(reverse("round_new"), typed | {"serves_from": "2098-05-20"})
    assert "截止以后" in wrong.text
    assert "2026年度招募" in wrong.text
    client.post(reverse("round_new"), typed)
    round = RecruitmentRound.objects.get()
    client.post(reverse("round_call", args=[round.pk]))
    firm = make_firm()
    client.post(
        reverse("nomination_new", args=[round.pk]),
        {
            "name": "试人选甲",
            "firm": firm.pk,
            "licence_number": "14104201510123456",
            "county": tree.county.pk,
            "statement": "业务精",
            "has_consented": "on",
        },
    )
    nomination = Nomination.objects.get()

    drawn = client.get(reverse("round_detail", args=[round.pk])).context["strip"]
    assert [one["label"] for one in drawn["links"]] == ["提出人选"]
    assert [one["label"] for one in drawn["more"]] == ["取消招募"]
    assert drawn["blocked"][0]["reason"] == "报名到2099-01-01为止，截止以后才能公示。"
    page = client.get(reverse("nomination_detail", args=[nomination.pk]))
    assert "核验执业证" in page.text
    assert Markup(page.text).faults() == []
    client.post(reverse("nomination_licence", args=[nomination.pk]))
    client.post(reverse("nomination_recommendation", args=[nomination.pk]), {"text": "同意"})
    nomination.refresh_from_db()
    assert nomination.state == NominationState.AT_COUNTY
    assert nomination.licence_checked_at is not None


def test_a_justice_officer_reviews_and_sees_no_case(client):
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.prefecture)
    case = make_case(unit=tree.prefecture, state="handling", lawyer=lawyer)
    round = make_round(unit=tree.prefecture)
    nomination = make_nomination(round=round, county=tree.county, state=NominationState.AT_REVIEW)
    _signed_in(client, unit=tree.prefecture, role=Role.JUSTICE_OFFICER)

    answer = client.post(
        reverse("nomination_review", args=[nomination.pk]),
        {"score": "88", "is_pass": "1", "is_free": "on"},
    )
    page = client.get(reverse("lawyer_detail", args=[lawyer.pk]))

    assert answer.status_code == 302
    assert nomination.reviews.get().side == "justice_side"
    assert lawyer.name in page.text
    assert case.number not in page.text
    assert client.get(reverse("case_detail", args=[case.pk])).status_code == 403
    assert client.get(reverse("lawyer_edit", args=[lawyer.pk])).status_code == 403


def test_a_justice_officer_does_not_read_what_a_mark_says(client):
    from gongyuan.lawyers.models import LawyerMark

    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county)
    LawyerMark.objects.create(
        lawyer=lawyer,
        unit=tree.county,
        kind="verified_complaint",
        text="试职工的案件拖延不办",
        happened_on=date(2026, 5, 1),
        source_kind="quality.complaint",
        source_id=1,
    )
    url = reverse("lawyer_detail", args=[lawyer.pk])

    told = _signed_in(client, unit=tree.county).get(url).text
    shown = _signed_in(client, unit=tree.county, role=Role.JUSTICE_OFFICER).get(url).text

    assert "试职工" in told
    assert "投诉属实" in shown
    assert "试职工" not in shown


def test_a_firm_sees_terms_and_how_many_cases_and_not_the_cases(client):
    tree = make_tree()
    ours, theirs = make_lawyer(unit=tree.county), make_lawyer(unit=tree.county)
    case = make_case(unit=tree.county, state="handling", lawyer=ours)
    contact = make_contact(ours.firm, unit=tree.county)
    client.force_login(User.objects.get(pk=contact.user_id))

    page = client.get(reverse("firm_own"))

    assert ours.name in page.text
    assert theirs.name not in page.text
    assert case.number not in page.text
    assert Markup(page.text).faults() == []
    assert client.get(reverse("lawyer_panel")).status_code == 403
    foreign = make_nomination(round=make_round(unit=tree.county))
    assert client.get(reverse("nomination_detail", args=[foreign.pk])).status_code == 404


def test_an_account_that_acts_for_no_firm_has_no_page_of_one(client):
    tree = make_tree()
    _signed_in(client, unit=tree.county, role=Role.LAW_FIRM_CONTACT)

    assert client.get(reverse("firm_own")).status_code == 404


def test_a_lawyer_sees_the_own_place_in_the_team(client):
    city = make_unit(level=UnitLevel.PREFECTURE, region_code="410400")
    lawyer = make_lawyer(unit=city)
    team_records(city, lawyer)
    client.force_login(lawyer.user)

    page = client.get(reverse("lawyer_own"))

    assert "1,000.00 元" in page.text
    assert "提前解聘" not in page.text
    assert Markup(page.text).faults() == []


@pytest.mark.parametrize(
    ("route", "part"),
    [
        ("lawyer_detail", "lawyer_id"),
        ("lawyer_edit", "lawyer_id"),
        ("lawyer_move", "lawyer_id"),
        ("lawyer_photo", "lawyer_id"),
        ("lawyer_discipline", "lawyer_id"),
        ("term_end", "term_id"),
        ("term_renewal", "term_id"),
        ("term_improvement", "term_id"),
        ("round_detail", "round_id"),
        ("round_edit", "round_id"),
        ("nomination_detail", "nomination_id"),
        ("contact_points", None),
        ("contact_point_new", None),
        ("supervision_phones", None),
        ("online_list", None),
        ("online_detail", "registration_id"),
        ("online_admission", "registration_id"),
        ("service_standard_new", None),
        ("firm_list", None),
        ("firm_new", None),
    ],
)
def test_every_page_is_well_made(client, route, part):
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county)
    known = {"lawyer_id": lawyer.pk, **team_records(tree.county, lawyer)}
    _signed_in(client, unit=tree.county, role=Role.LEGAL_HEAD)

    page = client.get(reverse(route, args=[known[part]] if part else []))

    assert page.status_code == 200
    assert Markup(page.text).faults() == []


def test_a_county_sees_the_citys_round_once_it_is_called(client):
    tree = make_tree()
    draft = make_round(unit=tree.prefecture, state=RoundState.PREPARED)
    called = make_round(unit=tree.prefecture)
    _signed_in(client, unit=tree.county)

    assert client.get(reverse("round_detail", args=[called.pk])).status_code == 200
    assert client.get(reverse("round_detail", args=[draft.pk])).status_code == 404
    assert draft.title not in client.get(reverse("round_list")).text


@pytest.mark.parametrize(
    ("states", "words", "steps"),
    [
        (["at_review"] * 2, "还有 2 人待联合评审", []),
        (["at_firm", "passed"], "还有 1 人在律所、县区", ["公示人选"]),
        (["passed"], "1 人评审通过，可以公示", ["公示人选"]),
        (["not_passed"], "没有评审通过的人选", []),
    ],
)
def test_a_round_whose_entry_is_over_says_what_it_waits_for(client, states, words, steps):
    tree = make_tree()
    round = make_round(unit=tree.prefecture)
    for state in states:
        make_nomination(round=round, county=tree.county, state=state)
    _signed_in(client, unit=tree.prefecture, role=Role.LEGAL_HEAD)
    answer = client.get(reverse("round_detail", args=[round.pk]))

    assert words in answer.text
    assert [one["label"] for one in answer.context["strip"]["links"]] == steps
    assert Markup(answer.text).faults() == []


def test_a_reviewer_is_led_from_one_nomination_to_the_next(client):
    tree = make_tree()
    round = make_round(unit=tree.prefecture)
    first, second, third = (
        make_nomination(round=round, county=tree.county, state="at_review", name=name)
        for name in ("试甲", "试乙", "试丙")
    )
    _signed_in(client, unit=tree.prefecture, role=Role.JUSTICE_OFFICER)
    seen = client.get(reverse("nomination_detail", args=[first.pk]))
    assert seen.context["next_one"] is None
    sent = {"score": "88", "is_pass": "1", "is_free": "on"}
    client.post(reverse("nomination_review", args=[first.pk]), sent)
    left = client.get(reverse("nomination_detail", args=[first.pk])).context["next_one"]
    assert left in (second, third)
    for one in (second, third):
        client.post(reverse("nomination_review", args=[one.pk]), sent)
    assert client.get(reverse("nomination_detail", args=[first.pk])).context["next_one"] is None


def test_a_firm_puts_forward_a_lawyer_it_has_without_typing_again(client):
    tree = make_tree()
    round = make_round(unit=tree.prefecture, closes_on=date(2099, 1, 1))
    lawyer = make_lawyer(unit=tree.county, home_unit=tree.county)
    contact = make_contact(lawyer.firm, unit=tree.county)
    client.force_login(User.objects.get(pk=contact.user_id))
    url = reverse("nomination_new", args=[round.pk])
    assert "推荐志愿律师" in client.get(reverse("desk_worklist")).text
    assert f"?lawyer={lawyer.pk}" in client.get(url).text
    form = client.get(url, {"lawyer": lawyer.pk}).context["form"]

    typed = {name: form[name].value() for name in ("name", "firm", "licence_number", "county")}
    assert typed["name"] == lawyer.name
    client.post(url, typed | {"statement": "办案认真", "has_consented": "on"})
    made = Nomination.objects.get()
    assert (made.lawyer_id, made.firm_id) == (lawyer.pk, lawyer.firm_id)
    assert f"?lawyer={lawyer.pk}" not in client.get(url).text
    assert "推荐志愿律师" not in client.get(reverse("desk_worklist")).text


def test_firms_near_come_first_and_a_firms_page_leads_to_its_lawyers(client):
    tree = make_tree()
    far = make_lawyer(unit=tree.other_county).firm
    near = make_lawyer(unit=tree.county).firm
    _signed_in(client, unit=tree.county)
    url = f"{reverse('lawyer_new')}?firm={far.pk}"
    assert url in client.get(reverse("firm_detail", args=[near.pk])).text.replace(
        f"firm={near.pk}", f"firm={far.pk}"
    )
    form = client.get(url).context["form"]
    groups = dict(form.fields["firm"].choices)
    assert [pk for pk, _ in groups["本地的"]] == sorted([far.pk, near.pk])
    assert form["firm"].value() == far.pk
    plain = dict(client.get(reverse("lawyer_new")).context["form"].fields["firm"].choices)
    assert [pk for pk, _ in plain["其他"]] == [far.pk]


def test_who_may_be_bound_stands_under_the_team_and_who_is_not_is_named(client):
    tree = make_tree()
    ours = make_lawyer(unit=tree.prefecture)
    countys = make_lawyer(unit=tree.county)
    over = make_lawyer(unit=tree.prefecture, has_term=False)
    _signed_in(client, unit=tree.prefecture)
    form = client.get(reverse("contact_point_new")).context["form"]
    groups = dict(form.fields["lawyer"].choices)

    assert [pk for pk, _ in groups[tree.prefecture.name]] == [ours.pk]
    assert [pk for pk, _ in groups[tree.county.name]] == [countys.pk]
    assert over.pk not in [pk for group in groups.values() if group != "请选择" for pk, _ in group]
    table = client.get(reverse("contact_points"))
    assert [one.pk for one in table.context["unbound"]] == [ours.pk]
    assert "没有联系点的成员 1 人" in table.text


def test_the_team_is_found_by_what_a_lawyer_is_good_for(client):
    tree = make_tree()
    speaks = make_lawyer(unit=tree.county, languages=["朝鲜语"], specialities=["injury"])
    other = make_lawyer(unit=tree.county, specialities=["wages"])
    _signed_in(client, unit=tree.county)
    for asked, found in (
        ({"text": "朝鲜语"}, [speaks]),
        ({"speciality": "wages"}, [other]),
    ):
        rows = client.get(reverse("lawyer_panel"), asked).context["rows"]
        assert [row.lawyer for row in rows] == found


def test_a_membership_is_taken_away_by_its_proceeding_and_not_on_the_way(client):
    tree = make_tree()
    lawyer = make_lawyer(unit=tree.county)
    term = _terms_of(lawyer)
    _signed_in(client, unit=tree.county)
    url = reverse("term_end", args=[term.pk])
    sent = {"day": "2090-01-01", "note": "本人申请"}
    refused = client.post(url, sent | {"ground": "disqualified"})
    assert refused.status_code == 200
    assert refused.context["form"].errors["ground"]
    assert client.post(url, sent | {"ground": "stepped_down"}).status_code == 302
    assert _terms_of(lawyer).end_ground == "stepped_down"


def test_an_identity_number_is_shown_to_who_verifies_it_and_that_is_recorded(client):
    tree = make_tree()
    ids = team_records(tree.county, make_lawyer(unit=tree.county))
    _signed_in(client, unit=tree.county)
    row = OnlineRegistration.objects.get(pk=ids["registration_id"])
    OnlineRegistration.objects.filter(pk=row.pk).update(state="applied_for")
    row.identity_number = number = identity_number()
    row.save(update_fields=["identity_number"])

    assert number not in client.get(reverse("online_detail", args=[row.pk])).text
    assert number in client.get(reverse("online_admission", args=[row.pk])).text
    assert [event.code for event in events_of(row)] == ["lawyers.onlineregistration.reveal"]
