from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from gongyuan.cases.actions.applicant_sheets import forget_sheets
from gongyuan.cases.actions.archive_book import bind_book, give_up_book
from gongyuan.cases.actions.assignment import pass_on_unanswered
from gongyuan.cases.actions.batches import (
    DAYS_KEPT,
    forget_batches,
    give_up_batch,
    write_batch,
)
from gongyuan.cases.actions.exports import forget_exports, give_up_export, write_export
from gongyuan.cases.actions.major import keep_gravity
from gongyuan.cases.actions.oversight import escalate_oversight
from gongyuan.cases.actions.printing import count_pages, make_print
from gongyuan.cases.actions.reckoning import reckon_anew
from gongyuan.cases.actions.red_line import escalate_report, tell_of_missing_report
from gongyuan.cases.actions.reminders import remind_all
from gongyuan.cases.actions.withdrawal import close_objection_window, lapse_unanswered
from gongyuan.cases.models import ArchiveBook, DocumentBatch, DocumentPrint
from gongyuan.cases.queries.assignment import unanswered_assignments
from gongyuan.cases.queries.exports import asked_export
from gongyuan.cases.queries.major import (
    majors_not_kept,
    missing_reports,
    unacknowledged_reports,
)
from gongyuan.cases.queries.overdue import (
    cases_provisional_in,
    cases_touched_by,
    lapsed_supplements,
    passed_objection_windows,
)
from gongyuan.cases.queries.oversight import late_orders
from gongyuan.cases.queries.printing import uncounted_papers
from gongyuan.core.refusals import Refused
from gongyuan.people.actor import system
from gongyuan.policy import in_force

#: Papers whose pages are counted in one go; a document of ours takes two seconds.
COUNTED_AT_ONCE = 20


@app.periodic(cron="10 16 * * *")
@app.task(queueing_lock="lapse_supplements")
def lapse_supplements(timestamp: int) -> None:
    """Ten past midnight in Beijing: deem withdrawn what stayed unanswered, close old windows."""
    now = timezone.now()
    today = timezone.localdate(now)
    for case in lapsed_supplements(today=today):
        try:
            lapse_unanswered(case=case, actor=system(), now=now)
        except Refused:
            # Answered between the list and the lock: nothing is left to do.
            continue
    for case in passed_objection_windows(today=today):
        close_objection_window(case=case, actor=system(), now=now)


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="pass_on_unanswered_assignments")
def pass_on_unanswered_assignments(timestamp: int) -> None:
    """Take back the offers whose last day to answer is over; an answer meanwhile stands."""
    now = timezone.now()
    for assignment in unanswered_assignments(today=timezone.localdate(now)):
        pass_on_unanswered(assignment=assignment, actor=system(), now=now)


@app.task(queue="upkeep")
def reckon_year_anew(year: int) -> None:
    """Reckon the open deadlines that a year touches, after its days off were entered."""
    in_force.refresh()
    for case in cases_touched_by(year).only("pk").iterator(chunk_size=500):
        reckon_anew(case=case, year=year, actor=system(), now=timezone.now())


@app.periodic(cron="7 0-12 * * *")
@app.task(queueing_lock="send_reminders")
def send_reminders(timestamp: int) -> None:
    """Every hour from eight in the morning to eight at night in Beijing: nobody is woken."""
    remind_all(actor=system(), now=timezone.now())


@app.periodic(cron="30 16 * * *")
@app.task(queueing_lock="reckon_published_years")
def reckon_published_years(timestamp: int) -> None:
    """Half past midnight in Beijing: no open deadline stays provisional in a published year.

    A new release of the product may bring a year that nobody has entered.
    """
    published = in_force.refresh().calendar.published_years
    today = timezone.localdate()
    for year in sorted(year for year in published if year >= today.year):
        for case in cases_provisional_in(year).only("pk").iterator(chunk_size=500):
            reckon_anew(case=case, year=year, actor=system(), now=timezone.now())


@app.task(queue="exports")
def write_case_export(export_id: int) -> None:
    """Write a list that somebody waits for; begun anew when the worker was killed meanwhile."""
    now = timezone.now()
    asked = asked_export(export_id, today=timezone.localdate(now))
    if asked is None:
        return
    export, actor = asked
    try:
        write_export(export=export, actor=actor, now=now)
    except Refused:
        give_up_export(export=export, now=now)
    except Exception:
        give_up_export(export=export, now=now)
        raise


@app.periodic(cron="40 18 * * *")
@app.task(queueing_lock="forget_case_exports")
def forget_case_exports(timestamp: int) -> None:
    """In the small hours of Beijing: destroy the lists that nobody fetches any more."""
    forget_exports(now=timezone.now())


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="escalate_late_oversight")
def escalate_late_oversight(timestamp: int) -> None:
    """Tell those above of orders that nobody answered by their day, once for each day set."""
    now = timezone.now()
    for order in late_orders(today=timezone.localdate(now)):
        escalate_oversight(order=order, actor=system(), now=now)


@app.task(queue="documents")
def write_document_batch(batch_id: int) -> None:
    """Write the document of every applicant that somebody waits for."""
    batch = DocumentBatch.objects.select_related(
        "case__unit__parent", "case__employer", "case__matter", "case__institution"
    ).get(pk=batch_id)
    try:
        write_batch(batch=batch, now=timezone.now())
    except Exception:
        # Whoever waits is told, and the job's own record says why.
        give_up_batch(batch=batch, now=timezone.now())
        raise


@app.periodic(cron="40 16 * * *")
@app.task(queue="upkeep", queueing_lock="forget_rolls")
def forget_rolls(timestamp: int) -> None:
    """Twenty to one in Beijing: destroy rolls that nobody used and archives of some days ago."""
    before = timezone.now() - timedelta(days=DAYS_KEPT)
    forget_sheets(unused_since=before)
    forget_batches(asked_before=before)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="watch_major_cases")
def watch_major_cases(timestamp: int) -> None:
    """Every ten minutes: keep what is major, tell of missing reports, send silent ones on."""
    now = timezone.now()
    for case in majors_not_kept():
        keep_gravity(case=case, actor=system(), now=now)
    for major in missing_reports(now=now):
        tell_of_missing_report(major=major, actor=system(), now=now)
    for report in unacknowledged_reports(now=now):
        escalate_report(report=report, actor=system(), now=now)


@app.task(queue="printing")
def print_document(print_id: int) -> None:
    """Make the PDF that somebody asked for; one already made stays."""
    wanted = DocumentPrint.objects.filter(pk=print_id, file=None)
    for one in wanted.select_related("document__file", "document__paper"):
        make_print(wanted=one, now=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="count_pages_of_files", queue="printing")
def count_pages_of_files(timestamp: int) -> None:
    """Count the pages of files being put together, some at a time, for their catalogues."""
    for paper in uncounted_papers(most=COUNTED_AT_ONCE):
        count_pages(paper=paper)


@app.task(queue="printing")
def bind_archive(book_id: int) -> None:
    """Bind the papers of a sealed file that somebody waits for; begun anew after a kill."""
    books = ArchiveBook.objects.select_related("archive__case").filter(pk=book_id)
    for book in books:
        try:
            bind_book(book=book, now=timezone.now())
        except Exception:
            give_up_book(book=book, fault="没有做成，请再试一次。", now=timezone.now())
            raise
