from collections.abc import Sequence

from django.db.models.functions import Cast

from gongyuan.cases.models import Case
from gongyuan.cases.queries.search import secret_key
from gongyuan.core import search
from gongyuan.people.models import Worker


def index_case(case: Case) -> None:
    """Write what a case is found by: numbers, names, initials, employer, facts, and keyed hashes of
    phone, phone tail and identity number. Called by the actions that change any of these."""
    workers = [applicant.worker for applicant in case.applicants.select_related("worker")]
    Case.objects.filter(pk=case.pk).update(search=case_words(case, workers))


def case_words(case: Case, workers: Sequence[Worker]) -> Cast:
    """The same as the value of the column, for a case that is being written."""
    texts = [
        case.application_number,
        case.case_number or "",
        case.matter.code,
        *(worker.name for worker in workers),
        *(worker.pinyin.replace(" ", "") for worker in workers),
        *(worker.initials for worker in workers),
        case.employer.name,
        case.employer.initials,
        case.facts_text,
    ]
    keys = [
        secret_key(kind, bytes(index))
        for worker in workers
        for kind, index in (
            ("phone", worker.phone_index),
            ("tail", worker.phone_tail_index),
            ("identity", worker.identity_index),
        )
        if index
    ]
    return search.vector(texts, keys=keys)
