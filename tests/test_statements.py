"""No page asks the database much: every page is opened by a head and its statements are counted."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gongyuan.people.capabilities import BY_ROLE
from gongyuan.people.choices import Role
from tests import world
from tests.organisations.factories import make_tree
from tests.people.factories import make_post

MOST = 12
#: What may ask more than a page of its own, and why.
MORE: dict[str, tuple[int, str]] = {
    "case_assignment": (24, "the case, and the past of every lawyer who may be proposed"),
    "case_new_version": (20, "the case, and the facts of the document that is written anew"),
    "case_file_return": (18, "the case, and the check of its file as it is now"),
    "case_archive": (18, "the case, and the check of its file as it is now"),
    "case_supplement_request": (14, "the case, and what is missing from its materials"),
    "employer_merge": (22, "both records, and how much hangs on each, table by table"),
    "worker_merge": (19, "both records, and how much hangs on each, table by table"),
    "merge_detail": (14, "both records, and how much hangs on each, table by table"),
    "worker_detail": (15, "a worker, a table each for employers, units, merges, cases, questions"),
    "lawyer_detail": (21, "a lawyer, a table each for terms, marks, firm, ledgers, work, payments"),
    "honour_candidate_new": (44, "the year of a lawyer, twice: the list and the one proposed"),
    **dict.fromkeys(
        (
            "appraisal_list",
            "appraisal_detail",
            "appraisal_opinion",
            "appraisal_decision",
            "honour_round",
            "honour_award",
            "honour_publicity",
            "honour_removal",
            "year_ledger_list",
            "year_ledger_detail",
        ),
        (26, "a lawyer's year, summed from one table for each kind of work"),
    ),
}
MARKS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """One county with one of everything for all roles: a page that is opened changes nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        unit = make_tree().county
        yield unit, world.records(unit)
        transaction.set_rollback(True)


def asked(client, url, most):
    """How many statements a page sends; None unless it is a page.

    What a process asks once is not the page's: a page that asks more than `most` is opened again.
    """
    for _ in range(2):
        with CaptureQueriesContext(connection) as sent:
            answer = client.get(url)
            if answer.status_code != 200:
                return None
            if answer.streaming:
                list(answer.streaming_content)
        # A test runs inside a transaction; the product's own would send nothing for these.
        count = sum(not str(one["sql"]).startswith(MARKS) for one in sent)
        if count <= most:
            break
    return count


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.LAWYER])
def test_no_page_asks_more_than_a_dozen_statements(client, county, settings, role):
    settings.SECOND_FACTOR_COMPULSORY = False
    unit, known = county
    client.force_login(make_post(role=role, unit=unit).user)
    found = []
    for name, parts, view in world.routes():
        powers = getattr(view, "capabilities", None)
        if not powers or not BY_ROLE[role] & powers or set(parts) & world.OF_THE_SESSION:
            continue
        most = MORE.get(name, (MOST, ""))[0]
        count = asked(client, world.address(name, parts, known), most)
        if count is not None:
            found.append((count, most, name))
    found.sort(reverse=True)
    for count, _, name in found[:10]:
        print(f"{count:3} {name}")

    assert len(found) > 10
    assert [f"{name}: {count}" for count, most, name in found if count > most] == []
