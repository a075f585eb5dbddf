"""Answered questions and what was found of the answers stand in a lawyer's year by themselves."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from gongyuan.consultations.choices import Channel, Topic
from gongyuan.panel.choices import ActivityKind
from gongyuan.panel.queries.appraisal import figures_of
from gongyuan.panel.queries.lines import counts_of, lines_of
from gongyuan.panel.rules.ledger import served
from gongyuan.people.choices import Role
from gongyuan.quality.choices import AnswerGrade
from tests.consultations.factories import make_consultation, make_online
from tests.panel.factories import NOW, activity, make_city, member, signed
from tests.people.factories import make_post
from tests.quality.answer_factories import answered, checked, drawn_answers

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 27)


@pytest.fixture
def city():
    return make_city()


def test_every_answered_question_is_one_line_of_its_way_without_who_asked(city):
    term = member(city)
    for channel in (Channel.WINDOW, Channel.TELEPHONE, Channel.ON_SITE):
        make_consultation(
            unit=city.county,
            channel=channel,
            lawyer=term.lawyer,
            answer="可以申请仲裁。",
            topic=Topic.INJURY,
            people_count=3,
            now=NOW,
        )
    make_consultation(unit=city.county, answer="没有律师的。", now=NOW)
    make_online(term.lawyer, unit=city.unit)
    answered(city.county, term.lawyer, now=NOW, topic=Topic.HOURS)
    activity(term, kind=ActivityKind.PHONE_ADVICE)

    lines = lines_of([term], until=TODAY)[term.pk]

    assert counts_of(lines) == [
        ("电话答复咨询", 2),
        ("窗口接待咨询", 1),
        ("线上答复咨询", 1),
        ("其他法律服务活动", 1),
    ]
    own = {line.text: line for line in lines if line.source_kind == "consultations.consultation"}
    assert set(own) == {
        f"{city.county.name}：工伤",
        f"{city.county.name}：现场咨询，工伤",
        f"{city.county.name}：工时和休假",
    }
    assert own[f"{city.county.name}：工伤"].people == 3
    assert not any(line.kind.startswith("case") for line in lines)
    assert served([line.kind for line in lines]) == 5
    assert lines_of([term], until=date(2026, 4, 26))[term.pk] == [
        line for line in lines if line.source_kind == "panel.activity"
    ]


def test_what_checks_found_stands_in_appraisal_and_ledger(city, client):
    term, other = member(city), member(city)
    for one in (term, other):
        make_online(one.lawyer, unit=city.unit)
    grades = (AnswerGrade.SOUND, AnswerGrade.WRONG)
    for month, grade in zip((2, 3), grades, strict=True):
        answered(city.county, term.lawyer, now=datetime(2026, month, 2, 2, 0, tzinfo=UTC))
        check = drawn_answers(city.unit, month=date(2026, month, 1), now=NOW).checks.get()
        checked(check, grade, now=NOW)
    answered(city.county, other.lawyer, now=datetime(2026, 1, 5, 2, 0, tzinfo=UTC))
    drawn_answers(city.unit, month=date(2026, 1, 1), now=NOW)
    earlier = member(
        city, lawyer=term.lawyer, starts_on=date(2024, 5, 20), ends_on=date(2025, 5, 19)
    )

    found = figures_of([term, other, earlier], until=TODAY)

    shown = {pk: dict(figures.rows)["线上答复抽查"] for pk, figures in found.items()}
    assert shown == {
        term.pk: "检查2份，1份合格",
        other.pk: "检查0份，0份合格",
        earlier.pk: "检查0份，0份合格",
    }
    ledger = signed(term)
    client.force_login(make_post(role=Role.LEGAL_OFFICER, unit=city.unit).user)
    page = client.get(reverse("year_ledger_detail", args=[ledger.pk])).content.decode()
    assert "检查2份，1份合格" in page
    assert "线上答复咨询" in page
