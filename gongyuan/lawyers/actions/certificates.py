import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongyuan.core import files
from gongyuan.core.documents.rendering import render
from gongyuan.core.events import record_event
from gongyuan.lawyers.certificate_source import certificate_source
from gongyuan.lawyers.models import PanelTerm
from gongyuan.lawyers.rules.certificates import ALPHABET, GROUP_LENGTH, GROUPS, grouped
from gongyuan.organisations.actions.numbering import unit_number
from gongyuan.people.actor import Actor

KIND = "lawyers.certificate"


@transaction.atomic
def certify(*, term: PanelTerm, actor: Actor, now: datetime) -> PanelTerm:
    """Issue the certificate of an appointment, with number and check code; once a term.

    The number is gap-free per union and year (GB/T 9704-2012). Anybody may have the code verified
    on the public page. Asked again it is the certificate there is. The caller or the job's worker
    has the power; the term is found in the sight of whoever acts, or of all for the worker.
    """
    seen = PanelTerm.objects.handled_by(actor) if actor.unit_path else PanelTerm.objects.all()
    term = (
        seen.select_for_update(of=("self",)).select_related("lawyer__firm", "unit").get(pk=term.pk)
    )
    if term.certificate_id is not None:
        return term
    year = timezone.localdate(now).year
    term.number = unit_number(unit=term.unit, kind=KIND, series="聘", year=year)
    term.check_code = grouped(
        "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH))
    )
    source = certificate_source(term.unit, on=timezone.localdate(now))
    term.certificate = files.store_bytes(
        render(source, _facts(term, now)),
        name=f"聘书 {term.lawyer.name} {term.number}.docx",
        kind=files.DOCX,
        by=actor.office or actor.name,
        now=now,
    )
    term.save(update_fields=["number", "check_code", "certificate"])
    record_event(
        term, "lawyers.panelterm.certify", actor=actor, now=now, data={"title": term.number}
    )
    return term


def _facts(term: PanelTerm, now: datetime) -> dict[str, str]:
    return {
        "office": term.unit.name,
        "lawyer": term.lawyer.name,
        "firm": term.lawyer.firm.name,
        "licence_number": term.lawyer.licence_number,
        "starts_on": _printed(term.starts_on),
        "ends_on": _printed(term.agreed_until or term.ends_on),
        "number": term.number,
        "check_code": term.check_code or "",
        "date": _printed(timezone.localdate(now)),
    }


def _printed(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
