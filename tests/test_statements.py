"""No page asks the database much: every page is opened by a head and its statements are counted."""

import pytest
from django.db import connection
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


def asked(client, url):
    """How many statements a page sends when it was opened before; None unless it is a page."""
    if client.get(url).status_code != 200:
        return None
    with CaptureQueriesContext(connection) as sent:
        answer = client.get(url)
        if answer.streaming:
            list(answer.streaming_content)
    # A test runs inside a transaction; the product's own would send nothing for these.
    return sum(not one["sql"].startswith(MARKS) for one in sent)


@pytest.mark.parametrize("role", [Role.LEGAL_HEAD, Role.LEGAL_OFFICER, Role.LAWYER])
def test_no_page_asks_more_than_a_dozen_statements(client, db, settings, role):
    settings.SECOND_FACTOR_COMPULSORY = False
    tree = make_tree()
    known = world.records(tree.county)
    post = make_post(role=role, unit=tree.county)
    client.force_login(post.user)
    found = []
    for name, parts, view in world.routes():
        powers = getattr(view, "capabilities", None)
        if not powers or not BY_ROLE[role] & powers or set(parts) & world.OF_THE_SESSION:
            continue
        count = asked(client, world.address(name, parts, known))
        if count is not None:
            found.append((count, name))
    found.sort(reverse=True)
    for count, name in found[:10]:
        print(f"{count:3} {name}")

    assert len(found) > 10
    most = {name: MORE.get(name, (MOST, ""))[0] for _, name in found}
    assert [f"{name}: {count}" for count, name in found if count > most[name]] == []
