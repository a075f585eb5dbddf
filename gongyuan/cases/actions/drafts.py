"""What somebody has answered so far on the phone: kept, added to, sent once, or forgotten."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongyuan.cases.actions.application import submit_application
from gongyuan.cases.details import Application, NewPaper
from gongyuan.cases.models import ApplicationDraft, Case, DraftPaper
from gongyuan.cases.queries.drafts import answers_of
from gongyuan.core.files import store_upload
from gongyuan.core.models import File
from gongyuan.core.refusals import Refused
from gongyuan.organisations.models import AidInstitution, Unit
from gongyuan.people.actor import Actor
from gongyuan.people.privacy import phone_key

#: A form of our own, not of law: more photos than this are brought to the window.
MOST_PAPERS = 40


@transaction.atomic
def save_draft(*, key: UUID, changes: Mapping[str, Any], now: datetime) -> ApplicationDraft:
    """Keep answers under a key, beside those already there; an answer of None is taken out.

    Answers are JSON values and lie encrypted. Begins the draft when there is none of this key.
    Refuses a draft that has been sent.
    """
    draft, _ = ApplicationDraft.objects.get_or_create(
        key=key, defaults={"answers": "{}", "created_at": now, "updated_at": now}
    )
    draft = _locked(key)
    merged = {**answers_of(draft), **changes}
    kept = {name: value for name, value in merged.items() if value is not None}
    draft.answers = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    draft.phone_index = phone_key(str(kept.get("phone", "")))
    draft.updated_at = now
    draft.save(update_fields=["answers", "phone_index", "updated_at"])
    return draft


@transaction.atomic
def add_draft_paper(*, key: UUID, paper: NewPaper, actor: Actor, now: datetime) -> DraftPaper:
    """Put one photo or file into a draft, for one of the papers asked for or for none.

    Refuses, beside `file`, what is not what it says or is too large, and more than MOST_PAPERS.
    """
    draft = _locked(key)
    if draft.papers.count() >= MOST_PAPERS:
        raise Refused(f"最多传{MOST_PAPERS}张，其余的请带到窗口。", field="file")
    upload = paper.file
    file = store_upload(upload, by=actor.name, now=now) if _is_upload(upload) else upload
    draft.updated_at = now
    draft.save(update_fields=["updated_at"])
    return DraftPaper.objects.create(draft=draft, file=file, material_code=paper.material_code)


@transaction.atomic
def remove_draft_paper(*, key: UUID, paper_id: int, now: datetime) -> None:
    """Take a photo out of a draft and destroy it; one already gone is no fault."""
    draft = _locked(key)
    _destroy(list(draft.papers.filter(pk=paper_id).select_related("file")))
    draft.updated_at = now
    draft.save(update_fields=["updated_at"])


@transaction.atomic
def submit_draft(
    *,
    key: UUID,
    application: Application,
    unit: Unit,
    institution: AidInstitution | None,
    asked: Collection[str],
    actor: Actor,
    now: datetime,
) -> Case:
    """Send a draft as an application with its papers, once: sent again it gives the same case.

    `asked` are the codes of materials that the case will ask for; a photo taken for another goes
    in as evidence. What was answered is wiped from the draft. Refuses as `submit_application`.
    """
    draft = ApplicationDraft.objects.select_for_update(of=("self",)).get(key=key)
    if draft.submitted_case:
        return draft.submitted_case
    papers = list(draft.papers.select_related("file").order_by("pk"))
    case = submit_application(
        application=application,
        unit=unit,
        institution=institution,
        papers=[
            NewPaper(
                file=paper.file,
                material_code=paper.material_code if paper.material_code in asked else "",
            )
            for paper in papers
        ],
        actor=actor,
        now=now,
    )
    draft.papers.all().delete()
    draft.submitted_case, draft.answers, draft.updated_at = case, "", now
    draft.save(update_fields=["submitted_case", "answers", "updated_at"])
    return case


@transaction.atomic
def discard_draft(*, key: UUID) -> None:
    """Destroy a draft and its photos at its owner's wish; one already gone is no fault."""
    _forget(list(ApplicationDraft.objects.select_for_update().filter(key=key)))


@transaction.atomic
def forget_drafts(*, untouched_since: datetime) -> int:
    """Destroy drafts that nobody has touched since then; return how many.

    A draft is kept no longer than its purpose needs (个人信息保护法 第十九条).
    """
    stale = ApplicationDraft.objects.select_for_update(skip_locked=True).filter(
        updated_at__lt=untouched_since
    )
    drafts = list(stale)
    _forget(drafts)
    return len(drafts)


def _locked(key: UUID) -> ApplicationDraft:
    draft = ApplicationDraft.objects.select_for_update(of=("self",)).filter(key=key).first()
    if draft is None:
        raise Refused("这份申请已经删掉了，请重新填。")
    if draft.submitted_case_id:
        raise Refused("这份申请已经发出去了，可以凭查询码和手机号查进度。")
    return draft


def _is_upload(file: Any) -> bool:
    return isinstance(file, UploadedFile)


def _forget(drafts: list[ApplicationDraft]) -> None:
    _destroy(list(DraftPaper.objects.filter(draft__in=drafts).select_related("file")))
    ApplicationDraft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()


def _destroy(papers: list[DraftPaper]) -> None:
    """Delete the rows, and the stored bytes once the transaction has held."""
    files = [paper.file for paper in papers]
    DraftPaper.objects.filter(pk__in=[paper.pk for paper in papers]).delete()
    File.objects.filter(pk__in=[file.pk for file in files]).delete()
    for file in files:
        transaction.on_commit(partial(default_storage.delete, file.stored_as))
