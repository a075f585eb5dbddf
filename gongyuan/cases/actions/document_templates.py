"""An office's own templates of documents: uploaded, looked at, put in force, withdrawn."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from gongyuan.cases.models import DocumentTemplate
from gongyuan.cases.queries.document_templates import next_version
from gongyuan.cases.template_kinds import find_kind, kind_of
from gongyuan.core import files
from gongyuan.core.documents.fields import Field, sample_facts
from gongyuan.core.documents.rendering import render
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.organisations.models import Unit
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def upload_template(
    *, kind: str, file: UploadedFile, note: str = "", actor: Actor, now: datetime
) -> DocumentTemplate:
    """Keep a DOCX as the next version of the own union's template of a kind; not yet in force.

    Refuses, beside `file`: what is no plain DOCX, macros, an unknown field (with the known ones),
    a compulsory one left out, broken syntax, anything beyond fields, loops and conditions.
    """
    _check_power(actor)
    known = find_kind(kind)
    if known is None:
        raise Refused("这种文书的模板不能更换。")
    own = Unit.objects.handled_by(actor).select_for_update(of=("self",))
    unit = own.get(pk=actor.unit_id or 0)
    file.seek(0)
    content = file.read()
    refuse_if(_obstacles(content, known.fields), field="file")
    template = DocumentTemplate.objects.create(
        unit=unit,
        unit_path=unit.path,
        kind=kind,
        version=next_version(unit, kind),
        file=files.store_bytes(
            content, name=f"{known.label}模板.docx", kind=files.DOCX, by=actor.signature, now=now
        ),
        note=note.strip()[:200],
        uploaded_at=now,
        uploaded_by=actor.signature,
    )
    _note(template, "upload", actor, now)
    return template


@transaction.atomic
def preview_template(*, template: DocumentTemplate, actor: Actor, now: datetime) -> bytes:
    """Fill a template with a made-up case, and write down that somebody looked at it.

    Returns the DOCX. No record of a person is read for it.
    """
    template = _locked(template, actor)
    content = render(files.read(template.file), sample_facts(kind_of(template.kind).fields))
    if template.previewed_at is None:
        template.previewed_at = now
        template.save(update_fields=["previewed_at"])
        _note(template, "preview", actor, now)
    return content


@transaction.atomic
def put_in_force(
    *, template: DocumentTemplate, starts_on: date, actor: Actor, now: datetime
) -> DocumentTemplate:
    """Use a version from a day on, for the own union and those below without their own.

    Documents issued before stay as they were. Refuses a version nobody has previewed, one that is
    in force or withdrawn already, a day before today, and one that no longer passes the check.
    """
    template = _locked(template, actor)
    if template.previewed_at is None:
        raise Refused("启用前请先预览。")
    if template.in_force_from or template.withdrawn_at:
        raise Refused("这一版已经启用过，要再用请重新上传。")
    if starts_on < timezone.localdate(now):
        raise Refused("启用日期不能早于今天。", field="starts_on")
    fields = kind_of(template.kind).fields
    refuse_if(_obstacles(files.read(template.file), fields))
    template.in_force_from, template.put_in_force_by = starts_on, actor.signature
    template.save(update_fields=["in_force_from", "put_in_force_by"])
    _note(template, "put_in_force", actor, now, note=f"自{starts_on:%Y-%m-%d}起")
    return template


@transaction.atomic
def withdraw_template(
    *, template: DocumentTemplate, note: str, actor: Actor, now: datetime
) -> DocumentTemplate:
    """Use a version no longer: the one before it, the upper union's or the built-in one returns.

    The version is kept. Refuses one withdrawn already and an empty reason.
    """
    template = _locked(template, actor)
    if template.withdrawn_at:
        raise Refused("这一版已经停用。")
    template.withdrawn_at, template.withdrawn_by = now, actor.signature
    template.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _note(template, "withdraw", actor, now, note=note)
    return template


def _locked(template: DocumentTemplate, actor: Actor) -> DocumentTemplate:
    _check_power(actor)
    rows = DocumentTemplate.objects.handled_by(actor).select_for_update(of=("self",))
    return rows.select_related("file").get(pk=template.pk)


def _check_power(actor: Actor) -> None:
    if not actor.can(Capability.CASES_EDIT_TEMPLATES):
        raise PermissionDenied(Capability.CASES_EDIT_TEMPLATES)


def _note(
    template: DocumentTemplate, verb: str, actor: Actor, now: datetime, note: str = ""
) -> None:
    code = f"cases.documenttemplate.{verb}"
    data = {"title": str(template)}
    record_event(template, code, actor=actor, now=now, note=note, data=data)


def _obstacles(content: bytes, fields: Sequence[Field]) -> list[str]:
    """Why a DOCX will not do; what looks it over weighs 8 MB and is read when first needed."""
    from gongyuan.core.documents.checking import template_obstacles

    return template_obstacles(content, fields)
