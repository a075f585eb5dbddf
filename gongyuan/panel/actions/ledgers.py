"""The yearly ledger: opened, completed and signed (平工文〔2016〕28号 附件1 四(五))."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.core import files
from gongyuan.core.documents.printing import Unprintable, to_pdf
from gongyuan.core.events import record_event
from gongyuan.core.refusals import Refused, refuse_if
from gongyuan.lawyers.models import PanelTerm
from gongyuan.panel.actions.documents import issue_document
from gongyuan.panel.actions.locking import demand
from gongyuan.panel.choices import PanelDocumentKind
from gongyuan.panel.details import Line
from gongyuan.panel.models import LedgerLine, LedgerPdf, LedgerVersion, YearlyLedger
from gongyuan.panel.queries import ledgers as queries
from gongyuan.panel.queries.documents import ledger_facts
from gongyuan.panel.queries.lines import lines_of, minutes_of
from gongyuan.panel.rules import ledger as rules
from gongyuan.people.actor import Actor
from gongyuan.people.capabilities import Capability


@transaction.atomic
def open_ledger(*, term: PanelTerm, actor: Actor, now: datetime) -> YearlyLedger:
    """The ledger of a term, made when it is not there yet; its day is the policy's of the place."""
    term = PanelTerm.objects.select_for_update(of=("self",)).select_related("unit").get(pk=term.pk)
    days = queries.days_of(term.unit, term.agreed_until or term.ends_on)
    ledger, is_new = YearlyLedger.objects.get_or_create(
        term=term,
        defaults={
            "lawyer_id": term.lawyer_id,
            "unit": term.unit,
            "unit_path": term.unit_path,
            "opens_on": min(days.opens_on, term.ends_on),
            "due_on": days.due_on,
            "due_source": days.source,
        },
    )
    if is_new:
        record_event(ledger, "panel.yearlyledger.open", actor=actor, now=now)
    return ledger


@transaction.atomic
def remark_ledger(*, term: PanelTerm, remarks: str, actor: Actor, now: datetime) -> YearlyLedger:
    """Complete the own ledger in the lawyer's words; what was signed before stays as it was."""
    ledger = _own(term, actor, now)
    if len(remarks) > rules.LONGEST_REMARKS:
        raise Refused(f"最多{rules.LONGEST_REMARKS}个字。", field="remarks")
    ledger.remarks = remarks.strip()
    ledger.save(update_fields=["remarks"])
    record_event(ledger, "panel.yearlyledger.remark", actor=actor, now=now)
    return ledger


@transaction.atomic
def sign_ledger(
    *, term: PanelTerm, remarks: str | None = None, actor: Actor, now: datetime
) -> LedgerVersion:
    """Sign the own ledger: a version frozen with its lines, and the document of it.

    Signed again unchanged it is the same version; changed, it is a correction of its own number.
    Refuses signing before it opens, and an empty ledger without a word on why.
    """
    ledger = _own(term, actor, now)
    said = ledger.remarks if remarks is None else remarks.strip()
    today = timezone.localdate(now)
    lines = lines_of([ledger.term], until=today)[ledger.term_id]
    digest = queries.digest_of(lines, said)
    latest = ledger.versions.order_by("-number").first()
    if latest is not None and latest.sha256 == digest:
        return latest
    obstacles = rules.signing_obstacles(
        opens_on=ledger.opens_on, lines=len(lines), remarks=said, today=today
    )
    refuse_if(obstacles, field="remarks")
    ledger.remarks, ledger.signed_on = said, ledger.signed_on or today
    ledger.save(update_fields=["remarks", "signed_on"])
    version = _frozen(ledger, lines, latest.number + 1 if latest else 1, digest, actor, now)
    _issue(version, actor, now)
    return version


def _frozen(
    ledger: YearlyLedger, lines: list[Line], number: int, digest: str, actor: Actor, now: datetime
) -> LedgerVersion:
    version = LedgerVersion.objects.create(
        ledger=ledger,
        number=number,
        remarks=ledger.remarks,
        lines_until=timezone.localdate(now),
        lines_count=len(lines),
        minutes=minutes_of(lines),
        sha256=digest,
        is_late=bool(ledger.due_on and ledger.signed_on and ledger.signed_on > ledger.due_on),
        signed_at=now,
        signed_by=actor.signature,
    )
    LedgerLine.objects.bulk_create(
        LedgerLine(
            version=version,
            kind=line.kind,
            happened_on=line.day,
            text=line.text[:300],
            minutes=line.minutes,
            is_confirmed=line.is_confirmed,
            source_kind=line.source_kind,
            source_id=line.source_id,
        )
        for line in lines
    )
    return version


def _issue(version: LedgerVersion, actor: Actor, now: datetime) -> None:
    ledger = version.ledger
    document = issue_document(
        about=version,
        kind=PanelDocumentKind.YEARLY_LEDGER,
        facts=ledger_facts(version),
        unit=ledger.unit,
        lawyer=ledger.lawyer,
        actor=actor,
        now=now,
    )
    data = {"title": f"{document.number} 第{version.number}版"}
    record_event(ledger, "panel.yearlyledger.sign", actor=actor, now=now, data=data)
    task = app.configure_task("gongyuan.panel.tasks.print_ledger", queue="printing")
    task.defer(version_id=version.pk)


def print_version(*, version: LedgerVersion, now: datetime) -> LedgerPdf | None:
    """Make the PDF of a signed ledger and keep it, once; None where it cannot be made."""
    source = version.documents.select_related("file").order_by("-pk").first()
    if source is None:
        return None
    try:
        content = to_pdf(files.read(source.file))
    except Unprintable:
        return None
    with transaction.atomic():
        LedgerVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
        kept = LedgerPdf.objects.filter(version=version).first()
        if kept is not None:
            return kept
        stored = files.store_bytes(
            content,
            name=f"{source.get_kind_display()} {source.number}.pdf",
            kind=files.PDF,
            by=source.issued_by,
            now=now,
        )
        return LedgerPdf.objects.create(version=version, file=stored, made_at=now)


def _own(term: PanelTerm, actor: Actor, now: datetime) -> YearlyLedger:
    """The lawyer's own ledger of a term, locked; made when it is not there."""
    demand(actor, Capability.PANEL_OWN)
    mine = PanelTerm.objects.visible_to(actor).get(pk=term.pk)
    opened = open_ledger(term=mine, actor=actor, now=now)
    rows = YearlyLedger.objects.handled_by(actor).select_related("term__unit", "unit", "lawyer")
    found: YearlyLedger = rows.select_for_update(of=("self",)).get(pk=opened.pk)
    return found
