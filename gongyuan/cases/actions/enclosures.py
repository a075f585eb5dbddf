from datetime import datetime

from django.db import transaction

from gongyuan.cases.choices import CaseState
from gongyuan.cases.models import Case, Paper
from gongyuan.core.models import File
from gongyuan.people.actor import Actor


@transaction.atomic
def enclose(
    *, case: Case, file: File, title: str, catalogue_code: str, actor: Actor, now: datetime
) -> Paper | None:
    """Lay what an upper domain has made of a case into its inner file (副卷), the office's alone.

    The caller has checked the power over its own record. None when the file is sealed: what comes
    later stays with the record it was made on.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.state == CaseState.ARCHIVED:
        return None
    return Paper.objects.create(
        case=case,
        file=file,
        title=title[:120],
        catalogue_code=catalogue_code,
        is_inner=True,
        added_at=now,
        added_by=(actor.office or actor.name)[:200],
    )
