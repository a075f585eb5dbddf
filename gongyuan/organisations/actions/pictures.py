"""What everybody sees of an institution: its sign and the rules on its wall."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongyuan.core import files
from gongyuan.core.events import record_event
from gongyuan.core.refusals import refuse_if
from gongyuan.organisations.choices import InstitutionPicture
from gongyuan.organisations.models import AidInstitution
from gongyuan.organisations.pictures import store_picture


@transaction.atomic
def show_pictures(
    *,
    institution: AidInstitution,
    pictures: dict[str, UploadedFile],
    taken_down: Collection[str] = (),
    actor: Any,
    now: datetime,
) -> AidInstitution:
    """Put up pictures of an institution, by what they show, and take others down.

    They are public at once (苏工发〔2012〕8号第10项: 上网发布). A picture that is replaced or taken
    down is destroyed. Refuses a closed institution and what is no picture; without anything to do
    it writes nothing.
    """
    rows = AidInstitution.objects.handled_by(actor).select_for_update(of=("self",))
    row = rows.get(pk=institution.pk)
    refuse_if(["该机构已撤销，不能修改。"] if row.closed_on else [])
    changed = [one for one in InstitutionPicture if one in pictures or one in taken_down]
    old = []
    for one in changed:
        column = f"{one}_photo"
        old.append(getattr(row, column))
        upload = pictures.get(one)
        name = f"{one.label}.jpg"
        stored = (
            store_picture(upload, name=name, by=actor.name, now=now, field=one) if upload else None
        )
        setattr(row, column, stored)
    if not changed:
        return row
    row.save(update_fields=[f"{one}_photo" for one in changed])
    files.destroy(file for file in old if file is not None)
    told = {str(one): "换上" if one in pictures else "撤下" for one in changed}
    record_event(row, "organisations.aidinstitution.show", actor=actor, now=now, data=told)
    return row
