"""What the processes write about themselves: lines a machine reads, and nobody's data in them."""

import json
import logging
import subprocess
import sys
from io import StringIO
from logging.config import dictConfig

import pytest
import structlog
from django.conf import settings
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse

from dev.paths import ROOT
from gongyuan.cases.models import Case
from gongyuan.core import logs
from gongyuan.people.choices import Role
from tests.cases.test_case_views import typed
from tests.organisations.factories import make_unit
from tests.people.factories import make_post
from tests.portal.journey import STORY, Phone, make_places


@pytest.fixture
def written():
    """Everything that is logged, at every level, as it would stand in the log."""
    out = StringIO()
    configured = logs.settings("DEBUG")
    configured["handlers"]["console"]["stream"] = out
    dictConfig(configured)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    dictConfig(settings.LOGGING)


def texts(lines) -> str:
    return json.dumps(lines, ensure_ascii=False)


@pytest.mark.django_db
def test_each_request_has_a_number_that_all_its_lines_carry(written):
    answer = Client().get("/nowhere/")

    number = answer.headers["X-Request-ID"]
    lines = written()
    assert len(number) == 32
    assert {line["request"] for line in lines} == {number}
    assert "Not Found" in {line["event"] for line in lines}
    told = next(line for line in lines if line["event"] == "answered")
    assert (told["method"], told["route"], told["status"]) == ("GET", None, 404)
    assert "nowhere" not in texts(lines)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "is_kept"), [("a1b2-c3d4-e5f6", True), ("短", False), ('x" onload="1', False)]
)
def test_the_number_of_a_proxy_is_kept_when_it_is_one(written, given, is_kept):
    answer = Client().get("/healthz", headers={"X-Request-ID": given})

    assert (answer.headers["X-Request-ID"] == given) is is_kept
    assert written()[-1]["request"] == answer.headers["X-Request-ID"]


@pytest.mark.django_db
def test_no_line_at_any_level_holds_a_word_about_who_applied(written):
    tree = make_places()
    device = Phone(tree.county)
    device.person["name"] = "欧阳试志"
    device.go_on()
    sent = device.send()
    clerk = Client()
    clerk.force_login(make_post(role=Role.WINDOW_CLERK, unit=tree.county).user)
    window = typed(name="司徒试窗")
    clerk.post(reverse("case_registration"), window)
    clerk.post(reverse("desk_search"), {"q": "司徒试窗"})

    assert sent.status_code == 302
    assert Case.objects.count() == 2
    lines = written()
    assert sum(line["event"] == "answered" for line in lines) > 10
    for word in (
        *device.person.values(),
        STORY,
        window["name"],
        window["identity_number"],
        window["phone"],
        *Case.objects.values_list("matter__code", flat=True),
    ):
        assert word not in texts(lines)


@pytest.mark.django_db
def test_a_fault_says_where_it_broke_and_quotes_nobody(written, monkeypatch):
    unit = make_unit()
    client = Client(raise_request_exception=False)
    client.force_login(make_post(role=Role.WINDOW_CLERK, unit=unit).user)

    def broken(**_):
        with connection.cursor() as cursor:
            cursor.execute("SELECT '司徒试窗'::integer")

    monkeypatch.setattr("gongyuan.cases.actions.application._new_case", lambda *_: broken())
    answer = client.post(reverse("case_registration"), typed(name="司徒试窗"))

    assert answer.status_code == 500
    fault = next(line for line in written() if line["level"] == "error")
    assert fault["error"][:2] == ["DataError", "InvalidTextRepresentation"]
    assert any("broken" in place for place in fault["at"])
    assert fault["request"] == answer.headers["X-Request-ID"]
    assert "司徒试窗" not in texts(written())


def test_a_number_that_slipped_into_a_sentence_is_blotted_out(written):
    logging.getLogger("somebody.elses").warning("sent to %s for %s", "19900001234", "x")
    structlog.get_logger("gongyuan.x").info("11010519491231002X", phone="13800000000", count=12345)
    try:
        raise IntegrityError("Key (name)=(司徒试窗) already exists.")
    except IntegrityError:
        logging.getLogger("x").exception("failed")

    one, two, three = written()
    assert one["event"] == "sent to × for x"
    assert (two["event"], two["phone"], two["count"]) == ("×", "×", 12345)
    assert three["error"] == ["IntegrityError"]
    assert "司徒" not in texts([three])


def test_a_process_of_its_own_writes_such_lines_too():
    code = (
        "import django, structlog; django.setup();"
        "structlog.get_logger('gongyuan.x').error('broke', case=7)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    (line,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert (line["event"], line["case"], line["level"]) == ("broke", 7, "error")
    assert line["timestamp"]
