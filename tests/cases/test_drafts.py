"""A draft keeps what was answered, goes out once, and leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from PIL import Image

from gongyuan.cases.actions import drafts
from gongyuan.cases.actions.messages import mark_replies_read, write_to_office
from gongyuan.cases.choices import CaseState
from gongyuan.cases.details import NewPaper
from gongyuan.cases.models import ApplicationDraft, Case, DraftPaper, Message
from gongyuan.cases.queries.drafts import answers_of, find_draft, papers_of_draft
from gongyuan.core.events import events_of
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import visitor, worker
from tests.cases.factories import NOW, application, make_case
from tests.organisations.factories import make_unit
from tests.people.factories import make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stored_in_the_test(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def picture():
    out = BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, "JPEG")
    return SimpleUploadedFile("a.jpg", out.getvalue())


def add(key, code=""):
    paper = NewPaper(file=picture(), material_code=code)
    return drafts.add_draft_paper(key=key, paper=paper, actor=visitor(), now=NOW)


def send(key, unit, **told):
    return drafts.submit_draft(
        key=key,
        application=application(submission_key=key, **told),
        unit=unit,
        institution=None,
        asked={"identity"},
        actor=visitor(),
        now=NOW,
    )


def test_answers_are_kept_beside_one_another_and_encrypted():
    key = uuid4()
    drafts.save_draft(key=key, changes={"name": "试职工", "what": "unpaid"}, now=NOW)
    drafts.save_draft(key=key, changes={"what": None, "migrant": False}, now=NOW)

    assert answers_of(find_draft(key)) == {"name": "试职工", "migrant": False}
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM cases_applicationdraft")
        assert "试职工".encode() not in bytes(cursor.fetchone()[0])


def test_no_key_finds_no_draft():
    drafts.save_draft(key=uuid4(), changes={}, now=NOW)

    assert find_draft(None) is None
    assert find_draft(uuid4()) is None
    assert answers_of(None) == {}
    assert papers_of_draft(None) == []


def test_sending_makes_one_case_and_wipes_the_draft():
    key, unit = uuid4(), make_unit()
    drafts.save_draft(key=key, changes={"name": "试职工"}, now=NOW)
    add(key, "identity")
    add(key, "of_no_use")

    case = send(key, unit)
    again = send(key, unit)

    assert again == case
    assert Case.objects.count() == 1
    codes = [p.material and p.material.code for p in case.papers.order_by("pk")]
    assert codes == ["identity", None]
    assert answers_of(find_draft(key)) == {}
    assert not DraftPaper.objects.exists()
    for act in (lambda: add(key), lambda: drafts.save_draft(key=key, changes={}, now=NOW)):
        with pytest.raises(Refused, match="已经发出去了"):
            act()


def test_a_refused_application_leaves_the_draft_as_it_was():
    key = uuid4()
    drafts.save_draft(key=key, changes={"name": "试职工"}, now=NOW)
    add(key)

    with pytest.raises(Refused):
        send(key, make_unit(), facts_text="")

    assert answers_of(find_draft(key)) == {"name": "试职工"}
    assert DraftPaper.objects.count() == 1
    assert not Case.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_case():
    key, unit = uuid4(), make_unit()
    drafts.save_draft(key=key, changes={"name": "试职工"}, now=NOW)
    told = application(submission_key=key)

    def press(_):
        try:
            return drafts.submit_draft(
                key=key,
                application=told,
                unit=unit,
                institution=None,
                asked=(),
                actor=visitor(),
                now=NOW,
            ).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as pool:
        made = set(pool.map(press, range(4)))

    assert len(made) == 1
    assert Case.objects.count() == 1


def test_a_photo_taken_out_is_destroyed(django_capture_on_commit_callbacks):
    key = uuid4()
    drafts.save_draft(key=key, changes={}, now=NOW)
    paper = add(key)
    other = uuid4()
    drafts.save_draft(key=other, changes={}, now=NOW)
    stored = paper.file.stored_as

    drafts.remove_draft_paper(key=other, paper_id=paper.pk, now=NOW)
    assert default_storage.exists(stored)
    with django_capture_on_commit_callbacks(execute=True):
        drafts.remove_draft_paper(key=key, paper_id=paper.pk, now=NOW)

    assert not default_storage.exists(stored)
    assert not File.objects.filter(pk=paper.file_id).exists()


def test_too_many_photos_are_brought_to_the_window():
    key = uuid4()
    drafts.save_draft(key=key, changes={}, now=NOW)
    file = add(key).file
    draft = ApplicationDraft.objects.get()
    DraftPaper.objects.bulk_create(
        DraftPaper(draft=draft, file=file) for _ in range(drafts.MOST_PAPERS - 1)
    )

    with pytest.raises(Refused, match="请带到窗口"):
        add(key)


def test_only_drafts_that_nobody_touched_are_forgotten():
    old, fresh, sent = uuid4(), uuid4(), uuid4()
    for key, days in ((old, 8), (fresh, 1), (sent, 1)):
        drafts.save_draft(key=key, changes={}, now=NOW - timedelta(days=days))
    case = send(sent, make_unit())

    assert drafts.forget_drafts(untouched_since=NOW - timedelta(days=7)) == 1

    assert find_draft(old) is None
    assert find_draft(fresh)
    assert Case.objects.get() == case


def test_a_discarded_draft_cannot_be_written_to():
    key = uuid4()
    drafts.save_draft(key=key, changes={}, now=NOW)

    drafts.discard_draft(key=key)
    drafts.discard_draft(key=key)

    with pytest.raises(Refused, match="已经删掉"):
        add(key)


def write(case, text="我找到了欠条。", actor=None):
    actor = actor or worker(case_ids=frozenset({case.pk}))
    return write_to_office(case=case, text=text, actor=actor, now=NOW)


def test_a_message_is_written_once_and_recorded():
    case = make_case(state=CaseState.HANDLING)

    first = write(case)

    assert write(case, " 我找到了欠条。 ") == first
    assert (first.is_from_worker, first.written_by) == (True, "职工本人")
    assert [event.code for event in events_of(case)] == ["cases.case.write_office"]


@pytest.mark.parametrize(
    ("state", "text"),
    [(CaseState.HANDLING, " "), (CaseState.HANDLING, "长" * 1001), (CaseState.WITHDRAWN, "好")],
)
def test_a_message_that_cannot_be_left_leaves_nothing(state, text):
    case = make_case(state=state)

    with pytest.raises(Refused):
        write(case, text)

    assert not Message.objects.exists()


def test_nobody_writes_in_the_workers_name_and_nobody_writes_on_anothers_case():
    case = make_case()
    with pytest.raises(Refused, match="申请人本人"):
        write(case, actor=make_actor(unit=case.unit))
    with pytest.raises(Case.DoesNotExist):
        write(case, actor=worker(case_ids=frozenset({make_case().pk})))


def test_replies_are_read_by_their_worker_alone():
    case, other = make_case(), make_case()
    for one in (case, other):
        Message.objects.create(
            case=one, is_from_worker=False, text="请补交", written_at=NOW, written_by="办公室"
        )
    actor = worker(case_ids=frozenset({case.pk}))

    assert mark_replies_read(case=case, actor=actor, now=NOW) == 1
    assert mark_replies_read(case=other, actor=actor, now=NOW) == 0
