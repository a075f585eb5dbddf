"""The demonstration: lived through by the real actions, at once or not at all."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from gongyuan.cases.choices import CaseState, Source
from gongyuan.cases.models import Case
from gongyuan.consultations.choices import ConsultationState
from gongyuan.consultations.models import Consultation
from gongyuan.core.models import Notice
from gongyuan.desk.demo import network
from gongyuan.organisations.choices import UnitLevel
from gongyuan.organisations.models import Unit
from gongyuan.people.models import Post, User
from gongyuan.policy.models import DecisionRecord
from gongyuan.policy.queries import replay
from gongyuan.quality.models import AnswerDraw, Complaint, ReturnVisit, SampleDraw
from tests.reporting import independent

pytestmark = pytest.mark.django_db


def load(*arguments):
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def test_the_demonstration_is_lived_through_and_its_table_is_that_of_plain_sql():
    said = load("--cases", "16")

    assert "案件 16/16" in said
    assert (
        Unit.objects.filter(level=UnitLevel.TOWNSHIP, region_code__startswith="2224").count() > 60
    )
    for account in network.ACCOUNTS:
        user = User.objects.get(username=account.username)
        assert user.check_password(network.PASSWORD)
        assert Post.objects.filter(user=user, role=account.role).exists()
    states = set(Case.objects.values_list("state", flat=True))
    assert {
        CaseState.SUBMITTED,
        CaseState.GRANTED,
        CaseState.HANDLING,
        CaseState.ARCHIVED,
    } <= states
    assert not Case.objects.filter(search=None).exists()
    assert all(replay(record).same for record in DecisionRecord.objects.all()[:10])
    today = timezone.localdate()
    for code in (network.YANBIAN, "220000"):
        unit = Unit.objects.get(region_code=code)
        for year in (today.year - 1, today.year):
            assert independent.differences(unit=unit, year=year, today=today) == []
    for asked in (ReturnVisit, Complaint, SampleDraw, AnswerDraw):
        assert asked.objects.exists()
    assert len(Consultation.objects.values("state").distinct()) == len(ConsultationState)
    assert Consultation.objects.open().filter(due_at__lt=timezone.now()).count() == 1
    applied = Consultation.objects.exclude(matter=None)
    assert [row.matter.cases.count() for row in applied] == [1, 1]
    # Nobody is to be told of what was invented.
    assert not Notice.objects.filter(sent_at=None).exists()
    listed = load("--accounts")
    assert all(account.username in listed for account in network.ACCOUNTS)
    assert network.PASSWORD in listed


def test_a_file_of_real_questions_becomes_the_facts_of_applications(tmp_path):
    lines = ['{"text": "工资三个月没有发"}', "", '{"text": " "}', "老板说没有合同就不赔"]
    path = tmp_path / "facts.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")

    load("--facts", str(path), "--cases", "4")

    # Whoever asked before applying tells what was asked.
    told = Case.objects.exclude(source=Source.LEDGER).filter(matter__consultations=None)
    texts = list(told.order_by("pk").values_list("facts_text", flat=True))
    assert sorted(texts) == sorted(["工资三个月没有发", "老板说没有合同就不赔"] * 2)


def test_a_database_with_people_in_it_is_left_alone():
    User.objects.create_user("somebody", "某人")

    with pytest.raises(CommandError, match="不再装入"):
        load()

    assert not Unit.objects.exists()
